"""Events whose place is known: one symbol each, and a number where they stand too close."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from damascus_map.language import Language
from damascus_map.model.vocabulary import EventType
from damascus_map.render.shown_events import PointEvent
from damascus_map.render.static.badges import draw_badge
from damascus_map.render.static.ground import Land, Plane
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.lettering import SMALLEST, width_of
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.placing import Room
from damascus_map.render.style import SYMBOLS

_CELL = 1.6
_TOP = 90.0
_GROWN = 1.25
"""How much larger a number is than a symbol, at least."""
_RING, _HOLE, _FILLED = 0.93, 0.68, 0.92
"""Of the radius: to where the ring reaches, and the hole; of the hole, what a number may fill."""


@dataclass(slots=True)
class Cluster:
    """Events at one place of the sheet: its middle, and their number by kind."""

    x: float
    y: float
    kinds: Counter[EventType]

    def radius(self, side: float) -> float:
        """Return the radius of its symbol, or of its number, which can be read in print."""
        count = self.kinds.total()
        if count == 1:
            return side / 2
        number = width_of(f"{count:,}", SMALLEST, "bold")
        return max(side / 2 * _GROWN, number / 2 / (_HOLE * _FILLED))

    def box(self, side: float) -> Box:
        """Return the place that it takes."""
        radius = self.radius(side)
        return Box(self.x - radius, self.y - radius, 2 * radius, 2 * radius)


def clusters_of(points: np.ndarray, kinds: Iterable[EventType], side: float) -> list[Cluster]:
    """Return events as clusters that do not overlap; every event is in one of them.

    Parameters
    ----------
    points
        In units of the sheet, one row each.
    kinds
        Kind of each event.
    side
        Of a symbol.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    steps = np.floor(points / (_CELL * side)).astype(int).tolist()
    for row, (i, j) in enumerate(steps):
        cells.setdefault((i, j), []).append(row)
    of_row = list(kinds)
    found = []
    for rows in sorted(cells.values(), key=len, reverse=True):
        x, y = points[rows].mean(axis=0)
        found.append(Cluster(float(x), float(y), Counter(of_row[row] for row in rows)))
    return _apart(found, side)


def _apart(clusters: list[Cluster], side: float) -> list[Cluster]:
    """Join clusters until none overlaps: a symbol that became a number has grown."""
    kept: list[Cluster] = []
    for one in clusters:
        near = next((other for other in kept if other.box(side).overlaps(one.box(side))), None)
        if near is None:
            kept.append(one)
        else:
            near.kinds += one.kinds
    return kept if len(kept) == len(clusters) else _apart(kept, side)


def boxes_of(points: Iterable[PointEvent], land: Land, plane: Plane, side: float) -> list[Box]:
    """Return the room that events may take at their places, as numbers too."""
    places = list(points)
    if not places:
        return []
    placed = plane.to_units(land.points([p.lon for p in places], [p.lat for p in places]))
    radius = side / 2 * _GROWN
    return [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in placed.tolist()]


def draw_points(  # noqa: PLR0913, PLR0917 - the sheet, what, where, and how large
    pen: Pen,
    points: tuple[PointEvent, ...],
    land: Land,
    plane: Plane,
    room: Room,
    side: float,
    words: Language,
) -> Counter[EventType]:
    """Draw events at their places, and take the room; return those that lie beyond the map."""
    if not points:
        return Counter()
    placed = plane.to_units(land.points([p.lon for p in points], [p.lat for p in points]))
    inner = plane.box.grown(-side)
    low, high = np.array([inner.x, inner.y]), np.array([inner.right, inner.bottom])
    inside = np.asarray(((placed >= low) & (placed <= high)).all(axis=1))
    kinds = [point.kind for point in points]
    chosen = [kind for kind, is_in in zip(kinds, inside, strict=True) if is_in]
    for cluster in clusters_of(placed[inside], chosen, side):
        _draw(pen, cluster, side, words)
        room.taken.append(cluster.box(side))
    return Counter(kind for kind, is_in in zip(kinds, inside, strict=True) if not is_in)


def _draw(pen: Pen, cluster: Cluster, side: float, words: Language) -> None:
    count = cluster.kinds.total()
    if count == 1:
        draw_badge(pen, cluster.x, cluster.y, side, next(iter(cluster.kinds)))
        return
    radius = cluster.radius(side)
    disc, white = Path.unit_circle(), "#FFFFFF"
    parts = [(disc, 1.0, white), *_wedges(cluster.kinds), (disc, _HOLE, white)]
    shapes = [
        path.transformed(Affine2D().scale(part * radius).translate(cluster.x, cluster.y))
        for path, part, _ in parts
    ]
    pen.fills(shapes, [colour for _, _, colour in parts])
    text = words.number(count)
    widest = 2 * radius * _HOLE * _FILLED
    size = max(SMALLEST, min(0.62 * side, widest / width_of(text, 1, "bold")))
    pen.text(cluster.x, cluster.y + 0.36 * size, text, size, weight="bold", align="middle")


def _wedges(kinds: Counter[EventType]) -> Iterator[tuple[Path, float, str]]:
    """Yield the outline of each kind's part of a circle, its radius and its colour."""
    begin, count = _TOP, kinds.total()
    for kind in (kind for kind in EventType if kinds[kind]):
        end = begin + 360 * kinds[kind] / count
        wedge = Path.unit_circle() if math.isclose(end - begin, 360) else Path.wedge(begin, end)
        yield wedge, _RING, SYMBOLS[kind].colour
        begin = end
