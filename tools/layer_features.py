"""Answers what each layer of the map holds: which features, in which order, with which names.

Pure functions from tables of features to layers; `tools.draw_layers` reads and writes the files.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import shapely

from tools.layer_shapes import (
    LON_LAT,
    METRES,
    Shapes,
    as_shapes,
    is_stub,
    joined_lines,
    match_edges,
    project,
    round_shapes,
    wind_rings,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Row: TypeAlias = Mapping[str, Any]

BOUNDS_WSEN = (36.10, 33.38, 36.50, 33.65)
OUTLINE_TOLERANCE_M = 8.0
SURROUNDINGS_TOLERANCE_M = 50.0
ROAD_TOLERANCE_M = 8.0
WATER_TOLERANCE_M = 4.0
SHORTEST_ROAD_M = 120.0
SHORTEST_WATER_M = 350.0
SMALLEST_ISLAND_M2 = 2_000.0
FINE, COARSE = 6, 5
OCHA = "© UN OCHA (COD-AB), CC BY 3.0 IGO"
OSM = "© OpenStreetMap contributors, ODbL"
DISTRICT_SOURCES = (
    "UN OCHA, COD-AB cod-ab-syr, neighbourhoods of 2016-09-05, v02, CC BY 3.0 IGO",
    "Syrian Central Bureau of Statistics, census of 2004, as quoted by Wikipedia",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Features of one file: one row of properties for each shape."""

    rows: tuple[Row, ...]
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Layer:
    """One file to be written: its name, credit and features in order."""

    name: str
    attribution: str
    features: tuple[tuple[Row, BaseGeometry], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Neighbourhoods and sub-districts as one coverage, in EPSG:4326."""

    neighbourhoods: Table
    subdistricts: Table

    def of(self, pcodes: Iterable[str]) -> BaseGeometry:
        """Merge the neighbourhoods that carry one of these codes."""
        wanted = set(pcodes)
        rows = self.neighbourhoods.rows
        chosen = [i for i, row in enumerate(rows) if wanted & {row["pcode"], row["area_pcode"]}]
        if not chosen:
            message = (
                f"no neighbourhood carries {sorted(wanted)}: expected OCHA P-codes such as N0007"
            )
            raise LookupError(message)
        return shapely.coverage_union_all(self.neighbourhoods.shapes[chosen])


def draw_outlines(neighbourhoods: Table, subdistricts: Table, city: BaseGeometry) -> Outlines:
    """Generalise all outlines together, so that lines shared stay shared.

    Parameters
    ----------
    neighbourhoods, subdistricts
        OCHA polygons in EPSG:4326.
    city
        The governorate of Damascus: sub-districts inside it are left out.

    Returns
    -------
    Outlines
        Neighbourhoods moved by about 8 m at most, sub-districts by 50 m except
        along the city, all in EPSG:4326.
    """
    inside = shapely.contains(city, shapely.point_on_surface(subdistricts.shapes))
    around = shapely.intersection(subdistricts.shapes, shapely.box(*BOUNDS_WSEN))
    kept = np.flatnonzero(~inside & ~shapely.is_empty(around))
    count = len(neighbourhoods.rows)
    everything = as_shapes([*neighbourhoods.shapes, *around[kept]])
    fitted = match_edges(project(everything, LON_LAT, METRES))
    fine = shapely.coverage_simplify(fitted, OUTLINE_TOLERANCE_M)
    coarse = shapely.coverage_simplify(
        fine[count:], SURROUNDINGS_TOLERANCE_M, simplify_boundary=False
    )
    return Outlines(
        Table(neighbourhoods.rows, round_shapes(project(fine[:count], METRES, LON_LAT), FINE)),
        Table(
            tuple(subdistricts.rows[i] for i in kept),
            round_shapes(project(coarse, METRES, LON_LAT), FINE),
        ),
    )


def area_km2(shape: BaseGeometry) -> float:
    """Measure a polygon in EPSG:32637, in square kilometres to two decimals."""
    (flat,) = project(as_shapes([shape]), LON_LAT, METRES)
    return round(float(flat.area) / 1e6, 2)


def district_layer(outlines: Outlines, table: Sequence[Row]) -> Layer:
    """Merge neighbourhoods into the districts of the table, in its order.

    Parameters
    ----------
    outlines
        The drawn neighbourhoods.
    table
        Names, spellings, P-codes, population and note of each district.

    Returns
    -------
    Layer
        ``districts``.
    """
    keys = ("id", "name", "name_en", "name_fr", "name_ar", "aliases", "pcodes")
    features = []
    for entry in table:
        shape = outlines.of(entry["pcodes"])
        counted = entry["population_2004"] is not None
        features.append(
            (
                {key: entry[key] for key in keys}
                | {"area_km2": area_km2(shape)}
                | {key: entry[key] for key in ("population_2004", "note")}
                | {"sources": list(DISTRICT_SOURCES if counted else DISTRICT_SOURCES[:1])},
                shape,
            )
        )
    return Layer("districts", OCHA, tuple(features))


def neighbourhood_layer(outlines: Outlines) -> Layer:
    """List the neighbourhoods by P-code.

    Parameters
    ----------
    outlines
        The drawn neighbourhoods.

    Returns
    -------
    Layer
        ``neighbourhoods``.
    """
    pairs = zip(outlines.neighbourhoods.rows, outlines.neighbourhoods.shapes, strict=True)
    features = [
        ({"id": row["pcode"], "name_en": row["name_en"], "name_ar": row["name_ar"]}, shape)
        for row, shape in pairs
    ]
    return Layer("neighbourhoods", OCHA, tuple(sorted(features, key=lambda f: f[0]["id"])))


def surroundings_layer(outlines: Outlines, city: Row) -> Layer:
    """List the city's own outline, then the sub-districts around it.

    Parameters
    ----------
    outlines
        The drawn neighbourhoods and sub-districts.
    city
        Properties of the governorate of Damascus.

    Returns
    -------
    Layer
        ``surroundings``.
    """
    whole = shapely.coverage_union_all(outlines.neighbourhoods.shapes)
    names = {"name_en": city["adm1_name"], "name_ar": city["adm1_name1"]}
    first = ({"id": city["adm1_pcode"], "kind": "city"} | names, whole)
    pairs = zip(outlines.subdistricts.rows, outlines.subdistricts.shapes, strict=True)
    rest = [
        (
            {"id": row["adm3_pcode"], "kind": "subdistrict"}
            | {"name_en": row["name"], "name_ar": row["name1"]},
            shape,
        )
        for row, shape in pairs
    ]
    return Layer("surroundings", OCHA, (first, *sorted(rest, key=lambda f: f[0]["id"])))


def clean_name(name: str | None) -> str | None:
    """Take direction marks and stray spaces out of a name; None if nothing is left."""
    letters = "".join(c for c in name or "" if unicodedata.category(c) != "Cf")
    return " ".join(letters.split()) or None


def road_layer(roads: Table) -> Layer:
    """Join road pieces of one class and name, and leave loose stubs out.

    Parameters
    ----------
    roads
        OpenStreetMap lines in EPSG:4326 with ``roadClass`` and ``name``.

    Returns
    -------
    Layer
        ``roads``: class, name as given, name_en where it is in Latin letters.
    """
    keys = [(row["roadClass"], clean_name(row["name"]) or "") for row in roads.rows]
    flat = project(shapely.intersection(roads.shapes, shapely.box(*BOUNDS_WSEN)), LON_LAT, METRES)
    found: list[tuple[str, str]] = []
    lines: list[BaseGeometry] = []
    for key in sorted(set(keys)):
        chosen = flat[[i for i, other in enumerate(keys) if other == key]]
        pieces = joined_lines(shapely.get_parts(chosen), ROAD_TOLERANCE_M)
        found += [key] * len(pieces)
        lines += pieces
    kept = ~is_stub(as_shapes(lines), SHORTEST_ROAD_M)
    shapes = round_shapes(project(as_shapes(lines)[kept], METRES, LON_LAT), COARSE)
    rows = [
        {"class": kind, "name": name or None, "name_en": name if name.isascii() and name else None}
        for (kind, name), keep in zip(found, kept, strict=True)
        if keep
    ]
    return Layer("roads", OSM, tuple(sorted(zip(rows, shapes, strict=True), key=road_order)))


def road_order(feature: tuple[Row, BaseGeometry]) -> tuple[str, str, bytes]:
    """Sort key of a road: class, name, then place."""
    row, shape = feature
    return row["class"], row["name"] or "", shapely.to_wkb(shapely.normalize(shape))


def without_islands(shape: BaseGeometry, smallest_m2: float) -> BaseGeometry:
    """Fill the holes of a polygon that are smaller than an area.

    Parameters
    ----------
    shape
        A polygon in EPSG:32637.
    smallest_m2
        Area in square metres from which a hole stays.

    Returns
    -------
    BaseGeometry
        The polygon with its large holes only.
    """
    outer, *inner = shapely.get_rings(shape)
    holes = [ring for ring in inner if shapely.Polygon(ring).area >= smallest_m2]
    return shapely.Polygon(outer, holes)


def water_layer(water: Table) -> Layer:
    """Simplify rivers and ponds; short lone pieces are left out.

    Parameters
    ----------
    water
        OpenStreetMap polygons in EPSG:4326.

    Returns
    -------
    Layer
        ``water``: polygons without properties other than an id.
    """
    flat = project(shapely.get_parts(water.shapes), LON_LAT, METRES)
    long = flat[shapely.length(flat) / 2 >= SHORTEST_WATER_M]
    filled = as_shapes([without_islands(shape, SMALLEST_ISLAND_M2) for shape in long])
    simple = project(shapely.simplify(filled, WATER_TOLERANCE_M), METRES, LON_LAT)
    snapped = shapely.set_precision(simple, 10.0**-COARSE)
    parts = round_shapes(shapely.get_parts(snapped), COARSE)
    ordered = sorted(parts, key=lambda shape: shape.bounds)
    rows = [{"id": f"water-{number:02d}"} for number in range(1, len(ordered) + 1)]
    return Layer("water", OSM, tuple(zip(rows, ordered, strict=True)))


def place_layer(names: Sequence[Row], towns: Table, outlines: Outlines) -> Layer:
    """Place each label on its town, or inside its quarter of the city.

    Parameters
    ----------
    names
        The labels; ``source_code`` is a place (C) of OCHA, or one or more
        neighbourhoods (N) or municipalities (A), separated by ``;``.
    towns
        OCHA's points in EPSG:4326.
    outlines
        The drawn neighbourhoods.

    Returns
    -------
    Layer
        ``places``, by rank and id.
    """
    points = {row["PCODE"]: shape for row, shape in zip(towns.rows, towns.shapes, strict=True)}
    features = []
    for entry in sorted(names, key=lambda row: (row["rank"], row["id"])):
        code = entry["source_code"]
        quarter = None if code in points else outlines.of(code.split(";"))
        spot = points[code] if quarter is None else shapely.point_on_surface(quarter)
        row = {key: entry[key] for key in ("id", "name_en", "name_fr", "name_ar")}
        features.append((row | {"rank": int(entry["rank"])}, spot))
    spots = round_shapes(as_shapes([spot for _, spot in features]), COARSE)
    return Layer("places", OCHA, tuple(zip([row for row, _ in features], spots, strict=True)))


def layer_text(layer: Layer) -> str:
    """Write a layer as RFC 7946 GeoJSON, one feature a line.

    Parameters
    ----------
    layer
        The layer, in EPSG:4326.

    Returns
    -------
    str
        The text of the file, with LF line ends.
    """
    head = {"type": "FeatureCollection", "name": layer.name, "attribution": layer.attribution}
    lines = [
        compact({"type": "Feature", "properties": row, "geometry": geometry_of(shape)})
        for row, shape in layer.features
    ]
    body = ",\n".join(lines)
    return f'{compact(head)[:-1]},"features":[\n{body}\n]}}\n'


def geometry_of(shape: BaseGeometry) -> dict[str, object]:
    """Turn a shape into the geometry object of a feature, rings wound as RFC 7946 asks."""
    geometry: dict[str, object] = json.loads(shapely.to_geojson(wind_rings(shape)))
    return geometry


def compact(value: object) -> str:
    """Write JSON without spaces and with letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
