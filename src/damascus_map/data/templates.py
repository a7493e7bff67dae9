"""Templates of the tables: what belongs into each column, and rows that show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from damascus_map.data.examples import DISTRICT, cell_of, rows_of, tables_of_examples
from damascus_map.data.schema import CellKind, Column, Table
from damascus_map.data.writing import table_bytes
from damascus_map.language import N_, Language

FOLDER: Final = "templates"
CONTROL_TEMPLATE: Final = f"{FOLDER}/control-table.csv"
"""For ``import control``: a simple table of who held what."""

_KINDS: Final = {
    CellKind.TEXT: N_("text"),
    CellKind.SLUG: N_("an id: small letters a to z, digits, hyphens"),
    CellKind.DATE: N_("a date: 2014-02-15, or 2014-02 or 2014 where no more is known"),
    CellKind.CHOICE: N_("one of these: {known}"),
    CellKind.INTEGER: N_("a whole number"),
    CellKind.NUMBER: N_("a number with a point"),
    CellKind.COLOUR: N_("a colour: #RRGGBB"),
}
_SEVERAL: Final = N_("several are parted by semicolons")
_NEEDED: Final = N_("needed")
_OF_TABLE: Final = N_("an id that stands in {table}")
_HEAD: Final = N_("Copy rows of this form into {file}. The lines that begin with # are remarks.")
_CONTROL_HEAD: Final = N_(
    "Fill in such a table, then run: damascus-map import control {file} --into {folder}"
)

_CONTROL_COLUMNS: Final = (
    ("district", N_("id or name of a district, in any language or spelling")),
    ("from", N_("first day: 2014-02-15, or 2014-02 or 2014 where no more is known")),
    ("to", N_("last day; empty: still")),
    ("party", N_("id or name of a party; a new one is added with a colour of its own")),
    ("extent", N_("one of these: {known}")),
    ("source", N_("id of a source, or who says it: a title or an address")),
    ("confidence", N_("one of these: {known}")),
    ("situation", N_("one of these: {known}")),
    ("note", N_("text")),
)
_CONTROL_CHOICES: Final = {
    "extent": "none, present, part, shared, most, whole",
    "confidence": "low, medium, high",
    "situation": "calm, fighting, siege, truce, ceasefire, negotiation, evacuation",
}


def template_files(district: str, words: Language) -> dict[str, bytes]:
    """Return the templates by their path in a dataset folder.

    Parameters
    ----------
    district
        Id of a district of the dataset, of which the rows speak.
    words
        The language of the remarks.
    """
    files = {
        f"{FOLDER}/{table.name}.csv": _template(table, district, words)
        for table in tables_of_examples()
    }
    return {**files, CONTROL_TEMPLATE: _control_template(district, words)}


def _template(table: Table, district: str, words: Language) -> bytes:
    remarks = [words.text(_HEAD, file=table.path)]
    remarks += [_remark(table, column, words) for column in table.columns]
    rows = [
        {name: district if cell == DISTRICT else cell for name, cell in row.items()}
        for row in rows_of(table.name)
    ]
    return _remarked(remarks, table_bytes(rows, table.column_names))


def _remark(table: Table, column: Column, words: Language) -> str:
    known = ", ".join(column.choices)
    kind = words.text(_KINDS[column.kind], known=known)
    if column.refers_to:
        kind = words.text(_OF_TABLE, table=column.refers_to)
    parts = [kind]
    if column.many:
        parts.append(words.text(_SEVERAL))
    if column.required:
        parts.append(words.text(_NEEDED))
    example = cell_of(table.name, column.name)
    shown = f" ({example})" if example and column.refers_to is None else ""
    return f"{column.name}: {'; '.join(parts)}{shown}"


def _control_template(district: str, words: Language) -> bytes:
    remarks = [words.text(_CONTROL_HEAD, file=CONTROL_TEMPLATE, folder=".")]
    remarks += [
        f"{name}: {words.text(text, known=_CONTROL_CHOICES.get(name, ''))}"
        for name, text in _CONTROL_COLUMNS
    ]
    row = {
        "district": district,
        "from": "2014-02-15",
        "to": "2014-03",
        "party": "the army",
        "extent": "most",
        "source": "The Gazette, 16 February 2014",
        "confidence": "medium",
        "situation": "ceasefire",
    }
    return _remarked(remarks, table_bytes([row], [name for name, _ in _CONTROL_COLUMNS]))


def _remarked(remarks: Iterable[str], table: bytes) -> bytes:
    return "".join(f"# {line}\n" for line in remarks).encode() + table
