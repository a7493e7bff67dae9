"""Which days a film shows."""

from datetime import date

import pytest

from damascus_map.errors import InvalidDateError, UnknownChoiceError
from damascus_map.model.dates import Step
from damascus_map.query.changes import changes_between
from damascus_map.query.steps import MOST_DAYS, days_shown

FIRST = date(2020, 1, 31)


def shown(dataset, begin, end, step, **options):
    days = days_shown(dataset.tables, begin, end, step, **options)
    return [str(day) for day in days]


@pytest.mark.parametrize(
    ("step", "end", "expected"),
    [
        (Step.DAY, date(2020, 2, 2), ["2020-01-31", "2020-02-01", "2020-02-02"]),
        (Step.WEEK, date(2020, 2, 14), ["2020-01-31", "2020-02-07", "2020-02-14"]),
        (Step.WEEK, date(2020, 2, 9), ["2020-01-31", "2020-02-07", "2020-02-09"]),
        (Step.MONTH, date(2020, 4, 1), ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-01"]),
        (Step.MONTH, FIRST, ["2020-01-31"]),
    ],
)
def test_days_follow_the_step_and_end_with_the_last(small, step, end, expected):
    assert shown(small, FIRST, end, step) == expected


def test_ninety_four_months_are_ninety_four_pictures(dataset):
    days = shown(dataset, date(2011, 3, 15), date(2018, 12, 15), Step.MONTH)
    assert len(days) == 94


def test_by_change_there_is_the_first_day_and_each_change_once(dataset):
    begin, end = date(2017, 2, 18), date(2017, 5, 29)
    days = shown(dataset, begin, end, Step.CHANGE)
    changes = {str(on.date()) for on in changes_between(dataset.tables, begin, end)["on"]}
    assert days == sorted({str(begin)} | changes)
    assert len(changes) > 3


def test_by_change_as_reported_by_a_day_there_is_what_was_known_then(dataset):
    begin, end = date(2017, 2, 18), date(2017, 5, 29)
    options = {"districts": ["barze"]}
    known = shown(dataset, begin, end, Step.CHANGE, reported=date(2017, 5, 8), **options)
    assert known[0] == "2017-02-18"
    assert "2017-05-07" in known
    assert not [day for day in known if day > "2017-05-08"]
    later = shown(dataset, begin, end, Step.CHANGE, reported=date(2026, 11, 23), **options)
    assert later == shown(dataset, begin, end, Step.CHANGE, **options)


def test_changes_of_other_districts_do_not_count(small):
    days = shown(small, date(2020, 1, 1), date(2020, 6, 1), Step.CHANGE, districts=["mill"])
    assert days == ["2020-01-01", "2020-02-01"]


def test_a_time_without_a_change_is_a_clear_error(small):
    with pytest.raises(UnknownChoiceError, match="another step"):
        shown(small, date(2020, 5, 1), date(2020, 6, 1), Step.CHANGE)


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        (date(2020, 3, 1), date(2020, 2, 1), "lies before the beginning"),
        (date(2019, 3, 1), date(2020, 2, 1), "first day of the dataset"),
    ],
)
def test_dates_that_cannot_be_used_are_named(small, begin, end, said):
    with pytest.raises(InvalidDateError, match=said):
        shown(small, begin, end, Step.DAY)


def test_too_many_pictures_are_counted_and_a_way_out_is_named(dataset):
    begin, end = date(2011, 3, 15), date(2024, 12, 8)
    with pytest.raises(UnknownChoiceError, match=rf"5018 pictures, more than {MOST_DAYS}.*longer"):
        shown(dataset, begin, end, Step.DAY)
