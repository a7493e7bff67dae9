"""What happened between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.selection import checked_choices, checked_districts


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
    events = tables.events
    wanted = (events["first"] <= pd.Timestamp(last)).to_numpy()
    if first is not None:
        wanted = wanted & (events["last"] >= pd.Timestamp(first)).to_numpy()
    if districts is not None:
        chosen = set(checked_districts(tables, districts))
        wanted = wanted & (_names_any(events["district_ids"], chosen))
    if types is not None:
        kinds = checked_choices("event type", types, list(EventType))
        wanted = wanted & events["type"].isin(kinds).to_numpy()
    least = Confidence(checked_choices("confidence", [confidence], list(Confidence))[0]).rank
    if least:
        ranks = events["confidence"].map(lambda level: Confidence(level).rank)
        wanted = wanted & (ranks >= least).to_numpy()
    return events[wanted]


def _names_any(district_ids: pd.Series, chosen: set[str]) -> np.ndarray:
    there = [not ids or not chosen.isdisjoint(ids) for ids in district_ids]
    return np.array(there, dtype=bool)
