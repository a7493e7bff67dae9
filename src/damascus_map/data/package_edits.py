"""Changing what ``datapackage.json`` names: one writer at a time, by one rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from damascus_map.data.files import read_json
from damascus_map.data.package import imports_in, package_bytes, read_package
from damascus_map.data.schema import PACKAGE_PATH
from damascus_map.data.tables import Import
from damascus_map.errors import BusyError, InvalidDatasetError, OutputPathError

IMPORTS: Final = "imports"
"""The folder of a dataset that holds a folder for each import."""

Json = dict[str, Any]


def imports_of(folder: Path) -> tuple[Import, ...]:
    """Return the imports of a dataset folder, in the order in which they came.

    Raises
    ------
    InvalidDatasetError
        If its ``datapackage.json`` cannot be used.
    """
    return imports_in(_content(folder))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let no other process change the dataset meanwhile; the lock ends with the process.

    Raises
    ------
    BusyError
        If another one is at it.
    OutputPathError
        If there is no such folder.
    """
    try:
        import fcntl
    except ImportError:  # Windows: its users are asked to import one table at a time
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BusyError(
            f"Another import into {folder} is running. Start this one again when it has ended."
        ) from error
    finally:
        os.close(handle)


def replace_resources(folder: Path, change: Callable[[Sequence[Json]], Sequence[Json]]) -> None:
    """Let ``datapackage.json`` name other resources.

    Parameters
    ----------
    folder
        The dataset.
    change
        Returns the resources that are to be named, given those that are.

    Raises
    ------
    InvalidDatasetError
        If the file cannot be used.
    OutputPathError
        If it cannot be written.
    """
    content = _content(folder)
    content["resources"] = list(change(content.get("resources") or []))
    _write_whole(folder / PACKAGE_PATH, package_bytes(content))


def remove_leftovers(folder: Path) -> None:
    """Remove every folder of imports that the package does not name."""
    named = {folder / one.folder for one in imports_of(folder)}
    for path in folder.glob(f"{IMPORTS}/*/"):
        if path not in named:
            shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):  # it is not empty, or not there
        (folder / IMPORTS).rmdir()


def _content(folder: Path) -> Json:
    package, findings = read_package(folder, hashed=False)
    if package is None:
        raise InvalidDatasetError(str(folder), findings)
    content, _ = read_json(folder, PACKAGE_PATH)
    return dict(content)


def _write_whole(path: Path, content: bytes) -> None:
    """Replace a file by one rename, with the rights that it has."""
    try:
        mode = path.stat().st_mode
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                temporary.chmod(mode)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> OutputPathError:
    return OutputPathError(f"{path} cannot be written: {error.strerror}. Give another folder.")
