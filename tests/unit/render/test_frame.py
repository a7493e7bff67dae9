"""The frame of a picture: what is shown for a view, and what is said about it."""

from dataclasses import replace
from datetime import date

import pytest

import damascus_map
from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.render.frame import frame_of
from damascus_map.render.reports import status_report
from damascus_map.render.strip import strip_of
from damascus_map.render.style import BELOW_FILLS, NOT_REPORTED_FILLS, Fill

DISPATCH = date(2017, 5, 7)


@pytest.fixture(scope="module")
def frame(dataset):
    return frame_of(dataset.tables, View(on=DISPATCH))


def small_frame(small, day, **options):
    return frame_of(small.tables, View(on=date.fromisoformat(day), **options))


def keys(frame):
    return [key for group in frame.legend for key in group.keys]


def test_a_picture_as_reported_by_a_day_says_so_and_shows_no_more(dataset):
    view = View(on=date(2012, 7, 18), reported=date(2012, 7, 20), window=30)
    frame = frame_of(dataset.tables, view)
    assert frame.date_text == "Wednesday 18 July 2012, as reported by 20 Jul 2012"
    states = {one.id: one for one in frame.districts}
    assert states["techrine"].sentence == "Not yet reported."
    assert states["techrine"].fills == NOT_REPORTED_FILLS
    assert states["barze"].sentence == "Present, extent not stated: Syrian government."
    holders = [key.text for key in frame.legend[0].keys]
    assert "Not yet reported" in holders
    text = " ".join(frame.notes)
    assert "only what had been published by then is shown" in text
    assert "Carried on as last reported: Barzé and Qaboun." in text
    assert "Not yet reported: Techrine and Tadamon." in text
    assert "5 statements whose source tells no date" in text
    assert "Wikipedia" not in frame.origin.sources
    assert "reported=2012-07-20" in frame.origin.address
    today = frame_of(dataset.tables, replace(view, reported=date(2026, 11, 22)))
    now = frame_of(dataset.tables, replace(view, reported=None))
    assert today.districts == now.districts
    assert [today.points, today.elsewhere] == [now.points, now.elsewhere]


def test_what_is_below_the_confidence_asked_for_is_dotted_and_named(dataset):
    view = View(on=date(2017, 5, 9), confidence=Confidence.MEDIUM)
    frame = frame_of(dataset.tables, view)
    below = [one for one in frame.districts if one.fills == BELOW_FILLS]
    assert [one.id for one in below] == ["qaboun", "tadamon"]
    assert {one.sentence for one in below} == {"Below the confidence asked for."}
    assert {(one.outline, one.confidence) for one in below} == {("plain", Confidence.HIGH)}
    dotted = [key.text for key in keys(frame) if key.is_dotted]
    assert dotted == ["Below the confidence asked for"]
    paler = {key.text: key.confidence for key in keys(frame) if key.confidence != Confidence.HIGH}
    assert paler == {"Slightly paler: medium confidence": Confidence.MEDIUM}
    assert frame.notes[:2] == (
        "Only what has the confidence asked for is shown: medium, high.",
        "Dotted, since what is known has less: Qaboun and Tadamon.",
    )
    assert "Low confidence" not in " ".join(frame.notes)
    everything = frame_of(dataset.tables, replace(view, confidence=Confidence.LOW))
    assert "Reuters" in everything.origin.sources  # only Qaboun rests on it
    assert "Reuters" not in frame.origin.sources
    assert [key.confidence for key in everything.legend[0].keys[-2:]] == [
        Confidence.MEDIUM,
        Confidence.LOW,
    ]
    sure = frame_of(dataset.tables, replace(view, on=date(2014, 1, 1), confidence=Confidence.HIGH))
    assert next(one for one in sure.districts if one.id == "techrine").fills == (Fill(None, 1.0),)


def test_the_head_says_title_date_and_number_of_events(frame):
    assert frame.title == "Damascus: who held which district"
    assert frame.date_text == "Sunday 7 May 2017"
    assert frame.summary == "17 events in the 7 days to this date"


@pytest.mark.parametrize(
    ("lang", "date_text", "name", "below"),
    [("fr", "Dimanche 7 mai 2017", "Barzé", "برزة"), ("ar", "الأحد 7 أيار 2017", "برزة", "")],
)
def test_other_languages_have_their_own_words(dataset, lang, date_text, name, below):
    frame = frame_of(dataset.tables, View(on=DISPATCH, lang=lang))
    assert frame.date_text == date_text
    assert (frame.districts[0].name, frame.districts[0].name_below) == (name, below)


