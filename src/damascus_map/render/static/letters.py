"""Lines of text whose letters are drawn once: the next picture takes the same pixels again.

Most texts stand at the same place on every sheet of a dataset: title, legend, names, licences. To
shape and draw their letters took nearly half of a picture's time.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from damascus_map.render.static.layouts import UNITS_PER_INCH
from damascus_map.render.static.lettering import Weight, font, width_of

_MOST_DOTS_PER_INCH: Final = 2 * UNITS_PER_INCH
"""Larger letters take much memory, and larger sheets are seldom drawn again."""

_PART: Final = {"left": 0.0, "center": 0.5, "right": 1.0}


class Line(Text):
    """One line of text; on pixels its letters are kept, in SVG and PDF it is a text like any other.

    Parameters
    ----------
    text, weight, points
        What is written, and in which letters.
    **look
        As `matplotlib.text.Text`: position, colour, alignment, transform.
    """

    def __init__(self, text: str, weight: Weight, points: float, **look: Any) -> None:
        x, y = look.pop("x"), look.pop("y")
        self._letters = (text, weight, points)
        super().__init__(
            x, y, text, fontproperties=font(weight, points), parse_math=False, va="baseline", **look
        )

    def draw(self, renderer: Any) -> None:
        """Draw the line; `renderer` is that of a backend of matplotlib."""
        if not isinstance(renderer, RendererAgg) or renderer.dpi > _MOST_DOTS_PER_INCH:
            super().draw(renderer)
            return
        dpi = float(renderer.dpi)
        x, y = self.get_transform().transform(self.get_position())
        part = _PART[self.get_horizontalalignment()]
        x -= part and part * _advance(*self._letters, dpi)
        across, down = math.floor(x), math.floor(renderer.height - y)
        ink, left, top = _ink(*self._letters, dpi, x - across, renderer.height - y - down)
        high, wide = ink.shape
        image = np.empty((high, wide, 4), dtype=np.uint8)
        image[..., :3] = [round(255 * part) for part in to_rgb(self.get_color())]
        image[..., 3] = ink[::-1]  # an image's first row lies lowest
        gc = renderer.new_gc()
        bottom = renderer.height - (down + top + high)
        renderer.draw_image(gc, across + left, bottom, image)
        gc.restore()


@lru_cache(maxsize=4096)
def _advance(text: str, weight: Weight, points: float, dpi: float) -> float:
    """Return the width of a line in pixels."""
    renderer = RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]
    measure: Any = renderer.get_text_width_height_descent
    return float(measure(text, font(weight, points), False)[0])  # noqa: FBT003


@lru_cache(maxsize=512)
def _ink(
    text: str, weight: Weight, points: float, dpi: float, x: float, y: float
) -> tuple[np.ndarray, int, int]:
    """Return how much of each pixel letters cover, and where the first pixel lies.

    Parameters
    ----------
    text, weight, points, dpi
        As `_advance`.
    x, y
        Where the line begins within a pixel, from its upper left corner.
    """
    room = math.ceil(2 * points * dpi / 72)
    wide = math.ceil(width_of(text, points * dpi / 72, weight)) + 2 * room
    renderer: Any = RendererAgg(wide, 2 * room, dpi)  # type: ignore[no-untyped-call]
    renderer.draw_text(renderer.new_gc(), x + room, y + room, text, font(weight, points), 0)
    cover = np.asarray(renderer.buffer_rgba())[..., 3]
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if not len(rows):
        return np.zeros((1, 1), dtype=np.uint8), 0, 0
    inked = cover[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()
    return inked, int(columns[0]) - room, int(rows[0]) - room


@lru_cache(maxsize=512)
def outline_of(text: str, weight: Weight, size: float) -> TextPath:
    """Return the outline of a line's letters, beginning at the origin; y runs up."""
    return TextPath((0, 0), text, size=size, prop=font(weight, size), usetex=False)
