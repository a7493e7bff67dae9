"""A time-lapse: a picture for each of many days, as a folder of pictures or as one film.

What was drawn before a stop is kept, and the same call goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import matplotlib as mpl

from damascus_map import __version__
from damascus_map.data.tables import Tables
from damascus_map.errors import OutputPathError
from damascus_map.language import N_
from damascus_map.model.view import View
from damascus_map.render.address import dated_address
from damascus_map.render.frame import Frame, frame_of
from damascus_map.render.output import check_target
from damascus_map.render.plain_text import plain_text
from damascus_map.render.static.drawers import Drawers, SeriesLook
from damascus_map.render.static.films import FILMS, check_film_tools, film_form
from damascus_map.render.static.fullest import fullest_of
from damascus_map.render.static.layouts import LAYOUTS
from damascus_map.render.static.picture import layout_named
from damascus_map.render.static.series import kept_pictures, prepare_folder, remove_debris
from damascus_map.render.static.sheet import facts_of
from damascus_map.render.static.writers import SCALES, check_within

SECONDS: Final = (0.04, 60.0)
_WORKSHOP: Final = ".pictures"


class Stage(StrEnum):
    """What is being done; the value is a message of the catalogues."""

    LOOKING = N_("Looking at the days")
    DRAWING = N_("Drawing the pictures")
    WRITING = N_("Writing the film")


Report = Callable[[Stage, int, int], None]
"""Told a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class TimeLapse:
    """What is shown, picture by picture.

    Attributes
    ----------
    days
        Civil days, earliest first.
    view
        Window, filters and language of every picture.
    layout
        A key of `layouts.LAYOUTS`.
    scale
        By which the pixels of a picture are multiplied.
    seconds
        That each picture of a film stays.
    """

    days: tuple[date, ...]
    view: View
    layout: str = "landscape"
    scale: float = 1
    seconds: float = 0.5

    @property
    def span(self) -> str:
        """Its days in short, for programs."""
        return f"{self.days[0]} to {self.days[-1]}, {len(self.days)} pictures"


def workshop_of(out: Path) -> Path:
    """Return the folder in which pictures wait for a film; a series is its own."""
    return out if film_form(out) is None else out.with_name(f"{out.name}{_WORKSHOP}")


def check_call(lapse: TimeLapse, out: Path, *, force: bool) -> None:
    """Refuse what cannot be made, before any work.

    Raises
    ------
    UnknownChoiceError
        If the file's ending, the layout, the scale or the seconds cannot be used.
    MissingProgramError
        If the format needs a program that is not here.
    OutputPathError, OutputExistsError
        If the file cannot be put there.
    """
    form = film_form(out)
    check_film_tools(form)
    layout_named(lapse.layout, LAYOUTS)
    check_within("A scale", lapse.scale, SCALES)
    check_within("A stay of seconds", lapse.seconds, SECONDS)
    if form is not None:
        check_target(out, force=force)


def write_timelapse(
    tables: Tables, lapse: TimeLapse, out: Path, *, force: bool = False, report: Report
) -> int:
    """Make a time-lapse: a film by the ending of its path, or a folder of pictures.

    Parameters
    ----------
    tables
        The dataset.
    lapse
        What is shown.
    out
        A file that ends in a key of `films.FILMS`, or a folder.
    force
        Whether an existing film, and pictures of another one in its folder, are replaced.
    report
        Told how far it is.

    Returns
    -------
    int
        How many pictures were there already.

    Raises
    ------
    DamascusMapError
        As `check_call`; or if the folder holds anything else, or cannot be written to.
    """
    check_call(lapse, out, force=force)
    folder, form = workshop_of(out), film_form(out)
    pictures = {folder / f"{day}.png": replace(lapse.view, on=day) for day in lapse.days}
    recipe = recipe_of(tables, lapse)
    prepare_folder(folder)
    kept = kept_pictures(folder, list(pictures), recipe, force=force)
    remove_debris(folder, list(pictures))
    missing = {path: view for path, view in pictures.items() if path not in kept}
    if not missing and form is None:
        return len(kept)
    drawers = Drawers(tables, len(missing))
    try:
        fullest = _fullest(tables, lapse, report)
        look = SeriesLook(fullest, lapse.layout, lapse.scale, recipe)
        report(Stage.DRAWING, len(kept), len(pictures))
        for number, _ in enumerate(drawers.draw(missing, look), start=len(kept) + 1):
            report(Stage.DRAWING, number, len(pictures))
    finally:
        drawers.close()
        with suppress(OSError):  # where nothing was drawn, no empty folder stays
            folder.rmdir()
    if form is not None:
        _write_film(form, list(pictures), out, lapse, _facts(fullest, lapse), report)
    return len(kept)


def recipe_of(tables: Tables, lapse: TimeLapse) -> str:
    """Return what makes the pictures as they are: one that differs belongs to another film."""
    package = tables.package
    view = dated_address(replace(lapse.view, on=lapse.days[0]), tables)
    days = ",".join(map(str, lapse.days))
    parts = (
        f"damascus-map {__version__}, matplotlib {mpl.__version__}",
        f"dataset {package.name} {package.version} {package.content_hash}",
        f"layout {lapse.layout}, scale {lapse.scale:g}",
        f"view ?{urlencode(view, safe=',')}",
        f"{lapse.span}: {days}",
    )
    return plain_text("; ".join(parts))


def kept_number(out: Path) -> int:
    """Return how many pictures wait for the same call to go on."""
    folder = workshop_of(out)
    return sum(1 for _ in folder.glob("[0-9]*.png")) if folder.is_dir() else 0


def _fullest(tables: Tables, lapse: TimeLapse, report: Report) -> Frame:
    def frames() -> Iterator[Frame]:
        for number, day in enumerate(lapse.days, start=1):
            yield frame_of(tables, replace(lapse.view, on=day))
            report(Stage.LOOKING, number, len(lapse.days))

    return fullest_of(tables, frames(), LAYOUTS[lapse.layout])


def _facts(fullest: Frame, lapse: TimeLapse) -> Mapping[str, str]:
    """Return what a film says of itself, by its name in English."""
    facts = facts_of(fullest)
    del facts["Date shown"]
    words = fullest.words
    days = f"{words.short_day(lapse.days[0])} \N{EN DASH} {words.short_day(lapse.days[-1])}"
    title = {"Title": f"{fullest.title}, {days}", "Dates shown": lapse.span}
    return {**title, **{name: text for name, text in facts.items() if name not in title}}


def _write_film(
    form: str,
    pictures: Sequence[Path],
    out: Path,
    lapse: TimeLapse,
    facts: Mapping[str, str],
    report: Report,
) -> None:
    """Write the film beside its pictures, put it into its place, and remove them."""
    unfinished = pictures[0].parent / f".{out.name}"
    total = len(pictures)
    try:
        FILMS[form](
            pictures,
            unfinished,
            lapse.seconds,
            facts,
            lambda done: report(Stage.WRITING, done, total),
        )
        unfinished.replace(out)
    except OSError as error:
        raise OutputPathError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    for picture in pictures:
        picture.unlink(missing_ok=True)
    with suppress(OSError):  # what is not of the film stays
        pictures[0].parent.rmdir()
