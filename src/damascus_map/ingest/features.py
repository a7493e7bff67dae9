"""Rows of GeoJSON, GeoPackage and Parquet files, piece by piece, their points in WGS84."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from damascus_map.errors import ImportFileError
from damascus_map.ingest.archives import Part, read_whole
from damascus_map.ingest.file_kinds import FileKind
from damascus_map.ingest.points import Crs, lon_lat_of, system_of, text_rows
from damascus_map.ingest.rows import Notice, Piece
from damascus_map.ingest.sources import Limits
from damascus_map.ingest.wrong_files import in_megabytes, reason_of, refusal
from damascus_map.language import N_

_BROKEN: Final = (
    DataSourceError,
    DataLayerError,
    pyogrio.errors.FieldError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
    pa.ArrowException,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
)
"""What the libraries behind these forms raise for files that are damaged."""

_ROWS_AT_ONCE: Final = 50_000
_ROW_GROUP_BATCH: Final = 20_000


def feature_pieces(part: Part, limits: Limits, rows_at_once: int) -> Iterator[Piece]:
    """Read the features of GeoJSON or a GeoPackage.

    Parameters
    ----------
    part
        The opened file.
    limits
        What it is held to.
    rows_at_once
        The most rows of one piece.

    Yields
    ------
    Piece
        At least one; the first feature is row 1.

    Raises
    ------
    ImportFileError
        If its features cannot be read.
    """
    target: Any = str(part.path.resolve()) if part.path else read_whole(part, limits)
    if part.path and ("!" in target or "://" in target or target.endswith(".zip")):
        target = read_whole(part, limits)  # the library would read such a name as an address
    options: dict[str, Any] = {"use_pyarrow": True, "datetime_as_string": True}
    if part.kind is FileKind.GEOJSON:
        options["ARRAY_AS_STRING"] = "YES"
    options["batch_size"] = min(rows_at_once, _ROWS_AT_ONCE)
    with _told(part.name, "broken-features"), ExitStack() as opened:
        with _quiet():
            layer, notices = _layer(part, target)
            count = max(1, int(pyogrio.read_info(target, layer=layer)["features"]))
            features = pyogrio.raw.open_arrow(target, layer=layer, **options)
            meta, reader = opened.enter_context(features)
        crs, found = system_of(part.name, meta.get("crs"))
        about = (crs, [*part.notices, *notices, *found])
        yield from _pieces(part, _batches(reader, meta), about, count)


def _batches(reader: Iterator[pa.RecordBatch], meta: dict[str, Any]) -> Iterator[_Batch]:
    fields = set(meta["fields"])
    geometry = meta["geometry_name"] or "wkb_geometry"
    while True:
        with _quiet():
            batch = next(reader, None)
        if batch is None:
            return
        columns = {name: batch.column(name) for name in batch.schema.names if name in fields}
        has_geometry = geometry in batch.schema.names and geometry not in fields
        yield columns, batch.column(geometry).to_pylist() if has_geometry else None, len(batch)


_Batch = tuple[dict[str, pa.Array], list[bytes | None] | None, int]


def _pieces(
    part: Part, batches: Iterator[_Batch], about: tuple[Crs, list[Notice]], count: int
) -> Iterator[Piece]:
    """Make pieces of batches; `about` is what the positions mean, and what there is to say."""
    crs, notices = about
    row = 1
    for columns, wkb, length in batches:
        if not length:
            continue
        lon_lat, not_points = (
            (None, np.zeros(length, dtype=bool)) if wkb is None else lon_lat_of(wkb, crs)
        )
        frame, refused, renamed = text_rows(part.name, columns, lon_lat, not_points, row)
        said = (*notices, *(renamed if row == 1 else ()))
        row += length
        notices = []
        yield Piece(part.name, frame, refused, said, min(1.0, (row - 1) / count))
    if row == 1:
        frame, refused, _ = text_rows(part.name, {}, None, np.zeros(0, dtype=bool), 1)
        nothing = Notice(part.name, N_("there is no row in the file"))
        yield Piece(part.name, frame, refused, (*notices, nothing))


def _layer(part: Part, target: Any) -> tuple[int, tuple[Notice, ...]]:
    """Return which layer is the first with points, and a notice of those that are not read."""
    layers = pyogrio.list_layers(target)
    if not len(layers):
        raise refusal("no-layer", part.name)
    kinds = [str(kind or "") for _, kind in layers]
    best = next(
        (
            number
            for word in ("Point", "Unknown", "")
            for number, kind in enumerate(kinds)
            if word in kind
        ),
        0,
    )
    if len(layers) == 1:
        return best, ()
    message = N_("the file has several layers; {layer} was read, not: {others}")
    names = [str(name) for name, _ in layers]
    others = ", ".join([name for name in names if name != names[best]][:10])
    return best, (Notice(part.name, message, {"layer": names[best], "others": others}),)


def parquet_pieces(part: Part, limits: Limits, rows_at_once: int) -> Iterator[Piece]:
    """Read a Parquet file; GeoParquet with points has columns `lon` and `lat`.

    Parameters
    ----------
    part
        The opened file.
    limits
        What it is held to.
    rows_at_once
        The most rows of one piece.

    Yields
    ------
    Piece
        At least one; the first record is row 1.

    Raises
    ------
    ImportFileError
        If it cannot be read.
    """
    target: Any = part.path or pa.BufferReader(read_whole(part, limits))
    with _told(part.name, "not-a-table"):
        schema = pq.read_schema(target)
        texts = [field.name for field in schema if _may_be_large(field.type)]
        with pq.ParquetFile(target, read_dictionary=texts) as file:
            if file.metadata.num_columns > limits.columns:
                found = file.metadata.num_columns
                raise refusal("too-many-columns", part.name, found=found, limit=limits.columns)
            geometry, crs = _geo_column(file.schema_arrow)
            batch_size = min(rows_at_once, _ROW_GROUP_BATCH)
            batches = _parquet_batches(part, file, (geometry, batch_size), limits)
            crs, notices = system_of(part.name, crs) if geometry else (None, [])
            count = max(1, file.metadata.num_rows)
            yield from _pieces(part, batches, (crs, [*part.notices, *notices]), count)


def _may_be_large(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_binary,
            pa.types.is_large_binary,
        )
    )


def _parquet_batches(
    part: Part, file: pq.ParquetFile, how: tuple[str | None, int], limits: Limits
) -> Iterator[_Batch]:
    geometry, batch_size = how
    unpacked = 0
    for batch in file.iter_batches(batch_size=batch_size):
        unpacked += sum(_bytes_as_text(column) for column in batch.columns)
        if unpacked > limits.unpacked_bytes:
            limit = in_megabytes(limits.unpacked_bytes)
            raise refusal("unpacks-too-large", part.name, limit=limit)
        columns = {name: batch.column(name) for name in batch.schema.names if name != geometry}
        wkb = None
        if geometry is not None:
            column = batch.column(geometry)
            wkb = column.cast(pa.large_binary()).to_pylist()
        yield columns, wkb, len(batch)


def _bytes_as_text(column: pa.Array) -> int:
    """Return what a column takes once each cell has its own text: a small file may repeat one."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary)
    return int(pc.sum(lengths.take(column.indices)).as_py() or 0)


def _geo_column(schema: pa.Schema) -> tuple[str | None, Any]:
    """Return the geometry column of GeoParquet and its reference system (None for WGS84)."""
    metadata = (schema.metadata or {}).get(b"geo")
    if metadata is None:
        return None, None
    about = json.loads(metadata)
    name = about["primary_column"]
    column = about["columns"][name]
    if column.get("encoding") != "WKB" or name not in schema.names:
        return None, None
    return name, column.get("crs", "OGC:CRS84")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library says of a file's oddities to itself: what matters is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _told(file: str, slug: str) -> Iterator[None]:
    """Say in the project's words what a library says of a damaged file."""
    try:
        yield
    except ImportFileError:
        raise
    except _BROKEN as error:
        raise refusal(slug, file, reason=reason_of(error)) from error
