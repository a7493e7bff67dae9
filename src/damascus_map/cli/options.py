"""Options that several commands take, and what they read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import parse_day, today
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence

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


DatasetOption = Annotated[
    Path | None,
    typer.Option("--dataset", metavar="PATH", help="Dataset folder; left out: the one included."),
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the output.")]
DistrictOption = Annotated[
    list[str] | None,
    typer.Option("--district", metavar="ID", help="Only this district; may be repeated."),
]
FromOption = Annotated[str, typer.Option("--from", metavar="D", help="First day, YYYY-MM-DD.")]
ToOption = Annotated[str, typer.Option("--to", metavar="D", help="Last day, YYYY-MM-DD.")]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="Ends in .png, .svg or .pdf.")
]
WindowOption = Annotated[
    str, typer.Option("--window", metavar="N", help="Days of events up to the day, or: all.")
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
    date: str,
    districts: Sequence[str] | None,
    *,
    window: str,
    types: Sequence[str] | None = None,
    confidence: Confidence = Confidence.LOW,
    lang: str = "en",
) -> View:
    """Return the view that the options of a command ask for.

    A district or an event type ``''`` stands for none at all.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If one of them cannot be used.
    """
    from damascus_map.query.selection import checked_districts
    from damascus_map.render.address import window_from

    named = [district for district in districts or () if district]
    return View(
        on=reached(date),
        window=window_from(window),
        districts=tuple(checked_districts(dataset.tables, named)) if districts else None,
        types=tuple(kind for kind in types if kind) if types else None,
        confidence=confidence,
        lang=lang,
    )
