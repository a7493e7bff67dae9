"""``damascus-map compare`` and ``strip``: figures from a shell, the same bytes, clear errors."""

import csv
import hashlib
import json
import subprocess
import sys

import pytest
from PIL import Image

from damascus_map.cli.options import SheetLayout
from damascus_map.render.static.layouts import COMPARISON_LAYOUTS
from tests.integration.command_line import run

SIGNATURES = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
DAYS = ("--from", "2017-05-07", "--to", "2017-06-15")
CALLS = {
    "compare": ("compare", *DAYS, "--district", "qaboun"),
    "strip": ("strip", *DAYS, "--district", "qaboun"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("form", SIGNATURES)
def test_the_format_follows_the_ending_and_the_bytes_are_the_same_again(tmp_path, name, form):
    out = tmp_path / f"sheet.{form}"
    result = run(*CALLS[name], "--out", out)
    assert result.exit_code == 0, result.output
    assert str(out) in result.stderr
    first = out.read_bytes()
    assert first.startswith(SIGNATURES[form])
    command = [sys.executable, "-m", "damascus_map.cli", *CALLS[name], "--out", str(out), "--force"]
    subprocess.run(command, capture_output=True, check=True)
    again = hashlib.sha256(out.read_bytes()).hexdigest()
    assert again == hashlib.sha256(first).hexdigest()
    assert [one.name for one in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("name", CALLS)
def test_a_png_says_what_it_shows_and_how_it_is_made_again(tmp_path, name, dataset):
    out = tmp_path / "a.png"
    assert run(*CALLS[name], "--lang", "fr", "--scale", "0.5", "--out", out).exit_code == 0
    image = Image.open(out)
    assert image.width == 800
    facts = image.text
    assert facts["Date shown"] == "2017-05-07, 2017-06-15"
    assert facts["Dataset SHA-256"] == dataset.tables.package.content_hash
    assert facts["Sources"]
    other = tmp_path / "b.png"
    call = facts["Command"].split()[1:]
    assert run(*call, "--scale", "0.5", "--out", other).exit_code == 0
    assert other.read_bytes() == out.read_bytes()


@pytest.mark.parametrize("name", CALLS)
def test_svg_and_pdf_say_it_too_and_fonts_are_embedded(tmp_path, name):
    for form in ("svg", "pdf"):
        assert run(*CALLS[name], "--out", tmp_path / f"a.{form}").exit_code == 0
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    pdf = (tmp_path / "a.pdf").read_bytes()
    for part in ("2017-06-15", f"damascus-map {name} --from", "Uppsala Conflict Data Program"):
        assert part in svg
        assert part.encode() in pdf or part.encode("utf-16-be") in pdf
    assert ">Qaboun</text>" in svg
    assert b"/FontFile2" in pdf
    assert b"/CreationDate" not in pdf


def test_every_layout_of_a_comparison_can_be_asked_for():
    assert [str(one) for one in SheetLayout] == list(COMPARISON_LAYOUTS)


def test_a_comparison_on_a_page_in_arabic_with_all_events(tmp_path):
    out = tmp_path / "a.svg"
    options = ("--layout", "page", "--lang", "ar", "--window", "all")
    assert run("compare", *DAYS, *options, "--out", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "الأحد 7 أيار 2017" in text
    assert "الخميس 15 حزيران 2017" in text
    assert "window=all&amp;lang=ar" in text


def test_a_strip_without_days_shows_all_the_time(tmp_path, dataset):
    out = tmp_path / "a.svg"
    assert run("strip", "--out", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert f"?span={dataset.tables.package.first_day}," in text
    assert all(f">{name}</text>" in text for name in ("Barzé", "Tadamon", "2012", "2024"))


@pytest.mark.parametrize("name", CALLS)
def test_a_file_is_replaced_only_with_force(tmp_path, name):
    out = tmp_path / "a.svg"
    out.write_text("mine")
    refused = run(*CALLS[name], "--out", out)
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert run(*CALLS[name], "--out", out, "--force").exit_code == 0


def test_the_data_of_a_comparison_hold_the_same_as_csv_and_json(tmp_path):
    rows, values = tmp_path / "a.csv", tmp_path / "a.json"
    for out in (rows, values):
        assert run(*CALLS["compare"], "--lang", "fr", "--out", out).exit_code == 0
    report = json.loads(values.read_text(encoding="utf-8"))
    (qaboun,) = report["districts"]
    with rows.open(encoding="utf-8") as file:
        own, *others = csv.DictReader(file)
    changes = [row for row in others if row["row"] == "change"]
    assert [row["on"] for row in changes] == [one["on"] for one in qaboun["changes"]]
    assert own["deaths_best"] == str(qaboun["happened"]["deaths_best"]["sum"] or "")
    assert own["disagreements"] == str(len(qaboun["disagreements"])) != "0"
    assert own["after"] == qaboun["after"]["sentence"]
    assert "gouvernement syrien" in own["after"]


COMPARE = ("compare", "--out", "a.png")
STRIP = ("strip", "--out", "a.png")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", *DAYS, "--out", "a.gif"), ".png, .svg, .pdf, .csv, .json"),
        ((*COMPARE, "--from", "2017-05-07", "--to", "2017-05-07"), "the earlier one first"),
        ((*COMPARE, "--from", "2017-05-08", "--to", "2017-05-07"), "the earlier one first"),
        ((*COMPARE, "--from", "2017-05-08", "--to", "2190-05-07"), "has not come yet"),
        ((*COMPARE, "--from", "2000-05-08", "--to", "2017-05-07"), "first day of the dataset"),
        ((*COMPARE, "--from", "May", "--to", "2017-05-07"), "YYYY-MM-DD"),
        ((*COMPARE, *DAYS, "--district", "joobar"), "Did you mean jobar?"),
        ((*COMPARE, *DAYS, "--window", "0"), "number of days"),
        ((*COMPARE, *DAYS, "--scale", "50"), "scale"),
        ((*COMPARE, *DAYS, "--layout", "square"), "landscape"),
        (("strip", "--out", "missing/a.png"), "There is no folder"),
        ((*STRIP, "--from", "2017-05-07", "--to", "2017-05-07"), "not later"),
        ((*STRIP, "--from", "2017-05-08", "--to", "2017-05-07"), "not later"),
        ((*STRIP, "--to", "2190-01-01"), "has not come yet"),
        ((*STRIP, "--from", "2000-01-01"), "first day of the dataset"),
        ((*STRIP, "--district", "joobar"), "Did you mean jobar?"),
        ((*STRIP, "--scale", "0"), "scale"),
    ],
)
def test_a_wrong_call_is_a_clear_error_and_writes_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
