"""Which files are to be read: paths, patterns and uploads, and how much of them may be read."""

from __future__ import annotations

import glob
import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from damascus_map.ingest.file_kinds import TABLE_ENDINGS
from damascus_map.ingest.wrong_files import in_megabytes, reason_of, refusal


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; beyond it a file is refused.

    Attributes
    ----------
    file_bytes
        Of one file as it is given; None for any size.
    unpacked_bytes
        Of all that one packed file holds.
    ratio
        Unpacked to packed bytes, once `ratio_from_bytes` are unpacked.
    whole_bytes
        Of a packed file that cannot be read piece by piece (GeoPackage, GeoJSON, Parquet).
    row_bytes
        Of one row. A row is refused for certain at twice this length.
    columns, members
        In one table; in one archive.
    """

    file_bytes: int | None = None
    unpacked_bytes: int = 64_000_000_000
    ratio: int = 300
    ratio_from_bytes: int = 32_000_000
    whole_bytes: int = 1_000_000_000
    row_bytes: int = 1 << 20
    columns: int = 1_000
    members: int = 1_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file that is to be read: on the disk, or uploaded.

    Attributes
    ----------
    name
        As its owner knows it.
    path
        Where it is; None for an upload.
    content
        The bytes of an upload.
    row_groups
        Of a Parquet file: the first row group that is read, and the first that is not any more;
        None for all of them.
    """

    name: str
    path: Path | None = None
    content: bytes = b""
    row_groups: tuple[int, int] | None = None

    @classmethod
    def of_path(cls, path: Path | str) -> Source:
        """Return the source of a file on the disk."""
        return cls(str(path), path=Path(path))

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where it cannot be told."""
        try:
            return self.path.stat().st_size if self.path else len(self.content)
        except (OSError, ValueError):
            return 0

    @contextmanager
    def opened(self, limits: Limits) -> Iterator[BinaryIO]:
        """Open it for reading.

        Raises
        ------
        ImportFileError
            If it is missing, no plain file, too large, or may not be read.
        """
        if self.path:
            check_plain(self.path, self.name)
        if limits.file_bytes is not None and self.size > limits.file_bytes:
            found, limit = in_megabytes(self.size), in_megabytes(limits.file_bytes)
            raise refusal("too-large", self.name, found=found, limit=limit)
        try:
            file = self.path.open("rb") if self.path else io.BytesIO(self.content)
        except OSError as error:
            reason = error.strerror or reason_of(error)
            raise refusal("unreadable", self.name, reason=reason) from error
        with file:
            yield file


def expand(patterns: Sequence[str | Path]) -> list[Source]:
    """Return the files that paths, folders and patterns stand for, each once, in their order.

    Parameters
    ----------
    patterns
        Paths of files; folders, which stand for the tables in them; patterns such as
        ``events/**/*.csv``, whose files come by name.

    Raises
    ------
    ImportFileNotFoundError
        If one of them stands for no file.
    """
    paths = [path for pattern in patterns for path in _paths_of(str(pattern))]
    different = {os.path.realpath(path): path for path in reversed(paths)}  # the first way to each
    return [Source.of_path(path) for path in paths if different.pop(os.path.realpath(path), None)]


def _paths_of(pattern: str) -> list[Path]:
    if not pattern:  # a path would take it for the folder that one is in
        raise refusal("not-found", '""')
    try:
        path = Path(pattern)
        is_folder = path.is_dir()
        if is_folder or path.exists() or path.is_symlink():
            found = [path]
        else:
            found = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    except (OSError, RuntimeError, ValueError):  # a name that cannot be one
        found = []
        is_folder = False
    if is_folder:
        return _tables_in(path)
    files = [path for path in found if not path.is_dir()]
    if not files:
        raise refusal("not-found", pattern)
    return files


def _tables_in(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if _is_table(path))
    except OSError as error:
        reason = error.strerror or reason_of(error)
        raise refusal("unreadable", str(folder), reason=reason) from error
    if not files:
        raise refusal("nothing-in-folder", str(folder))
    return files


def _is_table(path: Path) -> bool:
    hidden = path.name.startswith((".", "_"))
    return not hidden and path.suffix.lower() in TABLE_ENDINGS and path.is_file()


def check_plain(path: Path, name: str) -> None:
    """Refuse what is not there, and what would block when it is read: a pipe, a device.

    Raises
    ------
    ImportFileError
        If it is no plain file.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise refusal("not-found", name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or reason_of(error)
        raise refusal("unreadable", name, reason=reason) from error
    if not stat.S_ISREG(mode):
        raise refusal("not-a-file", name)
