"""Event symbols on a picture: the badges and glyphs of the style table, as outlines."""

from __future__ import annotations

from typing import Final

from matplotlib.transforms import Affine2D

from damascus_map.model.vocabulary import EventType
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.svg_path import path_from_svg
from damascus_map.render.style import BADGES, SYMBOLS

_SIDE: Final = 24
_WHITE: Final = "#FFFFFF"


def draw_badge(pen: Pen, x: float, y: float, side: float, kind: EventType) -> None:
    """Draw the symbol of a kind of event, its middle at a point of the sheet itself."""
    symbol, scale = SYMBOLS[kind], side / _SIDE
    badge = BADGES[symbol.badge]
    outline = path_from_svg(badge.outline).transformed(
        Affine2D().translate(-_SIDE / 2, -_SIDE / 2).scale(scale).translate(x, y)
    )
    pen.path(outline, edge=_WHITE, width=badge.edge * scale)
    pen.path(outline, fill=symbol.colour)
    glyph = path_from_svg(symbol.glyph).transformed(
        Affine2D()
        .translate(-_SIDE / 2, -_SIDE / 2)
        .scale(scale * badge.glyph_scale)
        .translate(x, y + (badge.middle - _SIDE / 2) * scale)
    )
    pen.path(glyph, fill=_WHITE)
