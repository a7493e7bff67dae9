"""Reports as tables for a terminal; a text of the data is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from damascus_map.errors import Finding, InvalidDatasetError, UnfitFileError
from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.dataset import Dataset
from damascus_map.render.listing import Listing
from damascus_map.render.plain_text import plain_text
from damascus_map.render.records import Record
from damascus_map.render.table_cells import claim_cells, date_cell
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    LEAST_CONFIDENCE_NAMES,
    date_line,
    deaths_words,
    event_type_name,
)

_SENTENCES: Final = frozenset(
    (
        *(N_("Who holds it"), N_("Event"), N_("Before"), N_("After")),
        *(N_("Statement"), N_("What"), N_("What to do"), N_("Right form"), N_("Attributed to")),
        N_("Source"),
    )
)
"""Columns that may be folded."""

_ERROR_STYLE: Final = "bold red"
_WARNING_STYLE: Final = "yellow"

_ERROR_COUNT: Final = NN_("{n} error", "{n} errors")
_WARNING_COUNT: Final = NN_("{n} warning", "{n} warnings")
_DISAGREEMENT_COUNT: Final = NN_("{n} disagreement", "{n} disagreements")
_EVENT_COUNT: Final = NN_("{n} event", "{n} events")
_CHANGE_COUNT: Final = NN_("{n} change", "{n} changes")


def status_tables(report: Record, words: Language) -> RenderableType:
    """Return who held what as a table; for a single district its evidence too."""
    districts = report["districts"]
    heads = (
        *(N_("District"), N_("Who holds it"), N_("Held since"), N_("Like this since")),
        *(N_("Next change"), N_("Confidence"), N_("Statements"), N_("Disagreements")),
    )
    rows = [
        (
            district["name"],
            district["sentence"],
            date_cell(district["since"], words),
            date_cell(district["unchanged_since"], words),
            date_cell(district["next_change"], words),
            _confidence(district["confidence"], words),
            words.number(len(district["claims"])),
            words.number(len(district["disagreements"])),
        )
        for district in districts
    ]
    reported = report.get("reported_by")
    view = View(
        date.fromisoformat(report["date"]),
        reported=date.fromisoformat(reported) if reported else None,
    )
    title = date_line(view, words) if reported else words.day(view.on)
    shown: list[RenderableType] = [_table(title, heads, rows, words)]
    shown += _not_drawn(report, words)
    if len(districts) == 1:
        shown.append(_claims_table(districts[0]["claims"], words))
        shown += _disagreements_table(districts[0]["disagreements"], words)
    return Group(*shown)


def _not_drawn(report: Record, words: Language) -> list[RenderableType]:
    """Return which districts a map leaves out, since what is known is below what is asked for."""
    names = [district["name"] for district in report["districts"] if district.get("drawn") == "no"]
    if not names:
        return []
    level = words.text(LEAST_CONFIDENCE_NAMES[Confidence(report["confidence_asked"])])
    text = N_("Not drawn, since below the confidence asked for ({level}): {districts}.")
    return [Text(words.text(text, level=level, districts=words.list_of(names)))]


def events_tables(dataset: Dataset, report: Record, words: Language) -> RenderableType:
    """Return a report of events as a table."""
    names = dataset.tables.districts[f"name_{words.code}"]
    heads = (
        *(N_("Date"), N_("Until"), N_("Kind"), N_("District"), N_("Event"), N_("Deaths")),
        *(N_("Confidence"), N_("Source")),
    )
    rows = [
        (
            date_cell(event["date"], words),
            date_cell(event["date_to"], words),
            event_type_name(event["type"], words),
            ", ".join(names[district] for district in event["districts"]),
            event["title"],
            deaths_words(event["deaths"], words),
            _confidence(event["confidence"], words),
            ", ".join(dict.fromkeys(source["publisher"] for source in event["sources"])),
        )
        for event in report["events"]
    ]
    title = _period(report, words)
    count = Text(words.plural(_EVENT_COUNT, len(rows)))
    return Group(_table(title, heads, rows, words), count) if rows else Group(title, count)


def changes_tables(report: Record, words: Language) -> RenderableType:
    """Return changes of control and situation as a table."""
    heads = (N_("Date"), N_("District"), N_("Before"), N_("After"), N_("Confidence"))
    rows = [
        (
            date_cell(change["on"], words),
            change["name"],
            change["before"]["sentence"],
            change["after"]["sentence"],
            _confidence(change["confidence"], words),
        )
        for change in report["changes"]
    ]
    title = _period(report, words)
    count = Text(words.plural(_CHANGE_COUNT, len(rows)))
    return Group(_table(title, heads, rows, words), count) if rows else Group(title, count)


def validation_tables(report: Record, words: Language) -> RenderableType:
    """Return errors, warnings and disagreements as tables, with a count of each."""
    shown: list[RenderableType] = []
    for title, name, style in (
        (N_("Errors"), "errors", _ERROR_STYLE),
        (N_("Warnings"), "warnings", _WARNING_STYLE),
    ):
        if report[name]:
            shown.append(_findings_table(words.text(title), report[name], style, words))
    shown += _disagreements_table(report["disagreements"], words)
    counts = report["counts"]
    closing = ", ".join(
        words.plural(forms, counts[name])
        for forms, name in (
            (_ERROR_COUNT, "errors"),
            (_WARNING_COUNT, "warnings"),
            (_DISAGREEMENT_COUNT, "disagreements"),
        )
    )
    return Group(*shown, Text(closing, style=_ERROR_STYLE if counts["errors"] else "bold"))


def error_tables(error: InvalidDatasetError, words: Language) -> RenderableType:
    """Return what keeps a dataset or a file from being used: where, what, and the remedy."""
    errors = _records(error.findings, "error", words)
    where = plain_text(error.where)
    if isinstance(error, UnfitFileError):
        head = words.text(N_("The file {file} cannot be used."), file=where)
    else:
        head = words.text(N_("The dataset {folder} cannot be used."), folder=where)
    count = words.plural(_ERROR_COUNT, len(errors))
    table = _findings_table(words.text(N_("Errors")), errors, _ERROR_STYLE, words)
    return Group(Text(head, style=_ERROR_STYLE), table, Text(count, style=_ERROR_STYLE))


def told_tables(findings: Iterable[Finding], words: Language) -> RenderableType:
    """Return what was noticed about a file while it was taken in."""
    told = _records(findings, "warning", words)
    return _findings_table(words.text(N_("What was noticed")), told, _WARNING_STYLE, words)


def _records(findings: Iterable[Finding], severity: str, words: Language) -> list[Record]:
    return [
        finding.translated(words.text).as_dict()
        for finding in findings
        if finding.severity == severity
    ]


def info_tables(report: Record, words: Language) -> RenderableType:
    """Return what is in a dataset, one line a fact."""
    counts = report["counts"]
    facts = [
        (N_("Title"), report["title"]),
        (N_("Name"), report["name"]),
        (N_("Version"), report["version"]),
        (N_("Hash"), report["hash"]),
        (N_("Folder"), report["path"]),
        (N_("Districts"), words.number(counts["districts"])),
        (N_("Parties"), words.number(counts["parties"])),
        (N_("Statements"), words.number(counts["claims"])),
        (N_("Events"), words.number(counts["events"])),
        (N_("Sources"), words.number(counts["sources"])),
        (N_("First day"), date_cell(report["first_day"], words)),
        (N_("Last change"), date_cell(report["last_change"], words)),
        *((N_("Attribution"), line) for line in report["attributions"]),
        *((N_("Licence"), line) for line in report["licences"]),
    ]
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(Text(words.text(name)), Text(plain_text(value)))
    return table


def _findings_table(
    title: str, findings: Sequence[Record], style: str, words: Language
) -> RenderableType:
    heads = (
        *(N_("File"), N_("Row"), N_("Column"), N_("Found"), N_("What"), N_("What to do")),
        N_("Right form"),
    )
    rows = [
        (
            finding["file"],
            "" if finding["row"] is None else str(finding["row"]),
            finding["column"] or "",
            finding["value"] or "",
            finding["message"],
            finding["advice"],
            finding["example"],
        )
        for finding in findings
    ]
    return _table(Text(title, style=style), heads, rows, words)


def _claims_table(claims: Sequence[Record], words: Language) -> RenderableType:
    heads = (N_("On"), N_("Statement"), N_("Attributed to"), N_("Source"), N_("Published"))
    rows = [claim_cells(claim, words) for claim in claims]
    return _table(words.text(N_("What this rests on")), heads, rows, words)


def _disagreements_table(found: Sequence[Record], words: Language) -> list[RenderableType]:
    heads = (
        *(N_("District"), N_("What")),
        *(N_("On"), N_("Statement"), N_("Attributed to"), N_("Source"), N_("Published")),
    )
    groups = [
        [
            (*((one["name"], one["description"]) if first else ("", "")), *cells)
            for first, cells in _first_marked(
                [claim_cells(claim, words) for claim in one["claims"]]
            )
        ]
        for one in found
    ]
    title = _title(words.text(N_("Sources disagree")))
    return [_listing(title, heads, groups, words)] if groups else []


def _first_marked(rows: Sequence[Sequence[str]]) -> list[tuple[bool, Sequence[str]]]:
    return [(place == 0, row) for place, row in enumerate(rows)]


def _table(
    title: str | Text, heads: Sequence[str], rows: Sequence[Sequence[str]], words: Language
) -> RenderableType:
    return _listing(title if isinstance(title, Text) else _title(title), heads, [rows], words)


def _listing(
    title: Text, heads: Sequence[str], groups: Sequence[Sequence[Sequence[str]]], words: Language
) -> Listing:
    sentences = frozenset(place for place, head in enumerate(heads) if head in _SENTENCES)
    return Listing(title, [words.text(head) for head in heads], groups, sentences)


def _title(text: str) -> Text:
    return Text(text, style="bold")


def _period(report: Record, words: Language) -> Text:
    first, last = (words.short_day(date.fromisoformat(report[end])) for end in ("from", "to"))
    return Text(words.text(N_("{first} to {last}"), first=first, last=last), style="bold")


def _confidence(level: str, words: Language) -> str:
    return words.text(CONFIDENCE_NAMES[Confidence(level)])
