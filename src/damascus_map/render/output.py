"""Putting a file in its place: whole or not there, an existing one kept, named by its format."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from damascus_map.errors import OutputExistsError, OutputPathError, UnknownChoiceError

_ALL_MAY_READ: Final = 0o666


def ending_of(path: Path, known: Iterable[str]) -> str:
    """Return the format that a file's ending asks for, one of `known`.

    Raises
    ------
    UnknownChoiceError
        If it asks for none; the message lists the endings that work.
    """
    forms = tuple(known)
    form = path.suffix.lower().removeprefix(".")
    if form not in forms:
        listed = ", ".join(f".{one}" for one in forms)
        raise UnknownChoiceError(
            f"The ending of {path.name!r} names no format that can be written. Known: {listed}."
        )
    return form


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a place where a file cannot be put.

    Raises
    ------
    OutputPathError
        If the folder is missing, or the path is a folder.
    OutputExistsError
        If there is a file already and it is not to be replaced.
    """
    if not path.parent.is_dir():
        raise OutputPathError(f"There is no folder {path.parent} to write {path.name} into.")
    if path.is_dir():
        raise OutputPathError(f"{path} is a folder: give the path of a file.")
    if path.exists() and not force:
        raise OutputExistsError(f"There is a file at {path} already: --force replaces it.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or not there: beside its place, then put into it.

    Raises
    ------
    OutputPathError
        If it cannot be written.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_ALL_MAY_READ & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputPathError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
