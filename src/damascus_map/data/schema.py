"""The tables of the data contract: which files, which columns, which values.

Written once; reading, validation and documentation all go by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from damascus_map.model.vocabulary import (
    Confidence,
    EventType,
    Extent,
    Meaning,
    PlacePrecision,
    Placing,
    Situation,
    SourceKind,
    Verified,
)

LANGUAGES: Final = ("en", "fr", "ar")


class CellKind(StrEnum):
    """What a cell holds; the value names the rule that a wrong cell breaks."""

    TEXT = "text"
    SLUG = "slug"
    DATE = "date-format"
    CHOICE = "choice"
    INTEGER = "whole-number"
    NUMBER = "decimal-number"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        As in the header.
    kind
        What each cell, or each member of a list cell, holds.
    required
        Whether a cell may not be empty.
    many
        Whether a cell holds a list, separated by ``;``.
    choices
        The values allowed, for the kind `CHOICE`.
    refers_to
        Table whose ids the cell cites.
    optional
        Whether the whole column may be left out.
    """

    name: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One comma-separated file of the dataset.

    Attributes
    ----------
    name, path
        Name in the program, path in the dataset folder.
    columns
        In the order of the header.
    required
        Whether a dataset needs the file.
    """

    name: str
    path: str
    columns: tuple[Column, ...]
    required: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(column.name for column in self.columns)

    def at(self, path: str) -> Table:
        """Return the same table at another path."""
        return replace(self, path=path)


def _text(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, required=required) for name in names)


def _translated(stem: str, *, required: Sequence[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(f"{stem}_{lang}", required=lang in required) for lang in LANGUAGES)


def _date(name: str, *, required: bool = False) -> Column:
    return Column(name, CellKind.DATE, required=required)


def _choice(name: str, choices: type[StrEnum], *, required: bool, many: bool = False) -> Column:
    return Column(name, CellKind.CHOICE, required, many, tuple(choices))


def _reference(name: str, table: str, *, required: bool, many: bool = False) -> Column:
    return Column(name, CellKind.SLUG, required, many, refers_to=table)


_ID: Final = Column("id", CellKind.SLUG, required=True)
_SITUATION: Final = _choice("situation", Situation, required=False, many=True)
_CONFIDENCE: Final = _choice("confidence", Confidence, required=True)
_NOTE: Final = Column("note")
EVENT_PLACINGS: Final = tuple(
    placing for placing in Placing if placing not in (Placing.OUTSIDE, Placing.UNPLACED)
)
"""How an event of a dataset can have been placed; rows placed otherwise are none of its events."""

PARTIES: Final = Table(
    "parties",
    "data/parties.csv",
    (
        _ID,
        *_translated("name", required=LANGUAGES),
        Column("colour", CellKind.COLOUR, required=True),
        Column("order", CellKind.INTEGER, required=True),
        _NOTE,
    ),
)

SOURCES: Final = Table(
    "sources",
    "data/sources.csv",
    (
        _ID,
        *_text("publisher", "title", required=True),
        _date("published"),
        *_text("language", "url", "licence"),
        _choice("kind", SourceKind, required=True),
        _NOTE,
    ),
)

CLAIMS: Final = Table(
    "claims",
    "data/claims.csv",
    (
        _ID,
        _reference("district_id", "districts", required=True),
        _date("on", required=True),
        _date("until"),
        _reference("party", "parties", required=False),
        _choice("extent", Extent, required=False),
        _SITUATION,
        Column("attributed_to", required=True),
        _reference("source_id", "sources", required=True),
        *_translated("summary", required=("en",)),
        _choice("verified", Verified, required=True),
        _NOTE,
        Column("topic", CellKind.SLUG, optional=True),
    ),
    required=False,
)

EVENTS: Final = Table(
    "events",
    "data/events.csv",
    (
        _ID,
        _date("date", required=True),
        _date("date_to"),
        _reference("district_ids", "districts", required=False, many=True),
        _choice("type", EventType, required=True),
        Column("actors", many=True),
        *_translated("title", required=("en",)),
        Column("deaths_low", CellKind.INTEGER),
        Column("deaths_best", CellKind.INTEGER),
        Column("deaths_high", CellKind.INTEGER),
        Column("people_moved", CellKind.INTEGER),
        Column("lon", CellKind.NUMBER),
        Column("lat", CellKind.NUMBER),
        _choice("place_precision", PlacePrecision, required=True),
        _CONFIDENCE,
        _reference("source_ids", "sources", required=True, many=True),
        _NOTE,
        Column("origin_id", optional=True),
        Column("origin_type", optional=True),
        Column("placed_by", CellKind.CHOICE, choices=EVENT_PLACINGS, optional=True),
        Column("placed_from", optional=True),
    ),
    required=False,
)

GAZETTEER: Final = Table(
    "gazetteer",
    "data/gazetteer.csv",
    (
        Column("text", required=True),
        _choice("means", Meaning, required=True),
        _reference("district_id", "districts", required=False),
        Column("lon", CellKind.NUMBER),
        Column("lat", CellKind.NUMBER),
        _NOTE,
    ),
    required=False,
)

STORY: Final = Table(
    "story",
    "data/story.csv",
    (
        _ID,
        Column("order", CellKind.INTEGER, required=True),
        _date("date", required=True),
        _reference("district_id", "districts", required=False),
        Column("window", CellKind.INTEGER),
        *_translated("title", required=("en",)),
        *_translated("text", required=("en",)),
        _reference("claim_ids", "claims", required=False, many=True),
        _reference("source_ids", "sources", required=False, many=True),
    ),
    required=False,
)

RESERVED_IDS: Final = frozenset(
    {
        *("district_id", "valid_from", "valid_to", "situation", "confidence", "claim_ids", "note"),
        *("first", "end", "first_precision", "end_precision", "since", "until", "status"),
        *("since_precision", "until_precision", "next_change", "next_change_precision"),
        *("unchanged_since", "unchanged_since_precision"),
        *("event_ids", "geometry", "area_km2"),
        *("is_carried_on", "last_report", "later_claim_ids", "undated_claim_ids"),
        *("not_reported", "below"),
        *("id", "name", "name_en", "name_fr", "name_ar"),
    }
)
"""Ids that no party may have: each is a column beside those of the parties."""

_CONTROL_BEFORE_PARTIES: Final = (
    _reference("district_id", "districts", required=True),
    _date("valid_from", required=True),
    _date("valid_to"),
)
_CONTROL_AFTER_PARTIES: Final = (
    _SITUATION,
    _CONFIDENCE,
    _reference("claim_ids", "claims", required=False, many=True),
    _NOTE,
)


def control_table(parties: Sequence[str]) -> Table:
    """Return the table of control intervals, which has a column for each party."""
    extents = tuple(_choice(party, Extent, required=False) for party in parties)
    columns = (*_CONTROL_BEFORE_PARTIES, *extents, *_CONTROL_AFTER_PARTIES)
    return Table("control", "data/control.csv", columns)


DISTRICTS_PATH: Final = "geo/districts.geojson"
DISTRICT_NAMES: Final = ("name", *(f"name_{lang}" for lang in LANGUAGES))
CONTEXT_PATHS: Final = {
    "neighbourhoods": "geo/neighbourhoods.geojson",
    "surroundings": "geo/surroundings.geojson",
    "roads": "geo/roads.geojson",
    "water": "geo/water.geojson",
    "places": "geo/places.geojson",
}
PACKAGE_PATH: Final = "datapackage.json"
DATASET_PATHS: Final = (
    PACKAGE_PATH,
    DISTRICTS_PATH,
    *CONTEXT_PATHS.values(),
    *(
        table.path
        for table in (PARTIES, SOURCES, CLAIMS, control_table(()), EVENTS, GAZETTEER, STORY)
    ),
)
"""Every file that a dataset may hold."""
