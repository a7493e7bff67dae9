"""Geometries as two columns of text: longitude and latitude in WGS84; only points have these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyproj
import shapely

from damascus_map.ingest.delimited import as_line
from damascus_map.ingest.headers import column_names
from damascus_map.ingest.rows import REFUSED_COLUMNS, Notice, no_refusals
from damascus_map.ingest.typed_columns import as_frame, as_text
from damascus_map.ingest.wrong_files import reason_of, refusal
from damascus_map.language import N_

_DECIMALS: Final = 6
"""About 0.1 m; no source knows a place better."""

_WGS84: Final = "OGC:CRS84"

Crs = pyproj.CRS | None
"""What the numbers of positions mean; None for longitude and latitude in WGS84."""


def system_of(file: str, named: Any) -> tuple[Crs, list[Notice]]:
    """Return the coordinate reference system that a file names, and what there is to say of it.

    Parameters
    ----------
    file
        Its name.
    named
        A code, WKT or PROJJSON; None where the file names none.

    Raises
    ------
    ImportFileError
        If the system is not known.
    """
    if named is None:
        message = N_("no coordinate reference system is named; longitude and latitude are assumed")
        return None, [Notice(file, message)]
    try:
        system = pyproj.CRS.from_user_input(named)
        pyproj.Transformer.from_crs(system, _WGS84, always_xy=True)
    except (pyproj.exceptions.ProjError, TypeError) as error:
        raise refusal("unknown-crs", file, reason=reason_of(error)) from error
    if system.equals(_WGS84, ignore_axis_order=True):
        return None, []
    message = N_("positions were reprojected to WGS84 from {crs}")
    return system, [Notice(file, message, {"crs": system.name})]


def lon_lat_of(
    wkb: Sequence[bytes | None], crs: Crs
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return longitude and latitude (WGS84 degrees, NaN without a geometry), and what is no point.

    Parameters
    ----------
    wkb
        A geometry for each row, or None.
    crs
        What its numbers mean.
    """
    shapes = shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore")
    given = np.array([one is not None for one in wkb], dtype=bool)
    kinds = shapely.get_type_id(shapes)
    single = (kinds == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes = np.where(single, shapely.get_geometry(shapes, 0), shapes)
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    empty = shapely.is_empty(shapes)
    lon_lat = np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)])
    lon_lat = _in_wgs84(lon_lat, crs)
    lon_lat[~np.isfinite(lon_lat).all(axis=1)] = np.nan
    return lon_lat, given & ~is_point & ~empty


def text_rows(
    file: str,
    columns: Mapping[str, pa.ChunkedArray | pa.Array],
    lon_lat: npt.NDArray[np.float64] | None,
    not_points: npt.NDArray[np.bool_],
    first_row: int,
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Notice, ...]]:
    """Return typed rows as text with columns `lon` and `lat`, those that are no points, notices.

    Parameters
    ----------
    file
        Its name.
    columns
        The attributes; those called as a column of the position are renamed.
    lon_lat
        As `lon_lat_of` gives it; None where the table has no geometry.
    not_points
        Which rows are refused for their geometry.
    first_row
        The number of the first row.
    """
    own = ["lon", "lat"] if lon_lat is not None else []
    names, notices = column_names(file, [*own, *columns])
    texts = (
        {} if lon_lat is None else {"lon": _degrees(lon_lat[:, 0]), "lat": _degrees(lon_lat[:, 1])}
    )
    for name, column in zip(names[len(own) :], columns.values(), strict=True):
        texts[name] = as_text(column)
    frame = as_frame(texts)
    frame.index = pd.RangeIndex(first_row, first_row + len(frame), name="row")
    refused = _refused(file, frame[not_points])
    return frame[~not_points], refused, notices


def _degrees(values: npt.NDArray[np.float64]) -> pa.Array:
    return as_text(pa.array(np.round(values, _DECIMALS)))


def _refused(file: str, rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return no_refusals()
    lines = [as_line(list(cells)) for cells in rows.itertuples(index=False, name=None)]
    frame = pd.DataFrame(
        {
            "file": file,
            "row": rows.index.to_numpy(),
            "reason": "not-a-point",
            "column": "geometry",
            "value": "",
            "cells": lines,
        }
    )
    text = [name for name in REFUSED_COLUMNS if name != "row"]
    return frame.astype(dict.fromkeys(text, "str"))


def _in_wgs84(positions: npt.NDArray[np.float64], crs: Crs) -> npt.NDArray[np.float64]:
    if crs is None or not len(positions):
        return positions
    move = pyproj.Transformer.from_crs(crs, _WGS84, always_xy=True)
    return np.column_stack(move.transform(positions[:, 0], positions[:, 1]))
