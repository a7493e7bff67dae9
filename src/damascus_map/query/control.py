"""Who held which district on a day: the join of outlines, control and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from damascus_map.data.tables import Tables, rows_by_district
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day, window_start
from damascus_map.model.extents import leading_party
from damascus_map.model.vocabulary import Extent
from damascus_map.query.events import events_between
from damascus_map.query.selection import checked_districts, rows_with

SHARED: Final = "shared"
UNCLEAR: Final = "unclear"
UNKNOWN: Final = "unknown"

Hold = tuple[str, frozenset[tuple[str, Extent]]]


def control_on(
    tables: Tables,
    on: str | date,
    *,
    districts: Sequence[str] | None = None,
    window: int | None = 1,
) -> gpd.GeoDataFrame:
    """Return who held each district on one day, on what evidence, with the events around it.

    Parameters
    ----------
    tables
        The dataset.
    on
        Civil day in Damascus: a `datetime.date` or ``YYYY-MM-DD``.
    districts
        Ids of the districts wanted; None for all.
    window
        Length in days of the window of events that ends with `on`; None for all before.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a district, indexed by its id, EPSG:4326, in the order of the dataset:

        - ``name``, ``name_en``, ``name_fr``, ``name_ar``, ``area_km2`` (square kilometres);
        - a column for each party with its extent, None where it is not known;
        - ``status``: id of the party that holds the whole or most, ``shared``, ``unclear``
          (somebody is there, how far is not known) or ``unknown``;
        - ``situation``, ``confidence``, ``claim_ids``, ``note``;
        - ``since`` and ``until``: first day of this hold (the same party leads to the same
          extent, the same share, or the same are there without a lead), and first day on which
          it no longer lasts (NaT while it does), with ``since_precision``, ``until_precision``;
        - ``first`` and ``end`` of the interval itself, which also ends when a lesser extent,
          the situation or the evidence changes;
        - ``unchanged_since`` and ``next_change``: first day on which all extents and the situation
          were as they are, and on which one of them is another (NaT if none follows), with
          ``unchanged_since_precision`` and ``next_change_precision``;
        - ``event_ids``: events of the window in the district;
        - ``geometry``.

    Raises
    ------
    InvalidDateError
        If `on` is not a day, or lies before the first day of the dataset.
    UnknownDistrictError
        If a district is not in the dataset.

    References
    ----------
    The intervals are the editors' judgement of the dataset; each names its claims.
    """
    day = checked_day(tables, on)
    chosen = checked_districts(tables, districts)
    rows = {district: _state_on(tables, district, day) for district in chosen}
    events = events_between(tables, window_start(day, window), day, districts=chosen)
    return joined_states(tables, rows, events)


def joined_states(
    tables: Tables, states: Mapping[str, Mapping[str, Any]], events: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return states by district with the outlines, and the events of each: see `control_on`."""
    chosen = list(states)
    state = _state_frame(list(states.values()), chosen, tables.party_ids)
    outlines = tables.districts.loc[chosen, [*_OUTLINE_COLUMNS, "geometry"]]
    joined = gpd.GeoDataFrame(outlines.join(state), crs=tables.districts.crs)
    return joined.assign(event_ids=[_events_in(events, district) for district in chosen])


def checked_day(tables: Tables, on: str | date) -> date:
    """Return a civil day of the dataset's time.

    Raises
    ------
    InvalidDateError
        If `on` is not a day, or lies before the first day of the dataset.
    """
    day = parse_day(on)
    if day < tables.package.first_day:
        raise InvalidDateError(
            f"{day} lies before the first day of the dataset: expected "
            f"{tables.package.first_day} or later"
        )
    return day


_OUTLINE_COLUMNS: Final = ("name", "name_en", "name_fr", "name_ar", "area_km2")
_DAY_COLUMNS: Final = ("since", "until", "first", "end", "unchanged_since", "next_change")
_STATE_COLUMNS: Final = (
    "status",
    "situation",
    "confidence",
    "claim_ids",
    "note",
    "since",
    "since_precision",
    "until",
    "until_precision",
    "first",
    "end",
    "unchanged_since",
    "unchanged_since_precision",
    "next_change",
    "next_change_precision",
)


def intervals_of(tables: Tables, district: str) -> pd.DataFrame:
    """Return the control intervals of one district, earliest first."""
    return tables.control[tables.control["district_id"] == district].reset_index(drop=True)


def extents_in(interval: Mapping[Any, Any], parties: Sequence[str]) -> dict[str, Extent | None]:
    """Return the extent of each party in one interval; None where it is not known."""
    return {
        party: None if interval[party] is None else Extent(interval[party]) for party in parties
    }


