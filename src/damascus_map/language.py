"""The languages of the program: texts from the catalogues, dates and numbers by Babel."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.dates import PartialDate, Precision

LANGUAGES: Final = ("en", "fr", "ar")
LANGUAGE_NAMES: Final = {"en": "English", "fr": "Français", "ar": "العربية"}
"""What each language calls itself."""

SHORT_LANGUAGE_NAMES: Final = {"en": "EN", "fr": "FR", "ar": "ع"}
_LOCALES: Final = {"en": "en_GB", "fr": "fr_FR", "ar": "ar_SY"}
"""Babel's Arabic of Syria has the Levantine month names."""

_CATALOGUES: Final = Path(__file__).parent / "locales"
FIRST_OF_MONTH: Final = {"fr": "1er"}
"""How the first day of a month is written, where that is not a plain 1."""

_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
_END: Final = "\N{POP DIRECTIONAL ISOLATE}"
_PLURAL_SAMPLES: Final = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for the catalogues; `Language.text` translates it when it is shown."""
    return text


Counted = tuple[str, str]


def NN_(one: str, many: str) -> Counted:  # noqa: N802 - as N_, for a text with a number in it
    """Mark the two English forms of a counted text, for one and for many."""
    return one, many


@dataclass(frozen=True, slots=True)
class Language:
    """One language: how texts, dates and numbers read in it.

    Attributes
    ----------
    code
        ``en``, ``fr`` or ``ar``.
    locale
        Babel's locale.
    catalogue
        The translations.
    """

    code: str
    locale: Locale
    catalogue: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """Return ``rtl`` or ``ltr``."""
        return self.locale.text_direction

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """Let another process look the language up: a catalogue cannot be sent."""
        return language, (self.code,)

    def text(self, message: str, **parameters: object) -> str:
        """Return a message in this language, its braces filled."""
        found = self.catalogue.gettext(message) if message else ""
        return found.format(**parameters) if parameters else found

    def plural(self, forms: Counted, count: int, **parameters: object) -> str:
        """Return the form that fits `count`; ``{n}`` stands for the number itself."""
        found = self.catalogue.ngettext(*forms, count)
        return found.format(n=self.number(count), **parameters)

    def plural_forms(self, forms: Counted) -> dict[str, str]:
        """Return the unfilled forms by CLDR category, for a program that chooses itself."""
        tags = {str(tag) for tag in self.locale.plural_form.tags} | {"other"}
        return {
            category: self.catalogue.ngettext(*forms, sample)
            for category, sample in _PLURAL_SAMPLES.items()
            if category in tags
        }

    def isolated(self, text: str) -> str:
        """Return a text that keeps its own order in a line that runs the other way.

        For names of files, commands and addresses; the marks around it are not seen, and stand
        only where a language runs from right to left.
        """
        return f"{_ISOLATE}{text}{_END}" if self.direction == "rtl" else text

    def number(self, value: float) -> str:
        """Return a number as it is written in this language."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """Return a share of one as whole per cent."""
        return format_percent(round(share, 2), locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day in full words, such as ``Sunday 7 May 2017``."""
        return self._formatted(day, "EEEE d MMMM y")

    def short_day(self, day: date) -> str:
        """Return a day in short words, such as ``7 May 2017``."""
        return self._formatted(day, "d MMM y")

    def month_name(self, day: date) -> str:
        """Return the month of a day in short, such as ``May``."""
        return self._formatted(day, "MMM")

    def day_of_month(self, day: date) -> str:
        """Return a day without its year, such as ``7 May``."""
        return self._formatted(day, "d MMM")

    def number_of_day(self, day: date) -> str:
        """Return a day as its number in the month, such as ``7``."""
        return self._formatted(day, "d ").strip()

    def month_in_full(self, day: date) -> str:
        """Return the month of a day, such as ``February``."""
        return self._formatted(day, "MMMM")

    def known_date(self, day: date, precision: str) -> str:
        """Return a date as far as it is known: a day, ``February 2014``, or ``2014``."""
        pattern = {Precision.YEAR: "y", Precision.MONTH: "MMMM y"}.get(Precision(precision))
        return self._formatted(day, pattern) if pattern else self.short_day(day)

    def _formatted(self, day: date, pattern: str) -> str:
        if day.day == 1 and self.code in FIRST_OF_MONTH:
            pattern = pattern.replace("d ", f"'{FIRST_OF_MONTH[self.code]}' ")
        return format_date(day, pattern, locale=self.locale)

    def partial_date(self, known: PartialDate) -> str:
        """Return a partial date in words."""
        return self.known_date(known.first, known.precision)

    def list_of(self, names: list[str]) -> str:
        """Return names joined as a sentence has them: ``a, b and c``."""
        return format_list(names, locale=self.locale)

    def either_of(self, names: list[str]) -> str:
        """Return names joined as alternatives: ``a, b or c``."""
        return format_list(names, style="or", locale=self.locale)


@cache
def language(code: str) -> Language:
    """Return one of the program's languages.

    Parameters
    ----------
    code
        ``en``, ``fr`` or ``ar``.

    Raises
    ------
    UnknownChoiceError
        If there is no such language.
    """
    if code not in LANGUAGES:
        raise UnknownChoiceError(f"There is no language {code!r}. Known: {', '.join(LANGUAGES)}.")
    catalogue = gettext.translation("damascus_map", _CATALOGUES, languages=[code], fallback=True)
    return Language(code, Locale.parse(_LOCALES[code]), catalogue)


def capitalised(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
