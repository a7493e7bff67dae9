"""A claim as pages beside the map show it: what it says, who said it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language
from damascus_map.model.dates import parse_partial_date
from damascus_map.model.vocabulary import SourceKind, Verified
from damascus_map.render.claim_words import claim_words
from damascus_map.render.markup import element, link
from damascus_map.render.page_links import Ways
from damascus_map.render.words import (
    SOURCE_KIND_NAMES,
    Names,
    localised,
    party_names,
    span_words,
)

Row = Mapping[Any, Any]

_DOCUMENT: Final = N_("document")
_UNREAD: Final[Mapping[Verified, str]] = {
    Verified.PARTIAL: N_("text read in part"),
    Verified.NO: N_("text not read"),
}


def claim_anchor(claim: str) -> str:
    """Return the id of a claim's element on a page."""
    return f"claim-{claim}"


def claim_item(  # noqa: PLR0913 - the claim, its language, its links, and how it stands here
    claim: Row,
    tables: Tables,
    words: Language,
    ways: Ways,
    *,
    marks: tuple[str, ...] = (),
    is_first: bool = True,
    is_marked: bool = False,
) -> Element:
    """Return a claim as an item of a list.

    Parameters
    ----------
    claim
        A row of a ledger's claims, with its ``id``.
    tables
        The dataset.
    words
        The language.
    ways
        Writes the addresses.
    marks
        What else is to be said of it here, such as that it contradicts the map.
    is_first
        Whether it stands on the page for the first time, and is what a link to it leads to.
    is_marked
        Whether the address names it.
    """
    names = party_names(tables.parties, words)
    way = ways.ledger(str(claim["district_id"]), claim=str(claim["id"]))
    when = element("time", span_words(claim, "on", "until", words))
    title = words.text(N_("Link to this statement"))
    anchor = {"id": claim_anchor(claim["id"]), "tabindex": "-1"} if is_first else {}
    return element(
        "li",
        element("a", when, href=way, title=title, data_dm_to=""),
        element(
            "div",
            element("p", localised(claim, "summary", words), dir="auto"),
            _said(claim, names, marks, words),
            _source(claim, words, ways, way),
            _note(claim["note"]),
        ),
        class_="dm-claim dm-marked" if is_marked else "dm-claim",
        data_dm_claim=str(claim["id"]),
        **anchor,
    )


def document_link(url: str, words: Language) -> Element | None:
    """Return the link to a document on its own site, where there is one."""
    if not url:
        return None
    return link(f"{words.text(_DOCUMENT)} ↗", url, class_="dm-document")


def published_words(published: str, words: Language) -> str:
    """Return when a source was published, or that it does not tell."""
    if not published:
        return words.text(N_("no date of publication"))
    return words.partial_date(parse_partial_date(published))


def source_kind_name(kind: str, words: Language) -> str:
    """Return the name of a kind of source."""
    return words.text(SOURCE_KIND_NAMES[SourceKind(kind)])


def _said(claim: Row, names: Names, marks: tuple[str, ...], words: Language) -> Element | None:
    said = claim_words(claim, names, words)
    tags = [element("span", mark, class_="dm-tag") for mark in marks]
    if not said and not tags:
        return None
    text = element("span", said, class_="dm-said") if said else None
    return element("p", text, *tags, class_="dm-quiet")


def _source(claim: Row, words: Language, ways: Ways, way: str) -> Element:
    """Return who said it, in which source, how it can be read and how it can be linked to."""
    publisher, who = str(claim["publisher"]), str(claim["attributed_to"])
    same = who.casefold() == publisher.casefold()
    to_source = element(
        "a",
        publisher,
        href=ways.sources(source=str(claim["source_id"])),
        title=str(claim["source_title"]),
        data_dm_to="",
        dir="auto",
    )
    facts = [published_words(claim["published"], words), source_kind_name(claim["kind"], words)]
    unread = _UNREAD.get(Verified(claim["verified"]))
    facts += [words.text(unread)] if unread else []
    copy = element(
        "button",
        words.text(N_("Copy link")),
        type="button",
        class_="dm-copy",
        data_dm_copy=way,
        data_dm_copied=words.text(N_("Copied")),
    )
    return element(
        "p",
        None if same else element("bdi", who),
        None if same else ", ",
        to_source,
        f" · {' · '.join(facts)} · ",
        *_spaced(document_link(str(claim["url"]), words), copy),
        class_="dm-source",
    )


def _spaced(*nodes: Element | None) -> list[Element | str]:
    there: list[Element | str] = []
    for node in nodes:
        if node is not None:
            there += [" ", node] if there else [node]
    return there


def _note(note: str) -> Element | None:
    """Return the editors' note on a claim, which the dataset has in English alone."""
    return element("p", note, lang="en", dir="ltr", class_="dm-remark") if note else None
