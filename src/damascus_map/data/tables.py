"""The frames of a dataset, typed: what everything above this layer works on.

Dates stand as ``datetime64`` columns beside the text they were read from. An interval in time
has ``first`` (its first day) and either ``last`` (its last day) or ``end`` (the first day on
which it no longer holds; NaT while it still does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.data.cells import by_unique, check_cells, check_header, split_list
from damascus_map.data.files import LINE, read_table
from damascus_map.data.schema import CellKind, Table
from damascus_map.errors import Finding
from damascus_map.model.dates import PartialDate, parse_partial_date

if TYPE_CHECKING:
    import geopandas as gpd  # a process that only reads tables has no need of it

REDISTRIBUTION: Final = "redistribution"
"""Property of an import in the package; `FORBIDDEN` where its rows may not be passed on."""

FORBIDDEN: Final = "forbidden"

_BITS_OF_A_DAY: Final = 32


@dataclass(frozen=True, slots=True)
class Period:
    """A part of time that has a name, such as "Spring 2017".

    Attributes
    ----------
    id
        Its slug.
    first, last
        Civil days, both inclusive.
    names
        Its name by language.
    """

    id: str
    first: date
    last: date
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Import:
    """A table that was imported into a dataset: a folder of its own, which the package names.

    Attributes
    ----------
    name
        Its slug.
    events, sources
        Paths in the dataset of the events (GeoParquet, one file or a folder of parts) and of the
        sources that they cite.
    description
        What the package says of the events: title, rows, hash, attribution, licences, origin.
    """

    name: str
    events: str
    sources: str
    description: Mapping[str, Any]

    @property
    def folder(self) -> str:
        """Return the path of its folder in the dataset."""
        return self.events.rpartition("/")[0]

    @property
    def may_be_passed_on(self) -> bool:
        """Tell whether the terms of its origin let others have the rows."""
        return self.description.get(REDISTRIBUTION) != FORBIDDEN


@dataclass(frozen=True, slots=True)
class Package:
    """What ``datapackage.json`` says about the dataset.

    Attributes
    ----------
    name, title, version
        The dataset's own; `title` by language.
    first_day
        Civil day on which the control intervals begin.
    opening_day
        Civil day that a viewer opens on.
    centre
        Longitude and latitude (WGS84) near which all districts lie, or None.
    attributions
        One line for each origin of the layers, shown on every map.
    licences
        One line for each licence of the dataset's files.
    periods
        Parts of time that a viewer offers by their name.
    files
        Paths of the files that it names.
    imports
        The tables that were imported, in the order in which it names them.
    content_hash
        SHA-256 over all files of the dataset, hexadecimal.
    created
        Civil day on which this version was made: all its sources were there by then. None if it
        does not say so.
    """

    name: str
    title: Mapping[str, str]
    version: str
    first_day: date
    opening_day: date
    centre: tuple[float, float] | None
    attributions: tuple[str, ...]
    licences: tuple[str, ...]
    periods: tuple[Period, ...]
    files: tuple[str, ...]
    imports: tuple[Import, ...]
    content_hash: str
    created: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """A dataset in memory. Treat the frames as read-only: every function returns new ones.

    Two of the same content are equal, so that what is worked out for one serves for the other.

    Attributes
    ----------
    path
        The folder it was read from.
    package
        Name, version, hash, first day.
    districts
        GeoDataFrame indexed by id, EPSG:4326.
    parties, sources
        Indexed by id; parties in their order.
    claims
        Indexed by id, with ``first`` and ``last`` (inclusive).
    control
        One row an interval, sorted, with ``first``, ``end``, ``first_precision`` and
        ``end_precision``; an extent not known is None.
    events
        Indexed by id, with ``first`` and ``last`` (inclusive); sorted by these, then by id.
    events_reach
        For each event the latest ``last`` up to it: ascending, so that the first event which
        lasts until a day is found without a look at all of them.
    story
        Steps of a tour, in their order, indexed by id, with ``first`` and ``last`` (inclusive).
    gazetteer
        Rows of names for placing, in the order of the file.
    context
        GeoJSON feature collections (WGS84) of the layers drawn for orientation.
    findings
        Warnings that did not keep the dataset from being opened.
    restricted_sources
        Ids of the sources whose rows may not be passed on, by the terms of their origin.
    """

    path: Path
    package: Package
    districts: gpd.GeoDataFrame
    parties: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    control: pd.DataFrame
    events: pd.DataFrame
    events_reach: np.ndarray
    gazetteer: pd.DataFrame
    story: pd.DataFrame
    context: Mapping[str, Mapping[str, Any]]
    findings: tuple[Finding, ...]
    restricted_sources: frozenset[str] = frozenset()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tables) and other.package.content_hash == self.package.content_hash

    def __hash__(self) -> int:
        return hash(self.package.content_hash)

    @property
    def party_ids(self) -> tuple[str, ...]:
        """Return the ids of the parties, in their order."""
        return tuple(self.parties.index)

    @property
    def district_ids(self) -> tuple[str, ...]:
        """Return the ids of the districts, in the order of the file."""
        return tuple(self.districts.index)


def checked_table(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[Finding]]:
    """Return a comma-separated file typed, if every cell is good, and what is wrong with it."""
    frame, findings = read_table(folder, table.path)
    if frame is None:
        return None, findings
    header = check_header(frame, table)
    findings += header or check_cells(frame, table)
    return (None if findings else typed_frame(frame, table)), findings


def typed_frame(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a table of checked texts with each column in its type.

    Lists become tuples, whole numbers ``Int64``, numbers ``float64``; empty choices and
    references become None; dates stay texts. A column that may be left out is filled in.
    """
    columns: dict[str, Any] = {LINE: frame[LINE]}
    for column in table.columns:
        if column.name not in frame.columns:
            frame = frame.assign(**{column.name: ""})
        cells = frame[column.name].str.strip()
        if column.many:
            columns[column.name] = by_unique(cells, split_list)
        elif column.kind is CellKind.INTEGER:
            columns[column.name] = pd.to_numeric(cells.where(cells != "")).astype("Int64")
        elif column.kind is CellKind.NUMBER:
            columns[column.name] = pd.to_numeric(cells.where(cells != "")).astype("float64")
        elif column.kind in (CellKind.CHOICE, CellKind.SLUG) and column.name != "id":
            columns[column.name] = by_unique(cells, lambda cell: cell or None)
        else:
            columns[column.name] = cells
    return pd.DataFrame(columns)


