"""The frames of a dataset, typed: what everything above this layer works on.

Dates stand as ``datetime64`` columns beside the text they were read from. An interval in time
has ``first`` (its first day) and either ``last`` (its last day) or ``end`` (the first day on
which it no longer holds; NaT while it still does).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from damascus_map.data.cells import by_unique, split_list
from damascus_map.data.files import LINE
from damascus_map.data.schema import CellKind, Table
from damascus_map.errors import Finding
from damascus_map.model.dates import PartialDate, parse_partial_date


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
    content_hash
        SHA-256 over all files of the dataset, hexadecimal.
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
    content_hash: str


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
    gazetteer
        Rows of names for placing, in the order of the file.
    context
        GeoJSON feature collections (WGS84) of the layers drawn for orientation.
    findings
        Warnings that did not keep the dataset from being opened.
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
    context: Mapping[str, Mapping[str, Any]]
    findings: tuple[Finding, ...]

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


def typed_frame(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a table of checked texts with each column in its type.

    Lists become tuples, whole numbers ``Int64``, numbers ``float64``; empty choices and
    references become None; dates stay texts. A column that may be left out is filled in.
    """
    columns: dict[str, Any] = {LINE: frame[LINE]}
    for column in table.columns:
        if column.name not in frame.columns:
            columns[column.name] = pd.Series("", index=frame.index, dtype="str")
            continue
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
    ends = frame[until].where(frame[until] != "", frame[begin])
    return frame.assign(
        first=_days(frame[begin], lambda known: known.first),
        last=_days(ends, lambda known: known.last),
        precision=_precisions(frame[begin]),
    )


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """Return control rows with ``first``, ``end`` and how exactly each is known."""
    begin, end = frame["valid_from"], frame["valid_to"]
    return frame.assign(
        first=_days(begin, lambda known: known.first),
        end=_days(end, lambda known: known.first),
        first_precision=_precisions(begin),
        end_precision=_precisions(end),
    )


def falls_into(claim: Mapping[Any, Any], interval: Mapping[Any, Any]) -> bool:
    """Tell whether a claim (``first``, ``last``) speaks of a day inside an interval.

    The interval is half-open: ``first`` is in it, ``end`` is not; NaT means that it lasts.
    """
    if claim["last"] < interval["first"]:
        return False
    return bool(pd.isna(interval["end"]) or claim["first"] < interval["end"])


def _days(texts: pd.Series, day_of: Callable[[PartialDate], date]) -> pd.Series:
    """Return a day of each partial date; NaT where there is none."""
    days = by_unique(texts, lambda text: day_of(parse_partial_date(text)) if text else None)
    return days.astype("datetime64[s]")


def _precisions(texts: pd.Series) -> pd.Series:
    """Return how exactly each date is known; None where there is none."""
    return by_unique(texts, lambda text: str(parse_partial_date(text).precision) if text else None)
