"""The command line: who held what, what happened, what changed, a picture of it, a sound dataset.

Exit status: 0; 1 where the data has errors; 2 where the call is wrong. Neither Streamlit nor
folium is imported, and heavy libraries only where a command needs them. Each module holds the
commands of one purpose.
"""

from __future__ import annotations

import gc
import os
from typing import Annotated, Final

import typer

from damascus_map import __version__
from damascus_map.cli import (
    control,
    datasets,
    evidence,
    files,
    finding,
    importing,
    offline,
    pictures,
    reports,
    series,
    serving,
    starting,
    timelapse,
)
from damascus_map.terminal import spell_out_unknown_letters

app = typer.Typer(
    name="damascus-map",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who held which district of Damascus on any day of the war, on what evidence.",
    epilog="Exit status: 0; 1 if the data has errors; 2 if the call is wrong.",
)


_MADE_UNTIL_LOOKED_THROUGH: Final = 50_000
"""Objects that are made until Python looks for garbage; Python 3.11 does so after each 700."""


def main() -> None:
    """Run the command line on this program's arguments.

    A short command makes hundreds of thousands of objects, nearly all of them libraries, and next
    to no garbage: to look for it, on the way and at the end, took a fifth of the time of a picture.
    """
    gc.set_threshold(_MADE_UNTIL_LOOKED_THROUGH)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix here is worth a thread
    spell_out_unknown_letters()
    try:
        app()
    finally:
        gc.freeze()  # what is there is not looked through when Python ends


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


for command in (
    serving.serve,
    reports.status,
    reports.events,
    reports.changes,
    evidence.ledger,
    evidence.sources,
    evidence.coverage,
    series.series,
    finding.search,
    pictures.snapshot,
    pictures.compare,
    pictures.strip,
    timelapse.timelapse,
    offline.page,
    files.export,
    files.bundle,
    datasets.validate,
    datasets.info,
    starting.init,
):
    app.command()(command)

importing.imports.command()(control.control)
app.add_typer(importing.imports)
