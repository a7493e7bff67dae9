"""An import from files to events: each piece is understood, placed, counted and handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, Self

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import ImportFileError
from damascus_map.ingest.candidates import candidates, settled
from damascus_map.ingest.duplicates import PAIR_COLUMNS, Seen, compared_text
from damascus_map.ingest.event_ids import EventIds
from damascus_map.ingest.forms import Form, recognised
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.kinds import unknown_kinds
from damascus_map.ingest.origins import description_of, source_id, sources_of
from damascus_map.ingest.placing import place
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.report import Report, Tally
from damascus_map.ingest.rows import Notice, Origin, Piece, outside_of_events
from damascus_map.language import N_
from damascus_map.model.vocabulary import PlacePrecision, Placing

Progress = Callable[[float, int, str], None]
"""Is told the part that is done (0 to 1), the rows read so far, and the file."""

_NO_OTHER_LIMITS: Final = Limits()
ROWS_AT_ONCE: Final = 200_000
"""The most rows of a piece."""

_EVENT_COLUMNS: Final = (
    *("id", "date", "date_to", "district_ids", "type", "actors", "title_en", "title_fr"),
    *("title_ar", "deaths_low", "deaths_best", "deaths_high", "people_moved", "lon", "lat"),
    *("place_precision", "confidence", "source_ids", "note", "origin_id", "origin_type"),
    *("placed_by", "placed_from"),
)
COUNTED_COLUMNS: Final = (
    *("origin_id", "origin_type", "date", "type", "district_ids", "placed_by", "placed_from"),
    *("doubt", "file", "row", "text"),
)
"""What is counted, compared and reported of a placed row."""

_FEW: Final = 12
_KINDS_UNKNOWN: Final = N_(
    "These kinds are not known here; their events are of the type other: {kinds}."
)
_NO_DATE: Final = N_("no column tells the date of an event. Its columns: {columns}")
_SAY_DATE: Final = N_("Say which one does, such as: --map date=COLUMN.")
_ONLY_EQUAL: Final = N_(
    "There are so many rows that doubles were looked for among equal texts only, not near ones."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How an import is to be made.

    Attributes
    ----------
    name
        Slug of the import; the ids of its events begin with it.
    choose
        Gives what the columns of a table mean; the default recognises them by their names.
    merge_duplicates
        Whether rows that say the same become one event.
    city_points
        Longitude and latitude (WGS84) of points that stand for the whole city, beside those of
        the gazetteer.
    placings
        Districts given by a person, by file and row; an empty tuple says that there is none.
    """

    name: str
    choose: Callable[[Piece], Form] = lambda piece: recognised(list(piece.rows.columns), piece.tags)
    merge_duplicates: bool = False
    city_points: tuple[tuple[float, float], ...] = ()
    placings: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


