"""Reports as plain values and as files, on the small dataset."""

import csv
import dataclasses
import io
import json

import pytest

from damascus_map.errors import InvalidDateError, UnknownChoiceError, UnknownDistrictError
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.dataset import Dataset
from damascus_map.render.dataset_reports import info_report, validation_report
from damascus_map.render.reports import (
    changes_csv,
    changes_report,
    events_csv,
    events_geojson,
    events_report,
    status_csv,
    status_geojson,
    status_report,
)

YEAR = ("2020-01-01", "2020-12-31")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def one_district(dataset: Dataset, on: str, district: str, lang: str = "en") -> dict:
    (found,) = status_report(dataset, on, districts=[district], lang=lang)["districts"]
    return found


def test_status_names_the_dataset(small):
    report = status_report(small, "2020-03-10")
    package = small.tables.package
    assert report["date"] == "2020-03-10"
    assert report["dataset"] == {
        "name": "two-places",
        "version": "1.2.3",
        "hash": package.content_hash,
    }
    assert [district["id"] for district in report["districts"]] == ["hill", "mill"]


def test_a_report_keeps_what_is_below_the_confidence_asked_for(dataset):
    plain = status_report(dataset, "2017-05-09")
    report = status_report(dataset, "2017-05-09", confidence=Confidence.MEDIUM)
    assert report["confidence_asked"] == "medium"
    drawn = {one["id"]: one.pop("drawn") for one in report["districts"]}
    assert [one for one, is_drawn in drawn.items() if is_drawn == "no"] == ["qaboun", "tadamon"]
    assert report["districts"] == plain["districts"]
    listed = rows(
        status_csv(dataset, status_report(dataset, "2017-05-09", confidence=Confidence.HIGH))
    )
    assert {row["confidence_asked"] for row in listed} == {"high"}
    assert [row["drawn"] for row in listed] == ["no", "no", "yes", "no", "no"]
    assert "drawn" not in rows(status_csv(dataset, plain))[0]


def test_status_of_a_district(small):
    hill = one_district(small, "2020-03-10", "hill")
    assert hill["name"] == "Hill"
    assert hill["parties"] == {"north": "part", "south": "most", "guests": None}
    assert (hill["status"], hill["situation"]) == ("south", ["fighting"])
    assert hill["sentence"] == "Mostly held by the South; partly held by the North. Fighting."
    assert (hill["since"], hill["until"]) == ("2020-03-05", None)
    assert hill["confidence"] == "medium"
    assert hill["claims"] == [
        {
            "id": "hill-late",
            "on": "2020-03-05",
            "summary": "The South took most.",
            "attributed_to": "the mayor",
            "source": {
                "id": "wire",
                "publisher": "The Wire",
                "published": "2020-03-05",
                "url": "https://example.org/2",
            },
        }
    ]


def test_dates_are_written_as_far_as_they_are_known(small):
    mill = one_district(small, "2020-01-15", "mill")
    assert (mill["since"], mill["until"]) == ("2020-01-01", "2020-02")
    assert (mill["status"], mill["claims"]) == ("unknown", [])
    assert set(mill["parties"].values()) == {None}


def test_status_in_another_language_falls_back_to_english_where_a_text_is_missing(small):
    hill = one_district(small, "2020-03-10", "hill", "ar")
    assert hill["claims"][0]["summary"] == "The South took most."
    assert "الجنوب" in hill["sentence"]


def test_reports_are_json(small):
    for report in (
        status_report(small, "2020-03-10"),
        events_report(small, small.events_between(*YEAR), *YEAR),
        changes_report(small, *YEAR),
        info_report(small),
        validation_report(small.tables.path),
    ):
        assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_status_csv_has_a_column_for_each_party(small):
    first, second = rows(status_csv(small, status_report(small, "2020-03-10")))
    assert [first[f"extent_{party}"] for party in ("north", "south", "guests")] == [
        *("part", "most", "")
    ]
    assert (first["claim_ids"], first["publishers"]) == ("hill-late", "The Wire")
    assert (second["situation"], second["claim_ids"]) == ("truce;siege", "mill-north;mill-south")
    assert second["publishers"] == "The Wire"


def test_status_csv_without_districts_has_its_header(small):
    text = status_csv(small, status_report(small, "2020-03-10", districts=[]))
    assert text.splitlines()[0].startswith("date,id,name,status,extent_north")
    assert rows(text) == []


def test_status_geojson_has_the_outlines(small):
    report = status_report(small, "2020-03-10", districts=["mill"])
    found = json.loads(status_geojson(small, report))
    (feature,) = found["features"]
    assert feature["geometry"]["coordinates"][0][0] == [36.31, 33.5]
    assert feature["properties"] == {"date": "2020-03-10", **report["districts"][0]}


