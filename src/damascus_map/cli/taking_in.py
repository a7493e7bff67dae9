"""What a call of an import does: open or make the dataset, read, write, and tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import typer

from damascus_map.cli.options import TextFormat
from damascus_map.cli.own_folder import own_folder
from damascus_map.cli.stopping import until_done, untouched_if_stopped
from damascus_map.errors import UnknownChoiceError
from damascus_map.language import N_, NN_, Language, language
from damascus_map.terminal import DATA_HAS_ERRORS, answer, progress_bar, say_written

if TYPE_CHECKING:
    from damascus_map.data.tables import Tables
    from damascus_map.ingest.report import Report
    from damascus_map.ingest.sources import Source

_ROWS: Final = NN_("{n} row", "{n} rows")
_PAGE: Final = "report.html"


@dataclass(frozen=True, slots=True)
class Order:
    """What a call of an import asks for.

    Attributes
    ----------
    kind
        The command.
    files, into, name, force, merge_duplicates, city_points
        As on the command line.
    form_name
        The form that each table has to have; None for any.
    mapping, day_first
        What an owner says about the columns and dates.
    dask
        Address of the cluster that does it; None for this machine alone.
    """

    kind: str
    files: Sequence[str]
    into: Path
    name: str | None
    force: bool
    merge_duplicates: bool
    city_points: Sequence[str]
    form_name: str | None = None
    mapping: str | None = None
    day_first: bool | None = None
    dask: str | None = None


def take_in(order: Order, form: TextFormat, lang: str) -> None:
    """Import tables, and answer with what became of every row.

    Raises
    ------
    DamascusMapError
        If a file, the dataset or the call is wrong; the dataset is as it was.
    typer.Exit
        If it is stopped, or no row became an event; the dataset is as it was.
    """
    from damascus_map.data.load import load
    from damascus_map.ingest.readers import expand

    with untouched_if_stopped(lang):
        sources = _briefly_named(expand(order.files))
        with own_folder(order.into, lang, force=order.force):
            tables = load(order.into)
            report, place = _written(order, sources, tables, lang)
            if place is None:
                _answer(report, tables, form, lang)
                _refuse_nothing(report, lang)
    _answer(report, tables, form, lang)
    say_written(place, lang)


def _answer(report: Report, tables: Tables, form: TextFormat, lang: str) -> None:
    from damascus_map.render.import_report import report_json, report_tables

    if form is TextFormat.JSON:
        answer(report_json(report, lang).decode())
    else:
        answer(report_tables(report, tables, lang))


def _refuse_nothing(report: Report, lang: str) -> NoReturn:
    from damascus_map.render.import_words import nothing_taken

    words = language(lang)
    reason = nothing_taken(report, words)
    typer.echo(words.text(N_("Error: {reason}"), reason=reason), err=True)
    raise typer.Exit(DATA_HAS_ERRORS)


def _written(
    order: Order, sources: Sequence[Source], tables: Tables, lang: str
) -> tuple[Report, Path | None]:
    """Import files; return what became of their rows, and the page that says so.

    An import without any event is not stored: it has no page.
    """
    from damascus_map.data.imports import ImportWriter
    from damascus_map.ingest.batches import Plan, form_said
    from damascus_map.ingest.pipeline import import_name
    from damascus_map.render.import_report import report_html, report_json

    name = order.name or import_name(sources)
    plan = Plan(
        name,
        choose=partial(
            form_said,
            mapping=order.mapping,
            only=order.form_name,
            day_first=order.day_first,
        ),
        merge_duplicates=order.merge_duplicates,
        city_points=tuple(map(_point, order.city_points)),
        apart=True,
    )
    with ImportWriter(order.into, name, force=order.force) as writer:
        with _bar(language(lang)) as progress:
            beside = _without(tables, name)
            report = _runner(order)(beside, sources, plan, writer, progress=progress)
        if not report.events:
            return report, None
        page = report_html(report, tables, lang)
        files = {_PAGE: page, "report.json": report_json(report, lang)}
        with until_done():
            folder = writer.commit(report.sources, report.description, files)
    return report, folder / _PAGE


def _runner(order: Order) -> Callable[..., Report]:
    """Return what does the work: this process, or a cluster."""
    if order.dask is None:
        from damascus_map.ingest.pipeline import run

        return run
    from damascus_map.ingest import partitions

    return partial(partitions.run, address=order.dask)


def _without(tables: Tables, name: str) -> Tables:
    """Return the dataset without the import that is replaced: its rows are nobody's doubles."""
    from damascus_map.data.event_parquet import ids_in

    replaced = [one.events for one in tables.package.imports if one.name == name]
    ids = [
        one for path in replaced for part in ids_in(tables.path, path) for one in part.to_pylist()
    ]
    events = tables.events.drop(index=ids)
    return replace(tables, events=events, events_reach=events["last"].cummax().to_numpy())


def _briefly_named(sources: Sequence[Source]) -> list[Source]:
    """Return the files by the part of their paths in which they differ.

    The names stand in the report, which is passed on: the folders of one's machine do not.
    """
    paths = [source.path.absolute() for source in sources if source.path is not None]
    common = Path(os.path.commonpath([path.parent for path in paths]))
    return [
        replace(source, name=path.relative_to(common).as_posix())
        for source, path in zip(sources, paths, strict=True)
    ]


@contextmanager
def _bar(words: Language) -> Iterator[Callable[[float, int, str], None]]:
    """Give what moves a bar: the part that is done, the rows read, the file."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    rows = TextColumn("{task.fields[rows]}", markup=False)
    with progress_bar(*columns, rows, TimeRemainingColumn()) as bar:
        task = bar.add_task("", total=1.0, rows="")

        def report(share: float, count: int, file: str) -> None:
            shown = words.plural(_ROWS, count)
            bar.update(task, completed=share, rows=shown, description=Path(file).name)

        yield report


def _point(text: str) -> tuple[float, float]:
    """Return the longitude and the latitude that a text gives.

    Raises
    ------
    UnknownChoiceError
        If it gives none.
    """
    try:
        lon, lat = map(float, text.split(","))
    except ValueError:
        lon = lat = float("nan")
    if abs(lon) <= 180 and abs(lat) <= 90:  # noqa: PLR2004 - degrees
        return lon, lat
    raise UnknownChoiceError(
        f"{text!r} is no point: expected longitude and latitude, such as 36.291575,33.513364."
    )
