"""What lies between two days: what changed in each district, what happened, where sources differ.

Figures are added only over the events that tell them; how many tell none stands beside the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.dates import parse_day
from damascus_map.model.vocabulary import Confidence, EventType, Extent
from damascus_map.query.changes import changes_between
from damascus_map.query.control import control_on, extents_in
from damascus_map.query.disagreements import disagreements_between
from damascus_map.query.events import events_between
from damascus_map.query.selection import checked_districts, rows_with

Row = Mapping[Any, Any]

DEATHS: Final = ("deaths_low", "deaths_best", "deaths_high")
MOVED: Final = "people_moved"


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure added over the events that tell it.

    Attributes
    ----------
    total
        None where no event tells it: that is not zero.
    events
        How many events tell it.
    """

    total: int | None
    events: int


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, in numbers.

    Attributes
    ----------
    events
        How many events.
    kinds
        How many of each kind, in the order of the kinds.
    sums
        Of `DEATHS` and of `MOVED`, by column.
    without_deaths, without_moved
        How many events tell nothing of deaths, or of people moved.
    """

    events: int
    kinds: Mapping[EventType, int]
    sums: Mapping[str, Sum]
    without_deaths: int
    without_moved: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds a district on a day.

    Attributes
    ----------
    status
        As `control_on` has it: the party that leads, ``shared``, ``unclear`` or ``unknown``.
    extents
        By party; None where not known.
    situation
        Values of `Situation`.
    confidence
        Of the interval.
    """

    status: str
    extents: Mapping[str, Extent | None]
    situation: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ComparedDistrict:
    """A district on two days, and between them.

    Attributes
    ----------
    id
        Its id.
    before, after
        Who holds it on the first and on the second day.
    changes
        Rows of `changes_between`, the earliest first.
    happened
        In the district, after the first day and up to the second.
    disagreements
        Rows of `disagreements` that touch the time, both days included.
    """

    id: str
    before: Hold
    after: Hold
    changes: tuple[Row, ...]
    happened: Happened
    disagreements: pd.DataFrame


@dataclass(frozen=True, slots=True)
class ComparedDays:
    """Two days, and what lies between them.

    Attributes
    ----------
    begin, end
        The days.
    districts
        Those asked for, in the order of the dataset.
    elsewhere
        What happened in no district: in the whole city or the country.
    together
        All of it, an event of several districts counted once.
    """

    begin: date
    end: date
    districts: tuple[ComparedDistrict, ...]
    elsewhere: Happened
    together: Happened

    @property
    def changes(self) -> int:
        """How many changes there are."""
        return sum(len(one.changes) for one in self.districts)


def compare_days(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
) -> ComparedDays:
    """Return what lies between two days: changes, events and disagreements of each district.

    Parameters
    ----------
    tables
        The dataset.
    begin, end
        Civil days, the earlier one first, or the same day twice: then nothing lies between. What
        changed or happened on `begin` alone is not between them, what did on `end` is.
    districts
        Ids of the districts wanted; None for all.

    Raises
    ------
    InvalidDateError
        If a date is not a day, `end` lies before `begin`, or `begin` before the dataset.
    UnknownDistrictError
        If a district is not in the dataset.
    """
    first, last = parse_day(begin), parse_day(end)
    chosen = checked_districts(tables, districts)
    changes = changes_between(tables, first, last, districts=chosen).to_dict(orient="records")
    before, after = (_holds_on(tables, day, chosen) for day in (first, last))
    events = _events_after(tables, first, last, chosen)
    differing = disagreements_between(tables, first, last)

    def compared(one: str) -> ComparedDistrict:
        return ComparedDistrict(
            id=one,
            before=before[one],
            after=after[one],
            changes=tuple(row for row in changes if row["district_id"] == one),
            happened=happened(_events_with(events, lambda ids: one in ids)),
            disagreements=differing[differing["district_id"] == one],
        )

    return ComparedDays(
        begin=first,
        end=last,
        districts=tuple(map(compared, chosen)),
        elsewhere=happened(_events_with(events, lambda ids: not ids)),
        together=happened(events),
    )


def happened(events: pd.DataFrame) -> Happened:
    """Return events in numbers; `events` is any part of `events_between`."""
    told = {column: events[column].dropna() for column in (*DEATHS, MOVED)}
    counts = Counter(EventType(kind) for kind in events["type"])
    tells_deaths = events[list(DEATHS)].notna().any(axis=1)
    return Happened(
        events=len(events),
        kinds={kind: counts[kind] for kind in EventType if kind in counts},
        sums={
            column: Sum(int(values.sum()) if len(values) else None, len(values))
            for column, values in told.items()
        },
        without_deaths=len(events) - int(tells_deaths.sum()),
        without_moved=len(events) - len(told[MOVED]),
    )


def _holds_on(tables: Tables, day: date, districts: Sequence[str]) -> dict[str, Hold]:
    state = pd.DataFrame(control_on(tables, day, districts=districts).drop(columns="geometry"))
    return {
        str(district): Hold(
            status=row["status"],
            extents=extents_in(row, tables.party_ids),
            situation=tuple(row["situation"]),
            confidence=Confidence(row["confidence"]),
        )
        for district, row in state.to_dict(orient="index").items()
    }


def _events_after(
    tables: Tables, first: date, last: date, districts: Sequence[str]
) -> pd.DataFrame:
    if first == last:
        return tables.events.iloc[:0]
    return events_between(tables, first + timedelta(days=1), last, districts=districts)


def _events_with(
    events: pd.DataFrame, is_wanted: Callable[[tuple[str, ...]], bool]
) -> pd.DataFrame:
    """Return the events whose districts are wanted."""
    return events[rows_with(events["district_ids"], is_wanted)]
