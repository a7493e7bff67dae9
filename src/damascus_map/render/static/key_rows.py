"""A legend in rows: a heading, then its entries side by side, where a legend has to be low."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from damascus_map.render.legend_keys import LegendGroup, LegendKey
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.legend import KEY, draw_key
from damascus_map.render.static.lettering import LINE, Weight, width_of, wrapped
from damascus_map.render.static.pen import Pen

_BETWEEN = 1.4
_ROW_GAP = 0.3
_GROUP_GAP = 0.35
_MOST_OF_HEADINGS = 0.22

Sign = Callable[[Pen, Box, float], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with its sign, which is drawn into a box for letters of a size; or without one."""

    text: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry, or a heading, at its place: from the start and the top of the legend."""

    x: float
    y: float
    lines: tuple[str, ...]
    sign: Sign | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class KeyRows:
    """A legend with its places; size of the letters and height in units."""

    placed: tuple[Placed, ...]
    size: float
    height: float


def entry_of(key: LegendKey) -> Entry:
    """Return a key of a legend as an entry."""
    return Entry(key.text, lambda pen, box, size: draw_key(pen, key, box, size))


def groups_of(
    legend: Iterable[LegendGroup], more: Mapping[str, Sequence[str]]
) -> list[tuple[str, list[Entry]]]:
    """Return headings with their entries: those of a legend, then texts without signs."""
    groups = [(group.title, [entry_of(key) for key in group.keys]) for group in legend]
    groups += [(title, [Entry(text) for text in texts]) for title, texts in more.items()]
    return groups


def key_rows(groups: Sequence[tuple[str, Sequence[Entry]]], size: float, width: float) -> KeyRows:
    """Return entries in rows of a width, each group beside its heading.

    Parameters
    ----------
    groups
        Headings, each with its entries.
    size, width
        Of the letters and of the legend, in units.
    """
    widest = max((width_of(title, size, "bold") for title, _ in groups), default=0)
    indent = min(widest, _MOST_OF_HEADINGS * width) + _BETWEEN * size
    placed: list[Placed] = []
    y = 0.0
    for title, entries in groups:
        heading = tuple(wrapped(title, size, indent - _BETWEEN * size, "bold"))
        placed.append(Placed(0, y, heading, is_heading=True))
        rows = _rows(entries, size, width - indent)
        begin = y
        for row, height in rows:
            placed += [Placed(indent + x, y, lines, sign) for x, lines, sign in row]
            y += height
        y = max(y, begin + size * LINE * len(heading)) + _GROUP_GAP * size
    return KeyRows(tuple(placed), size, max(y - _GROUP_GAP * size, 0))


Row = list[tuple[float, tuple[str, ...], Sign | None]]


def _rows(entries: Sequence[Entry], size: float, width: float) -> list[tuple[Row, float]]:
    """Return rows of entries with their heights."""
    rows: list[Row] = [[]]
    x = 0.0
    for entry in entries:
        sign = KEY * size if entry.sign else 0.0
        lines = tuple(wrapped(entry.text, size, width - sign))
        wide = sign + max(width_of(line, size) for line in lines)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, lines, entry.sign))
        x += wide + _BETWEEN * size
    heights = (max((len(lines) for _, lines, _ in row), default=1) for row in rows)
    return [
        (row, size * (LINE * lines + _ROW_GAP)) for row, lines in zip(rows, heights, strict=True)
    ]


def draw_key_rows(pen: Pen, legend: KeyRows, x: float, y: float) -> None:
    """Draw a legend from its upper corner on, at the side where reading begins."""
    size = legend.size
    for one in legend.placed:
        indent = 0.0
        if one.sign:
            indent = KEY * size
            one.sign(pen, Box(x + one.x, y + one.y, (KEY - 0.4) * size, size * LINE), size)
        for number, line in enumerate(one.lines):
            baseline = y + one.y + size * (1 + number * LINE)
            weight: Weight = "bold" if one.is_heading else "normal"
            pen.text(x + one.x + indent, baseline, line, size, weight=weight)
