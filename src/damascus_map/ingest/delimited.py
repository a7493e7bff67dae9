"""Rows of a text table, piece by piece: any separator, any usual encoding, flat memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from damascus_map.errors import ImportFileError
from damascus_map.ingest.archives import Part
from damascus_map.ingest.encodings import Utf8Stream
from damascus_map.ingest.headers import Shape, column_names, hxl_tags, shape_of
from damascus_map.ingest.rows import REFUSED_COLUMNS, Notice, Piece, no_refusals
from damascus_map.ingest.sources import Limits
from damascus_map.ingest.typed_columns import frame_of
from damascus_map.ingest.wrong_files import in_megabytes, reason_of, refusal
from damascus_map.language import N_

_PIECE_BYTES: Final = 256_000_000
_REFUSED_AT_ONCE: Final = 10_000
_CELL_COUNT: Final = "cell-count"
_OPEN_QUOTE: Final = "open-quote"


@dataclass(slots=True)
class _Table:
    """What is known of a table while it is read."""

    part: Part
    shape: Shape
    names: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    invalid: list[tuple[int, int, str]] = field(default_factory=list)  # row, cells, text
    gaps: list[int] = field(default_factory=list)  # rows of these that are not passed yet
    refused_in_all: int = 0
    taken: int = 0
    blank: int = 0
    next_row: int = 1


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows with their numbers."""

    table: pa.Table
    numbers: npt.NDArray[np.int64]


@dataclass(slots=True)
class _Held:
    """Rows that were parsed and not yet given; their size in memory is a bound."""

    parts: list[_Rows] = field(default_factory=list)
    count: int = 0
    size: int = 0

    def add(self, rows: _Rows) -> None:
        """Put rows behind the others."""
        self.parts.append(rows)
        self.count += len(rows.numbers)
        self.size += rows.table.get_total_buffer_size()

    def taken(self, count: int) -> _Rows:
        """Take the first rows out."""
        table = pa.concat_tables([rows.table for rows in self.parts])
        numbers = np.concatenate([rows.numbers for rows in self.parts])
        self.parts, self.count, self.size = [], 0, 0
        self.add(_Rows(table.slice(count), numbers[count:]))
        return _Rows(table.slice(0, count), numbers[:count])


def delimited_pieces(part: Part, limits: Limits, rows_at_once: int) -> Iterator[Piece]:
    """Read a text table.

    Parameters
    ----------
    part
        The opened table.
    limits
        What it is held to.
    rows_at_once
        The most rows of one piece.

    Yields
    ------
    Piece
        At least one, even if the table has no row.

    Raises
    ------
    ImportFileError
        If it has no header, a row without end, or is no table at all.
    """
    stream = Utf8Stream(part.name, part.head, part.rest)
    text, is_all = stream.peek()
    if not text.strip():
        raise refusal("empty", part.name)
    table = _Table(part, shape_of(text, is_all=is_all), notices=list(part.notices))
    stream.skip(table.shape.before)
    if table.shape.columns > limits.columns:
        found = table.shape.columns
        raise refusal("too-many-columns", part.name, found=found, limit=limits.columns)
    held = _Held()
    for rows in _all_rows(table, stream, limits):
        held.add(rows)
        # One row at least is held back: the last one of all is looked at once more.
        while held.count > rows_at_once or (held.count > 1 and held.size > _PIECE_BYTES):
            yield _piece(table, held.taken(min(rows_at_once, held.count - 1)))
    if not held.count:
        held.add(_no_rows(table))
    _refuse_open_quote(table, held, stream.quotes)
    _add_last_notices(table, stream)
    yield _piece(table, held.taken(held.count))


def _all_rows(table: _Table, stream: Utf8Stream, limits: Limits) -> Iterator[_Rows]:
    """Yield the rows under the header as they are parsed."""
    try:
        reader = _reader(table, stream, limits)
        for batch in reader:
            rows = _numbered(table, batch)
            if not table.names:
                rows = _without_header(table, rows)
            rows = _without_blank(table, rows)
            table.taken += len(rows.numbers)
            if len(rows.numbers):
                yield rows
    except pa.ArrowInvalid as error:
        raise _told(table, error, limits) from error
    if not table.names:
        raise refusal("no-header", table.part.name)


def _reader(table: _Table, stream: Utf8Stream, limits: Limits) -> pa_csv.CSVStreamingReader:
    def note(row: pa_csv.InvalidRow) -> str:
        table.gaps.append(row.number)
        if row.number > 1 and not row.text.replace(table.shape.separator, "").strip():
            table.blank += 1
            return "skip"
        table.invalid.append((row.number, row.actual_columns, row.text))
        table.refused_in_all += 1
        too_many = table.refused_in_all > max(_REFUSED_AT_ONCE, table.taken)
        return "error" if too_many or row.number == 1 else "skip"

    columns = [f"{number}" for number in range(table.shape.columns)]
    return pa_csv.open_csv(
        pa.PythonFile(stream, mode="r"),
        # One thread: only then rows that are refused have their number.
        read_options=pa_csv.ReadOptions(
            column_names=columns, block_size=limits.row_bytes, use_threads=False
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=table.shape.separator, newlines_in_values=True, invalid_row_handler=note
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.large_string()),
            check_utf8=False,  # the stream gives nothing else
            strings_can_be_null=False,
        ),
    )


