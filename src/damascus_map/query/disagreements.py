"""Where sources differ: from each other, or from what the map draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

import pandas as pd

from damascus_map.data.tables import Tables, falls_into, rows_by_district
from damascus_map.model.extents import extents_contradict, leading_party
from damascus_map.model.vocabulary import Extent, Situation
from damascus_map.query.control import extents_in
from damascus_map.query.selection import checked_districts

Row = Mapping[Any, Any]
_COLUMNS = ("district_id", "kind", "topic", "first", "last", "claim_ids", "against")


class DisagreementKind(StrEnum):
    """What the sources differ about."""

    DATE = "date"
    """Claims about one happening give days that exclude each other."""
    EXTENT = "extent"
    """A claim measures a party's hold otherwise than the map, or than another claim."""
    PARTY = "party"
    """A claim names another holder than the map, or leaves no room for one that it draws."""
    SITUATION = "situation"
    """Of the same day one claim says that it was calm, another that there was fighting."""
    DENIAL = "denial"
    """A claim denies what another states: it has a topic, but neither party nor situation."""


def disagreements(tables: Tables, district: str | None = None) -> pd.DataFrame:
    """Return every disagreement among the claims, and between claims and the map.

    Parameters
    ----------
    tables
        The dataset.
    district
        Id of one district; None for all.

    Returns
    -------
    pandas.DataFrame
        One row a disagreement, earliest first: ``district_id``; ``kind`` (a
        `DisagreementKind`); ``topic`` (slug of the happening, or None); ``first`` and
        ``last`` (days, inclusive, that the claims speak of); ``claim_ids``; and ``against``:
        ``claims`` where claims differ from one another, ``control`` where one differs
        from the interval that it falls into.

    Raises
    ------
    UnknownDistrictError
        If the district is not in the dataset.
    """
    rows: list[dict[str, Any]] = []
    chosen = checked_districts(tables, None if district is None else [district])
    intervals = rows_by_district(tables.control, chosen)
    for one, claims in rows_by_district(tables.claims.reset_index(), chosen).items():
        rows += _within_topics(claims)
        rows += _calm_and_fighting(claims)
        rows += _against_control(claims, intervals[one], tables.party_ids)
    frame = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)  # no topic stays None
    frame = frame.astype(dict.fromkeys(("first", "last"), "datetime64[s]"))
    return frame.sort_values(["first", "district_id"], kind="stable").reset_index(drop=True)


def disagreements_around(tables: Tables, district: str, first: Any, end: Any) -> pd.DataFrame:
    """Return a district's disagreements whose time touches `first` to `end` (half-open)."""
    found = disagreements(tables, district)
    ends = pd.Timestamp.max if pd.isna(end) else pd.Timestamp(end)
    touches = (found["first"] < ends) & (found["last"] >= pd.Timestamp(first))
    return found[touches.to_numpy(dtype=bool)]


def disagreements_between(tables: Tables, first: date, last: date) -> pd.DataFrame:
    """Return the disagreements whose time touches the days `first` to `last`, both inclusive."""
    found = disagreements(tables)
    touches = (found["first"] <= pd.Timestamp(last)) & (found["last"] >= pd.Timestamp(first))
    return found[touches.to_numpy(dtype=bool)]


def _within_topics(claims: Sequence[Row]) -> Iterator[dict[str, Any]]:
    topics = dict.fromkeys(claim["topic"] for claim in claims if claim["topic"])
    for topic in topics:
        group = [claim for claim in claims if claim["topic"] == topic]
        kinds = {kind for pair in combinations(group, 2) if (kind := _difference(*pair))}
        for kind in sorted(kinds):
            yield _disagreement(kind, group, topic, "claims")


def _calm_and_fighting(claims: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield, for each day of which both are said, the claims that say calm or fighting."""
    of_a_day = [claim for claim in claims if claim["first"] == claim["last"]]
    for day in dict.fromkeys(claim["first"] for claim in of_a_day):
        said = [claim for claim in of_a_day if claim["first"] == day]
        calm = [claim for claim in said if Situation.CALM in claim["situation"]]
        fighting = [claim for claim in said if Situation.FIGHTING in claim["situation"]]
        both = [claim for claim in calm if claim in fighting]
        if calm and fighting and not both:
            yield _disagreement(DisagreementKind.SITUATION, [*calm, *fighting], None, "claims")


def _difference(one: Row, other: Row) -> DisagreementKind | None:
    if _denies(one) != _denies(other):
        return DisagreementKind.DENIAL
    if one["party"] == other["party"] and extents_contradict(_extent(one), _extent(other)):
        return DisagreementKind.EXTENT
    same = (one["party"], one["extent"]) == (other["party"], other["extent"])
    if same and (one["last"] < other["first"] or other["last"] < one["first"]):
        return DisagreementKind.DATE
    return None


def _denies(claim: Row) -> bool:
    return claim["party"] is None and not claim["situation"]


def _against_control(
    claims: Sequence[Row], intervals: Sequence[Row], parties: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield the claims that agree with none of the intervals they fall into."""
    for claim in claims:
        if claim["party"] is None or claim["extent"] is None:
            continue
        inside = [interval for interval in intervals if falls_into(claim, interval)]
        found = [_contradiction(claim, interval, parties) for interval in inside]
        if found and all(found):
            yield _disagreement(found[0], [claim], claim["topic"], "control")


def _contradiction(claim: Row, interval: Row, parties: Sequence[str]) -> DisagreementKind | None:
    """Tell how a claim contradicts an interval; a whole leaves room for no other party."""
    held = extents_in(interval, parties)
    extent = _extent(claim)
    leads = extent in (Extent.MOST, Extent.WHOLE)
    if leads and leading_party(held) not in (None, claim["party"]):
        return DisagreementKind.PARTY
    if extents_contradict(extent, held[claim["party"]]):
        return DisagreementKind.EXTENT
    others = {held[party] for party in parties if party != claim["party"]}
    if extent is Extent.WHOLE and others - {None, Extent.NONE}:
        return DisagreementKind.PARTY
    return None


def _extent(claim: Row) -> Extent | None:
    return None if claim["extent"] is None else Extent(claim["extent"])


def _disagreement(
    kind: DisagreementKind | None, claims: Sequence[Row], topic: str | None, against: str
) -> dict[str, Any]:
    return {
        "district_id": claims[0]["district_id"],
        "kind": str(kind),
        "topic": topic,
        "first": min(claim["first"] for claim in claims),
        "last": max(claim["last"] for claim in claims),
        "claim_ids": tuple(claim["id"] for claim in claims),
        "against": against,
    }
