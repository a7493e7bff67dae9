"""Tables of events taken into a dataset by the command line: counted, kept, listed, undone."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import damascus_map
from damascus_map.data.imports import ImportWriter
from tests.integration.command_line import run

UCDP_COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_name", "side_a", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description", "adm_1"),
    *("adm_2", "latitude", "longitude", "geom_wkt", "country", "region", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low"),
)
USUAL = {
    "year": "2017",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "Syrian insurgents",
    "source_office": "The Observers",
    "where_prec": "1",
    "where_coordinates": "Damascus city",
    "adm_1": "Damascus governorate",
    "latitude": "33.513364",
    "longitude": "36.291575",
    "country": "Syria",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-05-07",
    "date_end": "2017-05-07",
    "best": "3",
    "high": "5",
    "low": "2",
}
ROWS = (
    {"id": "1", "source_headline": "Fierce clashes in Jopar district"},
    {"id": "2", "source_headline": "Shells fall on the capital"},
    {"id": "3", "source_headline": "Army enters Qabun and Barzeh"},
    {"id": "4", "source_headline": "Battle at the Tishrin dam"},
    {"id": "5", "source_headline": "Nobody knows when", "date_start": "", "date_end": ""},
    {"id": "1", "source_headline": "Fierce clashes in Jopar district"},
    {
        "id": "7",
        "adm_1": "Aleppo governorate",
        "where_coordinates": "Aleppo city",
        "latitude": "36.202105",
        "longitude": "37.134260",
    },
)
OWN = """\
When;What happened;Area;Y;X;Dead
7 May 2017;shelling;Jobar;33.5262;36.3280;4
8/5/2017;clash;Somewhere;;;1
2017-05;protest;the city of Damascus;;;
"""


def ucdp_table(rows=ROWS):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, UCDP_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({**USUAL, **row} for row in rows)
    return text.getvalue()


@pytest.fixture(scope="module")
def ucdp(tmp_path_factory):
    file = tmp_path_factory.mktemp("tables") / "GED 2017.csv"
    file.write_text(ucdp_table(), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def first(ucdp, tmp_path_factory):
    """A dataset with one import, called first, and what the command line said of it."""
    folder = tmp_path_factory.mktemp("datasets") / "my-map"
    call = ("--into", folder, "--name", "first", "--lang", "ar", "--format", "json")
    result = run("import", "ucdp", ucdp, *call)
    assert result.exit_code == 0, result.output
    return folder, json.loads(result.stdout)


@pytest.fixture
def begun(first, tmp_path):
    """A copy of that dataset."""
    return Path(shutil.copytree(first[0], tmp_path / "copy"))


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(OWN, encoding="utf-8")
    return file


@pytest.fixture
def into(tmp_path):
    return tmp_path / "my-map"


def report(*arguments):
    result = run("import", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def placed(found):
    return {how: rows for how, rows in found["placed"].items() if rows}


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_from_a_table_to_a_dataset_with_every_row_accounted_for(first):
    folder, found = first
    assert found["files"] == {"GED 2017.csv": 7}
    assert found["placed"] == {
        "editor": 0,
        "point": 0,
        "text": 3,
        "city": 2,
        "outside": 1,
        "unplaced": 0,
    }
    assert found["refused"] == {"no-date": 1}
    assert (found["read"], found["events"], found["merged"]) == (7, 5, 0)
    assert found["adds_up"] is True
    assert found["districts"] == {"barze": 1, "qaboun": 1, "techrine": 0, "jobar": 2, "tadamon": 0}
    assert len(found["duplicates"]) == 1

    events = damascus_map.open_dataset(folder).tables.events
    assert len(events) == found["events"]
    assert sorted(events["placed_by"]) == ["city", "city", "text", "text", "text"]
    assert set(events["placed_from"]) >= {"", "source_headline: Jopar"}
    assert events["lon"].isna().all()


def test_the_report_lies_beside_the_events_and_names_no_folder_of_the_machine(first, ucdp):
    dataset, found = first
    folder = dataset / "imports" / "first"
    assert {path.name for path in folder.iterdir()} == {
        *("events.parquet", "sources.csv", "report.html", "report.json"),
        *("rejected.csv", "outside.csv"),
    }
    assert 'dir="rtl"' in (folder / "report.html").read_text(encoding="utf-8")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8")) == found
    rejected = pd.read_csv(folder / "rejected.csv", dtype="str", encoding="utf-8-sig")
    assert list(rejected["reason"]) == ["no-date"]
    assert "Nobody knows when" in rejected["cells"][0]
    for name, content in files_of(dataset).items():
        assert str(ucdp.parent).encode() not in content, name


def test_the_screen_tells_the_same_as_the_files(ucdp, into):
    result = run("import", "ucdp", ucdp, "--into", into)
    assert result.exit_code == 0
    assert "ged-2017" in result.stderr
    assert result.stdout.rstrip().endswith("7 rows read, 5 events, 3 of them in a district")
    assert "Every row that was read is counted once." in result.stdout
    assert "report.html" in result.stderr


def test_rows_that_say_the_same_are_merged_on_request(ucdp, begun):
    merged = report(
        "ucdp", ucdp, "--into", begun, "--name", "first", "--force", "--merge-duplicates"
    )
    assert (merged["events"], merged["merged"], merged["adds_up"]) == (4, 1, True)
    assert len(merged["duplicates"]) == 1
    assert len(damascus_map.open_dataset(begun).tables.events) == 4


def test_an_import_is_listed_and_undone(own, begun):
    before = files_of(begun)
    report("csv", own, "--into", begun, "--name", "second", "--map", "date=When", "--day-first")
    listed = run("import", "list", "--dataset", begun, "--format", "json")
    assert [one["name"] for one in json.loads(listed.stdout)] == ["first", "second"]
    assert "2 imports" in run("import", "list", "--dataset", begun).stdout
    undone = run("import", "undo", "second", "--dataset", begun)
    assert undone.exit_code == 0
    assert files_of(begun) == before
    assert run("import", "undo", "second", "--dataset", begun).exit_code == 2


def test_undoing_tells_of_rows_that_another_import_left_out(begun, tmp_path):
    rows = [ROWS[0], {"id": "8", "source_headline": "Shelling of Tadamon"}]
    (more := tmp_path / "more.csv").write_text(ucdp_table(rows), encoding="utf-8")
    merged = report("ucdp", more, "--into", begun, "--name", "second", "--merge-duplicates")
    assert merged["merged"] > 0
    undone = run("import", "undo", "first", "--dataset", begun)
    assert "second left out rows that others had already" in undone.stderr
    assert "Import second again" in undone.stderr


def test_an_import_of_the_same_name_is_kept(ucdp, begun):
    before = files_of(begun)
    again = run("import", "ucdp", ucdp, "--into", begun, "--name", "first")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert files_of(begun) == before


def test_the_included_dataset_is_not_touched(ucdp):
    home = damascus_map.open_dataset().tables.path
    for call in (
        ("ucdp", ucdp, "--into", home),
        ("undo", "any", "--dataset", home),
        ("undo", "any"),
    ):
        result = run("import", *call)
        assert result.exit_code == 2
        assert "comes with the program" in result.stderr
    assert not (home / "imports").exists()


def test_a_table_of_one_s_own_is_read_as_its_owner_says(own, into):
    said = "date=When,type=What happened,place=Area,lat=Y,lon=X,deaths_best=Dead"
    found = report("csv", own, "--into", into, "--map", said, "--day-first")
    assert found["placed"] == {
        "editor": 0,
        "point": 1,
        "text": 0,
        "city": 1,
        "outside": 0,
        "unplaced": 1,
    }
    assert found["refused"] == {}
    events = damascus_map.open_dataset(into).tables.events
    assert sorted(events["date"]) == ["2017-05", "2017-05-07"]
    assert events.set_index("date")["deaths_best"]["2017-05-07"] == 4


def test_a_mapping_that_does_not_fit_is_told_in_the_language(own, into):
    result = run("import", "csv", own, "--into", into, "--map", "date=Wen", "--lang", "fr")
    assert result.exit_code == 2
    assert "colonne « Wen »" in result.stderr.replace("\u00a0", " ")
    assert not into.exists()


def test_a_date_of_two_readings_is_refused_with_advice(own, into):
    result = run("import", "csv", own, "--into", into, "--map", "date=When,place=Area")
    assert result.exit_code == 0
    assert "--day-first" in result.stdout


@pytest.mark.parametrize(
    ("rows", "lang", "told"),
    [
        ((ROWS[6], ROWS[4]), "en", "Elsewhere (1), Refused (1)"),
        ((), "en", "The files hold no row"),
        ((ROWS[4],), "fr", "Refusée (1)"),
    ],
)
def test_an_import_without_an_event_is_not_stored(begun, tmp_path, rows, lang, told):
    before = files_of(begun)
    (file := tmp_path / "none.csv").write_text(ucdp_table(rows), encoding="utf-8")
    for folder in (begun, begun / "new"):
        result = run("import", "ucdp", file, "--into", folder, "--lang", lang, "--format", "json")
        assert result.exit_code == 1
        assert told in result.stderr
        assert json.loads(result.stdout)["read"] == len(rows)
        assert files_of(begun) == before
    (file := tmp_path / "city.csv").write_text(ucdp_table([ROWS[1]]), encoding="utf-8")
    assert report("ucdp", file, "--into", begun)["placed"]["city"] == 1


def test_a_packed_table_is_read_too(into, tmp_path):
    file = tmp_path / "events.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2017/ged.csv", ucdp_table())
    found = report("ucdp", file, "--into", into)
    assert list(found["files"].values()) == [7]
    assert found["events"] == 5


@pytest.mark.parametrize(
    ("call", "told", "status"),
    [
        (("ucdp", "nowhere-*.csv"), "no such file", 1),
        (("ucdp", "{own}"), "import csv", 2),
        (("csv", "{picture}"), "picture", 1),
        (("csv", "{own}", "--map", "date=Nothing"), "Nothing", 2),
        (("csv", "{own}", "--map", "when=When"), "date_to", 2),
        (("ucdp", "{ucdp}", "--city-point", "north"), "36.291575,33.513364", 2),
        (("ucdp", "{ucdp}", "--city-point", "33.51,36.29"), "is it 36.29,33.51?", 2),
        (("ucdp", "{ucdp}", "--name", "No Slug"), "No Slug", 2),
    ],
)
def test_a_wrong_call_says_what_to_do_and_leaves_nothing(
    call, told, status, request, into, tmp_path
):
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    places = {"{own}": "own", "{ucdp}": "ucdp"}
    words = [
        request.getfixturevalue(places[word]) if word in places else word.format(picture=picture)
        for word in call
    ]
    result = run("import", *words, "--into", into)
    assert result.exit_code == status, result.output
    assert told in result.stderr
    assert not into.exists()


def test_a_stopped_import_leaves_the_dataset_as_it_was(ucdp, begun, monkeypatch):
    before = files_of(begun)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(ImportWriter, "add_outside", interrupt)
    for folder in (begun, begun / "new"):
        stopped = run("import", "ucdp", ucdp, "--into", folder, "--name", "second")
        assert stopped.exit_code == 130
        assert "The dataset is as it was" in stopped.stderr
        assert files_of(begun) == before
    assert not (begun / "new").exists()


HALF_WRITTEN = """
import signal, threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job does not hear it
from damascus_map import cli
from damascus_map.data.imports import ImportWriter
from damascus_map.ingest import pipeline

