"""A ledger and the sources as tables for a terminal; a text of the data is never markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.language import N_, NN_, Language
from damascus_map.render.claim_items import source_kind_name
from damascus_map.render.ledger_report import STANDINGS
from damascus_map.render.listing import Listing
from damascus_map.render.plain_text import plain_text
from damascus_map.render.records import Record
from damascus_map.render.source_list import NUMBERS, language_name
from damascus_map.render.table_cells import claim_cells, date_cell
from damascus_map.render.words import CONFIDENCE_NAMES

_STANDING_NAMES: Final[Mapping[str, str]] = {
    "cited": N_("for it"),
    "against": N_("against it"),
    "beside": N_("of this time"),
}


def ledger_tables(report: Record, words: Language) -> RenderableType:
    """Return a report of a ledger: a table for each interval, and where sources differ."""
    shown: list[RenderableType] = [_interval(one, words) for one in report["intervals"]]
    if report["outside"]:
        rows = [("", *claim_cells(claim, words)) for claim in report["outside"]]
        shown.append(_listing(words.text(N_("Of no time that the map shows")), rows, words))
    if report["disagreements"]:
        shown.append(Text(words.text(N_("Where sources differ")), style="bold"))
        shown += [Text(plain_text(f"- {one['sentence']}")) for one in report["disagreements"]]
    if not shown:
        shown.append(Text(words.text(N_("Nothing is said here by what is chosen."))))
    return Group(Text(plain_text(report["district"]["name"]), style="bold underline"), *shown)


def sources_tables(report: Record, words: Language) -> RenderableType:
    """Return a report of sources as a table."""
    rows = [
        (
            source["publisher"] or "",
            source["title"] or "",
            date_cell(source["published"], words),
            source_kind_name(source["kind"], words),
            language_name(source["language"] or "", words),
            *(words.number(source[name]) for name in NUMBERS),
        )
        for source in report["sources"]
    ]
    heads = (N_("Source"), N_("Title"), N_("Published"), N_("Kind"), N_("Language"))
    named = [words.text(head) for head in (*heads, *NUMBERS.values())]
    figures = frozenset(range(len(heads), len(named)))
    title = Text(words.plural(NN_("{n} source", "{n} sources"), len(rows)), style="bold")
    return Listing(title, named, [rows], frozenset({0, 1}), figures)


def _interval(interval: Record, words: Language) -> RenderableType:
    since, until = (date_cell(interval[end], words) for end in ("from", "to"))
    dates = (
        words.text(N_("{first} until {end}"), first=since, end=until)
        if until
        else words.text(N_("since {date}"), date=since)
    )
    level = words.text(CONFIDENCE_NAMES[interval["confidence"]])
    title = (
        f"{dates}: {interval['sentence']} ({words.text(N_('confidence: {level}'), level=level)})"
    )
    rows = [
        (words.text(_STANDING_NAMES[standing]), *claim_cells(claim, words))
        for standing in STANDINGS
        for claim in interval[standing]
    ]
    return _listing(title, rows, words) if rows else Text(plain_text(title), style="bold")


def _listing(title: str, rows: list[tuple[str, ...]], words: Language) -> Listing:
    heads = (
        *(N_("Standing"), N_("On"), N_("Statement"), N_("Attributed to"), N_("Source")),
        N_("Published"),
    )
    named = [words.text(head) for head in heads]
    return Listing(Text(plain_text(title), style="bold"), named, [rows], frozenset({2, 3, 4}))
