"""Which days does a film show? One for each day, week, month or change of control."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, pairwise, takewhile
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError, UnknownChoiceError
from damascus_map.model.dates import Step
from damascus_map.query.changes import changes_between
from damascus_map.query.control import is_change
from damascus_map.query.reported import reported_states
from damascus_map.query.selection import checked_districts

MOST_DAYS: Final = 5000


def days_shown(
    tables: Tables,
    begin: date,
    end: date,
    step: Step,
    *,
    districts: Sequence[str] | None = None,
    reported: date | None = None,
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
    reported
        The day by which what is shown had been published; None for what is known now.

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
        days = _changing(tables, begin, end, districts, reported)
    else:
        days = [*takewhile(lambda day: day < end, _stepped(begin, step)), end]
    if len(days) > MOST_DAYS:
        raise UnknownChoiceError(
            f"These would be {len(days)} pictures, more than {MOST_DAYS}: choose a longer step "
            "or a shorter time."
        )
    return tuple(days)


def _changing(
    tables: Tables,
    begin: date,
    end: date,
    districts: Sequence[str] | None,
    reported: date | None,
) -> list[date]:
    if reported is None:
        changes = changes_between(tables, begin, end, districts=districts)
        found = {moment.date() for moment in changes["on"]}
    else:
        chosen = checked_districts(tables, districts)
        found = {day for one in chosen for day in _known_changes(tables, one, reported)}
    days = sorted(day for day in found if begin < day <= end)
    if not days:
        raise UnknownChoiceError(
            f"No control changes between {begin} and {end} in what is shown: choose another "
            "step, other districts or a longer time."
        )
    return [begin, *days]


def _known_changes(tables: Tables, district: str, by: date) -> Iterator[date]:
    """Yield the days on which control of a district changed, as far as it was known on a day."""
    for before, state in pairwise(reported_states(tables, district, by)):
        is_first = before["position"] is None
        if is_first or is_change(before, state, tables.party_ids):
            yield state["first"].date()


def _stepped(begin: date, step: Step) -> Iterator[date]:
    for number in count():
        if step is Step.MONTH:
            year, month = divmod(begin.year * 12 + begin.month - 1 + number, 12)
            last = monthrange(year, month + 1)[1]
            yield date(year, month + 1, min(begin.day, last))
        else:
            yield begin + timedelta(days=number * (7 if step is Step.WEEK else 1))
