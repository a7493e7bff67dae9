"""The axis of time: days in their places, and ticks whose words never touch."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from damascus_map.language import language
from damascus_map.render.static.lettering import width_of
from damascus_map.render.time_axis import TimeAxis, ticks_of

SPANS = [3, 20, 70, 200, 366, 900, 3000, 5000, 20000]


def measure(text):
    return width_of(text, 14, "bold")


def axis_of(days, first=date(2011, 3, 15)):
    return TimeAxis(first, first + timedelta(days=days), 100, 1500)


def test_a_day_stands_where_its_part_of_the_time_is():
    axis = axis_of(100)
    assert axis.x_of(axis.first) == 100
    assert axis.x_of(axis.first + timedelta(days=25)) == 450
    assert axis.x_of(axis.end) == 1500


def test_a_day_from_beyond_stands_at_the_end():
    axis = axis_of(100)
    assert axis.x_of(date(2000, 1, 1)) == 100
    assert axis.x_of(date(2050, 1, 1)) == 1500


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("days", SPANS)
def test_the_words_of_ticks_never_touch(days, lang):
    axis, words = axis_of(days), language(lang)
    ticks = ticks_of(axis, 14, words, measure)
    assert ticks
    for one, other in pairwise(ticks):
        gap = axis.x_of(other.day) - axis.x_of(one.day)
        half = (width_of(one.text, 14, "bold") + width_of(other.text, 14, "bold")) / 2
        assert gap > half
    assert all(axis.first <= tick.day < axis.end for tick in ticks)


@pytest.mark.parametrize(
    ("first", "days", "said"),
    [
        (date(2011, 3, 15), 5000, ["2012", "2013"]),
        (date(2017, 1, 1), 365, ["2017", "Feb"]),
        (date(2017, 5, 1), 14, ["1 May", "2 May"]),
        (date(2017, 5, 1), 60, ["1 May", "8 May"]),
        (date(1990, 1, 1), 36500, ["1990", "1995"]),
    ],
)
def test_the_unit_follows_the_time_that_is_shown(first, days, said):
    ticks = ticks_of(axis_of(days, first), 14, language("en"), measure)
    assert [tick.text for tick in ticks[:2]] == said


def test_a_year_is_strong_where_it_begins():
    ticks = ticks_of(axis_of(500), 14, language("en"), measure)
    assert [tick.text for tick in ticks if tick.is_strong] == ["2012"]
