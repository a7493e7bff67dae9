"""Dates as people write them."""

import pytest

from damascus_map.errors import InvalidDateError
from damascus_map.model.written_dates import (
    is_ambiguous,
    is_weekday,
    month_of,
    shown_order,
    written_date,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("تشرين الثاني 2012", "2012-11"),
        ("7 تشرين الثاني 2012", "2012-11-07"),
        ("كانون الثاني 2014", "2014-01"),
        ("Sunday, 7 May 2017", "2017-05-07"),
        ("7 May 2017 14:30", "2017-05-07"),
        ("20170507", "2017-05-07"),
    ],
)
def test_a_date_is_read(text, date):
    assert written_date(text).text == date


@pytest.mark.parametrize("text", ["", "May", "32 May 2017", "7/5/2017", "Qaboun", "99/99/2017"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(InvalidDateError):
        written_date(text)


def test_which_way_three_figures_are_read():
    assert written_date("7/5/2017", day_first=True).text == "2017-05-07"
    assert written_date("7/5/2017", day_first=False).text == "2017-07-05"
    assert written_date("7/15/2017").text == "2017-07-15"
    assert [shown_order(one) for one in ("15/7/2017", "7/15/2017", "7/5/2017", "x")] == [
        True,
        False,
        None,
        None,
    ]
    assert not is_ambiguous("5/05/2017")


def test_months_in_three_languages_and_three_kinds_of_arabic():
    assert {month_of(name) for name in ("أيار", "مايو", "ماي", "May", "mai", "Mai")} == {5}
    assert month_of("juillet") == month_of("تموز") == month_of("يوليو") == 7
    assert month_of("Qaboun") is None


def test_days_of_the_week():
    assert all(map(is_weekday, ("Sunday", "dimanche", "الأحد", "Sun.")))
    assert not is_weekday("القابون")
