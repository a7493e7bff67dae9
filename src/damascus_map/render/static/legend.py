"""The legend of a picture: made of rows, flowed into columns, as large as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from matplotlib.transforms import Affine2D

from damascus_map.language import N_
from damascus_map.render.frame import Frame
from damascus_map.render.legend_keys import LegendKey
from damascus_map.render.static.badges import draw_badge
from damascus_map.render.static.districts import blended, draw_dots
from damascus_map.render.static.layouts import Box, Layout
from damascus_map.render.static.lettering import LINE, SMALLEST, Weight, wrapped
from damascus_map.render.static.pen import Pen, rectangle
from damascus_map.render.static.stacks import Stack, draw_stack, stack_of
from damascus_map.render.static.texture import draw_texture
from damascus_map.render.style import GROUND, NOT_REPORTED_COLOUR, OPACITY, OUTLINES, line_of
from damascus_map.render.textures import TEXTURE_STRENGTH

KEY: Final = 2.3
"""From the sign of an entry to its text, by the size of the letters."""

_LEAST, _STEP = 80, 10
_LINE_WEIGHT: Final = 1.2
_PATCH_PX: Final = 14
"""Height of a patch in the legend of the page, whose dots these are."""
_TEXTURE_WEIGHT: Final = 0.9
_TRIES: Final = (
    (1, 1),
    (0.92, 1),
    (0.92, 2),
    (0.84, 2),
    (0.78, 2),
    (0.72, 2),
    (0.65, 2),
    (0.65, 3),
)
"""Size of the letters, and how many entries of events stand side by side."""

_TRIES_IN_COLUMNS: Final = ((1, 1), (1, 2), (0.92, 2), (0.84, 2), (0.84, 3), (0.78, 3))
"""The same where the legend has several columns: over how many of them the events go on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading, an entry with its sign, symbols, or plain text."""

    lines: tuple[str, ...]
    height: float
    key: LegendKey | None = None
    stack: Stack | None = None
    is_heading: bool = False
    part: tuple[int, int] = (0, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stay together; those that go on in the next column begin at the top of one."""

    rows: tuple[Row, ...]
    height: float
    is_at_top: bool = False


def draw_legend(
    pen: Pen,
    frame: Frame,
    box: Box,
    layout: Layout,
    more: Mapping[str, Sequence[str]],
    fullest: Frame,
) -> None:
    """Draw the legend into a box.

    Parameters
    ----------
    pen, frame
        The sheet, and what is shown.
    box
        Where, in places for writing from left to right.
    layout
        Sizes and columns.
    more
        Texts beneath further headings.
    fullest
        The letters are as large as its legend allows; the frame itself where it stands alone.
    """
    width = (box.w - (layout.columns - 1) * layout.gap) / layout.columns
    for factor, parts in _TRIES if layout.columns == 1 else _TRIES_IN_COLUMNS:
        size = max(layout.text * factor, SMALLEST)
        blocks = list(_blocks(frame, layout, size, width, parts, more))
        columns = _columns(blocks, box.h, layout.columns, size)
        most = list(_blocks(fullest, layout, size, width, parts, {}))
        if columns is not None and _columns(most, box.h, layout.columns, size) is not None:
            break
    else:
        columns = [blocks]
    for number, column in enumerate(columns):
        y = box.y
        for block in column:
            _draw_block(pen, block, Box(box.x + number * (width + layout.gap), y, width, 0), size)
            y += block.height + size


def legend_height(frame: Frame, layout: Layout, width: float) -> float:
    """Return how high a legend of a width is, at most as high as the layout allows."""
    width = (width - (layout.columns - 1) * layout.gap) / layout.columns
    choices = [list(_blocks(frame, layout, layout.text, width, parts, {})) for parts in (1, 2)]
    for high in range(_LEAST, int(layout.legend_height), _STEP):
        if any(_columns(blocks, high, layout.columns, layout.text) for blocks in choices):
            return float(high)
    return layout.legend_height


def _columns(
    blocks: Sequence[Block], height: float, count: int, gap: float
) -> list[list[Block]] | None:
    """Return blocks in columns, in their order; None where they have no room."""
    columns: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        if columns[-1] and (block.is_at_top or used + block.height > height):
            columns.append([])
            used = 0.0
        if block.height > height or len(columns) > count:
            return None
        columns[-1].append(block)
        used += block.height + gap
    return columns


