"""A table on a sheet: texts in columns, wrapped; rows of one subject stand together.

The first column holds the subject, with the symbols of its events beneath its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from damascus_map.language import Language
from damascus_map.render.shown_events import Counts
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.lettering import LINE, Weight, width_of, wrapped
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.stacks import Stack, draw_stack, stack_of
from damascus_map.render.style import GROUND

_GAP = 1.2
_PAD = 0.38
_SYMBOL = 1.25


@dataclass(frozen=True, slots=True)
class Subject:
    """What one or more rows are about.

    Attributes
    ----------
    name
        Stands before the rows.
    counts
        Its events by kind.
    rows
        Texts of the other columns; none where there are only events.
    """

    name: str
    counts: Counts
    rows: tuple[tuple[str, ...], ...]


Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A subject in lines, and how high it is."""

    name: Lines
    stack: Stack | None
    rows: tuple[tuple[Lines, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its lines broken.

    Attributes
    ----------
    columns
        Place of each column: from the table's start, and width.
    head
        Lines of the titles.
    parts
        What is beneath them.
    size
        Of the letters, in units.
    """

    columns: tuple[tuple[float, float], ...]
    head: tuple[Lines, ...]
    parts: tuple[Part, ...]
    size: float

    @property
    def height(self) -> float:
        """Of all, in units."""
        return _row_height(self.head, self.size) + sum(part.height for part in self.parts)

    def first(self, count: int) -> Table:
        """Return the table with its first subjects only."""
        return replace(self, parts=self.parts[:count])


def table_of(
    titles: Sequence[str],
    shares: Sequence[float],
    subjects: Sequence[Subject],
    *,
    size: float,
    width: float,
    words: Language,
) -> Table:
    """Return a table with its lines broken, so that it can be measured before it is drawn.

    Parameters
    ----------
    titles
        Of the columns, that of the subjects first.
    shares
        Of the columns in the width.
    subjects
        What is in the table, in its order.
    size, width
        Of the letters and of the table, in units.
    words
        The language.
    """
    whole, gap = sum(shares), _GAP * size
    ends = [0.0, *accumulate(share / whole * (width + gap) for share in shares)]
    columns = tuple((begin, end - begin - gap) for begin, end in pairwise(ends))
    head = tuple(
        _lines(title, size, wide, "bold") for title, (_, wide) in zip(titles, columns, strict=True)
    )
    parts = tuple(_part(one, columns, size, words) for one in subjects)
    return Table(columns, head, parts, size)


def _part(
    one: Subject, columns: Sequence[tuple[float, float]], size: float, words: Language
) -> Part:
    (_, wide), *others = columns
    stack = stack_of(one.counts, _SYMBOL * size, wide, words) if one.counts else None
    name = _lines(one.name, size, wide, "bold")
    rows = tuple(
        tuple(_lines(text, size, room) for text, (_, room) in zip(row, others, strict=True))
        for row in one.rows
    )
    own = _row_height([name], size) + (stack.height if stack else 0)
    return Part(name, stack, rows, max(own, sum(_row_height(row, size) for row in rows)))


def _row_height(cells: Sequence[Lines], size: float) -> float:
    return size * (LINE * max(len(lines) for lines in cells) + 2 * _PAD)


def _lines(text: str, size: float, width: float, weight: Weight = "normal") -> Lines:
    """Return a text in lines; a word that is too wide is broken, so that none leaves its column."""
    return tuple(
        part
        for line in wrapped(text, size, width, weight)
        for part in _broken(line, size, width, weight)
    )


def _broken(line: str, size: float, width: float, weight: Weight) -> Iterator[str]:
    while width_of(line, size, weight) > width and len(line) > 1:
        kept = len(line) - 1
        while kept > 1 and width_of(line[:kept], size, weight) > width:
            kept -= 1
        yield line[:kept]
        line = line[kept:]
    yield line


def draw_table(pen: Pen, table: Table, x: float, y: float) -> float:
    """Draw a table from its upper corner on, at the side where reading begins; return its end."""
    size = table.size
    width = table.columns[-1][0] + table.columns[-1][1]
    _draw_cells(pen, table.head, table.columns, (x, y), size, "bold")
    y += _row_height(table.head, size)
    for part in table.parts:
        pen.line([(x, y), (x + width, y)], edge=GROUND["muted"], width=0.7)
        _draw_part(pen, part, table, x, y)
        y += part.height
    pen.line([(x, y), (x + width, y)], edge=GROUND["muted"], width=0.7)
    return y


def _draw_part(pen: Pen, part: Part, table: Table, x: float, y: float) -> None:
    (begin, wide), *others = table.columns
    size = table.size
    _draw_cells(pen, [part.name], [(begin, wide)], (x, y), size, "bold")
    if part.stack:
        below = y + _row_height([part.name], size) - _PAD * size
        place = Box(x - 0.3 * part.stack.side, below, part.stack.width, part.stack.height)
        draw_stack(pen, part.stack, pen.box_at(place), on_plate=False)
    for number, row in enumerate(part.rows):
        if number:
            ends = [(x + others[0][0], y), (x + others[-1][0] + others[-1][1], y)]
            pen.line(ends, edge=GROUND["line"], width=0.7)
        _draw_cells(pen, row, others, (x, y), size)
        y += _row_height(row, size)


def _draw_cells(
    pen: Pen,
    cells: Sequence[Lines],
    columns: Sequence[tuple[float, float]],
    corner: tuple[float, float],
    size: float,
    weight: Weight = "normal",
) -> None:
    x, y = corner
    for lines, (begin, _) in zip(cells, columns, strict=True):
        for number, line in enumerate(lines):
            baseline = y + size * (_PAD + 1.02 + number * LINE)
            pen.text(x + begin, baseline, line, size, weight=weight)
