"""Options that several commands take, and what they read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day, today
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType

if TYPE_CHECKING:
    from damascus_map import Dataset


class Lang(StrEnum):
    """A language of the output."""

    EN = "en"
    FR = "fr"
    AR = "ar"


class TextFormat(StrEnum):
    """How a report about the dataset is written."""

    TABLE = "table"
    JSON = "json"


class ListFormat(StrEnum):
    """How a list without places is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class MapFormat(StrEnum):
    """How a list with places is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"


class LayoutName(StrEnum):
    """How a picture is arranged."""

    LANDSCAPE = "landscape"
    SQUARE = "square"
    PAGE = "page"


class SheetLayout(StrEnum):
    """How a comparison of two days is arranged."""

    LANDSCAPE = "landscape"
    PAGE = "page"


class TableName(StrEnum):
    """A table of a view's data."""

    DISTRICTS = "districts"
    EVENTS = "events"
    CLAIMS = "claims"
    SOURCES = "sources"


_FORMAT: Final = typer.Option("--format", help="How it is written.")

DatasetOption = Annotated[
    Path | None,
    typer.Option("--dataset", metavar="PATH", help="Dataset folder; left out: the one included."),
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the output.")]
DistrictOption = Annotated[
    list[str] | None,
    typer.Option("--district", metavar="ID", help="Only this district; may be repeated."),
]
DateOption = Annotated[str, typer.Option("--date", metavar="D", help="Day, YYYY-MM-DD.")]
FromOption = Annotated[str, typer.Option("--from", metavar="D", help="First day, YYYY-MM-DD.")]
ToOption = Annotated[str, typer.Option("--to", metavar="D", help="Last day, YYYY-MM-DD.")]
TextFormatOption = Annotated[TextFormat, _FORMAT]
ListFormatOption = Annotated[ListFormat, _FORMAT]
MapFormatOption = Annotated[MapFormat, _FORMAT]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="Ends in .png, .svg or .pdf.")
]
WindowOption = Annotated[
    str, typer.Option("--window", metavar="N", help="Days of events up to the day, or: all.")
]
TypeOption = Annotated[
    list[EventType] | None, typer.Option("--type", help="Only this kind; may be repeated.")
]
ConfidenceOption = Annotated[
    Confidence, typer.Option("--confidence", help="Lowest confidence of what is drawn.")
]
ReportedOption = Annotated[
    str | None,
    typer.Option(
        "--reported-by", metavar="D", help="Only what had been published by this day, YYYY-MM-DD."
    ),
]
LayoutOption = Annotated[
    LayoutName, typer.Option("--layout", help="1600 by 900, 1080 by 1080, or A4 upright.")
]
ScaleOption = Annotated[float, typer.Option("--scale", metavar="N", help="More pixels to a PNG.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]


def reached(text: str) -> dt.date:
    """Return a day that has come; who holds what on a later one is not known.

    Raises
    ------
    InvalidDateError
        If the text is no day, or a day to come.
    """
    day = parse_day(text)
    if day > today():
        raise InvalidDateError(f"{day} has not come yet: expected {today()} or earlier")
    return day


def chosen_view(  # noqa: PLR0913 - the options that make a view
    dataset: Dataset,
    on: dt.date,
    districts: Sequence[str] | None,
    *,
    window: str,
    lang: str,
    types: Sequence[str] | None = None,
    confidence: Confidence = Confidence.LOW,
    reported: str | None = None,
) -> View:
    """Return the view that the options of a command ask for.

    Districts and event types that are None stand for all, an empty list for none.

    Raises
    ------
    UnknownDistrictError, UnknownChoiceError
        If a district is not in the dataset, or the window is no number of days.
    InvalidDateError
        If the day by which it had been published is no day, or has not come.
    """
    from damascus_map.query.selection import checked_districts
    from damascus_map.render.address import window_from

    tables = dataset.tables
    chosen = None if districts is None else tuple(checked_districts(tables, districts))
    return View(
        on=on,
        window=window_from(window),
        districts=chosen,
        types=None if types is None else tuple(types),
        confidence=confidence,
        lang=lang,
        reported=None if reported is None else reached(reported),
    )
