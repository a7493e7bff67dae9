"""When was it published? The days of sources, and how long after an event it was first reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.dates import Precision, parse_partial_date
from damascus_map.query.selection import rows_with

_LAG_COLUMNS: Final = (
    *("kind", "district_ids", "first", "reported", "lag_days", "is_exact", "source_id"),
)


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def days_of_publication(tables: Tables) -> Mapping[str, date]:
    """Return the day by which each source had been published, by its id.

    A date known to the month or the year counts from its last day: by then it had been. A source
    without a date counts from the day on which the dataset was made, since it was read for it;
    where the dataset does not tell that day, the source is missing.
    """
    made = tables.package.created
    found = {
        str(source): parse_partial_date(text).last if text else made
        for source, text in tables.sources["published"].items()
    }
    return {source: day for source, day in found.items() if day is not None}


@lru_cache(maxsize=2)
def undated_sources(tables: Tables) -> frozenset[str]:
    """Return the ids of the sources that tell no date of publication."""
    published = tables.sources["published"]
    return frozenset(published.index[published == ""])


def first_publication(tables: Tables, sources: Iterable[str]) -> date | None:
    """Return the day by which the first of some sources had been published; None for never."""
    days = days_of_publication(tables)
    return min((days[source] for source in sources if source in days), default=None)


def events_published_by(tables: Tables, events: pd.DataFrame, by: date) -> pd.DataFrame:
    """Return the events of which at least one source had been published by a day.

    Parameters
    ----------
    tables
        The dataset.
    events
        Any part of its events.
    by
        Civil day.
    """
    known = {source for source, day in days_of_publication(tables).items() if day <= by}
    wanted = rows_with(events["source_ids"], lambda ids: not known.isdisjoint(ids))
    return events[wanted]


def disagreements_published_by(tables: Tables, found: pd.DataFrame, by: date) -> pd.DataFrame:
    """Return the disagreements of which every side had been published by a day."""
    days, source_of = days_of_publication(tables), tables.claims["source_id"]
    known = {claim for claim, source in source_of.items() if days.get(source, date.max) <= by}
    return found[rows_with(found["claim_ids"], known.issuperset)]


def lags(tables: Tables) -> pd.DataFrame:
    """Return how long after it happened each claim and each event was first published.

    Returns
    -------
    pandas.DataFrame
        Indexed by id, claims first, each in the order of the dataset: ``kind`` (``claim`` or
        ``event``); ``district_ids``; ``first`` (the first day that it covers); ``reported`` (the
        day by which its first source with a date had been published, NaT without one);
        ``lag_days`` (from ``first`` to ``reported``, below 0 for what was announced, missing
        where no source tells its date); ``is_exact`` (both are known to the day); ``source_id``
        (of the first publication, None without a date).
    """
    published = tables.sources["published"]
    dated = {str(one): parse_partial_date(text) for one, text in published.items() if text}
    claims = (
        (name, "claim", (row["district_id"],), (row["source_id"],), row)
        for name, row in tables.claims.to_dict(orient="index").items()
    )
    events = (
        (name, "event", row["district_ids"], row["source_ids"], row)
        for name, row in tables.events.to_dict(orient="index").items()
    )
    names, rows = [], []
    for name, kind, districts, sources, row in (*claims, *events):
        names.append(name)
        rows.append({"kind": kind, "district_ids": districts, **_lag(row, sources, dated)})
    index = pd.Index(names, name="id")  # as objects, so that no source stays None
    frame = pd.DataFrame(rows, index=index, columns=list(_LAG_COLUMNS), dtype=object)
    days = dict.fromkeys(("first", "reported"), "datetime64[s]")
    return frame.astype({**days, "lag_days": "Int64", "is_exact": "bool"})


def _lag(row: Mapping[Any, Any], sources: Iterable[str], dated: Mapping[str, Any]) -> Any:
    first = row["first"]
    known = [(dated[source].last, source) for source in sources if source in dated]
    if not known:
        missing = {"reported": pd.NaT, "lag_days": None, "is_exact": False, "source_id": None}
        return {"first": first, **missing}
    reported, source = min(known)
    exact = {row["precision"], str(dated[source].precision)} == {str(Precision.DAY)}
    return {
        "first": first,
        "reported": pd.Timestamp(reported),
        "lag_days": (reported - first.date()).days,
        "is_exact": exact,
        "source_id": source,
    }


def days_of_events(tables: Tables) -> np.ndarray:
    """Return for each event the day by which it had been published (datetime64[D], NaT: never).

    In the order of the dataset; each different list of sources is looked at once.
    """
    codes, lists = pd.factorize(tables.events["source_ids"])
    days = [first_publication(tables, sources) for sources in lists]
    return np.array([*days, None], "datetime64[D]")[codes]
