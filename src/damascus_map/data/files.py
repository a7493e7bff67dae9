"""Reading the files of a dataset folder: bytes to text, tables of text, and GeoJSON.

Nothing here raises for a fault in the data: each reader returns what it could read, and findings.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pandas as pd

from damascus_map.data.rulebook import finding
from damascus_map.errors import Finding

LINE: Final = "(line)"
"""Name of the column that keeps the line number of each row; no file may have a column so named."""

_UNUSUAL_JSON: Final = re.compile(r"[\\eE](?:u[dD][89a-fA-F]|\+?\d{2})")
"""Where half of a letter, or a number beyond what computers hold, may stand: what it begins with is
seldom in a file of numbers, so that the look takes a fifth of the time."""

_ROWS_AT_ONCE: Final = 50_000
"""A cell takes far less memory in a frame than as a text of its own in a list."""

_BYTES_AT_ONCE: Final = 1 << 20

PARQUET: Final = ".parquet"
"""Ends the name of a Parquet file, and of a folder of such files."""

csv.field_size_limit(1_000_000)


def read_text(folder: Path, name: str) -> tuple[str | None, list[Finding]]:
    """Return the text of a UTF-8 file (with or without byte order mark), or what is wrong."""
    path = folder / name
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None, [finding("missing-file", name)]
    except OSError as error:
        return None, [finding("unreadable-file", name, reason=error.strerror)]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        value = repr(content[error.start : error.start + 8])
        return None, [finding("not-utf8", name, row=line, value=value)]


def read_table(folder: Path, name: str) -> tuple[pd.DataFrame | None, list[Finding]]:
    """Return a comma-separated file as a frame of texts, with its line numbers.

    Returns
    -------
    frame
        All columns as text, empty cells as ``""``, and the column `LINE`; None if the file
        cannot be read at all.
    findings
        Rows that were left out because they cannot be read are each named here.
    """
    text, findings = read_text(folder, name)
    if text is None:
        return None, findings
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    parts: list[pd.DataFrame] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    header: list[str] = []
    line = 1
    try:
        header = next(reader, [])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(cells)
                lines.append(line)
                if len(rows) == _ROWS_AT_ONCE:
                    parts.append(_texts(rows, header))
                    rows = []
            elif cells:
                found = finding(
                    "cell-count", name, row=line, found=len(cells), expected=len(header)
                )
                findings.append(found)
            line = reader.line_num + 1
    except csv.Error as error:
        findings.append(finding("not-csv", name, row=line, reason=error))
    frame = pd.concat([*parts, _texts(rows, header)], ignore_index=True)
    return frame.assign(**{LINE: lines}), findings


def _texts(rows: list[list[str]], header: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=pd.Index(header), dtype="str")


def read_json(folder: Path, name: str) -> tuple[Any, list[Finding]]:
    """Return the content of a JSON file, or None and what is wrong."""
    text, findings = read_text(folder, name)
    if text is None:
        return None, findings
    try:
        content = json.loads(text, parse_constant=_refuse)
        if _UNUSUAL_JSON.search(text):  # checked only where it may matter: it takes time
            json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except json.JSONDecodeError as error:
        row, reason = error.lineno, error.msg
    except ValueError:
        row, reason = None, "a number or a letter in it cannot be used"
    except RecursionError:
        row, reason = None, "it is nested too deeply"
    else:
        if content is not None:
            return content, findings
        row, reason = 1, "it holds nothing"
    return None, [*findings, finding("broken-json", name, row=row, reason=reason)]


def _refuse(name: str) -> None:
    raise ValueError(name)


def parts_of(folder: Path, name: str) -> list[Path]:
    """Return the file of this name, or the parts of a Parquet folder in the order of their paths.

    What is not there, lies outside the dataset folder, or is a device, is not returned.
    """
    path, home = folder / name, folder.resolve()
    try:
        parts = [path] if path.is_file() else []
        if name.endswith(PARQUET) and path.is_dir():
            parts = sorted(part for part in path.rglob(f"*{PARQUET}") if part.is_file())
        return [part for part in parts if part.resolve().is_relative_to(home)]
    except (OSError, ValueError):  # no name that a file could have
        return []


def sha256_of(parts: Iterable[Path]) -> str:
    """Return the SHA-256 of files, one after the other, as hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as content:
            while block := content.read(_BYTES_AT_ONCE):
                digest.update(block)
    return digest.hexdigest()
