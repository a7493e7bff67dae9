"""One source on its page: what it is, and every claim, interval and event that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Counted
from damascus_map.query.contributions import Contribution, contribution_of
from damascus_map.query.control import extents_in
from damascus_map.render.claim_items import document_link, published_words, source_kind_name
from damascus_map.render.claim_words import claim_words
from damascus_map.render.evidence import stripes_css
from damascus_map.render.markup import element
from damascus_map.render.source_list import language_name
from damascus_map.render.sources_page import Row, SourcesPage
from damascus_map.render.words import (
    control_sentence,
    event_type_name,
    localised,
    party_names,
    span_words,
)

_MOST_EVENTS: Final = 200
SOURCE_ANCHOR: Final = "dm-source"


def source_tree(page: SourcesPage, source: str) -> Element:
    """Return all that rests on a source, with links to where it stands."""
    about = page.tables.sources.loc[source].to_dict()
    rests = contribution_of(page.tables, source)
    name = element("h2", str(about["publisher"]), dir="auto")
    parts = (*_claims(rests, page), *_intervals(rests, page), *_events(rests, page))
    return element(
        "article",
        element("header", name, element("p", str(about["title"]), dir="auto"), _close(page)),
        _facts(source, about, page),
        *(parts or [element("p", page.words.text(N_("Nothing rests on it.")))]),
        class_="dm-source-card",
        id=SOURCE_ANCHOR,
        tabindex="-1",
        lang=page.words.code,
        dir=page.words.direction,
    )


def _close(page: SourcesPage) -> Element:
    text = page.words.text(N_("All sources"))
    return element("a", text, href=page.way(), data_dm_to="", class_="dm-close")


def _facts(source: str, about: Row, page: SourcesPage) -> Element:
    words = page.words
    note = str(about["note"])
    facts: dict[str, Element | str | None] = {
        N_("Published"): published_words(about["published"], words),
        N_("Kind"): source_kind_name(about["kind"], words),
        N_("Language"): language_name(about["language"], words),
        N_("Licence"): str(about["licence"]) or None,
        N_("Document"): document_link(str(about["url"]), words),
        N_("Note"): element("span", note, lang="en", dir="ltr") if note else None,
        N_("Id"): element("code", source),
    }
    rows = [
        element("div", element("dt", words.text(name)), element("dd", fact))
        for name, fact in facts.items()
        if fact is not None
    ]
    return element("dl", *rows)


def _claims(rests: Contribution, page: SourcesPage) -> Iterator[Element]:
    """Yield its claims by district, each with the way to the ledger."""
    if rests.claims.empty:
        return
    yield _title(NN_("{n} statement", "{n} statements"), len(rests.claims), page)
    rows = rests.claims.reset_index(names="id").to_dict(orient="records")
    names = page.tables.districts[f"name_{page.words.code}"]
    for district in dict.fromkeys(row["district_id"] for row in rows):
        of_district = [row for row in rows if row["district_id"] == district]
        ledger = page.ways.ledger(district, source=rests.source)
        link = element("a", str(names[district]), href=ledger, data_dm_to="")
        yield element("h4", link)
        yield element("ul", *(_claim(row, page) for row in of_district), class_="dm-rests")


def _claim(row: Row, page: SourcesPage) -> Element:
    words = page.words
    way = page.ways.ledger(row["district_id"], claim=str(row["id"]))
    said = claim_words(row, party_names(page.tables.parties, words), words)
    alone = words.text(N_("said by nobody else")) if row["is_alone"] else None
    return element(
        "li",
        element("a", span_words(row, "on", "until", words), href=way, data_dm_to=""),
        element(
            "div",
            element("p", localised(row, "summary", words), dir="auto"),
            element("p", said, " ", _tag(alone), class_="dm-quiet"),
        ),
    )


def _intervals(rests: Contribution, page: SourcesPage) -> Iterator[Element]:
    if rests.intervals.empty:
        return
    yield _title(
        NN_("{n} interval rests on it", "{n} intervals rest on it"), len(rests.intervals), page
    )
    rows = rests.intervals.to_dict(orient="records")
    yield element("ul", *(_interval(row, rests.source, page) for row in rows), class_="dm-rests")


def _interval(row: Row, source: str, page: SourcesPage) -> Element:
    words, tables = page.words, page.tables
    names = party_names(tables.parties, words)
    extents = extents_in(row, tables.party_ids)
    district = tables.districts.at[row["district_id"], f"name_{words.code}"]
    first = words.known_date(row["first"].date(), row["first_precision"])
    way = page.ways.ledger(row["district_id"], source=source)
    alone = words.text(N_("rests on it alone")) if row["is_alone"] else None
    swatch = element(
        "span", class_="dm-swatch", style=stripes_css(tables, extents), aria_hidden="true"
    )
    sentence = control_sentence(extents, row["situation"], names, words)
    text = words.text(N_("{district}: {sentence}"), district=district, sentence=sentence)
    return element(
        "li",
        element("a", words.text(N_("since {date}"), date=first), href=way, data_dm_to=""),
        element("div", element("p", swatch, text, " ", _tag(alone))),
    )


def _events(rests: Contribution, page: SourcesPage) -> Iterator[Element]:
    """Yield its events, each with the way to the map on its day."""
    if rests.events.empty:
        return
    words, count = page.words, len(rests.events)
    yield _title(NN_("{n} event", "{n} events"), count, page)
    rows = rests.events.head(_MOST_EVENTS).reset_index(names="id").to_dict(orient="records")
    yield element("ul", *(_event(row, page) for row in rows), class_="dm-rests")
    if count > _MOST_EVENTS:
        text = N_("The first {n} of {all} events.")
        numbers = {"n": words.number(_MOST_EVENTS), "all": words.number(count)}
        yield element("p", words.text(text, **numbers), class_="dm-notice")


def _event(row: Row, page: SourcesPage) -> Element:
    words = page.words
    way = page.ways.map(pd.Timestamp(row["first"]), event=str(row["id"]))
    return element(
        "li",
        element("a", span_words(row, "date", "date_to", words), href=way, data_dm_to=""),
        element(
            "div",
            element("p", localised(row, "title", words), dir="auto"),
            element("p", event_type_name(row["type"], words), class_="dm-quiet"),
        ),
    )


def _title(name: Counted, count: int, page: SourcesPage) -> Element:
    return element("h3", page.words.plural(name, count))


def _tag(text: str | None) -> Element | None:
    return element("span", text, class_="dm-tag") if text else None
