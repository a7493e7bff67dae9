"""Reading the first rows of a table: what separates the cells, column names, HXL tags."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from damascus_map.ingest.rows import Notice
from damascus_map.language import N_

_SEPARATORS: Final = (",", ";", "\t", "|")
_ROWS_LOOKED_AT: Final = 20
_EXCEL_LINE: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a text are to be cut.

    Attributes
    ----------
    separator
        What stands between cells.
    columns
        How many the header has.
    before
        Text before the header that is no row: the line ``sep=;`` that Excel writes.
    """

    separator: str
    columns: int
    before: str


def shape_of(text: str, *, is_all: bool) -> Shape:
    """Return how a table is to be cut, judged by its first rows.

    Parameters
    ----------
    text
        Its beginning.
    is_all
        Whether that is the whole table; else the last row may be cut.
    """
    excel = _EXCEL_LINE.match(text)
    before = excel.group(0) if excel else ""
    text = text[len(before) :]
    if excel and excel.group(1) not in '"\r\n':
        return Shape(excel.group(1), _widths(text, excel.group(1), is_all=is_all)[0], before)
    best = Shape(",", 1, before)
    for separator in _SEPARATORS:
        widths = _widths(text, separator, is_all=is_all)
        alike = sum(width == widths[0] for width in widths)
        if widths[0] > best.columns and 2 * alike > len(widths):
            best = Shape(separator, widths[0], before)
    if best.columns == 1:  # no rows alike: the header alone speaks
        widest = max(_SEPARATORS, key=lambda one: _widths(text, one, is_all=is_all)[0])
        best = Shape(widest, _widths(text, widest, is_all=is_all)[0], before)
    return best


def _widths(text: str, separator: str, *, is_all: bool) -> list[int]:
    """Return how many cells the first rows have; at least one number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[int] = []
    try:
        for row in islice((row for row in reader if row), _ROWS_LOOKED_AT):
            rows.append(len(row))  # noqa: PERF401 - what came before an error is kept
    except csv.Error:  # a cell without end
        return rows or [1]
    if not is_all and 1 < len(rows) < _ROWS_LOOKED_AT:
        rows.pop()
    return rows or [1]


def column_names(file: str, cells: Sequence[str]) -> tuple[list[str], tuple[Notice, ...]]:
    """Return a name for each column, none twice, and a notice of those that were renamed.

    >>> column_names("a.csv", ["id", "", "id"])[0]
    ['id', 'column 2', 'id (2)']
    """
    names: list[str] = []
    renamed: list[str] = []
    taken = {cell.strip() for cell in cells}
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = cell.strip() or f"column {number}"
        if name in seen or (not cell.strip() and name in taken):
            counts[name] = counts.get(name, 1) + 1
            while (other := f"{name} ({counts[name]})") in taken or other in seen:
                counts[name] += 1
            name = other
        if name != cell.strip():
            renamed.append(name)
        seen.add(name)
        names.append(name)
    if not renamed:
        return names, ()
    message = N_("columns without a name of their own are called: {columns}")
    return names, (Notice(file, message, {"columns": ", ".join(renamed[:10])}),)


def hxl_tags(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the HXL tag of each column if a row holds such tags, else nothing.

    >>> hxl_tags(["when", "where"], ["#date+start", ""])
    {'when': '#date+start'}
    """
    tags = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()}
    return tags if all(re.match(r"#\s*[A-Za-z]", tag) for tag in tags.values()) else {}
