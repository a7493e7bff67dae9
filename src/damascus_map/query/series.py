"""How do things add up over time? Ground by party, events by kind, deaths, people moved.

Nothing is more precise than its sources: what cannot be measured or dated is not put anywhere, but
named beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.model.dates import LONGEST_EVENT_DAYS, Bin, Precision, parse_day
from damascus_map.model.extents import measured_shares
from damascus_map.model.vocabulary import Confidence, EventType, Extent
from damascus_map.query.below import BELOW, is_below
from damascus_map.query.bins import EARLIER, VAGUE, bin_of, bins_between
from damascus_map.query.control import UNKNOWN, extents_in, intervals_of, status_of
from damascus_map.query.events import events_between
from damascus_map.query.selection import checked_choices, checked_districts, rows_with

PRESENT: Final = "present"
UNCERTAIN: Final = (PRESENT, UNKNOWN, BELOW)
"""Ground that nobody is counted to hold: see `area_by_party`."""

_DEATHS: Final = ["deaths_low", "deaths_best", "deaths_high"]
_SMALLEST_SHARE: Final = 0.001  # what rounding leaves of a district is nobody's


class LeftOut(StrEnum):
    """Why an event does not count."""

    EARLIER = "earlier"
    """It began before the time."""
    VAGUE = "vague"
    """Its date is not known well enough to tell the bin."""
    SUM = "sum"
    """It stands for so long a time that single events may be counted in it."""
    NO_FIGURE = "no_figure"
    """Its sources give no number."""
    ELSEWHERE = "elsewhere"
    """Districts are chosen, and it names none: it is of the whole city or the country."""
    UNDATED = "undated"
    """None of its sources tells when it was published."""
    LOOSELY_REPORTED = "loosely_reported"
    """Its first source tells no more than the month or the year."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """What adds up, and what does not.

    Attributes
    ----------
    rows
        The figures, earliest first.
    events
        The events counted, with the columns of `events_between`.
    left_out
        Ids of the events that are not counted, by the reason; every reason is there.
    """

    rows: pd.DataFrame
    events: pd.DataFrame
    left_out: Mapping[LeftOut, tuple[str, ...]]


def area_by_party(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> pd.DataFrame:
    """Return the area that each party held, as far as extents measure it.

    A party's part of a district is the width of its stripe on the map, where its extent
    measures. All else is uncertain. Steps, not measurements: see the decision on it.

    Parameters
    ----------
    tables
        The dataset.
    begin, end
        First and last civil day.
    districts
        Ids of the districts wanted; None for all.
    confidence
        Lowest confidence of the editors; ground below it is nobody's.

    Returns
    -------
    pandas.DataFrame
        One row for each time in which the figures stay the same: ``first`` and ``last`` day;
        square kilometres (measured in EPSG:32637) by party id; ``present`` (somebody is there,
        how far is not said), ``unknown`` and ``below`` (the confidence asked for), which sum with
        the parties to the area of the districts; ``precision`` of the least exactly known
        change on ``first`` (``day`` on `begin` itself).

    Raises
    ------
    InvalidDateError
        If a date is not a day, `end` lies before `begin`, or `begin` before the dataset.
    UnknownDistrictError, UnknownChoiceError
        If a district or the confidence does not exist.
    """
    first, last = parse_day(begin), parse_day(end)
    if last < first or first < tables.package.first_day:
        raise InvalidDateError(
            f"{first} to {last} is not a time of the dataset: expected days in their order, "
            f"from {tables.package.first_day} on"
        )
    least = Confidence(checked_choices("confidence", [confidence], list(Confidence))[0])
    held: dict[str, Mapping[str, float]] = {}
    rows: list[dict[str, Any]] = []
    for day, changes in _control_by_day(tables, checked_districts(tables, districts), first, last):
        precisions = []
        for row in changes:
            areas = _areas(tables, row, least)
            if areas != held.get(row["district_id"]):
                held[row["district_id"]] = areas
                precisions.append(Precision(row["first_precision"]))
        if precisions:
            exact = Precision.DAY if day == first else max(precisions, key=list(Precision).index)
            rows.append({"first": day, **_sums(held.values()), "precision": str(exact)})
    columns = ["first", *tables.party_ids, *UNCERTAIN, "precision"]
    frame = pd.DataFrame(rows, columns=columns)
    figures = [*tables.party_ids, *UNCERTAIN]
    frame[figures] = frame[figures].fillna(0.0).astype("float64")
    begins = pd.to_datetime(frame["first"]).astype("datetime64[s]")
    ends = (begins - pd.Timedelta(days=1)).shift(-1).fillna(pd.Timestamp(last))
    frame["first"] = begins
    frame.insert(1, "last", ends.astype("datetime64[s]"))
    return frame


def events_by_kind(  # noqa: PLR0913 - the filters of a view
    tables: Tables,
    begin: str | date,
    end: str | date,
    size: Bin,
    *,
    districts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> Series:
    """Return how many events of each kind began in each part of a time.

    Parameters
    ----------
    tables, begin, end, districts, types, confidence
        As `events_between`.
    size
        In what is counted.

    Returns
    -------
    Series
        ``rows`` has ``first`` and ``last`` day of each bin, and a column for each kind that
        occurs, in the order of the kinds. Left out: `EARLIER`, `VAGUE`.
    """
    first, last = parse_day(begin), parse_day(end)
    found = events_between(
        tables, first, last, districts=districts, types=types, confidence=confidence
    )
    bins = bins_between(first, last, size)
    counted, places, left_out = _binned(found, first, last, size)
    kinds = [str(kind) for kind in EventType if (counted["type"] == kind).any()]
    counts = {
        kind: np.bincount(places[(counted["type"] == kind).to_numpy()], minlength=len(bins))
        for kind in kinds
    }
    return Series(bins.assign(**counts), counted, {**_NOBODY, **left_out})


def deaths_over_time(  # noqa: PLR0913 - the filters of a view
    tables: Tables,
    begin: str | date,
    end: str | date,
    size: Bin,
    *,
    districts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> Series:
    """Return the deaths of the events that began in each part of a time, lowest to highest.

    An event whose source gives one figure has it as lowest and highest; of one that gives only a
    least number the highest is not known, and the least is taken.

    Parameters
    ----------
    tables, begin, end, districts, types, confidence
        As `events_between`.
    size
        In what is counted.

    Returns
    -------
    Series
        ``rows`` has ``first`` and ``last`` day of each bin; ``events`` with a figure; ``low`` and
        ``high``; ``best``, missing where an event has none; ``open``, the events that tell only a
        least number. Left out: all reasons; no figure comes first.
    """
    first, last = parse_day(begin), parse_day(end)
    found = events_between(
        tables, first, last, districts=districts, types=types, confidence=confidence
    )
    is_silent = found[_DEATHS].isna().all(axis=1).to_numpy()
    told, aside = _apart(found, is_silent, LeftOut.NO_FIGURE)
    told, elsewhere = _without_elsewhere(told, districts)
    days = (told["last"] - told["first"]).dt.days.to_numpy() + 1
    is_sum = (days > LONGEST_EVENT_DAYS) & (told["precision"] == Precision.DAY).to_numpy()
    told, sums = _apart(told, is_sum, LeftOut.SUM)
    bins = bins_between(first, last, size)
    counted, places, left_out = _binned(told, first, last, size)
    figures = _figures(counted)
    sums_by_bin = figures.groupby(places).sum().reindex(range(len(bins)), fill_value=0)
    lacking = sums_by_bin.pop("lacking")
    rows = bins.assign(**sums_by_bin.astype("Int64"))
    rows["best"] = rows["best"].mask((lacking > 0) | (rows["events"] == 0))
    return Series(rows, counted, {**_NOBODY, **aside, **elsewhere, **sums, **left_out})


def people_moved(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> Series:
    """Return the events in which people left, each with their number.

    Parameters
    ----------
    tables, begin, end, districts, types, confidence
        As `events_between`.

    Returns
    -------
    Series
        ``rows`` are events with ``people_moved``, earliest first. Left out: evacuations without
        a number (`NO_FIGURE`), `EARLIER` and `ELSEWHERE`.
    """
    first = parse_day(begin)
    found = events_between(
        tables, first, end, districts=districts, types=types, confidence=confidence
    )
    has_figure = found["people_moved"].notna()
    found = found[has_figure | (found["type"] == EventType.EVACUATION)]
    found, earlier = _apart(
        found, (found["first"] < pd.Timestamp(first)).to_numpy(), LeftOut.EARLIER
    )
    found, elsewhere = _without_elsewhere(found, districts)
    silent = found["people_moved"].isna().to_numpy()
    told, aside = _apart(found, silent, LeftOut.NO_FIGURE)
    return Series(told, told, {**_NOBODY, **earlier, **elsewhere, **aside})


_NOBODY: Final[Mapping[LeftOut, tuple[str, ...]]] = dict.fromkeys(LeftOut, ())
_Aside = Mapping[LeftOut, tuple[str, ...]]


def _control_by_day(
    tables: Tables, districts: Sequence[str], first: date, last: date
) -> list[tuple[date, list[Mapping[Any, Any]]]]:
    """Return the intervals that begin on each day of a time; what began before, on its first."""
    by_day: dict[date, list[Mapping[Any, Any]]] = {first: []}
    for district in districts:
        for row in intervals_of(tables, district).to_dict(orient="records"):
            if row["first"].date() <= last and (pd.isna(row["end"]) or row["end"].date() > first):
                by_day.setdefault(max(first, row["first"].date()), []).append(row)
    return sorted(by_day.items())


def _areas(tables: Tables, row: Mapping[Any, Any], least: Confidence) -> dict[str, float]:
    """Return the square kilometres of a district by who holds them in an interval."""
    area = float(tables.districts.loc[row["district_id"], "area_km2"])
    extents = extents_in(row, tables.party_ids)
    if is_below({**row, "status": status_of(extents)}, least):
        return {BELOW: area}
    shares = measured_shares(extents)
    rest = 1 - sum(shares.values())
    if rest > _SMALLEST_SHARE:
        shares[PRESENT if Extent.PRESENT in extents.values() else UNKNOWN] = rest
    return {holder: share * area for holder, share in shares.items()}


def _sums(areas: Any) -> dict[str, float]:
    sums: dict[str, float] = {}
    for one in areas:
        for holder, area in one.items():
            sums[holder] = sums.get(holder, 0.0) + area
    return sums


def _binned(
    events: pd.DataFrame, first: date, last: date, size: Bin
) -> tuple[pd.DataFrame, np.ndarray, _Aside]:
    """Return the events that lie in a bin, their bins, and those that lie in none."""
    places = bin_of(events, first, last, size)
    aside = {
        LeftOut.EARLIER: tuple(events.index[places == EARLIER]),
        LeftOut.VAGUE: tuple(events.index[places == VAGUE]),
    }
    return events[places >= 0], places[places >= 0], aside


def _apart(events: pd.DataFrame, rows: np.ndarray, reason: LeftOut) -> tuple[pd.DataFrame, _Aside]:
    """Return the events without some rows, and the ids of these."""
    return events[~rows], {reason: tuple(events.index[rows])}


def _without_elsewhere(
    events: pd.DataFrame, districts: Sequence[str] | None
) -> tuple[pd.DataFrame, _Aside]:
    """Return the events that name a district, where districts are chosen: people are of a place."""
    if districts is None:
        return events, {}
    return _apart(events, rows_with(events["district_ids"], lambda ids: not ids), LeftOut.ELSEWHERE)


def _figures(events: pd.DataFrame) -> pd.DataFrame:
    """Return low, best and high of each event, one standing for another that is not given."""
    low, best, high = (events[column].astype("Int64") for column in _DEATHS)
    known_low = low.fillna(best)
    known_high = high.fillna(best)
    is_open = known_high.isna()
    return pd.DataFrame(
        {
            "events": 1,
            "low": known_low.fillna(0),
            "best": best.fillna(0),
            "high": known_high.fillna(known_low),
            "open": is_open.astype("Int64"),
            "lacking": best.isna().astype("Int64"),
        }
    )
