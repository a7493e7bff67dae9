"""Opening what a file holds: itself, what is gzipped, the tables of a ZIP, within limits.

Nothing is unpacked to the disk. Archives inside archives are not opened.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from damascus_map.errors import ImportFileError
from damascus_map.ingest.file_kinds import (
    ARCHIVE_ENDINGS,
    HEAD_BYTES,
    FileKind,
    kind_of,
    refuse_spreadsheet,
)
from damascus_map.ingest.rows import Notice
from damascus_map.ingest.sources import Limits, Source
from damascus_map.ingest.wrong_files import in_megabytes, reason_of, refusal
from damascus_map.language import N_

_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)
"""What the standard library raises for archives that are damaged or of an unknown make."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file, opened.

    Attributes
    ----------
    name
        The file's name; for a member of an archive ``events.zip/2016.csv``.
    kind
        What it is.
    head, rest
        Its first bytes, and the stream of those that follow.
    path
        Where it is on the disk, if it stands there as it is.
    notices
        About the archive, with its first part.
    read_share
        Tells how much of the file has been read, 0 to 1.
    """

    name: str
    kind: FileKind
    head: bytes
    rest: io.RawIOBase
    path: Path | None
    notices: tuple[Notice, ...]
    read_share: Callable[[], float]


class Unpacked(io.RawIOBase):
    """A stream of unpacked bytes that stops where no honest table goes on.

    Parameters
    ----------
    name
        Of the file, for errors.
    stream
        Gives the unpacked bytes.
    counter
        Shared by all members of one archive.
    """

    def __init__(self, name: str, stream: BinaryIO, counter: Counter) -> None:
        super().__init__()
        self._name = name
        self._stream = stream
        self._counter = counter

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, none at the end.

        Raises
        ------
        ImportFileError
            If the archive is broken, or unpacks to more than it may.
        """
        try:
            found = self._stream.read(size)
        except ImportFileError:
            raise
        except _BROKEN as error:
            raise refusal("broken-archive", self._name, reason=reason_of(error)) from error
        self._counter.count(len(found))
        return found


class Counter:
    """How many bytes have come out of one packed file.

    Parameters
    ----------
    name
        Of the file, for errors.
    packed_bytes
        Its size.
    limits
        What it is held to.
    """

    def __init__(self, name: str, packed_bytes: int, limits: Limits) -> None:
        self._name = name
        self._packed_bytes = max(packed_bytes, 1)
        self._limits = limits
        self._unpacked_bytes = 0

    def count(self, size: int) -> None:
        """Add bytes that came out.

        Raises
        ------
        ImportTooLargeError
            If they are too many, or too many for so small a file.
        """
        self._unpacked_bytes += size
        limits = self._limits
        if self._unpacked_bytes > limits.unpacked_bytes:
            limit = in_megabytes(limits.unpacked_bytes)
            raise refusal("unpacks-too-large", self._name, limit=limit)
        beyond = self._unpacked_bytes > limits.ratio_from_bytes
        if beyond and self._unpacked_bytes > limits.ratio * self._packed_bytes:
            raise refusal("bomb", self._name, ratio=limits.ratio)


def parts_of(source: Source, raw: BinaryIO, limits: Limits) -> Iterator[Part]:
    """Open each table of a file in turn.

    Parameters
    ----------
    source, raw
        The file, and its opened bytes.
    limits
        What it is held to.

    Yields
    ------
    Part
        A table; it has to be read before the next one is asked for.

    Raises
    ------
    ImportFileError
        If nothing in the file can be read; the message says what it is.
    """

    def read_share() -> float:
        return min(1.0, raw.tell() / source.size) if source.size else 1.0

    head = read_fully(raw, HEAD_BYTES)
    kind = kind_of(source.name, head)
    if kind is FileKind.ZIP:
        yield from _members(source, raw, limits, read_share)
    elif kind is FileKind.GZIP:
        raw.seek(0)
        yield _unzipped(source, raw, limits, read_share)
    else:
        rest = raw if isinstance(raw, io.RawIOBase) else _Plain(raw)
        yield Part(source.name, kind, head, rest, source.path, (), read_share)


