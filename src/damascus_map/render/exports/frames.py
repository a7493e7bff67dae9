"""The tables of a view as frames: what GeoPackage, GeoParquet and Excel are written from.

A list is joined by ``;``. What is missing is missing in the frame: never an empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from damascus_map.render.columns import CellType
from damascus_map.render.exports.content import Content, Table
from damascus_map.render.plain_text import plain_text

CRS: Final = "EPSG:4326"


def view_frames(content: Content) -> dict[str, pd.DataFrame]:
    """Return each table of a view as a frame, by its name.

    Returns
    -------
    dict
        ``districts`` is a GeoDataFrame (EPSG:4326) of outlines, ``events`` one of points, without
        a geometry where no source gives a place; ``claims`` and ``sources`` are plain frames.
        Texts, lists and partial dates are ``str``, days ``datetime64[ms]``, counts ``Int64``,
        numbers ``float64``.
    """
    frames = {name: _frame(table) for name, table in content.tables.items()}
    outlines = content.dataset.tables.districts.geometry
    shapes = [outlines[row["id"]] for row in content.tables["districts"].rows]
    frames["districts"] = _located(frames["districts"], shapes)
    points = [_point(row) for row in content.tables["events"].rows]
    frames["events"] = _located(frames["events"], points)
    return frames


def _frame(table: Table) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.name: _SERIES[column.type]([row[column.name] for row in table.rows])
            for column in table.columns
        }
    )


def _located(frame: pd.DataFrame, geometries: Sequence[Any]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(geometries, crs=CRS), crs=CRS)


def _point(row: Mapping[str, Any]) -> shapely.Point | None:
    """Return where an event was, if a source says so: a district is not a place."""
    return (
        None if row["lon"] is None or row["lat"] is None else shapely.Point(row["lon"], row["lat"])
    )


def _texts(cells: Sequence[str | None]) -> pd.Series:
    return pd.Series([plain_text(cell) if cell else None for cell in cells], dtype="str")


def _joined(cells: Sequence[Sequence[str]]) -> pd.Series:
    return _texts([";".join(cell) for cell in cells])


def _days(cells: Sequence[str | None]) -> pd.Series:
    return pd.Series(list(cells), dtype="datetime64[ms]")


def _counts(cells: Sequence[int | None]) -> pd.Series:
    return pd.Series(list(cells), dtype="Int64")


def _numbers(cells: Sequence[float | None]) -> pd.Series:
    return pd.Series(list(cells), dtype="float64")


_SERIES: Final[Mapping[CellType, Callable[[Sequence[Any]], pd.Series]]] = {
    CellType.TEXT: _texts,
    CellType.LIST: _joined,
    CellType.DATE: _texts,
    CellType.DAY: _days,
    CellType.COUNT: _counts,
    CellType.NUMBER: _numbers,
}
