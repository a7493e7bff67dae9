"""An import from files to events: each piece is understood, placed, counted and handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Final, Protocol, Self

import pandas as pd
import pyarrow as pa

from damascus_map.data.slugs import slug_of
from damascus_map.data.tables import Tables
from damascus_map.ingest.ahead import ahead, ahead_apart
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.drafts import Draft, drafts, ids_given, with_ids
from damascus_map.ingest.duplicates import PAIR_COLUMNS, Seen
from damascus_map.ingest.event_ids import EventIds
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.kinds import unknown_kinds
from damascus_map.ingest.origins import description_of, sources_of
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.report import Report, Tally
from damascus_map.ingest.rows import Notice, Origin, outside_of_events
from damascus_map.language import N_

Progress = Callable[[float, int, str], None]
"""Is told the part that is done (0 to 1), the rows read so far, and the file."""

_NO_OTHER_LIMITS: Final = Limits()
ROWS_AT_ONCE: Final = 50_000
"""The most rows of a piece."""

_LARGE_BYTES: Final = 50_000_000
"""Smaller files are read sooner than another process has started."""

_FEW: Final = 12
_LONGEST_NAME: Final = 40
_NO_NAME: Final = "own-data"
_KINDS_UNKNOWN: Final = N_(
    "These kinds are not known here; their events are of the type other: {kinds}."
)
_ONLY_EQUAL: Final = N_(
    "There are so many rows that doubles were looked for among equal texts only, not near ones."
)


class Sink(Protocol):
    """Takes what an import makes."""

    def add(self, events: pa.Table) -> None:
        """Take events, with `data.event_parquet.EVENTS_SCHEMA`."""

    def add_outside(self, rows: pd.DataFrame) -> None:
        """Take rows as they came that are of no place of the dataset."""

    def add_refused(self, rows: pd.DataFrame) -> None:
        """Take rows that were not taken, with `rows.REFUSED_COLUMNS`."""


@dataclass(slots=True)
class Taken:
    """A sink in memory: what an import has made, piece by piece.

    Attributes
    ----------
    events, outside, refused
        As `Sink` takes them.
    """

    events: list[pa.Table] = field(default_factory=list)
    outside: list[pd.DataFrame] = field(default_factory=list)
    refused: list[pd.DataFrame] = field(default_factory=list)

    def add(self, events: pa.Table) -> None:
        """Take events, with `data.event_parquet.EVENTS_SCHEMA`."""
        self.events.append(events)

    def add_outside(self, rows: pd.DataFrame) -> None:
        """Take rows as they came that are of no place of the dataset."""
        self.outside.append(rows)

    def add_refused(self, rows: pd.DataFrame) -> None:
        """Take rows that were not taken."""
        self.refused.append(rows)


def import_name(sources: Sequence[Source]) -> str:
    """Return the slug of an import that has no other name: that of its first file."""
    stem = PurePath(sources[0].name).name.partition(".")[0]
    return slug_of(stem)[:_LONGEST_NAME].strip("-") or _NO_NAME


def run(
    tables: Tables,
    sources: Sequence[Source],
    plan: Plan,
    sink: Sink,
    *,
    limits: Limits = _NO_OTHER_LIMITS,
    progress: Progress = lambda *_: None,
) -> Report:
    """Import files.

    Parameters
    ----------
    tables
        The dataset whose districts the events are placed in.
    sources
        Files, in their order.
    plan
        How.
    sink
        Takes the events.
    limits
        How much is read at most.
    progress
        Is told how far it is; what it raises ends the import.

    Raises
    ------
    ImportFileError
        If a file cannot be read at all, or no column of it tells a date.
    QueryError
        If a form does not fit the columns.
    LostProcessError
        If the other process was ended from outside.
    """
    work = Work.begun(tables, plan, sink)
    ground = ground_of(tables, plan.city_points)
    for draft in _drafts(sources, plan, ground, limits):
        events = work.take(draft)
        if len(events):
            sink.add(with_ids(draft.events, ids_given(events)))
        progress(draft.piece.share, work.rows, draft.piece.file)
    return work.report()


def _drafts(
    sources: Sequence[Source], plan: Plan, ground: Ground, limits: Limits
) -> Iterator[Draft]:
    """Yield drafts; the next is made in another process if the files are so large that it pays."""
    if plan.apart and sum(source.size for source in sources) > _LARGE_BYTES:
        return ahead_apart(drafts_of_files, sources, plan, ground, limits)
    return ahead(drafts_of_files(sources, plan, ground, limits))


def drafts_of_files(
    sources: Sequence[Source], plan: Plan, ground: Ground, limits: Limits
) -> Iterator[Draft]:
    """Yield what is made of each piece of files; the arguments are those of `run`."""
    read = ahead(pieces(sources, limits=limits, rows_at_once=ROWS_AT_ONCE))
    return drafts(read, plan, ground)


@lru_cache(maxsize=2)
def ground_of(tables: Tables, city_points: tuple[tuple[float, float], ...]) -> Ground:
    """Return where rows can be placed; a reader who corrects an import tries it several times."""
    return Ground.of(tables, city_points)


@dataclass(slots=True)
class Work:
    """An import under way: what it has counted and seen so far.

    Attributes
    ----------
    plan, sink
        As for `run`.
    tally, ids
        What counts its rows, and what gives ids to its events.
    rows
        How many were read so far.
    """

    plan: Plan
    sink: Sink
    tally: Tally
    ids: EventIds
    rows: int = 0
    _origins: dict[str, Origin] = field(default_factory=dict)
    _seen: Seen = field(default_factory=Seen)
    _pairs: list[pd.DataFrame] = field(default_factory=list)
    _unknown_kinds: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begun(cls, tables: Tables, plan: Plan, sink: Sink) -> Self:
        """Begin an import into a dataset; look at its events, so that none comes in twice."""
        ids = EventIds(plan.name, tables.events.index)
        work = cls(plan, sink, Tally(tables.district_ids), ids)
        own_titles = tables.events["title_en"].where(tables.events["placed_by"].isna(), "")
        work._seen.pairs(tables.events.assign(text=own_titles))
        return work

    def take(self, draft: Draft) -> pd.DataFrame:
        """Count a piece, hand on what is no event, and return what is: indexed by its ids.

        The pieces have to come in the order of the files. The events of the draft are not read.
        """
        piece, batch = draft.piece, draft.batch
        self.rows += batch.read
        self._origins[piece.file] = draft.form.origin
        kinds = unknown_kinds(draft.form.name, batch.placed["origin_type"])
        self._unknown_kinds.update(kinds)
        self.tally.count_piece(piece, batch.read)
        self.tally.count_refused(batch.refused)
        self.tally.count_points(batch.points)
        refused = [frame for frame in (piece.refused, batch.refused) if len(frame)]
        if refused:
            self.sink.add_refused(pd.concat(refused, ignore_index=True))
        if len(batch.outside):
            self.sink.add_outside(batch.outside)
        is_outside = outside_of_events(batch.placed)
        outside = batch.placed[is_outside]
        events = self._without_doubles(self._with_ids(batch.placed[~is_outside]))
        self.tally.count_placed(pd.concat([outside, events]) if len(outside) else events)
        return events

    def report(self) -> Report:
        """Return the account of all pieces."""
        pairs = pd.concat(self._pairs) if self._pairs else pd.DataFrame(columns=[*PAIR_COLUMNS])
        return self.tally.report(
            self.plan.name,
            pairs.reset_index(drop=True),
            self._notices(),
            sources=sources_of(self.plan.name, self._origins),
            description=description_of(self.plan.name, self._origins),
        )

    def _notices(self) -> tuple[Notice, ...]:
        notices = []
        if self._unknown_kinds:
            kinds = ", ".join(f"{kind} ({n})" for kind, n in self._unknown_kinds.most_common(_FEW))
            notices.append(Notice("", _KINDS_UNKNOWN, {"kinds": kinds}))
        if self._seen.only_equal:
            notices.append(Notice("", _ONLY_EQUAL))
        return tuple(notices)

    def _with_ids(self, placed: pd.DataFrame) -> pd.DataFrame:
        ids = self.ids.of(placed["origin_id"], placed["file"])
        return placed.set_index(ids)

    def _without_doubles(self, events: pd.DataFrame) -> pd.DataFrame:
        pairs = self._seen.pairs(events)
        if pairs.empty:
            return events
        self._pairs.append(pairs)
        if not self.plan.merge_duplicates:
            return events
        is_double = events.index.isin(pairs["second"])
        self.tally.count_merged(int(is_double.sum()))
        return events[~is_double]
