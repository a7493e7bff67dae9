"""In which month, quarter or year does an event count? In none that it may not lie in."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import Bin, Precision

EARLIER: Final = -1
"""In place of a bin: it began before the time."""

VAGUE: Final = -2
"""In place of a bin: its date is not known well enough to tell."""

_MOST_BINS: Final = 40
_DAYS_A_MONTH: Final = 365.25 / 12
_MONTHS_KNOWN: Final = ((Precision.MONTH, 1), (Precision.YEAR, 12))


def bin_for(first: date, last: date) -> Bin:
    """Return the shortest part of the calendar of which a time has no more than can be read.

    Parameters
    ----------
    first, last
        First and last civil day of the time.
    """
    months = ((last - first).days + 1) / _DAYS_A_MONTH
    return next((one for one in Bin if months / one.months <= _MOST_BINS), Bin.YEAR)


def bins_between(first: date, last: date, size: Bin) -> pd.DataFrame:
    """Return the bins of a time, earliest first: ``first`` and ``last`` day, cut at its ends.

    Parameters
    ----------
    first, last
        First and last civil day of the time.
    size
        Length of a bin.

    Raises
    ------
    InvalidDateError
        If `last` lies before `first`.
    """
    if last < first:
        raise InvalidDateError(f"The end ({last}) lies before the beginning ({first}).")
    months = np.array([first, last], "datetime64[M]").astype("i8") // size.months
    edges = np.arange(months[0], months[1] + 2) * size.months
    days = edges.astype("datetime64[M]").astype("datetime64[D]")
    ends = days[1:] - 1
    begins = days[:-1]
    begins[0], ends[-1] = first, last
    return pd.DataFrame({"first": begins.astype("M8[s]"), "last": ends.astype("M8[s]")})


def bin_of(events: pd.DataFrame, first: date, last: date, size: Bin) -> np.ndarray:
    """Return the number of the bin that each event begins in, `EARLIER` or `VAGUE`.

    Parameters
    ----------
    events
        With ``first`` and ``precision``, each touching the time.
    first, last
        First and last civil day of the time.
    size
        Length of a bin.

    Returns
    -------
    numpy.ndarray
        Whole numbers, shape (events,): the place in `bins_between`. A beginning that is known
        to the month or the year only counts where all of it lies in one bin of the time.
    """
    begins = events["first"].to_numpy("datetime64[D]")
    known_last = begins.copy()
    precision = events["precision"].to_numpy()
    for level, months in _MONTHS_KNOWN:
        rows = precision == level
        over = begins[rows].astype("datetime64[M]") + months
        known_last[rows] = over.astype("datetime64[D]") - 1
    start, end = np.datetime64(first, "D"), np.datetime64(last, "D")
    numbers = _number(begins, size)
    is_sure = (begins >= start) & (known_last <= end) & (numbers == _number(known_last, size))
    placed = np.where(is_sure, numbers - _number(np.array([start]), size), VAGUE)
    return np.where(known_last < start, EARLIER, placed)


def _number(days: np.ndarray, size: Bin) -> np.ndarray:
    return days.astype("datetime64[M]").astype("i8") // size.months
