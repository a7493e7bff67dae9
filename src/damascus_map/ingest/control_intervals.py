"""Intervals of control made of what the rows of a table say: without gaps, the unsaid unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import pandas as pd

from damascus_map.data.control_rules import check_extents
from damascus_map.data.files import LINE
from damascus_map.errors import Finding
from damascus_map.ingest.control_findings import found
from damascus_map.ingest.control_kept import NOTHING_SAID
from damascus_map.ingest.control_statements import Statement
from damascus_map.model.vocabulary import Confidence, Situation

Row = dict[str, str]
Claims = Mapping[int, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class _Time:
    """A time in which the same rows hold in a district; it lasts until the next one begins."""

    district: str
    begin: str
    holding: tuple[Statement, ...]


def contradictions(
    statements: Sequence[Statement], parties: Sequence[str], first_day: date, file: str
) -> list[Finding]:
    """Return findings where rows that hold at the same time exclude each other.

    Parameters
    ----------
    statements
        Of the table.
    parties
        Ids of all parties.
    first_day
        First civil day of the dataset.
    file
        Name of the table.
    """
    faults: dict[tuple[object, ...], Finding] = {}
    for time in _times(statements, first_day):
        for fault in (*_two_extents(time, file), *_excluded(time, parties, file)):
            faults.setdefault((fault.rule, fault.row, fault.value), fault)
    return list(faults.values())


def intervals_of(statements: Sequence[Statement], claims: Claims, first_day: date) -> list[Row]:
    """Return the rows of ``control.csv`` for the districts of which a table speaks.

    Parameters
    ----------
    statements
        Of the table, without contradictions.
    claims
        By the row of the statement.
    first_day
        First civil day of the dataset.
    """
    rows: list[Row] = []
    for time in _times(statements, first_day):
        row = _interval(time, claims)
        before = rows[-1] if rows and rows[-1]["district_id"] == time.district else None
        if before is not None and _said(before) == _said(row):
            continue
        if before is not None:
            before["valid_to"] = time.begin
        rows.append(row)
    return rows


def _times(statements: Sequence[Statement], first_day: date) -> Iterable[_Time]:
    """Yield the times between the days that a table names, district by district, earliest first."""
    ordered = sorted(statements, key=lambda one: one.district)
    for district, group in groupby(ordered, key=lambda one: one.district):
        said = list(group)
        days = {first_day: first_day.isoformat()}
        for known in (edge for one in said for edge in (one.begin, one.end) if edge is not None):
            text = days.get(known.first, "")
            days[known.first] = max(text, known.text, key=len)  # the day says more than the month
        for day in sorted(days):
            holding = tuple(
                one
                for one in said
                if one.begin.first <= day and (one.end is None or day < one.end.first)
            )
            yield _Time(district, days[day], holding)


def _interval(time: _Time, claims: Claims) -> Row:
    row = {"district_id": time.district, "valid_from": time.begin, "valid_to": ""}
    row |= {one.party: one.extent for one in time.holding if one.party and one.extent}
    situations = {each for one in time.holding for each in one.situation}
    levels = [Confidence(one.confidence) for one in time.holding]
    cited = [claim["id"] for one in time.holding for claim in claims[one.row]]
    row["situation"] = ";".join(each for each in Situation if each in situations)
    row["confidence"] = min(levels, key=lambda level: level.rank, default=Confidence.LOW).value
    row["claim_ids"] = ";".join(cited)
    row["note"] = "" if time.holding else NOTHING_SAID
    return row


def _said(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if name not in ("valid_from", "valid_to")}


def _two_extents(time: _Time, file: str) -> Iterable[Finding]:
    """Yield a finding for each party of which two rows say different extents."""
    first: dict[str, Statement] = {}
    for one in time.holding:
        if one.party is None:
            continue
        other = first.setdefault(one.party, one)
        if other.extent != one.extent:
            about = {"party": one.party, "district": one.district, "other": other.row}
            value = one.extent
            yield found("two-extents", file, one.row, value=value, begin=time.begin, **about)


def _excluded(time: _Time, parties: Sequence[str], file: str) -> Iterable[Finding]:
    """Yield a finding where the extents of parties exclude each other, at the last row of them."""
    extents = {one.party: one.extent for one in time.holding}
    if time.holding:
        row = {party: extents.get(party) for party in parties}
        last = max(one.row for one in time.holding)
        frame = pd.DataFrame([{**row, LINE: last}], dtype=object)
        for fault in check_extents(frame, parties):
            yield replace(fault, file=file)
