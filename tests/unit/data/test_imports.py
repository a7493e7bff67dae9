"""An import counts whole or not at all: written, opened, replaced, taken out, and refused."""

import json
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.data.event_parquet import events_table, write_events
from damascus_map.data.imported import with_import
from damascus_map.data.imports import ImportWriter, imports_of, remove_import
from damascus_map.data.load import findings_of, load
from damascus_map.data.schema import EVENTS
from damascus_map.errors import (
    BusyError,
    InvalidDatasetError,
    OutputExistsError,
    OutputPathError,
    UnknownChoiceError,
)
from damascus_map.render.publication import publication

SOURCES = pd.DataFrame(
    [{"id": "table", "publisher": "The Table", "title": "Events", "kind": "dataset"}]
)
DESCRIPTION = {
    "title": "Events of the Table",
    "attribution": "© The Table",
    "licenses": [{"name": "table-1", "title": "Table licence"}],
    "redistribution": "forbidden",
}
ROW = {
    "id": "table-1",
    "date": "2020-03-05",
    "date_to": "",
    "district_ids": ("hill",),
    "type": "clash",
    "actors": ("south", "north"),
    "title_en": "A clash",
    "title_fr": "Un affrontement",
    "title_ar": "اشتباك",
    "deaths_low": 1,
    "deaths_best": 2,
    "deaths_high": None,
    "people_moved": None,
    "lon": 36.305,
    "lat": 33.505,
    "place_precision": "point",
    "confidence": "medium",
    "source_ids": ("table", "wire"),
    "note": "Table id 1",
    "origin_id": "table:1",
    "origin_type": "3",
    "placed_by": "point",
    "placed_from": "",
}
OTHERS = [
    ROW
    | {"id": "table-3", "date": "2020-04", "lon": None, "lat": None, "placed_by": "text"}
    | {
        "place_precision": "district",
        "placed_from": "headline: Hill",
        "district_ids": ("hill", "mill"),
    },
    ROW | {"id": "table-2", "date": "2020-02-01", "date_to": "2020-02-09", "placed_by": None},
]


def frame(*rows):
    return pd.DataFrame(list(rows))


def table_of(*rows):
    return events_table(frame(*rows))


def bring(path, name="table", rows=(ROW, *OTHERS), sources=SOURCES, *, force=False, **description):
    with ImportWriter(path, name, force=force) as writer:
        for row in rows:  # each is a piece
            writer.add(table_of(row))
        return writer.commit(sources, DESCRIPTION | description, {"report.json": b"{}"})


def stop(writer, error):
    with writer:
        writer.add(table_of(ROW | {"id": "table-9"}))
        writer.add_refused(frame({"file": "a.csv", "row": "2"}))
        raise error