class _Plain(io.RawIOBase):
    """A buffered file as a raw stream; it belongs to the one who opened it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def read_fully(stream: BinaryIO | io.RawIOBase, size: int) -> bytes:
    """Return `size` bytes of a stream, fewer only at its end."""
    found = []
    missing = size
    while missing and (chunk := stream.read(missing)):
        found.append(chunk)
        missing -= len(chunk)
    return b"".join(found)


def read_whole(part: Part, limits: Limits) -> bytes:
    """Return all bytes of a part that cannot be read piece by piece.

    Raises
    ------
    ImportTooLargeError
        If they are more than may be held at once.
    """
    content = part.head + read_fully(part.rest, max(0, limits.whole_bytes + 1 - len(part.head)))
    if len(content) > limits.whole_bytes:
        limit = in_megabytes(limits.whole_bytes)
        raise refusal("unpacks-too-large", part.name, limit=limit)
    return content


def _unzipped(
    source: Source, raw: BinaryIO, limits: Limits, read_share: Callable[[], float]
) -> Part:
    counter = Counter(source.name, source.size, limits)
    stream = Unpacked(source.name, gzip.GzipFile(fileobj=raw), counter)  # type: ignore[arg-type]
    head = read_fully(stream, HEAD_BYTES)
    kind = kind_of(source.name.removesuffix(".gz"), head)
    if kind in (FileKind.ZIP, FileKind.GZIP):
        raise refusal("archive-in-archive", source.name)
    return Part(source.name, kind, head, stream, None, (), read_share)


def _members(
    source: Source, raw: BinaryIO, limits: Limits, read_share: Callable[[], float]
) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(raw)
    except _BROKEN as error:
        raise refusal("broken-archive", source.name, reason=reason_of(error)) from error
    with archive:
        members, left_out = _tables_among(source.name, archive.infolist(), limits)
        notices = _left_out_notices(source.name, left_out)
        counter = Counter(source.name, source.size, limits)
        for info in members:
            name = f"{source.name}/{info.filename}"
            try:
                file = archive.open(info)
            except _BROKEN as error:
                raise refusal("broken-archive", name, reason=reason_of(error)) from error
            with file:
                stream = Unpacked(name, file, counter)  # type: ignore[arg-type]
                head = read_fully(stream, HEAD_BYTES)
                kind = kind_of(name, head)
                if kind in (FileKind.ZIP, FileKind.GZIP):
                    raise refusal("archive-in-archive", name)
                yield Part(name, kind, head, stream, None, notices, read_share)
            notices = ()


def _tables_among(
    file: str, infos: list[zipfile.ZipInfo], limits: Limits
) -> tuple[list[zipfile.ZipInfo], list[str]]:
    """Return the members that are read, and the names of those that are not."""
    infos = [info for info in infos if not info.is_dir() and not _is_clutter(info.filename)]
    names = [info.filename for info in infos]
    refuse_spreadsheet(file, names)
    if len(infos) > limits.members:
        raise refusal("too-many-members", file, found=len(infos), limit=limits.members)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise refusal("encrypted", file)
    members = [info for info in infos if _ends_like_table(info.filename)]
    if not members:
        nested = any(name.lower().endswith(ARCHIVE_ENDINGS) for name in names)
        raise refusal("archive-in-archive" if nested else "no-table-in-archive", file)
    return members, [info.filename for info in infos if info not in members]


def _is_clutter(name: str) -> bool:
    """Tell whether a system put the file there, not its owner."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _ends_like_table(name: str) -> bool:
    endings = (".csv", ".tsv", ".txt", ".geojson", ".json", ".gpkg", ".parquet")
    return name.lower().endswith(endings)


def _left_out_notices(file: str, names: list[str]) -> tuple[Notice, ...]:
    if not names:
        return ()
    message = N_("these files of the archive were not read: {names}")
    return (Notice(file, message, {"names": ", ".join(names[:10])}),)
