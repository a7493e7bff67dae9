"""What a reader asks for when they search: words, and dates in whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import PartialDate
from damascus_map.model.spelling import folded, folded_words, words_of
from damascus_map.model.written_dates import is_ambiguous, is_weekday, month_of, written_date

LONGEST_TEXT: Final = 200
"""Letters of a search that are looked at."""

_MOST_TERMS: Final = 12
_LONGEST_DATE: Final = 5
"""Words of ``Sunday 5 تشرين الثاني 2017``."""

_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?", re.ASCII)
_LAST_OF_MONTH: Final = 31
_AROUND: Final = " ,;،؛.?!"
_UNSAID: Final = folded_words(
    """
    the of in on at and a an by to from with for is was de la le les du des et en dans au aux un une
    par sur pour avec l d في من على الى إلى عن و مع أن the al el ال
    """
)
"""Words that say nothing about what is sought."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a result should have.

    Attributes
    ----------
    text
        A word to be found, "" where only the date counts.
    dates
        What the date can be: two where ``7/5/2017`` can be read in two ways, the likelier first.
    month, day
        A month (from 1) without a year, and its day where one is said.
    said
        How the reader wrote it.
    """

    text: str = ""
    dates: tuple[PartialDate, ...] = ()
    month: int | None = None
    day: int | None = None
    said: str = field(default="", compare=False)

    @property
    def is_date(self) -> bool:
        """Tell whether it speaks of time, whatever else it may be."""
        return bool(self.dates) or self.month is not None


def terms_of(text: str) -> tuple[Term, ...]:
    """Read a search as terms.

    >>> [term.text or str(term.dates[0]) for term in terms_of("evacuation of Qaboun, 14 mai 2017")]
    ['evacuation', 'Qaboun', '2017-05-14']
    >>> terms_of("أيار") == (Term(text="أيار", month=5),)
    True
    """
    tokens = [part.strip(_AROUND) for part in text[:LONGEST_TEXT].split()]
    found = list(_terms([token for token in tokens if token]))
    telling = [term for term in found if term.is_date or folded(term.text) not in _UNSAID]
    return tuple((telling or found)[:_MOST_TERMS])


def _terms(tokens: Sequence[str]) -> Iterator[Term]:
    position = 0
    while position < len(tokens):
        for length in range(min(_LONGEST_DATE, len(tokens) - position), 0, -1):
            words = tokens[position : position + length]
            term = _date(words)
            if term is not None:
                yield replace(term, said=" ".join(words))
                position += length
                break
        else:
            yield from _words(tokens[position])
            position += 1


def _words(token: str) -> Iterator[Term]:
    yield from (Term(word.text, said=word.text) for word in words_of(token) if not word.is_mark)


def _date(tokens: Sequence[str]) -> Term | None:
    """Return what some words say as a date, None where they say none."""
    joined = " ".join(tokens)
    if not _begins_date(tokens):
        return None
    try:
        known = written_date(joined, day_first=True)
    except InvalidDateError:
        return _date_of_figures(joined) or _date_without_year(tokens)
    is_year = len(tokens) == 1 and joined == known.text and "-" not in joined
    others = (_other_order(joined),) if is_ambiguous(joined) else ()
    return Term(text=joined if is_year else "", dates=(known, *others))


def _begins_date(tokens: Sequence[str]) -> bool:
    """Tell whether a date can begin so; the name of a place before it is not part of it."""
    first = tokens[0]
    is_month = any(month_of(" ".join(tokens[:length])) for length in (1, 2))
    return first[0].isdecimal() or is_month or is_weekday(first)


def _date_of_figures(text: str) -> Term | None:
    """Return a date that can only be read with the month first, as 5/13/2017."""
    try:
        return Term(dates=(_other_order(text),))
    except InvalidDateError:
        return None


def _other_order(text: str) -> PartialDate:
    return written_date(text, day_first=False)


def _date_without_year(tokens: Sequence[str]) -> Term | None:
    for day, name in ((None, tokens), (tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
        month = month_of(" ".join(name)) if name else None
        if month is None:
            continue
        if day is None:
            return Term(text=" ".join(name), month=month)
        number = _DAY.fullmatch(day)
        if number is not None and 1 <= int(number[1]) <= _LAST_OF_MONTH:
            return Term(month=month, day=int(number[1]))
    return None
