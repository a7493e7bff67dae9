"""What became of every row of an import: counts that add up, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.schema import EVENT_PLACINGS
from damascus_map.ingest.rows import Doubt, Notice, Piece, outside_of_events
from damascus_map.model.vocabulary import Placing

DISTRICTS: Final = "districts"
MERGED: Final = "merged"
REFUSED: Final = "refused"

_MOST_LISTED: Final = 200
_SHARED_BY: Final = 30
_MOST_SHARED_POINTS: Final = 5
_MANY_POINTS: Final = 500_000


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """A point on which so many rows lie that it may stand for a whole city.

    Attributes
    ----------
    lon, lat
        Degrees, WGS84.
    rows
        How many rows lie there.
    """

    lon: float
    lat: float
    rows: int


@dataclass(frozen=True, slots=True)
class Report:
    """The account of an import.

    Attributes
    ----------
    name
        Of the import.
    files
        Rows read of each file, by its name.
    placed
        Rows by how they were placed (those merged into others are not among them).
    refused
        Rows not taken, by reason.
    merged
        Rows that were merged into one that says the same.
    by_year
        One row a year: rows for each district, ``city``, ``outside``, ``unplaced``, and their
        ``total``. A row that names two districts counts for both, and once in the total.
    kinds
        Events by type.
    doubts
        Rows that a person should look at, by the reason.
    doubtful
        The first of them: file, row, date, text, district_ids, placed_from, doubt.
    refusals
        The first of the rows not taken, with `rows.REFUSED_COLUMNS`.
    duplicates
        The first pairs of events that may be one, as `duplicates.PAIR_COLUMNS`.
    shared_points
        Points that many rows share, the most shared first.
    notices
        About whole files.
    sources
        What the events cite: texts with the columns of ``sources.csv``.
    description
        What ``datapackage.json`` is to say of the events, as `data.imports` takes it.
    """

    name: str
    files: Mapping[str, int]
    placed: Mapping[Placing, int]
    refused: Mapping[str, int]
    merged: int
    by_year: pd.DataFrame
    kinds: Mapping[str, int]
    doubts: Mapping[Doubt, int]
    doubtful: pd.DataFrame
    refusals: pd.DataFrame
    duplicates: pd.DataFrame
    shared_points: tuple[SharedPoint, ...]
    notices: tuple[Notice, ...]
    sources: pd.DataFrame
    description: Mapping[str, Any]

    @property
    def read(self) -> int:
        """Rows in all files."""
        return sum(self.files.values())

    @property
    def events(self) -> int:
        """Rows that are events of the dataset now."""
        return sum(rows for how, rows in self.placed.items() if how in EVENT_PLACINGS)

    @property
    def adds_up(self) -> bool:
        """Whether each row that was read is counted once."""
        return self.read == sum(self.placed.values()) + sum(self.refused.values()) + self.merged

    def by_district(self) -> dict[str, int]:
        """Return rows for each district, in the order of the dataset."""
        names = [name for name in self.by_year.columns if name not in _BESIDE_DISTRICTS]
        return {name: int(self.by_year[name].sum()) for name in names}

    def as_dict(self) -> dict[str, Any]:
        """Return the account as plain values, for JSON."""
        return {
            "name": self.name,
            "read": self.read,
            "events": self.events,
            "files": dict(self.files),
            "placed": {str(how): count for how, count in self.placed.items()},
            "refused": dict(self.refused),
            "merged": self.merged,
            "adds_up": self.adds_up,
            DISTRICTS: self.by_district(),
            "years": [
                {"year": str(year), **{str(name): int(count) for name, count in row.items()}}
                for year, row in self.by_year.iterrows()
            ],
            "kinds": dict(self.kinds),
            "doubts": {str(doubt): count for doubt, count in self.doubts.items()},
            "doubtful": _records(self.doubtful),
            "refusals": _records(self.refusals),
            "duplicates": _records(self.duplicates),
            "shared_points": [
                {"lon": one.lon, "lat": one.lat, "rows": one.rows} for one in self.shared_points
            ],
        }


_TOTAL: Final = "total"
_BESIDE_DISTRICTS: Final = (Placing.CITY, Placing.OUTSIDE, Placing.UNPLACED, _TOTAL)
_DOUBTFUL_COLUMNS: Final = ["file", "row", "date", "text", "district_ids", "placed_from", "doubt"]


@dataclass(slots=True)
class _Points:
    """Counts rows on each point (longitude, and latitude times i), 24 bytes for a point."""

    counted: tuple[np.ndarray, np.ndarray] = (np.array([], complex), np.array([], np.int64))
    fresh: list[np.ndarray] = field(default_factory=list)

    def add(self, points: np.ndarray) -> None:
        self.fresh.append(points)
        if sum(map(len, self.fresh)) > max(_MANY_POINTS, len(self.counted[0])):
            self._count()

    def most_shared(self) -> tuple[SharedPoint, ...]:
        self._count()
        points, rows = self.counted
        order = np.lexsort((points.imag, points.real, -rows))[:_MOST_SHARED_POINTS]
        return tuple(
            SharedPoint(float(points[one].real), float(points[one].imag), int(rows[one]))
            for one in order
            if rows[one] >= _SHARED_BY
        )

    def _count(self) -> None:
        known, rows = self.counted
        points = np.concatenate([known, *self.fresh])
        each = np.concatenate([rows, np.ones(len(points) - len(known), dtype=np.int64)])
        different, places = np.unique(points, return_inverse=True)
        self.counted = different, np.bincount(places, weights=each).astype(np.int64)
        self.fresh = []


@dataclass(slots=True)
class Tally:
    """Counts what becomes of rows, piece by piece.

    Attributes
    ----------
    districts
        Ids, in the order of the dataset.
    """

    districts: tuple[str, ...]
    _files: Counter[str] = field(default_factory=Counter)
    _placed: Counter[str] = field(default_factory=Counter)
    _refused: Counter[str] = field(default_factory=Counter)
    _merged: int = 0
    _years: Counter[tuple[str, str]] = field(default_factory=Counter)
    _kinds: Counter[str] = field(default_factory=Counter)
    _doubts: Counter[str] = field(default_factory=Counter)
    _points: _Points = field(default_factory=_Points)
    _doubtful: list[pd.DataFrame] = field(default_factory=list)
    _refusals: list[pd.DataFrame] = field(default_factory=list)
    _notices: list[Notice] = field(default_factory=list)

    def count_piece(self, piece: Piece, read: int) -> None:
        """Count rows read (`read`, without those refused), and those that could not be."""
        self._files[piece.file] += read + len(piece.refused)
        self._notices += piece.notices
        self.count_refused(piece.refused)

    def count_refused(self, refused: pd.DataFrame) -> None:
        """Count rows that are not taken."""
        self._refused.update(_counts(refused["reason"]))
        _keep_first(self._refusals, refused)

    def count_merged(self, rows: int) -> None:
        """Count rows that were merged into others."""
        self._merged += rows

    def count_points(self, candidates: pd.DataFrame) -> None:
        """Count how many rows lie on each point."""
        points = candidates["lon"].to_numpy() + 1j * candidates["lat"].to_numpy()
        self._points.add(points[~np.isnan(points)])

    def count_placed(self, placed: pd.DataFrame) -> None:
        """Count rows by how they were placed, by year and district.

        Parameters
        ----------
        placed
            Candidates with the columns of placing, with ``file``, ``row`` and ``text``.
        """
        self._placed.update(_counts(placed["placed_by"]))
        self._kinds.update(_counts(placed.loc[~outside_of_events(placed), "type"]))
        if len(placed):
            self._count_years(placed)
        doubtful = placed[placed["doubt"] != ""]
        self._doubts.update(_counts(doubtful["doubt"]))
        _keep_first(self._doubtful, doubtful[_DOUBTFUL_COLUMNS])

    def _count_years(self, placed: pd.DataFrame) -> None:
        codes, (years, lists, ways) = zip(
            *map(
                pd.factorize,
                (placed["date"].str[:4], placed["district_ids"], placed["placed_by"]),
            ),
            strict=True,
        )
        shape = (len(years), len(lists), len(ways))
        cells, counts = np.unique(np.ravel_multi_index(codes, shape), return_counts=True)
        for year, where, how, rows in zip(*np.unravel_index(cells, shape), counts, strict=True):
            for column in (*(lists[where] or (str(ways[how]),)), _TOTAL):
                self._years[years[year], column] += int(rows)

    def report(
        self,
        name: str,
        duplicates: pd.DataFrame,
        notices: Sequence[Notice],
        *,
        sources: pd.DataFrame,
        description: Mapping[str, Any],
    ) -> Report:
        """Return the account of all that was counted; the arguments are parts of it."""
        shared = self._points.most_shared()
        return Report(
            name=name,
            files=dict(self._files),
            placed={how: self._placed[how] for how in Placing},
            refused=dict(self._refused.most_common()),
            merged=self._merged,
            by_year=self._by_year(),
            kinds=dict(self._kinds.most_common()),
            doubts={doubt: self._doubts[doubt] for doubt in Doubt if self._doubts[doubt]},
            doubtful=_joined(self._doubtful),
            refusals=_joined(self._refusals),
            duplicates=duplicates.head(_MOST_LISTED),
            shared_points=shared,
            notices=(*self._notices, *notices),
            sources=sources,
            description=description,
        )

    def _by_year(self) -> pd.DataFrame:
        columns = [*self.districts, *_BESIDE_DISTRICTS]
        years = sorted({year for year, _ in self._years})
        rows = [[self._years[year, str(column)] for column in columns] for year in years]
        index = pd.Index(years, name="year", dtype="str")
        return pd.DataFrame(rows, index=index, columns=[str(c) for c in columns], dtype="int64")


def _counts(values: pd.Series) -> dict[str, int]:
    counts = values.value_counts()
    return dict(zip(map(str, counts.index), counts.tolist(), strict=True))


def _keep_first(kept: list[pd.DataFrame], rows: pd.DataFrame) -> None:
    room = _MOST_LISTED - sum(map(len, kept))
    if room > 0 and len(rows):
        kept.append(rows.head(room))


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records = frame.to_dict(orient="records")
    return [{str(key): _plain(value) for key, value in one.items()} for one in records]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.item() if hasattr(value, "item") else value
