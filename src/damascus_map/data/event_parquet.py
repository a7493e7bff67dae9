"""Events as GeoParquet and back: how a large table of events is kept in a dataset.

A cell is typed in the file, so that opening it parses nothing. What repeats itself is written once
(dictionaries); beside the columns of the contract stands a geometry, for other programs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.data.cells import SEPARATOR, split_list
from damascus_map.data.files import LINE, parts_of
from damascus_map.data.rulebook import finding
from damascus_map.data.schema import EVENTS, CellKind, Column
from damascus_map.errors import Finding

_COMPRESSION: Final = "zstd"

_REPEATED: Final = frozenset({"date", "date_to", "origin_type"})
"""Texts of which there are few."""

_GEOMETRY: Final = "geometry"
_WKB_POINT: Final = np.dtype(
    [("order", "u1"), ("type", "<u4"), ("lon", "<f8"), ("lat", "<f8")], align=False
)
_LITTLE_ENDIAN: Final = 1
_POINT: Final = 1

_GEO: Final[dict[str, Any]] = {
    "version": "1.1.0",
    "primary_column": _GEOMETRY,
    "columns": {_GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""Without a reference system the standard means longitude and latitude in WGS84."""


def _type_of(column: Column) -> pa.DataType:
    if column.many:
        return pa.list_(pa.string())
    if column.kind is CellKind.INTEGER:
        return pa.int32()
    if column.kind is CellKind.NUMBER:
        return pa.float64()
    if column.kind is CellKind.CHOICE or column.name in _REPEATED:
        return pa.dictionary(pa.int32(), pa.string())
    return pa.large_string()


EVENTS_SCHEMA: Final = pa.schema(
    [*((column.name, _type_of(column)) for column in EVENTS.columns), (_GEOMETRY, pa.binary())],
    metadata={"geo": json.dumps(_GEO)},
)
"""Of the file: the columns of ``events.csv`` and a geometry."""


def events_table(events: pd.DataFrame) -> pa.Table:
    """Return events as a table of `EVENTS_SCHEMA`, to be written as GeoParquet.

    Parameters
    ----------
    events
        Typed as `Tables.events`, with the column ``id``. A column that no cell needs may be left
        out; what is missing may be None, NaN, NA or an empty text.

    Raises
    ------
    KeyError
        If a column that must be filled is missing.
    """
    arrays = [
        _array(events[column.name], column) if column.name in events else _nothing(events, column)
        for column in EVENTS.columns
    ]
    degrees = (arrays[EVENTS_SCHEMA.get_field_index(name)] for name in ("lon", "lat"))
    return pa.Table.from_arrays([*arrays, _points(*degrees)], schema=EVENTS_SCHEMA)


def events_file(path: Path, bounds_wsen: tuple[float, float, float, float] | None = None) -> Any:
    """Return a `pyarrow.parquet.ParquetWriter` for tables of `EVENTS_SCHEMA`.

    Parameters
    ----------
    path
        The file.
    bounds_wsen
        Degrees (WGS84) between which all its points lie, where that is known beforehand: by them
        other programs know which of many files they need.
    """
    import pyarrow.parquet as pq

    schema = EVENTS_SCHEMA
    if bounds_wsen is not None:
        about = {_GEOMETRY: {**_GEO["columns"][_GEOMETRY], "bbox": list(bounds_wsen)}}
        schema = schema.with_metadata({"geo": json.dumps({**_GEO, "columns": about})})
    return pq.ParquetWriter(path, schema, compression=_COMPRESSION)


def write_events(events: pd.DataFrame, path: Path) -> None:
    """Write events, as `events_table` takes them, as a file of their own: a part of an import."""
    with events_file(path) as file:
        file.write_table(events_table(events))


def typed_events(table: pa.Table, first_row: int = 1) -> pd.DataFrame:
    """Return a table of `EVENTS_SCHEMA` typed as ``events.csv`` is, to be looked at.

    What repeats itself is categorical: a rule is held against a million cells by a look at some
    hundred. `plain_events` makes it what it is in `Tables.events`.
    """
    columns: dict[str, Any] = {LINE: np.arange(first_row, first_row + len(table))}
    for column in EVENTS.columns:
        cells = table.column(column.name)
        if column.many:
            columns[column.name] = pd.Series(_tuples(cells), dtype=object)
        elif column.kind is CellKind.INTEGER:
            columns[column.name] = _counts(cells)
        elif column.kind is CellKind.NUMBER:
            columns[column.name] = cells.to_numpy()
        elif pa.types.is_dictionary(_type_of(column)):
            codes, different = _coded(cells)
            known = pd.CategoricalDtype(pd.Index(different, dtype=object))
            columns[column.name] = pd.Categorical.from_codes(codes, dtype=known)
        else:
            texts = pc.fill_null(cells.cast(pa.large_string()), "")
            columns[column.name] = pd.array(texts, dtype="str")
    return pd.DataFrame(columns)


def plain_events(events: pd.DataFrame) -> pd.DataFrame:
    """Return events of `typed_events` as `tables.typed_frame` returns ``events.csv``."""
    columns: dict[str, Any] = {}
    for name in map(str, events.select_dtypes("category")):
        codes, values = events[name].cat.codes, [*events[name].cat.categories]
        if name in _REPEATED:
            places = np.where(codes < 0, len(values), codes).astype(np.int32)
            texts = pa.DictionaryArray.from_arrays(places, pa.array([*values, ""], pa.string()))
            columns[name] = pd.array(texts.cast(pa.large_string()), dtype="str")
        else:
            cells = _taken([*(value or None for value in values), None], codes)
            columns[name] = pd.Series(cells, dtype=object)
    return events.assign(**columns)


