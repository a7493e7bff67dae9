"""Opening a dataset folder: read, check, type. The only door to the files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from damascus_map.data.control_rules import check_claims_cited, check_extents, check_sequence
from damascus_map.data.files import LINE, read_json
from damascus_map.data.geography import (
    as_indexed,
    check_collection,
    check_districts,
    districts_frame,
)
from damascus_map.data.imported import (
    ImportedRows,
    joined_events,
    joined_sources,
    read_imports,
    restricted_sources,
)
from damascus_map.data.package import read_package
from damascus_map.data.rulebook import finding
from damascus_map.data.rules import (
    check_all_used,
    check_events,
    check_party_ids,
    check_references,
    check_reversed,
    check_story,
)
from damascus_map.data.schema import (
    CLAIMS,
    CONTEXT_PATHS,
    DISTRICTS_PATH,
    EVENTS,
    GAZETTEER,
    PACKAGE_PATH,
    PARTIES,
    RESERVED_IDS,
    SOURCES,
    STORY,
    Table,
    control_table,
)
from damascus_map.data.tables import (
    Package,
    Tables,
    checked_table,
    in_order_of_time,
    typed_frame,
    with_interval,
    with_span,
)
from damascus_map.errors import DatasetNotFoundError, Finding, InvalidDatasetError

_PACKAGED: Final = Path(__file__).parent.parent / "dataset"
_CHECKOUT: Final = Path(__file__).parents[3]


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and everything found on the way."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    imported: list[ImportedRows] = field(default_factory=list)
    package: Package | None = None
    districts: gpd.GeoDataFrame | None = None
    context: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def has_errors(self) -> bool:
        return any(found.severity == "error" for found in self.findings)


def default_path() -> Path:
    """Return the folder of the default dataset: the checkout's root, or the installed copy."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def load(path: str | Path | None = None) -> Tables:
    """Read a dataset and hold it to the contract.

    Parameters
    ----------
    path
        A dataset folder; None for the default one.

    Raises
    ------
    DatasetNotFoundError
        If there is no folder at `path`.
    InvalidDatasetError
        If the dataset breaks the contract; it carries every finding.
    """
    folder, reading = _read(path)
    if reading.has_errors() or reading.package is None or reading.districts is None:
        raise InvalidDatasetError(str(folder), reading.findings)
    frames = reading.frames
    events = in_order_of_time(frames["events"])
    return Tables(
        path=folder,
        package=reading.package,
        districts=as_indexed(reading.districts),
        parties=frames["parties"].sort_values("order", kind="stable").set_index("id"),
        sources=frames["sources"].set_index("id"),
        claims=frames["claims"].set_index("id"),
        control=frames["control"]
        .sort_values(["district_id", "first"], kind="stable")
        .reset_index(drop=True),
        events=events,
        events_reach=events["last"].cummax().to_numpy(),
        gazetteer=frames["gazetteer"],
        story=frames["story"].sort_values("order", kind="stable").set_index("id"),
        context=reading.context,
        findings=tuple(reading.findings),
        restricted_sources=restricted_sources(reading.imported),
    )


def findings_of(path: str | Path | None = None) -> tuple[Finding, ...]:
    """Return every finding about a dataset, errors and warnings, without opening it.

    Raises
    ------
    DatasetNotFoundError
        If there is no folder at `path`.
    """
    _, reading = _read(path)
    return tuple(reading.findings)


def _read(path: str | Path | None) -> tuple[Path, _Reading]:
    folder = default_path() if path is None else Path(path)
    if not os.path.isdir(folder):  # noqa: PTH112 - it has an answer for any text
        raise DatasetNotFoundError(
            f"There is no dataset folder at {folder}. Give the folder that holds {PACKAGE_PATH}."
        )
    reading = _Reading(folder)
    reading.package, reading.findings = read_package(folder)
    _read_layers(reading)
    parties = _read_parties(reading)
    for table in (SOURCES, CLAIMS, EVENTS, GAZETTEER, STORY):
        _read_table(reading, table)
    if "parties" in reading.frames:  # else the columns of control.csv cannot be judged
        _read_table(reading, control_table(parties))
    _type_times(reading)
    if reading.package is not None:
        reading.imported, findings = read_imports(folder, reading.package)
        reading.findings += findings
    _check_references(reading, parties)
    _join_imports(reading)
    _check_control(reading, parties)
    return folder, reading