def is_change(old: Mapping[Any, Any], new: Mapping[Any, Any], parties: Sequence[str]) -> bool:
    """Tell whether two intervals differ in extents or situation, not in the evidence alone."""
    same = extents_in(old, parties) == extents_in(new, parties)
    return not same or set(old["situation"]) != set(new["situation"])


def status_of(extents: Mapping[str, Extent | None]) -> str:
    """Return the id of the party that leads, or `SHARED`, `UNCLEAR` or `UNKNOWN`."""
    leader = leading_party(extents)
    if leader is not None:
        return leader
    there = [extent for extent in extents.values() if extent not in (None, Extent.NONE)]
    if Extent.SHARED in there:
        return SHARED
    return UNCLEAR if there else UNKNOWN


def states_of(tables: Tables, district: str) -> list[dict[str, Any]]:
    """Return the state of a district in each of its intervals, earliest first.

    Each is a row of `control_on`, without the outline and the events, as a dictionary; with
    ``first_precision`` and ``end_precision`` beside.
    """
    return [dict(state) for state in _states(tables)[district]]


def _state_on(tables: Tables, district: str, day: date) -> Mapping[str, Any]:
    states = _states(tables)[district]
    moment = pd.Timestamp(day)
    return next(state for state in reversed(states) if state["first"] <= moment)


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def _states(tables: Tables) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the states of each district, earliest first: made once, asked for with every day."""
    by_district = rows_by_district(tables.control, tables.district_ids)
    return {district: states_in(rows, tables.party_ids) for district, rows in by_district.items()}


def states_in(rows: Sequence[Mapping[Any, Any]], parties: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return the state of a district in each of these intervals, which follow one another."""
    holds = [_hold(extents_in(row, parties)) for row in rows]
    return [_state_at(rows, position, holds, parties) for position in range(len(rows))]


def _state_at(
    rows: Sequence[Mapping[Any, Any]], position: int, holds: Sequence[Hold], parties: Sequence[str]
) -> Mapping[str, Any]:
    interval = rows[position]
    begin, finish = _lasting_hold(holds, position)
    extents = extents_in(interval, parties)
    following = next((row for row in rows[position + 1 :] if is_change(interval, row, parties)), {})
    like_this = interval
    for row in reversed(rows[:position]):
        if is_change(row, interval, parties):
            break
        like_this = row
    return {
        **extents,
        "status": status_of(extents),
        "situation": interval["situation"],
        "confidence": interval["confidence"],
        "claim_ids": interval["claim_ids"],
        "note": interval["note"],
        "since": rows[begin]["first"],
        "since_precision": rows[begin]["first_precision"],
        "until": rows[finish]["end"],
        "until_precision": rows[finish]["end_precision"],
        "first": interval["first"],
        "end": interval["end"],
        "first_precision": interval["first_precision"],
        "end_precision": interval["end_precision"],
        "unchanged_since": like_this["first"],
        "unchanged_since_precision": like_this["first_precision"],
        "next_change": following.get("first"),
        "next_change_precision": following.get("first_precision"),
    }


def _state_frame(
    rows: Sequence[Mapping[str, Any]], districts: Sequence[str], parties: Sequence[str]
) -> pd.DataFrame:
    """Return the rows as a frame of objects (pandas would turn an unknown extent into NaN)."""
    frame = pd.DataFrame(
        list(rows),
        index=pd.Index(districts, name="id"),
        columns=[*parties, *_STATE_COLUMNS],
        dtype=object,
    )
    return frame.astype(dict.fromkeys(_DAY_COLUMNS, "datetime64[s]"))


def _lasting_hold(holds: Sequence[Hold], position: int) -> tuple[int, int]:
    """Return the first and last position around `position` with the same hold."""
    begin = finish = position
    while begin > 0 and holds[begin - 1] == holds[position]:
        begin -= 1
    while finish + 1 < len(holds) and holds[finish + 1] == holds[position]:
        finish += 1
    return begin, finish


def _hold(extents: Mapping[str, Extent | None]) -> Hold:
    """Return what makes two intervals the same hold: who leads, who shares, or who is there."""
    status = status_of(extents)
    known = {(party, extent) for party, extent in extents.items() if extent is not None}
    if status == UNCLEAR:
        return status, frozenset(
            (party, Extent.PRESENT) for party, extent in known if extent is not Extent.NONE
        )
    holding = (Extent.WHOLE, Extent.MOST, Extent.SHARED)
    return status, frozenset((party, extent) for party, extent in known if extent in holding)


def _events_in(events: pd.DataFrame, district: str) -> tuple[str, ...]:
    return tuple(events.index[rows_with(events["district_ids"], lambda ids: district in ids)])
