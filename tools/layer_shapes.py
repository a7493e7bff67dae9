"""Answers how the outlines of the map are generalised without tearing them apart.

Pure functions on shapely geometries and NumPy arrays; nothing here reads or
writes a file. Metric work happens in EPSG:32637, files are in EPSG:4326.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Shapes: TypeAlias = npt.NDArray[np.object_]

LON_LAT = "EPSG:4326"
METRES = "EPSG:32637"
GAP_AREA_M2 = 5_000.0
NO_OWNER = -1


def project(shapes: Shapes, source: str, target: str) -> Shapes:
    """Move every vertex from one coordinate system to another.

    Parameters
    ----------
    shapes
        Geometries, x first, y second.
    source, target
        Names of the systems, such as ``EPSG:4326``.

    Returns
    -------
    Shapes
        New geometries; equal vertices stay equal.
    """
    transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)

    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return as_shapes(shapely.transform(shapes, move))


def as_shapes(items: Sequence[Any] | Shapes) -> Shapes:
    """Put geometries into a one-dimensional object array.

    Parameters
    ----------
    items
        Geometries in order.

    Returns
    -------
    Shapes
        The same geometries.
    """
    shapes = np.empty(len(items), dtype=object)
    shapes[:] = list(items)
    return shapes


def owners_of(faces: Shapes, owners: Shapes) -> npt.NDArray[np.int64]:
    """Tell which outline each face lies in; the first outline wins.

    Parameters
    ----------
    faces
        Polygons that no outline cuts.
    owners
        Outlines, in order of precedence.

    Returns
    -------
    numpy.ndarray
        Position in `owners`, or -1 where no outline covers the face.
    """
    inside = shapely.point_on_surface(faces)
    face, owner = shapely.STRtree(owners).query(inside, predicate="within")
    found = np.full(len(faces), len(owners), dtype=np.int64)
    np.minimum.at(found, face, owner)
    return np.where(found == len(owners), NO_OWNER, found)


def fill_gaps(faces: Shapes, found: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give every small face without an owner to its longest neighbour.

    Parameters
    ----------
    faces
        Polygons in EPSG:32637 that share all their vertices.
    found
        Owner of each face, -1 for none.

    Returns
    -------
    numpy.ndarray
        Owners; faces of 5,000 m2 and more without an owner stay without.
    """
    filled = found.copy()
    tree = shapely.STRtree(faces)
    gaps = np.flatnonzero((found == NO_OWNER) & (shapely.area(faces) < GAP_AREA_M2))
    for gap in gaps:
        near = tree.query(faces[gap], predicate="touches")
        near = near[found[near] != NO_OWNER]
        if len(near):
            shared = shapely.length(shapely.intersection(faces[near], faces[gap]))
            filled[gap] = found[near[np.argmax(shared)]]
    return filled


def match_edges(outlines: Shapes) -> Shapes:
    """Turn outlines that nearly fit into a coverage that fits exactly.

    Parameters
    ----------
    outlines
        Polygons in EPSG:32637; where two overlap the earlier one keeps the
        ground, gaps under 5,000 m2 go to the neighbour with the longest side.

    Returns
    -------
    Shapes
        One polygon or multipolygon for each outline, with equal vertices
        along every shared line.
    """
    lines = shapely.union_all(shapely.boundary(outlines))
    faces = as_shapes(list(shapely.get_parts(shapely.polygonize([lines]))))
    owner = fill_gaps(faces, owners_of(faces, outlines))
    return as_shapes([shapely.coverage_union_all(faces[owner == i]) for i in range(len(outlines))])


def round_shapes(shapes: Shapes, decimals: int) -> Shapes:
    """Round all coordinates and drop the vertices that fall together.

    Parameters
    ----------
    shapes
        Geometries in EPSG:4326.
    decimals
        Digits kept after the point, in degrees.

    Returns
    -------
    Shapes
        Rounded geometries; a vertex shared by two of them stays shared.
    """
    rounded = shapely.transform(shapes, lambda points: np.round(points, decimals))
    return as_shapes(shapely.remove_repeated_points(rounded))


def wind_rings(shape: BaseGeometry) -> BaseGeometry:
    """Order rings as RFC 7946 wants them: exteriors counter-clockwise.

    Parameters
    ----------
    shape
        Any geometry; other kinds than polygons are only normalised.

    Returns
    -------
    BaseGeometry
        The same shape with a fixed start of each ring and order of parts.
    """
    fixed = shapely.normalize(shape)
    return shapely.orient_polygons(fixed) if fixed.geom_type.endswith("Polygon") else fixed


def joined_lines(lines: Shapes, tolerance_m: float) -> list[BaseGeometry]:
    """Join pieces end to end, then take out needless vertices.

    Parameters
    ----------
    lines
        Lines in EPSG:32637 of one class and name.
    tolerance_m
        Largest distance, in metres, by which a line may move.

    Returns
    -------
    list of BaseGeometry
        Single lines; their ends have not moved.
    """
    merged = shapely.line_merge(shapely.multilinestrings(list(lines)))
    return list(shapely.simplify(shapely.get_parts(merged), tolerance_m))


def is_stub(lines: Shapes, shortest_m: float) -> npt.NDArray[np.bool_]:
    """Mark short lines of which at least one end touches no other line.

    Parameters
    ----------
    lines
        Lines in EPSG:32637.
    shortest_m
        Length in metres from which a line is always kept.

    Returns
    -------
    numpy.ndarray
        True where the line may be left out without opening a gap.
    """
    tree = shapely.STRtree(lines)
    loose = np.zeros(len(lines), dtype=bool)
    for end in (0, -1):
        line, _ = tree.query(shapely.get_point(lines, end), predicate="dwithin", distance=20.0)
        loose |= np.bincount(line, minlength=len(lines)) < 2  # noqa: PLR2004 (itself and one more)
    return loose & (shapely.length(lines) < shortest_m)