def _read_layers(reading: _Reading) -> None:
    districts = _read_collection(reading, DISTRICTS_PATH)
    if districts is not None and not districts["features"]:
        reading.findings.append(finding("nothing-there", DISTRICTS_PATH))
    elif districts is not None:
        frame = districts_frame(districts)
        centre = reading.package.centre if reading.package else None
        reading.findings += check_districts(frame, centre)
        reading.districts = frame
    for name, path in CONTEXT_PATHS.items():
        if _is_left_out(reading, path):
            continue
        collection = _read_collection(reading, path)
        if collection is not None:
            reading.context[name] = collection


def _read_collection(reading: _Reading, path: str) -> Mapping[str, Any] | None:
    content, findings = read_json(reading.folder, path)
    if content is not None:
        findings = [*findings, *check_collection(content, path)]
    reading.findings += findings
    return None if findings else content


def _read_parties(reading: _Reading) -> tuple[str, ...]:
    _read_table(reading, PARTIES)
    frame = reading.frames.get("parties")
    if frame is None:
        return ()
    reading.findings += check_party_ids(frame)
    usable = frame[~frame["id"].isin(RESERVED_IDS)]
    return tuple(usable.sort_values("order", kind="stable")["id"])


def _read_table(reading: _Reading, table: Table) -> None:
    """Read one table; it joins `reading.frames` only if every cell is good."""
    if not table.required and _is_left_out(reading, table.path):
        empty = pd.DataFrame(columns=[*table.column_names], dtype="str").assign(**{LINE: []})
        reading.frames[table.name] = typed_frame(empty, table)
        return
    frame, findings = checked_table(reading.folder, table)
    reading.findings += findings
    if frame is not None:
        reading.frames[table.name] = frame


def _is_left_out(reading: _Reading, path: str) -> bool:
    """Tell whether a file that need not be there is not, and the package does not name it."""
    named = reading.package is not None and path in reading.package.files
    return not named and not (reading.folder / path).exists()


def _type_times(reading: _Reading) -> None:
    frames = reading.frames
    for table, begin, until in ((CLAIMS, "on", "until"), (EVENTS, "date", "date_to")):
        if table.name in frames:
            frames[table.name] = with_span(frames[table.name], begin, until)
            reading.findings += check_reversed(frames[table.name], table, begin, until)
    if "control" in frames:
        frames["control"] = with_interval(frames["control"])
    if "events" in frames:
        reading.findings += check_events(frames["events"], EVENTS)
    if "story" in frames:
        frames["story"] = with_span(frames["story"], "date", "date")
        first_day = reading.package.first_day if reading.package is not None else None
        reading.findings += check_story(frames["story"], first_day)


def _check_references(reading: _Reading, parties: tuple[str, ...]) -> None:
    frames = reading.frames
    ids: dict[str, set[str]] = {
        name: set(frames[name]["id"]) for name in ("parties", "sources", "claims") if name in frames
    }
    if reading.districts is not None:
        ids["districts"] = {str(district) for district in reading.districts["id"]}
    if "sources" in ids:
        ids["sources"] |= {source for one in reading.imported for source in one.sources["id"]}
    for one in reading.imported:
        reading.findings += check_references(one.events, one.events_table, ids)
    for table in (CLAIMS, EVENTS, GAZETTEER, STORY, control_table(parties)):
        if table.name in frames:
            reading.findings += check_references(frames[table.name], table, ids)


def _join_imports(reading: _Reading) -> None:
    """Join what was imported to the dataset's own tables; see which of these nothing rests on."""
    frames = reading.frames
    findings: list[Finding] = []
    if "events" in frames:
        frames["events"], findings = joined_events(frames["events"], reading.imported)
    if {"claims", "sources", "events", "control"} <= frames.keys():
        reading.findings += check_all_used(
            frames["claims"], frames["sources"], frames["events"], frames["control"]
        )
    reading.findings += findings
    if "sources" in frames:
        frames["sources"], findings = joined_sources(frames["sources"], reading.imported)
        reading.findings += findings


def _check_control(reading: _Reading, parties: tuple[str, ...]) -> None:
    frames = reading.frames
    if "control" not in frames:
        return
    control = frames["control"]
    reading.findings += check_extents(control, parties)
    if reading.districts is not None and reading.package is not None:
        districts = [str(district) for district in reading.districts["id"]]
        reading.findings += check_sequence(control, districts, reading.package.first_day)
    if "claims" in frames:
        reading.findings += check_claims_cited(control, frames["claims"], parties)
