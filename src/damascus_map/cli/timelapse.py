"""A time-lapse from a shell, with a bar that says how far it is; a stopped one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from damascus_map.cli.options import (
    DatasetOption,
    DistrictOption,
    FromOption,
    Lang,
    LangOption,
    LayoutName,
    LayoutOption,
    ReportedOption,
    ToOption,
    chosen_view,
    reached,
)
from damascus_map.language import N_, NN_, Language, language
from damascus_map.model.dates import Step, parse_day
from damascus_map.terminal import STOPPED, opened, progress_bar, say_written

if TYPE_CHECKING:
    from damascus_map.render.static.timelapse import Report

_KEPT: Final = NN_("{n} picture was there already.", "{n} pictures were there already.")
_WAITING: Final = N_(
    "Stopped. Drawn so far: {n} of {total}, in {folder}. The same call goes on from there."
)


def timelapse(  # noqa: PLR0913 - its options
    *,
    begin: FromOption,
    end: ToOption,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="PATH", help="Ends in .gif, .webp or .mp4; or a folder of PNG."
        ),
    ],
    step: Annotated[Step, typer.Option(help="From one picture to the next.")] = Step.MONTH,
    district: DistrictOption = None,
    window: Annotated[
        str, typer.Option(metavar="N", help="Days of events up to each day, or: all.")
    ] = "7",
    reported_by: ReportedOption = None,
    layout: LayoutOption = LayoutName.LANDSCAPE,
    scale: Annotated[float, typer.Option(metavar="N", help="More pixels.")] = 1,
    seconds: Annotated[
        float, typer.Option(metavar="S", help="How long each picture of a film stays.")
    ] = 0.5,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there; leave other files alone.")
    ] = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """A film of many days, or a folder with a picture of each.

    By day, week or month, or a picture for each day on which control changes. The first day is
    always shown, and the last one unless the step is by change. Stopped with Ctrl-C, the same
    call goes on.
    """
    with opened(dataset, lang) as given:
        from damascus_map.query.steps import days_shown
        from damascus_map.render.static.timelapse import TimeLapse, write_timelapse

        words = language(lang)
        view = chosen_view(
            given,
            parse_day(begin),
            district,
            window=window,
            lang=lang.value,
            reported=reported_by,
        )
        days = days_shown(
            given.tables,
            view.on,
            reached(end),
            step,
            districts=view.districts,
            reported=view.reported,
        )
        lapse = TimeLapse(days, view, layout.value, scale, seconds)
        with _stopping(out, len(days), words), _bar(words) as report:
            kept = write_timelapse(given.tables, lapse, out, force=force, report=report)
    if kept:
        typer.echo(words.plural(_KEPT, kept), err=True)
    say_written(out, lang)


@contextmanager
def _bar(words: Language) -> Iterator[Report]:
    """Give what moves a bar on standard error; where that is no terminal, nothing is shown."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    from damascus_map.render.static.timelapse import Stage

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    more = (MofNCompleteColumn(), TimeRemainingColumn())
    with progress_bar(*columns, *more) as bar:
        tasks = {}

        def report(stage: Stage, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(words.text(stage), total=total)
            bar.update(tasks[stage], completed=done)

        yield report


@contextmanager
def _stopping(out: Path, total: int, words: Language) -> Iterator[None]:
    """Say after Ctrl-C what is kept.

    Raises
    ------
    typer.Exit
        With the status of a program that was interrupted.
    """
    try:
        yield
    except KeyboardInterrupt:
        from damascus_map.render.static.timelapse import kept_number, workshop_of

        n, number = words.number(kept_number(out)), words.number(total)
        text = words.text(_WAITING, n=n, total=number, folder=workshop_of(out))
        typer.echo(text, err=True)
        raise typer.Exit(STOPPED) from None
