"""``damascus-map export`` and ``bundle``: a view as files, and clear errors instead."""

import io
import json
import shlex
import zipfile

import geopandas as gpd
import pandas as pd
import pytest

from tests.integration.command_line import run

DAY = ("--date", "2017-05-07")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.geojson", b'{"type"'),
        ("a.csv", b"\xef\xbb\xbfdate,"),
        ("a.gpkg", b"SQLite format 3"),
        ("a.parquet", b"PAR1"),
        ("a.xlsx", b"PK"),
        ("a.bib", b"@"),
        ("a.json", b"["),
    ],
)
def test_the_format_follows_the_ending(tmp_path, name, start):
    out = tmp_path / name
    result = run("export", *DAY, "--out", out)
    assert result.exit_code == 0, result.output
    assert str(out) in result.stderr
    assert out.read_bytes().startswith(start)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_every_option_reaches_the_file(tmp_path):
    out = tmp_path / "a.gpkg"
    options = ("--district", "jobar", "--window", "all", "--type", "clash")
    assert run("export", *DAY, "--out", out, *options, "--confidence", "medium").exit_code == 0
    assert gpd.read_file(out, layer="districts")["id"].tolist() == ["jobar"]
    events = gpd.read_file(out, layer="events")
    assert set(events["type"]) == {"clash"}
    assert set(events["confidence"]) <= {"medium", "high"}
    told = gpd.read_file(out, layer="about").set_index("name")["value"]
    assert "districts=jobar&types=clash&window=all&confidence=medium" in told["view"]


def test_all_sources_or_those_of_the_view(tmp_path, dataset):
    counts = {}
    for name, options in {"few.json": (), "all.json": ("--all",)}.items():
        assert run("export", *DAY, "--out", tmp_path / name, *options).exit_code == 0
        counts[name] = len(json.loads((tmp_path / name).read_bytes()))
    assert 0 < counts["few.json"] < counts["all.json"] == len(dataset.tables.sources)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_file_without_rows_is_whole_and_is_said_to_be_empty(tmp_path, lang):
    out = tmp_path / "a.parquet"
    view = ("--date", "2011-03-16", "--window", "1", "--what", "events", "--lang", lang)
    result = run("export", *view, "--out", out)
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 2
    assert len(gpd.read_parquet(out)) == 0


def test_a_file_is_replaced_only_with_force(tmp_path):
    out = tmp_path / "a.csv"
    out.write_text("mine")
    refused = run("export", *DAY, "--out", out)
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert run("export", *DAY, "--out", out, "--what", "events", "--force").exit_code == 0
    assert len(pd.read_csv(out)) == 17


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        ("export", (*DAY, "--out", "a.doc"), ".geojson, .csv, .gpkg, .parquet, .xlsx"),
        ("export", (*DAY, "--out", "a.geojson", "--what", "claims"), "cannot hold claims"),
        ("export", (*DAY, "--out", "a.gpkg", "--what", "events"), "holds all tables"),
        ("export", (*DAY, "--out", "a.csv", "--what", "rows"), "districts"),
        ("export", (*DAY, "--out", "missing/a.csv"), "There is no folder"),
        ("export", (*DAY, "--out", "a.csv", "--district", "joobar"), "Did you mean jobar?"),
        ("export", (*DAY, "--out", "a.csv", "--window", "0"), "number of days"),
        ("export", (*DAY, "--out", "a.csv", "--type", "clashes"), "Did you mean clash?"),
        ("export", ("--date", "2190-01-01", "--out", "a.csv"), "has not come yet"),
        ("bundle", (*DAY, "--out", "a.tar"), "Known: .zip"),
        ("bundle", (*DAY, "--out", "a.zip", "--scale", "50"), "scale"),
        ("bundle", ("--date", "2000-01-01", "--out", "a.zip"), "first day of the dataset"),
    ],
)
def test_a_wrong_call_is_a_clear_error_and_writes_nothing(
    tmp_path, monkeypatch, command, arguments, said
):
    monkeypatch.chdir(tmp_path)
    result = run(command, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--lang", "ar", "--layout", "square", "--district", "jobar", "--type", "clash"),
        ("--lang", "fr", "--window", "all", "--scale", "0.5", "--confidence", "medium"),
        ("--scale", "0.25", "--district", "", "--type", ""),
    ],
)
def test_the_command_in_a_bundle_makes_it_again(tmp_path, monkeypatch, options):
    first = tmp_path / "mine.zip"
    assert run("bundle", *DAY, "--out", first, *options).exit_code == 0
    with zipfile.ZipFile(io.BytesIO(first.read_bytes())) as archive:
        command = archive.read("command.txt").decode().splitlines()[-1]
        picture = archive.read("picture.png")
    program, *arguments = shlex.split(command)
    monkeypatch.chdir(tmp_path)
    assert program == "damascus-map"
    assert run(*arguments).exit_code == 0
    again = tmp_path / "damascus-map-2017-05-07.zip"
    with zipfile.ZipFile(again) as archive:
        assert archive.read("picture.png") == picture
    assert again.read_bytes() == first.read_bytes()
