"""The report of an import as a page, as JSON, and for a terminal.

The page is one file without scripts, which fetches nothing: the tables of `import_sections`, and a
bar that shows what became of the rows.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final
from xml.etree.ElementTree import Element

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.data.tables import Tables
from damascus_map.ingest.report import Report
from damascus_map.language import N_, NN_, Language, language
from damascus_map.render.import_sections import Section, sections
from damascus_map.render.import_words import FATE_NAMES, fates, summary
from damascus_map.render.listing import Listing
from damascus_map.render.markup import as_html, element, policy_hash
from damascus_map.render.plain_text import json_text, plain_text
from damascus_map.render.publication import joined
from damascus_map.render.style import FATE_COLOURS

_STYLES: Final = ("offline.css", "report.css")
_EXAMPLES: Final = 5
"""Rows of a list that a terminal shows."""

_MORE: Final = NN_("{n} more in report.html.", "{n} more in report.html.")
_SMALL: Final = 3
"""Columns of a table that a narrow screen has room for."""

_BAR_LENGTH: Final = 1000
_BAR_HEIGHT: Final = 14
_SWATCH: Final = 12


def report_json(report: Report, lang: str = "en") -> bytes:
    """Return a report as JSON: its figures, and its notices in words.

    Parameters
    ----------
    report
        The account.
    lang
        Code of the language of the notices.
    """
    words = language(lang)
    notices = [
        {"file": one.file, "message": words.text(one.message_template, **one.parameters)}
        for one in report.notices
    ]
    return json_text(report.as_dict() | {"notices": notices}).encode()


def report_tables(report: Report, tables: Tables, lang: str = "en") -> RenderableType:
    """Return a report as tables for a terminal, its lists cut short.

    Parameters
    ----------
    report
        The account.
    tables
        The dataset that the events were placed in.
    lang
        Code of the language.
    """
    words = language(lang)
    shown: list[RenderableType] = []
    for section in sections(report, tables, words):
        shown += [_listing(section), *_closing(section, words), Text("")]
    return Group(*shown, Text(summary(report, words), style="bold"))


def _listing(section: Section) -> Listing:
    rows = section.rows[:_EXAMPLES] if section.is_list else section.rows
    title = Text(section.title, style="bold")
    groups = _parted(section, rows)
    return Listing(title, section.heads, groups, section.sentences, section.figures)


def _parted(
    section: Section, rows: tuple[tuple[str, ...], ...]
) -> list[tuple[tuple[str, ...], ...]]:
    return [rows[:-1], rows[-1:]] if section.has_total else [rows]


def _closing(section: Section, words: Language) -> list[Text]:
    left_out = len(section.rows) - _EXAMPLES if section.is_list else 0
    lines = [words.plural(_MORE, left_out)] if left_out > 0 else []
    return [Text(line) for line in (section.lead, *lines) if line]


def report_html(
    report: Report, tables: Tables, lang: str = "en", *, on_page: bool = False
) -> bytes:
    """Return a report as a page in one file; the same arguments give the same bytes.

    Parameters
    ----------
    report
        The account.
    tables
        The dataset that the events were placed in.
    lang
        Code of the language.
    on_page
        As for `sections`.
    """
    words = language(lang)
    made = sections(report, tables, words, on_page=on_page)
    title = words.text(N_("Import of {name}"), name=plain_text(report.name))
    page = element(
        "html",
        _head(title),
        element(
            "body", *_top(title, report, tables, words), element("main", *map(section_tree, made))
        ),
        lang=words.code,
        dir=words.direction,
    )
    return f"<!doctype html>\n{as_html(page)}\n".encode()


def _head(title: str) -> Element:
    styles = joined(_STYLES)
    policy = f"default-src 'none'; style-src {policy_hash(styles)}; base-uri 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", styles),
    )


def _top(title: str, report: Report, tables: Tables, words: Language) -> tuple[Element, ...]:
    package = tables.package
    dataset = words.text(
        N_("Into the dataset {title}, version {version}"),
        title=package.title[words.code],
        version=package.version,
    )
    return (
        element("header", element("h1", title), element("p", dataset, class_="dm-quiet")),
        element("p", summary(report, words), class_="dm-summary"),
        _bar(report, words),
    )


def _bar(report: Report, words: Language) -> Element:
    """Return what became of the rows as parts of a bar; the first table names them."""
    counts = fates(report)
    lengths = [_BAR_LENGTH * counts[key] / max(report.read, 1) for key in FATE_NAMES]
    ends = list(accumulate(lengths))
    from_right = words.direction == "rtl"
    parts = (
        _rect(
            FATE_COLOURS[key],
            _BAR_LENGTH - end if from_right else end - length,
            length,
            _BAR_HEIGHT,
        )
        for key, end, length in zip(FATE_NAMES, ends, lengths, strict=True)
        if length
    )
    return element(
        "svg",
        *parts,
        class_="dm-bar",
        viewBox=f"0 0 {_BAR_LENGTH} {_BAR_HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _rect(colour: str, x: float, width: float, height: float) -> Element:
    sizes = {"x": f"{x:.2f}", "width": f"{width:.2f}", "height": f"{height:g}"}
    return element("rect", fill=colour, **sizes)


def section_tree(section: Section, *, with_title: bool = True) -> Element:
    """Return one table of a report as a page shows it, with what stands above it."""
    title = element("h2", section.title) if with_title else None
    lead = element("p", section.lead, class_="dm-quiet") if section.lead else None
    return element("section", title, lead, _table(section))


def _table(section: Section) -> Element:
    heads = (
        element("th", plain_text(head), scope="col", **_look(section, place))
        for place, head in enumerate(section.heads)
    )
    keys = section.keys + ("",) * len(section.rows)
    rows = [_row(section, row, key) for row, key in zip(section.rows, keys, strict=False)]
    cut = len(rows) - int(section.has_total)
    return element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *rows[:cut]),
        element("tfoot", *rows[cut:]) if section.has_total else None,
        class_="dm-table" if len(section.heads) > _SMALL else "dm-table dm-small",
    )


def _row(section: Section, row: tuple[str, ...], key: str) -> Element:
    cells = [
        element("td", element("bdi", plain_text(cell)), data_label=head, **_look(section, place))
        for place, (head, cell) in enumerate(zip(section.heads, row, strict=True))
    ]
    if key:
        cells[0].insert(0, _swatch(key))
    return element("tr", *cells)


def _look(section: Section, place: int) -> dict[str, str]:
    if place in section.figures:
        return {"class_": "dm-figure"}
    return {} if place in section.sentences else {"class_": "dm-short"}


def _swatch(key: str) -> Element:
    sizes = {"width": str(_SWATCH), "height": str(_SWATCH)}
    box = _rect(FATE_COLOURS[key], 0, _SWATCH, _SWATCH)
    return element("svg", box, class_="dm-fate", aria_hidden="true", **sizes)
