"""Textures of parties: fine lines on their colours, which tell them where colour is not seen.

Stripes slant and tell that several hold a district; a texture stands upright and tells which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from damascus_map.render.style import GROUND, STRIPE_PERIOD

Line = tuple[float, float, float, float]

TEXTURE_SIDE: Final = STRIPE_PERIOD * math.sqrt(0.5) / 2
"""Side of a tile in pixels: two of them reach from one row of slanting stripes to the next."""

TEXTURE_STRENGTH: Final = 0.42
"""How much of its own colour a line of a texture has."""

LINES: Final[tuple[tuple[Line, ...], ...]] = (
    (),
    ((0, 0.5, 1, 0.5),),
    ((0.5, 0, 0.5, 1),),
    ((0, 0.5, 1, 0.5), (0.5, 0, 0.5, 1)),
    ((0.25, 0, 0.25, 0.5), (0.75, 0.5, 0.75, 1)),
    ((0, 0.25, 0.5, 0.25), (0.5, 0.75, 1, 0.75)),
)
"""Of the parties in their order, from x and y to x and y in parts of a tile; the first has none."""

_MIDDLE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Texture:
    """The lines on a party's colour.

    Attributes
    ----------
    lines
        From x and y to x and y, in parts of a tile.
    colour
        Of the lines: light on a dark colour, dark on a light one.
    """

    lines: tuple[Line, ...]
    colour: str


def textures_of(parties: pd.DataFrame) -> Mapping[str, Texture]:
    """Return the texture of each party that has one.

    Parameters
    ----------
    parties
        Indexed by id, in their order; more than there are textures begin again.
    """
    found = {
        str(party): Texture(LINES[place % len(LINES)], _colour_on(str(colour)))
        for place, (party, colour) in enumerate(parties["colour"].items())
    }
    return {party: one for party, one in found.items() if one.lines}


def _colour_on(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    is_dark = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < _MIDDLE
    return GROUND["panel" if is_dark else "ink"]
