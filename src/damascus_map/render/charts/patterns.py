"""Fills that are told apart without colour, and the legend that explains fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.query.below import BELOW
from damascus_map.query.control import UNKNOWN
from damascus_map.query.series import PRESENT
from damascus_map.render.charts.axes import Look, Plot, Side, box, label, width_of
from damascus_map.render.markup import element
from damascus_map.render.style import BELOW_DOTS, GROUND, UNKNOWN_COLOUR

_PATCH: Final = 16
_GAP: Final = 16
_ROW: Final = 1.7
_DOTS: Final = "".join(f"M{x:g} {y:g}h{BELOW_DOTS.width:g}" for x, y in BELOW_DOTS.places)
_HATCHES: Final = {PRESENT: "M-2 2L2-2M0 8L8 0M6 10L10 6", BELOW: _DOTS}
"""Lines over the colour of what is not known, in a tile of 8 by 8: slanted, or dots."""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: a fill, and what it means."""

    fill: str
    text: str


def pattern_id(chart: str, look: Look, name: str) -> str:
    """Return the id of a pattern in the drawing of a chart: a page holds several drawings."""
    return f"dm-{chart}-{look.name}-{name}"


def fill_of(chart: str, look: Look, name: str) -> str:
    """Return the fill of uncertain ground: the plain colour of what is not known, or a pattern."""
    return UNKNOWN_COLOUR if name == UNKNOWN else f"url(#{pattern_id(chart, look, name)})"


def hatches(chart: str, look: Look) -> Element:
    """Return the patterns of uncertain ground in the drawing of a chart."""
    return element(
        "defs",
        *(
            hatch(pattern_id(chart, look, name), path, UNKNOWN_COLOUR, GROUND["muted"])
            for name, path in _HATCHES.items()
        ),
    )


def hatch(name: str, path: str, ground: str, colour: str) -> Element:
    """Return a pattern of lines on a ground; `path` draws a tile of 8 by 8."""
    return element(
        "pattern",
        element("rect", width="8", height="8", fill=ground),
        element("path", d=path, stroke=colour, stroke_width="1.3", fill="none"),
        id=name,
        width="8",
        height="8",
        patternUnits="userSpaceOnUse",
    )


SLANTED: Final = _HATCHES[PRESENT]


def legend_rows(keys: Sequence[Key], look: Look) -> list[list[tuple[Key, float]]]:
    """Return the entries in rows that fit, each with its distance from where reading begins."""
    rows: list[list[tuple[Key, float]]] = [[]]
    x = 0.0
    for key in keys:
        width = _PATCH + 6 + width_of(key.text, look.letters)
        if rows[-1] and x + width > look.width - 2 * _GAP:
            rows.append([])
            x = 0.0
        rows[-1].append((key, x))
        x += width + _GAP
    return rows


def legend_height(keys: Sequence[Key], look: Look) -> float:
    """Return how much room a legend takes above a plot."""
    return len(legend_rows(keys, look)) * _ROW * look.letters + 6


def legend(plot: Plot, keys: Sequence[Key]) -> Iterator[Element]:
    """Yield a legend at the top of a drawing, in rows that begin where reading begins."""
    look = plot.look
    for place, row in enumerate(legend_rows(keys, look)):
        top = 2 + place * _ROW * look.letters
        for key, distance in row:
            start = look.width - 2 - distance if plot.is_mirrored else 2 + distance
            left = start - _PATCH if plot.is_mirrored else start
            beside = left - 6 if plot.is_mirrored else left + _PATCH + 6
            edge = {"stroke": GROUND["muted"], "stroke_width": "0.75"}
            yield box(left, top, _PATCH, 0.95 * look.letters, key.fill, **edge)
            side: Side = "right" if plot.is_mirrored else "left"
            yield label(plot, key.text, beside, top + 0.85 * look.letters, side)
