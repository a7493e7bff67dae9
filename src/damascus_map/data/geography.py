"""Reading and checking the GeoJSON layers: districts with their rules, context as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from damascus_map.data.cells import is_slug
from damascus_map.data.rulebook import finding
from damascus_map.data.schema import DISTRICT_NAMES, DISTRICTS_PATH
from damascus_map.errors import Finding
from damascus_map.language import N_

WGS84: Final = "EPSG:4326"
FARTHEST_KM: Final = 20
LARGEST_OVERLAP_PERCENT: Final = 1.0
MOST_DISTRICTS: Final = 32
"""The map counts events by a mask with a bit for each district."""

_TOO_LARGE: Final = 1e12
_WGS84_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326")
_PROPERTIES: Final = (
    "id",
    *DISTRICT_NAMES,
    "aliases",
    "pcodes",
    "area_km2",
    "population_2004",
    "note",
    "sources",
)

Collection = Mapping[str, Any]


def check_collection(content: Any, path: str) -> list[Finding]:
    """Return findings where a parsed file is not GeoJSON in longitude and latitude (WGS84)."""
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        return [finding("not-geojson", path)]
    crs = content.get("crs")
    if crs is not None and not str(crs).rstrip("'}").endswith(_WGS84_NAMES):
        return [finding("wrong-crs", path, column="crs", value=_crs_name(crs))]
    findings: list[Finding] = []
    for number, feature in enumerate(features, start=1):
        findings += [*_check_geometry(feature, path, number), *_check_object(feature, path, number)]
    return findings


def _crs_name(crs: Any) -> str:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name", crs) if isinstance(properties, dict) else crs)


def _check_object(feature: Any, path: str, number: int) -> Iterator[Finding]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict | None):
        expected = N_("an object of names and values")
        yield finding("wrong-property", path, row=number, column="properties", expected=expected)


def _check_geometry(feature: Any, path: str, number: int) -> Iterator[Finding]:
    try:
        geometry = shape(feature["geometry"])
        west, south, east, north = geometry.bounds
    except (TypeError, KeyError, ValueError, AttributeError, IndexError, ShapelyError):
        yield finding("invalid-geometry", path, row=number, reason=N_("it cannot be read"))
        return
    if min(west, -east) < -180 or min(south, -north) < -90:  # noqa: PLR2004 - degrees
        value = f"{west:.1f}, {south:.1f}"
        yield finding("wrong-crs", path, row=number, column="geometry", value=value)
    elif not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        yield finding("invalid-geometry", path, row=number, column="geometry", reason=reason)


def check_districts(
    districts: gpd.GeoDataFrame, centre: tuple[float, float] | None
) -> list[Finding]:
    """Return findings about number, ids, names, figures, shapes, distances and overlaps.

    Parameters
    ----------
    districts
        As `districts_frame` gives them (EPSG:4326), not yet indexed.
    centre
        Longitude and latitude near which all lie; None takes the median of the districts.
    """
    return [
        *_check_number(districts),
        *_check_ids_and_names(districts),
        *_check_figures(districts),
        *_check_shapes(districts),
        *_check_distances(districts, centre),
        *_check_overlaps(districts),
    ]


def districts_frame(collection: Collection) -> gpd.GeoDataFrame:
    """Return the districts in EPSG:4326 with the properties of the contract, missing ones None."""
    features = collection["features"]
    properties = [feature.get("properties") or {} for feature in features]
    columns = {
        name: pd.Series([given.get(name) for given in properties], dtype=object)
        for name in _PROPERTIES
    }
    outlines = [shape(feature["geometry"]) for feature in features]
    return gpd.GeoDataFrame(columns, geometry=outlines, crs=WGS84)


def _check_number(districts: gpd.GeoDataFrame) -> Iterator[Finding]:
    count = len(districts)
    if count > MOST_DISTRICTS:
        yield finding(
            "too-many-districts", DISTRICTS_PATH, value=count, count=count, limit=MOST_DISTRICTS
        )


def _check_ids_and_names(districts: gpd.GeoDataFrame) -> Iterator[Finding]:
    for number, row in enumerate(districts.to_dict(orient="records"), start=1):
        if row["id"] is None or row["id"] == "":
            yield finding("required", DISTRICTS_PATH, row=number, column="id")
        elif not isinstance(row["id"], str) or not is_slug(row["id"]):
            yield finding("slug", DISTRICTS_PATH, row=number, column="id", value=row["id"])
        for name in DISTRICT_NAMES:
            if not isinstance(row[name], str) or not row[name].strip():
                yield finding("missing-name", DISTRICTS_PATH, row=number, column=name)
    for position in districts.index[districts["id"].map(str).duplicated()]:
        value = districts.at[position, "id"]
        yield finding("duplicate-id", DISTRICTS_PATH, row=position + 1, column="id", value=value)


def _check_figures(districts: gpd.GeoDataFrame) -> Iterator[Finding]:
    for name in ("area_km2", "population_2004"):
        for number, value in enumerate(districts[name], start=1):
            usable = value is None or (isinstance(value, int | float) and abs(value) < _TOO_LARGE)
            if not usable:
                place = {"row": number, "column": name, "value": value}
                expected = N_("a number or null")
                yield finding("wrong-property", DISTRICTS_PATH, **place, expected=expected)


def _check_shapes(districts: gpd.GeoDataFrame) -> Iterator[Finding]:
    areas = districts.geom_type.isin(("Polygon", "MultiPolygon")) & ~districts.is_empty
    for position in districts.index[~areas]:
        place = {"row": position + 1, "column": "geometry", "value": districts.at[position, "id"]}
        yield finding("invalid-geometry", DISTRICTS_PATH, **place, reason=N_("it is not a polygon"))


def _check_distances(
    districts: gpd.GeoDataFrame, centre: tuple[float, float] | None
) -> Iterator[Finding]:
    metric = in_metres(districts)
    points = metric.geometry.centroid
    if centre is None:
        middle = shapely.Point(points.x.median(), points.y.median())
    else:
        middle = gpd.GeoSeries([shapely.Point(centre)], crs=WGS84).to_crs(metric.crs).iloc[0]
    (near,) = gpd.GeoSeries([middle], crs=metric.crs).to_crs(WGS84)
    for position, distance_m in points.distance(middle).items():
        if distance_m > FARTHEST_KM * 1000:
            yield finding(
                "far-away",
                DISTRICTS_PATH,
                row=int(position) + 1,
                column="geometry",
                value=districts.at[position, "id"],
                distance_km=round(distance_m / 1000),
                limit_km=FARTHEST_KM,
                near=f"[{near.x:.4f}, {near.y:.4f}]",
            )


def _check_overlaps(districts: gpd.GeoDataFrame) -> Iterator[Finding]:
    outlines = in_metres(districts).geometry
    for one, other in combinations(range(len(outlines)), 2):
        shared_m2 = outlines.iloc[one].intersection(outlines.iloc[other]).area
        smaller_m2 = min(outlines.iloc[one].area, outlines.iloc[other].area)
        percent = 100 * shared_m2 / smaller_m2 if smaller_m2 else 0.0
        if percent > LARGEST_OVERLAP_PERCENT:
            yield finding(
                "overlapping-districts",
                DISTRICTS_PATH,
                row=one + 1,
                column="geometry",
                value=districts["id"].iloc[one],
                other=districts["id"].iloc[other],
                percent=round(percent, 1),
            )


def in_metres(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a WGS84 frame in the UTM zone of its easternmost point, in metres.

    The zone is computed, not estimated: for Damascus it is always EPSG:32637, whatever
    part of the city is asked for (an estimate flips to zone 36 west of 36 degrees east).
    """
    _, south, east, _ = frame.total_bounds
    lon, lat = float(east), float(south)
    zone = min(int((lon + 180) // 6) + 1, 60)
    return frame.to_crs(f"EPSG:{(32600 if lat >= 0 else 32700) + zone}")


def as_indexed(districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the districts indexed by id, in the order of the file."""
    indexed = districts.astype({"id": "str"}).set_index("id", drop=True)
    lists = {
        name: indexed[name].map(lambda cell: tuple(cell) if isinstance(cell, list) else ())
        for name in ("aliases", "pcodes", "sources")
    }
    figures = {name: pd.to_numeric(indexed[name]) for name in ("area_km2", "population_2004")}
    texts = {name: indexed[name].astype("str") for name in DISTRICT_NAMES}
    return indexed.assign(**lists, **figures, **texts)
