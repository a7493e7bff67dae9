"""An import from files to events: each piece is understood, placed, counted and handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import ImportFileError
from damascus_map.ingest.ahead import ahead
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
from damascus_map.ingest.rows import CANDIDATE_COLUMNS, Notice, Origin, Piece, outside_of_events
from damascus_map.language import N_
from damascus_map.model.vocabulary import PlacePrecision, Placing

Progress = Callable[[float, int, str], None]
"""Is told the part that is done (0 to 1), the rows read so far, and the file."""

_NO_OTHER_LIMITS: Final = Limits()
_EVENT_COLUMNS: Final = (
    *("id", "date", "date_to", "district_ids", "type", "actors", "title_en", "title_fr"),
    *("title_ar", "deaths_low", "deaths_best", "deaths_high", "people_moved", "lon", "lat"),
    *("place_precision", "confidence", "source_ids", "note", "origin_id", "origin_type"),
    *("placed_by", "placed_from"),
)
_ROWS_AT_ONCE: Final = 100_000
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
    """

    placed: pd.DataFrame
    refused: pd.DataFrame
    points: pd.DataFrame


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
    work = _Work(plan, sink, Tally(tables.district_ids), EventIds(plan.name, tables.events.index))
    work.remember(tables.events)
    origins: dict[str, Origin] = {}
    read = ahead(pieces(sources, limits=limits, rows_at_once=_ROWS_AT_ONCE))
    for piece, form, batch in ahead(_understood(read, plan, ground)):
        origins[piece.file] = form.origin
        work.take(piece, batch, form)
        progress(piece.share, work.rows, piece.file)
    return work.report(origins)


def _understood(
    read: Iterable[Piece], plan: Plan, ground: Ground
) -> Iterator[tuple[Piece, Form, Batch]]:
    """Yield each piece with its form and what became of its rows."""
    forms: dict[str, Form] = {}
    for piece in read:
        form = settled(piece, forms.get(piece.file) or _form_of(piece, plan))
        forms[piece.file] = form
        yield piece, form, taken(piece, form, ground, plan.placings)


def _form_of(piece: Piece, plan: Plan) -> Form:
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
    known = found[[name for name in CANDIDATE_COLUMNS if name not in ("lon", "lat", "precision")]]
    placed = known.join(where)
    text = compared_text(found)
    return Batch(placed.assign(file=piece.file, row=found.index, text=text), refused, points)


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
class _Work:
    """An import under way: what it has counted and seen so far."""

    plan: Plan
    sink: Sink
    tally: Tally
    ids: EventIds
    rows: int = 0
    _seen: Seen = field(default_factory=Seen)
    _pairs: list[pd.DataFrame] = field(default_factory=list)
    _unknown_kinds: Counter[str] = field(default_factory=Counter)

    def remember(self, events: pd.DataFrame) -> None:
        """Look at the events that the dataset has, so that none comes in twice."""
        own_titles = events["title_en"].where(events["origin_id"] == "", "")
        self._seen.pairs(events.assign(text=own_titles))

    def take(self, piece: Piece, batch: Batch, form: Form) -> None:
        """Count a piece, and hand on what became of it."""
        self.rows += len(piece.rows)
        self._unknown_kinds.update(unknown_kinds(form.name, batch.placed["origin_type"]))
        self.tally.count_piece(piece)
        self.tally.count_refused(batch.refused)
        self.tally.count_points(batch.points)
        refused = [frame for frame in (piece.refused, batch.refused) if len(frame)]
        if refused:
            self.sink.add_refused(pd.concat(refused, ignore_index=True))
        is_outside = outside_of_events(batch.placed)
        outside = batch.placed[is_outside]
        if len(outside):
            came = piece.rows.loc[outside.index]
            self.sink.add_outside(
                came.assign(file=piece.file, row=came.index, placed_by=outside["placed_by"])
            )
        events = self._without_doubles(self._with_ids(batch.placed[~is_outside]))
        self.tally.count_placed(pd.concat([outside, events]) if len(outside) else events)
        if len(events):
            self.sink.add(self._as_events(events, form.origin))

    def report(self, origins: Mapping[str, Origin]) -> Report:
        """Return the account of all pieces; `origins` says where each file comes from."""
        pairs = pd.concat(self._pairs) if self._pairs else pd.DataFrame(columns=[*PAIR_COLUMNS])
        return self.tally.report(
            self.plan.name,
            pairs.reset_index(drop=True),
            self._notices(),
            sources=sources_of(self.plan.name, origins),
            description=description_of(self.plan.name, origins),
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

    def _as_events(self, events: pd.DataFrame, origin: Origin) -> pd.DataFrame:
        cited = np.empty(len(events), dtype=object)
        cited[:] = [(source_id(self.plan.name, origin),)] * len(events)
        return events.assign(id=events.index, source_ids=cited)[list(_EVENT_COLUMNS)]
