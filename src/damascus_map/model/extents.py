"""Comparing extents: the ladder, who leads, and when two statements contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
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
