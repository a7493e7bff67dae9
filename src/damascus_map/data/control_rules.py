"""The rules for control intervals: gapless, logical, and resting on claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from damascus_map.data.files import LINE
from damascus_map.data.rulebook import finding
from damascus_map.data.tables import falls_into, rows_by_district
from damascus_map.errors import Finding
from damascus_map.model.vocabulary import Extent

_PATH: Final = "data/control.csv"

Row = Mapping[Any, Any]


def check_sequence(
    control: pd.DataFrame, districts: Sequence[str], first_day: date
) -> list[Finding]:
    """Return findings where a district's intervals leave gaps, overlap, or do not reach today.

    Parameters
    ----------
    control
        Intervals with ``first`` and ``end`` (half-open), in the order of the file.
    districts
        Ids of all districts: each needs intervals.
    first_day
        Civil day on which the first interval of each district begins.
    """
    findings: list[Finding] = []
    by_district = rows_by_district(control.sort_values(["first", LINE]), districts)
    for district, rows in by_district.items():
        findings += _sequence_of(district, rows, first_day)
    return findings


def _sequence_of(district: str, rows: Sequence[Row], first_day: date) -> Iterator[Finding]:
    if not rows:
        yield finding("no-interval", _PATH, value=district, district=district, expected=first_day)
        return
    if rows[0]["first"].date() != first_day:
        place = {"row": rows[0][LINE], "column": "valid_from", "value": rows[0]["valid_from"]}
        yield finding("first-day", _PATH, **place, district=district, expected=first_day)
    for row in rows:
        if row["end"] <= row["first"]:
            yield finding(
                "reversed-dates",
                _PATH,
                row=row[LINE],
                column="valid_to",
                value=row["valid_to"],
                begin=row["valid_from"],
                end=row["valid_to"],
            )
    for before, after in pairwise(rows):
        yield from _joint(district, before, after)
    if not pd.isna(rows[-1]["end"]):
        place = {"row": rows[-1][LINE], "column": "valid_to", "value": rows[-1]["valid_to"]}
        yield finding("not-open", _PATH, **place, district=district)


def _joint(district: str, before: Row, after: Row) -> Iterator[Finding]:
    if pd.isna(before["end"]):
        place = {"row": before[LINE], "column": "valid_to"}
        yield finding(
            "open-too-early", _PATH, **place, district=district, begin=after["valid_from"]
        )
    elif before["end"] != after["first"]:
        yield finding(
            "gap" if before["end"] < after["first"] else "overlap",
            _PATH,
            row=after[LINE],
            column="valid_from",
            value=after["valid_from"],
            district=district,
            end=before["valid_to"],
            begin=after["valid_from"],
        )


def check_extents(control: pd.DataFrame, parties: Sequence[str]) -> list[Finding]:
    """Return findings where the extents of one interval exclude each other."""
    findings: list[Finding] = []
    for row in control.to_dict(orient="records"):
        extents = {party: row[party] for party in parties if row[party] is not None}
        for rule, breach in _EXTENT_RULES.items():
            value = breach(extents)
            if value:
                findings.append(finding(rule, _PATH, row=row[LINE], value=value, others=value))
    return findings


def _others_beside_whole(extents: Mapping[str, str]) -> str:
    if Extent.WHOLE not in extents.values():
        return ""
    holders = [party for party, extent in extents.items() if extent == Extent.WHOLE]
    others = [
        party for party, extent in extents.items() if extent != Extent.NONE and party != holders[0]
    ]
    return ", ".join(others)


def _several_most(extents: Mapping[str, str]) -> str:
    parties = [party for party, extent in extents.items() if extent == Extent.MOST]
    return ", ".join(parties) if len(parties) > 1 else ""


def _sharing_alone(extents: Mapping[str, str]) -> str:
    there = [party for party, extent in extents.items() if extent != Extent.NONE]
    shares = Extent.SHARED in extents.values()
    return there[0] if shares and len(there) == 1 else ""


_EXTENT_RULES: Final[Mapping[str, Callable[[Mapping[str, str]], str]]] = {
    "whole-not-alone": _others_beside_whole,
    "two-most": _several_most,
    "shared-alone": _sharing_alone,
}


def check_claims_cited(
    control: pd.DataFrame, claims: pd.DataFrame, parties: Sequence[str]
) -> list[Finding]:
    """Return findings where an interval cites no claim of its district and time.

    An interval in which nothing is known (every extent and the situation empty) needs none.

    Parameters
    ----------
    control
        Intervals with ``first`` and ``end`` (half-open).
    claims
        Claims with ``first`` and ``last`` (inclusive), and the column ``id``.
    parties
        Ids of the parties, each a column of `control`.
    """
    known = {row["id"]: row for row in claims.to_dict(orient="records")}
    findings: list[Finding] = []
    for row in control.to_dict(orient="records"):
        cited = [known[claim] for claim in row["claim_ids"] if claim in known]
        foreign = [claim for claim in cited if claim["district_id"] != row["district_id"]]
        findings += [
            finding(
                "claim-of-other-district",
                _PATH,
                row=row[LINE],
                column="claim_ids",
                value=claim["id"],
                other=claim["district_id"],
                district=row["district_id"],
            )
            for claim in foreign
        ]
        says_something = row["situation"] or any(row[party] is not None for party in parties)
        if says_something and not any(_speaks_of(claim, row) for claim in cited):
            findings.append(
                finding(
                    "no-claim",
                    _PATH,
                    row=row[LINE],
                    column="claim_ids",
                    value=";".join(row["claim_ids"]),
                )
            )
    return findings


def _speaks_of(claim: Row, interval: Row) -> bool:
    return claim["district_id"] == interval["district_id"] and falls_into(claim, interval)
