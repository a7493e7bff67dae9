"""Reading districts from a file of boundaries of any usual form, and what was done to fit them."""

from __future__ import annotations

import json
import re
import unicodedata
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FieldError, GeometryError
from pyproj.exceptions import ProjError

from damascus_map.data.boundary_rules import BOUNDARY_RULES
from damascus_map.data.geography import MOST_DISTRICTS, WGS84, in_metres
from damascus_map.data.outlines import FARTHEST_M, MendedOutlines, mended
from damascus_map.data.rulebook import finding
from damascus_map.data.slugs import slug_of
from damascus_map.errors import Finding, UnfitFileError, UnknownChoiceError
from damascus_map.language import LANGUAGES

Json = dict[str, Any]
Row = Mapping[Any, Any]

ENDINGS: Final = (".geojson", ".json", ".gpkg", ".shp", ".zip", ".kml")
_READ_ERRORS: Final = (DataSourceError, DataLayerError, FieldError, GeometryError, CRSError)
_LARGEST_MB: Final = 200
_NAMES: Final = ("name", "name_en", "nom", "shapename", "adm3_en", "adm2_en", "adm4_en", "اسم")
"""Columns that are taken for the name where none is said, lower-case, the best first."""

_AREAS: Final = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Columns of a file of boundaries.

    Attributes
    ----------
    id
        Of the ids; None: they are made from the names.
    name
        Of the names; None: the usual one is looked for.
    translated
        Column by language, where there is one for it.
    """

    id: str | None = None
    name: str | None = None
    translated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Districts ready for a dataset.

    Attributes
    ----------
    collection
        GeoJSON with the properties of the contract (WGS84, at most six decimals).
    told
        What was mended, copied or made on the way.
    """

    collection: Json
    told: tuple[Finding, ...]


def read_boundaries(
    path: Path, columns: NameColumns = NameColumns(), *, crs: str | None = None
) -> Boundaries:
    """Return the districts of a GeoJSON, GeoPackage, Shapefile (also zipped) or KML file.

    Parameters
    ----------
    path
        The file; of several layers the first that holds areas is taken.
    columns
        Where ids and names stand.
    crs
        Coordinate reference system, where the file says none: ``EPSG:32637``.

    Raises
    ------
    UnfitFileError
        If the file cannot be read, or a district cannot be used; it carries every finding.
    UnknownChoiceError
        If a column is not in the file; the message lists those that are.
    """
    frame = _in_wgs84(_read(path), path, crs)
    attributes = frame.drop(columns="geometry")
    chosen = _checked_columns(list(attributes.columns), columns, path)
    rows = attributes.to_dict(orient="records")
    faults = [*_number_faults(frame, path), *_shape_faults(frame, path)]
    faults += _name_faults(rows, chosen, path)
    if faults:
        raise UnfitFileError(str(path), faults)
    outlines = mended(frame.geometry)
    ids, told_ids = _ids(rows, chosen, path)
    names = [_names(row, chosen) for row in rows]
    faults = [*_outline_faults(outlines, path), *_id_faults(ids, path)]
    if faults:
        raise UnfitFileError(str(path), faults)
    areas = in_metres(gpd.GeoDataFrame(geometry=outlines.geometry)).area / 1e6
    features = [
        _feature(one, names[place], outlines.geometry.iloc[place], areas.iloc[place], path.name)
        for place, one in enumerate(ids)
    ]
    told = [*_told_outlines(outlines, ids, path), *told_ids, *_told_names(names, ids, path)]
    collection = {"type": "FeatureCollection", "name": "districts", "features": features}
    return Boundaries(collection, tuple(told))


