"""When two spellings are one name: letters folded, articles loosened, sounds compared.

Latin and Arabic script. What is equal once folded is the same spelling; what only sounds alike, or
is one slip away, is *near* and stays doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

_APOSTROPHES: Final = "'`\u2019\u2018\u00b4\u02bb\u02bc\u02be\u02bf"
_LETTER: Final = r"[^\W_]"
_MARKS: Final = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD: Final = re.compile(
    rf"(?P<word>{_LETTER}(?:{_LETTER}|[{_MARKS}]|[{_APOSTROPHES}](?={_LETTER}))*)"
    r"|(?P<pause>[,،&/+])|(?P<stop>[;.!?:|()\[\]؛؟\n]|\.{2,}|…)"
)
_MARK_OF: Final[dict[str | None, str]] = {"pause": ",", "stop": ";"}
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),  # noqa: RUF001 - an Arabic letter is meant
        **dict.fromkeys("ةہھۀ", "ه"),  # noqa: RUF001
        **dict.fromkeys("ىیئے", "ي"),
        **dict.fromkeys("ؤ", "و"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ـء" + _APOSTROPHES, ""),
        **dict(zip("\u0131đøł", "idol", strict=True)),
    }
)
_ARTICLES: Final = ("al", "el", "il", "ul")
_JOINED_ARTICLES: Final = (*_ARTICLES, "at", "as", "ad", "an", "ar", "az", "ash", "ath", "et", "l")
_MAY_BE_MISSING: Final = frozenset(
    (*_ARTICLES, "the", "of", "de", "du", "des", "la", "le", "les", "ال")
)
_ENGLISH_A: Final = ("a", "A")
"""Without its accent; the French one with it says where."""
_LONGEST_MISSING: Final = 3
_HYPHENS: Final = "-\u2010\u2011"
_ELISIONS: Final = re.compile(rf"(?:[dlnscjm]|qu)[{_APOSTROPHES}](?=\w{{2}})", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_PROCLITICS: Final = re.compile("[وف]?[بلك]?")
_OF_PEOPLE: Final = re.compile("i|y|is|an|ian|ien|ites?|ي|يه|يين|يون")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_SHORTEST: Final = 5
"""Letters below which a spelling is never near a name."""
_ONE_SLIP: Final = 6
_TWO_SLIPS: Final = 9
_MOST_SLIPS: Final = 2
"""Letters from which one or two wrong letters make a spelling near; sounds alike from fewer."""


class Word(NamedTuple):
    """A word of a text, or a mark between words (`,` a pause, `;` an end).

    Attributes
    ----------
    text
        As it stands there, or the mark.
    may_be_missing
        Whether it is an article or a word for "of". What is an article of Arabic only where a
        hyphen joins it (``at-Tadamon``) is an English word elsewhere (``at Tadamon``).
    """

    text: str
    may_be_missing: bool = False

    @property
    def is_mark(self) -> bool:
        """Tell whether it is no word."""
        return self.text in _MARK_OF.values()


class Form(NamedTuple):
    """One way to read a word.

    Attributes
    ----------
    letters
        Folded, without what is only joined to it.
    lead
        What was joined before it, such as ``و`` (and) or ``d`` (French: of); "" for nothing.
    """

    letters: str
    lead: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order, and the marks that part them.

    >>> [word.text for word in words_of("In al-Qaboun, Jobar's front.")]
    ['In', 'al', 'Qaboun', ',', "Jobar's", 'front', ';']
    """
    return [
        Word(mark) if (mark := _MARK_OF.get(found.lastgroup)) else _word(found, text)
        for found in _WORD.finditer(text)
    ]


def _word(found: re.Match[str], text: str) -> Word:
    word, end = found.group(), found.end()
    if len(word) > _LONGEST_MISSING:
        return Word(word)
    letters = folded(word)
    is_joined = text[end : end + 1] in _HYPHENS and end < len(text)
    missing = (
        word in _ENGLISH_A
        or letters in _MAY_BE_MISSING
        or (is_joined and letters in _JOINED_ARTICLES)
    )
    return Word(word, missing)


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """Return a word in small letters without accents, vowel signs and variants of letters.

    >>> folded("Barzé"), folded("القَابُون"), folded("برزة")
    ('barze', 'القابون', 'برزه')
    """
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word.translate(_ALIKE))
        word = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return word.casefold().translate(_ALIKE)


