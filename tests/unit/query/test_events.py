"""What happened between two days: the edges, short dates, and the filters."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import damascus_map as dm

DAYS = st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2020-12-31").date())


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2020-03-04", "2020-03-04", ["spring"]),
        ("2020-03-05", "2020-03-05", ["spring", "raid"]),
        ("2020-03-07", "2020-03-07", ["spring", "raid"]),
        ("2020-03-08", "2020-03-08", ["spring"]),
        ("2020-01-01", "2020-01-01", ["new-year"]),
        ("2020-01-02", "2020-02-29", []),
        ("2020-07-31", "2020-07-31", []),
        ("2020-08-01", "2020-08-01", ["harvest"]),
        (None, "2020-03-05", ["new-year", "spring", "raid"]),
        (None, "2019-12-31", []),
    ],
)
def test_both_days_are_included(small, begin, end, expected):
    assert list(small.events_between(begin, end).index) == expected


@given(DAYS)
def test_an_event_known_to_the_month_touches_each_day_of_it_and_no_other(small, day):
    there = "spring" in small.events_between(day, day).index
    assert there == (day.month == 3)


@given(one=DAYS, other=DAYS, third=DAYS)
def test_a_longer_time_has_no_fewer_events(small, one, other, third):
    first, middle, last = sorted((one, other, third))
    inner = set(small.events_between(first, middle).index)
    assert inner <= set(small.events_between(first, last).index)
    assert inner <= set(small.events_between(None, middle).index)


def test_events_stand_in_the_order_of_their_first_day(small):
    events = small.events_between(None, "2020-12-31")
    assert list(events.index) == ["new-year", "spring", "raid", "harvest"]
    assert events["first"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("districts", "expected"),
    [
        (["hill"], ["new-year", "raid", "harvest"]),
        (["mill"], ["new-year", "spring", "harvest"]),
        (["mill", "hill"], ["new-year", "spring", "raid", "harvest"]),
        ([], ["new-year"]),
        (None, ["new-year", "spring", "raid", "harvest"]),
    ],
)
def test_events_of_the_whole_country_belong_to_every_district(small, districts, expected):
    events = small.events_between(None, "2020-12-31", districts=districts)
    assert list(events.index) == expected


@pytest.mark.parametrize(
    ("types", "expected"),
    [(["clash"], ["raid"]), (["clash", "protest"], ["spring", "raid"]), (["siege"], []), ([], [])],
)
def test_event_types(small, types, expected):
    assert list(small.events_between(None, "2020-12-31", types=types).index) == expected


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        ("low", ["new-year", "spring", "raid", "harvest"]),
        ("medium", ["new-year", "raid", "harvest"]),
        ("high", ["new-year", "harvest"]),
    ],
)
def test_the_lowest_confidence_wanted(small, confidence, expected):
    events = small.events_between(None, "2020-12-31", confidence=confidence)
    assert list(events.index) == expected


def test_filters_are_joined(small):
    events = small.events_between(
        "2020-01-01", "2020-12-31", districts=["hill"], types=["clash"], confidence="medium"
    )
    assert list(events.index) == ["raid"]
    assert small.events_between(None, "2020-12-31", districts=["mill"], types=["clash"]).index.empty


def test_an_end_before_the_beginning_is_refused(small):
    with pytest.raises(
        dm.InvalidDateError, match=r"2020-03-04\) lies before the beginning \(2020-03-05"
    ):
        small.events_between("2020-03-05", "2020-03-04")


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"types": ["clash", "battle"]}, "There is no event type 'battle'"),
        ({"types": ["protests"]}, "Did you mean protest"),
        ({"confidence": "certain"}, "Known: low, medium, high"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(small, choice, message):
    with pytest.raises(dm.UnknownChoiceError, match=message):
        small.events_between(None, "2020-12-31", **choice)


def test_a_district_that_does_not_exist_is_refused(small):
    with pytest.raises(dm.UnknownDistrictError, match="dale"):
        small.events_between(None, "2020-12-31", districts=["hill", "dale"])


@pytest.fixture(scope="module")
def long_and_short(small, tmp_path_factory):
    """Events of every length that begin all over the year, one of them longer than the others."""
    import shutil

    folder = tmp_path_factory.mktemp("events") / "data"
    shutil.copytree(small.tables.path, folder)
    header = (folder / "data" / "events.csv").read_text("utf-8").splitlines()[0]
    starts = pd.date_range("2020-01-01", "2020-12-31", freq="9D")
    rows = []
    for number, start in enumerate(starts):
        end = start + pd.Timedelta(days=200 if number == 3 else number % 5)
        rows.append(
            f"e{number},{start:%Y-%m-%d},{end:%Y-%m-%d},,report,,T,,,,,,,,,region,low,wire,"
        )
    (folder / "data" / "events.csv").write_text("\n".join([header, *rows]), "utf-8")
    return dm.open_dataset(folder)


@given(one=DAYS, other=DAYS, all_before=st.booleans())
def test_halving_finds_what_a_look_at_every_event_finds(long_and_short, one, other, all_before):
    begin, end = min(one, other), max(one, other)
    events = long_and_short.tables.events
    touching = events["first"] <= pd.Timestamp(end)
    if not all_before:
        touching &= events["last"] >= pd.Timestamp(begin)
    found = long_and_short.events_between(None if all_before else begin, end)
    assert list(found.index) == list(events.index[touching])
