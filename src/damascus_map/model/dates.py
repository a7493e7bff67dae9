"""Civil days in Damascus, and dates that are known to the month or the year only.

A date that is written short says that no more is known. It is kept as written, counts
from its first day, and covers every day up to its last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from typing import Final

from damascus_map.errors import InvalidDateError

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_EARLIEST_YEAR: Final = 1900
_LATEST_YEAR: Final = 2199

LONGEST_EVENT_DAYS: Final = 31
"""What lasts longer is a sum over the time, or a state, and never drawn as a day."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Step(StrEnum):
    """From one picture of a film to the next."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    CHANGE = "change"


class Bin(StrEnum):
    """A part of the calendar in which is counted."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Bin.MONTH: 1, Bin.QUARTER: 3, Bin.YEAR: 12}[self]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as a source knows it.

    Attributes
    ----------
    text
        As written: ``2014-02-15``, ``2014-02`` or ``2014``.
    first, last
        The first and the last civil day that the text covers, both inclusive.
    precision
        Whether the day, the month or the year is known.
    """

    text: str
    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        """Return the date as written."""
        return self.text


@lru_cache(maxsize=1 << 15)
def parse_partial_date(text: str) -> PartialDate:
    """Read a date that may be known to the month or the year only.

    Parameters
    ----------
    text
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.

    Raises
    ------
    InvalidDateError
        If the text has another form, or names a day that does not exist.
    """
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        raise InvalidDateError(_complaint(text, "YYYY-MM-DD, YYYY-MM or YYYY"))
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise InvalidDateError(_complaint(text, f"a year from {_EARLIEST_YEAR} to {_LATEST_YEAR}"))
    try:
        if month is None:
            return PartialDate(text.strip(), date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        if day is None:
            last = date(year, month, monthrange(year, month)[1])
            return PartialDate(text.strip(), last.replace(day=1), last, Precision.MONTH)
        only = date(year, month, day)
    except ValueError as error:
        raise InvalidDateError(_complaint(text, "a day that exists")) from error
    return PartialDate(text.strip(), only, only, Precision.DAY)


def parse_day(value: str | date) -> date:
    """Read one civil day.

    Parameters
    ----------
    value
        A `datetime.date` (returned as it is), or ``YYYY-MM-DD``.

    Raises
    ------
    InvalidDateError
        If the value is not one whole day.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    parsed = parse_partial_date(value)
    if parsed.precision is not Precision.DAY:
        raise InvalidDateError(_complaint(value, "one day, written YYYY-MM-DD"))
    return parsed.first


def today() -> date:
    """Return the civil day in Damascus, at UTC+3 all the year since October 2022."""
    return datetime.now(timezone(timedelta(hours=3))).date()


def window_start(on: date, days: int | None) -> date | None:
    """Return the first day of a window of `days` days that ends with `on`; None for no limit.

    >>> window_start(date(2017, 5, 7), 7)
    datetime.date(2017, 5, 1)
    """
    return None if days is None else on - timedelta(days=days - 1)


def _complaint(text: str, expected: str) -> str:
    return f"{text!r} is not a date that can be used: expected {expected}, such as 2017-05-07"
