"""What a dataset answers as tables and data: status, events, changes."""

from __future__ import annotations

import typer

from damascus_map.cli.options import (
    ConfidenceOption,
    DatasetOption,
    DateOption,
    DistrictOption,
    FromOption,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
    MapFormat,
    MapFormatOption,
    ReportedOption,
    ToOption,
    TypeOption,
    reached,
)
from damascus_map.language import language
from damascus_map.model.vocabulary import Confidence
from damascus_map.terminal import answer, opened


def status(  # noqa: PLR0913 - its options
    *,
    date: DateOption,
    reported_by: ReportedOption = None,
    confidence: ConfidenceOption = Confidence.LOW,
    district: DistrictOption = None,
    form: MapFormatOption = MapFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Who held each district on a day.

    For a single district the table shows the evidence too; JSON always holds it. What is below
    the confidence asked for is told all the same, and marked as not drawn.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import status_tables
        from damascus_map.render.reports import status_csv, status_geojson, status_report

        by = None if reported_by is None else reached(reported_by)
        report = status_report(
            given,
            reached(date),
            districts=district,
            lang=lang,
            reported=by,
            confidence=confidence,
        )
        match form:
            case MapFormat.JSON:
                answer(json_text(report))
            case MapFormat.CSV:
                answer(status_csv(given, report))
            case MapFormat.GEOJSON:
                answer(status_geojson(given, report))
            case MapFormat.TABLE:
                answer(status_tables(report, language(lang)))


def events(  # noqa: PLR0913 - its options
    *,
    begin: FromOption,
    end: ToOption,
    district: DistrictOption = None,
    kind: TypeOption = None,
    form: MapFormatOption = MapFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What happened between two days, with sources.

    Both days are included, and events of the whole city are always among them.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import events_tables
        from damascus_map.render.reports import events_csv, events_geojson, events_report

        found = given.events_between(begin, end, districts=district, types=kind)
        report = events_report(given, found, begin, end, lang=lang)
        match form:
            case MapFormat.JSON:
                answer(json_text(report))
            case MapFormat.CSV:
                answer(events_csv(given, found, lang))
            case MapFormat.GEOJSON:
                answer(events_geojson(given, found, lang))
            case MapFormat.TABLE:
                answer(events_tables(given, report, language(lang)))
        if "notice" in report:
            typer.echo(report["notice"], err=True)


def changes(
    *,
    begin: FromOption,
    end: ToOption,
    district: DistrictOption = None,
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What changed between two days.

    A change on the first day itself is not included, one on the last day is.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import changes_tables
        from damascus_map.render.reports import changes_csv, changes_report

        report = changes_report(given, begin, end, districts=district, lang=lang)
        match form:
            case ListFormat.JSON:
                answer(json_text(report))
            case ListFormat.CSV:
                answer(changes_csv(report))
            case ListFormat.TABLE:
                answer(changes_tables(report, language(lang)))
