"""The ledger of a district: each of its intervals with all that was said of its time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables, falls_into
from damascus_map.query.control import states_of
from damascus_map.query.disagreements import disagreements
from damascus_map.query.evidence import sources_named
from damascus_map.query.selection import checked_districts

Row = Mapping[Any, Any]

_CONTROL: Final = "control"


@dataclass(frozen=True, slots=True)
class Entry:
    """An interval of a district, with the claims that speak of its time; ids, earliest first.

    Attributes
    ----------
    state
        A row of `query.control.states_of`.
    cited
        The claims that the editors name for it, but for those that contradict it.
    against
        The claims that contradict it, named by the editors or not.
    beside
        The other claims of the district that speak of a day of it.
    disagreements
        Positions in `Ledger.disagreements`: those whose time touches it.
    """

    state: Row
    cited: tuple[str, ...]
    against: tuple[str, ...]
    beside: tuple[str, ...]
    disagreements: tuple[int, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Return all its claims."""
        return (*self.cited, *self.against, *self.beside)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was said of a district, and what the editors made of it.

    Attributes
    ----------
    district
        Its id.
    entries
        Its intervals, earliest first.
    claims
        Indexed by claim id, earliest first: the columns of ``claims.csv``, ``first`` and ``last``
        (days, inclusive), ``publisher``, ``source_title``, ``published``, ``url`` and ``kind`` of
        the source, ``is_cited`` (an interval names it) and ``is_disputed`` (a disagreement does).
    disagreements
        As `query.disagreements.disagreements`.
    outside
        Ids of the claims that speak of no day of an interval.
    narrowed_from
        The whole ledger, if this is a part of it.
    """

    district: str
    entries: tuple[Entry, ...]
    claims: pd.DataFrame
    disagreements: pd.DataFrame
    outside: tuple[str, ...]
    narrowed_from: Ledger | None = None

    @property
    def whole(self) -> Ledger:
        """Return the whole ledger of the district."""
        return self.narrowed_from or self


def ledger_of(tables: Tables, district: str) -> Ledger:
    """Return the ledger of a district.

    Parameters
    ----------
    tables
        The dataset.
    district
        Its id.

    Raises
    ------
    UnknownDistrictError
        If the district is not in the dataset.
    """
    checked_districts(tables, [district])
    found = disagreements(tables, district)
    states = states_of(tables, district)
    claims = _claims(tables, district, states, found)
    rows = claims.reset_index(names="id").to_dict(orient="records")
    contradicting = {
        claim
        for one in found.to_dict("records")
        if one["against"] == _CONTROL
        for claim in one["claim_ids"]
    }
    entries = tuple(_entry(state, rows, contradicting, found) for state in states)
    inside = {claim for entry in entries for claim in entry.claims}
    outside = tuple(str(claim) for claim in claims.index if claim not in inside)
    return Ledger(district, entries, claims, found, outside)


def narrowed(ledger: Ledger, *, source: str | None = None, kind: str | None = None) -> Ledger:
    """Return a ledger with only the claims of a source, or of a kind of source.

    An interval of which no claim is left goes. The disagreements stay as they are, with all their
    sides, but an entry names only those in which a claim that is left has a part.

    Parameters
    ----------
    ledger
        The whole one.
    source
        Id of the source; None for all.
    kind
        Kind of source; None for all.
    """
    claims = ledger.claims
    wanted = pd.Series(data=True, index=claims.index)
    if source is not None:
        wanted &= claims["source_id"] == source
    if kind is not None:
        wanted &= claims["kind"] == kind
    if wanted.all():
        return ledger
    left = frozenset(claims.index[wanted])
    kept = [not left.isdisjoint(ids) for ids in ledger.disagreements["claim_ids"]]
    entries = (_narrowed(entry, left.__contains__, kept) for entry in ledger.entries)
    return replace(
        ledger,
        entries=tuple(entry for entry in entries if entry.claims),
        claims=claims[wanted],
        outside=tuple(filter(left.__contains__, ledger.outside)),
        narrowed_from=ledger.whole,
    )


def _claims(
    tables: Tables, district: str, states: Iterable[Row], found: pd.DataFrame
) -> pd.DataFrame:
    named = sources_named(tables).assign(kind=tables.sources["kind"])
    claims = tables.claims[tables.claims["district_id"] == district].join(named, on="source_id")
    cited = {claim for state in states for claim in state["claim_ids"]}
    disputed = {claim for ids in found["claim_ids"] for claim in ids}
    return claims.assign(
        is_cited=claims.index.isin(cited), is_disputed=claims.index.isin(disputed)
    ).sort_values(["first", "last"], kind="stable")


def _entry(
    state: Row, claims: Sequence[Row], contradicting: set[str], found: pd.DataFrame
) -> Entry:
    named = set(state["claim_ids"])
    of_its_time = [claim["id"] for claim in claims if falls_into(claim, state)]
    against = [claim for claim in of_its_time if claim in contradicting]
    return Entry(
        state,
        # A claim may be named for a time that it does not speak of: what came before lasts on.
        cited=tuple(c["id"] for c in claims if c["id"] in named and c["id"] not in against),
        against=tuple(against),
        beside=tuple(c for c in of_its_time if c not in named and c not in against),
        disagreements=tuple(
            place for place, one in enumerate(found.to_dict("records")) if falls_into(one, state)
        ),
    )


def _narrowed(entry: Entry, is_left: Callable[[str], bool], kept: Sequence[bool]) -> Entry:
    return replace(
        entry,
        cited=tuple(filter(is_left, entry.cited)),
        against=tuple(filter(is_left, entry.against)),
        beside=tuple(filter(is_left, entry.beside)),
        disagreements=tuple(place for place in entry.disagreements if kept[place]),
    )
