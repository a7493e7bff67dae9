"""How well the evidence supports an interval: computed by a rule, beside the editors' judgement.

The rule counts what a dataset tells of its sources. It cannot know whether someone who is quoted
has a stake in what is said: there the editors' judgement stands, and the map draws that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables, falls_into
from damascus_map.model.extents import extents_contradict
from damascus_map.model.vocabulary import Confidence, Extent, SourceKind, Verified
from damascus_map.query.control import extents_in
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.query.ledger import Entry, Ledger

Row = Mapping[Any, Any]

WEIGHTY_KINDS: Final = (
    SourceKind.AGENCY,
    SourceKind.NEWSPAPER,
    SourceKind.BROADCASTER,
    SourceKind.MONITOR,
    SourceKind.UN,
    SourceKind.NGO,
    SourceKind.DATASET,
)
"""Kinds of source with an editorial office or a method of their own behind each document."""

_ABOUT_THE_HOLD: Final = (DisagreementKind.PARTY, DisagreementKind.EXTENT)
_NAME: Final = re.compile(r"\s*\([^)]*\)\s*")
_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b)\s*")


class Condition(StrEnum):
    """What the evidence of an interval can have, each a condition of the rule."""

    DRAWN = "drawn"
    """At least one extent is known: an interval of which nothing is known claims nothing."""
    AGREED = "agreed"
    """Two claims that are independent measure what a party holds, and fit with what is drawn."""
    SEVERAL = "several"
    """Claims of at least two publishers speak of its time."""
    WEIGHTY = "weighty"
    """A claim that speaks of its time is of a weighty kind of source, whose text was read."""


RULE: Final[Mapping[Confidence, tuple[frozenset[Condition], ...]]] = MappingProxyType(
    {
        Confidence.HIGH: (frozenset({Condition.DRAWN, Condition.AGREED, Condition.WEIGHTY}),),
        Confidence.MEDIUM: (
            frozenset({Condition.DRAWN, Condition.SEVERAL}),
            frozenset({Condition.DRAWN, Condition.WEIGHTY}),
        ),
        Confidence.LOW: (frozenset(),),
    }
)
"""For each level, highest first, the sets of conditions of which one has to be met as a whole.

A disagreement lowers what comes out by one level.
"""


@dataclass(frozen=True, slots=True)
class Support:
    """How well an interval is supported.

    Attributes
    ----------
    level
        As the rule has it.
    met
        The conditions that it meets.
    publishers
        Names of those whose claims it rests on, in the order of the claims.
    disagreements
        Positions, in the disagreements of the ledger, of those that lower it.
    """

    level: Confidence
    met: frozenset[Condition]
    publishers: tuple[str, ...]
    disagreements: tuple[int, ...]

    @property
    def is_lowered(self) -> bool:
        """Whether a disagreement lowers it."""
        return bool(self.disagreements)


def level_of(met: frozenset[Condition], *, is_disputed: bool) -> Confidence:
    """Return the level of an interval that meets some conditions.

    Parameters
    ----------
    met
        What it meets.
    is_disputed
        Whether a disagreement lowers it.

    Examples
    --------
    >>> level_of(frozenset({Condition.DRAWN, Condition.SEVERAL}), is_disputed=False)
    <Confidence.MEDIUM: 'medium'>
    """
    level = next(one for one, ways in RULE.items() if any(way <= met for way in ways))
    return list(Confidence)[max(level.rank - is_disputed, 0)]


def voices(attributed_to: str) -> frozenset[str]:
    """Return who speaks in a claim, as names that can be compared.

    Several are told apart by a comma or *and*; what stands in brackets describes one of them.

    >>> sorted(voices("SOHR, its director"))
    ['its director', 'sohr']
    >>> voices("Syrian military source (unnamed)") == voices("a Syrian military source")
    False
    """
    names = _BETWEEN.split(_NAME.sub(" ", attributed_to).casefold())
    return frozenset(name.strip() for name in names if name.strip())


def are_independent(one: Row, other: Row) -> bool:
    """Tell whether two claims have neither a publisher nor a voice in common.

    Parameters
    ----------
    one, other
        Rows of a ledger's claims.
    """
    if one["publisher"] == other["publisher"]:
        return False
    return voices(one["attributed_to"]).isdisjoint(voices(other["attributed_to"]))


def support_of(entry: Entry, ledger: Ledger, parties: Sequence[str]) -> Support:
    """Return how well an interval is supported.

    Parameters
    ----------
    entry
        Of the whole ledger.
    ledger
        The whole one.
    parties
        Ids of the parties.
    """
    state = entry.state
    rows = ledger.claims.loc[list(state["claim_ids"])].to_dict(orient="records")
    # What was said of another time says nothing of this one.
    claims = [row for row in rows if falls_into(row, state)]
    extents = extents_in(state, parties)
    tests: Mapping[Condition, Callable[[], bool]] = {
        Condition.DRAWN: lambda: any(extents.values()),
        Condition.AGREED: lambda: _is_agreed(claims, extents),
        Condition.SEVERAL: lambda: len({row["publisher"] for row in claims}) > 1,
        Condition.WEIGHTY: lambda: any(map(_is_weighty, claims)),
    }
    met = frozenset(condition for condition, is_met in tests.items() if is_met())
    lowering = tuple(place for place in entry.disagreements if _lowers(place, entry, ledger))
    return Support(
        level_of(met, is_disputed=bool(lowering)),
        met,
        tuple(dict.fromkeys(str(row["publisher"]) for row in rows)),
        lowering,
    )


def supports_of(ledger: Ledger, tables: Tables) -> dict[pd.Timestamp, Support]:
    """Return how well each interval of a district is supported, by its first day.

    Parameters
    ----------
    ledger
        Of the district; of a narrowed one the whole is looked at.
    tables
        The dataset that it is of.
    """
    whole = ledger.whole
    return {
        entry.state["first"]: support_of(entry, whole, tables.party_ids) for entry in whole.entries
    }


def _is_agreed(claims: Sequence[Row], extents: Mapping[str, Extent | None]) -> bool:
    """Tell whether two independent claims measure what a party holds, and fit with each other."""
    fitting = [row for row in claims if _measures(row, extents)]
    return any(
        one["party"] == other["party"]
        and not extents_contradict(Extent(one["extent"]), Extent(other["extent"]))
        and are_independent(one, other)
        for one, other in combinations(fitting, 2)
    )


def _measures(claim: Row, extents: Mapping[str, Extent | None]) -> bool:
    """Tell whether a claim measures what a party holds, as it is drawn or near it.

    That somebody is there fits with nearly everything: two who say so agree on very little.
    """
    if claim["party"] is None or claim["extent"] in (None, Extent.PRESENT):
        return False
    drawn = extents[claim["party"]]
    return drawn is not None and not extents_contradict(Extent(claim["extent"]), drawn)


def _is_weighty(claim: Row) -> bool:
    return claim["kind"] in WEIGHTY_KINDS and claim["verified"] == Verified.YES


def _lowers(place: int, entry: Entry, ledger: Ledger) -> bool:
    """Tell whether a disagreement puts an interval in doubt, and not only some days of it.

    One about who holds how much always does. One about a happening (when it was, whether it was,
    whether a day was calm) does so if the interval lies wholly in the time in dispute: years that
    follow a disputed date stay as sure as they are.
    """
    found = ledger.disagreements.iloc[place]
    if found["kind"] in _ABOUT_THE_HOLD:
        return True
    state = entry.state
    after = found["last"] + pd.Timedelta(days=1)
    return bool(found["first"] <= state["first"] and state["end"] <= after)  # NaT is never less
