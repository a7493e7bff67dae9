"""The command line, as a reader of its output and of its exit status meets it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from damascus_map import cli
from damascus_map.cli import serving
from tests.integration.command_line import run
from tools import live_page

DISPATCH = "afp-2017-05-07"
DISTRICTS = ["barze", "qaboun", "techrine", "jobar", "tadamon"]
GEOJSON_LAYER = "geo/districts.geojson"
COMMANDS = [
    *("serve", "status", "events", "changes", "snapshot", "compare", "strip", "validate", "info"),
    "search",
]
DAY = ("status", "--date", "2017-05-07")
WEEK = ("--from", "2017-05-01", "--to", "2017-05-08")

Break = Callable[[Path], object]


def answer(*arguments: object) -> str:
    """Run a command that succeeds; give its standard output."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def report(*arguments: object) -> dict:
    return json.loads(answer(*arguments, "--format", "json"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def districts_on(day: str) -> dict[str, dict]:
    found = report("status", "--date", day)["districts"]
    assert [district["id"] for district in found] == DISTRICTS
    return {district["id"]: district for district in found}


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a program of its own."""
    command = [sys.executable, "-W", "error", "-m", "damascus_map.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


# ------------------------------------------------------------------------------ what it must show


@pytest.fixture(scope="module")
def opening_day() -> dict[str, dict]:
    return districts_on("2017-05-07")


@pytest.mark.parametrize(
    ("district", "extents"),
    [
        ("qaboun", {"opposition": "most"}),
        ("techrine", {"opposition": "most"}),
        ("jobar", {"opposition": "shared", "government": "shared"}),
        ("barze", {"opposition": "present"}),
        ("tadamon", {"opposition": "present"}),
    ],
)
def test_status_on_the_day_of_the_dispatch(opening_day, district, extents):
    parties = opening_day[district]["parties"]
    assert {party: parties[party] for party in extents} == extents


@pytest.mark.parametrize("district", ["barze", "qaboun"])
def test_ceasefire_and_talks_on_the_day_of_the_dispatch(opening_day, district):
    assert {"ceasefire", "negotiation"} <= set(opening_day[district]["situation"])


@pytest.mark.parametrize("district", DISTRICTS)
def test_the_dispatch_is_among_the_claims_of_each_district(opening_day, district):
    sources = {claim["source"]["id"] for claim in opening_day[district]["claims"]}
    assert DISPATCH in sources


def test_three_districts_are_government_held_in_june_2017_and_jobar_is_not():
    held = {name: one["parties"]["government"] for name, one in districts_on("2017-06-15").items()}
    assert [held[name] for name in ("barze", "qaboun", "techrine")] == ["whole"] * 3
    assert held["jobar"] != "whole"


def test_all_districts_are_government_held_in_june_2018():
    found = districts_on("2018-06-15").values()
    assert [district["parties"]["government"] for district in found] == ["whole"] * 5
    assert {district["status"] for district in found} == {"government"}


def test_jobar_is_held_by_the_opposition_in_june_2013():
    jobar = districts_on("2013-06-01")["jobar"]
    assert jobar["parties"]["opposition"] in ("most", "whole")
    assert jobar["status"] == "opposition"


def test_only_the_government_is_known_in_june_2011():
    found = districts_on("2011-06-01")
    known = {party for one in found.values() for party, held in one["parties"].items() if held}
    assert known == {"government"}
    assert found["barze"]["parties"]["government"] == "present"
    unknown = {name for name, one in found.items() if one["status"] == "unknown"}
    assert "techrine" in unknown
    assert all(found[name]["claims"] for name in set(DISTRICTS) - unknown)


def test_the_transitional_authorities_hold_all_in_2025():
    assert {one["status"] for one in districts_on("2025-01-01").values()} == {"transitional"}


# ------------------------------------------------------------------------------------ the shapes


def test_status_json_has_the_documented_shape(dataset):
    found = report(*DAY)
    assert list(found) == ["date", "dataset", "districts"]
    assert found["date"] == "2017-05-07"
    package = dataset.tables.package
    assert found["dataset"] == {
        "name": package.name,
        "version": package.version,
        "hash": package.content_hash,
    }
    for district in found["districts"]:
        assert list(district) == [
            *("id", "name", "parties", "status", "sentence", "situation", "since", "until"),
            *("unchanged_since", "next_change"),
            *("confidence", "claims", "disagreements"),
        ]
        assert list(district["parties"]) == list(dataset.tables.party_ids)
        for claim in district["claims"]:
            assert list(claim) == ["id", "on", "summary", "attributed_to", "source"]
            assert list(claim["source"]) == ["id", "publisher", "published", "url"]


def test_status_names_disagreements_with_each_side():
    (qaboun,) = report("status", "--date", "2014-03-01", "--district", "qaboun")["districts"]
    truce = next(one for one in qaboun["disagreements"] if one["topic"] == "qaboun-truce-2014")
    assert truce["kind"] == "date"
    publishers = {claim["source"]["publisher"] for claim in truce["claims"]}
    assert {"Zaman al-Wasl", "AP", "Syria Direct"} <= publishers


def test_since_is_written_as_far_as_it_is_known():
    (tadamon,) = report("status", "--date", "2025-01-01", "--district", "tadamon")["districts"]
    assert (tadamon["since"], tadamon["until"]) == ("2024-12-08", None)
    (qaboun,) = report(*DAY, "--district", "qaboun")["districts"]
    assert qaboun["since"] == "2014-02"
    assert (qaboun["unchanged_since"], qaboun["next_change"]) == ("2017-05-07", "2017-05-08")


def test_events_json_has_the_documented_shape():
    found = report("events", *WEEK)
    assert list(found) == ["from", "to", "events"]
    assert (found["from"], found["to"]) == ("2017-05-01", "2017-05-08")
    assert found["events"]
    for event in found["events"]:
        assert list(event) == [
            *("id", "date", "date_to", "type", "districts", "title", "deaths", "people_moved"),
            *("place_precision", "confidence", "origin_id", "origin_type", "placed_by"),
            *("placed_from", "sources"),
        ]
        assert list(event["deaths"]) == ["low", "best", "high"]
        assert all(list(source) == ["id", "publisher", "url"] for source in event["sources"])
        assert event["sources"]


def test_all_facts_of_the_dispatch_are_events_of_its_day():
    events = report("events", "--from", "2017-05-07", "--to", "2017-05-07")["events"]
    cited = [one for one in events if DISPATCH in [source["id"] for source in one["sources"]]]
    assert len(cited) >= 12


def test_events_of_a_type_and_a_district():
    found = report("events", *WEEK, "--type", "clash", "--type", "report", "--district", "jobar")
    assert {event["type"] for event in found["events"]} == {"clash", "report"}
    assert all(not one["districts"] or "jobar" in one["districts"] for one in found["events"])


def test_changes_json_tells_both_sides():
    found = report("changes", "--from", "2017-05-01", "--to", "2017-05-31")
    assert (found["from"], found["to"]) == ("2017-05-01", "2017-05-31")
    last = [change for change in found["changes"] if change["district"] == "barze"][-1]
    assert last["on"] == "2017-05-29"
    assert last["before"]["parties"]["opposition"] == "present"
    assert last["after"]["parties"]["government"] == "whole"
    assert last["claims"]


# ----------------------------------------------------------------------------------- the formats


def test_status_csv_has_a_row_for_each_district():
    found = rows(answer(*DAY, "--format", "csv"))
    assert [row["id"] for row in found] == DISTRICTS
    qaboun = found[1]
    assert (qaboun["extent_opposition"], qaboun["extent_is"]) == ("most", "")
    assert {"ceasefire", "negotiation"} <= set(qaboun["situation"].split(";"))


def test_status_geojson_has_the_outlines_with_the_report(dataset):
    found = json.loads(answer(*DAY, "--format", "geojson"))
    assert found["type"] == "FeatureCollection"
    assert found["attribution"] == list(dataset.tables.package.attributions)
    assert [feature["id"] for feature in found["features"]] == DISTRICTS
    for feature in found["features"]:
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
        assert feature["properties"]["date"] == "2017-05-07"
    assert found["features"][1]["properties"]["parties"]["opposition"] == "most"


def test_events_csv_has_the_same_events_as_json():
    found = rows(answer("events", *WEEK, "--format", "csv"))
    expected = report("events", *WEEK)["events"]
    assert [row["title"] for row in found] == [event["title"] for event in expected]
    assert any(DISPATCH in row["source_ids"].split(";") for row in found)


def test_events_geojson_places_nothing_that_has_no_coordinates(dataset):
    days = ("--from", "2011-03-15", "--to", "2026-01-01")
    found = json.loads(answer("events", *days, "--format", "geojson"))
    events = dataset.tables.events
    assert len(found["features"]) == len(events)
    placed = set(events.index[events["lon"].notna()])
    assert {one["id"] for one in found["features"] if one["geometry"]} == placed


def test_changes_csv_has_both_sentences():
    found = rows(answer("changes", *WEEK, "--format", "csv"))
    assert found
    assert all(row["before"] and row["after"] for row in found)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (DAY, ["Sunday 7 May 2017", "Qaboun", "Mostly held by opposition groups"]),
        ((*DAY, "--district", "jobar"), ["Shared", "AFP"]),
        (("events", *WEEK), ["1 May 2017", "Negotiation", "AFP", "Jobar"]),
        (("changes", *WEEK), ["8 May 2017", "Qaboun", "opposition groups"]),
        (("info",), ["damascus-map", "OCHA", "OpenStreetMap", "Attribution 4.0", "15 Mar 2011"]),
    ],
)
def test_tables_show_what_was_asked(arguments, shown):
    text = answer(*arguments)
    assert [part for part in shown if part not in text] == []


def test_table_of_one_district_shows_each_statement():
    (district,) = report(*DAY, "--district", "barze")["districts"]
    text = answer(*DAY, "--district", "barze")
    assert [one["id"] for one in district["claims"] if one["summary"] not in text] == []


def test_nothing_found_is_said():
    assert "0 events" in answer(
        "events", "--from", "2011-03-15", "--to", "2011-03-15", "--type", "massacre"
    )
    assert report("changes", "--from", "2025-01-01", "--to", "2025-01-02")["changes"] == []


def test_info_counts_the_dataset(dataset):
    found = report("info")
    tables = dataset.tables
    assert found["hash"] == tables.package.content_hash
    assert found["counts"] == {
        "districts": 5,
        "parties": len(tables.parties),
        "claims": len(tables.claims),
        "events": len(tables.events),
        "sources": len(tables.sources),
    }
    assert found["first_day"] == "2011-03-15"
    assert found["last_change"] == "2024-12-08"
    assert any("OCHA" in line for line in found["attributions"])
    assert any("ODbL" in line or "Open Data Commons" in line for line in found["licences"])


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_language_of_data_is_the_one_asked_for(dataset, lang):
    found = report("events", *WEEK, "--lang", lang)["events"]
    titles = dataset.tables.events[f"title_{lang}"]
    assert [event["title"] for event in found] == [titles[event["id"]] for event in found]
    names = [one["name"] for one in report(*DAY, "--lang", lang)["districts"]]
    assert names == list(dataset.tables.districts[f"name_{lang}"])


def test_same_call_gives_the_same_bytes():
    assert answer(*DAY, "--format", "json") == answer(*DAY, "--format", "json")


# -------------------------------------------------------------------------------------- validate


def test_validate_finds_no_error_and_lists_the_known_disagreements():
    found = report("validate")
    assert found["errors"] == []
    assert found["counts"]["disagreements"] == len(found["disagreements"])
    topics = {one["topic"] for one in found["disagreements"]}
    known = {"qaboun-truce-2014", "jobar-entry-2013", "de-escalation-2017-05", "ghouta-sarin-2013"}
    assert known <= topics
    assert any(topic.startswith("qaboun-fall-2017") for topic in topics if topic)


def test_validate_table_names_each_side_and_counts():
    text = answer("validate")
    for part in ("Zaman al-Wasl", "Syria Direct", "Le Monde", "Interfax", "13 May 2017"):
        assert part in text
    assert text.rstrip().splitlines()[-1].startswith("0 errors")


def test_validate_warns_of_a_changed_file_and_succeeds(copy_of_dataset):
    events = copy_of_dataset / "data" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("Crowd put", "Crowd set", 1))
    found = report("validate", copy_of_dataset)
    assert [warning["rule"] for warning in found["warnings"]] == ["stale-hash"]
    assert "data/events.csv" in answer("validate", "--dataset", copy_of_dataset)


# ------------------------------------------------------------------------------------- bad input


def replaced(name: str, old: str, new: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def removed(name: str) -> Break:
    return lambda folder: (folder / name).unlink()


def repeated_last_line(name: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")

    return change


def in_latin_1(name: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.encode("latin-1", errors="replace"))

    return change


def cut_short(name: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes()[:400])

    return change


def reprojected(folder: Path) -> None:
    path = folder / GEOJSON_LAYER
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    path.write_text(json.dumps(collection), encoding="utf-8")


FIRST_INTERVAL = "barze,2011-03-15,2012-07-17"
FAULTS = [
    pytest.param(removed("data/control.csv"), "data/control.csv", "is missing", id="missing file"),
    pytest.param(cut_short(GEOJSON_LAYER), GEOJSON_LAYER, "not valid JSON", id="broken GeoJSON"),
    pytest.param(reprojected, GEOJSON_LAYER, "EPSG::32637", id="wrong CRS"),
    pytest.param(
        replaced("data/sources.csv", "publisher", "editor"),
        "data/sources.csv",
        "the column editor is not known",
        id="unknown column",
    ),
    pytest.param(
        repeated_last_line("data/events.csv"),
        "data/events.csv",
        "this id stands twice",
        id="duplicate id",
    ),
    pytest.param(
        replaced("data/control.csv", FIRST_INTERVAL, "barze,2012-07-17,2011-03-15"),
        "data/control.csv",
        "the end (2011-03-15) lies before the beginning (2012-07-17)",
        id="reversed interval",
    ),
    pytest.param(
        replaced("data/control.csv", FIRST_INTERVAL, "baba-amr,2011-03-15,2012-07-17"),
        "data/control.csv",
        "baba-amr does not stand in districts",
        id="unknown district",
    ),
    pytest.param(
        replaced("data/events.csv", ",2011-04,", ",2011-04-31,"),
        "data/events.csv",
        "this is not a date",
        id="bad date",
    ),
    pytest.param(in_latin_1("data/claims.csv"), "data/claims.csv", "is not UTF-8", id="not UTF-8"),
]
HAVE_NO_ROW = ("the file is missing", "WGS84")
HAVE_NO_VALUE = ("the file is missing", "not valid JSON", "the column")


@pytest.mark.parametrize(("damage", "file", "said"), FAULTS)
def test_broken_dataset_is_reported_with_place_and_remedy(copy_of_dataset, damage, file, said):
    damage(copy_of_dataset)
    checked = run("validate", copy_of_dataset, "--format", "json")
    assert checked.exit_code == 1
    found = json.loads(checked.stdout)
    assert found["dataset"] is None
    error = next(
        one for one in found["errors"] if said in one["message"] or said in (one["value"] or "")
    )
    assert error["file"] == file
    assert error["advice"].endswith(".")
    assert error["row"] is not None or any(part in error["message"] for part in HAVE_NO_ROW)
    assert error["value"] or any(part in error["message"] for part in HAVE_NO_VALUE)

    table = run("validate", copy_of_dataset)
    asked = run(*DAY, "--format", "json", "--dataset", copy_of_dataset)
    assert (table.exit_code, asked.exit_code) == (1, 1)
    assert asked.stdout == ""
    for text in (table.stdout, asked.stderr):
        assert [part for part in (file, said, error["advice"]) if part not in text] == []


def test_every_fault_is_in_one_report(copy_of_dataset):
    replaced("data/events.csv", ",2011-04,", ",2011-04-31,")(copy_of_dataset)
    replaced("data/control.csv", FIRST_INTERVAL, "baba-amr,2011-03-15,2012-07-17")(copy_of_dataset)
    removed("data/sources.csv")(copy_of_dataset)
    found = json.loads(run("validate", copy_of_dataset, "--format", "json").stdout)
    files = {error["file"] for error in found["errors"]}
    assert {"data/events.csv", "data/control.csv", "data/sources.csv"} <= files
    assert found["counts"]["errors"] == len(found["errors"])


@pytest.mark.parametrize("command", [DAY, ("events", *WEEK), ("info",), ("validate",), ("serve",)])
@pytest.mark.parametrize("name", ["no-such-folder", "x" * 5000])
def test_dataset_that_is_not_there_is_an_error_of_the_data(tmp_path, command, name):
    result = run(*command, "--dataset", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert name in result.stderr


def test_empty_folder_is_an_error_of_the_data(tmp_path):
    result = run("validate", tmp_path)
    assert result.exit_code == 1
    assert "datapackage.json" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "--date", "2017-02-30"), "2017-02-30"),
        (("status", "--date", "2017-05"), "YYYY-MM-DD"),
        (("status", "--date", "yesterday"), "yesterday"),
        (("status", "--date", ""), "YYYY-MM-DD"),
        (("status", "--date", "1999-01-01"), "2011-03-15"),
        (("status",), "--date"),
        ((*DAY, "--district", "kaboun"), "Did you mean qaboun?"),
        ((*DAY, "--format", "xml"), "xml"),
        ((*DAY, "--lang", "de"), "de"),
        ((*DAY, "--colour", "red"), "--colour"),
        (("events", "--from", "2017-05-08", "--to", "2017-05-01"), "before the beginning"),
        (("events", "--from", "2017-05-08", "--to", "soon"), "soon"),
        (("events", *WEEK, "--district", "homs"), "homs"),
        (("events", *WEEK, "--type", "party"), "party"),
        (("changes", "--from", "2017-05-08", "--to", "2017-05-01"), "before the beginning"),
        (("changes", *WEEK, "--format", "geojson"), "geojson"),
        (("validate", "one", "--dataset", "another"), "give one"),
        (("serve", "--port", "0"), "--port"),
        (("serve", "--address", "nonsense"), "nonsense"),
        (("serve", "--allow-embedding", "example.org"), "https://example.org"),
        (("search",), "TEXT"),
        (("search", " "), "a word, a name or a date"),
        (("map",), "map"),
    ],
)
def test_wrong_call_ends_with_2_and_says_why(arguments, said):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


# ---------------------------------------------------------------------------------- hostile text

MARKUP = "[red]<img src=x onerror=alert(1)>[/red]</script>${1}`x`:bomb:"
CONTROLS = "\x1b[31m\u202egnp\u202c\u2066\x9b"


@pytest.fixture
def hostile_dataset(copy_of_dataset: Path) -> Path:
    """A copy whose first event has a hostile title, and its first source a hostile name."""
    for name, column, text in (
        ("events", "title_en", f"{MARKUP}{CONTROLS}"),
        ("claims", "summary_en", f"{MARKUP}{CONTROLS}"),
        ("sources", "publisher", "=HYPERLINK(1)[bold]"),
    ):
        path = copy_of_dataset / "data" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        for line in lines:
            line[header.index(column)] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *lines])
    return copy_of_dataset


@pytest.mark.parametrize(
    "arguments", [("events", *WEEK), (*DAY, "--district", "jobar"), ("validate",)]
)
def test_tables_show_hostile_text_as_text(hostile_dataset, arguments):
    text = answer(*arguments, "--dataset", hostile_dataset)
    assert MARKUP in text
    assert "=HYPERLINK(1)[bold]" in text
    assert set(CONTROLS) & set(text) == set("[31mgnp")
    assert "<U+001B>" in text
    assert "<U+202E>gnp" in text


def test_json_carries_hostile_text_without_its_effect(hostile_dataset):
    for form in ("json", "geojson"):
        text = answer("events", *WEEK, "--format", form, "--dataset", hostile_dataset)
        assert not {"\x1b", "\u202e", "\u2066", "\x9b"} & set(text)
        assert json.dumps(f"{MARKUP}{CONTROLS}") in text
    assert json.loads(text)["features"][0]["properties"]["title"] == f"{MARKUP}{CONTROLS}"


def test_csv_starts_no_formula(hostile_dataset):
    text = answer("events", *WEEK, "--format", "csv", "--dataset", hostile_dataset)
    assert not {"\x1b", "\u202e", "\u2066", "\x9b"} & set(text)
    found = rows(text)
    assert {row["publishers"] for row in found} == {"'=HYPERLINK(1)[bold]"}
    assert all(row["title"].startswith(MARKUP) for row in found)


def test_report_of_faults_shows_hostile_text_as_text(copy_of_dataset):
    replaced("data/events.csv", ",2011-04,", ",[red]\x1b]0;x\u202e,")(copy_of_dataset)
    result = run(*DAY, "--dataset", copy_of_dataset)
    assert result.exit_code == 1
    assert "[red]<U+001B>]0;x<U+202E>" in result.stderr
    assert not {"\x1b", "\u202e"} & set(result.stderr)


# ------------------------------------------------------------------------------ as a program


def test_the_program_is_installed_under_its_name():
    (script,) = entry_points(group="console_scripts", name="damascus-map")
    assert script.load() is cli.main


def test_help_names_each_command():
    text = answer("--help")
    assert [command for command in COMMANDS if command not in text] == []
    assert all(answer(command, "--help") for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], ["streamlit", "folium", "pandas", "geopandas", "shapely"]),
        ([*DAY, "--format", "geojson"], ["streamlit", "folium"]),
        (["validate"], ["streamlit", "folium"]),
    ],
)
def test_command_loads_only_what_it_needs(arguments, absent):
    text = (
        "import sys; from damascus_map.cli import app\n"
        f"try: app({arguments!r})\nexcept SystemExit as end: assert not end.code\n"
        f"print([name for name in {absent!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(("name", "status"), [("2017-05-07", 0), ("2017-13-07", 2)])
def test_exit_status_of_the_program(name, status):
    done = program("status", "--date", name)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_table_in_a_pipe_is_not_cut():
    done = program(*DAY, "--district", "jobar", env={**os.environ, "COLUMNS": "40"})
    (jobar,) = report(*DAY, "--district", "jobar")["districts"]
    text = done.stdout.decode()
    assert [one["id"] for one in jobar["claims"] if one["summary"] not in text] == []
    assert "…" not in text.replace(jobar["sentence"], "")


def test_json_is_utf_8_whatever_the_terminal():
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = program(*DAY, "--lang", "ar", "--format", "json", env=narrow)
    names = [district["name"] for district in json.loads(done.stdout.decode())["districts"]]
    assert names[0] == "برزة"
    assert "برزة".encode() in done.stdout
    assert program(*DAY, "--lang", "ar", env=narrow).returncode == 0


def test_undecodable_argument_is_a_wrong_call():
    done = program("status", "--date", "2017-05-07", "--district", os.fsdecode(b"\xff"))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


# ----------------------------------------------------------------------------------------- serve


@pytest.mark.parametrize(
    ("number", "to_all"),
    [
        pytest.param(signal.SIGINT, True, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, False, id="told to end"),
    ],
)
def test_serve_works_in_an_empty_folder_until_it_is_ended(tmp_path, number, to_all):
    port = live_page._free_port()
    log = tmp_path / "serve.log"
    (folder := tmp_path / "empty").mkdir()
    command = [sys.executable, "-m", "damascus_map.cli", "serve", "--port", str(port)]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            live_page._wait_until_healthy(process, port, log)
            (os.killpg if to_all else os.kill)(process.pid, number)
            assert process.wait(timeout=30) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    said = log.read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert "usage statistics" not in said  # its settings were found
    assert "external IP" not in said
    assert not live_page._is_healthy(port)
    assert [path.name for path in folder.iterdir() if path.name != ".streamlit"] == []


def test_serve_gives_the_dataset_to_the_server(monkeypatch, copy_of_dataset):
    from damascus_map import launch
    from damascus_map.server import shown

    assert serving.DATASET_VARIABLE == shown.DATASET_VARIABLE
    calls = []
    monkeypatch.setattr(launch, "run_server", lambda *call: calls.append(call) or 7)
    result = run("serve", "--dataset", copy_of_dataset, "--port", "8600", "--lang", "fr")
    assert result.exit_code == 7
    ((command, environment),) = calls
    assert environment[shown.DATASET_VARIABLE] == str(copy_of_dataset)
    assert "--server.port=8600" in command
    assert "http://127.0.0.1:8600/?lang=fr" in result.stderr
