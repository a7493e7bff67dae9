"""A whole picture of a view: the parts on one sheet, in a layout and a language."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError
from damascus_map.language import N_
from damascus_map.render.frame import Frame
from damascus_map.render.static.clusters import draw_points
from damascus_map.render.static.districts import draw_districts
from damascus_map.render.static.furniture import (
    draw_foot,
    draw_head,
    draw_locator,
    draw_scale,
    foot_lines,
)
from damascus_map.render.static.ground import Land, draw_ground, land_of, plane_around
from damascus_map.render.static.labels import LeftOver, draw_names, draw_places
from damascus_map.render.static.layouts import LAYOUTS, UNITS_PER_INCH, Box, Layout
from damascus_map.render.static.legend import draw_legend, legend_height
from damascus_map.render.static.lettering import FAMILY, LINE
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.placing import Room
from damascus_map.render.style import GROUND, SYMBOLS

_SETTINGS: Final[dict[Any, Any]] = {
    "font.family": FAMILY,
    "svg.fonttype": "none",
    "svg.hashsalt": "damascus-map",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "text.hinting": "none",
    "text.parse_math": False,
    "text.usetex": False,
}
_LOCATOR: Final = (0.17, 118.0, 0.8)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn sheet.

    Attributes
    ----------
    figure
        The sheet.
    frame, layout
        What is on it, and how it is arranged.
    left_over
        Texts on what found no room on the map.
    """

    figure: Figure
    frame: Frame
    layout: Layout
    left_over: LeftOver


@contextmanager
def drawing_settings() -> Iterator[None]:
    """Hold the settings of every picture, whatever the reader's own are."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def draw_picture(tables: Tables, frame: Frame, layout_name: str) -> Picture:
    """Draw a frame on a sheet, inside `drawing_settings`.

    Parameters
    ----------
    tables
        The dataset, for the ground.
    frame
        What is shown.
    layout_name
        A key of `layouts.LAYOUTS`.

    Raises
    ------
    UnknownChoiceError
        If there is no such layout.
    """
    if layout_name not in LAYOUTS:
        known = ", ".join(LAYOUTS)
        raise UnknownChoiceError(f"There is no layout {layout_name!r}. Known: {known}.")
    layout, land = LAYOUTS[layout_name], land_of(tables)
    size = (layout.width / UNITS_PER_INCH, layout.height / UNITS_PER_INCH)
    figure = Figure(figsize=size, dpi=UNITS_PER_INCH, facecolor=GROUND["panel"])
    direction = frame.words.direction
    pen = Pen(figure, layout.width, layout.height, direction, direction == "rtl", count())
    top = draw_head(pen, frame, layout)
    lines = foot_lines(frame, layout)
    bottom = layout.height - layout.margin - len(lines) * LINE * layout.small
    draw_foot(pen, lines, bottom, layout)
    map_box, legend_box = _areas(frame, layout, top, bottom - 0.7 * layout.gap)
    left = _draw_map(pen, frame, land, map_box, layout)
    more = {}
    if left.districts:
        more[frame.words.text(N_("No room on the map"))] = left.districts
    draw_legend(pen, frame, legend_box, layout, more)
    return Picture(figure, frame, layout, left)


def _areas(frame: Frame, layout: Layout, top: float, bottom: float) -> tuple[Box, Box]:
    """Return the places of map and legend, for writing from left to right."""
    width = layout.width - 2 * layout.margin
    if layout.legend_width is None:
        legend = legend_height(frame, layout, width)
        height = bottom - top - legend - layout.gap
        below = top + height + layout.gap
        return (
            Box(layout.margin, top, width, height),
            Box(layout.margin, below, width, legend),
        )
    map_width = width - layout.legend_width - layout.gap
    x = layout.margin + map_width + layout.gap
    return (
        Box(layout.margin, top, map_width, bottom - top),
        Box(x, top, layout.legend_width, bottom - top),
    )


def _draw_map(pen: Pen, frame: Frame, land: Land, place: Box, layout: Layout) -> LeftOver:
    """Draw the map into a box; return what found no room."""
    box, sheet = pen.box_at(place), pen.unmirrored()
    shown = [land.districts[one.id] for one in frame.districts]
    plane = plane_around(shown or land.districts.values(), box)
    weight = layout.label / 15
    draw_ground(sheet, land, plane, weight)
    draw_districts(sheet, frame, land, plane, weight)
    room = Room(box.grown(-4))
    locator = _locator_box(place, pen)
    draw_locator(sheet, frame, land, plane, locator)
    scale = draw_scale(sheet, plane, frame.words, is_left=pen.is_mirrored)
    room.taken += [locator.grown(4), scale]
    beyond = draw_points(sheet, frame.points, land, plane, room, 1.05 * layout.label, frame.words)
    left = draw_names(sheet, frame, land, plane, room, layout.label)
    left.places += draw_places(sheet, frame, land, plane, room, layout.label)
    if beyond:
        names = [
            f"{frame.words.text(SYMBOLS[kind].name)}: {frame.words.number(number)}"
            for kind, number in beyond.items()
        ]
        left.districts.append(
            frame.words.text(N_("Beyond the map: {events}"), events=frame.words.list_of(names))
        )
    sheet.box(box, fill=None, edge=GROUND["line"])
    return left


def _locator_box(place: Box, pen: Pen) -> Box:
    part, least, ratio = _LOCATOR
    width = max(least, part * place.w)
    height = width * ratio
    return pen.box_at(Box(place.x + 8, place.bottom - 8 - height, width, height))
