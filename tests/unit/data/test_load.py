"""Opening a folder: typed frames, every fault in one report, and no other error than our own."""

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import damascus_map as dm
from damascus_map.data.load import default_path, findings_of, load
from damascus_map.data.schema import CLAIMS, EVENTS, PARTIES, SOURCES, control_table

FILES = [
    "datapackage.json",
    "geo/districts.geojson",
    "data/parties.csv",
    "data/sources.csv",
    "data/claims.csv",
    "data/control.csv",
    "data/events.csv",
]
REQUIRED = [name for name in FILES if name not in ("data/claims.csv", "data/events.csv")]
EVENTS_CSV = "data/events.csv"
NASTY = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "${7*7} {{7*7}} {value} %s",
    "`rm -rf /`",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "=HYPERLINK(1)",
    'a "quoted", text\nwith a line',
]


def rules_of(folder):
    return [(one.rule, one.file, one.row, one.column) for one in findings_of(folder)]


def test_the_frames_are_typed(draft):
    tables = load(draft.path)
    assert tables.path == draft.path
    assert tables.party_ids == ("north", "south", "guests")
    assert tables.district_ids == ("hill", "mill")
    raid = tables.events.loc["raid"]
    assert raid["district_ids"] == ("hill",)
    assert raid["source_ids"] == ("wire", "gazette")
    assert (raid["first"], raid["last"]) == (pd.Timestamp("2020-03-05"), pd.Timestamp("2020-03-07"))
    assert (raid["deaths_low"], raid["lon"]) == (1, 36.305)
    spring = tables.events.loc["spring"]
    assert (spring["first"], spring["last"]) == (
        pd.Timestamp("2020-03-01"),
        pd.Timestamp("2020-03-31"),
    )
    assert spring["precision"] == "month"
    assert spring["deaths_low"] is pd.NA
    assert tables.claims.loc["mill-south", "situation"] == ("truce",)
    assert tables.claims.loc["hill-early", "situation"] == ()
    unknown = tables.control[tables.control["claim_ids"] == ()].iloc[0]
    assert unknown["north"] is None
    assert unknown["end_precision"] == "month"


def test_events_stand_in_the_order_of_time_and_parties_in_theirs(draft):
    draft.cell("data/parties.csv", 2, "order", "9")
    tables = load(draft.path)
    assert list(tables.events.index) == ["new-year", "spring", "raid", "harvest"]
    assert tables.party_ids == ("south", "guests", "north")


def test_claims_and_events_may_be_left_out(draft):
    for name in ("data/claims.csv", "data/events.csv"):
        draft.remove(name)
    draft.write("data/sources.csv", draft.read("data/sources.csv").splitlines(keepends=True)[0])
    header = draft.read("data/control.csv").decode().splitlines()[0]
    rows = [f"{one},2020-01-01,,,,,,low,," for one in ("hill", "mill")]
    draft.write("data/control.csv", "\n".join([header, *rows]))
    dataset = dm.open_dataset(draft.path)
    assert dataset.tables.findings == ()
    state = dataset.control_on("2020-05-01", window=None)
    assert list(state["status"]) == ["unknown", "unknown"]
    assert list(state["event_ids"]) == [(), ()]
    assert dataset.events_between(None, "2020-05-01", confidence="high", types=["clash"]).empty
    assert dataset.disagreements().empty
    assert dataset.changes_between("2020-01-01", "2021-01-01").empty
    assert dataset.claims_on("hill", "2020-05-01").empty


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_file_that_is_missing_is_named(draft, name):
    draft.remove(name)
    with pytest.raises(dm.InvalidDatasetError, match=f"{name}: the file is missing") as caught:
        dm.open_dataset(draft.path)
    assert [(one.rule, one.file) for one in caught.value.findings] == [("missing-file", name)]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"null", b"[]", b"{}", b'"', b"\x00" * 10, b"a,b\n1,2\n", b"\n\n\n"],
)
def test_a_broken_file_is_an_error_of_the_dataset(draft, name, content):
    draft.write(name, content)
    with pytest.raises(dm.InvalidDatasetError) as caught:
        dm.open_dataset(draft.path)
    assert name in {one.file for one in caught.value.findings}


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_place_of_a_file_is_an_error_of_the_dataset(draft, name):
    draft.remove(name)
    (draft.path / name).mkdir()
    with pytest.raises(dm.InvalidDatasetError):
        dm.open_dataset(draft.path)
    assert ("missing-file", name, None, None) in rules_of(draft.path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(name=st.sampled_from(FILES), data=st.data())
def test_bytes_changed_anywhere_are_opened_or_an_error_of_the_dataset(draft, name, data):
    content = draft.read(name)
    at = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, 20))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b",", b'"', b"\n", b";", b"]", b"}"]))
    draft.write(name, content[:at] + put + content[at + cut :])
    try:
        opened = dm.open_dataset(draft.path)
    except dm.InvalidDatasetError:
        opened = None
    faults = [one for one in findings_of(draft.path) if one.severity == "error"]
    draft.write(name, content)
    assert (opened is None) == bool(faults)
    assert opened is None or not opened.control_on("2020-05-01").empty


