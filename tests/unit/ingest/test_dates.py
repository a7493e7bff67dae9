"""Dates as people write them."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.ingest.dates import day_order, days
from damascus_map.language import language

READ = [
    ("2017-05-07", "2017-05-07"),
    ("2017-05-07 00:00:00.000", "2017-05-07"),
    ("2017-05-07T23:30:00Z", "2017-05-07"),
    ("2017-05-07T23:30:00+03:00", "2017-05-07"),
    ("2017/5/7", "2017-05-07"),
    ("20170507", "2017-05-07"),
    ("2017-05", "2017-05"),
    ("2017/5", "2017-05"),
    ("2017", "2017"),
    ("2017.0", "2017"),
    (" 16 May 2025 ", "2025-05-16"),
    ("16-May-2025", "2025-05-16"),
    ("16 Sept. 2025", "2025-09-16"),
    ("May 16, 2025", "2025-05-16"),
    ("May 16th, 2025 14:05", "2025-05-16"),
    ("Friday 16 May 2025", "2025-05-16"),
    ("the May 2025", "2025-05"),
    ("May 2025", "2025-05"),
    ("1er février 2014", "2014-02-01"),
    ("le 15 aout 2013", "2013-08-15"),
    ("vendredi 16 mai 2025", "2025-05-16"),
    ("7 أيار 2017", "2017-05-07"),
    ("\u0667 أيار \u0662\u0660\u0661\u0667", "2017-05-07"),
    ("7 مايو 2017", "2017-05-07"),
    ("7 أيار/مايو 2017", "2017-05-07"),
    ("15 كانون الثاني 2014", "2014-01-15"),
    ("شباط 2014", "2014-02"),
    ("12 تشرين الأول، 2016", "2016-10-12"),
    ("\u200f2017-05-07", "2017-05-07"),
    ("13/05/2017", "2017-05-13"),
    ("05/13/2017", "2017-05-13"),
    ("13.05.2017 08:00", "2017-05-13"),
    ("05/05/2017", "2017-05-05"),
]
NOT_READ = [
    "tomorrow",
    "2017-13-01",
    "2017-02-30",
    "32 May 2017",
    "7 Maytember 2017",
    "13/13/2017",
    "07/05/17",
    "42862",
    "1753-01-01",
    "2017-05-07 to 2017-05-09",
    "7 أيار/حزيران 2017",
]


def column(*texts):
    return pd.Series(texts, dtype="str", index=range(2, len(texts) + 2))


@pytest.mark.parametrize(("written", "known"), READ)
def test_a_date_is_read_as_far_as_it_is_known(written, known):
    read = days(column(written))
    assert (read.text.tolist(), read.problem.tolist()) == ([known], [""])


@pytest.mark.parametrize("written", NOT_READ)
def test_what_is_no_date_is_said_to_be_none(written):
    read = days(column(written))
    assert (read.text.tolist(), read.problem.tolist()) == ([""], ["date-format"])
    assert np.isnat(read.first).all()


@pytest.mark.parametrize("blank", ["", "  ", "NA", "n/a", "null", "-", "NaT"])
def test_an_empty_cell_is_no_date_and_no_fault(blank):
    read = days(column(blank))
    assert (read.text.tolist(), read.problem.tolist()) == ([""], [""])


def test_a_date_covers_all_days_that_it_may_mean():
    read = days(column("2016-02", "2016", "2016-02-03", ""))
    assert read.first[:3].astype(str).tolist() == ["2016-02-01", "2016-01-01", "2016-02-03"]
    assert read.last[:3].astype(str).tolist() == ["2016-02-29", "2016-12-31", "2016-02-03"]
    assert read.text.index.tolist() == [2, 3, 4, 5]


def test_a_date_of_two_readings_is_refused_unless_something_settles_it():
    assert days(column("07/05/2017")).problem.tolist() == ["ambiguous-date"]
    assert days(column("07/05/2017"), day_first=True).text.tolist() == ["2017-05-07"]
    assert days(column("07/05/2017"), day_first=False).text.tolist() == ["2017-07-05"]


def test_the_rows_of_a_file_settle_the_order_for_all():
    assert days(column("07/05/2017", "20/05/2017")).text.tolist() == ["2017-05-07", "2017-05-20"]
    assert days(column("07/05/2017", "05/20/2017")).text.tolist() == ["2017-07-05", "2017-05-20"]


def test_rows_that_contradict_each_other_settle_nothing():
    read = days(column("07/05/2017", "20/05/2017", "05/20/2017"))
    assert read.problem.tolist() == ["ambiguous-date", "", ""]
    assert read.text.tolist()[1:] == ["2017-05-20", "2017-05-20"]


def test_an_order_that_is_given_is_kept_against_a_date_that_has_another():
    assert days(column("05/20/2017"), day_first=True).problem.tolist() == ["date-format"]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["2017-05-20"], None),
        (["20/05/2017"], True),
        (["\u0662\u0660/\u0660\u0665/\u0662\u0660\u0661\u0667"], True),
        (["05-20-2017", "x"], False),
        (["05/20/2017", "20/05/2017"], None),
        (["44/44/2017"], None),
    ],
)
def test_the_order_is_told_only_by_what_can_be_read_in_one_way(texts, order):
    assert day_order(column(*texts)) is order


def test_the_order_of_two_columns_is_settled_by_both():
    assert day_order(column("07/05/2017"), column("20/05/2017")) is True


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from(["en", "fr", "ar"]))
def test_a_day_in_the_words_of_a_language_is_read_again(day, code):
    words = language(code)
    texts = column(words.day(day), words.short_day(day), day.isoformat())
    assert days(texts).text.tolist() == [day.isoformat()] * 3


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_read_or_has_a_reason(texts):
    read = days(column(*texts))
    for text, problem, first, last in zip(
        read.text, read.problem, read.first, read.last, strict=True
    ):
        assert not (text and problem)
        assert np.isnat(first) == (text == "")
        assert np.isnat(last) == (text == "")


def test_a_hundred_thousand_hours_are_some_days():
    hours = [f"2017-05-{7 + n % 3:02d} {n % 24:02d}:{n % 60:02d}:00.{n:06d}" for n in range(10_000)]
    read = days(column(*hours))
    assert set(read.text) == {"2017-05-07", "2017-05-08", "2017-05-09"}
    assert (read.last - read.first == timedelta(0)).all()
