"""What the map rests on: the ledger of a district, the sources, and what is missing."""

from __future__ import annotations

from typing import Annotated

import typer

from damascus_map.cli.options import (
    DatasetOption,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
)
from damascus_map.language import language
from damascus_map.model.vocabulary import SourceKind
from damascus_map.terminal import answer, opened

_KindOption = Annotated[
    SourceKind | None, typer.Option("--kind", help="Only sources of this kind.")
]


def ledger(
    *,
    district: Annotated[str, typer.Option("--district", metavar="ID", help="The district.")],
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Only what this source says.")
    ] = None,
    kind: _KindOption = None,
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """All that was said of a district, interval by interval.

    Each interval with the statements that it rests on, those that contradict it, and others.
    """
    with opened(dataset, lang) as given:
        from damascus_map.query.ledger import narrowed
        from damascus_map.query.selection import checked_choices
        from damascus_map.render.ledger_report import ledger_csv, ledger_report
        from damascus_map.render.ledger_tables import ledger_tables
        from damascus_map.render.plain_text import json_text

        if source is not None:
            checked_choices("source", [source], list(given.tables.sources.index))
        found = narrowed(given.ledger_of(district), source=source, kind=kind)
        report = ledger_report(given.tables, found, language(lang))
        match form:
            case ListFormat.JSON:
                answer(json_text(report))
            case ListFormat.CSV:
                answer(ledger_csv(report))
            case ListFormat.TABLE:
                answer(ledger_tables(report, language(lang)))


def sources(
    *,
    kind: _KindOption = None,
    search: Annotated[
        str, typer.Option("--search", metavar="WORDS", help="Only sources whose texts hold these.")
    ] = "",
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Every source, and what rests on it.

    For BibTeX and CSL-JSON: export --what sources --all.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.ledger_tables import sources_tables
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.source_list import listed_sources, sources_csv, sources_report

        listed = listed_sources(given.tables, kind=kind, search=search)
        report = sources_report(given.tables, listed)
        match form:
            case ListFormat.JSON:
                answer(json_text(report))
            case ListFormat.CSV:
                answer(sources_csv(report))
            case ListFormat.TABLE:
                answer(sources_tables(report, language(lang)))


def coverage(
    *,
    district: Annotated[
        str | None, typer.Option("--district", metavar="ID", help="Only this district.")
    ] = None,
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What the dataset does not know: where it rests on one source, or on none.

    Intervals of one publisher, months without any source, events per source, what was not verified,
    sources without a date, disagreements, and where the computed confidence is another.
    """
    with opened(dataset, lang) as given:
        from damascus_map.query.coverage import coverage_of
        from damascus_map.render.coverage_report import (
            coverage_csv,
            coverage_report,
            coverage_tables,
        )
        from damascus_map.render.plain_text import json_text

        words, found = language(lang), coverage_of(given.tables, district)
        match form:
            case ListFormat.JSON:
                answer(json_text(coverage_report(given.tables, found, words)))
            case ListFormat.CSV:
                answer(coverage_csv(coverage_report(given.tables, found, words)))
            case ListFormat.TABLE:
                answer(coverage_tables(given.tables, found, words))
