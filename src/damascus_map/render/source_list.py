"""Which sources a page or a command lists, in which order, and what is said of each."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language
from damascus_map.model.spelling import folded
from damascus_map.query.contributions import contributions
from damascus_map.render.plain_text import csv_text
from damascus_map.render.records import Record, dataset_record

NUMBERS: Final = {
    "claims": N_("Statements"),
    "claims_alone": N_("Said by nobody else"),
    "intervals": N_("Intervals"),
    "intervals_alone": N_("Resting on it alone"),
    "events": N_("Events"),
    "events_alone": N_("Told by nobody else"),
}
"""What a source contributed, and the head of its column."""

ORDERS: Final = ("publisher", "published", *NUMBERS)
"""What sources can be sorted by: names from the first letter on, days and numbers from the last."""

_ABOUT: Final = ("publisher", "title", "published", "language", "url", "licence", "kind", "note")
_SEARCHED: Final = ("publisher", "title", "published", "language", "url", "note")


def listed_sources(
    tables: Tables,
    *,
    kind: str | None = None,
    search: str = "",
    order: str = "",
) -> pd.DataFrame:
    """Return sources with what each contributed.

    Parameters
    ----------
    tables
        The dataset.
    kind
        The only kind of source wanted; None for all.
    search
        Words that all have to stand in the texts of a source, whatever their accents and capitals.
    order
        One of `ORDERS`; anything else leaves the order of the dataset.

    Returns
    -------
    pandas.DataFrame
        Indexed by id: the columns of ``sources.csv`` and of `contributions`.
    """
    sources = tables.sources.join(contributions(tables))
    if kind is not None:
        sources = sources[sources["kind"] == kind]
    wanted = folded(search).split()
    if wanted:
        texts = sources[list(_SEARCHED)].agg(" ".join, axis=1) + " " + sources.index
        sources = sources[[all(word in folded(text) for word in wanted) for text in texts]]
    if order == "publisher":
        return sources.sort_values(order, kind="stable", key=lambda names: names.map(folded))
    if order in ORDERS:
        return sources.sort_values(order, kind="stable", ascending=False)
    return sources


def source_record(source: Any, row: Any) -> Record:
    """Return a source with what it contributed; `row` is one of `listed_sources`."""
    return {
        "id": source,
        **{name: row[name] or None for name in _ABOUT},
        **{name: int(row[name]) for name in NUMBERS},
        "districts": list(row["district_ids"]),
    }


def sources_report(tables: Tables, sources: pd.DataFrame) -> Record:
    """Return listed sources as plain values, ready for JSON."""
    rows = zip(sources.index, sources.to_dict(orient="records"), strict=True)
    return {
        "dataset": dataset_record(tables),
        "sources": [source_record(source, row) for source, row in rows],
    }


def sources_csv(report: Record) -> str:
    """Return a report of sources as comma-separated values, one row a source."""
    return csv_text(("id", *_ABOUT, *NUMBERS, "districts"), report["sources"])


def language_name(code: str, words: Language) -> str:
    """Return the name of a language in another one, or its code where it has none."""
    name = words.locale.languages.get(code.partition("-")[0].lower())
    return str(name) if name else code
