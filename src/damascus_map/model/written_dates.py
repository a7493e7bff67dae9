"""Dates as people write them, read as dates of the data contract.

A date is kept as far as it is known: a day, a month or a year. Its hour is left out, and no time
zone is changed: the day is the one that stands there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from babel import Locale, localedata

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import PartialDate, parse_partial_date
from damascus_map.model.spelling import folded

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
_WORD_BEFORE: Final = r"[^\W\d]+[\s,\u060C.]+"
_WITH_NAME: Final = tuple(
    re.compile(rf"{before}{form}{_HOUR}", re.IGNORECASE)
    for before in ("", _WORD_BEFORE)
    for form in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}{_BETWEEN}{_NAME}{_BETWEEN}(?P<year>\d{{4}})",
        rf"{_NAME}{_BETWEEN}(?P<day>\d{{1,2}}){_ORDINAL}{_BETWEEN}(?P<year>\d{{4}})",
        rf"{_NAME}{_BETWEEN}(?P<year>\d{{4}})",
    )
)
_LATEST_MONTH: Final = 12


def written_date(text: str, *, day_first: bool | None = None) -> PartialDate:
    """Read a date as people write it.

    Parameters
    ----------
    text
        An ISO date with or without an hour, one with the name of a month in English, French or
        Arabic, or one of figures such as ``07/05/2017``.
    day_first
        Which way a date of three figures is read; None lets it be read only where one of them
        can be no month.

    Raises
    ------
    InvalidDateError
        If it is no date, or could be two days and `day_first` does not say which.

    Examples
    --------
    >>> written_date("7 أيار 2017").text, written_date("mai 2017").text
    ('2017-05-07', '2017-05')
    """
    plain = _plain(text)
    match = _TWO_ORDERS.fullmatch(plain)
    if match is None:
        return parse_partial_date(_of_iso(plain) or _of_name(plain))
    return parse_partial_date(_in_order(int(match[1]), int(match[3]), match[4], day_first))


def shown_order(text: str) -> bool | None:
    """Tell whether the day stands before the month in a date that can be read in one way only.

    None for any other text.
    """
    match = _TWO_ORDERS.fullmatch(_plain(text))
    if match is None:
        return None
    one, other = int(match[1]), int(match[3])
    if one > _LATEST_MONTH >= other:
        return True
    return False if other > _LATEST_MONTH >= one else None


def is_ambiguous(text: str) -> bool:
    """Tell whether a date of three figures could be two days.

    >>> is_ambiguous("7/5/2017"), is_ambiguous("7/15/2017")
    (True, False)
    """
    match = _TWO_ORDERS.fullmatch(_plain(text))
    if match is None or match[1].zfill(2) == match[3].zfill(2):
        return False
    return max(int(match[1]), int(match[3])) <= _LATEST_MONTH


def month_of(name: str) -> int | None:
    """Return the number of a month by its name in English, French or Arabic, None for no month.

    >>> month_of("أيار"), month_of("مايو"), month_of("août"), month_of("أيار/مايو")
    (5, 5, 8, 5)
    """
    bare = re.sub(r"^(?:of|de)\s+", "", folded(name).strip())
    found = {_month_names().get(part.strip(" .")) for part in re.split(r"[/()]", bare) if part}
    return found.pop() if len(found) == 1 else None


def is_weekday(name: str) -> bool:
    """Tell whether a word is a day of the week in English, French or Arabic.

    >>> is_weekday("dim."), is_weekday("الأحد"), is_weekday("Qaboun")
    (True, True, False)
    """
    return folded(name).strip(" .") in _weekdays()


def _in_order(one: int, other: int, year: str, day_first: bool | None) -> str:  # noqa: FBT001
    if day_first is None:
        if one != other and max(one, other) <= _LATEST_MONTH:
            raise InvalidDateError(
                f"{one}/{other}/{year} could be two days: write it as an ISO date"
            )
        day_first = one >= other
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
        month = month_of(found.get("name") or "")
        if month:
            day = found.get("day")
            return f"{found['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return ""


def _locales() -> list[Locale]:
    """Return the locales, every one loaded before the first is read.

    Babel notes what it has looked up in a locale's own data, and a locale loaded after that takes
    the notes over from the one it inherits from: once the months of ``ar`` are read, a Syrian page
    opened later would name them as Egypt does.
    """
    for code in _LOCALES:
        localedata.load(code)
    return [Locale.parse(code) for code in _LOCALES]


@cache
def _month_names() -> dict[str, int]:
    """Return the number of each month by its names, folded; a name that means two is left out."""
    names: dict[str, set[int]] = {}
    for locale in _locales():
        months = locale.months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(folded(name).strip(" ."), set()).add(number)
    return {name: next(iter(found)) for name, found in names.items() if len(found) == 1}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        folded(name).strip(" .")
        for locale in _locales()
        for width in ("wide", "abbreviated")
        for name in locale.days["format"][width].values()
    )


def _plain(text: str) -> str:
    """Return a text with Latin digits and without marks that cannot be seen."""
    if text.isascii():
        return text.strip()
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
        if unicodedata.category(letter) != "Cf"
    ).strip()
