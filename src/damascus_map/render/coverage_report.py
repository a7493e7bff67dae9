"""What a dataset does not know, as plain values, as CSV and as tables for a terminal."""

from __future__ import annotations

from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Counted, Language
from damascus_map.query.coverage import Coverage
from damascus_map.render.coverage_lists import LISTS, Listed, entries_of, with_places
from damascus_map.render.listing import Listing
from damascus_map.render.plain_text import csv_text
from damascus_map.render.records import Record, dataset_record

TOTALS: Final[dict[str, Counted]] = {
    "intervals": NN_("{n} interval", "{n} intervals"),
    "claims": NN_("{n} statement", "{n} statements"),
    "events": NN_("{n} event", "{n} events"),
    "sources": NN_("{n} source", "{n} sources"),
}
"""What the lists are parts of."""

_COLUMNS: Final = ("list", *dict.fromkeys(key for listed in LISTS for key in listed.keys))


def totals_of(found: Coverage) -> dict[str, int]:
    """Return how much there is of what the lists are parts of."""
    return {
        "intervals": len(found.intervals),
        "claims": found.all_claims,
        "events": found.all_events,
        "sources": len(found.sources),
    }


def coverage_report(tables: Tables, found: Coverage, words: Language) -> Record:
    """Return what a dataset does not know as plain values, ready for JSON.

    Parameters
    ----------
    tables
        The dataset.
    found
        What it does not know.
    words
        The language of names and sentences.

    Returns
    -------
    dict
        ``dataset`` (name, version, hash); ``districts`` (ids); ``totals``; ``counts`` of the
        entries of each list; ``lists``, each a list of entries.
    """
    lists = {
        listed.name: [_for_machines(entry, listed) for entry in entries]
        for listed in LISTS
        for entries in [entries_of(listed, tables, found, words)]
    }
    return {
        "dataset": dataset_record(tables),
        "districts": list(found.districts),
        "totals": totals_of(found),
        "counts": {name: len(entries) for name, entries in lists.items()},
        "lists": lists,
    }


def coverage_csv(report: Record) -> str:
    """Return a report as comma-separated values: a row an entry, with its list."""
    empty: Record = dict.fromkeys(_COLUMNS)
    rows = [
        {**empty, "list": name, **entry}
        for name, entries in report["lists"].items()
        for entry in entries
    ]
    return csv_text(_COLUMNS, rows)


def list_csv(listed: Listed, tables: Tables, found: Coverage, words: Language) -> str:
    """Return one list as comma-separated values."""
    entries = entries_of(listed, tables, found, words)
    return csv_text(listed.keys, [_for_machines(entry, listed) for entry in entries])


def coverage_tables(tables: Tables, found: Coverage, words: Language) -> RenderableType:
    """Return what a dataset does not know as tables for a terminal."""
    totals = [words.plural(TOTALS[name], n) for name, n in totals_of(found).items()]
    shown: list[RenderableType] = [Text(" · ".join(totals))]
    for listed in LISTS:
        entries = entries_of(listed, tables, found, words)
        title = Text(_title(listed, len(entries), words), style="bold")
        if not entries:
            shown.append(title)
            continue
        rows = [tuple(column.text(one, words) for column in listed.columns) for one in entries]
        heads = [words.text(column.head) for column in listed.columns]
        shown.append(Listing(title, heads, [rows], **with_places(listed)))
    return Group(*shown)


def _title(listed: Listed, count: int, words: Language) -> str:
    return words.text(N_("{title} ({n})"), title=words.text(listed.title), n=words.number(count))


def _for_machines(entry: Record, listed: Listed) -> dict[str, Any]:
    return {key: entry[key] for key in listed.keys}
