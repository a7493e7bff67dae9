"""Names of districts with their events, and of places: where they stand, and what found no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import shapely

from damascus_map.language import NN_
from damascus_map.render.frame import DistrictFrame, Frame
from damascus_map.render.static.ground import Land, Plane
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.lettering import width_of
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.placing import Room, area_of, around, beside
from damascus_map.render.static.stacks import Stack, draw_stack, stack_of
from damascus_map.render.style import GROUND

EVENTS_COUNTED: Final = NN_("{name}: {n} event", "{name}: {n} events")
_ARABIC: Final = 0.84
_HALO: Final = 0.16
_MOST_ON_OTHERS: Final = 0.08
_MOST_HIDDEN: Final = 0.2
"""The part of a district that its events may hide."""

_RANKS: Final = (1, 2)
_PLACE_SIZE: Final = {1: 0.8, 2: 0.68}


@dataclass(slots=True)
class LeftOver:
    """What found no room on the map.

    Attributes
    ----------
    districts
        Names, with a number of their events where these stand there too: for the legend.
    places
        Names of the ground: for the file's description.
    """

    districts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Names:
    """Where the names of districts stand.

    Attributes
    ----------
    size
        Of the letters.
    boxes
        The place of each, None where there is no room; the smallest district first.
    """

    size: float
    boxes: Mapping[str, Box | None]


def placed_names(frame: Frame, land: Land, plane: Plane, room: Room, size: float) -> Names:
    """Return where the districts' names stand, and take the room that they need."""
    shapes = {key: plane.shape(shape) for key, shape in land.districts.items()}
    shown = sorted(frame.districts, key=lambda one: shapes[one.id].area)
    return Names(size, {one.id: _place_name(one, shapes, room, size) for one in shown})


def draw_names(
    pen: Pen, frame: Frame, land: Land, plane: Plane, room: Room, placed: Names
) -> LeftOver:
    """Draw the districts' names, and their events beside them; take the room that these need."""
    shapes = {key: plane.shape(shape) for key, shape in land.districts.items()}
    names, size = placed.boxes, placed.size
    by_id = {one.id: one for one in frame.districts}
    shown = [by_id[key] for key in names]
    left = LeftOver()
    stacks = {
        one.id: (stack, _place_stack(one.id, stack, shapes, names[one.id], room))
        for one in shown
        if (stack := _stack(one, size, frame))
    }
    for one in shown:
        stack, box = stacks.get(one.id, (None, None))
        if stack and box:
            _draw_leader(pen, box, shapes[one.id], names[one.id])
            draw_stack(pen, stack, box, on_plate=True)
        name = names[one.id]
        if name:
            _draw_name(pen, one, name, size)
        if name is None or (stack and box is None):
            events = sum(one.events.values()) if box is None else 0
            left.districts.append(
                frame.words.plural(EVENTS_COUNTED, events, name=one.name) if events else one.name
            )
    return left


def _stack(one: DistrictFrame, size: float, frame: Frame) -> Stack | None:
    return stack_of(one.events, 1.05 * size, 9 * size, frame.words) if one.events else None


def _place_name(
    one: DistrictFrame, shapes: Mapping[str, Any], room: Room, size: float
) -> Box | None:
    width, height = width_of(one.name, size, "bold"), size * 1.2
    if one.name_below:
        width = max(width, width_of(one.name_below, size * _ARABIC))
        height += size * _ARABIC * 1.35
    x, y = shapely.maximum_inscribed_circle(shapes[one.id], 2).coords[0]
    places = around(x, y, width + 4, height, size / 3, 6)
    box = room.take(places, lambda box: _part_on_others(box, one.id, shapes) <= _MOST_ON_OTHERS)
    outer = _bounds(shapes[one.id])
    return box or room.take(beside(outer, width + 4, height, size, 4))


def _place_stack(
    district: str, stack: Stack, shapes: Mapping[str, Any], name: Box | None, room: Room
) -> Box | None:
    def fits(box: Box) -> bool:
        own = shapes[district]
        hidden = own.intersection(area_of(box)).area
        return hidden <= _MOST_HIDDEN * own.area and _part_on_others(box, district, shapes) == 0

    candidates = _near(name, stack) if name else iter(())
    box = room.take(candidates, fits)
    return box or room.take(
        beside(_bounds(shapes[district]), stack.width, stack.height, stack.side, 6), fits
    )


