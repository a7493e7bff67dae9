"""The chart of a ledger on its page: drawn for wide and for narrow windows, with its table."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.language import N_, NN_
from damascus_map.render.charts.claims import (
    DOT_NAMES,
    claims_chart,
    dot_key,
    dot_of,
    lane_name,
)
from damascus_map.render.claim_words import claim_words
from damascus_map.render.ledger_parts import LedgerPage, Row
from damascus_map.render.markup import element
from damascus_map.render.words import span_words

_WIDTHS: Final = {"dm-wide-chart": 1040.0, "dm-narrow-chart": 340.0}


def chart_section(page: LedgerPage) -> Element | None:
    """Return who said what, when, as a chart; None where nothing is said."""
    claims, words = page.claims(), page.words
    if not claims:
        return None
    asked = {"source": page.asked.source, "kind": page.asked.kind}
    addresses = {str(one["id"]): page.way(claim=str(one["id"]), **asked) for one in claims}
    charts = [
        element(
            "div",
            claims_chart(
                page.ledger,
                page.tables,
                words,
                width=width,
                addresses=addresses,
                marked=page.asked.claim,
            ),
            class_=name,
        )
        for name, width in _WIDTHS.items()
    ]
    return element(
        "section",
        element("h3", words.text(N_("Who said what, when"))),
        element("figure", *charts, _key(page, claims), data_testid="dm-claims-chart"),
        _table(page, claims, addresses),
    )


def _key(page: LedgerPage, claims: list[Row]) -> Element:
    looks = {dot_of(claim) for claim in claims}
    rows = [
        element("span", dot_key(look), " ", page.words.text(name))
        for look, name in DOT_NAMES.items()
        if look in looks
    ]
    return element("figcaption", *rows, class_="dm-quiet dm-key")


def _table(page: LedgerPage, claims: list[Row], addresses: dict[str, str]) -> Element:
    words, names = page.words, page.names
    heads = (
        *(N_("On"), N_("Party"), N_("Statement"), N_("Attributed to"), N_("Source")),
        N_("Standing"),
    )
    rows = [
        element(
            "tr",
            element("td", _to_claim(claim, addresses, page)),
            element("td", lane_name(claim["party"], names, words)),
            element("td", claim_words(claim, names, words) or "—"),
            element("td", str(claim["attributed_to"]), dir="auto"),
            element("td", str(claim["publisher"]), dir="auto"),
            element("td", words.text(DOT_NAMES[dot_of(claim)])),
        )
        for claim in claims
    ]
    head = element("tr", *(element("th", words.text(name), scope="col") for name in heads))
    table = element("table", element("thead", head), element("tbody", *rows), class_="dm-table")
    count = words.plural(NN_("{n} statement", "{n} statements"), len(claims))
    name = words.text(N_("The chart as a table: {count}"), count=count)
    box = element("div", table, class_="dm-scroll", tabindex="0", role="region", aria_label=name)
    return element("details", element("summary", name), box, id="dm-claims-table", class_="dm-fold")


def _to_claim(claim: Row, addresses: dict[str, str], page: LedgerPage) -> Element:
    when = span_words(claim, "on", "until", page.words)
    return element("a", when, href=addresses[str(claim["id"])], data_dm_to="")
