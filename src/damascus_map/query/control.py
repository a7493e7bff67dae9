"""Who held which district on a day: the join of outlines, control and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day, window_start
from damascus_map.model.extents import leading_party
from damascus_map.model.vocabulary import Extent
from damascus_map.query.events import events_between
from damascus_map.query.selection import checked_districts

SHARED: Final = "shared"
UNCLEAR: Final = "unclear"
UNKNOWN: Final = "unknown"


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
        - ``since`` and ``until``: first day of these extents, and first day on which they no
          longer hold (NaT while they still do), with ``since_precision``, ``until_precision``;
        - ``first`` and ``end``: the same for the interval itself, which also ends when only
          the situation or the evidence changes;
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
    day = parse_day(on)
    if day < tables.package.first_day:
        raise InvalidDateError(
            f"{day} lies before the first day of the dataset: expected "
            f"{tables.package.first_day} or later"
        )
    chosen = checked_districts(tables, districts)
    rows = [_row_on(tables, district, day) for district in chosen]
    state = pd.DataFrame(rows, index=pd.Index(chosen, name="id"))
    outlines = tables.districts.loc[chosen, [*_OUTLINE_COLUMNS, "geometry"]]
    joined = gpd.GeoDataFrame(outlines.join(state), crs=tables.districts.crs)
    events = events_between(tables, window_start(day, window), day, districts=chosen)
    return joined.assign(event_ids=[_events_in(events, district) for district in chosen])


_OUTLINE_COLUMNS: Final = ("name", "name_en", "name_fr", "name_ar", "area_km2")


def intervals_of(tables: Tables, district: str) -> pd.DataFrame:
    """Return the control intervals of one district, earliest first."""
    return tables.control[tables.control["district_id"] == district].reset_index(drop=True)


def extents_in(interval: Mapping[Any, Any], parties: Sequence[str]) -> dict[str, Extent | None]:
    """Return the extent of each party in one interval; None where it is not known."""
    return {
        party: None if interval[party] is None else Extent(interval[party]) for party in parties
    }


def status_of(extents: Mapping[str, Extent | None]) -> str:
    """Return the id of the party that leads, or `SHARED`, `UNCLEAR` or `UNKNOWN`."""
    leader = leading_party(extents)
    if leader is not None:
        return leader
    there = [extent for extent in extents.values() if extent not in (None, Extent.NONE)]
    if Extent.SHARED in there:
        return SHARED
    return UNCLEAR if there else UNKNOWN


def _row_on(tables: Tables, district: str, day: date) -> dict[str, Any]:
    intervals = intervals_of(tables, district)
    position = int(intervals["first"].searchsorted(pd.Timestamp(day), side="right")) - 1
    begin, finish = _run_of_extents(intervals, position, tables.party_ids)
    interval = intervals.iloc[position].to_dict()
    extents = extents_in(interval, tables.party_ids)
    return {
        **extents,
        "status": status_of(extents),
        "situation": interval["situation"],
        "confidence": interval["confidence"],
        "claim_ids": interval["claim_ids"],
        "note": interval["note"],
        "since": intervals["first"].iloc[begin],
        "since_precision": intervals["first_precision"].iloc[begin],
        "until": intervals["end"].iloc[finish],
        "until_precision": intervals["end_precision"].iloc[finish],
        "first": interval["first"],
        "end": interval["end"],
        "end_precision": interval["end_precision"],
    }


def _run_of_extents(
    intervals: pd.DataFrame, position: int, parties: Sequence[str]
) -> tuple[int, int]:
    """Return the first and last position around `position` with the same extents."""
    keys = [tuple(row) for row in intervals[list(parties)].to_numpy(dtype=object)]
    begin = finish = position
    while begin > 0 and keys[begin - 1] == keys[position]:
        begin -= 1
    while finish + 1 < len(keys) and keys[finish + 1] == keys[position]:
        finish += 1
    return begin, finish


def _events_in(events: pd.DataFrame, district: str) -> tuple[str, ...]:
    there = events["district_ids"].map(lambda ids: district in ids).to_numpy(dtype=bool)
    return tuple(events.index[there])
