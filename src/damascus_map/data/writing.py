"""Writing files of a dataset: all of them or none, and none before the whole is checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from damascus_map.data.load import findings_of
from damascus_map.data.schema import PACKAGE_PATH
from damascus_map.errors import Finding, InvalidDatasetError, OutputPathError

Contents = Mapping[str, bytes]
"""Bytes of files by their path inside the dataset folder."""

_ALL_MAY_ENTER: Final = 0o755


def table_bytes(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return a table as the contract has it: a header, commas, UTF-8; what is left out is empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def sealed(package: Mapping[str, Any], contents: Contents) -> dict[str, Any]:
    """Return a package whose resources describe new contents, where they hold a size or a hash."""
    return {
        **package,
        "resources": [
            {**resource, **_seal(resource, contents[resource["path"]])}
            if resource.get("path") in contents
            else resource
            for resource in package.get("resources") or ()
        ],
    }


def _seal(resource: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    seal = {"bytes": len(content), "hash": f"sha256:{digest}"}
    return {name: value for name, value in seal.items() if name in resource}


def write_dataset(folder: Path, contents: Contents) -> None:
    """Write a new dataset: the folder is there with all its files, or as it was before.

    Parameters
    ----------
    folder
        Not there yet, or empty.
    contents
        All its files.

    Raises
    ------
    InvalidDatasetError
        If the dataset would break the contract.
    OutputPathError
        If it cannot be written.
    """
    with _as_output_error(folder), _drafted(folder) as draft:
        _put(draft, contents)
        _check(draft, folder)
        draft.chmod(_ALL_MAY_ENTER)
        if folder.is_dir():
            folder.rmdir()
        draft.replace(folder)


def change_dataset(folder: Path, contents: Contents) -> tuple[Finding, ...]:
    """Put files into a dataset, once it is known that the whole is sound with them.

    What cannot be written leaves the dataset as it was.

    Parameters
    ----------
    folder
        Of the dataset.
    contents
        The files that are new or other than before.

    Returns
    -------
    tuple of Finding
        Warnings about the dataset as it is now.

    Raises
    ------
    InvalidDatasetError
        If the dataset would break the contract.
    OutputPathError
        If it cannot be written.
    """
    with _as_output_error(folder), _drafted(folder) as draft:
        shutil.copytree(folder, draft, copy_function=_link, dirs_exist_ok=True)
        for path in contents:
            (draft / path).unlink(missing_ok=True)  # it is the same file as that of the dataset
        _put(draft, contents)
        found = _check(draft, folder)
        _exchange(draft, folder, contents)
    return found


def _check(draft: Path, folder: Path) -> tuple[Finding, ...]:
    found = findings_of(draft)
    if any(one.severity == "error" for one in found):
        raise InvalidDatasetError(str(folder), found)
    return found


def _exchange(draft: Path, folder: Path, contents: Contents) -> None:
    """Put the new files in their place; after a fault or an interrupt the old ones are back."""
    before = {p: (folder / p).read_bytes() if (folder / p).exists() else None for p in contents}
    try:
        for path in contents:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).replace(folder / path)
    except BaseException:
        for path, old in before.items():
            if old is None:
                (folder / path).unlink(missing_ok=True)
            else:
                (folder / path).write_bytes(old)
        raise


@contextmanager
def _drafted(folder: Path) -> Iterator[Path]:
    """Give a folder beside another one, on the same disk; it is removed if it is still there.

    So are the folders above that were made for it, if nothing stands in them.
    """
    with without_empty_folders_above(folder):
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def without_empty_folders_above(folder: Path) -> Iterator[None]:
    """Take away, after a failure, the folders that were made only to hold this one."""
    above = [parent for parent in folder.absolute().parents if not os.path.lexists(parent)]
    try:
        yield
    except BaseException:
        for parent in above:
            with suppress(OSError):  # something stands in it, or it was never made
                parent.rmdir()
        raise


def _put(folder: Path, contents: Contents) -> None:
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the disk cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@contextmanager
def _as_output_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputPathError(f"{folder} cannot be written: {reason}.") from error


def read_package_json(folder: Path) -> dict[str, Any]:
    """Return the content of a dataset's description, which is known to be sound."""
    content: dict[str, Any] = json.loads((folder / PACKAGE_PATH).read_text(encoding="utf-8-sig"))
    return content
