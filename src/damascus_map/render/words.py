"""Saying in words what the map shows: extents, situations, dates, disagreements.

A sentence is built from the extents of the day, never stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from damascus_map.errors import Finding
from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.model.view import View
from damascus_map.model.vocabulary import (
    Confidence,
    EventType,
    Extent,
    Situation,
    SourceKind,
    Verified,
)
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.render.style import SYMBOLS

SITUATION_NAMES: Final[Mapping[Situation, str]] = {
    Situation.CALM: N_("calm"),
    Situation.FIGHTING: N_("fighting"),
    Situation.SIEGE: N_("siege"),
    Situation.TRUCE: N_("truce"),
    Situation.CEASEFIRE: N_("ceasefire"),
    Situation.NEGOTIATION: N_("talks"),
    Situation.EVACUATION: N_("evacuation"),
}

CONFIDENCE_NAMES: Final[Mapping[Confidence, str]] = {
    Confidence.LOW: N_("low"),
    Confidence.MEDIUM: N_("medium"),
    Confidence.HIGH: N_("high"),
}

LEAST_CONFIDENCE_NAMES: Final[Mapping[Confidence, str]] = {
    Confidence.LOW: N_("any"),
    Confidence.MEDIUM: N_("medium, high"),
    Confidence.HIGH: N_("high only"),
}
"""Of the choice of a smallest confidence."""

PALER_TEXTS: Final[Mapping[Confidence, str]] = {
    Confidence.MEDIUM: N_("Slightly paler: medium confidence"),
    Confidence.LOW: N_("Paler: low confidence"),
}
"""Of the entries of a legend that say which fill is how sure; full colour is high confidence."""

SOURCE_KIND_NAMES: Final[Mapping[SourceKind, str]] = {
    SourceKind.AGENCY: N_("news agency"),
    SourceKind.NEWSPAPER: N_("newspaper"),
    SourceKind.BROADCASTER: N_("broadcaster"),
    SourceKind.NGO: N_("aid or rights group"),
    SourceKind.UN: N_("United Nations"),
    SourceKind.GOVERNMENT: N_("government"),
    SourceKind.MONITOR: N_("monitor of the war"),
    SourceKind.DATASET: N_("dataset"),
    SourceKind.ENCYCLOPEDIA: N_("encyclopedia"),
    SourceKind.BLOG: N_("blog"),
}

VERIFIED_NAMES: Final[Mapping[Verified, str]] = {
    Verified.YES: N_("yes"),
    Verified.PARTIAL: N_("in part"),
    Verified.NO: N_("no"),
}

DISAGREEMENT_NAMES: Final[Mapping[DisagreementKind, str]] = {
    DisagreementKind.DATE: N_("Sources give different dates"),
    DisagreementKind.EXTENT: N_("Sources differ on how much was held"),
    DisagreementKind.PARTY: N_("A source names another holder than the map"),
    DisagreementKind.SITUATION: N_("Sources differ on whether it was calm"),
    DisagreementKind.DENIAL: N_("One source denies what another states"),
}

_SENTENCES: Final = (
    (Extent.WHOLE, N_("Held entirely by {parties}")),
    (Extent.MOST, N_("Mostly held by {parties}")),
    (Extent.SHARED, N_("Shared by {parties}")),
    (Extent.PART, N_("Partly held by {parties}")),
    (Extent.PRESENT, N_("Present, extent not stated: {parties}")),
)

BELOW_NAME: Final = N_("below the confidence asked for")
"""Of ground of which something is said with less confidence than the reader asks for."""

BELOW_SENTENCE: Final = N_("Below the confidence asked for.")
"""In place of the sentence on such a district."""

NOT_REPORTED_SENTENCE: Final = N_("Not yet reported.")
"""In place of the sentence on a district of which nothing had been published."""

UNDATED_CLAIMS: Final = NN_(
    "{n} statement whose source tells no date of publication is left out: {publishers}.",
    "{n} statements whose source tells no date of publication are left out: {publishers}.",
)

Names = Mapping[str, str]


def party_names(parties: pd.DataFrame, words: Language) -> dict[str, str]:
    """Return the name of each party as it stands inside a sentence, by id."""
    return {str(party): str(name) for party, name in parties[f"name_{words.code}"].items()}


def control_sentence(
    extents: Mapping[str, Extent | None], situations: Sequence[str], names: Names, words: Language
) -> str:
    """Return who holds a district, and how things stand there, in one or two sentences.

    Parameters
    ----------
    extents
        Extent by party id; None where it is not known.
    situations
        Values of `Situation`.
    names
        Names of the parties by id, as `party_names` gives them.
    words
        The language.
    """
    clauses = []
    for extent, template in _SENTENCES:
        holders = [names[party] for party, held in extents.items() if held is extent]
        if holders:
            clauses.append(words.text(template, parties=words.list_of(holders)))
    if not clauses:
        clauses.append(words.text(N_("Not known who holds the district")))
    separator = words.text(N_("; "))
    sentence = capitalised(separator.join([clauses[0], *map(_lowered, clauses[1:])]))
    if not situations:
        return f"{sentence}."
    return f"{sentence}. {capitalised(situation_words(situations, words))}."


def date_line(view: View, words: Language) -> str:
    """Return the day of a view in words, with the day by which what is shown had been published."""
    day = capitalised(words.day(view.on))
    if view.reported is None:
        return day
    text = N_("{date}, as reported by {reported}")
    return words.text(text, date=day, reported=words.short_day(view.reported))


def _lowered(clause: str) -> str:
    return clause[:1].lower() + clause[1:]


def situation_words(situations: Sequence[str], words: Language) -> str:
    """Return the situations as a list in words, such as ``ceasefire and talks``."""
    names = [words.text(SITUATION_NAMES[Situation(situation)]) for situation in situations]
    return words.list_of(names)


def event_type_name(event_type: str, words: Language) -> str:
    """Return the name of an event type."""
    return words.text(SYMBOLS[EventType(event_type)].name)


def span_words(row: Mapping[Any, Any], begin: str, until: str, words: Language) -> str:
    """Return the date of a claim or an event as far as it is known, with its end if it has one.

    Parameters
    ----------
    row
        A row with ``first``, ``precision`` and the texts `begin` and `until`.
    begin, until
        Names of the columns that hold the dates as written.
    words
        The language.
    """
    first = words.known_date(_day(row["first"]), row["precision"])
    if not row[until] or row[until] == row[begin]:
        return first
    precision = {4: "year", 7: "month"}.get(len(row[until]), "day")
    last = words.known_date(_day(row["last"]), precision)
    return words.text(N_("{first} to {last}"), first=first, last=last)


def _day(value: Any) -> date:
    return (
        value
        if isinstance(value, date) and not isinstance(value, pd.Timestamp)
        else pd.Timestamp(value).date()
    )


_ROW_KINDS: Final = {
    "line": N_("line {n}"),
    "feature": N_("feature {n}"),
    "row": N_("row {n}"),
}


def place_words(finding: Finding, words: Language) -> str:
    """Return where a finding is: file, line (or feature, or row) and column."""
    parts = [finding.file]
    if finding.row is not None:
        parts.append(words.text(_ROW_KINDS[finding.row_kind], n=finding.row))
    if finding.column is not None:
        parts.append(words.text(N_("column {name}"), name=finding.column))
    return words.text(N_(", ")).join(parts)


_PEOPLE_MOVED: Final = NN_("{n} person moved", "{n} people moved")


def deaths_words(deaths: Mapping[str, int | None], words: Language) -> str:
    """Return the best figure, with the range where there is one: ``12 (10 to 15)``.

    Parameters
    ----------
    deaths
        Counts by ``low``, ``best`` and ``high``; None where one is not known.
    words
        The language.
    """
    low, best, high = (deaths[level] for level in ("low", "best", "high"))
    known = best if best is not None else low if low is not None else high
    if known is None:
        return ""
    if low is None or high is None or low == high:
        return words.number(known)
    numbers = {"best": known, "low": low, "high": high}
    return words.text(
        N_("{best} ({low} to {high})"),
        **{name: words.number(number) for name, number in numbers.items()},
    )


def figure_words(event: Mapping[Any, Any], words: Language) -> str:
    """Return the deaths of an event and the people moved, "" where no figure is known."""
    counts = {level: event[f"deaths_{level}"] for level in ("low", "best", "high")}
    deaths = deaths_words({k: None if pd.isna(n) else int(n) for k, n in counts.items()}, words)
    moved = event["people_moved"]
    parts = [
        words.text(N_("Deaths: {deaths}"), deaths=deaths) if deaths else "",
        "" if pd.isna(moved) else words.plural(_PEOPLE_MOVED, int(moved)),
    ]
    return " · ".join(filter(None, parts))


def localised(row: Mapping[Any, Any], stem: str, words: Language) -> str:
    """Return a text of the data in the language, or in English where it is missing."""
    return str(row[f"{stem}_{words.code}"] or row[f"{stem}_en"])
