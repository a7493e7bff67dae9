"""The page of what a dataset does not know: counts, a list each with its table, two charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Counted, Language
from damascus_map.query.coverage import Coverage, coverage_of
from damascus_map.render.charts.axes import LOOKS, Look
from damascus_map.render.charts.chart import day_of
from damascus_map.render.charts.coverage import (
    MOST_BARS,
    key_steps,
    month_key,
    months_chart,
    told_chart,
)
from damascus_map.render.coverage_lists import (
    CLAIM,
    LEDGER,
    LIST_NAMES,
    LISTS,
    MAP,
    Column,
    Listed,
    entries_of,
)
from damascus_map.render.coverage_report import TOTALS, totals_of
from damascus_map.render.markup import element
from damascus_map.render.page_links import LIST, Ways
from damascus_map.render.records import Record

MOST_ROWS: Final = 500
_FOLDED: Final = ("months", "events")
"""Lists that a chart shows already: their tables are opened on request."""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What a dataset does not know, as an address asks for it.

    Attributes
    ----------
    tables
        The dataset.
    found
        What it does not know.
    district
        Id of the only district that it is about; None for all.
    words
        The language.
    ways
        Writes the addresses.
    """

    tables: Tables
    found: Coverage
    district: str | None
    words: Language
    ways: Ways

    @property
    def names(self) -> dict[str, str]:
        """Return the names of the districts, by id."""
        column = self.tables.districts[f"name_{self.words.code}"]
        return {str(one): str(name) for one, name in column.items()}


def coverage_page(
    tables: Tables, parameters: Mapping[str, str], words: Language, ways: Ways
) -> CoveragePage:
    """Return what the page is made of.

    Parameters
    ----------
    tables
        The dataset.
    parameters
        Of the address; ``district`` narrows it, one that is not there is passed over.
    words
        The language.
    ways
        Writes the addresses.
    """
    asked = parameters.get("district")
    district = asked if asked in tables.district_ids else None
    return CoveragePage(tables, coverage_of(tables, district), district, words, ways)


def list_anchor(name: str) -> str:
    """Return the id of a list's element on the page."""
    return f"dm-list-{name}"


def asked_list(parameters: Mapping[str, str]) -> str | None:
    """Return the name of the list that an address brings into sight, if it names one."""
    asked = parameters.get(LIST)
    return asked if asked in LIST_NAMES else None


def head_tree(page: CoveragePage) -> Element:
    """Return the choice of a district, and how many entries each list has."""
    words = page.words
    name = words.text(N_("All districts")) if page.district is None else page.names[page.district]
    totals = [words.plural(TOTALS[one], n) for one, n in totals_of(page.found).items()]
    return _tree(
        page,
        _districts(page),
        element(
            "header",
            element("h2", name),
            element("p", " · ".join(totals), class_="dm-quiet", data_testid="dm-coverage-totals"),
        ),
        _counts(page),
    )


def list_tree(listed: Listed, page: CoveragePage) -> Element:
    """Return a list: what it is, its chart if it has one, and its table."""
    words = page.words
    entries = entries_of(listed, page.tables, page.found, words)
    charts = {"months": _months, "events": _told}
    chart = charts[listed.name](page) if entries and listed.name in charts else []
    return _tree(
        page,
        element(
            "section",
            element("h3", words.text(listed.title)),
            element("p", words.text(listed.lead), class_="dm-quiet"),
            *chart,
            *_table(listed, entries, page),
            id=list_anchor(listed.name),
            tabindex="-1",
            data_testid=f"dm-{listed.name}",
        ),
    )


def _tree(page: CoveragePage, *parts: Element | None) -> Element:
    look = "dm-ledger dm-coverage"
    return element("div", *parts, class_=look, lang=page.words.code, dir=page.words.direction)


def _districts(page: CoveragePage) -> Element:
    words = page.words
    everything = _chip(words.text(N_("All")), page.ways.coverage(None), page.district is None)
    chips = [
        _chip(name, page.ways.coverage(one), one == page.district)
        for one, name in page.names.items()
    ]
    return element(
        "nav", everything, *chips, class_="dm-chips", aria_label=words.text(N_("Districts"))
    )


def _chip(name: str, way: str, is_chosen: bool) -> Element:  # noqa: FBT001
    current = {"aria_current": "true"} if is_chosen else {}
    return element("a", name, href=way, class_="dm-chip", data_dm_to="", **current)


def _counts(page: CoveragePage) -> Element:
    """Return the number of entries of each list, as a link to it."""
    items = []
    for listed in LISTS:
        text = page.words.plural(*_headline(listed, page))
        way = page.ways.coverage(page.district, list=listed.name)
        items.append(element("li", element("a", text, href=way, data_dm_to="")))
    return element("ul", *items, class_="dm-counts", data_testid="dm-coverage-counts")


def _headline(listed: Listed, page: CoveragePage) -> tuple[Counted, int]:
    if listed.headline is not None:
        name, count = listed.headline
        return name, count(page.found)
    return listed.count, len(entries_of(listed, page.tables, page.found, page.words))


def _months(page: CoveragePage) -> Iterator[Element]:
    names, words = page.names, page.words
    yield _figure(
        lambda look: months_chart(page.found.months, names, words, look, page.ways.ledger),
        _month_key(page),
    )
    yield _calendar(page)