pipeline._LARGE_BYTES = 0

def wait(writer, events):
    print("writing", flush=True)
    threading.Event().wait()

if __name__ == "__main__":
    ImportWriter.add = wait
    cli.app()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_ends_the_program_and_all_that_it_started_leaves_nothing(ucdp, tmp_path, number):
    into = tmp_path / "a" / "events"
    (script := tmp_path / "half.py").write_text(HALF_WRITTEN, encoding="utf-8")
    call = [sys.executable, script, "import", "ucdp", ucdp, "--into", into]
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        assert into.exists()
        for _ in range(2):  # as coreutils' timeout and many a supervisor do
            os.killpg(process.pid, number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said == "Stopped. The dataset is as it was.\n"
    assert list(tmp_path.iterdir()) == [script]


def test_an_empty_folder_becomes_a_dataset_and_is_empty_again_after_a_failure(own, tmp_path):
    into = tmp_path / "empty"
    into.mkdir()
    assert run("import", "ucdp", own, "--into", into).exit_code == 2
    assert list(into.iterdir()) == []
    report("csv", own, "--into", into, "--map", "date=When", "--day-first")
    assert (into / "datapackage.json").exists()


def test_a_failure_leaves_no_folder_that_was_made_for_the_dataset(own, tmp_path):
    before = sorted(tmp_path.iterdir())
    assert run("import", "ucdp", own, "--into", tmp_path / "a" / "b" / "c").exit_code == 2
    assert run("import", "control", own, "--into", tmp_path / "a" / "b" / "c").exit_code == 1
    assert run("import", "csv", own, "--into", own / "b" / "c").exit_code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_stands_for_the_tables_in_it(into, tmp_path):
    folder = tmp_path / "years"
    (folder / "drafts").mkdir(parents=True)
    assert "years" in (empty := run("import", "ucdp", folder, "--into", into)).stderr
    assert empty.exit_code == 1
    for year in ("2017", "2016", "drafts/2015", ".2014"):
        row = {"id": year[-4:], "source_headline": "Shells fall"}
        (folder / f"{year}.csv").write_text(ucdp_table([row]), encoding="utf-8")
    (folder / "README.md").write_text("What is here.", encoding="utf-8")
    found = report("ucdp", folder, "--into", into)
    assert list(found["files"]) == ["2016.csv", "2017.csv"]
    assert found["name"] == "2016"


def test_files_of_several_folders_are_told_apart(into, tmp_path):
    for year in ("2016", "2017"):
        (tmp_path / "in" / year).mkdir(parents=True)
        (tmp_path / "in" / year / "ged.csv").write_text(
            ucdp_table([{"id": year, "source_headline": "Shells fall"}]), encoding="utf-8"
        )
    found = report("ucdp", tmp_path / "in" / "*" / "ged.csv", "--into", into)
    assert found["files"] == {"2016/ged.csv": 1, "2017/ged.csv": 1}
