"""The page of a district's ledger: its intervals, with all that was said for and against each."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.query.ledger import ledger_of, narrowed
from damascus_map.render.claim_items import source_kind_name
from damascus_map.render.ledger_chart import chart_section
from damascus_map.render.ledger_intervals import differences_section, intervals_section
from damascus_map.render.ledger_parts import LedgerPage
from damascus_map.render.markup import element
from damascus_map.render.page_links import SOURCE, Asked, Ways

_COUNTS: Final = {
    "claims": NN_("{n} statement", "{n} statements"),
    "sources": NN_("{n} source", "{n} sources"),
    "intervals": NN_("{n} interval", "{n} intervals"),
    "disagreements": NN_("{n} disagreement", "{n} disagreements"),
}


def ledger_page(
    tables: Tables, asked: Asked, view: View, words: Language, ways: Ways
) -> LedgerPage:
    """Return what the page of a ledger is made of.

    Parameters
    ----------
    tables
        The dataset.
    asked
        What the address asks for.
    view
        Of the map.
    words
        The language.
    ways
        Writes the addresses.
    """
    ledger = narrowed(ledger_of(tables, asked.district), source=asked.source, kind=asked.kind)
    return LedgerPage(tables, asked, view, words, ways, ledger)


def ledger_tree(page: LedgerPage) -> Element:
    """Return the page below its head."""
    return element(
        "div",
        _districts(page),
        _head(page),
        chart_section(page),
        differences_section(page),
        _filters(page),
        intervals_section(page),
        class_="dm-ledger",
        lang=page.words.code,
        dir=page.words.direction,
    )


def _districts(page: LedgerPage) -> Element:
    names = page.tables.districts[f"name_{page.words.code}"]
    links = [
        _choice(str(names[one]), page.ways.ledger(one), is_chosen=one == page.asked.district)
        for one in page.tables.district_ids
    ]
    label = page.words.text(N_("Districts"))
    return element("nav", *links, class_="dm-chips", aria_label=label)


def _choice(name: str, way: str, *, is_chosen: bool) -> Element:
    current = {"aria_current": "true"} if is_chosen else {}
    return element("a", name, href=way, class_="dm-chip", data_dm_to="", **current)


def _head(page: LedgerPage) -> Element:
    about, words = page.tables.districts.loc[page.asked.district], page.words
    other = "en" if words.code == "ar" else "ar"
    also = element(
        "span", about[f"name_{other}"], lang=other, dir="rtl" if other == "ar" else "ltr"
    )
    numbers = {
        "claims": len(page.whole.claims),
        "sources": page.whole.claims["source_id"].nunique(),
        "intervals": len(page.whole.entries),
        "disagreements": len(page.whole.disagreements),
    }
    counts = [words.plural(_COUNTS[name], number) for name, number in numbers.items()]
    return element(
        "header",
        element("h2", str(about[f"name_{words.code}"]), " ", also),
        element("p", " · ".join(counts), class_="dm-quiet", data_testid="dm-ledger-counts"),
    )


def _filters(page: LedgerPage) -> Element:
    """Return the choice of a kind of source and of a source, with the statements of each."""
    words = page.words
    return element(
        "div",
        element("h3", words.text(N_("Intervals and statements"))),
        element("div", _kinds(page), _sources(page), class_="dm-filters"),
        _left_out(page),
    )


def _kinds(page: LedgerPage) -> Element:
    words = page.words
    counts = page.whole.claims["kind"].value_counts()
    everything = words.text(N_("All {n}"), n=words.number(len(page.whole.claims)))
    none = page.asked.kind is None and page.asked.source is None
    links = [
        _choice(everything, page.way(), is_chosen=none),
        *(
            _choice(
                f"{source_kind_name(str(kind), words)} {words.number(int(n))}",
                page.way(kind=str(kind)),
                is_chosen=kind == page.asked.kind,
            )
            for kind, n in counts.items()
        ),
    ]
    return element("nav", *links, class_="dm-chips", aria_label=words.text(N_("Kinds of source")))


def _sources(page: LedgerPage) -> Element:
    """Return the choice of a source; choosing one lets go of the kind."""
    words, sources = page.words, page.tables.sources
    counts = page.whole.claims["source_id"].value_counts()
    order = sorted(
        counts.index, key=lambda one: (str(sources.at[one, "publisher"]).casefold(), one)
    )
    options = [element("option", words.text(N_("All sources")), value="")]
    for one in order:
        chosen = {"selected": "selected"} if one == page.asked.source else {}
        row = sources.loc[one]
        text = f"{row['publisher']}, {row['published'] or '—'} ({words.number(int(counts[one]))})"
        options.append(element("option", text, value=str(one), **chosen))
    select = element("select", *options, name=SOURCE, id="dm-ledger-source", class_="dm-input")
    label = element("span", words.text(N_("Source")), class_="dm-label")
    return element("form", element("label", label, select, class_="dm-field"), action=page.way())


def _left_out(page: LedgerPage) -> Element | None:
    """Say what a filter leaves out."""
    words = page.words
    claims = len(page.whole.claims) - len(page.ledger.claims)
    if not claims:
        return None
    entries = len(page.whole.entries) - len(page.ledger.entries)
    left = words.plural(NN_("{n} statement is left out", "{n} statements are left out"), claims)
    gone = NN_(
        "{n} interval of which nothing else is said",
        "{n} intervals of which nothing else is said",
    )
    text = f"{left}; {words.plural(gone, entries)}" if entries else left
    everything = element("a", words.text(N_("Show everything")), href=page.way(), data_dm_to="")
    return element("p", f"{text}. ", everything, class_="dm-notice", role="status")
