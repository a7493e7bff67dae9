"""The rules within and between tables; each takes typed frames and returns findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import pandas as pd

from damascus_map.data.files import LINE
from damascus_map.data.rulebook import finding
from damascus_map.data.schema import CLAIMS, PARTIES, RESERVED_IDS, SOURCES, STORY, Table
from damascus_map.errors import Finding
from damascus_map.model.vocabulary import PlacePrecision

_PLACES_WITH_COORDINATES = (PlacePrecision.POINT, PlacePrecision.STREET)


def check_reversed(frame: pd.DataFrame, table: Table, begin: str, until: str) -> list[Finding]:
    """Return a finding for each row whose end lies before its beginning."""
    wrong = frame[frame["last"] < frame["first"]]
    return [
        finding(
            "reversed-dates",
            table.path,
            row=row[LINE],
            column=until,
            value=row[until],
            begin=row[begin],
            end=row[until],
        )
        for row in wrong.to_dict(orient="records")
    ]


def check_events(events: pd.DataFrame, table: Table) -> list[Finding]:
    """Return what is wrong with the deaths and the coordinates of events."""
    checks = (_check_deaths, _check_coordinates, _check_half_coordinates)
    return [found for check in checks for found in check(events, table)]


def _check_deaths(events: pd.DataFrame, table: Table) -> list[Finding]:
    """Return a finding for each event whose deaths are not in the order low, best, high."""
    deaths = events[["deaths_low", "deaths_best", "deaths_high"]].astype("Float64")
    low, best, high = (deaths[name] for name in deaths)
    wrong = (
        (low > best).fillna(value=False)
        | (best > high).fillna(value=False)
        | (low > high).fillna(value=False)
    )
    return [
        finding(
            "deaths-order",
            table.path,
            row=row[LINE],
            column="deaths_best",
            value=", ".join("" if pd.isna(row[name]) else str(row[name]) for name in deaths),
        )
        for row in events[wrong.to_numpy(dtype=bool)].to_dict(orient="records")
    ]


def _check_coordinates(events: pd.DataFrame, table: Table) -> list[Finding]:
    """Return a finding for each event with coordinates finer than its place precision."""
    placed = events["lon"].notna() | events["lat"].notna()
    wrong = events[placed & ~events["place_precision"].isin(_PLACES_WITH_COORDINATES)]
    return [
        finding(
            "coordinates-precision",
            table.path,
            row=row[LINE],
            column="lon",
            value=row["lon"],
            precision=row["place_precision"],
        )
        for row in wrong.to_dict(orient="records")
    ]


def _check_half_coordinates(events: pd.DataFrame, table: Table) -> list[Finding]:
    """Return a finding for each event that has a longitude or a latitude, but not both."""
    wrong = events[events["lon"].isna() != events["lat"].isna()]
    return [
        finding(
            "half-coordinates",
            table.path,
            row=row[LINE],
            column="lat" if pd.isna(row["lat"]) else "lon",
        )
        for row in wrong.to_dict(orient="records")
    ]


def check_story(story: pd.DataFrame, first_day: date | None) -> list[Finding]:
    """Return a finding for each step of a story that shows no day of the dataset, or cites nothing.

    Parameters
    ----------
    story
        With ``first``.
    first_day
        First day of the dataset; None where it is not known.
    """
    cites = story["claim_ids"].map(bool) | story["source_ids"].map(bool)
    findings = [
        finding("step-without-evidence", STORY.path, row=line, column="claim_ids")
        for line in story.loc[~cites.astype(bool), LINE]
    ]
    if first_day is None:
        return findings
    early = story[story["first"] < pd.Timestamp(first_day)]
    return findings + [
        finding(
            "before-first-day",
            STORY.path,
            row=row[LINE],
            column="date",
            value=row["date"],
            expected=first_day,
        )
        for row in early.to_dict(orient="records")
    ]


def check_party_ids(parties: pd.DataFrame) -> list[Finding]:
    """Return a finding for each party whose id is the name of a column beside the parties'."""
    wrong = parties[parties["id"].isin(RESERVED_IDS)]
    return [
        finding("reserved-id", PARTIES.path, row=row[LINE], column="id", value=row["id"])
        for row in wrong.to_dict(orient="records")
    ]


def check_references(
    frame: pd.DataFrame, table: Table, ids: Mapping[str, Collection[str]]
) -> list[Finding]:
    """Return a finding for each id that is cited and does not exist.

    Parameters
    ----------
    frame, table
        The table that cites.
    ids
        The ids that exist, by table; a table that could not be read is left out.
    """
    findings = []
    for column in table.columns:
        if column.refers_to is None or column.refers_to not in ids:
            continue
        cited = frame[column.name].dropna()
        known = ids[column.refers_to]
        wrong = {cell: unknown for cell in cited.unique() if (unknown := _unknown_in(cell, known))}
        rows = cited[cited.isin(list(wrong))] if wrong else cited[:0]
        example = min(filter(None, known), default="") if wrong else ""
        for line, cell in zip(frame[LINE].loc[rows.index], rows, strict=True):
            findings += [
                finding(
                    "unknown-reference",
                    table.path,
                    row=line,
                    column=column.name,
                    value=value,
                    table=column.refers_to,
                    known=example,
                )
                for value in wrong[cell]
            ]
    return findings


def _unknown_in(cell: str | tuple[str, ...], known: Collection[str]) -> list[str]:
    return [value for value in ((cell,) if isinstance(cell, str) else cell) if value not in known]


def check_all_used(
    claims: pd.DataFrame, sources: pd.DataFrame, events: pd.DataFrame, control: pd.DataFrame
) -> list[Finding]:
    """Return a warning for each source and claim that nothing rests on."""
    cited_claims = set().union(*control["claim_ids"].unique())
    cited_sources = set(claims["source_id"]).union(*events["source_ids"].unique())
    return [
        *_unused(claims, CLAIMS, cited_claims, "claim_ids"),
        *_unused(sources, SOURCES, cited_sources, "source_ids"),
    ]


def _unused(
    frame: pd.DataFrame, table: Table, cited: Collection[str], reference: str
) -> Iterator[Finding]:
    for line, value in zip(frame[LINE], frame["id"], strict=True):
        if value not in cited:
            place = {"row": line, "column": "id", "value": value}
            yield finding("unused", table.path, **place, reference=reference)
