"""Numbers in cells of text: counts of persons, and degrees.

Digits of Arabic script, separators of thousands and a decimal comma are read; what could be
two numbers is not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.ingest.texts import arrow, codes_array, repeats

MOST_PERSONS: Final = 999_999_999
"""The event table holds counts of up to nine digits."""

_COMMAS: Final = ",\N{ARABIC DECIMAL SEPARATOR}"
_GROUPING: Final = " ,.'\N{RIGHT SINGLE QUOTATION MARK}\N{ARABIC THOUSANDS SEPARATOR}"
_PLAIN_COUNT: Final = "^[0-9]{1,9}$"
_PLAIN_DEGREES: Final = r"^-?[0-9]{1,3}(?:\.[0-9]{1,15})?$"
_GROUPED: Final = re.compile(rf"\d{{1,3}}(?:[{_GROUPING}]\d{{3}})+", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,9}(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_EXACT_DECIMALS: Final = 4
"""A ten-thousandth of a degree is some ten metres."""


def counts(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read whole numbers of persons.

    Parameters
    ----------
    cells
        Texts, such as ``12``, ``12.0``, ``1,200`` or ``١٢``; empty for not known.

    Returns
    -------
    tuple of pandas.Series
        The numbers (``Int64``), and which cells hold something else.
    """
    bare = pc.utf8_trim_whitespace(arrow(cells))
    values, wrong = _read(bare, _PLAIN_COUNT, pa.int64(), _count_of)
    missing = pc.is_null(values).to_numpy(zero_copy_only=False)
    numbers = pc.fill_null(values, 0).to_numpy(zero_copy_only=False)
    read = pd.Series(pd.arrays.IntegerArray(numbers.copy(), missing.copy()), index=cells.index)
    return read, pd.Series(wrong, index=cells.index)


def degrees(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read longitudes or latitudes.

    Returns
    -------
    tuple of pandas.Series
        Degrees (float64, NaN where a cell is empty), and which cells hold something else.
    """
    bare = pc.utf8_trim_whitespace(arrow(cells))
    values, wrong = _read(bare, _PLAIN_DEGREES, pa.float64(), _degrees_of)
    numbers = values.to_numpy(zero_copy_only=False).astype(float)
    return pd.Series(numbers, index=cells.index), pd.Series(wrong, index=cells.index)


def is_exact(cells: pd.Series, decimals: int = _EXACT_DECIMALS) -> pd.Series:
    """Tell which coordinates are written with so many decimals or more."""
    found = pc.match_substring_regex(arrow(cells), rf"[.{_COMMAS}]\p{{Nd}}{{{decimals},}}")
    return pd.Series(found.to_numpy(zero_copy_only=False), index=cells.index)


def _read(array: Any, plain: str, kind: Any, value_of: Any) -> tuple[Any, np.ndarray]:
    """Return the values of cells, and which cells hold something that is none."""
    if not repeats(array):
        return _read_each(array, plain, kind, value_of)
    encoded = array.dictionary_encode()
    values, wrong = _read_each(encoded.dictionary, plain, kind, value_of)
    places = encoded.indices
    return values.take(places), wrong[places.to_numpy(zero_copy_only=False)]


def _read_each(array: Any, plain: str, kind: Any, value_of: Any) -> tuple[Any, np.ndarray]:
    """Read plain numbers at once, and the few others one by one."""
    is_plain = pc.match_substring_regex(array, plain)
    values = pc.cast(pc.if_else(is_plain, array, None), kind)
    is_other = pc.and_(pc.invert(is_plain), pc.not_equal(array, ""))
    others = array.filter(is_other)
    if not len(others):
        return values, np.zeros(len(array), dtype=bool)
    encoded = codes_array(others).dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    read = [value_of(text) if text else None for text in texts]
    is_wrong = np.array([bool(text) and one is None for text, one in zip(texts, read, strict=True)])
    wrong = is_other.to_numpy(zero_copy_only=False).copy()
    wrong[wrong] = is_wrong[encoded.indices.to_numpy(zero_copy_only=False)]
    return pc.replace_with_mask(values, is_other, pa.array(read, kind).take(encoded.indices)), wrong


def _latin(text: str) -> str:
    """Return a number with Latin digits, plain spaces and a plain minus sign."""
    digits = [str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text]
    return re.sub(r"\s", " ", "".join(digits)).replace("\N{MINUS SIGN}", "-")


def _count_of(text: str) -> int | None:
    plain = _latin(text)
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"\D", "", plain)
    is_count = plain.isascii() and plain.isdigit() and int(plain) <= MOST_PERSONS
    return int(plain) if is_count else None


def _degrees_of(text: str) -> float | None:
    plain = _latin(text).strip().removesuffix("°").strip()
    plain = plain.translate(dict.fromkeys(map(ord, _COMMAS), "."))
    return float(plain) if _DECIMAL.fullmatch(plain) else None