def test_a_folder_that_is_not_there_is_named(tmp_path):
    missing = tmp_path / "nowhere"
    with pytest.raises(dm.DatasetNotFoundError, match="nowhere"):
        dm.open_dataset(missing)
    with pytest.raises(FileNotFoundError, match=r"holds datapackage\.json"):
        findings_of(str(missing))
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(dm.DatasetNotFoundError):
        load(file)


def test_an_empty_folder_lacks_every_required_file(tmp_path):
    assert {(rule, file) for rule, file, *_ in rules_of(tmp_path)} == {
        ("missing-file", name) for name in REQUIRED if name != "data/control.csv"
    }


def test_all_faults_of_all_files_are_in_one_report(draft):
    draft.cell(EVENTS_CSV, 3, "type", "battle")
    draft.cell(EVENTS_CSV, 3, "date", "soon")
    draft.cell(EVENTS_CSV, 5, "confidence", "")
    draft.cell("data/claims.csv", 2, "verified", "maybe")
    draft.cell("data/parties.csv", 3, "colour", "blue")
    draft.cell("data/sources.csv", 3, "kind", "gossip")
    draft.properties(2, name_ar="")
    draft.json("datapackage.json", lambda content: content.update(first_day="2020"))
    found = rules_of(draft.path)
    assert sorted(found, key=str) == sorted(
        [
            ("wrong-property", "datapackage.json", None, "first_day"),
            ("missing-name", "geo/districts.geojson", 2, "name_ar"),
            ("colour", "data/parties.csv", 3, "colour"),
            ("choice", "data/sources.csv", 3, "kind"),
            ("choice", "data/claims.csv", 2, "verified"),
            ("date-format", EVENTS_CSV, 3, "date"),
            ("choice", EVENTS_CSV, 3, "type"),
            ("required", EVENTS_CSV, 5, "confidence"),
        ],
        key=str,
    )
    with pytest.raises(dm.InvalidDatasetError) as caught:
        dm.open_dataset(draft.path)
    assert len(caught.value.findings) == len(found)
    assert len(str(caught.value).splitlines()) == len(found) + 1
    assert str(draft.path) in str(caught.value)


def test_all_faults_of_one_table_between_its_rows_are_in_one_report(draft):
    draft.cell(EVENTS_CSV, 3, "date_to", "2019")
    draft.cell(EVENTS_CSV, 3, "deaths_low", "9")
    draft.cell(EVENTS_CSV, 3, "place_precision", "city")
    draft.cell(EVENTS_CSV, 4, "district_ids", "mill;dale")
    draft.cell(EVENTS_CSV, 4, "source_ids", "rumour")
    assert rules_of(draft.path) == [
        ("reversed-dates", EVENTS_CSV, 3, "date_to"),
        ("deaths-order", EVENTS_CSV, 3, "deaths_best"),
        ("coordinates-precision", EVENTS_CSV, 3, "lon"),
        ("unknown-reference", EVENTS_CSV, 4, "district_ids"),
        ("unknown-reference", EVENTS_CSV, 4, "source_ids"),
    ]


