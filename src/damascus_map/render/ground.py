"""What lies beneath the districts: which layers of context are drawn, how, and in which order.

The browser is sent each of them as whole numbers, a quarter of what GeoJSON takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

PARTS_OF_A_DEGREE: Final = 100_000
"""Whole numbers to a degree: steps of about one metre."""

Context = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class GroundLayer:
    """A layer of the ground.

    Attributes
    ----------
    source
        Name of the context layer.
    kept
        Properties that its features have to have.
    line, width
        Colour of the lines, a key of `style.GROUND`, and their width in pixels.
    fill
        Colour of the areas; none: they are not filled, and a border of two is drawn once.
    dash
        Lengths of dashes and gaps in pixels.
    grows
        Whether the lines grow wider with the zoom.
    """

    source: str
    kept: Mapping[str, str]
    line: str
    width: float
    fill: str | None = None
    dash: tuple[int, ...] = ()
    grows: bool = False


GROUND_LAYERS: Final = (
    GroundLayer("surroundings", {"kind": "subdistrict"}, "line", 0.7, dash=(2, 4)),
    GroundLayer("surroundings", {"kind": "city"}, "line", 0, fill="city"),
    GroundLayer("neighbourhoods", {}, "line", 0.6),
    GroundLayer("water", {}, "water", 0.8, fill="water"),
    GroundLayer("roads", {"class": "major"}, "road_minor", 1.2, grows=True),
    GroundLayer("roads", {"class": "highway"}, "road", 2.8, grows=True),
    GroundLayer("surroundings", {"kind": "city"}, "line", 1.4),
)
"""From below to above."""


def shapes_in(context: Context, name: str, kept: Mapping[str, str]) -> list[BaseGeometry]:
    """Return the shapes (WGS84) of a context layer that have certain properties.

    There are none where the dataset has no such layer.
    """
    features = context.get(name, {"features": []})["features"]
    return [
        shapely.geometry.shape(feature["geometry"])
        for feature in features
        if kept.items() <= (feature["properties"] or {}).items()
    ]


def ground(context: Context) -> list[dict[str, Any]]:
    """Return the layers of the ground for the plugin.

    Parameters
    ----------
    context
        The context layers of a dataset: GeoJSON, WGS84.

    Returns
    -------
    list of dict
        From below to above: the look of a layer, its ``lines``, and its ``areas``, each with its
        rings. A line is a flat list of whole numbers, `PARTS_OF_A_DEGREE` to a degree: longitude
        and latitude of its first point, then the step to each next one.
    """
    return [
        {
            "line": layer.line,
            "width": layer.width,
            "fill": layer.fill,
            "dash": list(layer.dash),
            "grows": layer.grows,
            **_drawn(layer, shapes_in(context, layer.source, layer.kept)),
        }
        for layer in GROUND_LAYERS
    ]


def _drawn(layer: GroundLayer, shapes: Sequence[BaseGeometry]) -> dict[str, Any]:
    parts = [*shapely.get_parts(_on_grid(shapes))]
    areas = [part for part in parts if part.geom_type == "Polygon"]
    lines = [part for part in parts if part.geom_type == "LineString"]
    if layer.fill is None:
        lines += [*shapely.get_parts(shapely.union_all(shapely.boundary(areas)))]
        areas = []
    joined = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    return {
        "lines": [_steps(line) for line in joined],
        "areas": [[_steps(ring) for ring in shapely.get_rings(area)] for area in areas],
    }


def _on_grid(shapes: Sequence[BaseGeometry]) -> np.ndarray:
    whole = shapely.transform(
        np.asarray(shapes, dtype=object), lambda points: np.rint(points * PARTS_OF_A_DEGREE)
    )
    return np.asarray(shapely.remove_repeated_points(whole))


def _steps(line: BaseGeometry) -> list[int]:
    points = np.rint(shapely.get_coordinates(line)).astype(int)
    return [int(number) for number in np.diff(points, axis=0, prepend=[[0, 0]]).ravel()]
