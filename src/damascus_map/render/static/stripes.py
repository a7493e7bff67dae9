"""Stripes as shapes: what part of a district each party's colour covers.

The stripes slant by 45 degrees, one after another in the order of the parties, each as wide as its
share of the pattern; cut to the district they need no pattern of the file format.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from damascus_map.render.style import Fill

_SLANT = 1 / math.sqrt(2)


def stripes_of(outline: BaseGeometry, fills: Sequence[Fill], period: float) -> list[BaseGeometry]:
    """Return the ground of each stripe, in the order of the fills.

    Parameters
    ----------
    outline
        The district, in a metric CRS: x to the east, y to the north.
    fills
        Its stripes; their shares sum to 1.
    period
        Width in metres of one row of all stripes.

    Returns
    -------
    list of shapely geometries
        Together they cover the outline, and none overlaps another.
    """
    if len(fills) == 1:
        return [outline]
    across, along = _reach(outline)
    ends = np.cumsum([0.0, *(fill.share for fill in fills)])
    rows = np.arange(math.floor(across[0] / period), math.floor(across[1] / period) + 1)
    strips = (
        _strips((rows + begin) * period, (rows + end) * period, along)
        for begin, end in pairwise(ends.tolist())
    )
    return [outline.intersection(shapely.MultiPolygon(list(one))) for one in strips]


def _reach(outline: shapely.Geometry) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return from where to where the outline reaches across the stripes, and along them."""
    points = shapely.get_coordinates(outline)
    across = (points[:, 0] - points[:, 1]) * _SLANT
    along = (points[:, 0] + points[:, 1]) * _SLANT
    return (across.min(), across.max()), (along.min() - 1, along.max() + 1)


def _strips(begin: np.ndarray, end: np.ndarray, along: tuple[float, float]) -> np.ndarray:
    corners = [(begin, along[0]), (end, along[0]), (end, along[1]), (begin, along[1])]
    rings = [
        np.column_stack([(across + far) * _SLANT, (far - across) * _SLANT])
        for across, far in corners
    ]
    return np.asarray(shapely.polygons(np.stack(rings, axis=1)))
