"""The one style table: stripes, outlines, symbols, cells and the colours of the ground.

Colours of parties belong to the dataset (``parties.csv``); everything else stands here, once,
and every renderer takes it from here as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from damascus_map.language import N_
from damascus_map.model.extents import Fill as Fill  # noqa: PLC0414 - part of how ground looks
from damascus_map.model.extents import fills_of as fills_of  # noqa: PLC0414
from damascus_map.model.vocabulary import EVENT_TYPE_NAMES, Confidence, EventType, Situation
from damascus_map.query.below import BELOW
from damascus_map.query.reported import NOT_REPORTED

UNKNOWN_COLOUR: Final = "#AEACA9"
NOT_REPORTED_COLOUR: Final = "#FFFEFB"

GROUND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ground": "#F3EFE7",
        "city": "#E8E2D4",
        "road": "#FFFFFF",
        "road_minor": "#FBF9F4",
        "water": "#C3D9E0",
        "ink": "#211D18",
        "muted": "#6F675B",
        "line": "#D9D2C4",
        "panel": "#FFFDF8",
    }
)


# What became of the rows of an import, from the most exact to what was not taken.
FATE_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "editor": "#12394A",
        "point": "#1F5F7A",
        "text": "#5E9AB0",
        "city": "#C3B48C",
        "outside": "#A89F8E",
        "unplaced": "#DCD5C6",
        "refused": "#A3231F",
        "merged": "#6F675B",
    }
)


NOT_REPORTED_FILLS: Final = (Fill(NOT_REPORTED, 1.0),)
"""Of a district of which nothing had been published by the day that a view is as reported by."""

BELOW_FILLS: Final = (Fill(BELOW, 1.0),)
"""Of a district of which something is said with less confidence than asked for."""

OPACITY: Final[Mapping[Confidence, float]] = MappingProxyType(
    {Confidence.HIGH: 1.0, Confidence.MEDIUM: 0.92, Confidence.LOW: 0.78}
)
"""Of a district's fill, by the confidence of what it shows.

Low is as pale as it may be: were it paler, two parties would be alike to some eyes.
"""


@dataclass(frozen=True, slots=True)
class Dots:
    """Marks in rows on the colour of what is not known.

    Attributes
    ----------
    tile
        Side in pixels of the square that repeats.
    width, height
        Of a mark, in pixels.
    places
        Where in the square the left end of each mark has its middle.
    """

    tile: float
    width: float
    height: float
    places: tuple[tuple[float, float], ...]


BELOW_DOTS: Final = Dots(tile=8, width=2, height=1.3, places=((1, 2), (5, 6)))
"""On ground below the confidence asked for, on maps, in bands and in charts alike."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How a district is outlined in a situation.

    Attributes
    ----------
    name
        For the legend; a key of the catalogues.
    dash
        Lengths of line and gap, in pixels; empty for a whole line.
    width
        In pixels.
    double
        Whether a light line runs along its middle.
    """

    name: str
    dash: tuple[float, ...] = ()
    width: float = 2.0
    double: bool = False


STRIPE_PERIOD: Final = 26
"""Width in pixels of one row of all stripes of a district."""

OUTLINES: Final[Mapping[str, Outline]] = MappingProxyType(
    {
        "solid": Outline(N_("Fighting"), width=2.4),
        "dashed": Outline(N_("Truce, ceasefire or talks"), dash=(8, 5), width=2.2),
        "dotted": Outline(N_("Evacuation"), dash=(0.1, 5), width=3.0),
        "double": Outline(N_("Siege"), width=5.0, double=True),
        "plain": Outline(N_("Calm, or not reported"), width=1.2),
    }
)

_OUTLINE_OF: Final = (
    (Situation.EVACUATION, "dotted"),
    (Situation.CEASEFIRE, "dashed"),
    (Situation.TRUCE, "dashed"),
    (Situation.SIEGE, "double"),
    (Situation.FIGHTING, "solid"),
    (Situation.NEGOTIATION, "dashed"),
)


def outline_of(situations: Sequence[str]) -> str:
    """Return the key of `OUTLINES` for a situation; where several hold, the first listed wins."""
    return next((outline for situation, outline in _OUTLINE_OF if situation in situations), "plain")


@dataclass(frozen=True, slots=True)
class Stroke:
    """One of the lines that an outline is drawn with, each upon the one before.

    Attributes
    ----------
    colour
        As #RRGGBB.
    width
        In pixels.
    dash
        Lengths of line and gap, in pixels; empty for a whole line.
    """

    colour: str
    width: float
    dash: tuple[float, ...]


_LIGHT_LINE: Final = 0.34
"""Width of the light line of a double outline, as a part of the whole."""


def strokes_of(outline: Outline) -> tuple[Stroke, ...]:
    """Return the strokes of an outline inside the border of its district, the widest first.

    Their widths begin at the border: a line along it has to be twice as wide, and loses its
    outer half.

    >>> [stroke.width for stroke in strokes_of(OUTLINES["double"])]
    [5.0, 3.4, 1.7]
    """
    dash = _dash_of(outline)
    whole = Stroke(GROUND["ink"], outline.width, dash)
    if not outline.double:
        return (whole,)
    dark = round(_LIGHT_LINE * outline.width, 2)
    return whole, Stroke(GROUND["panel"], 2 * dark, dash), Stroke(GROUND["ink"], dark, dash)


def line_of(outline: Outline) -> tuple[Stroke, ...]:
    """Return the strokes of an outline as a line that follows no border, the widest first."""
    dash = _dash_of(outline)
    whole = Stroke(GROUND["ink"], outline.width, dash)
    if not outline.double:
        return (whole,)
    light = round(_LIGHT_LINE * outline.width, 2)
    return whole, Stroke(GROUND["panel"], light, dash)


def _dash_of(outline: Outline) -> tuple[float, ...]:
    # A round dot would be cut in half by the border: dots are squares, as long as they are wide.
    return tuple(max(length, outline.width) for length in outline.dash)


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of one event type; shape and glyph tell it without its colour.

    Attributes
    ----------
    name
        A key of the catalogues.
    colour
        Of the badge; at least 4.5 to 1 against its white glyph.
    badge
        Shape of the badge: circle, square, diamond, triangle or hexagon.
    glyph
        SVG path in a box of 24 by 24.
    """

    name: str
    colour: str
    badge: str
    glyph: str


