"""Textures on a picture: the fine lines of a party, upright, inside a part of the map."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.path import Path

from damascus_map.render.static.pen import Pen
from damascus_map.render.textures import TEXTURE_SIDE, Line, Texture


def draw_texture(pen: Pen, inside: Path, texture: Texture, colour: str, weight: float) -> None:
    """Draw a texture inside a shape of the sheet; `weight` multiplies distances and widths."""
    if np.size(inside.vertices) == 0:
        return
    side = TEXTURE_SIDE * weight
    box = inside.get_extents()
    ends = [
        end for line in texture.lines for end in _ends(line, side, (box.x0, box.y0, box.x1, box.y1))
    ]
    codes = [Path.MOVETO, Path.LINETO] * (len(ends) // 2)
    pen.path(Path(ends, codes), edge=colour, width=weight, clip=inside)


def _ends(
    line: Line, side: float, box: tuple[float, float, float, float]
) -> Iterator[tuple[float, float]]:
    """Yield both ends of a line in every tile; what runs on from tile to tile is one line."""
    x0, y0, x1, y1 = line
    left, top, right, bottom = box
    columns = np.arange(np.floor(left / side), np.ceil(right / side)) * side
    rows = np.arange(np.floor(top / side), np.ceil(bottom / side)) * side
    if x1 - x0 == 1:
        for y in rows.tolist():
            yield from ((left, y + y0 * side), (right, y + y1 * side))
    elif y1 - y0 == 1:
        for x in columns.tolist():
            yield from ((x + x0 * side, top), (x + x1 * side, bottom))
    else:
        for x in columns.tolist():
            for y in rows.tolist():
                yield from (
                    (x + x0 * side, y + y0 * side),
                    (x + x1 * side, y + y1 * side),
                )
