"""Taking a table of who held what into a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import Lang, LangOption
from damascus_map.cli.own_folder import own_folder
from damascus_map.cli.stopping import untouched_if_stopped
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
        from damascus_map.ingest.control import import_control
        from damascus_map.ingest.forms import pairs_of

        columns = dict(pairs_of(mapping or ""))
        with untouched_if_stopped(lang), own_folder(into, lang, force=force):
            taken = import_control(file, into, mapping=columns, force=force)
    show_told(taken.told, words)
    numbers = {
        name: words.number(getattr(taken, name))
        for name in ("rows", "districts", "intervals", "claims")
    }
    typer.echo(words.text(_DONE, **numbers), err=True)
