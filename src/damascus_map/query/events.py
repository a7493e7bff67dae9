"""What happened between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day, window_start
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.published import events_published_by
from damascus_map.query.selection import checked_choices, checked_districts, rows_with


def events_between(
    tables: Tables,
    begin: str | date | None,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> pd.DataFrame:
    """Return the events that touch the days from `begin` to `end`.

    An event known only to the month or the year touches every day of it.

    Parameters
    ----------
    tables
        The dataset.
    begin, end
        First and last civil day, both inclusive; None for `begin` takes all before.
    districts
        Ids of the districts wanted; events of the whole city or country (which name no
        district) are always among them. None for all.
    types
        Event types wanted; None for all.
    confidence
        The lowest confidence wanted: ``low`` takes all.

    Returns
    -------
    pandas.DataFrame
        Indexed by event id, earliest first, with the columns of ``events.csv`` and
        ``first`` and ``last`` (inclusive days), ``precision``.

    Raises
    ------
    InvalidDateError
        If a date is not a day, or `end` lies before `begin`.
    UnknownDistrictError, UnknownChoiceError
        If a district, an event type or a confidence does not exist.
    """
    last = parse_day(end)
    first = None if begin is None else parse_day(begin)
    if first is not None and last < first:
        raise InvalidDateError(f"The end ({last}) lies before the beginning ({first}).")
    events = _touching(tables, first, last)
    wanted = np.ones(len(events), dtype=bool)
    if districts is not None:
        chosen = set(checked_districts(tables, districts))
        wanted &= rows_with(
            events["district_ids"], lambda ids: not ids or not chosen.isdisjoint(ids)
        )
    if types is not None:
        kinds = checked_choices("event type", types, list(EventType))
        wanted &= rows_with(events["type"], kinds.__contains__)
    least = Confidence(checked_choices("confidence", [confidence], list(Confidence))[0]).rank
    if least:
        wanted &= rows_with(events["confidence"], lambda level: Confidence(level).rank >= least)
    return events if wanted.all() else events[wanted]


def events_of(tables: Tables, view: View) -> pd.DataFrame:
    """Return what happened in the window of a view, by its filters: see `events_between`.

    Of these, where the view is of what had been reported by a day, those published by then.
    """
    events = events_between(
        tables,
        window_start(view.on, view.window),
        view.on,
        districts=view.districts,
        types=view.types,
        confidence=view.confidence,
    )
    return events if view.reported is None else events_published_by(tables, events, view.reported)


def _touching(tables: Tables, first: date | None, last: date) -> pd.DataFrame:
    """Return the events of a time; found by halving, so that others need not be looked at."""
    events = tables.events
    end = events["first"].searchsorted(pd.Timestamp(last), side="right")
    if first is None:
        return events.iloc[:end]
    day = pd.Timestamp(first)
    begin = np.searchsorted(tables.events_reach, day.to_datetime64())
    near = events.iloc[begin:end]
    lasting = (near["last"] >= day).to_numpy()
    return near if lasting.all() else near[lasting]
