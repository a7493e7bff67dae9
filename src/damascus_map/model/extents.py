"""Comparing extents: the ladder, who leads, contradictions, and the width that an extent gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from damascus_map.model.vocabulary import Extent

LADDER: Final = (Extent.NONE, Extent.PART, Extent.SHARED, Extent.MOST, Extent.WHOLE)
"""The extents that measure, smallest first; `present` stands beside the ladder."""

CONTRADICTION_STEPS: Final = 2
"""Two extents this many steps apart on the ladder contradict each other."""


def leading_party(extents: Mapping[str, Extent | None]) -> str | None:
    """Return the party that holds the whole or most of a district, or None if no party does.

    Parameters
    ----------
    extents
        Extent by party id; None where it is not known.
    """
    for wanted in (Extent.WHOLE, Extent.MOST):
        for party, extent in extents.items():
            if extent is wanted:
                return party
    return None


def extents_contradict(one: Extent | None, other: Extent | None) -> bool:
    """Tell whether two extents of the same party and day exclude each other.

    `present` agrees with everything but `none`; what is not known contradicts nothing.

    >>> extents_contradict(Extent.PART, Extent.MOST)
    True
    >>> extents_contradict(Extent.PRESENT, Extent.WHOLE)
    False
    """
    if one is None or other is None:
        return False
    if Extent.PRESENT in (one, other):
        return Extent.NONE in (one, other)
    return abs(LADDER.index(one) - LADDER.index(other)) >= CONTRADICTION_STEPS


@dataclass(frozen=True, slots=True)
class Fill:
    """One stripe of a district's pattern.

    Attributes
    ----------
    party
        Id of the party; None for what is not known.
    share
        Share of the pattern's width, more than 0 and at most 1.
    """

    party: str | None
    share: float


_MEASURED: Final = {Extent.MOST: 0.7, Extent.PART: 0.3, Extent.PRESENT: 0.15}
_NEGLIGIBLE: Final = 0.01


def fills_of(extents: Mapping[str, Extent | None]) -> tuple[Fill, ...]:
    """Return the stripes that show the extents: their widths are the extents.

    What the extents leave open is a stripe of its own, the colour of what is not known;
    a party of which only its presence is known gets a narrow stripe and no more.

    Parameters
    ----------
    extents
        Extent by party id, in the order of the parties; None where it is not known.

    Returns
    -------
    tuple of Fill
        In the order of the parties, the unknown last; the shares sum to 1.

    >>> fills_of({"government": Extent.PRESENT, "opposition": Extent.MOST})[-1]
    Fill(party=None, share=0.15)
    """
    there = {party: extent for party, extent in extents.items() if extent not in (None, "none")}
    for party, extent in there.items():
        if extent is Extent.WHOLE:
            return (Fill(party, 1.0),)
    shares = {party: _MEASURED.get(extent, 0.0) for party, extent in there.items() if extent}
    sharing = [party for party, extent in there.items() if extent is Extent.SHARED]
    left = 1 - sum(shares.values())
    for party in sharing:
        shares[party] = max(left / len(sharing), _MEASURED[Extent.PART])
    total = sum(shares.values())
    scale = 1 / total if total > 1 else 1.0
    fills = [Fill(party, round(share * scale, 4)) for party, share in shares.items()]
    rest = round(1 - sum(fill.share for fill in fills), 4)
    return (*fills, Fill(None, rest)) if rest > _NEGLIGIBLE else tuple(fills)


def measured_shares(extents: Mapping[str, Extent | None]) -> dict[str, float]:
    """Return the part of a district that each party holds by an extent that measures.

    It is the width of the party's stripe. Where a party is known to be present only, its stripe
    is a sign, not a measure: it counts for nobody, as does what nobody is known to hold.

    Parameters
    ----------
    extents
        Extent by party id; None where it is not known.

    >>> measured_shares({"government": Extent.PRESENT, "opposition": Extent.MOST})
    {'opposition': 0.7}
    """
    return {
        fill.party: fill.share
        for fill in fills_of(extents)
        if fill.party is not None and extents[fill.party] is not Extent.PRESENT
    }
