"""How the command line answers: files and tables on standard output, faults on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import typer

from damascus_map.errors import (
    BusyError,
    ClusterError,
    DatasetError,
    Finding,
    ImportFileError,
    InvalidDatasetError,
    LostProcessError,
    MappingError,
    OutputError,
    QueryError,
)
from damascus_map.language import N_, Language, language

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress, ProgressColumn

    from damascus_map import Dataset

DATA_HAS_ERRORS: Final = 1
CALL_IS_WRONG: Final = 2
STOPPED: Final = 130
_REPORTED: Final = (
    BusyError,
    ClusterError,
    DatasetError,
    ImportFileError,
    LostProcessError,
    OutputError,
    QueryError,
)
_UNCUT: Final = 100_000
"""Columns of a table that goes into a file or another program: no line is broken."""


def spell_out_unknown_letters() -> None:
    """Let a letter that the terminal's encoding lacks be written as its number."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def opened(path: Path | None, lang: str) -> Iterator[Dataset]:
    """Give the dataset of a command; what is wrong with it or the call is reported.

    Raises
    ------
    typer.Exit
        As `reported`.
    """
    with reported(lang):
        from damascus_map import open_dataset

        yield open_dataset(path)


@contextmanager
def reported(lang: str) -> Iterator[None]:
    """Turn an error of the data or of the call into a report.

    Raises
    ------
    typer.Exit
        With status 1 if the data has errors, 2 if the call is wrong.
    """
    try:
        yield
    except InvalidDatasetError as error:
        from damascus_map.render.report_tables import error_tables

        show(error_tables(error, language(lang)), sys.stderr)
        raise typer.Exit(DATA_HAS_ERRORS) from error
    except _REPORTED as error:
        from damascus_map.render.plain_text import plain_text

        words = language(lang)
        told: Exception = error
        if isinstance(error, ImportFileError | MappingError):
            told = error.translated(words.text)
        typer.echo(words.text(N_("Error: {reason}"), reason=plain_text(str(told))), err=True)
        of_data = isinstance(error, DatasetError | ImportFileError)
        raise typer.Exit(DATA_HAS_ERRORS if of_data else CALL_IS_WRONG) from error
    except PermissionError as error:  # of a folder that may not even be looked into
        what = f"{error.filename} cannot be reached: {error.strerror}."
        reason = f"{what} Check that you may enter its folder."
        typer.echo(language(lang).text(N_("Error: {reason}"), reason=reason), err=True)
        raise typer.Exit(CALL_IS_WRONG) from error


def show_told(findings: Iterable[Finding], words: Language) -> None:
    """Show on standard error what was noticed while a file was taken in; nothing for nothing."""
    from damascus_map.render.report_tables import told_tables

    told = tuple(findings)
    if told:
        show(told_tables(told, words), sys.stderr)


def answer(content: RenderableType) -> None:
    """Write a file's text in UTF-8, whatever the terminal's encoding; show anything else."""
    if not isinstance(content, str):
        show(content, sys.stdout)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode())
    sys.stdout.buffer.flush()


def show(content: RenderableType, stream: TextIO) -> None:
    """Show tables, as wide as the terminal; never cut where there is no terminal."""
    from rich.console import Console

    width = None if stream.isatty() else _UNCUT
    console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    console.print(content)


def progress_bar(*columns: ProgressColumn) -> Progress:
    """Return a bar on standard error; where that is no terminal, nothing is shown."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    return Progress(*columns, console=console, disable=not console.is_terminal)


def say_written(out: Path, lang: str) -> None:
    """Name the file that a command has written, on standard error."""
    typer.echo(language(lang).text(N_("Written: {file}"), file=out), err=True)
