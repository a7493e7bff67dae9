"""Who held which district, as it could be known on a day from what had been published by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.dates import parse_day, window_start
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.control import (
    checked_day,
    control_on,
    intervals_of,
    joined_states,
    states_in,
)
from damascus_map.query.events import events_between
from damascus_map.query.published import days_of_publication, events_published_by, undated_sources
from damascus_map.query.reported_steps import Step, last_step, steps_of
from damascus_map.query.selection import checked_districts

NOT_REPORTED: Final = "not_reported"
"""The status of a district of which nothing had been published."""

Row = Mapping[Any, Any]


def as_reported_by(
    tables: Tables,
    on: str | date,
    by: str | date,
    *,
    districts: Sequence[str] | None = None,
    window: int | None = 1,
) -> gpd.GeoDataFrame:
    """Return who held each district on one day, as it could be known on another.

    Parameters
    ----------
    tables
        The dataset.
    on
        Civil day that is asked about. A day after `by` is what was known then, carried on.
    by
        Civil day: what had been published by its end is known.
    districts
        Ids of the districts wanted; None for all.
    window
        Length in days of the window of events that ends with `on`; None for all before.

    Returns
    -------
    geopandas.GeoDataFrame
        As `control_on` returns it, of the intervals that were known and of what had been
        published of them, with

        - ``status`` of `NOT_REPORTED` where nothing had been published;
        - ``confidence`` low where less than all of the interval was known, or it is carried on;
        - ``claim_ids`` and ``event_ids`` of what had been published;
        - ``note`` only where all of the interval was known: it is a later judgement;
        - ``is_carried_on``: whether the last that was known stands for the day: another interval
          holds it, or it lies after `by`;
        - ``last_report``: day of the last publication about what is shown, NaT where there is none;
        - ``later_claim_ids``: claims of the intervals from the one that is shown to the one that
          holds the day which had not been published by `by`;
        - ``undated_claim_ids``: the same, where the source tells no date of publication.

    Raises
    ------
    InvalidDateError
        If a date is not a day, or `on` lies before the first day of the dataset.
    UnknownDistrictError
        If a district is not in the dataset.
    """
    day, until = checked_day(tables, on), parse_day(by)
    states = {
        district: _state_on(tables, district, day, until)
        for district in checked_districts(tables, districts)
    }
    begun = events_between(tables, window_start(day, window), day, districts=list(states))
    joined = joined_states(tables, states, events_published_by(tables, begun, until))
    more = {name: [state[name] for state in states.values()] for name in _MORE_COLUMNS}
    return joined.assign(**more).astype({"last_report": "datetime64[s]"})


_MORE_COLUMNS: Final = ("is_carried_on", "last_report", "later_claim_ids", "undated_claim_ids")


def state_of(tables: Tables, view: View) -> gpd.GeoDataFrame:
    """Return who held each district of a view on its day, as known now or as reported by a day."""
    if view.reported is None:
        return control_on(tables, view.on, districts=view.districts)
    return as_reported_by(tables, view.on, view.reported, districts=view.districts)


def reported_states(tables: Tables, district: str, by: date) -> list[dict[str, Any]]:
    """Return the states of a district as they were known on a day, earliest first.

    Each is a row of `as_reported_by` as a dictionary, without the outline, the events and what
    depends on the day that is asked about; and ``position``, that of the interval in the dataset,
    None before the first that was known.
    """
    rows = _rows_by(tables, district, by)
    states = states_in(rows, tables.party_ids)
    return [
        {**state, "position": row["position"], "last_report": row["last_report"]}
        | ({"status": NOT_REPORTED} if row["position"] is None else {})
        for state, row in zip(states, rows, strict=True)
    ]


def _state_on(tables: Tables, district: str, day: date, by: date) -> Mapping[str, Any]:
    moment = pd.Timestamp(day)
    states = reported_states(tables, district, by)
    state = next(one for one in reversed(states) if one["first"] <= moment)
    intervals = intervals_of(tables, district)
    holding = int(intervals["first"].searchsorted(moment, side="right")) - 1
    shown = state["position"]
    is_over = shown != holding or day > by
    begin = 0 if shown is None else shown
    cited = (one for ids in intervals["claim_ids"].iloc[begin : holding + 1] for one in ids)
    is_carried_on = shown is not None and is_over
    return {
        **state,
        **({"confidence": str(Confidence.LOW)} if is_carried_on else {}),
        "is_carried_on": is_carried_on,
        **_left_out(tables, dict.fromkeys(cited), by),
    }


def _left_out(tables: Tables, cited: Iterable[str], by: date) -> dict[str, tuple[str, ...]]:
    """Return the claims that had not been published on a day, apart those without a date."""
    days, undated = days_of_publication(tables), undated_sources(tables)
    source_of = tables.claims["source_id"]
    left = [one for one in cited if days.get(source_of[one], date.max) > by]
    return {
        "later_claim_ids": tuple(one for one in left if source_of[one] not in undated),
        "undated_claim_ids": tuple(one for one in left if source_of[one] in undated),
    }


def _rows_by(tables: Tables, district: str, by: date) -> list[dict[Any, Any]]:
    """Return the intervals that were known on a day; each lasts until the next that was known."""
    intervals = intervals_of(tables, district).to_dict(orient="records")
    known = [
        (position, step)
        for position, steps in enumerate(steps_of(tables)[district])
        if (step := last_step(steps, by)) is not None
    ]
    rows = [_known_row(intervals[position], position, step) for position, step in known]
    if not known or known[0][0] > 0:
        rows.insert(0, _not_reported(intervals[0], tables.party_ids))
    for row, following in pairwise(rows):
        row |= {"end": following["first"], "end_precision": following["first_precision"]}
    rows[-1] |= {"end": pd.NaT, "end_precision": None}
    return rows


def _known_row(interval: Row, position: int, step: Step) -> dict[Any, Any]:
    is_whole = len(step.claim_ids) == len(interval["claim_ids"])
    return {
        **interval,
        **step.extents,
        "situation": step.situation,
        "confidence": step.confidence,
        "claim_ids": step.claim_ids,
        "note": interval["note"] if is_whole else "",
        "position": position,
        "last_report": None if step.day == date.min else pd.Timestamp(step.day),
    }


def _not_reported(first: Row, parties: Sequence[str]) -> dict[Any, Any]:
    nothing = {"situation": (), "confidence": str(Confidence.LOW), "claim_ids": (), "note": ""}
    unknown = {"position": None, "last_report": None}
    return {**first, **dict.fromkeys(parties), **nothing, **unknown}
