"""How long after it happened was it first reported? Events, and changes of control.

Only what is dated to the day, and was reported on a day that a source tells, has a number of days.
All else is left out by its reason, and named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.dates import Precision, parse_day, parse_partial_date
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.changes import changes_between
from damascus_map.query.control import intervals_of
from damascus_map.query.events import events_between
from damascus_map.query.reported_steps import own_claims
from damascus_map.query.selection import checked_choices
from damascus_map.query.series import LeftOut, Series

_REPORT: Final = ("reported", "source_id", "is_exact", "may_be_earlier")
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _First:
    """The first publication among some sources.

    Attributes
    ----------
    reported
        Civil day by which it had been published; None where no source tells its date.
    source_id
        Of the source.
    is_exact
        Whether the source tells the day.
    may_be_earlier
        Whether another source, which tells no date or only a month or a year, may be earlier.
    """

    reported: date | None = None
    source_id: str | None = None
    is_exact: bool = False
    may_be_earlier: bool = False


def reported_events(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> Series:
    """Return how long after it began each event of a time was first reported.

    Parameters
    ----------
    tables, begin, end, districts, types, confidence
        As `events_between`.

    Returns
    -------
    Series
        ``rows`` and ``events`` are those with a number of days, earliest first, with the columns
        of `events_between` and ``reported`` (civil day), ``source_id`` (of the first
        publication), ``may_be_earlier`` (another source, not dated to the day, may be earlier)
        and ``lag_days`` (below 0 for what was announced). Left out: `EARLIER`, `VAGUE`,
        `UNDATED` and `LOOSELY_REPORTED`.
    """
    first = parse_day(begin)
    found = events_between(
        tables, first, end, districts=districts, types=types, confidence=confidence
    )
    return _measured(tables, found, first)


def reported_changes(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> Series:
    """Return how long after its day each change of control or situation was first reported.

    A change is reported by a claim that no earlier interval of its district cites.

    Parameters
    ----------
    tables, districts
        As `changes_between`.
    begin, end
        First and last civil day.
    confidence
        Lowest confidence of the editors in what the change led to.

    Returns
    -------
    Series
        As `reported_events`; a change is called by its district and day, such as
        ``qaboun-2017-05-14``, and has ``extents_after`` and ``situation_after`` too.
    """
    changes = changes_of_time(tables, begin, end, districts=districts, confidence=confidence)
    return _measured(tables, changes, parse_day(begin))


def changes_of_time(
    tables: Tables,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    confidence: str = Confidence.LOW,
) -> pd.DataFrame:
    """Return the changes of a time, both ends inclusive, with the sources that reported them.

    Parameters
    ----------
    tables, begin, end, districts, confidence
        As `reported_changes`.

    Returns
    -------
    pandas.DataFrame
        As `changes_between`, indexed by an id, with ``first`` in place of ``on``, and
        ``district_ids`` and ``source_ids`` as events have them.
    """
    before = parse_day(begin) - _ONE_DAY
    changes = changes_between(tables, before, end, districts=districts)
    least = Confidence(checked_choices("confidence", [confidence], list(Confidence))[0]).rank
    is_wanted = np.array([Confidence(one).rank >= least for one in changes["confidence"]], bool)
    changes = changes[is_wanted].rename(columns={"on": "first"})
    changes["first"] = changes["first"].astype("datetime64[s]")
    own = _sources_of_intervals(tables)
    keys = list(zip(changes["district_id"], changes["first"].dt.date, strict=True))
    index = pd.Index([f"{district}-{day}" for district, day in keys], dtype=object, name="id")
    return changes.set_axis(index).assign(
        district_ids=pd.Series([(district,) for district, _ in keys], index, dtype=object),
        source_ids=pd.Series([own[key] for key in keys], index, dtype=object),
    )


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def _sources_of_intervals(tables: Tables) -> Mapping[tuple[str, date], tuple[str, ...]]:
    """Return the sources of what is an interval's own, by its district and first day."""
    source_of = tables.claims["source_id"]
    found = {}
    for district in tables.district_ids:
        intervals = intervals_of(tables, district).to_dict(orient="records")
        for position, row in enumerate(intervals):
            claims = own_claims(intervals, position)
            found[district, row["first"].date()] = tuple(source_of[claim] for claim in claims)
    return found


def _measured(tables: Tables, found: pd.DataFrame, begin: date) -> Series:
    """Return what happened with the days until it was reported, and apart what has none."""
    codes, lists = pd.factorize(found["source_ids"])
    published = {str(one): text for one, text in tables.sources["published"].items()}
    firsts = [_first_of(sources, published) for sources in lists]
    reports = pd.DataFrame(
        [[getattr(first, name) for name in _REPORT] for first in firsts],
        columns=list(_REPORT),
        dtype=object,
    ).take(codes)
    days = pd.to_datetime(reports["reported"]).to_numpy("datetime64[s]")
    found = found.assign(
        reported=days,
        source_id=reports["source_id"].to_numpy(),
        may_be_earlier=reports["may_be_earlier"].to_numpy(bool),
    )
    is_earlier = (found["first"] < pd.Timestamp(begin)).to_numpy()
    is_vague = (found["precision"] != Precision.DAY).to_numpy() & ~is_earlier
    is_undated = np.isnat(days) & ~(is_earlier | is_vague)
    is_loose = ~(reports["is_exact"].to_numpy(bool) | is_earlier | is_vague | is_undated)
    aside = {
        LeftOut.EARLIER: tuple(found.index[is_earlier]),
        LeftOut.VAGUE: tuple(found.index[is_vague]),
        LeftOut.UNDATED: tuple(found.index[is_undated]),
        LeftOut.LOOSELY_REPORTED: tuple(found.index[is_loose]),
    }
    told = found[~(is_earlier | is_vague | is_undated | is_loose)]
    told = told.assign(lag_days=(told["reported"] - told["first"]).dt.days.astype("int64"))
    return Series(told, told, {**dict.fromkeys(LeftOut, ()), **aside})


def _first_of(sources: Sequence[str], published: Mapping[str, Any]) -> _First:
    dated = {one: parse_partial_date(published[one]) for one in sources if published[one]}
    if not dated:
        return _First()
    reported, source = min((day.last, one) for one, day in dated.items())
    others = [day for one, day in dated.items() if one != source]
    return _First(
        reported,
        source,
        dated[source].precision == Precision.DAY,
        len(dated) < len(set(sources)) or any(day.first < reported for day in others),
    )
