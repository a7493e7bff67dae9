"""Bands over time: what held when, how exactly that is known, and where sources differ."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

import damascus_map
from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.address import view_from
from damascus_map.render.frame import frame_of
from damascus_map.render.strip import strip_of
from damascus_map.render.style import Fill

YEAR = (date(2020, 1, 1), date(2020, 12, 31))


@pytest.fixture
def shown(small):
    return strip_of(small.tables, *YEAR)


def test_a_band_has_a_stretch_for_each_look(shown):
    hill, mill = shown.bands
    assert [one.first for one in hill.stretches] == [
        date(2020, 1, 1),
        date(2020, 3, 5),
        date(2020, 4, 1),
    ]
    assert hill.stretches[-1].end == shown.end == date(2021, 1, 1)
    assert [one.look.confidence for one in hill.stretches[1:]] == [
        Confidence.MEDIUM,
        Confidence.LOW,
    ]
    assert mill.stretches[0].look.fills == (Fill(None, 1.0),)


def test_what_is_known_to_the_month_begins_softly(shown):
    hill, mill = shown.bands
    assert [one.former is None for one in hill.stretches] == [True, True, False]
    soft = mill.stretches[1]
    assert (soft.first, soft.soft_end) == (date(2020, 2, 1), date(2020, 3, 1))
    assert soft.former == mill.stretches[0].look


def test_a_soft_beginning_ends_with_its_stretch(draft):
    row = "shared,shared,,truce;siege,low,mill-north;mill-south,"
    after = "mill,2020-02-10,,part,most,,,low,mill-north,"
    draft.replace(
        "data/control.csv", f"mill,2020-02,,{row}", f"mill,2020-02,2020-02-10,{row}\n{after}"
    )
    mill = strip_of(damascus_map.open_dataset(draft.path).tables, *YEAR).bands[1]
    assert mill.stretches[1].soft_end == mill.stretches[1].end == date(2020, 2, 10)


def test_a_date_is_said_only_where_who_holds_the_district_changes(shown):
    hill, mill = shown.bands
    assert [one.begins for one in hill.stretches] == ["", "5 Mar 2020", ""]
    assert [one.begins for one in mill.stretches] == ["", "February 2020"]
    assert shown.summary == "2 changes of who holds a district"


def test_two_stretches_that_look_alike_are_one(dataset):
    for band in strip_of(dataset.tables, date(2011, 3, 15), date(2024, 12, 31)).bands:
        for former, one in zip(band.stretches, band.stretches[1:], strict=False):
            assert former.look != one.look
            assert former.end == one.first


@pytest.mark.parametrize("day", ["2012-08-01", "2014-02-10", "2017-05-08", "2018-05-20"])
def test_a_band_shows_on_a_day_what_the_map_shows(dataset, day):
    on = date.fromisoformat(day)
    frame = frame_of(dataset.tables, View(on=on))
    bands = strip_of(dataset.tables, date(2011, 3, 15), date(2024, 12, 31)).bands
    for district, band in zip(frame.districts, bands, strict=True):
        (one,) = (one for one in band.stretches if one.first <= on < one.end)
        assert (one.look.fills, one.look.confidence) == (district.fills, district.confidence)


def test_a_stretch_that_began_before_the_strip_is_in_it(small):
    shown = strip_of(small.tables, date(2020, 3, 10), date(2020, 3, 20))
    assert [len(band.stretches) for band in shown.bands] == [1, 1]
    assert shown.bands[0].stretches[0].first == date(2020, 3, 5)
    assert shown.summary == "0 changes of who holds a district"


def test_disagreements_are_joined_and_kept_to_the_strip(dataset):
    found = dataset.disagreements("qaboun")
    (band,) = strip_of(
        dataset.tables, date(2011, 3, 15), date(2024, 12, 31), districts=["qaboun"]
    ).bands
    days = {day for first, end in band.disputed for day in (first, end)}
    assert len(days) == 2 * len(band.disputed)
    for first in found["first"]:
        assert any(begin <= first.date() < end for begin, end in band.disputed)
    later = strip_of(dataset.tables, date(2019, 1, 1), date(2019, 12, 31), districts=["qaboun"])
    assert later.bands[0].disputed == ()


def test_the_legend_explains_only_what_is_shown(small):
    shown = strip_of(small.tables, date(2020, 1, 1), date(2020, 1, 31), districts=["hill"])
    assert [key.text for key in shown.keys] == ["The North"]


def test_the_sources_are_those_of_the_time_that_is_shown(small):
    shown = strip_of(small.tables, date(2020, 1, 1), date(2020, 1, 31))
    assert shown.origin.sources == ("The Gazette",)
    assert shown.origin.address == "?span=2020-01-01,2020-01-31"
    assert shown.origin.command == "damascus-map strip --from 2020-01-01 --to 2020-01-31 --lang en"


def test_an_address_leads_to_the_page(dataset):
    shown = strip_of(
        dataset.tables, date(2017, 1, 1), date(2017, 12, 31), districts=["jobar"], lang="fr"
    )
    view, complaints = view_from(
        dict(parse_qsl(shown.origin.address[1:])), dataset.tables, date(2026, 1, 1)
    )
    assert complaints == ()
    assert (view.span, view.districts, view.lang) == (
        (date(2017, 1, 1), date(2017, 12, 31)),
        ("jobar",),
        "fr",
    )


@pytest.mark.parametrize(
    ("begin", "until", "said"),
    [
        (date(2020, 5, 1), date(2020, 5, 1), "not later"),
        (date(2020, 5, 2), date(2020, 5, 1), "not later"),
        (date(2019, 5, 2), date(2020, 5, 1), "first day of the dataset"),
    ],
)
def test_a_time_that_cannot_be_shown_is_an_error(small, begin, until, said):
    with pytest.raises(InvalidDateError, match=said):
        strip_of(small.tables, begin, until)


def test_an_unknown_district_is_an_error(small):
    with pytest.raises(UnknownDistrictError):
        strip_of(small.tables, *YEAR, districts=["hull"])