def _read(path: Path) -> gpd.GeoDataFrame:
    """Return the first layer with areas, or the only one.

    Raises
    ------
    UnfitFileError
        If there is none, or no file of a form that is known.
    """
    import pyogrio

    if path.suffix.lower() not in ENDINGS or not path.is_file():
        raise _refused(path, "no-file", known=", ".join(ENDINGS))
    if path.stat().st_size > _LARGEST_MB * 1_000_000:
        raise _refused(path, "too-large", limit=_LARGEST_MB)
    source = f"/vsizip/{path}" if path.suffix.lower() == ".zip" else str(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of columns that are of no use here
            layers = [str(name) for name, _ in pyogrio.list_layers(source)]
            frames = [gpd.read_file(source, layer=layer, engine="pyogrio") for layer in layers[:20]]
    except (*_READ_ERRORS, ValueError, OSError, UnicodeDecodeError) as error:
        reason = str(error).replace(source, path.name).split(";")[0].strip()
        raise _refused(path, "unreadable", reason=reason) from error
    found = [frame for frame in frames if isinstance(frame, gpd.GeoDataFrame) and len(frame)]
    with_areas = [one for one in found if one.geom_type.isin(_AREAS).any()]
    if not found:
        raise _refused(path, "no-place")
    return (with_areas or found)[0].reset_index(drop=True)


def _refused(path: Path, rule: str, **parameters: object) -> UnfitFileError:
    """Return an error about a whole file."""
    return UnfitFileError(str(path), [_found(rule, path, None, None, **parameters)])


def _in_wgs84(frame: gpd.GeoDataFrame, path: Path, crs: str | None) -> gpd.GeoDataFrame:
    if frame.crs is None and crs is None:
        raise _refused(path, "no-crs")
    try:
        placed = frame if frame.crs is not None else frame.set_crs(crs)
        flat = placed.set_geometry(shapely.force_2d(placed.geometry))
        there = flat.to_crs(WGS84)
    except (ProjError, ValueError) as error:
        raise UnknownChoiceError(
            f"{crs or frame.crs} is no coordinate reference system that can be used. "
            "Write it as EPSG:32637."
        ) from error
    west, south, east, north = there.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise _refused(path, "wrong-crs", crs=crs or frame.crs)
    return there


def _checked_columns(present: Sequence[str], columns: NameColumns, path: Path) -> NameColumns:
    listed = ", ".join(present) or "none"
    named = (columns.id, columns.name, *columns.translated.values())
    for column in filter(None, named):
        if column not in present:
            raise UnknownChoiceError(
                f"There is no column {column!r} in {path.name}. It has: {listed}."
            )
    lower = {name.lower(): name for name in reversed(present)}
    usual = next((lower[name] for name in _NAMES if name in lower), None)
    name = columns.name or next(iter(columns.translated.values()), None) or usual
    if name is None:
        raise UnknownChoiceError(
            f"Which column of {path.name} holds the names? Say it with --name. It has: {listed}."
        )
    found = {code: lower[f"name_{code}"] for code in LANGUAGES if f"name_{code}" in lower}
    return NameColumns(columns.id, name, {**found, **columns.translated})


def _text(row: Row, column: str | None) -> str:
    value = row[column] if column is not None else None
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", " ".join(str(value).split()))


def _names(row: Row, columns: NameColumns) -> dict[str, str]:
    """Return the name of a district, and by language; "" where a language has none of its own."""
    own = {code: _text(row, columns.translated.get(code)) for code in LANGUAGES}
    return {"name": _text(row, columns.name) or next(filter(None, own.values()), ""), **own}


def _ids(rows: Sequence[Row], columns: NameColumns, path: Path) -> tuple[list[str], list[Finding]]:
    ids: list[str] = []
    told: list[Finding] = []
    for number, row in enumerate(rows, start=1):
        given = _text(row, columns.id)
        names = _names(row, columns)
        made = next(filter(None, map(slug_of, (given, names["en"], *names.values()))), "")
        made = made or f"district-{number}"
        if not given:
            count = sum(re.fullmatch(rf"{re.escape(made)}(-\d+)?", one) is not None for one in ids)
            made = f"{made}-{count + 1}" if count else made
        if given and made != given:
            told.append(_found("made-id", path, number, value=given, id=made))
        ids.append(made)
    if columns.id is None:
        told.append(_found("made-ids", path, None, value=", ".join(ids)))
    return ids, told


def _feature(
    name_id: str, names: Mapping[str, str], outline: Any, area_km2: float, origin: str
) -> Json:
    properties = {
        "id": name_id,
        "name": names["name"],
        **{f"name_{code}": names[code] or names["name"] for code in LANGUAGES},
        "aliases": list(dict.fromkeys(filter(None, names.values()))),
        "pcodes": [],
        "area_km2": round(float(area_km2), 2),
        "population_2004": None,
        "note": "",
        "sources": [origin],
    }
    geometry = json.loads(shapely.to_geojson(outline))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _found(
    rule: str, path: Path, row: int | None, value: str | None = None, **parameters: object
) -> Finding:
    about: dict[str, Any] = {"rulebook": BOUNDARY_RULES, **parameters}
    return finding(rule, path.name, row=row, value=value, **about)


def _number_faults(frame: gpd.GeoDataFrame, path: Path) -> Iterable[Finding]:
    if len(frame) > MOST_DISTRICTS:
        yield _found("too-many", path, None, count=len(frame), limit=MOST_DISTRICTS)


def _shape_faults(frame: gpd.GeoDataFrame, path: Path) -> Iterable[Finding]:
    for number, shape in enumerate(frame.geometry, start=1):
        if shape is None or shape.is_empty or shape.geom_type not in _AREAS:
            yield _found("no-area", path, number, value=getattr(shape, "geom_type", None))


def _name_faults(rows: Sequence[Row], columns: NameColumns, path: Path) -> Iterable[Finding]:
    for number, row in enumerate(rows, start=1):
        if not _names(row, columns)["name"]:
            yield _found("no-name", path, number, column=columns.name)


def _outline_faults(outlines: MendedOutlines, path: Path) -> Iterable[Finding]:
    for place, reason in enumerate(outlines.unmended):
        moved_m = outlines.moved_m[place]
        if reason or moved_m > FARTHEST_M:
            yield _found("cannot-mend", path, place + 1, reason=reason or f"{moved_m:.1f} m")


def _id_faults(ids: Sequence[str], path: Path) -> Iterable[Finding]:
    for number, one in enumerate(ids, start=1):
        if one in ids[: number - 1]:
            yield _found("double-id", path, number, value=one, id=one)


def _told_outlines(outlines: MendedOutlines, ids: Sequence[str], path: Path) -> Iterable[Finding]:
    for place, moved_m in enumerate(outlines.moved_m):
        if outlines.is_mended(place):
            yield _found("mended", path, place + 1, value=ids[place], moved_m=f"{moved_m:.2f}")


def _told_names(
    names: Sequence[Mapping[str, str]], ids: Sequence[str], path: Path
) -> Iterable[Finding]:
    copied: dict[str, list[str]] = {}
    for given, one in zip(names, ids, strict=True):
        missing = ", ".join(code for code in LANGUAGES if not given[code])
        copied.setdefault(missing, []).append(one)
    for languages, districts in copied.items():
        if languages:
            value = ", ".join(districts)
            yield _found("copied-name", path, None, value=value, languages=languages)
