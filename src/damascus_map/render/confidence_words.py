"""Saying in words how well an interval is supported, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from damascus_map.language import N_, Language
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.confidence import RULE, WEIGHTY_KINDS, Condition
from damascus_map.render.words import CONFIDENCE_NAMES, SOURCE_KIND_NAMES

CONDITION_NAMES: Final[Mapping[Condition, str]] = {
    Condition.DRAWN: N_("at least one extent is known"),
    Condition.AGREED: N_("two independent statements measure it alike"),
    Condition.SEVERAL: N_("two publishers speak of its time"),
    Condition.WEIGHTY: N_("a text that was read, of a source of weight"),
}
"""What each condition of the rule asks for."""

UNMET_NAMES: Final[Mapping[Condition, str]] = {
    Condition.DRAWN: N_("nothing is known"),
    Condition.AGREED: N_("no two independent statements measure it alike"),
    Condition.SEVERAL: N_("one publisher at most"),
    Condition.WEIGHTY: N_("no text that was read, of a source of weight"),
}
_LOWERED: Final = N_("sources differ")


def why_words(met: frozenset[Condition], words: Language, *, is_lowered: bool) -> str:
    """Return why the rule comes to its level: each condition, as it is met or not.

    Parameters
    ----------
    met
        The conditions that are met.
    words
        The language.
    is_lowered
        Whether a disagreement lowers what comes out.
    """
    if Condition.DRAWN not in met:
        return words.text(UNMET_NAMES[Condition.DRAWN])
    asked = [one for one in Condition if one is not Condition.DRAWN]
    parts = [words.text((CONDITION_NAMES if one in met else UNMET_NAMES)[one]) for one in asked]
    if is_lowered:
        parts.append(words.text(_LOWERED))
    return words.text(N_("; ")).join(parts)


def rule_rows(words: Language) -> Iterator[tuple[str, str]]:
    """Yield each level, highest first, with what the evidence has to have for it."""
    for level, ways in RULE.items():
        texts = [_way_words(way, words) for way in ways]
        yield words.text(CONFIDENCE_NAMES[level]), words.text(N_("; or: ")).join(texts)


def weighty_kinds(words: Language) -> str:
    """Return the kinds of source of weight as a list in words."""
    return words.list_of([words.text(SOURCE_KIND_NAMES[kind]) for kind in WEIGHTY_KINDS])


def both_words(row: Mapping[Any, Any], words: Language) -> tuple[str, str]:
    """Return the editors' confidence of an interval and the computed one, in words."""
    editors, computed = (Confidence(row[name]) for name in ("confidence", "computed"))
    return words.text(CONFIDENCE_NAMES[editors]), words.text(CONFIDENCE_NAMES[computed])


def _way_words(way: frozenset[Condition], words: Language) -> str:
    if not way:
        return words.text(N_("all others"))
    return words.text(N_("; ")).join(
        words.text(CONDITION_NAMES[one]) for one in Condition if one in way
    )
