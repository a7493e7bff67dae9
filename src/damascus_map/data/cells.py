"""Checking the cells of one table against its columns, all faults in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.files import LINE
from damascus_map.data.rulebook import finding
from damascus_map.data.schema import CellKind, Column, Table
from damascus_map.errors import Finding, InvalidDateError
from damascus_map.model.dates import parse_partial_date

SEPARATOR: Final = ";"

_PATTERNS: Final = {
    CellKind.SLUG: r"[a-z0-9]+(?:[-_][a-z0-9]+)*",
    CellKind.INTEGER: r"[0-9]{1,9}",
    CellKind.NUMBER: r"-?[0-9]{1,9}(?:\.[0-9]{1,15})?",
    CellKind.COLOUR: r"#[0-9A-Fa-f]{6}",
}
_LARGEST: Final = 999_999_999
"""Whole numbers have at most nine digits, and so has what stands before a decimal point."""


def check_header(frame: pd.DataFrame, table: Table) -> list[Finding]:
    """Return a finding for each column that is missing, unknown or named twice."""
    present = [str(name) for name in frame.columns if name != LINE]
    known = table.column_names
    findings = [
        finding("missing-column", table.path, row=1, column=column.name)
        for column in table.columns
        if column.name not in present and not column.optional
    ]
    for position, name in enumerate(present):
        if name not in known or name in present[:position]:
            listed = ", ".join(known)
            findings.append(finding("unknown-column", table.path, row=1, column=name, known=listed))
    return findings


def check_cells(frame: pd.DataFrame, table: Table) -> list[Finding]:
    """Return a finding for each cell that breaks the rule of its column, and each double id.

    Parameters
    ----------
    frame
        Texts, as `files.read_table` gives them, with the columns of `table`.
    table
        What the cells are held to.
    """
    of_cells = [
        found
        for column in table.columns
        if column.name in frame.columns
        for found in _check_column(frame, table, column)
    ]
    return [*of_cells, *_double_ids(frame, table)]


def check_typed(frame: pd.DataFrame, table: Table) -> list[Finding]:
    """Return the same findings for a frame whose cells are typed already, as Parquet keeps them.

    Parameters
    ----------
    frame
        Typed as `tables.typed_frame` returns it, with all columns of `table`; a column of texts
        may be categorical. Whether an id stands twice is not looked at.
    table
        What the cells are held to.
    """
    findings: list[Finding] = []
    for column in table.columns:
        cells = frame[column.name]
        if column.required:
            findings += _cell_findings(frame, table, column, "required", _is_empty(cells))
        if column.kind is not CellKind.TEXT and column.refers_to is None:
            good = _typed_good(cells, column)
            if not good.all():
                wrong = ~good & ~_is_empty(cells)
                findings += _cell_findings(frame, table, column, column.kind.value, wrong)
    return findings


def split_list(cell: str) -> tuple[str, ...]:
    """Return the members of a list cell.

    >>> split_list("barze; qaboun")
    ('barze', 'qaboun')
    """
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return re.fullmatch(_PATTERNS[CellKind.SLUG], text) is not None


def _check_column(frame: pd.DataFrame, table: Table, column: Column) -> Iterator[Finding]:
    """Look at a whole column at once; only bad cells are looked at one by one."""
    cells = frame[column.name]
    blanks = f" \t\r\n{SEPARATOR}" if column.many else None
    if column.required:
        yield from _cell_findings(frame, table, column, "required", cells.str.strip(blanks) == "")
    if column.kind is not CellKind.TEXT:
        yield from _cell_findings(frame, table, column, column.kind.value, ~_good(cells, column))


def _good(cells: pd.Series, column: Column) -> pd.Series:
    """Tell which cells keep the rule; ids differ in each row, other cells repeat themselves."""
    if column.kind in _PATTERNS and not column.many:
        bare = cells.str.strip()
        return (bare == "") | bare.str.fullmatch(_PATTERNS[column.kind])
    return _told_by_unique(cells, lambda cell: _cell_is_good(cell, column))


def _is_empty(cells: pd.Series) -> pd.Series:
    """Tell which typed cells are missing, an empty text or an empty list."""
    if cells.dtype == "str":
        return cells.isna() | (cells == "")
    if cells.dtype in ("Int64", "float64"):
        return cells.isna()
    return _told_by_unique(cells, lambda cell: not cell)


def _typed_good(cells: pd.Series, column: Column) -> pd.Series:
    match column.kind:
        case CellKind.INTEGER:
            return cells.between(0, _LARGEST).fillna(value=True).astype(bool)
        case CellKind.NUMBER:
            return cells.isna() | (cells.abs() <= _LARGEST)
        case CellKind.SLUG:
            return cells.str.fullmatch(_PATTERNS[CellKind.SLUG])
        case _:
            return _told_by_unique(cells, lambda cell: _members_are_good(cell, column))


def by_unique(cells: pd.Series, value_of: Callable[[Any], Any]) -> pd.Series:
    """Return a value for each cell, as objects; equal cells share one, made once.

    Files repeat themselves: a million rows have some thousand days and some hundred sources.
    """
    codes, different = pd.factorize(cells)
    values = np.empty(len(different), dtype=object)
    values[:] = [value_of(cell) for cell in different]
    return pd.Series(values[codes], index=cells.index, dtype=object)  # a None stays None


def _told_by_unique(cells: pd.Series, test: Callable[[Any], bool]) -> pd.Series:
    """Tell of each cell whether it passes a test; a missing one passes every test."""
    codes, different = pd.factorize(cells)
    told = np.array([*map(test, different), True], dtype=bool)
    return pd.Series(told[codes], index=cells.index)


def _cell_is_good(cell: str, column: Column) -> bool:
    return _members_are_good(split_list(cell) if column.many else cell.strip(), column)


def _members_are_good(cell: str | tuple[str, ...], column: Column) -> bool:
    values = (cell,) if isinstance(cell, str) else cell
    return all(value == "" or _value_is_good(value, column) for value in values)


def _value_is_good(value: str, column: Column) -> bool:
    if column.kind is CellKind.CHOICE:
        return value in column.choices
    if column.kind is CellKind.DATE:
        try:
            parse_partial_date(value)
        except InvalidDateError:
            return False
        return True
    return re.fullmatch(_PATTERNS[column.kind], value) is not None


def _cell_findings(
    frame: pd.DataFrame, table: Table, column: Column, rule: str, bad: pd.Series
) -> Iterator[Finding]:
    if not bad.any():
        return
    for line, value in zip(frame.loc[bad, LINE], frame.loc[bad, column.name], strict=True):
        yield finding(
            rule,
            table.path,
            row=int(line),
            column=column.name,
            value=value,
            known=", ".join(column.choices),
        )


def _double_ids(frame: pd.DataFrame, table: Table) -> list[Finding]:
    if "id" not in table.column_names or "id" not in frame.columns:
        return []
    ids = frame["id"].str.strip()
    if ids.is_unique:
        return []
    double = frame[ids.duplicated() & (ids != "")]
    return [
        finding("duplicate-id", table.path, row=line, column="id", value=value)
        for line, value in zip(double[LINE], double["id"], strict=True)
    ]