def test_a_finding_names_the_line_that_an_editor_shows(draft):
    draft.replace(EVENTS_CSV, "A new year", '"A new\nyear\n"')
    draft.cell("data/parties.csv", 4, "colour", "grey")
    draft.replace(EVENTS_CSV, "wire;gazette", "wire;gazettes")
    assert rules_of(draft.path) == [
        ("colour", "data/parties.csv", 4, "colour"),
        ("unknown-reference", EVENTS_CSV, 5, "source_ids"),
    ]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_a_byte_order_mark_and_other_line_ends_change_nothing(draft, name):
    before = load(draft.path)
    draft.write(name, b"\xef\xbb\xbf" + draft.read(name).replace(b"\n", b"\r\n"))
    after = load(draft.path)
    for part in ("parties", "sources", "claims", "control", "events"):
        pd.testing.assert_frame_equal(getattr(after, part), getattr(before, part))


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_a_program_stays_text(draft, text):
    draft.cell(EVENTS_CSV, 3, "title_en", text)
    draft.cell("data/parties.csv", 2, "name_en", text)
    draft.properties(1, name_en=text)
    tables = load(draft.path)
    assert tables.events.loc["raid", "title_en"] == text
    assert tables.parties.loc["north", "name_en"] == text
    assert tables.districts.loc["hill", "name_en"] == text


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_a_program_is_shown_as_text_in_a_finding(draft, text):
    draft.cell(EVENTS_CSV, 3, "type", text)
    (only,) = findings_of(draft.path)
    assert (only.rule, only.value) == ("choice", text)
    assert repr(text) in str(only)


def test_a_cell_of_a_megabyte_is_an_error_of_the_dataset(draft):
    draft.cell(EVENTS_CSV, 3, "note", "x" * 2**20)
    assert rules_of(draft.path) == [("not-csv", EVENTS_CSV, 3, None)]


def test_a_large_cell_is_kept(draft):
    draft.cell(EVENTS_CSV, 3, "note", "x" * 500_000)
    assert len(load(draft.path).events.loc["raid", "note"]) == 500_000


def test_a_context_layer_is_optional_and_checked(draft):
    assert load(draft.path).context == {}
    draft.write("geo/roads.geojson", '{"type": "FeatureCollection", "features": []}')
    assert list(load(draft.path).context) == ["roads"]
    draft.write("geo/water.geojson", "{")
    assert rules_of(draft.path) == [("broken-json", "geo/water.geojson", 1, None)]


def test_a_path_may_be_text(draft):
    assert load(os.fspath(draft.path)).package.name == "two-places"
    assert isinstance(default_path(), Path)


def test_the_tables_have_the_columns_of_the_contract():
    contract = {
        PARTIES: "id name_en name_fr name_ar colour order note",
        SOURCES: "id publisher title published language url licence kind note",
        CLAIMS: (
            "id district_id on until party extent situation attributed_to source_id summary_en "
            "summary_fr summary_ar verified note topic"
        ),
        EVENTS: (
            "id date date_to district_ids type actors title_en title_fr title_ar deaths_low "
            "deaths_best deaths_high people_moved lon lat place_precision confidence source_ids "
            "note origin_id origin_type placed_by placed_from"
        ),
        control_table(("government", "is")): (
            "district_id valid_from valid_to government is situation confidence claim_ids note"
        ),
    }
    for table, columns in contract.items():
        assert list(table.column_names) == columns.split()


def test_an_optional_file_that_the_package_names_is_missed_and_nothing_else(draft):
    draft.json(
        "datapackage.json", lambda content: content.update(resources=[{"path": "data/claims.csv"}])
    )
    (draft.path / "data/claims.csv").unlink()
    found = [(one.rule, one.file) for one in findings_of(draft.path)]
    assert found == [("missing-file", "data/claims.csv")]
