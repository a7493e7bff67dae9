"""What a dataset does not know: where it rests on one source, or on none, or on doubtful ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.vocabulary import Verified
from damascus_map.query.confidence import supports_of
from damascus_map.query.ledger import Ledger, ledger_of
from damascus_map.query.published import undated_sources
from damascus_map.query.selection import checked_districts, rows_with

Row = Mapping[Any, Any]

_MONTH: Final = "datetime64[M]"
_INTERVALS: Final = (
    *("district_id", "first", "end", "first_precision", "end_precision", "confidence"),
    *("computed", "met", "is_lowered", "publishers", "claim_ids"),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a dataset does not know of some districts.

    Attributes
    ----------
    districts
        Their ids.
    ledgers
        Their ledgers, by id.
    intervals
        All their intervals, earliest first in each: ``district_id``, ``first``, ``end``, their
        precisions, ``confidence`` (the editors'), ``computed``, ``met`` (conditions),
        ``is_lowered``, ``publishers`` (names, in the order of the claims), ``claim_ids``,
        ``situation``, and a column for each party.
    months
        One row a district and month, from the first of the dataset to the one in which it was
        made: ``district_id``, ``month`` (its first day), ``claims`` and ``events`` that speak of
        a day in it.
    claims
        Claims whose text was not read, or in part, indexed by id: as a ledger has them.
    sources
        Sources that claims or events of the districts name, indexed by id: the columns of
        ``sources.csv``, ``claims`` (their number), ``events`` and ``events_alone`` (those that
        name no other source); the most events first.
    undated
        Ids of those of them that tell no date of publication.
    disagreements
        As `query.disagreements.disagreements`.
    all_claims, all_events
        How many there are.
    """

    districts: tuple[str, ...]
    ledgers: Mapping[str, Ledger]
    intervals: pd.DataFrame
    months: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    undated: tuple[str, ...]
    disagreements: pd.DataFrame
    all_claims: int
    all_events: int

    @property
    def of_one_publisher(self) -> pd.DataFrame:
        """Return the intervals that rest on claims of one publisher, or of none."""
        return self.intervals[self.intervals["publishers"].str.len() < 2]  # noqa: PLR2004 - one

    @property
    def differing(self) -> pd.DataFrame:
        """Return the intervals whose computed confidence is not that of the editors."""
        return self.intervals[self.intervals["confidence"] != self.intervals["computed"]]

    @property
    def silent(self) -> pd.DataFrame:
        """Return the runs of months of which no claim and no event speaks.

        One row a run: ``district_id``, ``first`` and ``last`` (first day of its first and of its
        last month), and how many ``months`` it has.
        """
        columns = ["district_id", "first", "last", "months"]
        found = [
            run
            for _, of_one in self.months.groupby("district_id", sort=False)
            for run in _runs(of_one)
        ]
        return pd.DataFrame(found, columns=columns)


def coverage_of(tables: Tables, district: str | None = None) -> Coverage:
    """Return what a dataset does not know.

    Parameters
    ----------
    tables
        The dataset.
    district
        Id of one district; None for all, and for events that lie in none of them.

    Raises
    ------
    UnknownDistrictError
        If the district is not in the dataset.
    """
    chosen = checked_districts(tables, None if district is None else [district])
    return _coverage(tables, tuple(chosen), district is None)


@lru_cache(maxsize=12)  # each district of a dataset and all of them
def _coverage(tables: Tables, chosen: tuple[str, ...], with_others: bool) -> Coverage:  # noqa: FBT001
    ledgers = {one: ledger_of(tables, one) for one in chosen}
    claims = pd.concat([ledger.claims for ledger in ledgers.values()])
    events = tables.events
    if not with_others:
        events = events[rows_with(events["district_ids"], lambda ids: chosen[0] in ids)]
    sources = _sources(tables, claims, events, with_others)
    undated = undated_sources(tables)
    return Coverage(
        chosen,
        ledgers,
        _intervals(tables, ledgers),
        _months(tables, claims, chosen),
        claims[claims["verified"] != Verified.YES],
        sources,
        tuple(str(one) for one in sources.index if one in undated),
        pd.concat([ledger.disagreements for ledger in ledgers.values()], ignore_index=True),
        len(claims),
        len(events),
    )


