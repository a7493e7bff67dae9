"""Which days does a film show? One for each day, week, month or change of control."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError, UnknownChoiceError
from damascus_map.model.dates import Step
from damascus_map.query.changes import changes_between

MOST_DAYS: Final = 5000


def days_shown(
    tables: Tables,
    begin: date,
    end: date,
    step: Step,
    *,
    districts: Sequence[str] | None = None,
) -> tuple[date, ...]:
    """Return the days that a film shows, earliest first.

    Parameters
    ----------
    tables
        The dataset.
    begin, end
        First and last civil day.
    step
        By change, the days are the first one and each on which control of a district is another
        than on the day before. By day, week and month they are the first one, every step after
        it, and the last one. A month that lacks the day of the month shows its last day.
    districts
        Ids of the districts shown; None for all.

    Raises
    ------
    InvalidDateError
        If `end` lies before `begin`, or `begin` before the first day of the dataset.
    UnknownDistrictError
        If a district is not in the dataset.
    UnknownChoiceError
        If nothing changes, or the days are more than `MOST_DAYS`.
    """
    if end < begin:
        raise InvalidDateError(f"The end ({end}) lies before the beginning ({begin}).")
    if begin < tables.package.first_day:
        raise InvalidDateError(
            f"{begin} lies before the first day of the dataset: expected "
            f"{tables.package.first_day} or later"
        )
    if step is Step.CHANGE:
        days = _changing(tables, begin, end, districts)
    else:
        days = [*takewhile(lambda day: day < end, _stepped(begin, step)), end]
    if len(days) > MOST_DAYS:
        raise UnknownChoiceError(
            f"These would be {len(days)} pictures, more than {MOST_DAYS}: choose a longer step "
            "or a shorter time."
        )
    return tuple(days)


def _changing(
    tables: Tables, begin: date, end: date, districts: Sequence[str] | None
) -> list[date]:
    found = changes_between(tables, begin, end, districts=districts)
    days = sorted({moment.date() for moment in found["on"]})
    if not days:
        raise UnknownChoiceError(
            f"No control changes between {begin} and {end} in what is shown: choose another "
            "step, other districts or a longer time."
        )
    return [begin, *days]


def _stepped(begin: date, step: Step) -> Iterator[date]:
    for number in count():
        if step is Step.MONTH:
            year, month = divmod(begin.year * 12 + begin.month - 1 + number, 12)
            last = monthrange(year, month + 1)[1]
            yield date(year, month + 1, min(begin.day, last))
        else:
            yield begin + timedelta(days=number * (7 if step is Step.WEEK else 1))
