"""The address of a view, read and written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map import open_dataset
from damascus_map.errors import UnknownChoiceError
from damascus_map.language import LANGUAGES
from damascus_map.model.view import MapView, View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.render.address import (
    Complaint,
    address_of,
    map_view_from,
    opening_view,
    span_from,
    view_from,
    window_from,
    window_name,
)

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2020, 12, 31)
OPENING = date(2020, 3, 10)
DISTRICTS = ("hill", "mill")
KEYS = (
    *("date", "district", "districts", "types", "window", "confidence", "lang", "view", "span"),
    "reported",
)

MAP_VIEWS = st.builds(
    MapView,
    lon=st.integers(-1_800_000, 1_800_000).map(lambda x: x / 10_000),
    lat=st.integers(-850_000, 850_000).map(lambda x: x / 10_000),
    zoom=st.integers(0, 88).map(lambda x: x / 4),
)


def subsets(values):
    chosen = st.sets(st.sampled_from(values))
    return st.none() | chosen.map(lambda some: tuple(one for one in values if one in some))


DAYS = st.dates(FIRST_DAY, LAST_DAY)
VIEWS = st.builds(
    View,
    on=DAYS,
    window=st.none() | st.integers(1, 99_999),
    districts=subsets(DISTRICTS),
    types=subsets(list(EventType)),
    confidence=st.sampled_from(Confidence),
    district=st.none() | st.sampled_from(DISTRICTS),
    lang=st.sampled_from(LANGUAGES),
    map_view=st.none() | MAP_VIEWS,
    span=st.none() | st.lists(DAYS, min_size=2, max_size=2).map(lambda days: tuple(sorted(days))),
    reported=st.none() | DAYS,
)


@given(VIEWS)
def test_an_address_leads_back_to_its_view(small, view):
    address = address_of(view, small.tables)
    assert set(address) <= set(KEYS)
    assert view_from(address, small.tables, LAST_DAY) == (view, ())


def test_the_opening_view_has_an_empty_address(small):
    opening = opening_view(small.tables)
    assert opening == View(on=OPENING)
    assert address_of(opening, small.tables) == {}
    assert view_from({}, small.tables, LAST_DAY) == (opening, ())


def test_an_address_holds_what_differs_from_the_opening_view(small):
    view = View(
        on=date(2020, 5, 7),
        window=None,
        districts=("mill",),
        types=(EventType.CLASH, EventType.SIEGE),
        confidence=Confidence.HIGH,
        district="hill",
        lang="fr",
        map_view=MapView(36.3, 33.5, 12.5),
        span=(date(2020, 3, 1), date(2020, 6, 30)),
        reported=date(2020, 5, 9),
    )
    assert address_of(view, small.tables) == {
        "date": "2020-05-07",
        "district": "hill",
        "districts": "mill",
        "types": "clash,siege",
        "window": "all",
        "confidence": "high",
        "lang": "fr",
        "view": "36.3000,33.5000,12.5",
        "span": "2020-03-01,2020-06-30",
        "reported": "2020-05-09",
    }


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=9), st.text(max_size=80)))
def test_any_address_gives_a_view_and_names_what_it_could_not_use(small, parameters):
    view, complaints = view_from(parameters, small.tables, LAST_DAY)
    assert FIRST_DAY <= view.on <= LAST_DAY
    named = {complaint.key for complaint in complaints}
    assert named <= set(parameters) & set(KEYS)
    good = {key: value for key, value in parameters.items() if key not in named}
    assert view_from(good, small.tables, LAST_DAY) == (view, ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "2020-02-30"),
        ("date", "2020-02"),
        ("date", "yesterday"),
        ("date", ""),
        ("date", "2019-12-31"),
        ("date", "2021-01-01"),
        ("date", "<script>alert(1)</script>"),
        ("district", "dale"),
        ("district", ""),
        ("district", "hill,mill"),
        ("districts", "hill,dale"),
        ("types", "clash,battle"),
        ("window", "0"),
        ("window", "-7"),
        ("window", "07"),
        ("window", "7.5"),
        ("window", "100000"),
        ("window", "None"),
        ("confidence", "certain"),
        ("confidence", "LOW"),
        ("lang", "de"),
        ("lang", "../en"),
        ("view", "36.3,33.5"),
        ("view", "36.3,33.5,12,1"),
        ("view", "33.5;36.3;12"),
        ("view", "181,33.5,12"),
        ("view", "36.3,86,12"),
        ("view", "36.3,33.5,23"),
        ("view", "nan,inf,1"),
        ("reported", "2020-03"),
        ("reported", "2021-01-01"),
        ("reported", "never"),
        ("span", "2020-03-01"),
        ("span", "2020-03-01,2020-04-01,2020-05-01"),
        ("span", "2020-06-30,2020-03-01"),
        ("span", "2020-03,2020-06-30"),
        ("span", "2019-12-31,2020-03-01"),
        ("span", "2020-03-01,2021-01-01"),
    ],
)
def test_a_value_that_cannot_be_used_falls_back_and_is_named(small, key, value):
    others = {"date": "2020-05-07", "district": "hill", "window": "30"}
    parameters = {**others, key: value}
    view, complaints = view_from(parameters, small.tables, LAST_DAY)
    assert complaints == (Complaint(key, value),)
    default = opening_view(small.tables)
    expected = {
        "on": default.on if key == "date" else date(2020, 5, 7),
        "district": None if key == "district" else "hill",
        "window": default.window if key == "window" else 30,
    }
    assert {name: getattr(view, name) for name in expected} == expected


def test_a_long_value_is_named_by_its_beginning(small):
    _, complaints = view_from({"date": "x" * 1000}, small.tables, LAST_DAY)
    assert complaints == (Complaint("date", "x" * 60),)


def test_keys_that_are_not_known_are_left_alone(small):
    assert view_from({"utm_source": "x", "Date": "x"}, small.tables, LAST_DAY)[1] == ()


def test_the_last_day_can_be_shown_and_the_next_cannot(small):
    for days, complaints in ((0, 0), (1, 1)):
        text = (LAST_DAY + timedelta(days=days)).isoformat()
        assert len(view_from({"date": text}, small.tables, LAST_DAY)[1]) == complaints


def test_a_value_that_cannot_be_used_leaves_the_view_that_was_given(small):
    given = View(on=date(2020, 5, 7), window=45, district="hill")
    parameters = {"date": "soon", "window": "0", "district": "mill"}
    view, complaints = view_from(parameters, small.tables, LAST_DAY, given)
    assert view == View(on=date(2020, 5, 7), window=45, district="mill")
    assert [complaint.key for complaint in complaints] == ["date", "window"]


@given(st.none() | st.integers(1, 99_999))
def test_a_window_of_any_length_is_named_and_read(days):
    assert window_from(window_name(days)) == days


def test_a_span_may_be_one_day():
    day = date(2020, 3, 1)
    assert span_from("2020-03-01,2020-03-01", FIRST_DAY, LAST_DAY) == (day, day)


def test_where_the_map_is():
    assert map_view_from("-36.3,33.5,12.25") == MapView(-36.3, 33.5, 12.25)
    with pytest.raises(UnknownChoiceError, match="longitude,latitude,zoom"):
        map_view_from("here")
    with pytest.raises(UnknownChoiceError, match="not a place on the map"):
        map_view_from("0,90,1")


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"event": "raid"}, (date(2020, 3, 5), None, 7)),
        ({"event": "raid", "date": "2020-06-01"}, (date(2020, 6, 1), None, 7)),
        ({"tour": "1"}, (date(2020, 3, 6), "hill", 30)),
        ({"tour": "2"}, (date(2020, 1, 1), None, 7)),
        ({"tour": "1", "district": "mill"}, (date(2020, 3, 6), "mill", 30)),
        ({"tour": "1", "date": "2020-06-01"}, (date(2020, 6, 1), None, 7)),
    ],
)
def test_an_event_or_a_step_of_the_tour_stands_for_its_day(draft, parameters, expected):
    view, complaints = view_from(parameters, with_a_story(draft), LAST_DAY)
    assert (view.on, view.district, view.window) == expected
    assert complaints == ()


@pytest.mark.parametrize(("key", "value"), [("event", "none"), ("tour", "3"), ("tour", "0")])
def test_an_event_or_a_step_that_is_not_there_is_named(draft, key, value):
    view, complaints = view_from({key: value}, with_a_story(draft), LAST_DAY)
    assert view.on == OPENING
    assert complaints == (Complaint(key, value),)


def test_a_step_of_the_tour_is_told_from_all_that_is_known(draft):
    less = {"tour": "1", "reported": "2020-03-01", "confidence": "high"}
    tables = with_a_story(draft)
    told, _ = view_from(less, tables, LAST_DAY)
    assert (told.reported, told.confidence) == (None, Confidence.LOW)
    moved, _ = view_from({**less, "date": "2020-06-01"}, tables, LAST_DAY)
    assert (moved.reported, moved.confidence) == (date(2020, 3, 1), Confidence.HIGH)


def with_a_story(draft):
    """Give the tables of a dataset whose story has two steps."""
    head = "id,order,date,district_id,window,title_en,title_fr,title_ar,text_en,text_fr,text_ar,"
    steps = "late,2,2020,,,B,,,B,,,,wire\nearly,1,2020-03-06,hill,30,A,,,A,,,hill-late,\n"
    draft.write("data/story.csv", f"{head}claim_ids,source_ids\n{steps}")
    return open_dataset(draft.path).tables
