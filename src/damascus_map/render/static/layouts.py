"""How large is a picture, and where do its parts stand? The layouts, as data.

A unit is a hundredth of an inch: a pixel of a landscape or a square at scale 1. Places are for
writing from left to right; where a language runs the other way they are mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

UNITS_PER_INCH: Final = 100
POINTS_PER_UNIT: Final = 72 / UNITS_PER_INCH


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units, from its upper left corner; y runs down."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def grown(self, by: float) -> Box:
        """Return the rectangle with a margin on every side; a negative one shrinks it."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Tell whether both cover some ground together; sides may touch."""
        beside = self.right <= other.x or other.right <= self.x
        return not (beside or self.bottom <= other.y or other.bottom <= self.y)

    def holds(self, other: Box) -> bool:
        """Tell whether the other lies inside."""
        wide = self.x <= other.x and other.right <= self.right
        return wide and self.y <= other.y and other.bottom <= self.bottom

    def mirrored(self, width: float) -> Box:
        """Return its place on a mirrored sheet of this width."""
        return Box(width - self.right, self.y, self.w, self.h)


@dataclass(frozen=True, slots=True)
class Layout:
    """One arrangement; all lengths in units.

    Attributes
    ----------
    width, height
        Of the sheet.
    dots_per_unit
        Pixels of a PNG to a unit, at scale 1.
    margin, gap
        Around the sheet; between its parts.
    title, date, text, small, label
        Sizes of letters, from one baseline to the top of the tallest letter and a little more.
    legend_width
        Of the column beside the map; None where the legend stands beneath it.
    legend_height
        Greatest, of the band beneath the map; 0 where the legend stands beside it.
    columns
        Of the legend.
    source_lines
        Most lines that the sources take; what is left out is counted.
    """

    width: float
    height: float
    dots_per_unit: float
    margin: float
    gap: float
    title: float
    date: float
    text: float
    small: float
    label: float
    legend_width: float | None
    legend_height: float
    columns: int
    source_lines: int


LAYOUTS: Final = MappingProxyType(
    {
        "landscape": Layout(1600, 900, 1, 40, 26, 36, 24, 15.5, 12, 18, 330, 0, 1, 1),
        "square": Layout(1080, 1080, 1, 36, 22, 32, 22, 14, 12, 17, 262, 0, 1, 2),
        "page": Layout(827, 1169, 3, 50, 20, 27, 18, 12.5, 10, 15, None, 290, 3, 2),
    }
)

STRIP_LAYOUT: Final = Layout(1600, 900, 1, 40, 24, 34, 22, 14, 12, 16, None, 0, 1, 2)
"""Of bands over time; the sheet is as high as these need."""

COMPARISON_LAYOUTS: Final = MappingProxyType(
    {
        "landscape": Layout(1600, 1200, 1, 40, 24, 34, 22, 14, 12, 16, 290, 0, 1, 1),
        "page": Layout(827, 1169, 3, 46, 16, 25, 16, 11, 10, 14.5, None, 0, 1, 2),
    }
)
"""Of two maps side by side with a table beneath."""