def _told(table: _Table, error: pa.ArrowInvalid, limits: Limits) -> ImportFileError:
    """Return the error that says in the project's words what the parser says in its own."""
    name = table.part.name
    if "straddl" in str(error):
        limit = in_megabytes(limits.row_bytes)
        return refusal("row-too-long", name, row=table.next_row - 1, limit=limit)
    if table.invalid and table.invalid[0][0] == 1:
        return refusal("no-header", name)
    if table.refused_in_all > _REFUSED_AT_ONCE:
        return refusal("no-rows-alike", name)
    return refusal("not-a-table", name, reason=reason_of(error))


def _numbered(table: _Table, batch: pa.RecordBatch) -> _Rows:
    """Give rows their numbers: those that were refused have left gaps."""
    begin = table.next_row
    numbers = np.arange(begin, begin + batch.num_rows + len(table.gaps), dtype=np.int64)
    if table.gaps:
        numbers = numbers[~np.isin(numbers, table.gaps)]
    numbers = numbers[: batch.num_rows]
    if len(numbers):
        table.next_row = int(numbers[-1]) + 1
        table.gaps = [row for row in table.gaps if row >= table.next_row]  # it is read ahead
    return _Rows(pa.Table.from_batches([batch]), numbers)


def _without_header(table: _Table, rows: _Rows) -> _Rows:
    """Take the names of columns from the first row, and the tags from the second."""
    if not len(rows.numbers):
        return rows
    header = _cells(rows.table, 0)
    if not any(cell.strip() for cell in header):
        raise refusal("no-header", table.part.name)
    table.names, notices = column_names(table.part.name, header)
    table.notices += notices
    begin = 1
    if len(rows.numbers) > 1:
        table.tags = hxl_tags(table.names, _cells(rows.table, 1))
    if table.tags:
        message = N_("the second row holds HXL tags; it was used to know the columns")
        table.notices.append(Notice(table.part.name, message))
        begin = 2
    return _Rows(rows.table.slice(begin), rows.numbers[begin:])


def _cells(table: pa.Table, row: int) -> list[str]:
    return [column[row].as_py() for column in table.columns]


def _without_blank(table: _Table, rows: _Rows) -> _Rows:
    """Leave out rows that have separators and spaces only: spreadsheets write many of them."""
    blank = pa.array(np.ones(len(rows.numbers), dtype=bool))
    for column in rows.table.columns:
        if not pc.any(blank).as_py():
            return rows
        blank = pc.and_(blank, pc.equal(pc.utf8_trim_whitespace(column), ""))
    table.blank += pc.sum(blank).as_py()
    kept = pc.invert(blank)
    return _Rows(rows.table.filter(kept), rows.numbers[kept.to_numpy()])


def _no_rows(table: _Table) -> _Rows:
    columns = [f"{number}" for number in range(table.shape.columns)]
    empty = pa.table({name: pa.array([], pa.large_string()) for name in columns})
    return _Rows(empty, np.array([], dtype=np.int64))


def _refuse_open_quote(table: _Table, held: _Held, quotes: int) -> None:
    """Refuse the last row if a quotation mark in it was never closed: it holds other rows."""
    last_is_refused = bool(table.invalid) and table.invalid[-1][0] >= table.next_row
    if quotes % 2 == 0 or not held.count or last_is_refused:
        return
    last = held.parts[-1]
    cells = _cells(last.table, len(last.numbers) - 1)
    if any("\n" in cell or "\r" in cell for cell in cells):
        table.invalid.append((int(last.numbers[-1]), -1, as_line(cells)))
        held.parts[-1] = _Rows(last.table.slice(0, len(last.numbers) - 1), last.numbers[:-1])
        held.count -= 1
        table.refused_in_all += 1


def _add_last_notices(table: _Table, stream: Utf8Stream) -> None:
    table.notices += stream.notices
    name = table.part.name
    if table.blank:
        message = N_("rows without any text in their cells were left out: {count}")
        table.notices.append(Notice(name, message, {"count": table.blank}))
    if not table.taken and not table.refused_in_all:
        table.notices.append(Notice(name, N_("there is no row under the header")))


def _piece(table: _Table, rows: _Rows) -> Piece:
    frame = frame_of(rows.table.rename_columns(table.names))
    frame.index = pd.Index(rows.numbers, name="row")
    notices, table.notices = tuple(table.notices), []
    refused = _refused(table)
    share = table.part.read_share()
    return Piece(table.part.name, frame, refused, notices, share, dict(table.tags))


def _refused(table: _Table) -> pd.DataFrame:
    if not table.invalid:
        return no_refusals()
    invalid, table.invalid = table.invalid, []
    separator = table.shape.separator
    values = [
        (
            table.part.name,
            row,
            _CELL_COUNT if count >= 0 else _OPEN_QUOTE,
            "",
            f"{count} / {table.shape.columns}" if count >= 0 else "",
            _with_commas(text, separator) if count >= 0 else text,
        )
        for row, count, text in invalid
    ]
    frame = pd.DataFrame(values, columns=pd.Index(REFUSED_COLUMNS))
    return frame.astype({name: "str" for name in REFUSED_COLUMNS if name != "row"})


def _with_commas(text: str, separator: str) -> str:
    """Return a row of text with commas between its cells."""
    if separator == ",":
        return text
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return text
    return as_line(cells)


def as_line(cells: list[str]) -> str:
    """Return cells as one row of comma-separated text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
