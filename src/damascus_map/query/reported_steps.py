"""What was known of an interval of control, and from which day on: the steps of its publication.

Of each interval there is a short list of steps: what it shows changes only on days on which
something was published. What is drawn as reported by a day is picked from these lists, here and in
the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from damascus_map.data.tables import Tables
from damascus_map.model.vocabulary import Confidence, Extent
from damascus_map.query.control import extents_in, intervals_of
from damascus_map.query.published import days_of_publication

Row = Mapping[Any, Any]
Extents = Mapping[str, Extent | None]


@dataclass(frozen=True, slots=True)
class Step:
    """What was known of an interval from a day on.

    Attributes
    ----------
    day
        Civil day of the publication that made it known.
    extents
        Of each party, None where it was not known.
    situation
        Values of `Situation`.
    confidence
        The editors' once everything that the interval rests on had been published, before that
        low.
    claim_ids
        Of the claims that had been published.
    """

    day: date
    extents: Extents
    situation: tuple[str, ...]
    confidence: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What of a claim tells whether it is known, and what it shows."""

    id: str
    day: date | None
    party: str | None
    extent: Extent | None
    situation: tuple[str, ...]


def last_step(steps: Sequence[Step], by: date) -> Step | None:
    """Return what of an interval was known on a day; None where it was not known at all."""
    return next((step for step in reversed(steps) if step.day <= by), None)


def own_claims(intervals: Sequence[Row], position: int) -> list[str]:
    """Return the ids of the claims of an interval that none before it in its district cites."""
    earlier = {claim for row in intervals[:position] for claim in row["claim_ids"]}
    return [claim for claim in intervals[position]["claim_ids"] if claim not in earlier]


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def steps_of(tables: Tables) -> Mapping[str, Sequence[Sequence[Step]]]:
    """Return for each district, and each of its intervals, what was known of it from when on.

    The steps of an interval stand in the order of their days, and each differs from the one
    before it. There are none where no source of what is its own tells a date of publication.
    """
    claims = _claims(tables)
    return {
        district: _district_steps(
            intervals_of(tables, district).to_dict(orient="records"), claims, tables.party_ids
        )
        for district in tables.district_ids
    }


def _claims(tables: Tables) -> Mapping[str, _Claim]:
    days = days_of_publication(tables)
    return {
        str(name): _Claim(
            id=str(name),
            day=days.get(row["source_id"]),
            party=row["party"] if row["extent"] else None,
            extent=Extent(row["extent"]) if row["extent"] else None,
            situation=row["situation"],
        )
        for name, row in tables.claims.to_dict(orient="index").items()
    }


@dataclass(frozen=True, slots=True)
class _Before:
    """What came before an interval: the steps of each one, and all claims that they cite."""

    steps: tuple[Sequence[Step], ...]
    claims: tuple[_Claim, ...]

    def known_on(self, day: date) -> Extents:
        """Return what was known on a day of the last of which anything was known."""
        found = (last_step(steps, day) for steps in reversed(self.steps))
        step = next((one for one in found if one is not None), None)
        return {} if step is None else step.extents


def _district_steps(
    intervals: Sequence[Row], claims: Mapping[str, _Claim], parties: Sequence[str]
) -> list[list[Step]]:
    found: list[list[Step]] = []
    earlier: dict[str, _Claim] = {}
    for position, interval in enumerate(intervals):
        cited = [claims[claim] for claim in interval["claim_ids"]]
        since = _known_since(intervals, position, claims, found)
        before = _Before(tuple(found), tuple(earlier.values()))
        found.append(_steps(interval, cited, since, before, parties) if since else [])
        earlier |= {claim.id: claim for claim in cited}
    return found


