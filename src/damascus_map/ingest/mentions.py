"""Which districts a text names, and what in it only looks like one.

A text is read once from left to right; the longest known phrase wins, so that "Tishreen dam" is
read before the district Tishreen. A name that is an ordinary word too, and a spelling that is only
near a name, count where the words beside them speak of a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from damascus_map.ingest.gazetteer import PLACE_WORDS, Key, Lexicon
from damascus_map.model.spelling import Word, folded_words
from damascus_map.model.vocabulary import Meaning

_INSIDE: Final = folded_words(
    "in at near inside into towards toward around on over between onto across "
    "a dans vers sur pres autour entre في على قرب نحو داخل باتجاه بين عند فوق"
)
_FROM_AND_TO: Final = folded_words("from to through depuis من إلى ضد عبر")
_DONE_TO: Final = folded_words(
    "enter enters entered storm storms stormed bomb bombs bombed bombard shell shells shelled hit "
    "hits strike strikes struck target targets targeted leave leaves left retake retook recapture "
    "capture captured seize seized besiege besieged reach reached bombarde bombardent quitte "
    "quittent reprend reprennent prend pilonne pilonnent encercle "
    "قصف يقصف استهدف يستهدف تستهدف دخل دخلت يدخل اقتحم يقتحم غادر غادرت يغادر حاصر يحاصر مشط يمشط"
)
"""What is done to a place: the name after it is one."""
_AND: Final = folded_words("and et or ou و")
_ELSEWHERE: Final = folded_words("in a في")
"""Words that give a name to the town after them; "a" is the French one without its accent."""
_OF: Final = ("of", "de")
_PLACE_LEADS: Final = ("ب", "لل")
_RULED: Final = _INSIDE | _FROM_AND_TO | _DONE_TO | _AND | _ELSEWHERE | {*_OF} | PLACE_WORDS
"""Words that a rule below asks for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A district that a text names.

    Attributes
    ----------
    district_id
        Which one.
    spelling
        As it stands in the text.
    is_near
        Whether the spelling is near a known one, but not known.
    """

    district_id: str
    spelling: str
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says.

    Attributes
    ----------
    mentions
        Districts in their order, each once.
    meanings
        What else of the gazetteer stands in it; `OTHER` only for what holds no district's name.
    """

    mentions: tuple[Mention, ...] = ()
    meanings: frozenset[Meaning] = frozenset()


class _Match(NamedTuple):
    """A phrase found: keys from `first` up to `end`, which is not in it."""

    first: int
    end: int
    meaning: Meaning
    district: str


class Token(NamedTuple):
    """A word or mark of a text, and what it is known as."""

    word: Word
    key: Key


class _Line(NamedTuple):
    """A text while it is read.

    Attributes
    ----------
    tokens
        All of them.
    places
        Where those stand that may not be missing; the fields below count these alone.
    words, keys, matches
        Words, what they are known as, and the phrases among them.
    """

    tokens: Sequence[Token]
    places: Sequence[int]
    words: Sequence[Word]
    keys: Sequence[Key]
    matches: Sequence[_Match]

    def key(self, position: int) -> str:
        """Return the text of a key; "" beyond the ends."""
        return self.keys[position].text if 0 <= position < len(self.keys) else ""


