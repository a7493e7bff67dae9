"""The page of the methodology: its texts with the figures of the dataset, and its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language
from damascus_map.model.vocabulary import Confidence, Extent, PlacePrecision, Situation, Verified
from damascus_map.query.coverage import Coverage, coverage_of
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.query.published import undated_sources
from damascus_map.render.claim_words import EXTENT_NAMES
from damascus_map.render.confidence_words import rule_rows, weighty_kinds
from damascus_map.render.markup import element
from damascus_map.render.methodology_text import (
    DISAGREEMENTS,
    EXTENTS,
    FILES,
    LICENCES,
    PART_NAMES,
    PARTS,
    READ_AS,
    RULE,
    TABLES,
    Part,
)
from damascus_map.render.page_links import PART, Ways
from damascus_map.render.words import DISAGREEMENT_NAMES, situation_words

_STATEMENTS: Final = NN_("{n} statement", "{n} statements")
_SOURCES: Final = NN_("{n} source", "{n} sources")
_PUBLISHERS: Final = NN_("{n} publisher", "{n} publishers")
_INTERVALS: Final = NN_("{n} interval", "{n} intervals")
_EVENTS: Final = NN_("{n} event", "{n} events")
_DISAGREEMENTS: Final = NN_("{n} disagreement", "{n} disagreements")
_HASH: Final = 16


@dataclass(frozen=True, slots=True)
class MethodologyPage:
    """The page as an address asks for it.

    Attributes
    ----------
    tables
        The dataset.
    words
        The language.
    ways
        Writes the addresses.
    page_names
        What each page is called, in English, by its name.
    """

    tables: Tables
    words: Language
    ways: Ways
    page_names: Mapping[str, str]


def part_anchor(name: str) -> str:
    """Return the id of a part's element on the page."""
    return f"dm-part-{name}"


def asked_part(parameters: Mapping[str, str]) -> str | None:
    """Return the name of the part that an address brings into sight, if it names one."""
    asked = parameters.get(PART)
    return asked if asked in PART_NAMES else None


def methodology_tree(page: MethodologyPage) -> Element:
    """Return the page below its head."""
    figures = figures_of(page.tables, page.words)
    return element(
        "div",
        _contents(page),
        *(_part(part, figures, page) for part in PARTS),
        class_="dm-ledger dm-methodology",
        lang=page.words.code,
        dir=page.words.direction,
    )


def figures_of(tables: Tables, words: Language) -> dict[str, str]:
    """Return the figures of a dataset that the texts name, in words.

    Parameters
    ----------
    tables
        The dataset.
    words
        The language.
    """
    found = coverage_of(tables)
    return {
        **_totals(tables, words),
        **_confidences(found, words),
        **_events(tables, words),
        **_identity(tables, words),
        "disagreements": words.plural(_DISAGREEMENTS, len(found.disagreements)),
        "undated": words.plural(_SOURCES, len(undated_sources(tables))),
        "situations": situation_words(list(Situation), words),
        "weighty": weighty_kinds(words),
    }


def _totals(tables: Tables, words: Language) -> dict[str, str]:
    read = tables.claims["verified"].value_counts()
    names = {Verified.YES: "read", Verified.PARTIAL: "partly", Verified.NO: "unread"}
    return {
        "claims": words.plural(_STATEMENTS, len(tables.claims)),
        "sources": words.plural(_SOURCES, len(tables.sources)),
        "publishers": words.plural(_PUBLISHERS, tables.sources["publisher"].nunique()),
        "intervals": words.plural(_INTERVALS, len(tables.control)),
        **{name: words.number(int(read.get(value, 0))) for value, name in names.items()},
    }


def _confidences(found: Coverage, words: Language) -> dict[str, str]:
    intervals = found.intervals
    same = len(intervals) - len(found.differing)
    figures = {"same": words.plural(_INTERVALS, same)}
    for prefix, column in (("editors", "confidence"), ("computed", "computed")):
        counts = intervals[column].value_counts()
        for level in Confidence:
            count = int(counts.get(level, 0))
            is_first = level is Confidence.HIGH
            figures[f"{prefix}_{level}"] = (
                words.plural(_INTERVALS, count) if is_first else words.number(count)
            )
    return figures


def _events(tables: Tables, words: Language) -> dict[str, str]:
    events = tables.events
    known = events["precision"].value_counts()
    places = events["place_precision"].value_counts()
    in_place = {
        "in_district": (PlacePrecision.DISTRICT, PlacePrecision.STREET, PlacePrecision.POINT),
        "in_city": (PlacePrecision.CITY,),
        "in_region": (PlacePrecision.REGION,),
    }
    deaths = events[["deaths_low", "deaths_best", "deaths_high"]].notna().any(axis=1)
    return {
        "events": words.plural(_EVENTS, len(events)),
        **{f"to_{one}": words.number(int(known.get(one, 0))) for one in ("day", "month", "year")},
        **{
            name: words.number(sum(int(places.get(one, 0)) for one in levels))
            for name, levels in in_place.items()
        },
        "with_point": words.plural(_EVENTS, int(events["lon"].notna().sum())),
        "with_deaths": words.plural(_EVENTS, int(deaths.sum())),
    }