def files_of(path):
    return {file.relative_to(path): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def test_imported_events_stand_among_the_others_as_if_they_came_from_csv(draft):
    folder = bring(draft.path)
    assert folder == draft.path / "imports" / "table"
    tables = load(draft.path)
    assert list(tables.events.index) == [
        *("new-year", "table-2", "spring", "table-1", "raid", "table-3", "harvest")
    ]
    clash = tables.events.loc["table-1"]
    for name, value in ROW.items():
        if name == "id" or value is None:
            continue
        assert clash[name] == value, name
    assert clash["deaths_high"] is pd.NA
    assert tables.events.loc["table-2", "placed_by"] is None
    assert tables.events.loc["table-2", "last"] == pd.Timestamp("2020-02-09")
    assert tables.events.loc["table-3", "precision"] == "month"
    assert tables.events.loc["table-3", "district_ids"] == ("hill", "mill")
    assert tables.sources.loc["table", "publisher"] == "The Table"
    assert tables.package.attributions[-1] == "© The Table"
    assert tables.package.licences[-1] == "Table licence"
    assert tables.restricted_sources == {"table"}
    assert tables.findings == ()


def test_the_frames_have_the_types_that_they_have_without_an_import(draft):
    before = load(draft.path).events
    bring(draft.path)
    after = load(draft.path).events
    assert list(after.columns) == list(before.columns)
    for name in before.columns.drop(["origin_id", "origin_type", "placed_from"]):
        assert after[name].dtype == before[name].dtype, name


def test_rows_written_as_csv_or_as_an_import_open_alike(draft):
    """The same events by both ways give the same frame, but for where they stand in their file."""
    bring(draft.path)
    imported = load(draft.path).events
    remove_import(draft.path, "table")
    header = list(EVENTS.column_names)
    events = pd.read_csv(draft.path / "data/events.csv", dtype=str, keep_default_na=False)
    rows = [
        {
            name: ";".join(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell)
            for name, cell in row.items()
        }
        for row in (ROW, *OTHERS)
    ]
    pd.concat([events, pd.DataFrame(rows)])[header].fillna("").to_csv(
        draft.path / "data/events.csv", index=False
    )
    with (draft.path / "data/sources.csv").open("a") as file:
        file.write("table,The Table,Events,,,,,dataset,\n")
    written = load(draft.path).events
    pd.testing.assert_frame_equal(
        imported.drop(columns="(line)"), written.drop(columns="(line)"), check_dtype=False
    )


def test_the_file_is_geoparquet_that_others_read(draft):
    folder = bring(draft.path)
    read = gpd.read_parquet(folder / "events.parquet")
    assert read.crs.to_epsg() in (4326, None)
    assert read.crs.equals("OGC:CRS84")
    points = read.set_index("id").geometry
    assert points["table-1"].coords[0] == (36.305, 33.505)
    assert points["table-3"] is None
    assert list(read["id"]) == ["table-2", "table-1", "table-3"]  # sorted by time


def test_the_package_describes_both_files_and_nothing_is_stale(draft):
    bring(draft.path, origin="table")
    (about,) = imports_of(draft.path)
    assert (about.name, about.folder, about.may_be_passed_on) == ("table", "imports/table", False)
    described = dict(about.description)
    assert described["rows"] == 3
    assert described["bytes"] == (draft.path / about.events).stat().st_size
    assert described["origin"] == "table"
    assert findings_of(draft.path) == ()
    (draft.path / about.sources).write_text((draft.path / about.sources).read_text() + "\n")
    assert [one.rule for one in findings_of(draft.path)] == ["stale-hash"]


def test_taking_an_import_out_leaves_the_dataset_as_it_was(draft):
    bring(draft.path, name="first")
    before, tables = files_of(draft.path), load(draft.path)
    bring(draft.path, name="second", rows=[ROW | {"id": "other"}])
    assert [one.name for one in imports_of(draft.path)] == ["first", "second"]
    assert remove_import(draft.path, "second").name == "second"
    assert files_of(draft.path) == before
    assert load(draft.path) == tables
    with pytest.raises(UnknownChoiceError, match="There are: first"):
        remove_import(draft.path, "second")


def test_an_import_of_the_same_name_is_replaced_only_when_that_is_said(draft):
    bring(draft.path)
    before = files_of(draft.path)
    with pytest.raises(OutputExistsError, match="--force"):
        bring(draft.path)
    assert files_of(draft.path) == before
    for number in (4, 5):  # to and fro between two folders
        row = ROW | {"id": f"table-{number}"}
        bring(draft.path, rows=[row], force=True)
        assert len(imports_of(draft.path)) == 1
        assert f"table-{number}" in load(draft.path).events.index
        assert len(load(draft.path).events) == 5
        assert len([*(draft.path / "imports").iterdir()]) == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_run_that_is_stopped_leaves_the_dataset_as_it_was(draft, error):
    before = files_of(draft.path)
    with pytest.raises(error):
        stop(ImportWriter(draft.path, "table"), error)
    assert files_of(draft.path) == before
    assert not (draft.path / "imports").exists()


def test_a_stopped_run_in_place_of_another_leaves_that_one(draft):
    bring(draft.path)
    before = files_of(draft.path)
    with pytest.raises(KeyboardInterrupt):
        stop(ImportWriter(draft.path, "table", force=True), KeyboardInterrupt)
    assert files_of(draft.path) == before
    assert "table-1" in load(draft.path).events.index


def test_what_a_killed_run_left_behind_is_told_and_removed_by_the_next(draft):
    (draft.path / "imports" / "dead").mkdir(parents=True)
    (draft.path / "imports" / "dead" / "events.parquet").write_bytes(b"PAR1")
    (found,) = findings_of(draft.path)
    assert (found.rule, found.severity, found.file) == (
        "leftover-import",
        "warning",
        "imports/dead",
    )
    assert len(load(draft.path).events) == 4
    bring(draft.path)
    assert [path.name for path in (draft.path / "imports").iterdir()] == ["table"]


def test_only_one_import_runs_at_a_time(draft):
    with ImportWriter(draft.path, "one"), pytest.raises(BusyError, match="is running"):
        bring(draft.path, "two")
    bring(draft.path)


BREACHES = {
    "required": {"title_en": ""},
    "date-format": {"date": "2020-02-31"},
    "choice": {"type": "party"},
    "slug": {"id": "Table 1"},
    "whole-number": {"deaths_low": -1},
    "decimal-number": {"lon": float("inf")},
    "reversed-dates": {"date_to": "2019-01-01"},
    "deaths-order": {"deaths_low": 9},
    "coordinates-precision": {"place_precision": "city"},
    "half-coordinates": {"lat": None},
}


@pytest.mark.parametrize("rule", BREACHES)
def test_a_row_that_breaks_a_rule_is_refused_when_it_is_added(draft, rule):
    before = files_of(draft.path)
    with pytest.raises(InvalidDatasetError) as caught:
        bring(draft.path, rows=[OTHERS[0], ROW | BREACHES[rule]])
    found = caught.value.findings[0]
    assert (found.rule, found.file, found.row) == (rule, "imports/table/events.parquet", 2)
    assert "row 2" in found.place
    assert files_of(draft.path) == before


@pytest.mark.parametrize(
    ("rule", "change", "sources"),
    [
        ("unknown-reference", {"district_ids": ("hole",)}, SOURCES),
        ("unknown-reference", {"source_ids": ("nobody", "table")}, SOURCES),
        ("duplicate-id", {"id": "raid"}, SOURCES),
        ("duplicate-id", {"id": "table-3"}, SOURCES),
        ("duplicate-id", {}, pd.concat([SOURCES, SOURCES.assign(id="wire")])),
        ("choice", {}, SOURCES.assign(kind="rumour")),
        ("required", {}, SOURCES.assign(publisher="")),
    ],
)
def test_what_does_not_fit_the_dataset_is_refused_before_it_counts(draft, rule, change, sources):
    before = files_of(draft.path)
    with pytest.raises(InvalidDatasetError) as caught:
        bring(draft.path, rows=[ROW | change, *OTHERS[:1]], sources=sources)
    assert {one.rule for one in caught.value.findings} == {rule}
    assert files_of(draft.path) == before


def test_a_source_that_two_imports_describe_alike_stands_once(draft):
    bring(draft.path, name="one")
    bring(draft.path, name="two", rows=[ROW | {"id": "other"}])
    assert list(load(draft.path).sources.index) == ["gazette", "wire", "table"]
    with pytest.raises(InvalidDatasetError, match="table"):
        bring(
            draft.path, name="three", rows=[ROW | {"id": "more"}], sources=SOURCES.assign(title="?")
        )


def test_rows_that_are_no_events_are_kept_as_they_came(draft):
    with ImportWriter(draft.path, "table") as writer:
        writer.add(table_of(ROW))
        writer.add_outside(frame({"id": "7", "note": 'a "b",\nc'}))
        writer.add_outside(frame({"id": "8", "note": "=1"}))
        writer.add_outside(frame({"other": "حلب"}))
        writer.add_refused(frame({"file": "a.csv", "row": 3, "reason": "no-date", "cells": None}))
        folder = writer.commit(SOURCES, DESCRIPTION, {})
    read = [pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("outside", "outside-2")]
    assert read[0].to_dict("records") == [
        {"id": "7", "note": 'a "b",\nc'},
        {"id": "8", "note": "=1"},
    ]
    assert read[1].to_dict("records") == [{"other": "حلب"}]
    rejected = pd.read_csv(folder / "rejected.csv")
    assert rejected[["file", "row", "reason"]].to_dict("records") == [
        {"file": "a.csv", "row": 3, "reason": "no-date"}
    ]
    assert rejected["cells"].isna().all()


def test_an_import_may_come_in_parts_that_others_wrote(draft):
    with ImportWriter(draft.path, "table") as writer:
        for number, row in enumerate((ROW, *OTHERS)):
            write_events(frame(row), writer.part(number))
        writer.commit(SOURCES, DESCRIPTION, {})
    assert findings_of(draft.path) == ()
    in_parts = load(draft.path).events
    remove_import(draft.path, "table")
    bring(draft.path)
    pd.testing.assert_frame_equal(
        in_parts.drop(columns="(line)"), load(draft.path).events.drop(columns="(line)")
    )


def test_an_import_may_hold_no_event(draft):
    bring(draft.path, rows=[])
    assert len(load(draft.path).events) == 4
    assert imports_of(draft.path)[0].description["rows"] == 0


def test_an_import_into_a_dataset_without_events(draft):
    draft.remove("data/events.csv")
    bring(draft.path)
    events = load(draft.path).events
    assert list(events.index) == ["table-2", "table-1", "table-3"]


@pytest.mark.parametrize("name", ["", "Table", "../x", "a b", "a.2"])
def test_a_name_that_is_no_slug_is_refused(draft, name):
    with pytest.raises(UnknownChoiceError, match="cannot be the name"):
        ImportWriter(draft.path, name)


def test_a_folder_that_is_no_dataset_is_refused(tmp_path):
    with pytest.raises(InvalidDatasetError, match="missing"):
        ImportWriter(tmp_path, "table")
    with pytest.raises((InvalidDatasetError, OutputPathError)):
        remove_import(tmp_path / "nowhere", "table")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"id\nx\n", b"\0" * 4000])
