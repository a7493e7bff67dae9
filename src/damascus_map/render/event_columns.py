"""The events as the map plugin is given them: columns of numbers, and words for a few rows.

The columns reach the browser once, whatever their number; the words are asked for when an event
is opened. A row of the columns is the row of the dataset's events in the same position.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import language
from damascus_map.model.dates import Precision
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.published import days_of_events
from damascus_map.render.provenance import placing_words
from damascus_map.render.words import figure_words

MEDIA_TYPE: Final = "application/octet-stream"
NO_PLACE: Final = -(2**31)
"""Longitude and latitude of an event without a point."""

NEVER: Final = 2**16 - 1
"""The day of publication of an event of which no source tells one."""

_MARK: Final = b"DMEV"
_VERSION: Final = 1
_ALIGNMENT: Final = 8
_PARTS_OF_A_DEGREE: Final = 100_000
_LARGEST_MASKS: Final = {8: np.uint8, 16: np.uint16, 32: np.uint32}
"""The type of a mask by the districts that it has room for."""

Columns = Mapping[str, np.ndarray]


def event_columns(tables: Tables) -> Columns:
    """Return the events as columns of numbers, earliest first.

    Parameters
    ----------
    tables
        The dataset.

    Returns
    -------
    dict of numpy.ndarray
        ``first`` (days since 1970-01-01), ``days`` (from the first to the last day that the
        event covers), ``precision`` (position in `Precision`), ``kind`` (position in
        `EventType`), ``districts`` (mask over the dataset's districts; 0 for the city, a
        province or the country), ``confidence`` (rank), ``reported`` (days since 1970-01-01 to
        that by which it had been published, or `NEVER`), and, where any event has a point,
        ``lon`` and ``lat`` in hundred-thousandths of a degree (WGS84), `NO_PLACE` without one.
    """
    events = tables.events
    first, last = (
        events[name].to_numpy("datetime64[D]").astype("i8") for name in ("first", "last")
    )
    days = np.minimum(last - first, np.iinfo(np.uint16).max)  # an event of 179 years is cut short
    columns = {
        "first": first.astype(np.int32),
        "days": days.astype(np.uint16),
        "precision": _positions(events["precision"], list(Precision)),
        "kind": _positions(events["type"], list(EventType)),
        "districts": _masks(events["district_ids"], tables.district_ids),
        "confidence": _positions(events["confidence"], list(Confidence)),
        "reported": _days_reported(tables),
    }
    if events["lon"].notna().any():
        columns |= {name: _parts_of_degrees(events[name]) for name in ("lon", "lat")}
    return columns


def as_column_file(columns: Columns, **about: str) -> bytes:
    """Return columns of one length as a file: a mark, a header in JSON, then the bytes of each.

    Parameters
    ----------
    columns
        At least one; written little-endian, each from a multiple of 8 bytes on.
    about
        More values for the header.
    """
    count = len(next(iter(columns.values())))
    places: dict[str, dict[str, Any]] = {}
    parts: list[bytes] = []
    offset = 0
    for name, column in columns.items():
        places[name] = {"type": column.dtype.name, "offset": offset}
        content = column.astype(column.dtype.newbyteorder("<")).tobytes()
        parts.append(_filled_up(content, b"\0"))
        offset += len(parts[-1])
    header = json.dumps({"version": _VERSION, "count": count, **about, "columns": places})
    text = _filled_up(header.encode(), b" ")
    return b"".join([_MARK, len(text).to_bytes(4, "little"), text, *parts])


def event_words(tables: Tables, rows: Sequence[int], lang: str) -> list[dict[str, Any]]:
    """Return what a reader sees of a few events: id, title, and the sources by name and address.

    Of an imported event they say also how it was placed; where there are figures, these too.

    Parameters
    ----------
    tables
        The dataset.
    rows
        Positions in the columns.
    lang
        Code of the language of the titles; where a title is missing it is in English.

    Raises
    ------
    IndexError
        If a position lies outside the columns.
    """
    words = language(lang)
    cited = tables.sources[["publisher", "url"]].T.to_dict(orient="list")
    events = tables.events.iloc[list(rows)]
    return [
        {
            "id": str(name),
            "title": str(row[f"title_{lang}"] or row["title_en"]),
            "sources": [cited[source] for source in row["source_ids"]],
            **({"placed": placed} if (placed := placing_words(row, words)) else {}),
            **({"figures": figures} if (figures := figure_words(row, words)) else {}),
        }
        for name, row in zip(events.index, events.to_dict(orient="records"), strict=True)
    ]


def _positions(values: pd.Series, known: Sequence[str]) -> np.ndarray:
    codes = pd.Categorical(values.astype("str"), categories=[str(one) for one in known]).codes
    return codes.astype(np.uint8)


def _masks(district_ids: pd.Series, districts: Sequence[str]) -> np.ndarray:
    """Return the districts of each event as bits; each different list is looked at once."""
    bits = {district: 1 << place for place, district in enumerate(districts)}
    codes, lists = pd.factorize(district_ids)
    masks = [sum(bits[one] for one in set(ids)) for ids in lists]
    size = next(size for size in _LARGEST_MASKS if len(districts) <= size)
    return np.array(masks, dtype=_LARGEST_MASKS[size])[codes]


def _days_reported(tables: Tables) -> np.ndarray:
    days = days_of_events(tables)
    numbers = np.clip(days.astype("i8"), 0, NEVER - 1)
    return np.where(np.isnat(days), NEVER, numbers).astype(np.uint16)


def _parts_of_degrees(degrees: pd.Series) -> np.ndarray:
    parts = np.rint(degrees.to_numpy("float64", na_value=np.nan) * _PARTS_OF_A_DEGREE)
    return np.where(np.isnan(parts), NO_PLACE, parts).astype(np.int32)


def _filled_up(content: bytes, filling: bytes) -> bytes:
    return content + filling * (-len(content) % _ALIGNMENT)