def _month_key(page: CoveragePage) -> Element:
    words = page.words
    rows = [
        (month_key(0), words.text(N_("nothing"))),
        (month_key(0, has_events=True), words.text(N_("events alone"))),
        *((month_key(count), name) for name, count in key_steps(words)),
    ]
    title = element("strong", words.text(N_("Statements in a month")))
    items = [element("span", drawing, " ", name) for drawing, name in rows]
    return element("figcaption", title, *items, class_="dm-quiet dm-key")


def _calendar(page: CoveragePage) -> Element:
    """Return the chart of the months as a table: a row for each district and year."""
    words, months = page.words, page.found.months
    years = months["month"].dt.year
    named = [words.month_name(day_of(f"2001-{number:02}-01")) for number in range(1, 13)]
    heads = (words.text(N_("District")), words.text(N_("Year")), *named)
    rows = []
    for (district, year), part in months.groupby(["district_id", years], sort=False):
        claims = dict(zip(part["month"].dt.month, part["claims"], strict=True))
        cells = [words.number(int(claims[n])) if n in claims else "" for n in range(1, 13)]
        rows.append(
            (page.names[str(district)], words.known_date(day_of(f"{year}-01-01"), "year"), *cells)
        )
    body = [
        element(
            "tr",
            *(
                element("td", cell, **({"class_": "dm-figure"} if n > 1 else {}))
                for n, cell in enumerate(row)
            ),
        )
        for row in rows
    ]
    head = [element("th", text, scope="col") for text in heads]
    name = words.text(N_("The chart as a table: statements in each month"))
    return _fold(name, _scrolled(element("thead", element("tr", *head)), body, name))


def _told(page: CoveragePage) -> Iterator[Element]:
    words, sources = page.words, page.found.sources
    if not sources["events"].sum():
        return
    told = int((sources["events"] > 0).sum())
    key = [
        _swatch("dm-told", words.text(N_("also told by another source"))),
        _swatch("dm-alone", words.text(N_("told by nobody else"))),
    ]
    if told > MOST_BARS:
        text = N_("The {n} with the most events; the table has all.")
        key.append(element("span", words.text(text, n=words.number(MOST_BARS))))
    yield _figure(
        lambda look: told_chart(sources, words, look, lambda one: page.ways.sources(source=one)),
        element("figcaption", *key, class_="dm-quiet dm-key"),
    )


def _swatch(look: str, name: str) -> Element:
    return element("span", element("span", class_=f"dm-box {look}", aria_hidden="true"), " ", name)


def _figure(draw: Callable[[Look], Element], key: Element) -> Element:
    boxes = [
        element("div", draw(look), class_=f"dm-{look.name}-chart", dir="ltr") for look in LOOKS
    ]
    return element("figure", *boxes, key)


def _table(listed: Listed, entries: list[Record], page: CoveragePage) -> Iterator[Element]:
    words = page.words
    if not entries:
        yield element("p", words.text(N_("None.")), class_="dm-notice")
        return
    name = words.plural(listed.count, len(entries))
    heads = [
        element("th", words.text(column.head), scope="col", **_look(column))
        for column in listed.columns
    ]
    body = [
        element("tr", *(_cell(column, entry, page) for column in listed.columns))
        for entry in entries[:MOST_ROWS]
    ]
    if len(entries) > MOST_ROWS:
        text = N_("The first {n} of {all}. The download holds all of them.")
        all_of = {"n": words.number(MOST_ROWS), "all": words.number(len(entries))}
        yield element("p", words.text(text, **all_of), class_="dm-notice")
    table = _scrolled(element("thead", element("tr", *heads)), body, name)
    yield _fold(name, table) if listed.name in _FOLDED else table


def _fold(name: str, box: Element) -> Element:
    return element("details", element("summary", name), box, class_="dm-fold")


def _scrolled(head: Element, body: list[Element], name: str) -> Element:
    table = element("table", head, element("tbody", *body), class_="dm-table")
    return element("div", table, class_="dm-scroll", tabindex="0", role="region", aria_label=name)


def _look(column: Column) -> dict[str, str]:
    if column.is_sentence:
        return {"class_": "dm-sentence", "dir": "auto"}
    return {"class_": "dm-figure"} if column.is_figure else {}


def _cell(column: Column, entry: Record, page: CoveragePage) -> Element:
    text = column.text(entry, page.words)
    if not column.leads_to:
        return element("td", text, **_look(column))
    return element(
        "td", element("a", text, href=_way(column, entry, page), data_dm_to="", dir="auto")
    )


def _way(column: Column, entry: Record, page: CoveragePage) -> str:
    """Return where an entry leads: to what an editor has to look at."""
    if column.leads_to == LEDGER:
        return page.ways.ledger(entry["district"], claim=next(iter(entry["claims"]), None))
    if column.leads_to == CLAIM:
        return page.ways.ledger(entry["district"], claim=entry["claim"])
    if column.leads_to == MAP:
        day = max(day_of(entry["from"]), page.tables.package.first_day)
        return page.ways.map(day, district=entry["district"])
    return page.ways.sources(source=entry["source"])
