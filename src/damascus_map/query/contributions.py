"""What rests on a source: claims, intervals and events, and what nobody else says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError
from damascus_map.model.extents import extents_contradict
from damascus_map.model.vocabulary import Extent
from damascus_map.query.selection import checked_choices, rows_with

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that rests on one source.

    Attributes
    ----------
    source
        Its id.
    claims
        Its claims, indexed by id, by district in the order of the dataset, then by time; with
        ``is_alone``: nobody else says so.
    intervals
        The intervals that name a claim of it, as rows of ``control.csv``, in their order; with
        ``is_alone``: all claims that they name are its own.
    events
        The events that name it, indexed by id, earliest first.
    """

    source: str
    claims: pd.DataFrame
    intervals: pd.DataFrame
    events: pd.DataFrame


def contributions(tables: Tables) -> pd.DataFrame:
    """Return what each source contributed.

    A claim stands alone if no claim of another publisher about the same district and a common day
    says as much: an extent of the same party that does not contradict it, or one of its situations.

    Parameters
    ----------
    tables
        The dataset.

    Returns
    -------
    pandas.DataFrame
        Indexed by source id, in the order of the dataset. Numbers of ``claims``, ``claims_alone``
        (nobody else says so), ``intervals`` (that name a claim of it), ``intervals_alone`` (that
        name no other source), ``events`` and ``events_alone`` (that name no other source); and
        ``district_ids``, a tuple of those that its claims and events speak of, in the order of the
        dataset.
    """
    return _contributions(tables).copy()


def contribution_of(tables: Tables, source: str) -> Contribution:
    """Return all that rests on a source.

    Raises
    ------
    UnknownChoiceError
        If the source is not in the dataset; the message names the nearest one.
    """
    if source not in tables.sources.index:
        raise UnknownChoiceError(_complaint(tables, source))
    claims = tables.claims[tables.claims["source_id"] == source]
    places = claims["district_id"].map(tables.district_ids.index)
    claims = claims.assign(is_alone=claims.index.isin(_alone(tables)), place=places)
    control, own = tables.control, set(claims.index)
    names = rows_with(control["claim_ids"], lambda ids: not own.isdisjoint(ids))
    alone = rows_with(control["claim_ids"], lambda ids: bool(ids) and own.issuperset(ids))
    events = tables.events
    return Contribution(
        source,
        claims.sort_values(["place", "first", "last"], kind="stable").drop(columns="place"),
        control.assign(is_alone=alone)[names].reset_index(drop=True),
        events[rows_with(events["source_ids"], lambda ids: source in ids)],
    )


def _complaint(tables: Tables, source: str) -> str:
    try:
        checked_choices("source", [source], list(tables.sources.index))
    except UnknownChoiceError as error:
        # Of hundreds of ids only the nearest is of use.
        return str(error).partition(" Known:")[0] + " The command sources lists all."
    return ""


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def _contributions(tables: Tables) -> pd.DataFrame:
    sources = tables.sources.index
    source_of = tables.claims["source_id"]
    cited = [tuple(source_of.loc[list(ids)].unique()) for ids in tables.control["claim_ids"]]
    intervals = _counts(pd.Series(cited, dtype=object))
    events = _counts(tables.events["source_ids"])
    claims = source_of.value_counts()
    alone = source_of[source_of.index.isin(_alone(tables))].value_counts()
    numbers = {
        "claims": claims,
        "claims_alone": alone,
        "intervals": intervals["all"],
        "intervals_alone": intervals["alone"],
        "events": events["all"],
        "events_alone": events["alone"],
    }
    frame = pd.DataFrame(
        {
            name: counts.reindex(sources, fill_value=0).astype(int)
            for name, counts in numbers.items()
        }
    )
    return frame.assign(district_ids=pd.Series(_districts(tables), sources, dtype=object))


def _counts(lists: pd.Series) -> pd.DataFrame:
    """Return in how many of the lists each id stands, and in how many it stands alone."""
    codes, different = pd.factorize(lists)
    times = pd.Series(codes).value_counts().sort_index()
    rows = [
        (one, count, count if len(ids) == 1 else 0)
        for ids, count in zip(different, times, strict=True)
        for one in ids
    ]
    frame = pd.DataFrame(rows, columns=["id", "all", "alone"])
    return frame.groupby("id").sum()


def _districts(tables: Tables) -> list[tuple[str, ...]]:
    """Return the districts that each source speaks of, in claims and in events."""
    spoken: dict[str, set[str]] = {source: set() for source in tables.sources.index}
    pairs = tables.claims[["source_id", "district_id"]].drop_duplicates()
    for source, district in pairs.itertuples(index=False):
        spoken[source].add(district)
    codes, lists = pd.factorize(tables.events["source_ids"])
    places, districts = pd.factorize(tables.events["district_ids"])
    for code, place in pd.DataFrame({"code": codes, "place": places}).drop_duplicates().to_numpy():
        for source in lists[code]:
            spoken[source].update(districts[place])
    return [tuple(one for one in tables.district_ids if one in spoken[s]) for s in spoken]


@lru_cache(maxsize=2)
def _alone(tables: Tables) -> frozenset[str]:
    """Return the ids of the claims that nobody else makes."""
    publishers = tables.sources["publisher"]
    claims = tables.claims.assign(publisher=tables.claims["source_id"].map(publishers))
    alone: set[str] = set()
    for _, of_district in claims.reset_index(names="id").groupby("district_id", sort=False):
        rows = of_district.to_dict(orient="records")
        alone.update(row["id"] for row in rows if not _is_shared(row, rows))
    return frozenset(alone)


def _is_shared(claim: Row, others: Sequence[Row]) -> bool:
    return any(
        claim["publisher"] != other["publisher"]
        and claim["first"] <= other["last"]
        and other["first"] <= claim["last"]
        and _says_as_much(claim, other)
        for other in others
    )


def _says_as_much(claim: Row, other: Row) -> bool:
    if not set(claim["situation"]).isdisjoint(other["situation"]):
        return True
    if None in (claim["extent"], other["extent"]):
        return False
    same = claim["party"] == other["party"]
    return same and not extents_contradict(Extent(claim["extent"]), Extent(other["extent"]))