_STAR: Final = (
    "M12 2.5L13.8 7.8L18.7 5.3L16.2 10.2L21.5 12L16.2 13.8L18.7 18.7L13.8 16.2L12 21.5L10.2 16.2"
    "L5.3 18.7L7.8 13.8L2.5 12L7.8 10.2L5.3 5.3L10.2 7.8Z"
)
_BURST: Final = (
    "M12 3L13.7 8.4L19 6.4L15.9 11.1L20.8 14L15.1 14.5L15.9 20.1L12 16L8.1 20.1L8.9 14.5"
    "L3.2 14L8.1 11.1L5 6.4L10.3 8.4Z"
)
_PLANE: Final = (
    "M12 2.5c1 0 1.6 1.2 1.6 2.8v3.6l7.4 4.6v2.2l-7.4-2.3v3.9l2.4 1.9v1.8L12 19.9l-4 1.1v-1.8"
    "l2.4-1.9v-3.9L3 15.7v-2.2l7.4-4.6V5.3c0-1.6.6-2.8 1.6-2.8z"
)
_MEGAPHONE: Final = "M4 9.5h4.5L17 5v14l-8.5-4.5H8l1.5 5H6.8L5.3 14.5H4zM18.7 9.3a4 4 0 0 1 0 5.4z"
_CROSSED: Final = (
    "M6.2 4.1 12 9.9l5.8-5.8 2.1 2.1L14.1 12l5.8 5.8-2.1 2.1L12 14.1l-5.8 5.8-2.1-2.1L9.9 12 "
    "4.1 6.2z"
)
_WALL: Final = (
    "M4 5h3v2.5h2.5V5h5v2.5H17V5h3v5.5l-1.8 1.3V19h-4.4v-3.6a1.8 1.8 0 0 0-3.6 0V19H5.8v-7.2"
    "L4 10.5z"
)
_EXCHANGE: Final = "M4 9.2 8.5 4.7v3H19v3H8.5v3zM20 14.8l-4.5 4.5v-3H5v-3h10.5v-3z"
_DROP: Final = "M12 5.5c2.6 3.4 4.4 5.9 4.4 8.3a4.4 4.4 0 0 1-8.8 0c0-2.4 1.8-4.9 4.4-8.3z"
_ALARM: Final = "M10.4 4h3.2l-.6 10h-2zM12 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4z"
_PAGE: Final = "M6 4h8.5l4 4v12H6zM8.5 10.5v1.7H16v-1.7zM8.5 14v1.7H16V14z"

