"""A view as GeoPackage and GeoParquet: EPSG:4326, the same bytes for the same view."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from damascus_map.render.exports.frames import CRS

GEOMETRY_TYPES: Final = {"districts": "Unknown", "events": "Point"}
"""Of the layers: outlines may have one part or several."""

ABOUT: Final = "about"
"""Name of the table, and of the Parquet key, that says what a file was made from."""

_TIME_OPTION: Final = "OGR_CURRENT_DATE"
_NO_TIME: Final = "1980-01-01T00:00:00.000Z"
_WRITING: Final = Lock()


def geopackage_bytes(frames: Mapping[str, pd.DataFrame], about: pd.DataFrame) -> bytes:
    """Return frames as a GeoPackage: a layer or a table for each, and the table ``about``.

    Days are of the type DATE. A GeoPackage names the time of its last change: it is always
    1 January 1980, so that the same frames give the same bytes.
    """
    with tempfile.TemporaryDirectory() as folder, _without_time():
        path = Path(folder) / "view.gpkg"
        for name, frame in (*frames.items(), (ABOUT, about)):
            options: dict[str, Any] = {}
            if isinstance(frame, gpd.GeoDataFrame):
                options = {"geometry_name": frame.geometry.name, "crs": CRS}
                options["geometry_type"] = GEOMETRY_TYPES[name]
            pyogrio.write_arrow(
                _arrow(frame), path, layer=name, driver="GPKG", append=path.exists(), **options
            )
        return path.read_bytes()


def parquet_bytes(frame: pd.DataFrame, about: str) -> bytes:
    """Return a frame as Parquet, GeoParquet where it has geometries.

    Parameters
    ----------
    frame
        To write.
    about
        JSON that says what the file was made from, kept under the key ``about`` of its schema.
    """
    content = io.BytesIO()
    frame.to_parquet(content, index=False)
    table = pq.read_table(pa.BufferReader(content.getvalue()))
    described = table.replace_schema_metadata({**table.schema.metadata, ABOUT: about})
    written = io.BytesIO()
    pq.write_table(described, written)
    return written.getvalue()


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """Return a frame for GDAL: geometries as WKB, days as dates without a time."""
    if isinstance(frame, gpd.GeoDataFrame):
        table = pa.table(frame.to_arrow(index=False, geometry_encoding="WKB"))
    else:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    for place, column in enumerate(table.schema):
        if pa.types.is_timestamp(column.type):
            table = table.set_column(place, column.name, table.column(place).cast(pa.date32()))
    return table


@contextmanager
def _without_time() -> Iterator[None]:
    """Let GDAL write a fixed time; the option belongs to the process, so one writes at once."""
    with _WRITING:
        before = pyogrio.get_gdal_config_option(_TIME_OPTION)
        pyogrio.set_gdal_config_options({_TIME_OPTION: _NO_TIME})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({_TIME_OPTION: before})
