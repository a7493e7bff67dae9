"""Search: the events, claims, sources and places that answer to some words, in whatever spelling.

A word is found as it stands, by its beginning, by a name's other spellings and its sound, and with
a slip of the hand. A date is a term like a word: what covers it has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from damascus_map.model.dates import PartialDate
from damascus_map.model.spelling import forms_of, sound_of
from damascus_map.query.search_index import ResultKind, SearchIndex
from damascus_map.query.search_terms import Term, terms_of

_KINDS: Final = tuple(ResultKind)
_EXACT: Final = 1.0
_OTHER_FORM: Final = 0.95
_SAME_SOUND: Final = 0.85
_LONG_SPAN: Final = 0.5
"""A date inside a long time is met less well than by what happened on it."""

_SLIPS: Final = (1.0, 0.7, 0.55)
"""How well a word is met with none, one or two slips."""

_SAME_STEM: Final = 0.55
_SHORTEST_STEM: Final = 5
_STEM_PART: Final = 0.6
_SHORTEST_BEGINNING: Final = 2
_ONE_SLIP: Final = 5
_TWO_SLIPS: Final = 8
_ONE_SLIP_ARABIC: Final = 4
_LONG_DAYS: Final = 62
_ENOUGH: Final = 0.5
"""The part of the terms that a result has to have."""

_NEAR_BEST: Final = 0.75


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes
    ----------
    kind, id
        What it is: the id of an event, a claim, a source, a district, or ``layer/id`` of a place.
    score
        How well it answers; the higher the better.
    """

    kind: ResultKind
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The results of one kind, the best first.

    Attributes
    ----------
    kind
        Their kind.
    shown
        As many as were asked for.
    total
        How many there are.
    """

    kind: ResultKind
    shown: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found.

    Attributes
    ----------
    dates
        The dates that the search names, whether or not anything is known of them.
    groups
        The results by kind, the kind with the best result first.
    unmet
        What was asked for that none of the results has; empty where there are none.
    """

    dates: tuple[PartialDate, ...]
    groups: tuple[Hits, ...]
    unmet: tuple[Term, ...] = ()


def search(index: SearchIndex, text: str, *, most: int = 10) -> Found:
    """Find what answers to some words.

    Parameters
    ----------
    index
        The words of a dataset.
    text
        Words in English, French or Arabic, names in any spelling, dates.
    most
        How many results of each kind are given; the rest is counted.
    """
    terms = terms_of(text)
    dates = tuple(date for term in terms for date in term.dates)
    if not terms:
        return Found((), ())
    scores, unmet = _scores(index, terms)
    groups = [_best(index, kind, scores, most) for kind in _KINDS]
    found = [group for group in groups if group.total]
    best_first = tuple(sorted(found, key=lambda group: -group.shown[0].score))
    return Found(dates, best_first, unmet if found else ())


def _scores(index: SearchIndex, terms: tuple[Term, ...]) -> tuple[np.ndarray, tuple[Term, ...]]:
    """Return the score of each document, 0 for those that do not answer; what all of these lack."""
    count = len(index.ids)
    total, terms_met = np.zeros(count), np.zeros(count, np.int16)
    having: list[np.ndarray] = []
    is_place = index.kinds == _KINDS.index(ResultKind.PLACE)
    for term in terms:
        met = _met(index, term)
        if not term.text:  # a place has no time: it is not found by a date, nor left out for one
            terms_met += is_place
        documents = int(np.count_nonzero(met))
        total += met * np.log1p(count / max(documents, 1))
        having.append(met > 0)
        terms_met += having[-1]
    terms_met[total == 0] = 0
    total[terms_met < _needed(index, terms_met, len(terms))] = 0
    answers = total > 0
    lacking = (term for term, has in zip(terms, having, strict=True) if not (has & answers).any())
    return total, tuple(lacking)


def _needed(index: SearchIndex, terms_met: np.ndarray, asked: int) -> np.ndarray:
    """Return how many terms each document has to have: as many as the best of its kind.

    A kind whose best lies far below the best of all is left out. Not so a place, which is shown
    beside what happened there.
    """
    enough = int(np.ceil(asked * _ENOUGH))
    near_best = int(np.ceil(terms_met.max(initial=0) * _NEAR_BEST))
    needed = np.full(len(terms_met), enough)
    for position, kind in enumerate(_KINDS):
        of_kind = index.kinds == position
        if kind is not ResultKind.PLACE:
            best = int(terms_met[of_kind].max(initial=0))
            needed[of_kind] = max(best, near_best, enough)
    return needed