_DRAWN: Final[Mapping[EventType, tuple[str, str, str]]] = MappingProxyType(
    {
        EventType.PROTEST: ("#7A5C00", "circle", _MEGAPHONE),
        EventType.CLASH: ("#8C1D40", "circle", _CROSSED),
        EventType.SHELLING: ("#A33A14", "square", _STAR),
        EventType.AIR_STRIKE: ("#6B2FA0", "square", _PLANE),
        EventType.CHEMICAL_ATTACK: ("#4B5D00", "triangle", _DROP),
        EventType.MASSACRE: ("#5A0F0F", "hexagon", _ALARM),
        EventType.SIEGE: ("#3D3A36", "hexagon", _WALL),
        EventType.NEGOTIATION: ("#5B3FA8", "circle", _EXCHANGE),
        EventType.CEASEFIRE: ("#1E6FB8", "circle", "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z"),
        EventType.TRUCE: ("#2A7F9E", "circle", "M4.5 8h15v3.2h-15zM4.5 13.2h15v3.2h-15z"),
        EventType.EVACUATION: ("#0B6E5A", "diamond", "M4 10.3h8.5V6l7.5 6-7.5 6v-4.3H4z"),
        EventType.CONTROL_CHANGE: (
            "#211D18",
            "diamond",
            "M7 4h2.4v16H7zM10.2 5h8.3l-2.6 3.7 2.6 3.7h-8.3z",
        ),
        EventType.EXPLOSION: ("#B3261E", "triangle", _BURST),
        EventType.REPORT: ("#5E6B73", "square", _PAGE),
        EventType.OTHER: ("#6F675B", "circle", "M12 8.3a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4z"),
    }
)
SYMBOLS: Final[Mapping[EventType, Symbol]] = MappingProxyType(
    {kind: Symbol(EVENT_TYPE_NAMES[kind], *drawn) for kind, drawn in _DRAWN.items()}
)


@dataclass(frozen=True, slots=True)
class Badge:
    """The shape behind a glyph.

    Attributes
    ----------
    outline
        SVG path in a box of 24 by 24.
    glyph_scale
        Size of the glyph inside it.
    middle
        Height of the glyph's middle, from the top of the box: a triangle has its weight lower.
    edge
        Width of the white line along the outline, of which the outer half is seen.
    """

    outline: str
    glyph_scale: float
    middle: float = 12
    edge: float = 2.4


BADGES: Final[Mapping[str, Badge]] = MappingProxyType(
    {
        "circle": Badge("M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z", 0.66),
        "square": Badge(
            "M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-14a3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z", 0.68
        ),
        "diamond": Badge(
            "M10.4 1.2q1.6-1.4 3.2 0l9.2 9.2q1.4 1.6 0 3.2l-9.2 9.2q-1.6 1.4-3.2 0l-9.2-9.2"
            "q-1.4-1.6 0-3.2z",
            0.54,
        ),
        "triangle": Badge(
            "M10.3 2.2q1.7-2.4 3.4 0l9.4 16.8q1 2.6-1.7 3h-18.8q-2.7-.4-1.7-3z", 0.5, 14.4
        ),
        "hexagon": Badge(
            "M8 1.5h8q1.2 0 1.9 1.1l4.8 8.3q.6 1.1 0 2.2l-4.8 8.3q-.7 1.1-1.9 1.1h-8"
            "q-1.2 0-1.9-1.1l-4.8-8.3q-.6-1.1 0-2.2l4.8-8.3q.7-1.1 1.9-1.1z",
            0.62,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class DensityClass:
    """How the cells of one class of the density of events are drawn.

    Attributes
    ----------
    colour
        Of the cell.
    side
        The part of the cell's side that is covered, more than 0 and less than 1: the fewer events,
        the more is seen of who holds the ground, and size tells the class where colour does not.
    """

    colour: str
    side: float


DENSITY: Final = (
    DensityClass("#EAC0FF", 0.45),
    DensityClass("#967896", 0.6),
    DensityClass("#72547E", 0.72),
    DensityClass("#5A1872", 0.84),
    DensityClass("#2A0C30", 0.95),
)
"""From few events to many: a hue that no party has, the darker the more.

For every kind of sight each stands out from the ground and the parties' colours, strong or pale.
"""
