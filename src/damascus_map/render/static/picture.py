"""A whole picture of a view: the parts on one sheet, in a layout and a language."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock
from typing import Any, Final

import matplotlib as mpl
import shapely
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError
from damascus_map.language import N_
from damascus_map.render.frame import Captioned, Frame
from damascus_map.render.static.clusters import boxes_of, draw_points
from damascus_map.render.static.districts import draw_districts
from damascus_map.render.static.furniture import (
    draw_foot,
    draw_head,
    draw_locator,
    draw_scale,
    foot_lines,
)
from damascus_map.render.static.ground import Land, draw_ground, land_of, plane_around
from damascus_map.render.static.labels import LeftOver, draw_names, draw_places, placed_names
from damascus_map.render.static.layouts import LAYOUTS, Box, Layout
from damascus_map.render.static.legend import draw_legend, legend_height
from damascus_map.render.static.lettering import FAMILY, LINE
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.placing import Room, area_of
from damascus_map.render.static.sheet import Sheet, facts_of, pen_on_sheet
from damascus_map.render.style import GROUND, SYMBOLS

_DEFAULTS: Final[dict[Any, Any]] = {
    name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"
}
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
_DRAWING: Final = RLock()
_LOCATOR: Final = (0.17, 118.0, 0.8)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn view.

    Attributes
    ----------
    figure
        What is drawn.
    frame, layout
        What is on it, and how it is arranged.
    left_over
        Texts on what found no room on the map.
    """

    figure: Figure
    frame: Frame
    layout: Layout
    left_over: LeftOver

    @property
    def sheet(self) -> Sheet:
        """The picture as a sheet to be written."""
        facts = facts_of(self.frame)
        if self.left_over.places:
            facts["Places without room"] = "; ".join(self.left_over.places)
        return Sheet(self.figure, self.layout.dots_per_unit, facts)


@contextmanager
def drawing_settings() -> Iterator[None]:
    """Hold the settings of every picture, whatever the reader's own are, and for one thread.

    They belong to the process: another thread waits here until they are given back.
    """
    # Not by `rcdefaults`, which first reads every style that matplotlib has.
    with _DRAWING, mpl.rc_context({**_DEFAULTS, **_SETTINGS}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def draw_picture(
    tables: Tables, frame: Frame, layout_name: str, fullest: Frame | None = None
) -> Picture:
    """Draw a frame on a sheet, inside `drawing_settings`.

    Parameters
    ----------
    tables
        The dataset, for the ground.
    frame
        What is shown.
    layout_name
        A key of `layouts.LAYOUTS`.
    fullest
        What all pictures of a film show together, for one of them: all parts, names and entries
        of the legend then stand where they stand in the others. None for a picture by itself.

    Raises
    ------
    UnknownChoiceError
        If there is no such layout.
    """
    layout = layout_named(layout_name, LAYOUTS)
    room = fullest or frame
    frame = replace(frame, legend=room.legend)
    pen = pen_on_sheet(layout, frame.words)
    top, bottom = draw_surroundings(pen, frame, layout, room)
    map_box, legend_box = _areas(room, layout, top, bottom)
    left = draw_map(pen, frame, land_of(tables), map_box, layout, fullest=fullest)
    more = {}
    if left.districts:
        more[frame.words.text(N_("No room on the map"))] = left.districts
    draw_legend(pen, frame, legend_box, layout, more, room)
    return Picture(pen.figure, frame, layout, left)


def layout_named(name: str, layouts: Mapping[str, Layout]) -> Layout:
    """Return a layout by its name.

    Raises
    ------
    UnknownChoiceError
        If there is none; the message lists those that there are.
    """
    if name not in layouts:
        raise UnknownChoiceError(f"There is no layout {name!r}. Known: {', '.join(layouts)}.")
    return layouts[name]


def draw_surroundings(
    pen: Pen, shown: Captioned, layout: Layout, fullest: Captioned | None = None
) -> tuple[float, float]:
    """Draw head and foot of a sheet; return from where to where there is room between them.

    Both keep as much room as those of the fullest frame need, if one is given.
    """
    room = fullest or shown
    top = draw_head(pen, shown, layout, room)
    lines = foot_lines(shown, layout, room)
    bottom = layout.height - layout.margin - len(lines) * LINE * layout.small
    draw_foot(pen, lines, bottom, layout)
    return top, bottom - 0.7 * layout.gap


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


def draw_map(  # noqa: PLR0913 - what is drawn, where, and how
    pen: Pen,
    frame: Frame,
    land: Land,
    place: Box,
    layout: Layout,
    *,
    fullest: Frame | None = None,
    with_locator: bool = True,
) -> LeftOver:
    """Draw the map of a frame into a box; return what found no room.

    Parameters
    ----------
    pen, frame, land
        The sheet, what is shown, and the ground.
    place
        Of the map, for writing from left to right.
    layout
        Size of the names.
    fullest
        What may be shown in other pictures of the same series: names keep clear of all of it.
    with_locator
        Whether a small map of the whole area is among it, where the dataset has one.
    """
    box, sheet = pen.box_at(place), pen.unmirrored()
    shown = [land.districts[one.id] for one in frame.districts]
    plane = plane_around(shown or land.districts.values(), box)
    weight = layout.label / 15
    draw_ground(sheet, land, plane, weight)
    draw_districts(sheet, frame, land, plane, weight)
    room = Room(box.grown(-4))
    locator = _locator_box(place, pen, plane.shape(shapely.union_all(shown)))
    if with_locator and locator and len(land.layer("surroundings")):
        draw_locator(sheet, frame, land, plane, locator)
        room.taken.append(locator.grown(4))
    room.taken.append(draw_scale(sheet, plane, frame.words, is_left=pen.is_mirrored))
    side = 1.05 * layout.label
    if fullest is None:
        beyond = draw_points(sheet, frame.points, land, plane, room, side, frame.words)
        names = placed_names(frame, land, plane, room, layout.label)
        left = draw_names(sheet, frame, land, plane, room, names)
        left.places += draw_places(sheet, frame, land, plane, room, layout.label)
    else:  # names first: events that come and go must not move them
        apart = Room(room.within, [*room.taken, *boxes_of(fullest.points, land, plane, side)])
        in_use = len(apart.taken)
        names = placed_names(frame, land, plane, apart, layout.label)
        places = draw_places(sheet, frame, land, plane, apart, layout.label)
        room.taken += apart.taken[in_use:]
        beyond = draw_points(sheet, frame.points, land, plane, room, side, frame.words)
        left = draw_names(sheet, frame, land, plane, room, names)
        left.places += places
    if beyond:
        kinds = [
            f"{frame.words.text(SYMBOLS[kind].name)}: {frame.words.number(number)}"
            for kind, number in beyond.items()
        ]
        left.districts.append(
            frame.words.text(N_("Beyond the map: {events}"), events=frame.words.list_of(kinds))
        )
    sheet.box(box, fill=None, edge=GROUND["line"])
    return left


def _locator_box(place: Box, pen: Pen, districts: BaseGeometry) -> Box | None:
    """Return the first of three corners where a locator hides no district; None without one."""
    part, least, ratio = _LOCATOR
    width = max(least, part * place.w)
    height, edge = width * ratio, 8
    start, end = place.x + edge, place.right - edge - width
    top, bottom = place.y + edge, place.bottom - edge - height
    corners = (
        pen.box_at(Box(*at, width, height)) for at in ((start, bottom), (start, top), (end, top))
    )
    return next((one for one in corners if not districts.intersects(area_of(one))), None)
