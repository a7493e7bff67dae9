"""Saying in words what a claim says, and what claims that disagree say against one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import falls_into
from damascus_map.language import N_, Language, capitalised
from damascus_map.model.dates import Precision
from damascus_map.model.vocabulary import Extent, Situation
from damascus_map.query.control import extents_in
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.query.ledger import Ledger
from damascus_map.render.records import once
from damascus_map.render.words import (
    DISAGREEMENT_NAMES,
    SITUATION_NAMES,
    Names,
    control_sentence,
    situation_words,
    span_words,
)

Row = Mapping[Any, Any]

EXTENT_NAMES: Final[Mapping[Extent, str]] = {
    Extent.NONE: N_("not there"),
    Extent.PRESENT: N_("there, extent not stated"),
    Extent.PART: N_("a part"),
    Extent.SHARED: N_("about half"),
    Extent.MOST: N_("most"),
    Extent.WHOLE: N_("all of it"),
}
"""How much of a district a claim gives to a party."""

_OF_PARTY: Final = N_("{party}: {extent}")


def claim_words(claim: Row, names: Names, words: Language) -> str:
    """Return what a claim says in short, such as ``opposition groups: most; fighting``.

    Parameters
    ----------
    claim
        A row of claims.
    names
        Names of the parties by id, as `party_names` gives them.
    words
        The language.

    Returns
    -------
    str
        Empty for a claim that names neither a party nor a situation.
    """
    parts = [_held(claim, names, words)] if claim["party"] is not None else []
    if claim["situation"]:
        parts.append(situation_words(claim["situation"], words))
    return words.text(N_("; ")).join(parts)


def _held(claim: Row, names: Names, words: Language) -> str:
    extent = Extent(claim["extent"] or Extent.PRESENT)
    return words.text(
        _OF_PARTY, party=names[claim["party"]], extent=words.text(EXTENT_NAMES[extent])
    )


def disagreement_words(
    found: Row, ledger: Ledger, names: Names, parties: Sequence[str], words: Language
) -> str:
    """Return a disagreement spelled out, such as ``Dated February, June or July 2014 (truce).``.

    Parameters
    ----------
    found
        A row of the ledger's disagreements.
    ledger
        Of the district, whole or narrowed.
    names
        Names of the parties by id, as `party_names` gives them.
    parties
        Ids of the parties.
    words
        The language.
    """
    rows = ledger.whole.claims.loc[list(found["claim_ids"])].to_dict(orient="records")
    if found["against"] == "control":
        return _against_map(rows[0], ledger, names, parties, words)
    return differing_words(found, rows, names, words)


def differing_words(found: Row, claims: Iterable[Row], names: Names, words: Language) -> str:
    """Return what claims say against one another, such as ``Dated June or July 2014 (truce).``.

    Nothing but these claims is told: what one says against the map is only named by its kind,
    since the map does not show the same as reported by another day.

    Parameters
    ----------
    found
        A row of `query.disagreements.disagreements`.
    claims
        The rows of its claims.
    names
        Names of the parties by id, as `party_names` gives them.
    words
        The language.
    """
    kind = DisagreementKind(found["kind"])
    spelled_out = ""
    if found["against"] != "control":
        ordered = sorted(claims, key=lambda row: (row["first"], row["last"]))
        spelled_out = _said_against(kind, ordered, names, words)
    return spelled_out or words.text(DISAGREEMENT_NAMES[kind])


def _said_against(
    kind: DisagreementKind, claims: Sequence[Row], names: Names, words: Language
) -> str:
    match kind:
        case DisagreementKind.DATE:
            return _dates(claims, names, words)
        case DisagreementKind.EXTENT:
            return _extents(claims, names, words)
        case DisagreementKind.SITUATION:
            return _situations(claims, words)
        case _:
            return _denial(claims, words)


def dates_words(claims: Sequence[Row], words: Language) -> str:
    """Return the dates of claims as alternatives; what they have in common is said once.

    Parameters
    ----------
    claims
        Rows of claims, earliest first.
    words
        The language.
    """
    different = {(claim["on"], claim["until"]): claim for claim in claims}
    rows = list(different.values())
    precisions = {None if row["until"] else Precision(row["precision"]) for row in rows}
    first = _day_of(rows[0])
    same_year = all(_day_of(row).year == first.year for row in rows)
    same_month = same_year and all(_day_of(row).month == first.month for row in rows)
    if precisions == {Precision.DAY} and same_month:
        earlier = [words.number_of_day(_day_of(row)) for row in rows[:-1]]
    elif precisions == {Precision.DAY} and same_year:
        earlier = [words.day_of_month(_day_of(row)) for row in rows[:-1]]
    elif precisions == {Precision.MONTH} and same_year:
        earlier = [words.month_in_full(_day_of(row)) for row in rows[:-1]]
    else:
        earlier = [span_words(row, "on", "until", words) for row in rows[:-1]]
    return words.either_of([*earlier, span_words(rows[-1], "on", "until", words)])


def _day_of(claim: Row) -> Any:
    return pd.Timestamp(claim["first"]).date()


def _dates(claims: Sequence[Row], names: Names, words: Language) -> str:
    dated = _differently_dated(claims)
    common = [one for one in dated[0]["situation"] if all(one in row["situation"] for row in dated)]
    held = once(_held(row, names, words) for row in dated if row["party"] is not None)
    if common:
        what = situation_words(common, words)
    elif len(held) == 1:
        what = held[0]
    else:
        return words.text(N_("Dated {dates}."), dates=dates_words(dated, words))
    return words.text(N_("Dated {dates} ({what})."), dates=dates_words(dated, words), what=what)


def _differently_dated(claims: Sequence[Row]) -> list[Row]:
    """Return the claims that give a date to one thing; others of the topic only go along with it.

    These are claims of the same party and extent on days that exclude each other, and those that
    tell nothing but the situation; a denial gives no date.
    """
    stated = [row for row in claims if row["party"] is not None or row["situation"]]
    said = [(row["party"], row["extent"]) for row in stated]
    disputed = {
        key
        for key, row in zip(said, stated, strict=True)
        for other in stated
        if key == (other["party"], other["extent"]) and row["last"] < other["first"]
    }
    wanted = disputed | {(None, None)}
    return [row for key, row in zip(said, stated, strict=True) if key in wanted]


def _extents(claims: Sequence[Row], names: Names, words: Language) -> str:
    sentences = []
    for party in once(row["party"] for row in claims if row["party"] and row["extent"]):
        extents = once(row["extent"] for row in claims if row["party"] == party and row["extent"])
        if len(extents) > 1:
            named = [words.text(EXTENT_NAMES[Extent(extent)]) for extent in extents]
            text = N_("{party}: {extents}, depending on who says it.")
            sentences.append(
                words.text(text, party=capitalised(names[party]), extents=words.either_of(named))
            )
    return " ".join(sentences)


def _situations(claims: Sequence[Row], words: Language) -> str:
    calm = [row for row in claims if Situation.CALM in row["situation"]]
    fighting = [row for row in claims if Situation.FIGHTING in row["situation"]]
    return words.text(
        N_("{day}: {calm} according to {these}; {fighting} according to {those}."),
        day=span_words(claims[0], "on", "until", words),
        calm=words.text(SITUATION_NAMES[Situation.CALM]),
        these=_speakers(calm, words),
        fighting=words.text(SITUATION_NAMES[Situation.FIGHTING]),
        those=_speakers(fighting, words),
    )


def _denial(claims: Sequence[Row], words: Language) -> str:
    denying = [row for row in claims if row["party"] is None and not row["situation"]]
    stating = [row for row in claims if row["party"] is not None or row["situation"]]
    return words.text(
        N_("Stated by {these}; contradicted by {those}."),
        these=_speakers(stating, words),
        those=_speakers(denying, words),
    )


def _against_map(
    claim: Row, ledger: Ledger, names: Names, parties: Sequence[str], words: Language
) -> str:
    inside = (entry.state for entry in ledger.whole.entries if falls_into(claim, entry.state))
    drawn = next(control_sentence(extents_in(row, parties), (), names, words) for row in inside)
    return words.text(
        N_("According to {who}: {said}. The map shows: {drawn}"),
        who=_speakers([claim], words),
        said=_held(claim, names, words),
        drawn=drawn,
    )


def _speakers(claims: Iterable[Row], words: Language) -> str:
    return words.list_of(once(str(claim["attributed_to"]) for claim in claims))