def _met(index: SearchIndex, term: Term) -> np.ndarray:
    """Return how well each document meets a term, from 0 to 1."""
    met = np.zeros(len(index.ids))
    for position, quality in _words_like(index, term.text).items():
        own = index.postings[index.starts[position] : index.starts[position + 1]]
        met[own] = np.maximum(met[own], quality)
        for group in index.groups.get(index.words[position], ()):
            members = group.documents
            met[members] = np.maximum(met[members], quality * group.weight)
    if term.is_date:
        met = np.maximum(met, _met_in_time(index, term))
    return met


def _met_in_time(index: SearchIndex, term: Term) -> np.ndarray:
    met = np.zeros(len(index.ids))
    days = (index.last - index.first).astype("timedelta64[D]").astype(float)
    for place, known in enumerate(term.dates):
        first, last = np.datetime64(known.first, "D"), np.datetime64(known.last, "D")
        covers = (index.first <= last) & (index.last >= first)
        asked = (known.last - known.first).days
        quality = np.where(days > max(asked, _LONG_DAYS), _LONG_SPAN, _EXACT)
        met = np.maximum(met, covers * quality * (1 if place == 0 else _LONG_SPAN))
    if term.month is not None:
        months = index.first.astype("datetime64[M]").astype("i8") % 12 + 1
        is_meant = ~np.isnat(index.first) & (months == term.month)
        if term.day is not None:
            of_month = (index.first - index.first.astype("datetime64[M]")).astype("i8") + 1
            is_meant &= (of_month == term.day) & (days == 0)
        met = np.maximum(met, is_meant * _SAME_SOUND)
    return met


def _words_like(index: SearchIndex, text: str) -> dict[int, float]:
    """Return the words of the index that a word may mean, by position, and how likely it is."""
    best: dict[int, float] = {}
    for position, quality in _candidates(index, text):
        best[position] = max(best.get(position, 0), quality)
    return best


def _candidates(index: SearchIndex, text: str) -> Iterator[tuple[int, float]]:
    words = index.words
    forms = [form.letters for form in forms_of(text) if form.letters] if text else []
    for rank, letters in enumerate(forms):
        quality = _OTHER_FORM if rank else _EXACT
        place = bisect_left(words, letters)
        if len(letters) >= _SHORTEST_BEGINNING:
            while place < len(words) and words[place].startswith(letters):
                share = len(letters) / len(words[place])
                yield place, quality * (1 if share == 1 else 0.6 + 0.3 * share)
                place += 1
        elif place < len(words) and words[place] == letters:
            yield place, quality
        for name in index.sounds.get(sound_of(letters), ()):
            yield bisect_left(words, name), _SAME_SOUND * quality
    if forms and not forms[0].isdigit():
        yield from _slips_of(words, min(forms, key=len) if len(forms) > 1 else forms[0])


def _slips_of(words: tuple[str, ...], letters: str) -> Iterator[tuple[int, float]]:
    """Yield words that a slip of the hand, or another ending, may have turned into these."""
    is_arabic = letters >= "\u0600"
    one = _ONE_SLIP_ARABIC if is_arabic else _ONE_SLIP
    allowed = 2 if len(letters) >= _TWO_SLIPS else 1 if len(letters) >= one else 0
    if allowed:
        for word, slips, place in extract_iter(
            letters, words, scorer=OSA.distance, score_cutoff=allowed, processor=None
        ):
            if not word.isdigit() and len(word) >= one - 1:
                yield place, _SLIPS[int(slips)]
    if len(letters) < _SHORTEST_STEM:
        return
    place = bisect_left(words, letters[:_SHORTEST_STEM])
    while place < len(words) and words[place].startswith(letters[:_SHORTEST_STEM]):
        shared = _shared(letters, words[place])
        if shared >= _STEM_PART * max(len(letters), len(words[place])):
            yield place, _SAME_STEM
        place += 1


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _best(index: SearchIndex, kind: ResultKind, scores: np.ndarray, most: int) -> Hits:
    """Return the best results of a kind; of equal ones the earlier."""
    of_kind = np.flatnonzero((index.kinds == _KINDS.index(kind)) & (scores > 0))
    days = index.first[of_kind].astype("i8")
    order = of_kind[np.lexsort((days, -np.round(scores[of_kind], 6)))][:most]
    shown = tuple(Hit(kind, index.ids[one], float(scores[one])) for one in order)
    return Hits(kind, shown, len(of_kind))
