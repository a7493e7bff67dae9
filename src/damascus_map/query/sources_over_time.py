"""When does the number of publishers jump? A change of sources can look like one on the ground.

The half-year is the unit: in shorter ones the number jumps by the chance of a single document.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables

_MONTHS: Final = 6
_LEAST_FACTOR: Final = 2
_LEAST_DIFFERENCE: Final = 3


def source_changes(tables: Tables) -> pd.DataFrame:
    """Return the half-years with far more, or far fewer, publishers than the one before.

    A publisher counts in a half-year if it reports an event that begins there. The number jumps
    where it at least doubles or halves, and differs by at least three.

    Parameters
    ----------
    tables
        The dataset.

    Returns
    -------
    pandas.DataFrame
        One row a jump, earliest first: ``day`` (the first of the half-year), and the number of
        publishers ``before`` and ``after``. Before the first and after the last event none jumps.
    """
    counts = _sources_by_half_year(tables)
    after = counts.to_numpy()[1:]
    before = counts.to_numpy()[:-1]
    low, high = np.minimum(before, after), np.maximum(before, after)
    jumps = (high >= _LEAST_FACTOR * low) & (high - low >= _LEAST_DIFFERENCE)
    months = (counts.index.to_numpy(dtype="i8")[1:] * _MONTHS).astype("datetime64[M]")
    days = months.astype("datetime64[s]")
    return pd.DataFrame({"day": days[jumps], "before": before[jumps], "after": after[jumps]})


def _sources_by_half_year(tables: Tables) -> pd.Series:
    """Return the number of publishers by half-year, counted from 1970, none left out between."""
    events = tables.events
    months = events["first"].to_numpy("datetime64[M]").astype("i8")
    lists, cited = pd.factorize(events["source_ids"])
    # Many events cite the same: each pair of a half-year and a list is looked at once.
    pairs = pd.DataFrame({"half": months // _MONTHS, "list": lists}).drop_duplicates()
    sources = pd.Series(cited, dtype=object).loc[pairs["list"]].set_axis(pairs["half"]).explode()
    counts = sources.map(tables.sources["publisher"]).groupby(level=0).nunique()
    if counts.empty:
        return counts
    return counts.reindex(range(counts.index[0], counts.index[-1] + 1), fill_value=0)