def _intervals(tables: Tables, ledgers: Mapping[str, Ledger]) -> pd.DataFrame:
    rows = []
    for district, ledger in ledgers.items():
        supports = supports_of(ledger, tables)
        for entry in ledger.entries:
            support = supports[entry.state["first"]]
            found = {
                "district_id": district,
                "computed": str(support.level),
                "met": support.met,
                "is_lowered": support.is_lowered,
                "publishers": support.publishers,
            }
            rows.append({**entry.state, **found})
    columns = [*_INTERVALS, "situation", *tables.party_ids]
    # As objects: pandas would turn an unknown extent into NaN.
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype(dict.fromkeys(("first", "end"), "datetime64[s]"))


def _months(tables: Tables, claims: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """Return how many claims and events speak of each month, in each district."""
    begin = tables.package.first_day
    last = max(begin, tables.package.created or _last_said(tables))
    count = (last.year - begin.year) * 12 + last.month - begin.month + 1
    months = np.datetime64(begin, "M") + np.arange(count)
    named = {one: rows_with(tables.events["district_ids"], partial(_names, one)) for one in chosen}
    frames = [
        pd.DataFrame(
            {
                "district_id": one,
                "month": months.astype("datetime64[s]"),
                "claims": _touched(claims[claims["district_id"] == one], months),
                "events": _touched(tables.events[named[one]], months),
            }
        )
        for one in chosen
    ]
    return pd.concat(frames, ignore_index=True)


def _names(district: str, ids: Sequence[str]) -> bool:
    return district in ids


def _last_said(tables: Tables) -> Any:
    """Return the last day of which anything begins to be said."""
    said = [frame["first"].max() for frame in (tables.claims, tables.events) if len(frame)]
    return max([pd.Timestamp(tables.package.first_day), *said]).date()


def _touched(rows: pd.DataFrame, months: np.ndarray) -> np.ndarray:
    """Return for each month how many of the rows (``first``, ``last``) have a day in it."""
    size, begin = len(months), months[0].astype(int)
    first = rows["first"].to_numpy(_MONTH).astype(int) - begin
    last = rows["last"].to_numpy(_MONTH).astype(int) - begin
    inside = (last >= 0) & (first < size)
    begun = np.bincount(first[inside].clip(0), minlength=size)[:size]
    ended = np.bincount(last[inside].clip(0, size - 1) + 1, minlength=size + 1)[:size]
    return np.cumsum(begun - ended)


def _runs(months: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the runs of silent months of one district."""
    silent = (months["claims"] == 0) & (months["events"] == 0)
    number = (silent != silent.shift()).cumsum()
    return [
        {
            "district_id": run["district_id"].iloc[0],
            "first": run["month"].iloc[0],
            "last": run["month"].iloc[-1],
            "months": len(run),
        }
        for _, run in months[silent].groupby(number[silent])
    ]


def _sources(
    tables: Tables,
    claims: pd.DataFrame,
    events: pd.DataFrame,
    with_others: bool,  # noqa: FBT001
) -> pd.DataFrame:
    """Return the sources that are named, with the events that name each; the most first."""
    codes, lists = pd.factorize(events["source_ids"])
    times = np.bincount(codes, minlength=len(lists))
    every = pd.Series(0, index=tables.sources.index)
    alone = every.copy()
    for named, count in zip(lists, times, strict=True):
        for source in named:
            every[source] += count
        if len(named) == 1:
            alone[named[0]] += count
    said = claims["source_id"].value_counts().reindex(every.index, fill_value=0)
    frame = tables.sources.assign(claims=said, events=every, events_alone=alone)
    if not with_others:
        frame = frame[(frame["claims"] > 0) | (frame["events"] > 0)]
    return frame.sort_values("events", ascending=False, kind="stable")
