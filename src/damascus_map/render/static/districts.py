"""Districts on a picture: stripes as wide as extents, outlines by the situation."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.colors import to_hex, to_rgb
from shapely.geometry.base import BaseGeometry

from damascus_map.render.frame import DistrictFrame, Frame
from damascus_map.render.static.ground import Land, Plane
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.stripes import stripes_of
from damascus_map.render.style import (
    GROUND,
    OPACITY,
    OUTLINES,
    STRIPE_PERIOD,
    UNKNOWN_COLOUR,
    strokes_of,
)


def draw_districts(pen: Pen, frame: Frame, land: Land, plane: Plane, weight: float) -> None:
    """Draw the districts of a frame; `weight` multiplies the widths of lines and stripes."""
    outlines = land.districts
    for district in frame.districts:
        _fill(pen, district, frame.colours, (outlines[district.id], plane, weight))
    for district in frame.districts:
        path = plane.path([outlines[district.id]])
        for stroke in strokes_of(OUTLINES[district.outline]):
            dash = [length * weight for length in stroke.dash]
            width = 2 * stroke.width * weight
            pen.path(path, edge=stroke.colour, width=width, dash=dash, clip=path)


def _fill(
    pen: Pen,
    district: DistrictFrame,
    colours: Mapping[str, str],
    place: tuple[BaseGeometry, Plane, float],
) -> None:
    outline, plane, weight = place
    period = STRIPE_PERIOD * weight * plane.metres_per_unit
    stripes = stripes_of(outline, district.fills, period)
    paints = [
        paint_of(fill.party, colours, OPACITY[district.confidence]) for fill in district.fills
    ]
    # The first lies beneath the others, so that no seam opens between two stripes.
    for shape, paint in zip([outline, *stripes[1:]], paints, strict=True):
        if not shape.is_empty:
            pen.path(plane.path([shape]), fill=paint)


def paint_of(party: str | None, colours: Mapping[str, str], opacity: float) -> str:
    """Return the colour of a party, or of what is not known, as it looks on the city's ground."""
    return blended(UNKNOWN_COLOUR if party is None else colours[party], opacity)


def blended(colour: str, opacity: float) -> str:
    """Return a colour as it looks on the city's ground, so that nothing need be transparent."""
    pairs = zip(to_rgb(colour), to_rgb(GROUND["city"]), strict=True)
    red, green, blue = (opacity * above + (1 - opacity) * below for above, below in pairs)
    return to_hex((red, green, blue))
