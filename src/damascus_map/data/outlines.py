"""Mending outlines of districts where no boundary moves farther than a metre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from damascus_map.data.geography import WGS84, in_metres

FARTHEST_M: Final = 1.0
"""What is mended moves no boundary farther than this."""

_SNAP_M: Final = 0.9
"""Corners this near to each other become one: rounding moves them a little farther."""

_GRID_DEGREES: Final = 1e-6
_STEP_M: Final = 0.25
"""Between the points of a boundary that are measured: an error of half of it at most."""

_AREAS: Final = ("Polygon", "MultiPolygon")
_TOLD_M: Final = 0.1
"""What moves by less is the rounding to six decimals."""

Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class MendedOutlines:
    """Outlines as a dataset may have them.

    Attributes
    ----------
    geometry
        Polygons and multipolygons in WGS84, at most six decimals, in the order given; as they
        were given where one of them cannot be used.
    moved_m
        How far the boundary of each has moved: Hausdorff distance in metres.
    was_invalid
        Whether each was mended since it was not valid.
    unmended
        Why each cannot be used; None where it can.
    """

    geometry: gpd.GeoSeries
    moved_m: tuple[float, ...]
    was_invalid: tuple[bool, ...]
    unmended: tuple[str | None, ...]

    def is_mended(self, position: int) -> bool:
        """Tell whether an outline is another than the one given, beyond mere rounding."""
        return self.was_invalid[position] or self.moved_m[position] > _TOLD_M


def mended(outlines: gpd.GeoSeries) -> MendedOutlines:
    """Return outlines made valid, neighbours joined, each measured against what was given.

    Parameters
    ----------
    outlines
        Of any CRS; each two-dimensional and not empty.
    """
    given = in_metres(gpd.GeoDataFrame(geometry=outlines.to_crs(WGS84))).geometry
    shapes = np.array(given, dtype=object)
    invalid = ~shapely.is_valid(shapes)
    reasons = shapely.is_valid_reason(shapes)
    areas = np.array([_area(shape) for shape in shapes], dtype=object)
    faults = [
        reason if shape is None or distance_m(old, shape) > FARTHEST_M else None
        for old, shape, reason in zip(shapes, areas, reasons, strict=True)
    ]
    if any(faults):
        nothing = tuple(0.0 for _ in faults)
        return MendedOutlines(
            given.to_crs(WGS84), nothing, tuple(map(bool, invalid)), tuple(faults)
        )
    whole = gpd.GeoSeries(_joined(shapes, areas), crs=given.crs).to_crs(WGS84)
    rounded = gpd.GeoSeries([_rounded(shape) for shape in whole], crs=WGS84)
    measured = rounded.to_crs(given.crs)
    moved = [distance_m(old, new) for old, new in zip(shapes, measured, strict=True)]
    return MendedOutlines(rounded, tuple(moved), tuple(map(bool, invalid)), tuple(faults))


def distance_m(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far apart two boundaries are at their worst place (Hausdorff), in metres.

    Both boundaries are followed in small steps: corners alone would miss what lies between.
    """
    boundaries = shapely.boundary(one), shapely.boundary(other)
    return max(_farthest(*boundaries), _farthest(*reversed(boundaries)))


def _farthest(line: BaseGeometry, other: BaseGeometry) -> float:
    rest = shapely.difference(line, other)  # where both are the same nothing is to be measured
    if shapely.is_empty(rest):
        return 0.0
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(rest, _STEP_M)))
    shapely.prepare(other)
    return float(np.max(shapely.distance(points, other)))


def _area(shape: BaseGeometry) -> BaseGeometry | None:
    """Return a shape made valid, without what is no area; None if nothing is left."""
    valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if shapely.is_empty(valid) or valid.geom_type not in _AREAS:
        return None
    return valid


def _joined(given: Shapes, areas: Shapes) -> Shapes:
    """Close gaps and part overlaps of neighbours that are narrower than a metre.

    An outline that would move farther stays as it is, and so do its lines with others.
    """
    free = np.ones(len(areas), dtype=bool)
    while free.sum() > 1 and _has_slivers(areas[free]):
        joined = areas.copy()
        joined[free] = shapely.coverage_clean(  # type: ignore[attr-defined] # newer than its types
            areas[free], gap_width=FARTHEST_M, snapping_distance=_SNAP_M
        )
        far = [place for place in np.flatnonzero(free) if not _is_near(given[place], joined[place])]
        if not far:
            return joined
        free[far] = False
    return areas


def _has_slivers(areas: Shapes) -> bool:
    edges = shapely.coverage_invalid_edges(areas, gap_width=FARTHEST_M)
    return not bool(np.all(shapely.is_empty(edges)))


def _is_near(given: BaseGeometry, shape: BaseGeometry) -> bool:
    return not shapely.is_empty(shape) and distance_m(given, shape) <= FARTHEST_M


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape whose coordinates have six decimals, about a tenth of a metre."""
    snapped = shapely.set_precision(shape, _GRID_DEGREES)
    return shapely.transform(snapped, lambda points: np.round(points, 6))
