"""What a file is, told from its first bytes; its name is asked only where these leave it open."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from damascus_map.ingest.wrong_files import refusal

HEAD_BYTES: Final = 1 << 16
"""As much of a file is looked at to tell what it is."""

BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

TABLE_ENDINGS: Final = (
    *(".csv", ".tsv", ".txt", ".gz", ".zip"),
    *(".geojson", ".json", ".gpkg", ".parquet"),
)
"""A folder is searched for files that end so."""

ARCHIVE_ENDINGS: Final = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst")

_MOST_CONTROLS: Final = 0.01
_FEW_CONTROLS: Final = 8
_CONTROLS: Final = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_SPREADSHEETS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")


class FileKind(StrEnum):
    """A form of file that can be read."""

    TEXT = "text"
    GZIP = "gzip"
    ZIP = "zip"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"
    PARQUET = "parquet"


_READ: Final = (
    (b"\x1f\x8b", FileKind.GZIP),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"SQLite format 3\x00", FileKind.GEOPACKAGE),
    (b"PAR1", FileKind.PARQUET),
)
_REFUSED: Final = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"OggS", "picture"),
    (b"ID3", "picture"),
    (b"\x1aE\xdf\xa3", "picture"),
    (b"%PDF", "document"),
    (b"{\\rtf", "document"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet"),
    (b"7z\xbc\xaf\x27\x1c", "other-archive"),
    (b"Rar!", "other-archive"),
    (b"BZh", "other-archive"),
    (b"\xfd7zXZ\x00", "other-archive"),
    (b"\x28\xb5\x2f\xfd", "other-archive"),
)


def kind_of(file: str, head: bytes) -> FileKind:
    """Return what a file is.

    Parameters
    ----------
    file
        Its name.
    head
        Its first `HEAD_BYTES` bytes, or all of it.

    Raises
    ------
    WrongKindError
        If it is nothing that can be read as a table; the message says what it is.
    ImportFileError
        If it is empty.
    """
    for signature, kind in _READ:
        if head.startswith(signature):
            return kind
    text = _bare_text(head)
    for signature, fault in _REFUSED:
        # Two letters may begin a table too: then no byte of it is unlike text.
        if head.startswith(signature) and (len(signature) > 2 or _is_binary(head)):  # noqa: PLR2004
            raise refusal(fault, file)
    if head[4:8] == b"ftyp":
        raise refusal("picture", file)
    if head[257:262] == b"ustar":
        raise refusal("other-archive", file)
    if not text:
        raise refusal("empty", file)
    if _is_binary(head):
        spreadsheet = file.lower().endswith(_SPREADSHEETS)
        raise refusal("spreadsheet" if spreadsheet else "binary", file)
    return _kind_of_text(file, text)


def refuse_spreadsheet(file: str, members: list[str]) -> None:
    """Refuse a ZIP archive that is in truth an office file.

    Raises
    ------
    WrongKindError
        If the names of its members say so.
    """
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise refusal("macros", file)
    office = "[Content_Types].xml" in members or "META-INF/manifest.xml" in members
    if not office and not file.lower().endswith(_SPREADSHEETS):
        return
    sheets = any(name.startswith("xl/") or name == "content.xml" for name in members)
    raise refusal("spreadsheet" if sheets or not office else "document", file)


def byte_order_mark(head: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark that a file begins with, and the encoding it stands for."""
    return next((mark for mark in BYTE_ORDER_MARKS if head.startswith(mark[0])), None)


def _bare_text(head: bytes) -> str:
    """Return the beginning without mark and white space; letters beyond ASCII do not matter."""
    mark = byte_order_mark(head)
    encoding = mark[1] if mark else "latin-1"
    return head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n\x00\xef\xbb\xbf")


def _is_binary(head: bytes) -> bool:
    mark = byte_order_mark(head)
    if mark is not None and mark[1] != "utf-8":
        return False
    controls = len(_CONTROLS.findall(head))
    return b"\0" in head or controls > _FEW_CONTROLS + _MOST_CONTROLS * len(head)


def _kind_of_text(file: str, text: str) -> FileKind:
    if text.startswith("<"):
        raise refusal("web-page", file)
    is_json = text.startswith("{") or (text.startswith("[") and file.lower().endswith("json"))
    if not is_json:
        return FileKind.TEXT
    # Other JSON could make the library behind GeoJSON open other files than this one.
    if "gdal_streamed_alg" in text or not re.search(r'"(features|geometry)"\s*:|"Feature', text):
        raise refusal("not-features", file)
    return FileKind.GEOJSON
