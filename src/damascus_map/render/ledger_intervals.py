"""The intervals of a ledger on its page, and where the sources of the district differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Counted
from damascus_map.query.confidence import Support
from damascus_map.query.control import extents_in
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.query.ledger import Entry
from damascus_map.render.claim_items import claim_item
from damascus_map.render.confidence_words import why_words
from damascus_map.render.evidence import stripes_css
from damascus_map.render.ledger_parts import LedgerPage, Row
from damascus_map.render.markup import element
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    DISAGREEMENT_NAMES,
    control_sentence,
    span_words,
)

_CITED: Final = NN_("Rests on {n} statement", "Rests on {n} statements")
_AGAINST: Final = NN_("{n} statement contradicts it", "{n} statements contradict it")
_BESIDE: Final = NN_(
    "{n} more statement speaks of this time", "{n} more statements speak of this time"
)
_OUTSIDE: Final = NN_(
    "{n} statement speaks of no time that the map shows",
    "{n} statements speak of no time that the map shows",
)
_NO_CLAIM: Final = N_("No statement: nobody is known to have said who held it.")


def differences_section(page: LedgerPage) -> Element | None:
    """Return where sources differ, each spelled out, with what each side says."""
    found = page.whole.disagreements.to_dict(orient="records")
    left = set(page.ledger.claims.index)
    shown = [one for one in found if not left.isdisjoint(one["claim_ids"])]
    if not shown:
        return None
    return element(
        "section",
        element("h3", page.words.text(N_("Where sources differ"))),
        element("ul", *(_difference(one, page) for one in shown), class_="dm-differences"),
        data_testid="dm-differences",
    )


def intervals_section(page: LedgerPage) -> Element:
    """Return the intervals, earliest first, as the timeline has them."""
    seen: set[str] = set()
    rows = {row["id"]: row for row in page.claims()}
    supports = page.supports()
    entries = [
        _interval(entry, page, rows, seen, supports[entry.state["first"]])
        for entry in page.ledger.entries
    ]
    outside = list(_claims(page.ledger.outside, _OUTSIDE, page, rows, seen))
    if not entries and not outside:
        nothing = page.words.text(N_("Nothing is said here by what is chosen."))
        entries = [element("p", nothing)]
    return element("section", *entries, *outside, class_="dm-intervals")


def _difference(found: Row, page: LedgerPage) -> Element:
    words = page.words
    kind = words.text(DISAGREEMENT_NAMES[DisagreementKind(found["kind"])])
    rows = page.whole.claims.loc[list(found["claim_ids"])].reset_index(names="id")
    sides = sorted(rows.to_dict(orient="records"), key=lambda row: (row["first"], row["last"]))
    return element(
        "li",
        element("p", element("strong", page.spelled_out(found)), dir="auto"),
        element("p", kind, class_="dm-quiet"),
        element("ul", *(_side(side, page) for side in sides), class_="dm-sides"),
    )


def _side(claim: Row, page: LedgerPage) -> Element:
    when = span_words(claim, "on", "until", page.words)
    way = page.way(claim=str(claim["id"]))
    return element(
        "li",
        element("a", when, href=way, data_dm_to=""),
        " ",
        element("bdi", str(claim["attributed_to"])),
    )


def _interval(
    entry: Entry, page: LedgerPage, rows: dict[Any, Row], seen: set[str], support: Support
) -> Element:
    state, words = entry.state, page.words
    extents = extents_in(state, page.tables.party_ids)
    sentence = control_sentence(extents, state["situation"], page.names, words)
    stripes = stripes_css(page.tables, extents)
    swatch = element("span", class_="dm-swatch", style=stripes, aria_hidden="true")
    is_shown = _holds_on(state, page.view.on)
    head = element(
        "header",
        element("h4", swatch, element("span", sentence)),
        element("p", *_facts(state, page, support, is_shown=is_shown), class_="dm-quiet"),
    )
    parts = [
        *_differs(entry, page),
        *_claims(entry.cited, _CITED, page, rows, seen),
        *_claims(entry.against, _AGAINST, page, rows, seen, cited=state["claim_ids"]),
        *_claims(entry.beside, _BESIDE, page, rows, seen),
    ]
    if not parts:
        parts = [element("p", words.text(_NO_CLAIM), class_="dm-quiet")]
    look = "dm-interval dm-shown-now" if is_shown else "dm-interval"
    first = state["first"].date().isoformat()
    return element(
        "article", head, _note(state["note"], page), *parts, class_=look, data_dm_interval=first
    )


def _facts(
    state: Row, page: LedgerPage, support: Support, *, is_shown: bool
) -> Iterator[Element | str]:
    words = page.words
    yield element("time", _dates(state, page))
    level = words.text(CONFIDENCE_NAMES[state["confidence"]])
    yield f" · {words.text(N_('confidence: {level}'), level=level)} "
    yield _computed(support, page)
    yield " · "
    on = page.view.on if is_shown else state["first"]
    way = page.ways.map(on, district=page.asked.district)
    yield element("a", words.text(N_("Show on the map")), href=way, data_dm_to="")
    if is_shown:
        yield " "
        day = words.short_day(page.view.on)
        shown = words.text(N_("the map stands at {day}"), day=day)
        yield element("span", shown, class_="dm-tag dm-tag-strong")


def _computed(support: Support, page: LedgerPage) -> Element:
    """Return the confidence that the rule comes to, and why, beside that of the editors."""
    words = page.words
    level = words.text(CONFIDENCE_NAMES[support.level])
    why = why_words(support.met, words, is_lowered=support.is_lowered)
    text = words.text(N_("(computed: {level})"), level=level)
    way = page.ways.methodology("confidence")
    return element(
        "a", text, title=why, href=way, data_dm_to="", data_dm_computed=str(support.level)
    )


def _dates(state: Row, page: LedgerPage) -> str:
    """Return the days of an interval; its end is the first day on which it no longer holds."""
    words = page.words
    first = words.known_date(state["first"].date(), state["first_precision"])
    if pd.isna(state["end"]):
        return words.text(N_("since {date}"), date=first)
    end = words.known_date(state["end"].date(), state["end_precision"])
    return words.text(N_("{first} until {end}"), first=first, end=end)


def _holds_on(state: Row, day: date) -> bool:
    moment = pd.Timestamp(day)
    return bool(state["first"] <= moment and (pd.isna(state["end"]) or moment < state["end"]))


def _note(note: str, page: LedgerPage) -> Element | None:
    """Return the editors' note on their judgement, which the dataset has in English alone."""
    if not note:
        return None
    name = element("strong", page.words.text(N_("Note of the editors")))
    return element("p", name, " ", element("span", note, lang="en", dir="ltr"), class_="dm-remark")


