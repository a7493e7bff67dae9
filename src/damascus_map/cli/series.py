"""How things add up over time: area by party, events, deaths, people moved, lags."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from damascus_map.cli.options import (
    ConfidenceOption,
    DatasetOption,
    DistrictOption,
    FromOption,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
    ToOption,
    TypeOption,
    chosen_view,
    reached,
)
from damascus_map.model.dates import Bin
from damascus_map.model.vocabulary import Confidence
from damascus_map.terminal import answer, opened


class SeriesName(StrEnum):
    """What adds up."""

    AREA = "area"
    EVENTS = "events"
    DEATHS = "deaths"
    MOVED = "moved"
    LAGS = "lags"


def series(  # noqa: PLR0913 - its options
    name: Annotated[SeriesName, typer.Argument(help="What adds up.")],
    *,
    begin: FromOption,
    end: ToOption,
    district: DistrictOption = None,
    kind: TypeOption = None,
    confidence: ConfidenceOption = Confidence.LOW,
    by: Annotated[
        Bin | None, typer.Option("--by", help="In what is counted; left out: by the time.")
    ] = None,
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What adds up over time: area by party, events, deaths, people moved, lags.

    The figures of the page's charts. What is not counted is said beside, on standard error for CSV.
    """
    with opened(dataset, lang) as given:
        from dataclasses import replace

        from damascus_map.query.bins import bins_between
        from damascus_map.render.charts.chart import Asked
        from damascus_map.render.charts.files import (
            CHARTS,
            chart_csv,
            chart_json,
            chart_listing,
        )

        first, last = reached(begin), reached(end)
        bins_between(first, last, Bin.YEAR)  # refuses days that are not in their order
        view = chosen_view(
            given, last, district, window="all", lang=lang, types=kind, confidence=confidence
        )
        asked = Asked(given.tables, replace(view, span=(first, last)), last, by)
        chart = CHARTS[name](asked)
        match form:
            case ListFormat.JSON:
                answer(chart_json(chart, asked))
            case ListFormat.CSV:
                answer(chart_csv(chart))
                typer.echo("\n".join(chart.notes), err=True)
            case ListFormat.TABLE:
                answer(chart_listing(chart))