def test_events_report(small):
    found = events_report(small, small.events_between(*YEAR), *YEAR)
    assert (found["from"], found["to"]) == YEAR
    assert [event["id"] for event in found["events"]] == ["new-year", "spring", "raid", "harvest"]
    raid = found["events"][2]
    assert (raid["date"], raid["date_to"]) == ("2020-03-05", "2020-03-07")
    assert (raid["districts"], raid["people_moved"]) == (["hill"], 40)
    assert raid["deaths"] == {"low": 1, "best": 2, "high": 3}
    assert [source["id"] for source in raid["sources"]] == ["wire", "gazette"]
    spring = found["events"][1]
    assert (spring["date"], spring["date_to"]) == ("2020-03", None)
    assert spring["deaths"] == {"low": None, "best": None, "high": None}


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "A raid on the hill"), ("fr", "Un raid"), ("ar", "غارة")]
)
def test_events_in_each_language(small, lang, title):
    events = small.events_between("2020-03-05", "2020-03-05", types=["clash"])
    assert events_report(small, events, *YEAR, lang=lang)["events"][0]["title"] == title
    assert rows(events_csv(small, events, lang))[0]["title"] == title


def test_events_csv_keeps_every_column(small):
    raid = rows(events_csv(small, small.events_between(*YEAR)))[2]
    assert (raid["deaths_low"], raid["deaths_best"], raid["deaths_high"]) == ("1", "2", "3")
    assert (raid["lon"], raid["lat"], raid["place_precision"]) == ("36.305", "33.505", "point")
    assert (raid["actors"], raid["source_ids"]) == ("south;north", "wire;gazette")
    assert raid["urls"] == "https://example.org/2;https://example.org/1"


def test_only_an_event_with_coordinates_has_a_geometry(small):
    features = json.loads(events_geojson(small, small.events_between(*YEAR)))["features"]
    geometries = {feature["id"]: feature["geometry"] for feature in features}
    assert geometries == {
        "new-year": None,
        "spring": None,
        "raid": {"type": "Point", "coordinates": [36.305, 33.505]},
        "harvest": None,
    }
    harvest = features[-1]["properties"]
    assert harvest["districts"] == ["hill", "mill"]
    assert (harvest["title"], harvest["lon"]) == ("Work in the fields", None)


def test_files_of_no_events_are_whole(small):
    nothing = small.events_between("2021-01-01", "2021-01-02")
    assert rows(events_csv(small, nothing)) == []
    assert json.loads(events_geojson(small, nothing))["features"] == []


def test_changes_report(small):
    hill, mill = (
        next(one for one in changes_report(small, *YEAR)["changes"] if one["district"] == name)
        for name in ("hill", "mill")
    )
    assert (hill["on"], hill["before"]["parties"]["north"]) == ("2020-03-05", "whole")
    assert hill["after"]["parties"] == {"north": "part", "south": "most", "guests": None}
    assert hill["after"]["situation"] == ["fighting"]
    assert (mill["on"], mill["before"]["parties"]["north"]) == ("2020-02", None)
    assert mill["before"]["sentence"] == "Not known who holds the district."


def test_changes_csv_has_the_sentences(small):
    found = rows(changes_csv(changes_report(small, *YEAR, districts=["hill"])))
    assert found[0]["before"] == "Held entirely by the North."
    assert found[0]["claims"] == "hill-late"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda ds: status_report(ds, "2020-02-30"), InvalidDateError),
        (lambda ds: status_report(ds, "2019-12-31"), InvalidDateError),
        (lambda ds: status_report(ds, "2020-03-10", districts=["moon"]), UnknownDistrictError),
        (lambda ds: status_report(ds, "2020-03-10", lang="de"), UnknownChoiceError),
        (lambda ds: changes_report(ds, "2020-02-01", "2020-01-01"), InvalidDateError),
    ],
)
def test_wrong_questions_are_refused(small, call, error):
    with pytest.raises(error):
        call(small)


def test_validation_of_a_sound_dataset(draft):
    report = validation_report(draft.path)
    assert report["dataset"]["name"] == "two-places"
    assert (report["errors"], report["counts"]["errors"]) == ([], 0)


def test_validation_names_file_row_value_and_remedy(draft):
    draft.cell("data/events.csv", 3, "date", "tomorrow")
    report = validation_report(draft.path)
    (error,) = report["errors"]
    assert (error["file"], error["row"], error["column"]) == ("data/events.csv", 3, "date")
    assert (error["value"], error["message"]) == ("tomorrow", "this is not a date")
    assert "2014-02-15" in error["advice"]
    assert (report["dataset"], report["disagreements"]) == (None, [])


def test_validation_lists_a_disagreement_with_what_is_said(draft):
    draft.cell("data/claims.csv", 3, "extent", "none")
    (found,) = validation_report(draft.path)["disagreements"]
    assert (found["district"], found["kind"], found["against"]) == ("hill", "extent", "control")
    assert (found["from"], found["to"]) == ("2020-03-05", "2020-06-30")
    assert found["description"] == "Sources differ on how much was held"
    assert [claim["id"] for claim in found["claims"]] == ["hill-late"]


def test_info_names_licences_and_attributions(small):
    package = dataclasses.replace(
        small.tables.package, licences=("CC BY 4.0",), attributions=("© Surveyor",)
    )
    dataset = Dataset(dataclasses.replace(small.tables, package=package))
    report = info_report(dataset, lang="fr")
    assert (report["licences"], report["attributions"]) == (["CC BY 4.0"], ["© Surveyor"])
    assert report["counts"] == {
        "districts": 2,
        "parties": 3,
        "claims": 4,
        "events": 4,
        "sources": 2,
    }
    assert (report["first_day"], report["last_change"]) == ("2020-01-01", "2020-04-01")
