"""Rows of event symbols with their numbers, as they stand beside a name or in the legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from damascus_map.language import Language
from damascus_map.model.vocabulary import EventType
from damascus_map.render.static.badges import draw_badge
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.lettering import SMALLEST, width_of
from damascus_map.render.static.pen import Pen
from damascus_map.render.style import GROUND

_PAD = 0.3
_SPACE = 0.55


@dataclass(frozen=True, slots=True)
class Stack:
    """Symbols in rows.

    Attributes
    ----------
    rows
        Kind and number, as text, of each symbol.
    side
        Of a symbol, in units.
    width, height
        Of all, with a margin around it.
    """

    rows: tuple[tuple[tuple[EventType, str], ...], ...]
    side: float
    width: float
    height: float


def stack_of(counts: Mapping[EventType, int], side: float, widest: float, words: Language) -> Stack:
    """Return symbols in rows of at most a width, in the order of the counts."""
    rows: list[list[tuple[EventType, str]]] = [[]]
    for kind, count in counts.items():
        one = (kind, words.number(count))
        if rows[-1] and _row_width([*rows[-1], one], side) > widest:
            rows.append([])
        rows[-1].append(one)
    width = max(_row_width(row, side) for row in rows) + 2 * _PAD * side
    height = (len(rows) * (1 + _PAD) + _PAD) * side
    return Stack(tuple(tuple(row) for row in rows), side, width, height)


def _row_width(row: list[tuple[EventType, str]], side: float) -> float:
    return sum(_item_width(number, side) for _, number in row) - _SPACE * side


def _item_width(number: str, side: float) -> float:
    return side * (1.2 + _SPACE) + width_of(number, _number_size(side), "bold")


def _number_size(side: float) -> float:
    return max(0.68 * side, SMALLEST)


def draw_stack(pen: Pen, stack: Stack, box: Box, *, on_plate: bool) -> None:
    """Draw symbols in a rectangle of the sheet itself, in the direction of the language."""
    if on_plate:
        pen.unmirrored().box(
            box, fill=GROUND["panel"], edge=GROUND["line"], radius=0.28 * stack.side
        )
    is_leftward = pen.direction == "rtl"
    side, sign = stack.side, -1 if is_leftward else 1
    y = box.y + _PAD * side + side / 2
    for row in stack.rows:
        x = (box.right if is_leftward else box.x) + sign * _PAD * side
        for kind, number in row:
            draw_badge(pen, x + sign * side / 2, y, side, kind)
            size = _number_size(side)
            pen.unmirrored().text(
                x + sign * 1.2 * side, y + 0.36 * size, number, size, weight="bold"
            )
            x += sign * _item_width(number, side)
        y += (1 + _PAD) * side