def _identity(tables: Tables, words: Language) -> dict[str, str]:
    package = tables.package
    return {
        "title": package.title.get(words.code) or package.title["en"],
        "version": words.isolated(package.version),
        "created": words.short_day(package.created) if package.created else "—",
        "hash": words.isolated(f"{package.content_hash[:_HASH]}…"),
        "first_day": words.short_day(package.first_day),
    }


def _contents(page: MethodologyPage) -> Element:
    words = page.words
    links = [
        element(
            "li",
            element(
                "a", words.text(part.title), href=page.ways.methodology(part.name), data_dm_to=""
            ),
        )
        for part in PARTS
    ]
    label = words.text(N_("Contents"))
    return element("nav", element("ul", *links), class_="dm-contents", aria_label=label)


def _part(part: Part, figures: Mapping[str, str], page: MethodologyPage) -> Element:
    words = page.words
    shown: Mapping[str, Callable[[MethodologyPage], Element]] = {
        EXTENTS: _extents,
        RULE: _rule,
        DISAGREEMENTS: _disagreements,
        TABLES: _tables,
        LICENCES: _licences,
    }
    rules = [element("li", words.text(rule, **figures)) for rule in part.rules]
    return element(
        "section",
        element("h2", words.text(part.title)),
        *(element("p", words.text(text, **figures)) for text in part.texts),
        *(shown[name](page) for name in part.shown),
        element("ul", *rules, class_="dm-rules") if rules else None,
        _links(part, page),
        id=part_anchor(part.name),
        tabindex="-1",
    )


def _links(part: Part, page: MethodologyPage) -> Element | None:
    if not part.links:
        return None
    links = [
        element(
            "a",
            page.words.text(page.page_names[name]),
            href=page.ways.page(name),
            data_dm_to="",
            class_="dm-chip",
        )
        for name in part.links
    ]
    return element("p", *links, class_="dm-chips")


def _extents(page: MethodologyPage) -> Element:
    words = page.words
    rows = [
        (words.text(said), words.text(EXTENT_NAMES[Extent(extent)])) for said, extent in READ_AS
    ]
    return _table((N_("The source says"), N_("Read as")), rows, page)


def _rule(page: MethodologyPage) -> Element:
    heads = (N_("Confidence"), N_("What the statements have to have"))
    return _table(heads, list(rule_rows(page.words)), page)


def _disagreements(page: MethodologyPage) -> Element:
    found = coverage_of(page.tables).disagreements["kind"].value_counts()
    words = page.words
    rows = [
        (words.text(DISAGREEMENT_NAMES[kind]), words.number(int(found.get(kind, 0))))
        for kind in DisagreementKind
    ]
    return _table((N_("Kind"), N_("Number")), rows, page, has_figures=True)


def _tables(page: MethodologyPage) -> Element:
    words = page.words
    rows = []
    for name, path, what in FILES:
        frame: pd.DataFrame = getattr(page.tables, name)
        rows.append((words.isolated(path), words.text(what), words.number(len(frame))))
    return _table((N_("File"), N_("What it holds"), N_("Rows")), rows, page, has_figures=True)


def _licences(page: MethodologyPage) -> Element:
    package = page.tables.package
    lines = dict.fromkeys((*package.licences, *package.attributions))
    items = [element("li", element("bdi", one)) for one in lines]
    return element("ul", *items, class_="dm-rules")


def _table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    page: MethodologyPage,
    *,
    has_figures: bool = False,
) -> Element:
    """Return a table; its last column may hold numbers."""
    texts = [page.words.text(head) for head in heads]
    last = len(heads) - 1 if has_figures else None
    head = element("tr", *_cells("th", texts, last, scope="col"))
    body = [element("tr", *_cells("td", row, last)) for row in rows]
    table = element("table", element("thead", head), element("tbody", *body), class_="dm-table")
    label = ", ".join(texts)
    return element("div", table, class_="dm-scroll", tabindex="0", role="region", aria_label=label)


def _cells(
    tag: str, texts: Sequence[str], figures: int | None, **attributes: str
) -> Iterator[Element]:
    for place, text in enumerate(texts):
        look = {"class_": "dm-figure"} if place == figures else {}
        yield element(tag, text, **attributes, **look)
