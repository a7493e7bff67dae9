"""Months, quarters and years in which is counted, and dates that lie in none of them for sure."""

from datetime import date

import pandas as pd
import pytest

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import Bin
from damascus_map.query.bins import EARLIER, VAGUE, bin_for, bin_of, bins_between


def days(frame):
    return [(str(row.first.date()), str(row.last.date())) for row in frame.itertuples()]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (
            Bin.MONTH,
            [
                ("2017-02-10", "2017-02-28"),
                ("2017-03-01", "2017-03-31"),
                ("2017-04-01", "2017-04-30"),
                ("2017-05-01", "2017-05-03"),
            ],
        ),
        (Bin.QUARTER, [("2017-02-10", "2017-03-31"), ("2017-04-01", "2017-05-03")]),
        (Bin.YEAR, [("2017-02-10", "2017-05-03")]),
    ],
)
def test_bins_follow_the_calendar_and_are_cut_at_the_ends(size, expected):
    assert days(bins_between(date(2017, 2, 10), date(2017, 5, 3), size)) == expected


def test_one_day_is_one_bin():
    assert days(bins_between(date(2016, 2, 29), date(2016, 2, 29), Bin.MONTH)) == [
        ("2016-02-29", "2016-02-29")
    ]


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(InvalidDateError, match="lies before the beginning"):
        bins_between(date(2017, 5, 2), date(2017, 5, 1), Bin.MONTH)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2017, 3, 1), Bin.MONTH),
        (date(2020, 4, 1), Bin.MONTH),
        (date(2020, 6, 1), Bin.QUARTER),
        (date(2026, 12, 31), Bin.QUARTER),
        (date(2027, 3, 1), Bin.YEAR),
        (date(2190, 1, 1), Bin.YEAR),
    ],
)
def test_the_longer_the_time_the_longer_the_bins(last, expected):
    assert bin_for(date(2017, 1, 1), last) is expected


@pytest.mark.parametrize(
    ("begins", "precision", "size", "expected"),
    [
        ("2017-02-10", "day", Bin.MONTH, 0),
        ("2017-04-30", "day", Bin.MONTH, 2),
        ("2017-02-09", "day", Bin.MONTH, EARLIER),
        ("2017-03-01", "month", Bin.MONTH, 1),
        ("2017-03-01", "month", Bin.YEAR, 0),
        ("2017-02-01", "month", Bin.MONTH, VAGUE),
        ("2017-01-01", "month", Bin.MONTH, EARLIER),
        ("2017-05-01", "month", Bin.MONTH, VAGUE),
        ("2017-01-01", "year", Bin.YEAR, VAGUE),
        ("2016-01-01", "year", Bin.YEAR, EARLIER),
    ],
)
def test_an_event_counts_where_all_of_its_known_beginning_lies(begins, precision, size, expected):
    events = pd.DataFrame(
        {"first": pd.to_datetime([begins]).astype("datetime64[s]"), "precision": [precision]}
    )
    assert bin_of(events, date(2017, 2, 10), date(2017, 5, 3), size).tolist() == [expected]


def test_a_year_counts_in_its_own_year_only():
    events = pd.DataFrame(
        {
            "first": pd.to_datetime(["2017-01-01", "2017-01-01"]).astype("datetime64[s]"),
            "precision": ["year", "day"],
        }
    )
    whole = date(2016, 1, 1), date(2018, 12, 31)
    assert bin_of(events, *whole, Bin.YEAR).tolist() == [1, 1]
    assert bin_of(events, *whole, Bin.QUARTER).tolist() == [VAGUE, 4]
