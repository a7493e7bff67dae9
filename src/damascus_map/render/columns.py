"""The columns of the tables that are handed out, and what stands in each.

A cell of any table is a text without line ends, or is missing: no cell holds an empty text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CellType(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    LIST = "list"
    """Texts, joined by ``;`` where a cell takes only one."""
    DATE = "date"
    """A date as far as it is known: ``2014-02-15``, ``2014-02`` or ``2014``."""
    DAY = "day"
    """One civil day in Damascus."""
    COUNT = "count"
    NUMBER = "number"


_TEXT: Final = CellType.TEXT
_LIST: Final = CellType.LIST
_DATE: Final = CellType.DATE
_DAY: Final = CellType.DAY


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that is handed out: its name in every format, and what stands in it."""

    name: str
    type: CellType = CellType.TEXT


def names_of(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of the columns."""
    return tuple(column.name for column in columns)


def _columns(cell_type: CellType, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, cell_type) for name in names)


def district_columns(parties: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of the districts on a day; each party has one for its extent."""
    return (
        *_columns(_DAY, "date"),
        *_columns(_TEXT, "id", "name", "status", *(f"extent_{party}" for party in parties)),
        *_columns(_TEXT, "sentence"),
        *_columns(_LIST, "situation"),
        *_columns(_DATE, "since", "until", "unchanged_since", "next_change"),
        *_columns(_TEXT, "confidence"),
        *_columns(_LIST, "claim_ids", "publishers"),
    )


DISTRICT_REMARKS: Final = (*_columns(_LIST, "disagreements"), *_columns(_TEXT, "note"))
"""What an export has beside the columns of a report: on what sources differ, and the note."""


REPORTED_COLUMNS: Final = (
    *_columns(_DAY, "reported_by", "last_report"),
    *_columns(_TEXT, "carried_on"),
    *_columns(CellType.COUNT, "later_claims", "undated_claims"),
)
"""What the districts have beside these where a view is as reported by a day."""

CONFIDENCE_COLUMNS: Final = _columns(_TEXT, "confidence_asked", "drawn")
"""What they have beside these where more than low confidence is asked for."""


EVENT_ORIGIN: Final = ("origin_id", "origin_type", "placed_by", "placed_from")
"""Of an imported event: its id and its kind where it comes from, and how it was placed."""

EVENT_COLUMNS: Final = (
    *_columns(_TEXT, "id"),
    *_columns(_DATE, "date", "date_to"),
    *_columns(_TEXT, "type"),
    *_columns(_LIST, "districts"),
    *_columns(_TEXT, "title"),
    *_columns(CellType.COUNT, "deaths_low", "deaths_best", "deaths_high", "people_moved"),
    *_columns(CellType.NUMBER, "lon", "lat"),
    *_columns(_TEXT, "place_precision", "confidence"),
    *_columns(_LIST, "source_ids", "publishers", "urls", "actors"),
    *_columns(_TEXT, "note", *EVENT_ORIGIN),
)

EVENT_SPAN: Final = _columns(_DAY, "first", "last")
"""What an export has beside these: the days that the partial dates cover, inclusive."""

CLAIM_COLUMNS: Final = (
    *_columns(_TEXT, "id", "district"),
    *_columns(_DATE, "on", "until"),
    *_columns(_DAY, "first", "last"),
    *_columns(_TEXT, "party", "extent"),
    *_columns(_LIST, "situation"),
    *_columns(_TEXT, "attributed_to", "summary", "verified", "topic", "cited"),
    *_columns(_LIST, "disagreements"),
    *_columns(_TEXT, "source_id", "publisher"),
    *_columns(_DATE, "published"),
    *_columns(_TEXT, "url", "note"),
)

SOURCE_COLUMNS: Final = (
    *_columns(_TEXT, "id", "publisher", "title"),
    *_columns(_DATE, "published"),
    *_columns(_TEXT, "language", "url", "licence", "kind", "note"),
)
