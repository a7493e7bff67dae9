"""What passes from step to step of an import: rows as they came, as candidates, as placed.

All frames are indexed by the row of the file: records are counted, the header is row 1. A file of
another form than text has no header: its first record is row 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pandas as pd

from damascus_map.model.vocabulary import Placing, SourceKind

PLACE: Final = "place:"
"""Begins the name of a candidates' column that holds the name of a place, as the file calls it."""

TEXT: Final = "text:"
"""Begins the name of a candidates' column that holds running text, as the file calls it."""

REFUSED_COLUMNS: Final = ("file", "row", "reason", "column", "value", "cells")
"""A row that is not taken: where, which reason of `ingest.reasons`, and the row as it came (one
line of comma-separated text)."""

CANDIDATE_COLUMNS: Final = (
    "origin_id",  # text, with the origin before it: "ucdp:215274"; "" where the file has none
    "date",  # a date of the contract: day, month or year
    "date_to",  # "" or the last day
    "type",  # an EventType
    "origin_type",  # the kind as the file names it
    "actors",  # tuple of texts
    "title_en",
    "title_fr",
    "title_ar",
    "deaths_low",  # Int64
    "deaths_best",
    "deaths_high",
    "people_moved",
    "lon",  # float64 degrees (WGS84), NaN where there is none
    "lat",
    "precision",  # a PlacePrecision: what the file says of its point, "" where it says nothing
    "region",  # the governorate or province, "" where the file has none
    "confidence",
    "note",
)
"""What is known of a row before it is placed. Columns that begin with `PLACE` and `TEXT` follow."""

PLACED_COLUMNS: Final = (
    "district_ids",  # tuple of ids
    "placed_by",  # a Placing
    "placed_from",  # "source_headline: Jopar", or ""
    "place_precision",  # a PlacePrecision
    "lon",  # NaN unless place_precision is point or street
    "lat",
    "doubt",  # a Doubt, or ""
)
"""What placing says of a row."""


class Doubt(StrEnum):
    """Why a person should look at how a row was placed."""

    SPELLING = "spelling"  # a spelling that is near a known one, but not known
    SEVERAL = "several"  # more than one district is named
    ELSEWHERE = "elsewhere"  # the point lies elsewhere than the place that is named


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a whole file that its owner should know.

    Attributes
    ----------
    file
        Its name.
    message_template, parameters
        What was noticed, a text of the catalogues, and what fills its braces.
    """

    file: str
    message_template: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of one file, in their order.

    Attributes
    ----------
    file
        Its name as it was given; a member of an archive as ``events.zip/2016.csv``.
    rows
        Every cell as text (dtype ``str``, empty is ``""``), the columns as the file names them.
        Indexed by row.
    refused
        Rows that cannot be read, with `REFUSED_COLUMNS`.
    notices
        About the file, each once: with the first piece, or with the one it was noticed in.
    share
        Part of all input that has been read with this piece, 0 to 1.
    tags
        The HXL tag of each column that has one, where the file has a row of them.
    """

    file: str
    rows: pd.DataFrame
    refused: pd.DataFrame
    notices: tuple[Notice, ...] = ()
    share: float = 1.0
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from, for its source, its licence and its titles.

    Attributes
    ----------
    id
        Slug that stands before ids of rows: ``ucdp``.
    publisher, title, url, licence
        As in ``sources.csv``; `title` may hold the brace ``{files}``.
    kind
        Of the source.
    attribution
        One line that has to stand beside what is shown.
    may_be_passed_on
        False where the terms forbid to publish the rows: exports carry a notice then.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    kind: SourceKind
    attribution: str
    may_be_passed_on: bool = True


def no_refusals() -> pd.DataFrame:
    """Return a frame of refused rows without any."""
    return pd.DataFrame(
        {name: pd.Series(dtype="int64" if name == "row" else "str") for name in REFUSED_COLUMNS}
    )


def outside_of_events(placed: pd.DataFrame) -> pd.Series:
    """Tell which placed rows are not of this dataset's places: kept, but never on its map."""
    return placed["placed_by"].isin([Placing.OUTSIDE, Placing.UNPLACED])
