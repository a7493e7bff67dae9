"""The ground of a picture: where it lies on earth, and the city, roads and water beneath it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from damascus_map.data.geography import WGS84, in_metres
from damascus_map.data.tables import Tables
from damascus_map.render.ground import GROUND_LAYERS, shapes_in
from damascus_map.render.static.layouts import Box
from damascus_map.render.static.pen import Pen, rectangle
from damascus_map.render.style import GROUND

_SMALLEST_EXTENT_M: Final = 2500
_ROOM_AROUND: Final = 0.06
_EDGE: Final = 20
"""Units by which a layer is kept beyond the map, so that no cut edge is seen."""
_CUTS_KEPT: Final = 64

Wanted = tuple[tuple[str, str], ...]


class Land:
    """The shapes of a dataset in metres, each worked out once.

    Parameters
    ----------
    tables
        The dataset.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._layers: dict[tuple[str, Wanted], np.ndarray] = {}
        self._cut = lru_cache(maxsize=_CUTS_KEPT)(self._cut_path)

    @cached_property
    def _in_metres(self) -> gpd.GeoDataFrame:
        return in_metres(self.tables.districts)

    @property
    def crs(self) -> Any:
        """The metric CRS: EPSG:32637 for Damascus."""
        return self._in_metres.crs

    @cached_property
    def districts(self) -> Mapping[str, BaseGeometry]:
        """The outline of each district, in metres."""
        return dict(self._in_metres.geometry.items())

    def layer(self, name: str, **wanted: str) -> np.ndarray:
        """Return the shapes of a context layer in metres, those with certain properties."""
        key = (name, tuple(wanted.items()))
        if key not in self._layers:
            self._layers[key] = self._read(name, wanted)
        return self._layers[key]

    def path(self, plane: Plane, name: str, **wanted: str) -> Path:
        """Return what a plane shows of a layer, in units."""
        return self._cut(plane, name, tuple(wanted.items()))

    def points(self, lon: Iterable[float], lat: Iterable[float]) -> np.ndarray:
        """Return places given in degrees (WGS84) in metres, one row each."""
        places = gpd.GeoSeries(gpd.points_from_xy(list(lon), list(lat)), crs=WGS84)
        return shapely.get_coordinates(places.to_crs(self.crs).values)

    def _read(self, name: str, wanted: Mapping[str, str]) -> np.ndarray:
        shapes = gpd.GeoSeries(shapes_in(self.tables.context, name, wanted), crs=WGS84)
        return np.asarray(shapes.to_crs(self.crs).values, dtype=object)

    def _cut_path(self, plane: Plane, name: str, wanted: Wanted) -> Path:
        west, south, east, north = plane.bounds
        edge = _EDGE * plane.metres_per_unit
        frame = (west - edge, south - edge, east + edge, north + edge)
        cut = shapely.clip_by_rect(self.layer(name, **dict(wanted)), *frame)
        return plane.path(cut[~shapely.is_empty(cut)])


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def land_of(tables: Tables) -> Land:
    """Return the shapes of a dataset."""
    return Land(tables)


@dataclass(frozen=True, slots=True)
class Plane:
    """How metres lie on the sheet: `west` and `north` are those of the box's upper left corner."""

    box: Box
    west: float
    north: float
    metres_per_unit: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, in metres."""
        wide, high = self.box.w * self.metres_per_unit, self.box.h * self.metres_per_unit
        return self.west, self.north - high, self.west + wide, self.north

    def to_units(self, points: np.ndarray) -> np.ndarray:
        """Return points given in metres in units of the sheet."""
        x = self.box.x + (points[:, 0] - self.west) / self.metres_per_unit
        y = self.box.y + (self.north - points[:, 1]) / self.metres_per_unit
        return np.column_stack([x, y])

    def path(self, shapes: Iterable[BaseGeometry]) -> Path:
        """Return shapes given in metres as one path in units."""
        return compound_path(
            shapely.transform(np.asarray(list(shapes), dtype=object), self.to_units)
        )

    def shape(self, one: BaseGeometry) -> BaseGeometry:
        """Return a shape given in metres in units."""
        return shapely.transform(one, self.to_units)


def plane_around(shapes: Iterable[BaseGeometry], box: Box) -> Plane:
    """Return the plane that shows shapes, given in metres, as large as a box allows."""
    west, south, east, north = shapely.total_bounds(np.asarray(list(shapes), dtype=object))
    wide = max(east - west, _SMALLEST_EXTENT_M) * (1 + 2 * _ROOM_AROUND)
    high = max(north - south, _SMALLEST_EXTENT_M) * (1 + 2 * _ROOM_AROUND)
    scale = float(max(wide / box.w, high / box.h))
    x, y = float(west + east) / 2, float(south + north) / 2
    return Plane(box, x - box.w * scale / 2, y + box.h * scale / 2, scale)


def compound_path(shapes: Iterable[BaseGeometry]) -> Path:
    """Return lines and rings as one path; rings are closed, holes stay holes."""
    parts = shapely.get_parts(np.asarray(list(shapes), dtype=object))
    areas = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = [*shapely.get_rings(shapely.normalize(parts[areas])), *parts[~areas]]
    vertices, codes = [np.empty((0, 2))], [np.empty(0, dtype=np.uint8)]
    for ring in rings:
        points = shapely.get_coordinates(ring)
        if len(points) == 0:
            continue
        code = np.full(len(points), Path.LINETO, dtype=np.uint8)
        code[0] = Path.MOVETO
        if ring.geom_type == "LinearRing":
            code[-1] = Path.CLOSEPOLY
        vertices.append(points)
        codes.append(code)
    return Path(np.concatenate(vertices), np.concatenate(codes))


def draw_ground(pen: Pen, land: Land, plane: Plane, weight: float) -> None:
    """Draw the ground inside the plane's box, quiet beneath the districts.

    Parameters
    ----------
    pen
        Of the sheet itself, not mirrored.
    land, plane
        What is drawn, and where.
    weight
        By which the widths of lines are multiplied.
    """
    clip = rectangle(plane.box)
    pen.path(clip, fill=GROUND["ground"])

    for layer in GROUND_LAYERS:
        path = land.path(plane, layer.source, **layer.kept)
        if np.size(path.vertices):
            fill = GROUND[layer.fill] if layer.fill else None
            # Without dashes: those of a border that two areas share would fill each other's gaps.
            pen.path(
                path, fill=fill, edge=GROUND[layer.line], width=layer.width * weight, clip=clip
            )
