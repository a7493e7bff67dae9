"""Taking a table of who held what into a dataset."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import Lang, LangOption
from damascus_map.errors import OutputExistsError, UnknownChoiceError
from damascus_map.language import N_, language
from damascus_map.terminal import reported, show_told

_DONE = N_(
    "Taken in. Rows: {rows}; districts: {districts}; intervals: {intervals}; statements: {claims}."
)


def control(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Table: district, from, to, party, extent, …")
    ],
    *,
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="Dataset folder; made if it is missing.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="FIELD=COL,…", help="Columns, where their names do not say it."
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace what is said of the districts that it names."),
    ] = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Take in a table of who held which district, from when to when, and who says so.

    All of it is checked before anything is written; what no row says stays unknown.
    """
    words = language(lang)
    with reported(lang):
        from damascus_map.data.load import default_path
        from damascus_map.ingest.control import import_control

        if into.resolve() == default_path().resolve() and not force:
            raise OutputExistsError(
                f"{into} is the dataset that comes with the program: name a folder of your own "
                "with --into, or say --force."
            )
        columns = _columns(mapping)
        with _made(into, lang):
            taken = import_control(file, into, mapping=columns, force=force)
    show_told(taken.told, words)
    numbers = {
        name: words.number(getattr(taken, name))
        for name in ("rows", "districts", "intervals", "claims")
    }
    typer.echo(words.text(_DONE, **numbers), err=True)


@contextmanager
def _made(folder: Path, lang: str) -> Iterator[None]:
    """Make a dataset where there is no folder; it does not stay if nothing comes of it."""
    from damascus_map.data.new_dataset import Beginning, new_dataset
    from damascus_map.data.writing import without_empty_folders_above

    is_new = not folder.exists()
    with without_empty_folders_above(folder):
        if is_new:
            new_dataset(folder, Beginning(lang=lang))
        try:
            yield
        except BaseException:
            if is_new:
                shutil.rmtree(folder, ignore_errors=True)
            raise


def _columns(mapping: str | None) -> dict[str, str]:
    """Return the columns that ``--map`` names, by field.

    Raises
    ------
    UnknownChoiceError
        If a part of it has another form.
    """
    columns = {}
    for part in filter(None, (mapping or "").split(",")):
        field, sign, column = part.partition("=")
        if not sign or not column.strip():
            raise UnknownChoiceError(
                f"{part!r} in --map has another form than FIELD=COLUMN, such as party=Actor."
            )
        columns[field.strip()] = column.strip()
    return columns
