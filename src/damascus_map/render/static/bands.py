"""Bands over time: filled as the districts of a map, soft where a date is not known to the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import shapely
from matplotlib.colors import to_hex, to_rgb
from shapely.geometry.base import BaseGeometry

from damascus_map.render.static.districts import paint_of
from damascus_map.render.static.ground import compound_path
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.stripes import stripes_of
from damascus_map.render.strip import Band, Look, Stretch
from damascus_map.render.style import GROUND, OPACITY, STRIPE_PERIOD
from damascus_map.render.time_axis import TimeAxis

_PERIOD: Final = 0.6
"""Of the stripes, by that on a map: a band is lower than a district."""

_SLICES: Final = (3, 12)
_SLICE: Final = 7.0
_MARK: Final = 2.4
_MARK_GAP: Final = 4.0

Colours = Mapping[str, str]
Ground = tuple[BaseGeometry, str]


def draw_band(pen: Pen, band: Band, axis: TimeAxis, place: Box, colours: Colours) -> None:
    """Draw a band, and beneath it a line wherever sources differ.

    Parameters
    ----------
    pen
        Of the sheet itself: time runs from left to right in every language.
    band, axis
        What held, and where the days stand.
    place
        Of the band, as wide as the axis.
    colours
        Of the parties.
    """
    for stretch in band.stretches:
        box = _box_between(axis.x_of(stretch.first), axis.x_of(stretch.end), place)
        draw_look(pen, stretch.look, box, colours)
        _draw_soft(pen, stretch, axis, place, colours)
    y = place.bottom + _MARK_GAP
    for first, end in band.disputed:
        left = min(axis.x_of(first), axis.right - _MARK)
        draw_mark(pen, left, max(axis.x_of(end), left + _MARK), y)


def draw_mark(pen: Pen, left: float, right: float, y: float) -> None:
    """Draw the line that says: sources differ."""
    pen.line([(left, y), (right, y)], edge=GROUND["ink"], width=_MARK)


def draw_look(pen: Pen, look: Look, box: Box, colours: Colours) -> None:
    """Fill a rectangle of the sheet itself as ground on a map."""
    if box.w <= 0:
        return
    (first, paint), *others = _grounds(look, box, colours)
    del first
    # The first lies beneath the others, so that no seam opens between two stripes.
    pen.unmirrored().box(box, fill=paint)
    for shape, colour in others:
        _fill(pen, shape, colour)


def draw_fade(pen: Pen, former: Look, look: Look, box: Box, colours: Colours) -> None:
    """Fill a rectangle so that, from left to right, one look fades into another.

    Nothing is transparent: where two stripes lie over one another, their colours are mixed. Each
    slice reaches to the end and the next lies on it, so that no seam opens between them.
    """
    mixed = [
        (one.intersection(other), paint, old)
        for one, paint in _grounds(look, box, colours)
        for other, old in _grounds(former, box, colours)
    ]
    least, most = _SLICES
    count = int(min(max(box.w / _SLICE, least), most))
    for number in range(count):
        left = box.x + number * box.w / count
        for shape, paint, old in mixed:
            part = shapely.clip_by_rect(shape, left, -box.bottom, box.right, -box.y)
            _fill(pen, part, _mixed(old, paint, (number + 0.5) / count))


def _draw_soft(pen: Pen, one: Stretch, axis: TimeAxis, place: Box, colours: Colours) -> None:
    box = _box_between(axis.x_of(one.first), axis.x_of(one.soft_end), place)
    if one.former and one.former != one.look and box.w > 0:
        draw_fade(pen, one.former, one.look, box, colours)


def _box_between(left: float, right: float, place: Box) -> Box:
    return Box(left, place.y, right - left, place.h)


def _grounds(look: Look, box: Box, colours: Colours) -> list[Ground]:
    """Return shape and colour of each stripe; y runs up in the shapes, as on a map."""
    outline = shapely.box(box.x, -box.bottom, box.right, -box.y)
    shapes = stripes_of(outline, look.fills, STRIPE_PERIOD * _PERIOD)
    opacity = OPACITY[look.confidence]
    return [
        (shape, paint_of(fill.party, colours, opacity))
        for shape, fill in zip(shapes, look.fills, strict=True)
    ]


def _fill(pen: Pen, shape: BaseGeometry, colour: str) -> None:
    areas = _areas(shape)
    if areas:
        flipped = shapely.transform(np.asarray(areas, dtype=object), lambda xy: xy * (1, -1))
        pen.path(compound_path(flipped), fill=colour)


def _areas(shape: BaseGeometry) -> Sequence[BaseGeometry]:
    """Return the polygons of a shape: where stripes only touch, a cut leaves lines and points."""
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area]


def _mixed(old: str, new: str, part: float) -> str:
    pairs = zip(to_rgb(old), to_rgb(new), strict=True)
    red, green, blue = ((1 - part) * before + part * after for before, after in pairs)
    return to_hex((red, green, blue))