def is_any_word(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word could be any other: no phrase holds it, and no rule asks for it."""
    word, key = token
    if word.is_mark or word.may_be_missing or key.lead or key.is_word or key.is_near:
        return False
    return not (key.text in _RULED or key.text in lexicon.keys or key.text.isdigit())


def read_tokens(tokens: Sequence[Token], lexicon: Lexicon, *, is_place: bool = False) -> Reading:
    """Return the districts that a text names.

    Parameters
    ----------
    tokens
        The whole text.
    lexicon
        What is known.
    is_place
        Whether the whole text is the name of a place, so that every word speaks of one.
    """
    places = [place for place, token in enumerate(tokens) if not token.word.may_be_missing]
    keys = [tokens[place].key for place in places]
    matches = _matches(keys, lexicon)
    line = _Line(tokens, places, [tokens[place].word for place in places], keys, matches)
    mentions: dict[str, Mention] = {}
    for number, match in enumerate(matches):
        if match.meaning is Meaning.NAME and _is_meant(line, number, is_place=is_place):
            found = _mention(line, match)
            known = mentions.get(match.district)
            if known is None or (known.is_near and not found.is_near):
                mentions[match.district] = found
    others = (match for match in matches if not match.district)
    return Reading(tuple(mentions.values()), frozenset(match.meaning for match in others))


def _matches(keys: Sequence[Key], lexicon: Lexicon) -> list[_Match]:
    """Return the phrases from left to right, each the longest at its place, none in another."""
    found: list[_Match] = []
    texts = tuple([key.text for key in keys])
    for position in [place for place, text in enumerate(texts) if text in lexicon.phrases]:
        if found and position < found[-1].end:
            continue
        for phrase, meaning, district in lexicon.phrases[texts[position]]:
            end = position + len(phrase)
            if texts[position:end] == phrase:
                found.append(_Match(position, end, meaning, district))
                break
    return found


def _mention(line: _Line, match: _Match) -> Mention:
    spelling = " ".join(word.text for word in line.words[match.first : match.end])
    is_near = any(key.is_near for key in line.keys[match.first : match.end])
    return Mention(match.district, spelling, is_near)


def _is_meant(line: _Line, number: int, *, is_place: bool) -> bool:
    """Tell whether a name that was found is the district's."""
    match = line.matches[number]
    if _is_of_elsewhere(line, number, is_place=is_place) or _is_date(line, match):
        return False
    keys = line.keys[match.first : match.end]
    if is_place:
        return True
    if any(key.is_near for key in keys):
        return _is_near_and_meant(line, match)
    if any(key.is_word for key in keys) or _is_small(line, match):
        return (
            _is_beside_place_word(line, match)
            or _is_led(line, match, _INSIDE | _FROM_AND_TO | _DONE_TO)
            or _is_listed(line, number)
        )
    return True


def _is_near_and_meant(line: _Line, match: _Match) -> bool:
    """Tell whether a spelling near a name is one; in Arabic a word for a place stands before it.

    Arabic words differ by a letter more often, the more so with what is joined to them.
    """
    if line.words[match.first].text.isascii():
        return _is_beside_place_word(line, match) or _is_led(line, match, _INSIDE)
    return not line.keys[match.first].lead and line.key(match.first - 1) in PLACE_WORDS


def _is_small(line: _Line, match: _Match) -> bool:
    """Tell whether a name of one word begins with a small Latin letter, as a common word would."""
    return match.end - match.first == 1 and line.words[match.first].text[:1].islower()


def _is_date(line: _Line, match: _Match) -> bool:
    """Tell whether a number stands beside a word that is a month too."""
    if not line.keys[match.first].is_word:
        return False
    return line.key(match.first - 1).isdigit() or line.key(match.end).isdigit()


def _is_beside_place_word(line: _Line, match: _Match) -> bool:
    return line.key(match.first - 1) in PLACE_WORDS or line.key(match.end) in PLACE_WORDS


def _is_led(line: _Line, match: _Match, leads: frozenset[str]) -> bool:
    joined = line.keys[match.first].lead
    return line.key(match.first - 1) in leads or joined.endswith(_PLACE_LEADS)


def _is_listed(line: _Line, number: int) -> bool:
    """Tell whether the name stands in one list with another place: "Qaboun and Tishreen"."""
    match = line.matches[number]
    before = line.matches[number - 1] if number else None
    after = line.matches[number + 1] if number + 1 < len(line.matches) else None
    return (before is not None and _is_joined(line, before, match)) or (
        after is not None and _is_joined(line, match, after)
    )


def _is_joined(line: _Line, one: _Match, other: _Match) -> bool:
    """Tell whether nothing but "and", a comma and a word for a kind of place stands between."""
    between = [line.key(position) for position in range(one.end, other.first)]
    joints = [key for key in between if key in _AND or key == ","]
    joined = bool(joints) or line.keys[other.first].lead.startswith("و")
    rest = [key for key in between if key not in joints and key not in PLACE_WORDS]
    kinds = (Meaning.NAME, Meaning.NEARBY, Meaning.CITY)
    return joined and not rest and one.meaning in kinds and other.meaning in kinds


def _is_of_elsewhere(line: _Line, number: int, *, is_place: bool) -> bool:
    """Tell whether the name is another town's: "Jobar in Homs", "Homs, the Jobar quarter"."""
    match = line.matches[number]
    before = line.matches[number - 1] if number else None
    after = line.matches[number + 1] if number + 1 < len(line.matches) else None
    if before is not None and _is_town(before) and _is_part_of(line, before, match):
        return True
    if after is None or not _is_town(after):
        return False
    between = line.keys[match.end : after.first]
    joint = [key.text for key in between if key.text not in PLACE_WORDS]
    is_led = _is_led_by_of(line, after)
    if joint == [","]:
        ends = is_place or line.key(after.end) in {"", ";"}
        return ends or (is_led and len(between) > 1)
    if not joint:  # an Arabic "in" is joined to the word after it
        return is_led or any(key.lead.endswith("ب") for key in line.keys[match.end : after.end])
    return len(joint) == 1 and joint[0] in _ELSEWHERE


def _is_town(match: _Match) -> bool:
    return match.meaning is Meaning.OTHER and not match.district


def _is_part_of(line: _Line, town: _Match, match: _Match) -> bool:
    """Tell whether a town is named as the place of what follows: "in Homs, quarter of Jobar"."""
    between = [line.key(position) for position in range(town.end, match.first)]
    kinds = [key for key in between if key in PLACE_WORDS]
    return _is_led(line, town, _INSIDE) and len(kinds) > 0 and set(between) <= {",", *kinds}


def _is_led_by_of(line: _Line, match: _Match) -> bool:
    """Tell whether "of" stands before a phrase; as it may be missing, no key says so."""
    return line.tokens[line.places[match.first] - 1].key.text in _OF
