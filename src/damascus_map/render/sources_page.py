"""The page of the sources: who published what, and all that rests on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language
from damascus_map.render.claim_items import published_words, source_kind_name
from damascus_map.render.markup import element
from damascus_map.render.page_links import KIND, ORDER, SEARCH, Asked, Ways
from damascus_map.render.source_list import NUMBERS, language_name, listed_sources

Row = Mapping[Any, Any]

MOST_ROWS: Final = 500
_TEXT_HEADS: Final = {"publisher": N_("Source"), "published": N_("Published")}


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The sources as an address asks for them.

    Attributes
    ----------
    tables
        The dataset.
    asked
        What the address asks for.
    words
        The language.
    ways
        Writes the addresses.
    listed
        The sources that are listed, with what each contributed.
    """

    tables: Tables
    asked: Asked
    words: Language
    ways: Ways
    listed: pd.DataFrame

    def way(self, **asked: str | None) -> str:
        """Return the address of this list, with something else asked of it."""
        now = {KIND: self.asked.kind, SEARCH: self.asked.search, ORDER: self.asked.order}
        return self.ways.sources(**{**now, **asked})


def sources_page(tables: Tables, asked: Asked, words: Language, ways: Ways) -> SourcesPage:
    """Return what the page of the sources is made of.

    Parameters
    ----------
    tables
        The dataset.
    asked
        What the address asks for.
    words
        The language.
    ways
        Writes the addresses.
    """
    listed = listed_sources(tables, kind=asked.kind, search=asked.search, order=asked.order)
    return SourcesPage(tables, asked, words, ways, listed)


def sources_tree(page: SourcesPage) -> Element:
    """Return the choice of sources and their list."""
    return element(
        "section",
        _kinds(page),
        _search(page),
        element(
            "p", _count(page), class_="dm-quiet", role="status", data_testid="dm-sources-count"
        ),
        _table(page),
        class_="dm-sources",
        lang=page.words.code,
        dir=page.words.direction,
    )


def _kinds(page: SourcesPage) -> Element:
    words = page.words
    counts = page.tables.sources["kind"].value_counts()
    everything = words.text(N_("All {n}"), n=words.number(len(page.tables.sources)))
    chips = [_chip(everything, page.way(kind=None), is_chosen=page.asked.kind is None)]
    for kind, count in counts.items():
        name = f"{source_kind_name(str(kind), words)} {words.number(int(count))}"
        chips.append(_chip(name, page.way(kind=str(kind)), is_chosen=kind == page.asked.kind))
    return element("nav", *chips, class_="dm-chips", aria_label=words.text(N_("Kinds of source")))


def _chip(name: str, way: str, *, is_chosen: bool) -> Element:
    current = {"aria_current": "true"} if is_chosen else {}
    return element("a", name, href=way, class_="dm-chip", data_dm_to="", **current)


def _search(page: SourcesPage) -> Element:
    words = page.words
    label = words.text(N_("Search in the sources"))
    field = element(
        "input",
        type="search",
        name=SEARCH,
        id="dm-sources-search",
        class_="dm-input",
        value=page.asked.search,
        placeholder=words.text(N_("Publisher, title, year…")),
        aria_label=label,
        dir="auto",
    )
    button = element("button", words.text(N_("Search")), type="submit", class_="dm-action")
    return element(
        "form", field, button, action=page.way(), class_="dm-source-search", role="search"
    )


def _count(page: SourcesPage) -> str:
    words, found = page.words, len(page.listed)
    if found <= MOST_ROWS:
        return words.plural(NN_("{n} source", "{n} sources"), found)
    text = N_("The first {n} of {all} sources. The downloads hold all of them.")
    return words.text(text, n=words.number(MOST_ROWS), all=words.number(found))


def _table(page: SourcesPage) -> Element | None:
    if page.listed.empty:
        return None
    words = page.words
    heads = [
        _head("publisher", words.text(N_("Source")), page),
        _head("published", words.text(N_("Published")), page),
        element("th", words.text(N_("Kind")), scope="col"),
        element("th", words.text(N_("Language")), scope="col"),
        *(_head(name, words.text(text), page, is_figure=True) for name, text in NUMBERS.items()),
    ]
    rows = page.listed.head(MOST_ROWS)
    records = zip(rows.index, rows.to_dict(orient="records"), strict=True)
    body = [_row(str(source), row, page) for source, row in records]
    table = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *body),
        class_="dm-table dm-sources-table",
    )
    label = words.text(N_("Sources"))
    return element("div", table, class_="dm-scroll", tabindex="0", role="region", aria_label=label)


def _head(name: str, text: str, page: SourcesPage, *, is_figure: bool = False) -> Element:
    """Return the head of a column by which the list can be sorted, and again as it came."""
    is_chosen = page.asked.order == name
    way = page.way(order=None if is_chosen else name)
    direction = "ascending" if name == "publisher" else "descending"
    sorting = {"aria_sort": direction} if is_chosen else {}
    arrow = element("span", " ↑" if name == "publisher" else " ↓", aria_hidden="true")
    link = element("a", text, arrow if is_chosen else None, href=way, data_dm_to="")
    look = {"class_": "dm-figure"} if is_figure else {}
    return element("th", link, scope="col", **sorting, **look)


def _row(source: str, row: Row, page: SourcesPage) -> Element:
    words = page.words
    way = page.way(source=source)
    chosen = {"class_": "dm-marked"} if source == page.asked.source else {}
    name = element("a", str(row["publisher"]), href=way, data_dm_to="", dir="auto")
    title = element("span", str(row["title"]), class_="dm-title", dir="auto")
    figures = [element("td", words.number(row[key]), class_="dm-figure") for key in NUMBERS]
    return element(
        "tr",
        element("td", name, title),
        element("td", published_words(row["published"], words)),
        element("td", source_kind_name(row["kind"], words)),
        element("td", language_name(row["language"], words)),
        *figures,
        **chosen,
    )
