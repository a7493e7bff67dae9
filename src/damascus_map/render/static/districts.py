"""Districts on a picture: stripes as wide as extents, outlines by the situation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from damascus_map.query.below import BELOW
from damascus_map.render.frame import DistrictFrame, Frame
from damascus_map.render.static.ground import Land, Plane
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.stripes import stripes_of
from damascus_map.render.static.texture import draw_texture
from damascus_map.render.style import (
    BELOW_DOTS,
    GROUND,
    OPACITY,
    OUTLINES,
    STRIPE_PERIOD,
    UNKNOWN_COLOUR,
    strokes_of,
)
from damascus_map.render.textures import TEXTURE_STRENGTH


def draw_districts(pen: Pen, frame: Frame, land: Land, plane: Plane, weight: float) -> None:
    """Draw the districts of a frame; `weight` multiplies the widths of lines and stripes."""
    outlines = land.districts
    for district in frame.districts:
        _fill(pen, district, frame, (outlines[district.id], plane, weight))
    for district in frame.districts:
        path = plane.path([outlines[district.id]])
        for stroke in strokes_of(OUTLINES[district.outline]):
            dash = [length * weight for length in stroke.dash]
            width = 2 * stroke.width * weight
            pen.path(path, edge=stroke.colour, width=width, dash=dash, clip=path)


def _fill(
    pen: Pen,
    district: DistrictFrame,
    frame: Frame,
    place: tuple[BaseGeometry, Plane, float],
) -> None:
    outline, plane, weight = place
    period = STRIPE_PERIOD * weight * plane.metres_per_unit
    stripes = stripes_of(outline, district.fills, period)
    paints = [
        paint_of(fill.party, frame.colours, OPACITY[district.confidence]) for fill in district.fills
    ]
    # The first lies beneath the others, so that no seam opens between two stripes.
    for shape, paint in zip([outline, *stripes[1:]], paints, strict=True):
        if not shape.is_empty:
            pen.path(plane.path([shape]), fill=paint)
    for shape, fill, paint in zip(stripes, district.fills, paints, strict=True):
        texture = frame.textures.get(fill.party or "")
        if texture and not shape.is_empty:
            line = blended(texture.colour, TEXTURE_STRENGTH, paint)
            draw_texture(pen, plane.path([shape]), texture, line, weight)
    if any(fill.party == BELOW for fill in district.fills):
        draw_dots(pen, plane.path([outline]), weight)


def draw_dots(pen: Pen, shape: Path, weight: float) -> None:
    """Lay dots upon a shape of the sheet itself; `weight` multiplies their size and distance."""
    box, dots = shape.get_extents(), BELOW_DOTS
    tile, half = dots.tile * weight, dots.height * weight / 2
    corners = [(0, -half), (dots.width * weight, -half), (dots.width * weight, half), (0, half)]
    columns = np.arange(np.floor(box.x0 / tile), np.ceil(box.x1 / tile)) * tile
    rows = np.arange(np.floor(box.y0 / tile), np.ceil(box.y1 / tile)) * tile
    tiles = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 1, 2)
    places = (tiles + np.array(dots.places) * weight).reshape(-1, 1, 2)
    squares = places + np.array([*corners, corners[0]])
    codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(squares)
    pen.path(Path(squares.reshape(-1, 2), codes), fill=GROUND["muted"], clip=shape)


def paint_of(party: str | None, colours: Mapping[str, str], opacity: float) -> str:
    """Return the colour of a party, or of what is not known, as it looks on the city's ground."""
    return blended(UNKNOWN_COLOUR if party is None else colours[party], opacity)


def blended(colour: str, opacity: float, ground: str = GROUND["city"]) -> str:
    """Return a colour as it looks on the city's ground, so that nothing need be transparent."""
    pairs = zip(to_rgb(colour), to_rgb(ground), strict=True)
    red, green, blue = (opacity * above + (1 - opacity) * below for above, below in pairs)
    return to_hex((red, green, blue))
