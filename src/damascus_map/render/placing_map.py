"""A small map of what was placed: the districts with their numbers of rows, and precise points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND

_LONGER_SIDE: Final = 560.0
Area = Polygon | MultiPolygon

_MARGIN: Final = 26.0
_MOST_DOTS: Final = 2000
_DOT: Final = 1.8
_DEEPEST: Final = 0.75
_FAINTEST: Final = 0.12
_FILL: Final = "#B98A3E"
_NAME_PX: Final = 13
_LINE_PX: Final = 16
_FONTS: Final = "Noto Sans, Noto Sans Arabic, system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class _Plane:
    """Degrees to units of the picture; a degree of longitude is as wide as it is on the ground."""

    west: float
    north: float
    per_lon: float
    per_lat: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x = _MARGIN + (lon - self.west) * self.per_lon
        return x, _MARGIN + (self.north - lat) * self.per_lat

    def path(self, shape: Area) -> str:
        rings = shapely.get_rings(shapely.get_parts(shape))
        return "".join(
            "M" + "L".join("{:.1f},{:.1f}".format(*self.at(*point)) for point in ring.coords) + "Z"
            for ring in rings
        )


def placing_map(
    tables: Tables,
    counts: Mapping[str, int],
    points: Iterable[tuple[float, float]],
    words: Language,
) -> Element:
    """Return a picture (SVG) of where rows were placed.

    Parameters
    ----------
    tables
        The dataset whose districts are drawn.
    counts
        Rows of each district, by its id.
    points
        Longitude and latitude (WGS84) of events whose place is known so well.
    words
        The language.
    """
    districts = tables.districts
    west, south, east, north = districts.total_bounds
    narrowing = math.cos(math.radians((south + north) / 2))
    per_lat = _LONGER_SIDE / max((east - west) * narrowing, north - south)
    plane = _Plane(west, north, per_lat * narrowing, per_lat)
    width, height = (round(end + _MARGIN) for end in plane.at(east, south))
    most = max([*counts.values(), 1])
    names = districts[f"name_{words.code}"]
    shapes = dict(zip(districts.index, districts.geometry, strict=True))
    return element(
        "svg",
        *(_area(plane, shape, counts.get(one, 0) / most) for one, shape in shapes.items()),
        *_dots(plane, points),
        *(
            _label(plane, shape, str(names[one]), words.number(counts.get(one, 0)))
            for one, shape in shapes.items()
        ),
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        xmlns="http://www.w3.org/2000/svg",
        font_family=_FONTS,
    )


def in_words(tables: Tables, counts: Mapping[str, int], words: Language) -> str:
    """Return what the picture shows, for those who do not see it."""
    names = tables.districts[f"name_{words.code}"]
    told = ", ".join(f"{name} {words.number(counts.get(one, 0))}" for one, name in names.items())
    return words.text(N_("Rows by district: {counts}"), counts=told)


def _area(plane: _Plane, shape: Area, share: float) -> Element:
    opacity = _FAINTEST + (_DEEPEST - _FAINTEST) * math.sqrt(share) if share else 0.0
    return element(
        "path",
        d=plane.path(shape),
        fill=_FILL if share else GROUND["city"],
        fill_opacity=f"{opacity:.2f}" if share else "1",
        stroke=GROUND["muted"],
        stroke_width="1",
        fill_rule="evenodd",
    )


def _dots(plane: _Plane, points: Iterable[tuple[float, float]]) -> Iterable[Element]:
    for lon, lat in list(dict.fromkeys(points))[:_MOST_DOTS]:
        x, y = plane.at(lon, lat)
        yield element(
            "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{_DOT}", fill=GROUND["ink"], opacity="0.55"
        )


def _label(plane: _Plane, shape: Area, name: str, count: str) -> Element:
    """Return name and number, at the point that lies deepest inside the district."""
    inside = shapely.maximum_inscribed_circle(shape)
    x, y = plane.at(*np.asarray(inside.coords[0]))
    look = {"text_anchor": "middle", "fill": GROUND["ink"], "x": f"{x:.1f}"}
    halo = {"stroke": GROUND["panel"], "stroke_width": "3.5", "paint_order": "stroke"}
    return element(
        "g",
        element("text", name, **look, **halo, y=f"{y - 2:.1f}", font_size=str(_NAME_PX)),
        element(
            "text",
            count,
            **look,
            **halo,
            y=f"{y - 2 + _LINE_PX:.1f}",
            font_size=str(_LINE_PX),
            font_weight="650",
        ),
    )