def with_span(frame: pd.DataFrame, begin: str, until: str) -> pd.DataFrame:
    """Return the frame with ``first`` and ``last``: the days that `begin` to `until` cover.

    Where `until` is empty, the span is what `begin` alone covers: a day, a month or a year.
    """
    ends = _days(frame[until], lambda known: known.last)
    return frame.assign(
        first=_days(frame[begin], lambda known: known.first),
        last=ends.fillna(_days(frame[begin], lambda known: known.last)),
        precision=_precisions(frame[begin]),
    )


def in_order_of_time(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with ``first``, ``last`` and ``id`` sorted by these, indexed by id."""
    days = events[["first", "last"]].to_numpy("datetime64[D]").astype("i8")
    keys = (days[:, 0] << _BITS_OF_A_DAY) + days[:, 1]
    ids = pa.array(events["id"], pa.large_string())
    order = np.argsort(keys, kind="stable")  # hardly any work where most are in order
    keys, ids = keys[order], ids.take(pa.array(order))
    together = keys[1:] == keys[:-1]
    reversed_ids = together & pc.less(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    if reversed_ids.any():
        spans = np.concatenate([[0], np.cumsum(~together)])
        again = np.isin(spans, spans[1:][reversed_ids])
        by_id = pa.table({"span": spans[again], "id": ids.filter(pa.array(again))})
        names = [("span", "ascending"), ("id", "ascending")]
        order[again] = order[again][pc.sort_indices(by_id, sort_keys=names).to_numpy()]
    return events.take(order).set_index("id")


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """Return control rows with ``first``, ``end`` and how exactly each is known."""
    begin, end = frame["valid_from"], frame["valid_to"]
    return frame.assign(
        first=_days(begin, lambda known: known.first),
        end=_days(end, lambda known: known.first),
        first_precision=_precisions(begin),
        end_precision=_precisions(end),
    )


def rows_by_district(
    frame: pd.DataFrame, districts: Iterable[str]
) -> dict[str, list[dict[Any, Any]]]:
    """Return the rows of claims or intervals of each district wanted, in the order of the frame.

    All are made at once: to take the frame apart by district first takes more than twice as long.
    """
    rows: dict[str, list[dict[Any, Any]]] = {district: [] for district in districts}
    for row in frame[frame["district_id"].isin(list(rows))].to_dict(orient="records"):
        rows[row["district_id"]].append(row)
    return rows


def falls_into(claim: Mapping[Any, Any], interval: Mapping[Any, Any]) -> bool:
    """Tell whether a claim (``first``, ``last``) speaks of a day inside an interval.

    The interval is half-open: ``first`` is in it, ``end`` is not; NaT means that it lasts.
    """
    if claim["last"] < interval["first"]:
        return False
    return bool(pd.isna(interval["end"]) or claim["first"] < interval["end"])


def _days(texts: pd.Series, day_of: Callable[[PartialDate], date]) -> pd.Series:
    """Return a day of each partial date; NaT where there is none."""
    codes, different = pd.factorize(texts)
    days = [day_of(parse_partial_date(text)) if text else None for text in different]
    return pd.Series(np.array([*days, None], "datetime64[s]")[codes], index=texts.index)


def _precisions(texts: pd.Series) -> pd.Series:
    """Return how exactly each date is known; None where there is none."""
    return by_unique(texts, lambda text: str(parse_partial_date(text).precision) if text else None)
