"""The claims that a district's status on a day rests on, with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.dates import parse_day
from damascus_map.query.control import control_on


def sources_named(tables: Tables) -> pd.DataFrame:
    """Return what names a source beside a claim: publisher, ``source_title``, published, url."""
    named = tables.sources[["publisher", "title", "published", "url"]]
    return named.rename(columns={"title": "source_title"})


def _known_first(column: pd.Series) -> pd.Series:
    return column.isna() if column.name == "extent" else column


def claims_on(tables: Tables, district: str, on: str | date) -> pd.DataFrame:
    """Return the claims cited for a district on a day, those that speak of that day first.

    Of these, the claims that say how far a party holds it come before those on the situation.

    Parameters
    ----------
    tables
        The dataset.
    district
        Its id.
    on
        Civil day in Damascus.

    Returns
    -------
    pandas.DataFrame
        Indexed by claim id: the columns of ``claims.csv``, ``first`` and ``last`` (days,
        inclusive), ``publisher``, ``source_title``, ``published`` and ``url`` of the source, and
        ``days_away``: 0 where the claim speaks of the day itself.

    Raises
    ------
    InvalidDateError, UnknownDistrictError
        As `control_on`.
    """
    state = control_on(tables, on, districts=[district]).iloc[0]
    return with_sources(tables, state["claim_ids"], on)


def with_sources(tables: Tables, claim_ids: Iterable[str], on: str | date) -> pd.DataFrame:
    """Return claims as `claims_on` does: with their sources, those that speak of a day first."""
    cited = tables.claims.loc[list(claim_ids)]
    day = pd.Timestamp(parse_day(on))
    before = (cited["first"] - day).dt.days.clip(lower=0)
    after = (day - cited["last"]).dt.days.clip(lower=0)
    return (
        cited.join(sources_named(tables), on="source_id")
        .assign(days_away=before + after)
        .sort_values(["days_away", "extent", "first"], kind="stable", key=_known_first)
    )