def _differs(entry: Entry, page: LedgerPage) -> Iterator[Element]:
    found = page.whole.disagreements.iloc[list(entry.disagreements)].to_dict(orient="records")
    for one in found:
        text = page.words.text(N_("Sources differ: {what}"), what=page.spelled_out(one))
        yield element("p", text, class_="dm-differ", dir="auto")


def _claims(
    ids: Sequence[str],
    name: Counted,
    page: LedgerPage,
    rows: dict[Any, Row],
    seen: set[str],
    *,
    cited: Sequence[str] = (),
) -> Iterator[Element]:
    """Yield a list of claims under its name; of those cited in spite of it that is said."""
    if not ids:
        return
    yield element("h5", page.words.plural(name, len(ids)))
    items = []
    for one in ids:
        is_first = one not in seen
        seen.add(one)
        items.append(
            claim_item(
                rows[one],
                page.tables,
                page.words,
                page.ways,
                marks=tuple(_marks(rows[one], page, is_cited=one in cited)),
                is_first=is_first,
                is_marked=one == page.asked.claim,
            )
        )
    yield element("ul", *items, class_="dm-claims")


def _marks(claim: Row, page: LedgerPage, *, is_cited: bool) -> Iterator[str]:
    if is_cited:
        yield page.words.text(N_("cited nevertheless"))
    if claim["is_disputed"]:
        yield page.words.text(N_("in a disagreement"))
    if not claim["is_cited"]:
        yield page.words.text(N_("not cited by the map"))
