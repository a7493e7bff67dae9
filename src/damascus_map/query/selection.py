"""Checking what a caller asks for (districts, event types, languages), and choosing rows by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError, UnknownDistrictError


def checked_districts(tables: Tables, districts: Sequence[str] | None) -> list[str]:
    """Return the district ids wanted, in the order of the dataset; None means all.

    Raises
    ------
    UnknownDistrictError
        If one is not in the dataset; the message lists those that are.
    """
    if districts is None:
        return list(tables.district_ids)
    for district in districts:
        if district not in tables.district_ids:
            raise UnknownDistrictError(_complaint("district", district, tables.district_ids))
    return [district for district in tables.district_ids if district in districts]


def checked_choices(what: str, values: Iterable[str], known: Sequence[str]) -> list[str]:
    """Return the values, each one of `known`.

    Raises
    ------
    UnknownChoiceError
        If one is not; the message lists those that are.
    """
    chosen = list(values)
    for value in chosen:
        if value not in known:
            raise UnknownChoiceError(_complaint(what, value, known))
    return chosen


def rows_with(values: pd.Series, is_wanted: Callable[[Any], bool]) -> np.ndarray:
    """Return which rows hold a value that is wanted; each different value is looked at once."""
    codes, different = pd.factorize(values)
    return np.array([is_wanted(value) for value in different], dtype=bool)[codes]


def _complaint(what: str, value: str, known: Sequence[str]) -> str:
    near = get_close_matches(value, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no {what} {value!r}.{hint} Known: {', '.join(known)}."