def _known_since(
    intervals: Sequence[Row],
    position: int,
    claims: Mapping[str, _Claim],
    before: Sequence[Sequence[Step]],
) -> date | None:
    """Return the day from which on an interval was known; None for never.

    It is known by a claim that no interval before it cites. One that has none of its own follows
    from the one before it, once all of that is known; the first from any claim on the district.
    """
    own = [claims[claim] for claim in own_claims(intervals, position)]
    if own:
        return min((claim.day for claim in own if claim.day), default=None)
    if position == 0:
        cited = [claims[claim] for row in intervals for claim in row["claim_ids"]]
        days = [claim.day for claim in cited if claim.day]
        return min(days, default=None if cited else date.min)
    if not before[position - 1]:
        return None
    days_before = [claims[claim].day for claim in intervals[position - 1]["claim_ids"]]
    known_before = [day for day in days_before if day]
    if len(known_before) < len(days_before):
        return None
    return max((*known_before, before[position - 1][0].day))


def _steps(
    interval: Row,
    cited: Sequence[_Claim],
    since: date,
    before: _Before,
    parties: Sequence[str],
) -> list[Step]:
    """Return what was known of an interval after each publication, from when it was known on."""
    days = {since, *(claim.day for claim in cited if claim.day)}
    days |= {step.day for steps in before.steps for step in steps}
    steps: list[Step] = []
    for day in sorted(day for day in days if day >= since):
        step = _step(interval, cited, day, before, parties)
        if not steps or replace(step, day=steps[-1].day) != steps[-1]:
            steps.append(step)
    return steps


def _step(
    interval: Row,
    cited: Sequence[_Claim],
    day: date,
    before: _Before,
    parties: Sequence[str],
) -> Step:
    published = _published(cited, day)
    is_whole = len(published) == len(cited)
    drawn = extents_in(interval, parties)
    former = before.known_on(day)
    if not any(claim.party for claim in cited):
        is_all_known = len(_published(before.claims, day)) == len(before.claims)
        extents = drawn if is_all_known else _carried(drawn, former)
    else:
        extents = {
            party: _extent(party, extent, cited, published) or _stayed(party, extent, cited, former)
            for party, extent in drawn.items()
        }
    shown = (value for value in interval["situation"] if _is_stated(value, cited, published))
    return Step(
        day=day,
        extents=extents,
        situation=tuple(shown),
        confidence=interval["confidence"] if is_whole else str(Confidence.LOW),
        claim_ids=tuple(claim.id for claim in published),
    )


def _published(claims: Sequence[_Claim], day: date) -> list[_Claim]:
    return [claim for claim in claims if claim.day is not None and claim.day <= day]


def _carried(drawn: Extents, former: Extents) -> dict[str, Extent | None]:
    """Return the extents of an interval without a claim on control, which carries on what was.

    A party stands there if it was known to be there.
    """
    return {
        party: extent if former.get(party) is not None else None for party, extent in drawn.items()
    }


def _extent(
    party: str, extent: Extent | None, cited: Sequence[_Claim], published: Sequence[_Claim]
) -> Extent | None:
    """Return how much a party was known to hold where the editors draw `extent`.

    What a claim states is known with it. Until the claim that the editors followed was published,
    the others are taken at their word. What the editors infer is known once all claims that it
    is inferred from are published: those on the party, or else on any party.
    """
    if extent is None:
        return None
    of_party = [claim for claim in cited if claim.party == party]
    said = {claim.extent for claim in published if claim.party == party}
    grounds = of_party or [claim for claim in cited if claim.party]
    is_inferred = all(claim.extent is not extent for claim in of_party)
    if extent in said or (is_inferred and all(claim in published for claim in grounds)):
        return extent
    if len(said) == 1:
        return said.pop()
    return Extent.PRESENT if said and Extent.NONE not in said else None


def _stayed(
    party: str, extent: Extent | None, cited: Sequence[_Claim], former: Extents
) -> Extent | None:
    """Return the extent of a party of which no claim speaks, if it was known as the same before.

    A party that nobody reports as gone stays.
    """
    is_spoken_of = any(claim.party == party for claim in cited)
    return extent if not is_spoken_of and former.get(party) is extent else None


def _is_stated(value: str, cited: Sequence[_Claim], published: Sequence[_Claim]) -> bool:
    """Tell whether a situation was known: by a claim, or, where none states it, by all of them."""
    stating = [claim for claim in cited if value in claim.situation]
    if stating:
        return any(claim in published for claim in stating)
    return len(published) == len(cited)
