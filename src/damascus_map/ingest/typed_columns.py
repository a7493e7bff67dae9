"""Typed columns as text: what a typed file holds reads as if it had been written as a table."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_TEXT: Final = pa.large_string()
_LIST_SEPARATOR: Final = "; "


def as_text(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Return a column as text: nothing is ``""``, whole numbers have no ``.0``, days are ISO.

    Parameters
    ----------
    column
        Of any type; lists are joined by semicolons, bytes and what else has no text are empty.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = kind.value_type
    if pa.types.is_nested(kind):
        return pa.array([_joined(value) for value in column.to_pylist()], _TEXT)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_null(kind):
        return pa.array([""] * len(column), _TEXT)
    try:
        text = column.cast(_TEXT)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        text = pa.array([str(value) for value in column.to_pylist()], _TEXT)
    if pa.types.is_floating(kind):
        text = pc.replace_substring_regex(text, pattern=r"\.0$", replacement="")
        text = pc.if_else(pc.equal(text, "nan"), "", text)
    if pa.types.is_timestamp(kind):
        text = pc.replace_substring_regex(text, pattern=r"[ T]00:00:00(\.0+)?Z?$", replacement="")
    return _sound(pc.fill_null(text, ""))


def _sound(text: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Put � for letters that are none: a typed file is not always held to what it says it is."""
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        cells = text.cast(pa.large_binary()).to_pylist()
        return pa.array([cell.decode(errors="replace") for cell in cells], _TEXT)
    return text


def as_frame(columns: dict[str, pa.ChunkedArray | pa.Array]) -> pd.DataFrame:
    """Return columns of text as a frame of dtype ``str``."""
    table = pa.table({name: column.cast(_TEXT) for name, column in columns.items()})
    return frame_of(table)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Return a table of texts as a frame of dtype ``str``, without copying a letter."""
    text = pd.StringDtype(na_value=float("nan"))
    frame: pd.DataFrame = table.to_pandas(types_mapper={_TEXT: text}.get)
    return frame


def _joined(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return _LIST_SEPARATOR.join(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, list):
        return _LIST_SEPARATOR.join("" if one is None else str(one) for one in value)
    return str(value)