def read_events(folder: Path, name: str) -> tuple[pd.DataFrame | None, list[Finding]]:
    """Return a file of events, or a folder of such files, typed; or None and what is wrong.

    Parameters
    ----------
    folder, name
        The dataset folder, and the path in it.
    """
    import pyarrow.parquet as pq  # only where something was imported

    parts = parts_of(folder, name)
    if not parts:
        return None, [finding("missing-file", name)]
    tables = []
    for part in parts:
        try:
            file = pq.ParquetFile(part)
        except (OSError, ValueError) as error:  # pyarrow's own errors are among these
            return None, [finding("not-parquet", name, reason=_first_line(error))]
        with file:
            missing = [one for one in EVENTS.column_names if one not in file.schema_arrow.names]
            if missing:
                return None, [finding("missing-column", name, column=one) for one in missing]
            try:
                tables.append(file.read(columns=list(EVENTS.column_names)))
            except (OSError, ValueError, MemoryError) as error:
                return None, [finding("not-parquet", name, reason=_first_line(error))]
        findings = _wrong_types(tables[-1], name)
        if findings:
            return None, findings
    return typed_events(pa.concat_tables(tables, promote_options="permissive")), []


def ids_in(folder: Path, name: str) -> Iterator[pa.Array]:
    """Yield the ids of a file of events, or of a folder of such files, which can be read, in parts.

    Parameters
    ----------
    folder, name
        The dataset folder, and the path in it.
    """
    import pyarrow.parquet as pq  # only where something was imported

    for part in parts_of(folder, name):
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches(columns=["id"]):
                yield batch.column("id").cast(pa.string())


def _wrong_types(table: pa.Table, name: str) -> list[Finding]:
    """Return a finding for each column whose cells are of another type than the contract's."""
    findings = []
    for column in EVENTS.columns:
        found, wanted = table.schema.field(column.name).type, _type_of(column)
        if _plain(found) != _plain(wanted):
            findings.append(
                finding(
                    "column-type",
                    name,
                    column=column.name,
                    value=_plain(found),
                    wanted=_plain(wanted),
                )
            )
    return findings


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return the type without how it is kept: a dictionary of texts holds texts."""
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.string() if pa.types.is_large_string(plain) else plain


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _array(cells: pd.Series, column: Column) -> pa.Array:
    kind = _type_of(column)
    if column.many:
        codes, different = pd.factorize(cells)
        lists = pa.array([list(members) for members in different], kind)
        return lists.take(pa.array(codes))
    array = pa.array(cells, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_null(array.type):
        array = array.cast(_plain(kind))
    if not pa.types.is_dictionary(kind):
        plain = array.cast(kind)
        return pc.fill_null(plain, "") if pa.types.is_large_string(kind) else plain
    return array.cast(pa.string()).dictionary_encode()


def _nothing(events: pd.DataFrame, column: Column) -> pa.Array:
    if column.required:
        raise KeyError(column.name)
    kind = _type_of(column)
    if pa.types.is_dictionary(kind):
        return pa.nulls(len(events), pa.string()).dictionary_encode()
    empty: Any = [] if column.many else "" if pa.types.is_large_string(kind) else None
    return pa.array([empty], kind).take(pa.array(np.zeros(len(events), dtype=np.int64)))


def _points(lon: pa.Array, lat: pa.Array) -> pa.Array:
    """Return points as WKB: 21 bytes each, written at once instead of one by one."""
    there = pc.and_(lon.is_valid(), lat.is_valid())
    some = there.to_numpy(zero_copy_only=False)
    points = np.empty(int(some.sum()), dtype=_WKB_POINT)
    points["order"], points["type"] = _LITTLE_ENDIAN, _POINT
    for name, degrees in (("lon", lon), ("lat", lat)):
        points[name] = degrees.to_numpy(zero_copy_only=False)[some]
    ends = np.concatenate([[0], np.cumsum(some)]) * _WKB_POINT.itemsize
    buffers = [there.buffers()[1], pa.py_buffer(ends.astype("<i4")), pa.py_buffer(points.tobytes())]
    return pa.Array.from_buffers(pa.binary(), len(there), buffers)


def _tuples(cells: pa.ChunkedArray) -> np.ndarray:
    """Return lists as tuples; equal ones are one, made once."""
    codes, different = _coded(pc.binary_join(cells.cast(pa.list_(pa.string())), SEPARATOR))
    return _taken([*map(split_list, different), ()], codes)


def _coded(cells: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """Return texts as positions in a list of those that there are; -1 where there is none."""
    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    coded = cells.unify_dictionaries().combine_chunks()
    different = coded.dictionary.to_pylist()
    if None in different or len(set(different)) < len(different):  # another program wrote it
        return _coded(cells.cast(pa.string()))
    return pc.fill_null(coded.indices, -1).to_numpy(), different


def _taken(values: Sequence[Any], codes: Any) -> np.ndarray:
    """Return the values at these positions, as objects; -1 takes the last."""
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return np.take(objects, np.asarray(codes))


def _counts(cells: pa.ChunkedArray) -> Any:
    mask = cells.is_null().to_numpy()
    return pd.arrays.IntegerArray(pc.fill_null(cells, 0).cast(pa.int64()).to_numpy().copy(), mask)
