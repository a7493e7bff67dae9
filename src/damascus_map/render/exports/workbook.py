"""A view as an Excel workbook: a sheet for each table, and one that says where it comes from.

No cell is a formula: texts are written as texts, and one that Excel would read as a formula when it
is edited is marked as text. The same tables give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
import xlsxwriter

from damascus_map.errors import OutputTooLargeError
from damascus_map.language import N_, Language
from damascus_map.render.plain_text import FORMULA

_NO_TIME: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone
_MOST_LETTERS: Final = 32_767
_MOST_ROWS: Final = 1_048_575
_WIDTHS: Final = (8, 60)
"""Least and greatest width of a column, in letters."""

_LABELS: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "date": N_("Date shown"),
    "reported_by": N_("As reported by"),
    "confidence_asked": N_("Confidence asked for"),
    "view": N_("Address of the view"),
    "language": N_("Language"),
    "events_from": N_("Events from"),
    "events_to": N_("Events until"),
    "rows_districts": N_("Rows of districts"),
    "rows_events": N_("Rows of events"),
    "rows_claims": N_("Rows of statements"),
    "rows_sources": N_("Rows of sources"),
    "dataset_name": N_("Dataset"),
    "dataset_version": N_("Version of the dataset"),
    "dataset_hash": N_("SHA-256 of the dataset"),
    "software": N_("Software"),
    "sources": N_("Source"),
    "attribution": N_("Attribution"),
    "licences": N_("Licence"),
    "notice": N_("Notice"),
}
"""What `about_rows` names, in words."""


def workbook_bytes(
    frames: Mapping[str, pd.DataFrame], about: Sequence[tuple[str, str]], words: Language
) -> bytes:
    """Return frames as a workbook, written from right to left in Arabic.

    Parameters
    ----------
    frames
        By the name of their sheet; geometries are left out.
    about
        Names and values of what the workbook was made from, as `content.about_rows`.
    words
        The language.

    Raises
    ------
    OutputTooLargeError
        If a text or a table is longer than a workbook can hold.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties(_properties(about))
    sheets = {
        name: frame.drop(columns="geometry", errors="ignore") for name, frame in frames.items()
    }
    labels = [words.text(_LABELS[name]) for name, _ in about]
    described = pd.DataFrame({"name": labels, "value": [value for _, value in about]}, dtype="str")
    for name, frame in (*sheets.items(), ("about", described)):
        _Sheet(book, name, words).write(frame)
    book.close()
    return content.getvalue()


def _properties(about: Sequence[tuple[str, str]]) -> dict[str, Any]:
    facts = dict(about)
    return {
        "title": facts["title"],
        "subject": facts["date"],
        "author": facts["software"],
        "keywords": facts["dataset_hash"],
        "comments": "\n".join(f"{name}: {value}" for name, value in about),
        "created": _NO_TIME,
    }


class _Sheet:
    """A sheet that is being written, with the shapes of its cells."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, words: Language) -> None:
        self._name = name
        self._sheet = book.add_worksheet(name)
        if words.direction == "rtl":
            self._sheet.right_to_left()
        top = {"valign": "top"}
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({**top, "text_wrap": True})
        self._marked = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self._day = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self._number = book.add_format(top)

    def write(self, frame: pd.DataFrame) -> None:
        if len(frame) > _MOST_ROWS:
            raise OutputTooLargeError(
                f"The table {self._name} has {len(frame)} rows, and an Excel sheet holds "
                f"{_MOST_ROWS}: choose .csv, .gpkg or .parquet."
            )
        for place, column in enumerate(frame.columns):
            self._sheet.write_string(0, place, str(column), self._head)
            cells = frame[column]
            self._sheet.set_column(place, place, _width(str(column), cells))
            for row, value in enumerate(cells, start=1):
                if not pd.isna(value):
                    self._write_cell(row, place, value)
        self._sheet.freeze_panes(1, 0)
        if len(frame):
            self._sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)

    def _write_cell(self, row: int, place: int, value: Any) -> None:
        if isinstance(value, pd.Timestamp):
            self._sheet.write_datetime(row, place, value.to_pydatetime(), self._day)
        elif not isinstance(value, str):
            self._sheet.write_number(row, place, value, self._number)
        elif len(value) > _MOST_LETTERS:
            raise OutputTooLargeError(
                f"A text of the table {self._name} has {len(value)} letters, and an Excel cell "
                f"holds {_MOST_LETTERS}: choose .csv, .gpkg or .parquet."
            )
        else:
            shape = self._marked if FORMULA.match(value) else self._text
            self._sheet.write_string(row, place, value, shape)


def _width(head: str, cells: pd.Series) -> int:
    low, high = _WIDTHS
    longest = max((len(str(cell)) for cell in cells if not pd.isna(cell)), default=0)
    if pd.api.types.is_datetime64_any_dtype(cells):
        longest = len("2017-05-07")
    return min(max(low, len(head) + 3, longest + 1), high)
