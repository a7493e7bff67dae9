"""A dataset opened for asking: the query functions as methods of one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from damascus_map.data.load import load
from damascus_map.data.tables import Tables
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.changes import changes_between
from damascus_map.query.contributions import contributions
from damascus_map.query.control import control_on
from damascus_map.query.disagreements import disagreements
from damascus_map.query.events import events_between
from damascus_map.query.evidence import claims_on
from damascus_map.query.ledger import Ledger, ledger_of
from damascus_map.query.published import lags
from damascus_map.query.reported import as_reported_by


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset in memory, with the questions that can be put to it.

    Attributes
    ----------
    tables
        Its frames. Every method returns new frames and changes none of these.
    """

    tables: Tables

    def control_on(
        self, on: str | date, *, districts: Sequence[str] | None = None, window: int | None = 1
    ) -> gpd.GeoDataFrame:
        """Return who held each district on one day: see `query.control.control_on`."""
        return control_on(self.tables, on, districts=districts, window=window)

    def as_reported_by(
        self,
        on: str | date,
        by: str | date,
        *,
        districts: Sequence[str] | None = None,
        window: int | None = 1,
    ) -> gpd.GeoDataFrame:
        """Return the same as it could be known on a day: see `query.reported.as_reported_by`."""
        return as_reported_by(self.tables, on, by, districts=districts, window=window)

    def claims_on(self, district: str, on: str | date) -> pd.DataFrame:
        """Return what a district's status rests on: see `query.evidence.claims_on`."""
        return claims_on(self.tables, district, on)

    def events_between(
        self,
        begin: str | date | None,
        end: str | date,
        *,
        districts: Sequence[str] | None = None,
        types: Sequence[str] | None = None,
        confidence: str = Confidence.LOW,
    ) -> pd.DataFrame:
        """Return what happened between two days: see `query.events.events_between`."""
        return events_between(
            self.tables, begin, end, districts=districts, types=types, confidence=confidence
        )

    def changes_between(
        self, begin: str | date, end: str | date, *, districts: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Return what changed between two days: see `query.changes.changes_between`."""
        return changes_between(self.tables, begin, end, districts=districts)

    def lags(self) -> pd.DataFrame:
        """Return how late each claim and event was published: see `query.published.lags`."""
        return lags(self.tables)

    def disagreements(self, district: str | None = None) -> pd.DataFrame:
        """Return where sources differ: see `query.disagreements.disagreements`."""
        return disagreements(self.tables, district)

    def ledger_of(self, district: str) -> Ledger:
        """Return a district's intervals with all that was said: see `query.ledger.ledger_of`."""
        return ledger_of(self.tables, district)

    def contributions(self) -> pd.DataFrame:
        """Return what rests on each source: see `query.contributions.contributions`."""
        return contributions(self.tables)


def open_dataset(path: str | Path | None = None) -> Dataset:
    """Open a dataset folder and check it against the data contract.

    Parameters
    ----------
    path
        The folder that holds ``datapackage.json``; None for the five districts of Damascus
        that come with the program.

    Raises
    ------
    DatasetNotFoundError
        If there is no such folder.
    InvalidDatasetError
        If the dataset breaks the contract; every finding is in its `findings`.

    Examples
    --------
    >>> import damascus_map as dm
    >>> ds = dm.open_dataset()
    >>> ds.control_on("2017-05-07").loc["qaboun", "opposition"]
    <Extent.MOST: 'most'>
    """
    return Dataset(load(path))
