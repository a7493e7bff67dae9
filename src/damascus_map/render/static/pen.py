"""Drawing on a sheet in units: texts, boxes, lines and paths, mirrored where the language is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final, Literal

from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from damascus_map.render.static.layouts import POINTS_PER_UNIT, UNITS_PER_INCH, Box
from damascus_map.render.static.lettering import Weight, line_of, width_of
from damascus_map.render.static.letters import Line, outline_of
from damascus_map.render.style import GROUND

Align = Literal["start", "middle", "end"]
_SIDES: Final = {"start": "left", "middle": "center", "end": "right"}
_MIRRORED: Final = {"start": "right", "middle": "center", "end": "left"}


@dataclass(frozen=True, slots=True)
class Pen:
    """A hand on one sheet; later strokes lie above earlier ones.

    Attributes
    ----------
    figure
        The sheet.
    width, height
        Of the sheet, in units.
    direction
        ``ltr`` or ``rtl``: how texts run.
    is_mirrored
        Whether places are counted from the right.
    order
        Number of the next stroke.
    """

    figure: Figure
    width: float
    height: float
    direction: str
    is_mirrored: bool
    order: count[int]

    @property
    def units(self) -> Transform:
        """From units, y down, to the sheet."""
        scale = 1 / UNITS_PER_INCH
        flipped = Affine2D.from_values(scale, 0, 0, -scale, 0, self.height * scale)
        return flipped + self.figure.dpi_scale_trans

    def unmirrored(self) -> Pen:
        """Return the same hand for what is never mirrored: the map."""
        return replace(self, is_mirrored=False)

    def box_at(self, box: Box) -> Box:
        """Return where a rectangle lies on the sheet itself."""
        return box.mirrored(self.width) if self.is_mirrored else box

    def add(self, artist: Artist) -> None:
        """Put an artist above all that is there."""
        artist.set_zorder(next(self.order))
        self.figure.add_artist(artist)

    def text(  # noqa: PLR0913 - what a line of text has
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        weight: Weight = "normal",
        colour: str = GROUND["ink"],
        align: Align = "start",
        halo: float = 0,
    ) -> None:
        """Write one line; `y` is its baseline, `halo` the width of a light edge in units."""
        shown = line_of(text, self.direction)
        x = self.width - x if self.is_mirrored else x
        side = (_MIRRORED if self.direction == "rtl" else _SIDES)[align]
        if halo:
            self._halo(x, y, shown, size, weight, side, halo)
        points = size * POINTS_PER_UNIT
        look = {"x": x, "y": y, "color": colour, "ha": side, "transform": self.units}
        self.add(Line(shown, weight, points, **look))

    def _halo(  # noqa: PLR0913, PLR0917 - as text
        self, x: float, y: float, text: str, size: float, weight: Weight, side: str, halo: float
    ) -> None:
        left = {"left": 0.0, "center": 0.5, "right": 1.0}[side] * width_of(text, size, weight)
        place = Affine2D.from_values(1, 0, 0, -1, x - left, y)
        letters = outline_of(text, weight, size).transformed(place)
        self.path(letters, edge=GROUND["panel"], width=2 * halo)

    def path(
        self,
        path: Path,
        *,
        fill: str | None = None,
        edge: str | None = None,
        width: float = 0,
        dash: Sequence[float] = (),
        clip: Path | None = None,
    ) -> None:
        """Draw an outline that is given in units of the sheet itself, never mirrored."""
        artist = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=width * POINTS_PER_UNIT if edge else 0,
            capstyle="butt",
            joinstyle="round",
            transform=self.units,
        )
        if edge and not fill:
            artist.set_snap(False)  # a fine line keeps its width, and a double one its gap
        if dash and width:
            artist.set_linestyle((0, [length / width for length in dash]))
        self.add(artist)
        if clip is not None:
            artist.set_clip_path(clip, self.units)

    def fills(self, paths: Sequence[Path], colours: Sequence[str]) -> None:
        """Fill many outlines in one stroke, given as in `path`; later ones lie above."""
        collection = PathCollection(paths, facecolors=colours, edgecolors="none")
        collection.set_transform(self.units)
        self.add(collection)

    def line(self, points: Sequence[tuple[float, float]], **look: Any) -> None:
        """Draw a line through points, mirrored where the sheet is."""
        placed = [(self.width - x, y) if self.is_mirrored else (x, y) for x, y in points]
        self.path(Path(placed), **look)

    def box(
        self, box: Box, *, fill: str | None, edge: str | None = None, radius: float = 0
    ) -> None:
        """Draw a rectangle, mirrored where the sheet is."""
        placed = self.box_at(box)
        style = f"round,pad=0,rounding_size={radius:g}" if radius else "square,pad=0"
        artist = FancyBboxPatch(
            (placed.x, placed.y),
            placed.w,
            placed.h,
            boxstyle=style,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=POINTS_PER_UNIT if edge else 0,
            transform=self.units,
        )
        self.add(artist)


def rectangle(box: Box) -> Path:
    """Return the outline of a rectangle, to clip by."""
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    return Path([*corners, corners[0]], closed=True)