def test_a_broken_file_of_events_is_a_finding(draft, content):
    folder = bring(draft.path)
    (folder / "events.parquet").write_bytes(content)
    assert "not-parquet" in {one.rule for one in findings_of(draft.path)}
    with pytest.raises(InvalidDatasetError):
        load(draft.path)


def test_files_that_are_missing_or_of_another_shape_are_findings(draft):
    folder = bring(draft.path)
    events = pd.read_parquet(folder / "events.parquet")
    events.drop(columns="title_en").to_parquet(folder / "events.parquet")
    assert ("missing-column", "title_en") in {(f.rule, f.column) for f in findings_of(draft.path)}
    events.assign(lon="east").to_parquet(folder / "events.parquet")
    assert ("column-type", "lon") in {(f.rule, f.column) for f in findings_of(draft.path)}
    (folder / "events.parquet").unlink()
    (folder / "sources.csv").unlink()
    missing = {f.file for f in findings_of(draft.path) if f.rule == "missing-file"}
    assert missing == {"imports/table/events.parquet", "imports/table/sources.csv"}


def test_a_link_that_leads_out_of_the_dataset_is_not_followed(draft, tmp_path):
    folder = bring(draft.path)
    (folder / "events.parquet").rename(tmp_path / "elsewhere.parquet")
    (folder / "events.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    assert "missing-file" in {one.rule for one in findings_of(draft.path)}


def test_rows_can_be_added_for_a_session_without_writing(draft):
    before = files_of(draft.path)
    tables = load(draft.path)
    more = with_import(tables, table_of(ROW, *OTHERS), SOURCES, DESCRIPTION | {"name": "table"})
    assert files_of(draft.path) == before
    bring(draft.path)
    written = load(draft.path)
    pd.testing.assert_frame_equal(
        more.events.drop(columns="(line)"), written.events.drop(columns="(line)")
    )
    assert more.package.attributions == written.package.attributions
    assert more.package.licences == written.package.licences
    assert more.restricted_sources == written.restricted_sources == {"table"}
    assert more != tables
    again = with_import(tables, table_of(ROW, *OTHERS), SOURCES, DESCRIPTION | {"name": "table"})
    assert again == more
    other = with_import(tables, table_of(ROW), SOURCES, DESCRIPTION | {"name": "table"})
    assert other != more
    assert len(dm.Dataset(more).events_between(None, "2020-12-31")) == 7


@pytest.mark.parametrize("change", [{"id": "raid"}, {"type": "party"}, {"district_ids": ("hole",)}])
def test_rows_for_a_session_keep_the_same_rules(draft, change):
    with pytest.raises(InvalidDatasetError):
        with_import(load(draft.path), table_of(ROW | change), SOURCES, {"name": "table"})


def test_a_published_dataset_sees_an_import_come_and_go(draft):
    day = date(2020, 12, 31)
    bring(draft.path)  # from now on the package is written as it is written again
    remove_import(draft.path, "table")
    before = publication(draft.path, day)
    bring(draft.path)
    during = publication(draft.path, day)
    assert len(during.dataset.tables.events) == 7
    remove_import(draft.path, "table")
    assert publication(draft.path, day).events.hash == before.events.hash != during.events.hash


def test_the_text_of_the_package_stays_as_people_wrote_it(draft):
    draft.json("datapackage.json", lambda content: content.update(title="Deux lieux, été"))
    bring(draft.path)
    text = (draft.path / "datapackage.json").read_text("utf-8")
    assert "été" in text
    assert json.loads(text)["name"] == "two-places"
