"""A reader's own tables, looked at, placed and shown; all in memory, nothing of it on a disk.

Knows nothing of Streamlit: `ui.state` keeps these values for a session.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Final

import pandas as pd
import pyarrow as pa

from damascus_map.data.event_parquet import EVENTS_SCHEMA
from damascus_map.data.imported import with_import
from damascus_map.data.tables import Tables
from damascus_map.errors import QueryError
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.fields import Field
from damascus_map.ingest.forms import Form, form_from, recognised
from damascus_map.ingest.pipeline import Progress, Taken, import_name, run
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.report import Report
from damascus_map.ingest.rows import Piece
from damascus_map.query.dataset import Dataset
from damascus_map.render.publication import Publication, publication_of

_FIRST_ROWS: Final = 5
_LOOKED_AT: Final = 200
_TOKEN_BYTES: Final = 24
_MOST_TIMES: Final = 10
"""An upload may unpack to so many times the size that an upload may have."""

Placings = Mapping[tuple[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a table looks like before it is read.

    Attributes
    ----------
    file
        Its name.
    columns, tags
        As its header and its row of HXL tags name them.
    form
        What the columns are recognised as.
    first
        The first rows.
    """

    file: str
    columns: tuple[str, ...]
    tags: Mapping[str, str]
    form: Form
    first: pd.DataFrame

    @property
    def is_own(self) -> bool:
        """Whether it is of no known origin: its owner may say what the columns mean."""
        return self.form.name == "table"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader says about how the tables are to be read.

    Attributes
    ----------
    meanings
        Column of each meaning, for tables of no known origin that have it; None leaves all to
        what is recognised.
    day_first
        Which way ``07/05/2017`` is read; None if the file itself has to settle it.
    merge_duplicates
        Whether rows that say the same become one event.
    placings
        Districts by file and row; an empty tuple says that the row names none.
    """

    meanings: Mapping[Field, tuple[str, ...]] | None = None
    day_first: bool | None = None
    merge_duplicates: bool = False
    placings: Placings = field(default_factory=dict)

    def form_of(self, columns: Sequence[str], tags: Mapping[str, str]) -> Form:
        """Return how a table of these columns is read."""
        form = recognised(columns, tags)
        if form.name == "table" and self.meanings is not None:
            said: Mapping[str, Sequence[str]] = {
                meaning: those
                for meaning, those in self.meanings.items()
                if set(those) <= set(columns)
            }
            form = form_from(said, columns, tags)
        return replace(form, day_first=self.day_first)

    def of_piece(self, piece: Piece) -> Form:
        """Return how the table of a piece is read."""
        return self.form_of(list(piece.rows.columns), piece.tags)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """An import that was tried.

    Attributes
    ----------
    choice
        How the tables were read.
    report
        What became of the rows.
    taken
        The rows.
    """

    choice: Choice
    report: Report
    taken: Taken

    @property
    def events(self) -> pa.Table:
        """Return the events of all pieces, with `data.event_parquet.EVENTS_SCHEMA`."""
        return pa.concat_tables([EVENTS_SCHEMA.empty_table(), *self.taken.events])


def limits_of(most: int) -> Limits:
    """Return how much is read of uploads of which each may have so many bytes."""
    return Limits(file_bytes=most, unpacked_bytes=_MOST_TIMES * most, whole_bytes=4 * most)


def looks(sources: Sequence[Source], limits: Limits) -> tuple[Look, ...]:
    """Return what each table looks like: its columns, what they mean, its first rows.

    Raises
    ------
    ImportFileError
        If a file cannot be read.
    """
    found: dict[str, Look] = {}
    for source in sources:
        for piece in islice(pieces([source], limits=limits, rows_at_once=_LOOKED_AT), 1):
            columns = tuple(piece.rows.columns)
            form = recognised(columns, piece.tags)
            first = piece.rows.head(_FIRST_ROWS)
            found[piece.file] = Look(piece.file, columns, piece.tags, form, first)
    return tuple(found.values())


def tried(
    tables: Tables, sources: Sequence[Source], choice: Choice, limits: Limits, progress: Progress
) -> Outcome:
    """Read and place the rows of uploads, as `import` on the command line does.

    Parameters
    ----------
    tables
        The dataset whose districts they are placed in.
    sources
        The uploads.
    choice
        What the reader says of them.
    limits
        How much is read.
    progress
        Is told how far it is.

    Raises
    ------
    ImportFileError, QueryError
        If a file cannot be read, or its columns are not understood.
    """
    plan = Plan(
        import_name(sources),
        choose=choice.of_piece,
        merge_duplicates=choice.merge_duplicates,
        placings=choice.placings,
    )
    taken = Taken()
    report = run(tables, sources, plan, taken, limits=limits, progress=progress)
    return Outcome(choice, report, taken)


def own_publication(tables: Tables, outcome: Outcome, last_day: date) -> Publication:
    """Return the dataset with the reader's events, for the reader's browser alone.

    Raises
    ------
    InvalidDatasetError
        If an event breaks the contract of datasets.
    QueryError
        If there is no event.
    """
    both = with_own(tables, outcome)
    return publication_of(Dataset(both), last_day, token=secrets.token_urlsafe(_TOKEN_BYTES))


def with_own(tables: Tables, outcome: Outcome) -> Tables:
    """Return the dataset with the reader's events; its name and title say so.

    Raises
    ------
    InvalidDatasetError, QueryError
        As `own_publication`.
    """
    if not outcome.report.events:
        raise QueryError("No row became an event: there is nothing to show on the map.")
    report = outcome.report
    both = with_import(tables, outcome.events, report.sources, report.description)
    titles = {lang: f"{title} + {report.name}" for lang, title in both.package.title.items()}
    package = replace(both.package, name=f"{both.package.name}-{report.name}", title=titles)
    return replace(both, package=package)
