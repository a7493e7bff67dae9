"""The data of a view: which rows belong to it."""

import json
from dataclasses import replace
from datetime import date

import pytest

import damascus_map as dm
from damascus_map.errors import UnknownChoiceError, UnknownDistrictError
from damascus_map.model.view import MapView, View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.exports.content import about, about_rows, view_content
from damascus_map.render.exports.description import data_package, readme
from damascus_map.render.reports import events_geojson, events_report

MARCH = View(on=date(2020, 3, 7))


def ids(content, table):
    return [row["id"] for row in content.tables[table].rows]


def test_a_view_has_its_districts_events_claims_and_sources(small):
    content = view_content(small, MARCH)
    assert ids(content, "districts") == ["hill", "mill"]
    assert ids(content, "events") == ["spring", "raid"]
    assert ids(content, "claims") == ["hill-late", "mill-north", "mill-south"]
    assert ids(content, "sources") == ["gazette", "wire"]
    assert content.empty_tables == ()


def test_filters_choose_the_rows(small):
    view = View(on=date(2020, 3, 7), districts=("mill",), types=("protest",), window=1)
    content = view_content(small, view)
    assert ids(content, "districts") == ["mill"]
    assert ids(content, "events") == ["spring"]
    assert ids(content, "claims") == ["mill-north", "mill-south"]
    assert ids(content, "sources") == ["wire"]


def test_every_source_can_be_asked_for(small):
    view = View(on=date(2020, 1, 10), districts=("mill",), window=1)
    assert ids(view_content(small, view), "sources") == []
    assert ids(view_content(small, view, every_source=True), "sources") == ["gazette", "wire"]


def test_districts_below_the_confidence_asked_for_stay_and_say_so(dataset):
    view = View(on=date(2017, 5, 9), confidence=Confidence.MEDIUM)
    content = view_content(dataset, view)
    rows = {row["id"]: row for row in content.tables["districts"].rows}
    assert (rows["qaboun"]["drawn"], rows["qaboun"]["extent_opposition"]) == ("no", "present")
    assert (rows["jobar"]["drawn"], rows["jobar"]["confidence_asked"]) == ("yes", "medium")
    columns = [column.name for column in content.tables["districts"].columns]
    assert columns[-2:] == ["confidence_asked", "drawn"]
    assert about(content)["confidence_asked"] == "medium"
    plain = view_content(dataset, replace(view, confidence=Confidence.LOW))
    assert ids(plain, "claims") == ids(content, "claims")
    assert "confidence_asked" not in about(plain)


def test_a_claim_that_disagrees_is_never_left_out(dataset):
    rows = view_content(dataset, View(on=date(2017, 5, 7))).tables["claims"].rows
    differing = {row["id"]: row for row in rows if row["cited"] == "no"}
    assert "barze-2017-04-03-complete-control-ucdp" in differing
    assert all(row["disagreements"] for row in differing.values())
    state = dataset.control_on("2017-05-07")
    cited = {claim for claims in state["claim_ids"] for claim in claims}
    assert {row["id"] for row in rows if row["cited"] == "yes"} == cited


@pytest.mark.parametrize("window", [1, 7, None])
def test_each_claim_and_event_has_its_sources_among_the_rows(dataset, window):
    content = view_content(dataset, View(on=date(2017, 5, 7), window=window))
    cited = {row["source_id"] for row in content.tables["claims"].rows}
    cited |= {one for row in content.tables["events"].rows for one in row["source_ids"]}
    assert set(ids(content, "sources")) == cited


def test_where_the_map_is_and_the_order_of_filters_change_nothing(small):
    plain = View(on=date(2020, 3, 7), districts=("hill", "mill"), types=("protest", "clash"))
    other = View(
        on=date(2020, 3, 7),
        districts=("mill", "hill"),
        types=("clash", "protest"),
        district="hill",
        map_view=MapView(36.3, 33.5, 12),
    )
    assert about(view_content(small, plain)) == about(view_content(small, other))


def test_about_says_what_it_was_made_from(small):
    told = about(view_content(small, MARCH))
    assert told["dataset"] == {
        "name": "two-places",
        "version": "1.2.3",
        "hash": small.tables.package.content_hash,
    }
    assert (told["date"], told["view"]) == ("2020-03-07", "?date=2020-03-07")
    assert (told["events_from"], told["events_to"]) == ("2020-03-01", "2020-03-07")
    assert told["rows"] == {"districts": 2, "events": 2, "claims": 3, "sources": 2}
    assert told["software"].startswith("damascus-map ")
    rows = about_rows(view_content(small, MARCH))
    assert ("dataset_hash", small.tables.package.content_hash) in rows
    assert ("rows_events", "2") in rows


def test_a_window_without_beginning_has_none(small):
    told = about(view_content(small, View(on=date(2020, 3, 7), window=None)))
    assert told["events_from"] is None


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (View(on=date(2020, 3, 7), districts=("moon",)), UnknownDistrictError),
        (View(on=date(2020, 3, 7), types=("party",)), UnknownChoiceError),
        (View(on=date(2020, 3, 7), lang="de"), UnknownChoiceError),
    ],
)
def test_a_view_that_cannot_be_used_is_refused(small, view, error):
    with pytest.raises(error):
        view_content(small, view)


def test_rows_that_may_not_be_passed_on_carry_a_notice_wherever_they_go(small):
    assert "notice" not in about(view_content(small, MARCH))
    held = dm.Dataset(replace(small.tables, restricted_sources=frozenset({"gazette"})))
    notice = "This file holds rows that may not be passed on, by the terms of: The Gazette."
    content = view_content(held, MARCH)
    assert about(content)["notice"] == notice
    assert ("notice", notice) in about_rows(content)
    assert notice in readme(content, ["README.txt"])
    assert json.loads(data_package(content, []))["notice"] == notice
    events = held.events_between("2020-03-01", "2020-03-07")
    report = events_report(held, events, "2020-03-01", "2020-03-07")
    assert report["notice"] == json.loads(events_geojson(held, events))["notice"] == notice
    without = held.events_between("2020-08-01", "2020-08-07")  # of the other source
    assert "notice" not in events_report(held, without, "2020-08-01", "2020-08-07")
    assert "notice" not in about(view_content(held, View(on=date(2020, 8, 1), window=1)))
