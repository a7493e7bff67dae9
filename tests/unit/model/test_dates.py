"""Civil days, and dates known to the month or the year only."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.errors import InvalidDateError, QueryError
from damascus_map.model.dates import (
    PartialDate,
    Precision,
    parse_day,
    parse_partial_date,
    window_start,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("2014-02", date(2014, 2, 1), date(2014, 2, 28), Precision.MONTH),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), Precision.MONTH),
        ("2014-12", date(2014, 12, 1), date(2014, 12, 31), Precision.MONTH),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29), Precision.DAY),
        (" 2017-05-07\n", date(2017, 5, 7), date(2017, 5, 7), Precision.DAY),
    ],
)
def test_a_date_covers_what_is_known_of_it(text, first, last, precision):
    assert parse_partial_date(text) == PartialDate(text.strip(), first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2014-2", "14-02-15", "2014-02-15T00:00", "2014-02-15 00:00:00.000"),
        *("2014-13", "2014-00", "2014-02-30", "2015-02-29", "2014-02-00", "0001", "1899", "2200"),
        *("07/05/2017", "2014-02-", "-2014", "2014--02", "٢٠١٤", "2014\N{EN DASH}02", "2014;2015"),
    ],
)
def test_another_form_or_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(InvalidDateError, match="is not a date") as caught:
        parse_partial_date(text)
    assert repr(text) in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, QueryError)


@given(day=DAYS, precision=st.sampled_from(Precision))
def test_a_date_is_printed_as_it_was_written(day, precision):
    text = day.isoformat()[: LENGTHS[precision]]
    known = parse_partial_date(text)
    assert str(known) == text
    assert known.precision is precision
    assert parse_partial_date(str(known)) == known


@given(day=DAYS, precision=st.sampled_from(Precision))
def test_a_date_holds_the_day_it_was_shortened_from_and_ends_before_the_next(day, precision):
    length = LENGTHS[precision]
    known = parse_partial_date(day.isoformat()[:length])
    assert known.first <= day <= known.last
    assert known.first.isoformat()[:length] == known.last.isoformat()[:length] == known.text
    assert (known.first - timedelta(days=1)).isoformat()[:length] != known.text
    assert (known.last + timedelta(days=1)).isoformat()[:length] != known.text


@given(one=DAYS, other=DAYS)
def test_dates_as_text_are_in_the_order_of_their_days(one, other):
    parsed = [parse_partial_date(day.isoformat()).first for day in (one, other)]
    assert (one <= other) == (parsed[0] <= parsed[1])


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused_by_name(text):
    written = re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text.strip())
    try:
        known = parse_partial_date(text)
    except InvalidDateError:
        known = None
    assert known is None or (written and known.text == text.strip())


def test_a_day_may_be_given_as_text_or_as_a_date():
    assert parse_day("2017-05-07") == parse_day(date(2017, 5, 7)) == date(2017, 5, 7)


def test_a_time_of_day_is_dropped():
    from datetime import UTC, datetime

    day = parse_day(datetime(2017, 5, 7, 23, 59, tzinfo=UTC))
    assert type(day) is date
    assert day == date(2017, 5, 7)


@pytest.mark.parametrize("text", ["2017-05", "2017"])
def test_a_month_is_not_a_day(text):
    with pytest.raises(InvalidDateError, match="one day, written YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, date(2017, 5, 7)), (7, date(2017, 5, 1)), (30, date(2017, 4, 8)), (None, None)],
)
def test_a_window_ends_with_its_day(days, expected):
    assert window_start(date(2017, 5, 7), days) == expected


@given(day=DAYS, days=st.integers(1, 400))
def test_a_window_has_as_many_days_as_it_says(day, days):
    start = window_start(day, days)
    assert start is not None
    assert (day - start).days + 1 == days