def _blocks(
    frame: Frame,
    layout: Layout,
    size: float,
    width: float,
    parts: int,
    more: Mapping[str, Sequence[str]],
) -> Iterator[Block]:
    for group in frame.legend:
        heading, keys = _heading(group.title, size, width), group.keys
        if not keys[0].kind:
            yield _block(heading, _entries(keys, size, width, 1))
        elif layout.columns == 1:
            yield _block(heading, _entries(keys, size, width, parts))
        else:
            many = -(-len(keys) // parts)
            for first in range(0, len(keys), many):
                some = keys[first : first + many]
                block = _block(heading, _entries(some, size, width, 1))
                yield replace(block, is_at_top=parts > 1)
                heading = Row((), heading.height)  # what goes on begins as high
    if frame.elsewhere:
        stack = stack_of(frame.elsewhere, 1.25 * size, width - size, frame.words)
        row = Row((), stack.height, stack=stack)
        title = frame.words.text(N_("In the whole city or country"))
        yield _block(_heading(title, size, width), [row])
    for title, texts in more.items():
        rows = [_plain(text, size, width) for text in texts]
        yield _block(_heading(title, size, width), rows)


def _block(heading: Row, rows: Sequence[Row]) -> Block:
    height = heading.height + sum(row.height for row in rows if row.part[0] == 0)
    return Block((heading, *rows), height)


def _heading(title: str, size: float, width: float) -> Row:
    lines = tuple(wrapped(title, size, width, "bold"))
    return Row(lines, size * (LINE * len(lines) + 0.35), is_heading=True)


def _plain(text: str, size: float, width: float) -> Row:
    lines = tuple(wrapped(text, size, width))
    return Row(lines, size * (LINE * len(lines) + 0.2))


def _entries(keys: Sequence[LegendKey], size: float, width: float, parts: int) -> list[Row]:
    """Return entries, several side by side if wanted; those of one row are equally high."""
    room = width / parts - (KEY + 0.4) * size
    texts = [tuple(wrapped(key.text, size, room)) for key in keys]
    rows = []
    for number, (key, lines) in enumerate(zip(keys, texts, strict=True)):
        first = number - number % parts
        highest = max(len(one) for one in texts[first : first + parts])
        height = size * (LINE * highest + 0.42)
        rows.append(Row(lines, height, key=key, part=(number % parts, parts)))
    return rows


def _draw_block(pen: Pen, block: Block, box: Box, size: float) -> None:
    y, top = box.y, box.y
    for row in block.rows:
        number, parts = row.part
        y = y if number else top
        x = box.x + number * box.w / parts
        _draw_row(pen, row, x, y, size)
        top = y + row.height


def _draw_row(pen: Pen, row: Row, x: float, y: float, size: float) -> None:
    if row.stack:
        placed = pen.box_at(Box(x - 0.3 * size, y, row.stack.width, row.stack.height))
        draw_stack(pen, row.stack, placed, on_plate=False)
    if row.key:
        draw_key(pen, row.key, Box(x, y, (KEY - 0.4) * size, size * LINE), size)
    indent = KEY * size if row.key else 0
    weight: Weight = "bold" if row.is_heading else "normal"
    for number, line in enumerate(row.lines):
        baseline = y + size * (1 + number * LINE)
        pen.text(x + indent, baseline, line, size, weight=weight)


def draw_key(pen: Pen, key: LegendKey, box: Box, size: float) -> None:
    """Draw the sign of an entry: a badge, a line or a patch."""
    middle = box.y + 0.66 * size
    if key.kind is not None:
        x, _ = pen.box_at(box).centre
        draw_badge(pen, x, middle, 1.3 * size, key.kind)
        return
    if key.outline is not None:
        ends = [(box.x, middle), (box.right, middle)]
        for stroke in line_of(OUTLINES[key.outline]):
            dash = [length * _LINE_WEIGHT for length in stroke.dash]
            pen.line(ends, edge=stroke.colour, width=stroke.width * _LINE_WEIGHT, dash=dash)
        return
    _draw_patch(pen, key, Box(box.x, middle - 0.5 * size, box.w, size))


def _draw_patch(pen: Pen, key: LegendKey, box: Box) -> None:
    """Draw a patch of one colour, or of slanting stripes."""
    opacity = OPACITY[key.confidence]
    colours = [blended(colour, opacity) for colour in key.colours]
    placed = pen.box_at(box)
    clip = rectangle(placed)
    # What had not been reported is as light as the sheet.
    is_light = key.colours == (NOT_REPORTED_COLOUR,)
    pen.path(clip, fill=colours[0], edge=GROUND["line"] if is_light else None, width=1)
    if key.is_dotted:
        draw_dots(pen, clip, box.h / _PATCH_PX)
    if key.texture:
        line = blended(key.texture.colour, TEXTURE_STRENGTH, colours[0])
        draw_texture(pen, clip, key.texture, line, _TEXTURE_WEIGHT)
    if len(colours) == 1:
        return
    step = box.w / (2 * len(colours))
    for number in range(-4, 4 * len(colours)):
        x = placed.x + number * step
        slant = Affine2D.from_values(1, 0, -1, 1, placed.h + x - placed.x + placed.y, 0)
        stripe = rectangle(Box(placed.x, placed.y, step, placed.h)).transformed(slant)
        pen.path(stripe, fill=colours[number % len(colours)], clip=clip)