def test_a_name_that_is_the_same_in_arabic_stands_once(draft):
    draft.replace("geo/districts.geojson", '"name_ar": "Mill"', '"name_ar": "طاحونة"')
    tables = damascus_map.open_dataset(draft.path).tables
    names = {"Hill": "", "Mill": "طاحونة"}
    districts = frame_of(tables, View(on=date(2020, 3, 1))).districts
    assert {one.name: one.name_below for one in districts} == names
    bands = strip_of(tables, date(2020, 1, 1), date(2020, 12, 31)).bands
    assert {one.name: one.name_below for one in bands} == names


@pytest.mark.parametrize(
    ("window", "summary"),
    [
        (1, "2 events on this day"),
        (3, "2 events in the 3 days to this date"),
        (None, "3 events up to this day"),
    ],
)
def test_the_number_of_events_follows_the_window(small, window, summary):
    assert small_frame(small, "2020-03-05", window=window).summary == summary


def test_a_district_has_the_stripes_outline_and_confidence_of_the_day(small):
    hill, mill = small_frame(small, "2020-03-06").districts
    assert hill.fills == (Fill("north", 0.3), Fill("south", 0.7))
    assert (hill.outline, hill.confidence) == ("solid", Confidence.MEDIUM)
    assert mill.fills == (Fill("north", 0.5), Fill("south", 0.5))
    assert (mill.outline, mill.confidence) == ("dashed", Confidence.LOW)


def test_an_unknown_is_grey_and_says_so(small):
    frame = small_frame(small, "2020-01-15")
    assert frame.districts[1].fills == (Fill(None, 1.0),)
    assert "Not known" in [key.text for key in keys(frame)]
    assert "Grey, since not known who held it or a part of it: Mill." in frame.notes


def test_the_legend_explains_only_what_is_shown(small):
    frame = small_frame(small, "2020-01-15", districts=("hill",), window=1)
    assert [key.text for key in keys(frame)] == ["The North", "Calm, or not reported"]


def test_an_event_with_a_point_stands_there_and_only_there(small):
    frame = small_frame(small, "2020-03-06", districts=("hill",))
    assert [(one.lon, one.lat, one.kind) for one in frame.points] == [
        (36.305, 33.505, EventType.CLASH)
    ]
    assert dict(frame.districts[0].events) == {}


def test_an_event_of_a_district_is_counted_at_its_name(small):
    mill = small_frame(small, "2020-03-06").districts[1]
    assert dict(mill.events) == {EventType.PROTEST: 1}


def test_an_event_of_no_district_stands_elsewhere(small):
    frame = small_frame(small, "2020-01-01")
    assert dict(frame.elsewhere) == {EventType.REPORT: 1}
    assert all(not one.events for one in frame.districts)


def test_an_event_of_several_districts_stands_at_each_and_this_is_said(small):
    frame = small_frame(small, "2020-08-01")
    assert [dict(one.events) for one in frame.districts] == [{EventType.CEASEFIRE: 1}] * 2
    assert "1 event of several districts stands at each of them." in frame.notes
    assert frame.summary.startswith("1 event ")


def test_every_event_of_the_window_is_counted(dataset):
    frame = frame_of(dataset.tables, View(on=date(2018, 5, 20), window=None))
    events = dataset.events_between(None, "2018-05-20")
    twice = sum(max(len(ids) - 1, 0) for ids in events["district_ids"])
    at_districts = sum(sum(one.events.values()) for one in frame.districts)
    shown = at_districts - twice + len(frame.points) + sum(frame.elsewhere.values())
    assert shown == len(events)


def test_the_origin_says_how_the_picture_is_made_again(dataset, frame):
    origin = frame.origin
    assert origin.address == "?date=2017-05-07"
    assert origin.content_hash == dataset.tables.package.content_hash
    assert "AFP" in origin.sources
    view = View(on=date(2014, 3, 1), districts=("barze", "jobar"), lang="ar", window=None)
    address = frame_of(dataset.tables, view).origin.address
    assert address == "?date=2014-03-01&districts=barze,jobar&window=all&lang=ar"


def test_disagreeing_sources_are_named(frame):
    assert "Sources differ on Barzé, Qaboun and Jobar." in frame.notes


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (View(on=date(2000, 1, 1)), InvalidDateError),
        (View(on=DISPATCH, districts=("nowhere",)), UnknownDistrictError),
    ],
)
def test_a_view_that_cannot_be_shown_is_an_error(dataset, view, error):
    with pytest.raises(error):
        frame_of(dataset.tables, view)


def test_sources_differ_where_the_status_of_the_day_says_so(dataset):
    for day in (date(2013, 6, 1), date(2017, 5, 7), date(2018, 5, 20)):
        report = status_report(dataset, day)
        disputed = {one["id"] for one in report["districts"] if one["disagreements"]}
        frame = frame_of(dataset.tables, View(on=day))
        assert {one.id for one in frame.districts if one.is_disputed} == disputed
