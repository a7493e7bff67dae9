"""The command line: who held what, what happened, what changed, a picture of it, a sound dataset.

Exit status: 0; 1 where the data has errors; 2 where the call is wrong. Neither Streamlit nor
folium is imported, and heavy libraries only where a command needs them.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from damascus_map import __version__
from damascus_map.errors import DatasetNotFoundError, InvalidDateError
from damascus_map.language import N_, language
from damascus_map.model.dates import parse_day, today
from damascus_map.model.vocabulary import EventType
from damascus_map.terminal import (
    DATA_HAS_ERRORS,
    answer,
    opened,
    reported,
    spell_out_unknown_letters,
)

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"

app = typer.Typer(
    name="damascus-map",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who held which district of Damascus on any day of the war, on what evidence.",
    epilog="Exit status: 0; 1 if the data has errors; 2 if the call is wrong.",
)


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


def main() -> None:
    """Run the command line on this program's arguments."""
    spell_out_unknown_letters()
    app()


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer's callback
    if wanted:
        typer.echo(f"damascus-map {__version__}")
        raise typer.Exit


@app.callback()
def _options_of_all(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Its version.")
    ] = False,
) -> None:
    """Give the program its description."""


@app.command()
def serve(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="TCP port.")] = 8501,
    address: Annotated[
        str, typer.Option(help="IP address to listen on; 127.0.0.1 is this machine alone.")
    ] = "127.0.0.1",
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Serve the map to browsers until Ctrl-C."""
    from damascus_map.launch import page_url, run_server, server_command

    environment = dict(os.environ)
    with reported(lang):
        _check_address(address, lang)
        if dataset is not None:
            if not os.path.isdir(dataset):  # noqa: PTH112 - it has an answer for any text
                raise DatasetNotFoundError(f"There is no dataset folder at {dataset}.")
            environment[DATASET_VARIABLE] = str(dataset.absolute())
    words = language(lang)
    url = page_url(address, port, lang)
    typer.echo(words.text(N_("The map is at {url} (Ctrl-C ends it)."), url=url), err=True)
    raise typer.Exit(run_server(server_command(address, port), environment))


@app.command()
def status(
    *,
    date: Annotated[str, typer.Option("--date", metavar="D", help="Day, YYYY-MM-DD.")],
    district: DistrictOption = None,
    form: Annotated[MapFormat, typer.Option("--format", help="How it is written.")] = (
        MapFormat.TABLE
    ),
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Who held each district on a day.

    For a single district the table shows the evidence too; JSON always holds it.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import status_tables
        from damascus_map.render.reports import status_csv, status_geojson, status_report

        report = status_report(given, _reached(date), districts=district, lang=lang)
        match form:
            case MapFormat.JSON:
                answer(json_text(report))
            case MapFormat.CSV:
                answer(status_csv(given, report))
            case MapFormat.GEOJSON:
                answer(status_geojson(given, report))
            case MapFormat.TABLE:
                answer(status_tables(report, language(lang)))


@app.command()
def events(  # noqa: PLR0913 - its options
    *,
    begin: FromOption,
    end: ToOption,
    district: DistrictOption = None,
    kind: Annotated[
        list[EventType] | None, typer.Option("--type", help="Only this kind; may be repeated.")
    ] = None,
    form: Annotated[MapFormat, typer.Option("--format", help="How it is written.")] = (
        MapFormat.TABLE
    ),
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


@app.command()
def changes(
    *,
    begin: FromOption,
    end: ToOption,
    district: DistrictOption = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How it is written.")] = (
        ListFormat.TABLE
    ),
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


@app.command()
def snapshot(  # noqa: PLR0913 - its options
    *,
    date: Annotated[str, typer.Option("--date", metavar="D", help="Day, YYYY-MM-DD.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .png, .svg or .pdf.")],
    district: DistrictOption = None,
    window: Annotated[
        str, typer.Option(metavar="N", help="Days of events up to the day, or: all.")
    ] = "7",
    layout: Annotated[
        LayoutName, typer.Option(help="1600 by 900, 1080 by 1080, or A4 upright.")
    ] = LayoutName.LANDSCAPE,
    scale: Annotated[float, typer.Option(metavar="N", help="More pixels to a PNG.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """A picture of a day as a file that can be published.

    The same call makes the same bytes, and the file says what it was made from.
    """
    with opened(dataset, lang) as given:
        from damascus_map.model.view import View
        from damascus_map.query.selection import checked_districts
        from damascus_map.render.address import window_from
        from damascus_map.render.static.writers import (
            check_target,
            form_of,
            snapshot_bytes,
            write_whole,
        )

        form = form_of(out)
        check_target(out, force=force)
        chosen = tuple(checked_districts(given.tables, district)) if district else None
        view = View(on=_reached(date), window=window_from(window), districts=chosen, lang=lang)
        content, _ = snapshot_bytes(given.tables, view, form, layout=layout, scale=scale)
        write_whole(out, content)
    text = language(lang).text(N_("Written: {file}"), file=out)
    typer.echo(text, err=True)


@app.command()
def validate(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="Dataset folder, as --dataset.")
    ] = None,
    *,
    form: Annotated[TextFormat, typer.Option("--format", help="How it is written.")] = (
        TextFormat.TABLE
    ),
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Check a dataset, and list its disagreements.

    Each error and warning names file, row, value and remedy.
    """
    if path is not None and dataset is not None and path != dataset:
        raise typer.BadParameter(f"{path} and --dataset {dataset} are two folders: give one.")
    with reported(lang):
        from damascus_map.render.dataset_reports import validation_report
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import validation_tables

        report = validation_report(path or dataset, lang=lang)
        if form is TextFormat.JSON:
            answer(json_text(report))
        else:
            answer(validation_tables(report, language(lang)))
    if report["errors"]:
        raise typer.Exit(DATA_HAS_ERRORS)


@app.command()
def info(
    *,
    form: Annotated[TextFormat, typer.Option("--format", help="How it is written.")] = (
        TextFormat.TABLE
    ),
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What a dataset holds, and its licences."""
    with opened(dataset, lang) as given:
        from damascus_map.render.dataset_reports import info_report
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import info_tables

        report = info_report(given, lang=lang)
        if form is TextFormat.JSON:
            answer(json_text(report))
        else:
            answer(info_tables(report, language(lang)))


def _reached(text: str) -> dt.date:
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


def _check_address(address: str, lang: str) -> None:
    """Refuse an address that is neither an IP address nor this machine's name."""
    try:
        if address != "localhost":
            ipaddress.ip_address(address)
    except ValueError as error:
        message = N_("{address} is not an IP address, such as 127.0.0.1.")
        raise typer.BadParameter(language(lang).text(message, address=repr(address))) from error


if __name__ == "__main__":
    main()
