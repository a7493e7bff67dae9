"""A count as a circle with its number: its area is the count."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.render.charts.axes import Plot, label, number, width_of
from damascus_map.render.markup import element

_RADIUS: Final = 14
"""Of the greatest count, in units."""


def circle(
    plot: Plot, count: int, highest: int, middle: float, edges: tuple[float, float], colour: str
) -> Iterator[Element]:
    """Yield a circle, and its number inside it, beside it, or nowhere if there is no room.

    Parameters
    ----------
    plot
        That it belongs to.
    count
        More than 0.
    highest
        The greatest count of the drawing.
    middle
        Height of its centre, in units.
    edges
        Where its bin begins and ends, in units.
    colour
        Of the circle; its number is written on it in light letters.
    """
    x, radius = sum(edges) / 2, _RADIUS * math.sqrt(count / highest)
    yield element("circle", r=number(radius), fill=colour, cx=number(x), cy=number(middle))
    text, small = plot.words.number(count), plot.look.letters - 2
    width, y = width_of(text, small), middle + 0.36 * small
    if width <= 2 * radius - 4.5:
        shown = label(plot, text, x, y, "middle", colour="panel")
    elif radius + width + 2 <= (edges[1] - edges[0]) / 2 + 4:
        shown = label(plot, text, x + radius + 2, y, "left", halo=True)
    else:
        return
    shown.set("font-size", number(small))
    yield shown
