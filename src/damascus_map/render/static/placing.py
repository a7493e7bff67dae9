"""Where is room for a name or a symbol? Nothing overlaps, and nothing leaves the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import shapely

from damascus_map.render.static.layouts import Box


@dataclass(slots=True)
class Room:
    """The room on a map, and what has been taken of it.

    Attributes
    ----------
    within
        The map.
    taken
        Places in use.
    """

    within: Box
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        """Tell whether a place lies on the map and overlaps nothing."""
        return self.within.holds(box) and not any(box.overlaps(other) for other in self.taken)

    def take(
        self, candidates: Iterable[Box], fits: Callable[[Box], bool] = lambda _: True
    ) -> Box | None:
        """Take the first candidate that is free and fits; None where there is none."""
        for box in candidates:
            if self.is_free(box) and fits(box):
                self.taken.append(box)
                return box
        return None


def area_of(box: Box) -> shapely.Polygon:
    """Return a place as a shape, in units."""
    return shapely.box(box.x, box.y, box.right, box.bottom)


def around(x: float, y: float, w: float, h: float, step: float, rings: int) -> Iterator[Box]:
    """Yield boxes of a size about a point: in the middle first, then in rings around it."""
    yield Box(x - w / 2, y - h / 2, w, h)
    for ring in range(1, rings + 1):
        reach = range(-ring, ring + 1)
        offsets = [(i, j) for i in reach for j in reach if max(abs(i), abs(j)) == ring]
        for i, j in sorted(offsets, key=lambda offset: (abs(offset[0]) + abs(offset[1]), offset)):
            yield Box(x + i * step - w / 2, y + j * step - h / 2, w, h)


def beside(outer: Box, w: float, h: float, gap: float, steps: int) -> Iterator[Box]:
    """Yield boxes of a size to the right and the left of a rectangle, the middle ones first."""
    for away in range(1, 5):
        for step in sorted(range(-steps, steps + 1), key=abs):
            y = outer.centre[1] + step * outer.h / (2 * steps) - h / 2
            yield Box(outer.right + away * gap, y, w, h)
            yield Box(outer.x - away * gap - w, y, w, h)
