"""What changed hands, or changed otherwise, between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day
from damascus_map.query.control import extents_in, intervals_of, is_change
from damascus_map.query.selection import checked_districts

_COLUMNS = (
    "district_id",
    "on",
    "precision",
    "extents_before",
    "extents_after",
    "situation_before",
    "situation_after",
    "confidence",
    "claim_ids",
    "note",
)


def changes_between(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return each change of control or situation after `begin` and up to `end`.

    An interval that differs from the one before only in its evidence is no change.

    Parameters
    ----------
    tables
        The dataset.
    begin, end
        Civil days. A change on `begin` itself is not included, one on `end` is: what
        differs between the two maps lies between them.
    districts
        Ids of the districts wanted; None for all.

    Returns
    -------
    pandas.DataFrame
        One row a change, earliest first: ``district_id``; ``on`` (the first day of the new
        state) and its ``precision``; ``extents_before`` and ``extents_after`` (dict of party
        to extent, None where not known); ``situation_before`` and ``situation_after``
        (tuples); ``confidence``, ``claim_ids`` and ``note`` of the new state.

    Raises
    ------
    InvalidDateError
        If a date is not a day, or `end` lies before `begin`.
    UnknownDistrictError
        If a district is not in the dataset.
    """
    after, until = parse_day(begin), parse_day(end)
    if until < after:
        raise InvalidDateError(f"The end ({until}) lies before the beginning ({after}).")
    rows = [
        change
        for district in checked_districts(tables, districts)
        for change in _changes_of(tables, district)
        if after < change["on"].date() <= until
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.sort_values("on", kind="stable").reset_index(drop=True)


def _changes_of(tables: Tables, district: str) -> list[dict[str, Any]]:
    intervals = intervals_of(tables, district).to_dict(orient="records")
    return [
        {
            "district_id": district,
            "on": new["first"],
            "precision": new["first_precision"],
            "extents_before": extents_in(old, tables.party_ids),
            "extents_after": extents_in(new, tables.party_ids),
            "situation_before": old["situation"],
            "situation_after": new["situation"],
            "confidence": new["confidence"],
            "claim_ids": new["claim_ids"],
            "note": new["note"],
        }
        for old, new in pairwise(intervals)
        if is_change(old, new, tables.party_ids)
    ]