class Sink(Protocol):
    """Takes what an import makes."""

    def add(self, events: pd.DataFrame) -> None:
        """Take events, with the columns of ``events.csv``."""

    def add_outside(self, rows: pd.DataFrame) -> None:
        """Take rows as they came that are of no place of the dataset."""

    def add_refused(self, rows: pd.DataFrame) -> None:
        """Take rows that were not taken, with `rows.REFUSED_COLUMNS`."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a piece.

    Attributes
    ----------
    placed
        Candidates with the columns of placing, and ``file``, ``row`` and ``text``; indexed by row.
    refused
        Rows that were not taken, with `rows.REFUSED_COLUMNS`.
    points
        Longitude and latitude (WGS84) as the rows give them, where these placed them.
    outside
        Rows as they came that are of no place of the dataset, with ``file``, ``row`` and
        ``placed_by``.
    read
        How many rows the piece had.
    """

    placed: pd.DataFrame
    refused: pd.DataFrame
    points: pd.DataFrame
    outside: pd.DataFrame
    read: int


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
    """
    ground = Ground.of(tables, plan.city_points)
    work = Work.begun(tables, plan, sink)
    read = pieces(sources, limits=limits, rows_at_once=ROWS_AT_ONCE)
    for piece, form, batch in understood(read, plan, ground):
        events = work.take(piece, batch, form)
        if len(events):
            sink.add(as_events(events, plan.name))
        progress(piece.share, work.rows, piece.file)
    return work.report()


def understood(
    read: Iterable[Piece], plan: Plan, ground: Ground, form: Form | None = None
) -> Iterator[tuple[Piece, Form, Batch]]:
    """Yield each piece with its form and what became of its rows.

    The pieces of one file have to come in their order: one of them may settle how the dates of
    the next are read. Files need nothing of each other. `form` is that of all of them, where it
    is known already.

    Raises
    ------
    ImportFileError, QueryError
        As `run`.
    """
    forms: dict[str, Form] = {}
    for piece in read:
        known = settled(piece, form or forms.get(piece.file) or form_of(piece, plan))
        forms[piece.file] = known
        yield piece, known, taken(piece, known, ground, plan.placings)


def form_of(piece: Piece, plan: Plan) -> Form:
    """Return what the columns of a table mean.

    Raises
    ------
    ImportFileError
        If none of them tells a date.
    QueryError
        If the plan does not fit them.
    """
    form = plan.choose(piece)
    if form.is_complete:
        return form
    columns = ", ".join(map(str, piece.rows.columns))
    raise ImportFileError(piece.file, _NO_DATE, _SAY_DATE, {"columns": columns})


def taken(
    piece: Piece,
    form: Form,
    ground: Ground,
    placings: Mapping[tuple[str, int], tuple[str, ...]] | None = None,
) -> Batch:
    """Understand and place the rows of one piece; it needs nothing of the others.

    Parameters
    ----------
    piece, form, ground
        Rows as they came, what their columns mean, and where they can be placed.
    placings
        As in `Plan`.

    Raises
    ------
    QueryError
        If the form does not fit the rows.
    """
    found, refused = candidates(piece, form)
    where = place(found, ground)
    if placings:
        where = _corrected(where, piece.file, placings)
    by_point = where["placed_by"].isin([Placing.POINT, Placing.OUTSIDE])
    points = found.loc[by_point, ["lon", "lat"]]
    placed = found.drop(columns=["lon", "lat", "precision"]).join(where)
    text = compared_text(found)
    placed = placed.assign(file=piece.file, row=placed.index, text=text)
    outside = placed.loc[outside_of_events(placed), "placed_by"]
    came = piece.rows.loc[outside.index]
    came = came.assign(file=piece.file, row=came.index, placed_by=outside)
    return Batch(placed, refused, points, came, len(piece.rows))


def as_events(placed: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return placed rows as events, with the columns of ``events.csv``.

    Parameters
    ----------
    placed
        As in `Batch`, indexed by the ids of the events.
    name
        Of the import.
    """
    cited = np.empty(len(placed), dtype=object)
    cited[:] = [(source_id(name),)] * len(placed)
    return placed.assign(id=placed.index, source_ids=cited)[list(_EVENT_COLUMNS)]


def _corrected(
    where: pd.DataFrame, file: str, placings: Mapping[tuple[str, int], tuple[str, ...]]
) -> pd.DataFrame:
    """Put what a person said in the place of what was found."""
    rows = {row: ids for (name, row), ids in placings.items() if name == file}
    rows = {row: ids for row, ids in rows.items() if row in where.index}
    if not rows:
        return where
    given = pd.DataFrame(
        {
            "district_ids": pd.Series(list(rows.values()), dtype=object),
            "placed_by": [Placing.EDITOR if ids else Placing.CITY for ids in rows.values()],
            "placed_from": "",
            "place_precision": [
                PlacePrecision.DISTRICT if ids else PlacePrecision.CITY for ids in rows.values()
            ],
            "lon": np.nan,
            "lat": np.nan,
            "doubt": "",
        }
    ).set_axis(list(rows))
    kept = where.drop(index=list(rows))
    return pd.concat([kept, given]).loc[where.index]


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
        own_titles = tables.events["title_en"].where(tables.events["origin_id"] == "", "")
        work._seen.pairs(tables.events.assign(text=own_titles))
        return work

    def take(self, piece: Piece, batch: Batch, form: Form) -> pd.DataFrame:
        """Count a piece, hand on what is no event, and return what is: indexed by its ids.

        The pieces have to come in the order of the files. Of the rows of the piece nothing is
        read here, and of those that were placed nothing but `COUNTED_COLUMNS`.
        """
        self.rows += batch.read
        self._origins[piece.file] = form.origin
        self._unknown_kinds.update(unknown_kinds(form.name, batch.placed["origin_type"]))
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