def _near(name: Box, stack: Stack) -> Iterator[Box]:
    """Yield places beneath, above and beside a name."""
    x, y = name.centre
    w, h, gap = stack.width, stack.height, 2
    for shift in (0, 0.3, -0.3, 0.6, -0.6):
        yield Box(x - w / 2 + shift * w, name.bottom + gap, w, h)
        yield Box(x - w / 2 + shift * w, name.y - gap - h, w, h)
    yield Box(name.right + gap, y - h / 2, w, h)
    yield Box(name.x - gap - w, y - h / 2, w, h)


def _part_on_others(box: Box, district: str, shapes: Mapping[str, Any]) -> float:
    """Return which part of a place lies on other districts."""
    cover = area_of(box)
    return max(
        (
            cover.intersection(shape).area / cover.area
            for key, shape in shapes.items()
            if key != district
        ),
        default=0,
    )


def _bounds(shape: Any) -> Box:
    west, north, east, south = shape.bounds
    return Box(west, north, east - west, south - north)


def _draw_name(pen: Pen, one: DistrictFrame, box: Box, size: float) -> None:
    x, y = box.centre[0], box.y + size * 0.95
    halo = _HALO * size
    pen.text(x, y, one.name, size, weight="bold", align="middle", halo=halo)
    if one.name_below:
        below = y + size * _ARABIC * 1.3
        pen.text(x, below, one.name_below, size * _ARABIC, align="middle", halo=halo)


def _draw_leader(pen: Pen, box: Box, shape: Any, name: Box | None) -> None:
    """Draw a line from a stack to its district, where it does not touch its name."""
    if name and box.grown(4).overlaps(name):
        return
    inside = shapely.maximum_inscribed_circle(shape, 2).coords[0]
    cover = area_of(box)
    line = shapely.shortest_line(cover, shapely.Point(inside))
    aim = line.intersection(shape)
    if aim.is_empty or cover.intersects(shape):
        return
    begin = line.coords[0]
    toward = shapely.get_coordinates(aim)
    end = min(
        toward.tolist(), key=lambda point: abs(point[0] - begin[0]) + abs(point[1] - begin[1])
    )
    deep = 10 / max(line.length, 1)
    end = (end[0] + deep * (inside[0] - begin[0]), end[1] + deep * (inside[1] - begin[1]))
    for colour, width in ((GROUND["panel"], 3.4), (GROUND["ink"], 1.2)):
        pen.line([(begin[0], begin[1]), (end[0], end[1])], edge=colour, width=width)


def draw_places(
    pen: Pen, frame: Frame, land: Land, plane: Plane, room: Room, size: float
) -> list[str]:
    """Draw the names of places on the ground where there is room; return those without."""
    shapes = [plane.shape(land.districts[one.id]) for one in frame.districts]
    covered = shapely.union_all(shapes)
    missing = []
    for x, y, name, rank in _places_within(land, plane, frame.words.code):
        letters = size * _PLACE_SIZE[rank]
        width = width_of(name, letters)
        candidates = around(x, y, width + 6, letters * 1.3, letters * 0.7, 2)
        box = room.take(candidates, lambda box: not covered.intersects(area_of(box)))
        if box:
            pen.text(
                box.centre[0],
                box.y + letters,
                name,
                letters,
                align="middle",
                colour=GROUND["muted"],
            )
        elif not covered.contains(shapely.Point(x, y)):
            missing.append(name)
    return missing


def _places_within(land: Land, plane: Plane, lang: str) -> Sequence[tuple[float, float, str, int]]:
    features = land.tables.context.get("places", {"features": []})["features"]
    rows = [one for one in features if one["properties"].get("rank") in _RANKS]
    if not rows:
        return []
    degrees = [one["geometry"]["coordinates"] for one in rows]
    metres = land.points([lon for lon, _ in degrees], [lat for _, lat in degrees])
    west, south, east, north = plane.bounds
    found = [
        (float(x), float(y), _name(row["properties"], lang), int(row["properties"]["rank"]))
        for (x, y), (mx, my), row in zip(plane.to_units(metres), metres, rows, strict=True)
        if west < mx < east and south < my < north
    ]
    return sorted(found, key=lambda place: (place[3], place[2]))


def _name(properties: Mapping[str, Any], lang: str) -> str:
    return str(properties.get(f"name_{lang}") or properties["name_en"])
