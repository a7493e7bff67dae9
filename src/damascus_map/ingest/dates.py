"""Dates as people write them, read as dates of the data contract.

A date is kept as far as it is known: a day, a month or a year. Its hour is left out, and no time
zone is changed: the day is the one that stands in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.errors import InvalidDateError
from damascus_map.ingest.texts import codes_array, different, spread
from damascus_map.model.written_dates import is_ambiguous, shown_order, written_date

_BEGINS_YEAR: Final = re.compile(r"\d{4}[-/.]", re.ASCII)
_NO_DAYS: Final = ("NaT", "NaT")
_KEPT_DAYS: Final = 100_000
"""A file comes in pieces, which hold the same days again."""

_DAY_WITH_HOUR: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9].*$"


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a column.

    Attributes
    ----------
    text
        Dates of the contract: ``2017-05-07``, ``2017-05`` or ``2017``; ``""`` where there is none.
    first, last
        The civil days that each covers, both inclusive (``datetime64[D]``, NaT where none).
    problem
        The reason of `ingest.reasons` for which a cell cannot be read, or ``""``.
    """

    text: pd.Series
    first: np.ndarray
    last: np.ndarray
    problem: pd.Series


def days(cells: pd.Series, *, day_first: bool | None = None) -> Days:
    """Read a column of dates.

    Parameters
    ----------
    cells
        Texts: ISO dates with or without an hour, names of months in English, French or Arabic,
        or figures such as ``07/05/2017``.
    day_first
        Which way dates of three figures are read. If None, the column itself settles it by a
        number above 12; where none is, such a date is refused as ambiguous.
    """
    numbers, texts = _different_days(cells)
    order = _order_of(texts) if day_first is None else day_first
    read = [_read(text, order) for text in texts]
    bounds = np.array([span for _, _, span in read], dtype="datetime64[D]").reshape(-1, 2)[numbers]
    return Days(
        spread([text for text, _, _ in read], numbers, cells.index),
        bounds[:, 0],
        bounds[:, 1],
        spread([problem for _, problem, _ in read], numbers, cells.index),
    )


def day_order(*columns: pd.Series) -> bool | None:
    """Tell whether the day stands before the month, by dates that can be read in one way only.

    None if none is such a date, or if they contradict each other.
    """
    return _order_of([text for cells in columns for text in _different_days(cells)[1]])


def _different_days(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Leave the hours of ISO dates out: a million hours are some thousand days."""
    numbers, texts = different(cells)
    bare = codes_array(pa.array(texts, pa.large_string()))
    encoded = pc.replace_substring_regex(bare, _DAY_WITH_HOUR, r"\1").dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False)[numbers], encoded.dictionary.to_pylist()


def _order_of(texts: list[str]) -> bool | None:
    dated = (text for text in texts if not _BEGINS_YEAR.match(text))
    orders = {order for order in map(shown_order, dated) if order is not None}
    return orders.pop() if len(orders) == 1 else None


@lru_cache(maxsize=_KEPT_DAYS)
def _read(text: str, day_first: bool | None) -> tuple[str, str, tuple[str, str]]:  # noqa: FBT001
    """Return the date of one cell, the reason for which it cannot be read, and its two ends."""
    if not text:
        return "", "", _NO_DAYS
    if day_first is None and is_ambiguous(text):
        return "", "ambiguous-date", _NO_DAYS
    try:
        known = written_date(text, day_first=day_first)
    except InvalidDateError:
        return "", "date-format", _NO_DAYS
    return known.text, "", (known.first.isoformat(), known.last.isoformat())
