"""An axis of time: where a day stands on it, and which ticks have room for their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from damascus_map.language import Language

Measure = Callable[[str], float]
"""Gives the width of words, in the units of the axis."""

_SAMPLE_DAYS: Final = [date(2001, month, 28) for month in range(1, 13)]
_ROOM: Final = 2.0
"""Between the words of two ticks, by the size of the letters."""

_DAYS_A_YEAR: Final = 365.25
_YEARS: Final = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days along a line that runs from left to right in every language.

    Attributes
    ----------
    first, end
        First civil day, and the first one after the axis.
    left, right
        Where they stand, in units.
    """

    first: date
    end: date
    left: float
    right: float

    @property
    def day_width(self) -> float:
        """Width of a day in units."""
        return (self.right - self.left) / (self.end - self.first).days

    def x_of(self, day: date) -> float:
        """Return where a day begins; one from beyond the axis stands at its end."""
        x = self.left + (day - self.first).days * self.day_width
        return min(max(x, self.left), self.right)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with its words; `is_strong` where a greater unit of time begins."""

    day: date
    text: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of time: its usual length, its first day around a day, and the next one."""

    days: float
    start: Callable[[date], date]
    next: Callable[[date], date]
    text: Callable[[date, Language], str]


def _months(count: int) -> _Unit:
    def start(day: date) -> date:
        return day.replace(month=(day.month - 1) // count * count + 1, day=1)

    def following(day: date) -> date:
        months = day.year * 12 + day.month - 1 + count
        return date(months // 12, months % 12 + 1, 1)

    days = count * _DAYS_A_YEAR / 12
    return _Unit(days, start, following, lambda day, words: words.month_name(day))


def _years(count: int) -> _Unit:
    return _Unit(
        count * _DAYS_A_YEAR,
        lambda day: date(max(day.year // count * count, 1), 1, 1),
        lambda day: date(day.year + count, 1, 1),
        lambda day, words: words.known_date(day, "year"),
    )


def _weeks_of_days(count: int) -> _Unit:
    def start(day: date) -> date:
        return day - timedelta(days=day.weekday()) if count > 1 else day

    return _Unit(
        count,
        start,
        lambda day: day + timedelta(days=count),
        lambda day, words: words.day_of_month(day),
    )


_UNITS: Final = (
    *(_weeks_of_days(1), _weeks_of_days(7)),
    *(_months(1), _months(3)),
    *(_years(count) for count in _YEARS),
)
"""From the shortest."""


def ticks_of(axis: TimeAxis, size: float, words: Language, measure: Measure) -> list[Tick]:
    """Return the ticks of the shortest unit of time whose words have room, the earliest first.

    Parameters
    ----------
    axis
        The days, and their places.
    size
        Of the letters, in units.
    words
        The language.
    measure
        Gives the width of words of this size.
    """
    rooms = ((one, _room(one, size, words, measure)) for one in _UNITS)
    unit = next((one for one, room in rooms if one.days * axis.day_width >= room), _UNITS[-1])
    ticks = []
    day = unit.start(axis.first)
    while day < axis.end:
        if day >= axis.first:
            ticks.append(_tick(day, unit, words))
        day = unit.next(day)
    return ticks


def _room(unit: _Unit, size: float, words: Language, measure: Measure) -> float:
    """Return what a tick of this unit takes, with the space to the next one."""
    widest = max(measure(_tick(day, unit, words).text) for day in _SAMPLE_DAYS)
    return widest + _ROOM * size


def _tick(day: date, unit: _Unit, words: Language) -> Tick:
    """Return a tick; where a year begins it is named by its number."""
    is_new_year = (day.month, day.day) == (1, 1)
    text = words.known_date(day, "year") if is_new_year else unit.text(day, words)
    is_first = day.day == 1 and unit.days < _months(1).days
    return Tick(day, text, is_new_year or is_first)
