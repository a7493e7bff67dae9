"""What the charts share: sizes, scales, ticks with their words, the line of the day, marks.

Time runs from left to right in every language. What stands beside the plot (the words of the
values, the names of rows) stands where reading begins: left of it, or right of it for Arabic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal
from xml.etree.ElementTree import Element

from damascus_map.language import Language
from damascus_map.model.dates import Precision
from damascus_map.render.markup import element
from damascus_map.render.plain_text import plain_text
from damascus_map.render.style import GROUND
from damascus_map.render.time_axis import TimeAxis, ticks_of

Side = Literal["left", "middle", "right"]

_LETTER: Final = 0.61
_DIGIT: Final = 0.57
"""Mean width of a letter by its size, rather too wide: the font is the reader's."""

_STEPS: Final = (1, 2, 5, 10)
_HALO: Final[Mapping[str, str]] = {
    "stroke": GROUND["panel"],
    "stroke_width": "3",
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How large a chart is drawn.

    Attributes
    ----------
    name
        A part of its class on a page.
    width
        In units of the drawing.
    letters
        Size of the letters, in units.
    gutter
        Room for words beside the plot, in units.
    height
        Of the plot, where it does not depend on the data.
    """

    name: str
    width: float
    letters: float
    gutter: float
    height: float

    @property
    def is_narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self is NARROW


WIDE: Final = Look("wide", 960, 13, 52, 260)
NARROW: Final = Look("narrow", 360, 12, 52, 220)
LOOKS: Final = (WIDE, NARROW)
_MARGIN: Final = 14
"""Beside the plot, where no words are."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the data stand in a drawing.

    Attributes
    ----------
    left, top, right, bottom
        In units.
    look
        Of the drawing.
    words
        The language.
    """

    left: float
    top: float
    right: float
    bottom: float
    look: Look
    words: Language

    @property
    def is_mirrored(self) -> bool:
        """Whether reading begins at the right."""
        return self.words.direction == "rtl"

    @property
    def beside(self) -> tuple[float, Side]:
        """Where the words of values stand, and which end of them touches the plot."""
        return (self.right + 8, "left") if self.is_mirrored else (self.left - 8, "right")

    @property
    def opening(self) -> tuple[float, Side]:
        """Where a line of words begins on the plot, and which end of it that is."""
        return (self.right, "right") if self.is_mirrored else (self.left, "left")

    @property
    def closing(self) -> tuple[float, Side]:
        """Where a line of words ends on the plot, and which end of it that is."""
        return (self.left, "left") if self.is_mirrored else (self.right, "right")

    def time_axis(self, first: date, last: date) -> TimeAxis:
        """Return the axis of time along the plot; `last` is the last day."""
        return TimeAxis(first, last + timedelta(days=1), self.left, self.right)

    def y_of(self, value: float, top_value: float) -> float:
        """Return the height of a value on a scale from 0 to `top_value`."""
        return self.bottom - (self.bottom - self.top) * value / top_value


def plot_in(look: Look, words: Language, top: float, height: float, gutter: float) -> Plot:
    """Return a plot with room for words where reading begins."""
    sides = (
        (_MARGIN, look.width - gutter)
        if words.direction == "rtl"
        else (
            gutter,
            look.width - _MARGIN,
        )
    )
    return Plot(sides[0], top, sides[1], top + height, look, words)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is."""
    digits = sum(map(str.isdigit, text))
    return size * (_DIGIT * digits + _LETTER * (len(text) - digits))


def wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """Return a text in lines of about this width; the last of `most` ends in dots if it is cut."""
    lines: list[str] = []
    for word in plain_text(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def label(  # noqa: PLR0913 - what a text needs
    plot: Plot,
    text: str,
    x: float,
    y: float,
    side: Side,
    *,
    bold: bool = False,
    halo: bool = False,
    colour: str = "ink",
) -> Element:
    """Return a text at a point, whichever way it is read.

    Parameters
    ----------
    plot
        That it belongs to.
    text
        One line.
    x, y
        Its point, on the line that the letters stand on.
    side
        Which end of it lies at the point.
    bold, halo
        Whether it is strong, and stands out from what lies beneath.
    colour
        Key of `style.GROUND`.
    """
    mirrored = {"left": "end", "middle": "middle", "right": "start"}
    plain = {"left": "start", "middle": "middle", "right": "end"}
    anchors = mirrored if plot.is_mirrored else plain
    strong = {"font_weight": "650"} if bold else {}
    return element(
        "text",
        plain_text(text),
        x=number(x),
        y=number(y),
        text_anchor=anchors[side],
        direction=plot.words.direction,
        fill=GROUND[colour],
        **strong,
        **(_HALO if halo else {}),
    )


def value_ticks(highest: float, most: int = 5) -> list[float]:
    """Return round values from 0 to `highest` or just over it, at most `most` steps.

    >>> value_ticks(152)
    [0, 50, 100, 150, 200]
    """
    least = max(highest, 1) / most
    power = 10 ** math.floor(math.log10(least))
    step = max(1, next(one * power for one in _STEPS if one * power >= least))
    return [step * place for place in range(math.ceil(max(highest, 1) / step) + 1)]


def value_lines(plot: Plot, values: Sequence[float], texts: Sequence[str]) -> Iterator[Element]:
    """Yield a line across the plot for each value, with its words beside it."""
    x, side = plot.beside
    for value, text in zip(values, texts, strict=True):
        y = plot.y_of(value, values[-1])
        yield line(plot.left, y, plot.right, y, "ink" if value == 0 else "line")
        yield label(plot, text, x, y + 0.35 * plot.look.letters, side, colour="muted")


def time_lines(plot: Plot, axis: TimeAxis) -> Iterator[Element]:
    """Yield a line down the plot for each tick of time, with its words beneath."""
    size = plot.look.letters
    ticks = ticks_of(axis, size, plot.words, partial(width_of, size=size))
    if ticks and not any((tick.day.month, tick.day.day) == (1, 1) for tick in ticks):
        # No year begins here, so the first tick names it.
        year = plot.words.known_date(ticks[0].day, Precision.YEAR)
        ticks[0] = replace(ticks[0], text=f"{ticks[0].text} {year}")
    for tick in ticks:
        x = axis.x_of(tick.day)
        yield line(x, plot.top, x, plot.bottom + 4, "line")
        half = width_of(tick.text, size) / 2
        if x + half <= plot.look.width:
            x = max(x, half)
            y = plot.bottom + 4 + 1.2 * size
            yield label(plot, tick.text, x, y, "middle", bold=tick.is_strong, colour="muted")


def day_line(plot: Plot, axis: TimeAxis, day: date) -> Iterator[Element]:
    """Yield the line of a day with its date above the plot, if it lies on the axis."""
    if not axis.first <= day < axis.end:
        return
    x, text = axis.x_of(day) + axis.day_width / 2, plot.words.short_day(day)
    half = width_of(text, plot.look.letters) / 2 + 4
    yield line(x, plot.top - 5, x, plot.bottom, "panel", width=4.5)
    yield line(x, plot.top - 5, x, plot.bottom, "ink", width=2)
    middle = min(max(x, half), plot.look.width - half)
    yield label(plot, text, middle, plot.top - 9, "middle", bold=True, halo=True)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> Element:
    """Return a line; the colour is a key of `style.GROUND`."""
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    return element("line", stroke=GROUND[colour], stroke_width=number(width), **ends)


def box(x: float, y: float, width: float, height: float, fill: str, **attributes: str) -> Element:
    """Return a rectangle; the fill is a colour or the address of a pattern."""
    sides = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
    return element("rect", fill=fill, **sides, **attributes)


def mark(area: Element, text: str, day: date, **where: str) -> Element:
    """Return an area that leads to a day of the map when it is clicked, and says what is there.

    Parameters
    ----------
    area
        A rectangle over a part of the plot.
    text
        What is there, in words.
    day
        Civil day.
    where
        What else the map is told: `until` (any day up to it may be meant), `window`, `event`,
        `district`.
    """
    area.set("class", "dm-mark")
    area.set("fill-opacity", "0")
    area.set("data-dm-day", day.isoformat())
    for name, value in where.items():
        area.set(f"data-dm-{name}", value)
    area.append(element("title", plain_text(text)))
    return area


def number(value: float) -> str:
    """Return a length as it is written in a drawing: a tenth of a unit cannot be seen."""
    return f"{value:.1f}".removesuffix(".0")