def folded_words(text: str) -> frozenset[str]:
    """Return the words of a list of words, folded."""
    return frozenset(folded(word) for word in text.split())


@lru_cache(maxsize=1 << 18)
def forms_of(word: str) -> tuple[Form, ...]:
    """Return how a word can be read, the plainest first.

    >>> [form.letters for form in forms_of("والقابون")]
    ['والقابون', 'القابون', 'قابون']
    >>> [form.letters for form in forms_of("AlQaboun's")]
    ['alqaboun', 'qaboun']
    """
    elided = _ELISIONS.match(word)
    lead = folded(elided.group()) if elided else ""
    letters = folded(_POSSESSIVE.sub("", word[elided.end() :] if elided else word))
    reader = _arabic_forms if _ARABIC.search(letters) else _latin_forms
    return tuple(dict.fromkeys(reader(letters, lead)))


def _latin_forms(letters: str, lead: str) -> Iterator[Form]:
    yield Form(letters, lead)
    for article in _JOINED_ARTICLES:
        if letters.startswith(article) and len(letters) - len(article) >= _SHORTEST:
            yield Form(letters.removeprefix(article), lead)


def _arabic_forms(letters: str, lead: str) -> Iterator[Form]:
    yield Form(letters, lead)
    for length in range(min(3, len(letters))):
        joined, rest = letters[:length], letters[length:]
        if not _PROCLITICS.fullmatch(joined):
            break
        yield Form(rest, joined)
        if rest.startswith("لل"):
            yield Form(rest[2:], joined + "ل")
        elif rest.startswith("ال"):
            yield Form(rest[2:], joined)


_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tch|sch|sh|ch", "S"),
        ("dj", "j"),
        ("[td]h", "d"),
        ("ck|[qkc]", "k"),
        ("p", "b"),
        ("(?<=[aeiou])y|y(?=[aeiou])", ""),
        ("[aeiy]*[ouw]+[ouw]*", "o"),
        ("[aeiy]+h?$", ""),
        ("[aeiy]+", "a"),
        ("ظ", "ض"),
        ("ط", "ت"),
        ("ص", "س"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=1 << 12)
def sound_of(letters: str) -> str:
    """Return a folded word as it sounds, roughly: spellings of one name come out alike.

    >>> {sound_of(name) for name in ("techrine", "tishreen", "teshrin")}
    {'taSran'}
    """
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def near_names(letters: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """Find the words that are no known spelling, but near one.

    Short names are held to their sound; longer ones may have a slip (from six letters, with the
    same first sound) or two (from nine). A word made of a name, such as ``qabouni``, is not near.

    Parameters
    ----------
    letters
        Folded words, each once, none of them known.
    names
        What each known spelling of one word stands for.

    Returns
    -------
    dict
        What each word that is near may stand for.
    """
    spellings = [name for name in names if len(name) >= _SHORTEST - 1]
    longest = _MOST_SLIPS + max((len(name) for name in spellings), default=0)
    initials = {sound_of(name)[:1] for name in spellings}
    tried = [
        word
        for word in letters
        if _SHORTEST <= len(word) <= longest
        and sound_of(word[:3])[:1] in initials
        and not _is_of_people(word, names)
    ]
    if not tried or not spellings:
        return {}
    slips = cdist(tried, spellings, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, dtype=np.uint8)
    near: dict[str, str] = {}
    for row, column in np.argwhere(slips <= _MOST_SLIPS):
        word, name = tried[row], spellings[column]
        if word not in near and _is_near(word, name, int(slips[row, column])):
            near[word] = names[name]
    return near


def _is_of_people(word: str, names: Mapping[str, str]) -> bool:
    return any(
        _OF_PEOPLE.fullmatch(word, length) and word[:length] in names
        for length in range(_SHORTEST - 1, len(word))
    )


def _is_near(word: str, name: str, slips: int) -> bool:
    sound, other = sound_of(word), sound_of(name)
    if sound == other:
        return True
    letters = min(len(word), len(name))
    if _ARABIC.match(word):
        return slips <= 1 and letters >= _SHORTEST
    allowed = 2 if letters >= _TWO_SLIPS else 1 if letters >= _ONE_SLIP else 0
    return slips <= allowed and sound[:1] == other[:1]
