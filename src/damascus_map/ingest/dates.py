"""Dates as people write them, read as dates of the data contract.

A date is kept as far as it is known: a day, a month or a year. Its hour is left out, and no time
zone is changed: the day is the one that stands in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from babel import Locale

from damascus_map.errors import InvalidDateError
from damascus_map.ingest.texts import codes_array, different, folded, spread
from damascus_map.model.dates import parse_partial_date

LONGEST_EVENT_DAYS: Final = 31
"""What lasts longer is a sum over the time, or a state, and never drawn as a day."""

_LOCALES: Final = ("en_GB", "en_US", "fr_FR", "ar", "ar_SY", "ar_TN", "ar_MA")
"""Arabic names its months in three ways: of the Levant, of Egypt, of the Maghreb."""

_CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:[AaPp]\.?[Mm]\.?)?"
_HOUR: Final = rf"(?:[ T,]+{_CLOCK} ?(?:Z|UTC|[+-]\d{{2}}:?\d{{2}})?)?"
_YEAR: Final = r"(?P<year>\d{4})"
_ISO: Final = re.compile(
    rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_HOUR}", re.ASCII
)
_MONTH: Final = re.compile(rf"{_YEAR}(?:[-/.](?P<month>\d{{1,2}}))?", re.ASCII)
_COMPACT: Final = re.compile(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T\d+Z?)?", re.ASCII)
_TWO_ORDERS: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_HOUR}", re.ASCII)
_NAME: Final = r"(?P<name>[^\W\d](?:[^\d]*[^\W\d])?)\.?"
_BETWEEN: Final = r"[\s,\u060C./-]+"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|\.)?"
_WITH_NAME: Final = tuple(
    re.compile(rf"(?:[^\W\d]+[\s,\u060C.]+)?{form}{_HOUR}", re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}{_BETWEEN}{_NAME}{_BETWEEN}(?P<year>\d{{4}})",
        rf"{_NAME}{_BETWEEN}(?P<day>\d{{1,2}}){_ORDINAL}{_BETWEEN}(?P<year>\d{{4}})",
        rf"{_NAME}{_BETWEEN}(?P<year>\d{{4}})",
    )
)
_LATEST_MONTH: Final = 12
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
    orders = {order for text in texts if not _BEGINS_YEAR.match(text) for order in _shown(text)}
    return orders.pop() if len(orders) == 1 else None


def _shown(text: str) -> Iterator[bool]:
    match = _TWO_ORDERS.fullmatch(_plain(text))
    if match is not None:
        one, other = int(match[1]), int(match[3])
        if one > _LATEST_MONTH >= other:
            yield True
        elif other > _LATEST_MONTH >= one:
            yield False


@lru_cache(maxsize=_KEPT_DAYS)
def _read(text: str, day_first: bool | None) -> tuple[str, str, tuple[str, str]]:  # noqa: FBT001
    """Return the date of one cell, the reason for which it cannot be read, and its two ends."""
    if not text:
        return "", "", _NO_DAYS
    plain = _plain(text)
    match = _TWO_ORDERS.fullmatch(plain)
    if match is not None:
        found = _in_order(int(match[1]), int(match[3]), match[4], day_first)
        if found is None:
            return "", "ambiguous-date", _NO_DAYS
    else:
        found = _of_iso(plain) or _of_name(plain)
    try:
        known = parse_partial_date(found)
    except InvalidDateError:
        return "", "date-format", _NO_DAYS
    return known.text, "", (known.first.isoformat(), known.last.isoformat())


def _in_order(one: int, other: int, year: str, day_first: bool | None) -> str | None:  # noqa: FBT001
    """Return the date of three figures, or None if it could be two days."""
    if day_first is None:
        if one == other:
            day_first = True
        elif max(one, other) <= _LATEST_MONTH:
            return None
        else:
            day_first = one > other
    day, month = (one, other) if day_first else (other, one)
    return f"{year}-{month:02d}-{day:02d}"


def _of_iso(plain: str) -> str:
    match = _ISO.fullmatch(plain) or _MONTH.fullmatch(plain) or _COMPACT.fullmatch(plain)
    parts = match.groupdict().values() if match is not None else ()
    return "-".join(part.zfill(2) for part in parts if part)


def _of_name(plain: str) -> str:
    for form in _WITH_NAME:
        match = form.fullmatch(plain)
        found = match.groupdict() if match is not None else {}
        month = _month_of(found.get("name") or "")
        if month:
            day = found.get("day")
            return f"{found['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return ""


def _month_of(name: str) -> int | None:
    """Return the number of a month; ``أيار/مايو`` names one month twice."""
    bare = re.sub(r"^(?:of|de)\s+", "", folded(name).strip())
    found = {_month_names().get(part.strip(" .")) for part in re.split(r"[/()]", bare) if part}
    return found.pop() if len(found) == 1 else None


@cache
def _month_names() -> dict[str, int]:
    """Return the number of each month by its names, folded; a name that means two is left out."""
    names: dict[str, set[int]] = {}
    for code in _LOCALES:
        months = Locale.parse(code).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(folded(name).strip(" ."), set()).add(number)
    return {name: next(iter(found)) for name, found in names.items() if len(found) == 1}


def _plain(text: str) -> str:
    """Return a text with Latin digits and without marks that cannot be seen."""
    if text.isascii():
        return text.strip()
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
        if unicodedata.category(letter) != "Cf"
    ).strip()
