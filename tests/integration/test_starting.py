"""A new dataset from the command line, and all that can be made of it before a party is in it."""

import json
import zipfile

import pytest
from typer import Typer
from typer.testing import CliRunner

from damascus_map.cli.control import control
from damascus_map.data.load import default_path, findings_of
from tests.integration.command_line import run
from tests.other_city import CONTROL, outlines

COLUMNS = ("--id", "code", "--name", "label", "--name-fr", "nom", "--name-ar", "ar")


def take(*arguments):
    """Run ``import control`` by itself."""
    app = Typer()
    app.command()(control)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def boundaries(tmp_path):
    outlines().to_file(tmp_path / "districts.gpkg")
    return tmp_path / "districts.gpkg"


def test_everything_works_without_a_party(tmp_path, boundaries):
    city = tmp_path / "city"
    made = run("init", city, "--districts", boundaries, *COLUMNS, "--title", "Riverton")
    assert made.exit_code == 0, made.output
    assert "moved by 0.4" in made.stderr
    here, day = ("--dataset", city), ("--date", "2015-01-01")
    counts = json.loads(run("validate", city, "--format", "json").stdout)["counts"]
    assert set(counts.values()) == {0}
    status = json.loads(run("status", *day, *here, "--format", "json").stdout)
    assert {one["status"] for one in status["districts"]} == {"unknown"}
    span = ("--from", "2013-01-01", "--to", "2015-01-01")
    for command, name in (
        (("compare", *span), "b.svg"),
        (("strip", *span), "c.svg"),
        (("bundle", *day), "d.zip"),
        (("page", *day), "e.html"),
    ):
        result = run(*command, *here, "--out", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).stat().st_size > 1000


def test_faults_of_boundaries_are_told_and_nothing_is_made(tmp_path, boundaries):
    result = run("init", tmp_path / "city", "--districts", boundaries, "--id", "nom", "--name", "x")
    assert result.exit_code == 2
    assert "code, label, nom, ar" in result.stderr
    (tmp_path / "a.geojson").write_text("{}", encoding="utf-8")
    result = run("init", tmp_path / "city", "--districts", tmp_path / "a.geojson", "--lang", "fr")
    assert result.exit_code == 1
    assert "a.geojson ne peut pas être utilisé" in result.stderr
    assert run("init", tmp_path / "city", "--name", "x").exit_code == 2
    assert not (tmp_path / "city").exists()


def test_a_table_of_control_is_taken_in_from_the_command_line(tmp_path, boundaries):
    city, table = tmp_path / "city", tmp_path / "control.csv"
    run("init", city, "--districts", boundaries, *COLUMNS)
    table.write_text(CONTROL, encoding="utf-8")
    result = take(table, "--into", city)
    assert result.exit_code == 0, result.output
    assert "Rows: 6; districts: 4" in result.stderr
    assert findings_of(city) == ()
    again = take(table, "--into", city)
    assert again.exit_code == 1
    assert "--force" in again.stderr
    assert take(table, "--into", city, "--force").exit_code == 0


def test_a_table_that_does_not_fit_leaves_no_new_folder(tmp_path):
    table = tmp_path / "control.csv"
    table.write_text(CONTROL, encoding="utf-8")
    result = take(table, "--into", tmp_path / "new")
    assert result.exit_code == 1
    assert "no district of the dataset has this name" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["control.csv"]


def test_the_dataset_that_is_included_is_left_alone(tmp_path):
    table = tmp_path / "control.csv"
    table.write_text(CONTROL, encoding="utf-8")
    result = take(table, "--into", default_path())
    assert result.exit_code == 2
    assert "comes with the program" in result.stderr


def test_validate_shows_the_right_form(copy_of_dataset):
    control_file = copy_of_dataset / "data" / "control.csv"
    text = control_file.read_text(encoding="utf-8")
    control_file.write_text(text.replace("qaboun,2017-05-07,", "qaboun,7/5/2017,"), "utf-8")
    (error,) = json.loads(run("validate", copy_of_dataset, "--format", "json").stdout)["errors"]
    assert (error["column"], error["example"]) == ("valid_from", "2011-01-01")
    assert "Right form" in run("validate", copy_of_dataset).stdout


def test_a_leftover_of_an_import_is_told_with_the_form_of_an_entry(copy_of_dataset):
    (copy_of_dataset / "imports" / "left").mkdir(parents=True)
    (copy_of_dataset / "imports" / "left" / "sources.csv").touch()
    (told,) = json.loads(run("validate", copy_of_dataset, "--format", "json").stdout)["warnings"]
    assert told["file"] == "imports/left"
    assert "imports/ucdp-2016/events.parquet" in told["example"]


def test_a_bundle_of_another_city_does_not_name_damascus(other_city, tmp_path):
    out = tmp_path / "bundle.zip"
    assert (
        run("bundle", "--date", "2013-05-15", "--dataset", other_city, "--out", out).exit_code == 0
    )
    with zipfile.ZipFile(out) as archive:
        for name in archive.namelist():
            if name.endswith((".txt", ".csv", ".json", ".svg", ".bib", ".geojson")):
                text = archive.read(name).decode().replace("damascus-map", "")
                assert "damas" not in text.lower(), name
                assert "دمشق" not in text, name


@pytest.mark.parametrize(
    "call",
    [
        ("init", "{new}", "--districts", "{none}"),
        ("import", "control", "{none}", "--into", "{new}"),
    ],
)
def test_a_file_that_is_not_there_is_named(tmp_path, call):
    places = {"new": tmp_path / "new", "none": tmp_path / "nothing.csv"}
    result = run(*(part.format(**places) for part in call))
    assert result.exit_code == 1
    assert "nothing.csv: there is no such file. Check the path" in result.stderr
    assert not places["new"].exists()
