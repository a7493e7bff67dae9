"""Taking a table of who held what into a dataset: parties, sources, claims, intervals of control.

Nothing is guessed: what no row says stays unknown, and rows that contradict each other are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from damascus_map.data.load import load
from damascus_map.data.package import package_bytes
from damascus_map.data.schema import CLAIMS, PACKAGE_PATH, PARTIES, SOURCES, control_table
from damascus_map.data.tables import Tables
from damascus_map.data.writing import (
    change_dataset,
    read_package_json,
    sealed,
    table_bytes,
)
from damascus_map.errors import Finding, UnfitFileError
from damascus_map.ingest.control_claims import SourceBook, claims_of
from damascus_map.ingest.control_findings import found
from damascus_map.ingest.control_intervals import contradictions, intervals_of
from damascus_map.ingest.control_kept import KeptRows
from damascus_map.ingest.control_statements import Statement, statements_of
from damascus_map.ingest.control_table import read_control_table
from damascus_map.ingest.party_colours import colours_for
from damascus_map.language import LANGUAGES

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ControlImport:
    """What was taken in.

    Attributes
    ----------
    rows, districts, intervals, claims
        How many rows were read, districts they name, and intervals and claims made of them.
    parties
        Names of the parties that were added.
    told
        What was read into the table.
    """

    rows: int
    districts: int
    intervals: int
    claims: int
    parties: tuple[str, ...]
    told: tuple[Finding, ...]


def import_control(
    path: Path, folder: Path, *, mapping: Mapping[str, str] | None = None, force: bool = False
) -> ControlImport:
    """Take a table of who held what into a dataset: all of it, or nothing.

    Parameters
    ----------
    path
        The table: district, from, to, party, extent, source, and what else is known.
    folder
        Of the dataset.
    mapping
        Column of the table by field, where the names of the columns do not say it.
    force
        Whether the table takes the place of what is said of its districts already.

    Raises
    ------
    ImportFileError
        If the file cannot be read as a table.
    UnfitFileError
        If the table cannot be used; it carries every finding.
    InvalidDatasetError
        If the dataset is not sound before, or would not be after.
    UnknownChoiceError
        If the mapping names a field or a column that is not there.
    OutputPathError
        If the dataset cannot be written.
    """
    tables = load(folder)
    table = read_control_table(path, mapping)
    said = statements_of(table, tables)
    spoken_of = {one.district for one in said.rows}
    named = tuple(one for one in tables.district_ids if one in spoken_of)
    first_day = min([tables.package.first_day, *(one.begin.first for one in said.rows)])
    parties = (*tables.party_ids, *said.parties)
    faults = [*said.faults, *([] if force else _already_there(tables, named, table.file))]
    faults = faults or contradictions(said.rows, parties, first_day, table.file)
    if faults:
        raise UnfitFileError(str(path), faults)
    kept = KeptRows(folder, tables, named, first_day)
    book = SourceBook(kept.sources)
    used = (row["id"].strip() for row in kept.claims)
    claims = claims_of(said.rows, tables, said.parties, book, used)
    intervals = intervals_of(said.rows, claims, first_day)
    colours = dict(zip(said.parties, _new_colours(tables, len(said.parties)), strict=True))
    made = [row for rows in claims.values() for row in rows]
    contents = {
        PARTIES.path: _parties_file(tables, said.parties, colours),
        SOURCES.path: table_bytes([*kept.sources, *book.added], SOURCES.column_names),
        CLAIMS.path: table_bytes([*kept.claims, *made], CLAIMS.column_names),
        **_control_file([*kept.control, *intervals], tables.district_ids, parties),
    }
    package = _package(read_package_json(folder), tables, said.rows, first_day)
    change_dataset(folder, {**contents, PACKAGE_PATH: package_bytes(sealed(package, contents))})
    told = [*table.told, *said.told, *_told(table.file, said.parties, colours, len(book.added))]
    if first_day < tables.package.first_day:
        told.append(found("earlier-first-day", table.file, first_day=first_day))
    names = tuple(said.parties.values())
    return ControlImport(len(said.rows), len(named), len(intervals), len(made), names, tuple(told))


def _already_there(tables: Tables, districts: Sequence[str], file: str) -> Iterable[Finding]:
    """Yield a finding if the dataset says already who held one of the districts."""
    control = tables.control[tables.control["district_id"].isin(districts)]
    known = control[list(tables.party_ids)].notna().any(axis="columns")
    says = known | control["situation"].map(bool).astype(bool)
    there = [one for one in districts if one in set(control.loc[says, "district_id"])]
    if there:
        yield found("control-there", file, districts=", ".join(there))


def _new_colours(tables: Tables, count: int) -> tuple[str, ...]:
    return colours_for(count, tuple(tables.parties["colour"])) if count else ()


def _parties_file(tables: Tables, new: Mapping[str, str], colours: Mapping[str, str]) -> bytes:
    known = tables.parties.reset_index()[list(PARTIES.column_names)].astype("str")
    rows: list[dict[Any, Any]] = known.to_dict(orient="records")
    last = max((int(row["order"]) for row in rows), default=0)
    for place, (party, name) in enumerate(new.items(), start=last + 1):
        names = {f"name_{code}": name for code in LANGUAGES}
        rows.append({"id": party, **names, "colour": colours[party], "order": str(place)})
    return table_bytes(rows, PARTIES.column_names)


def _control_file(
    rows: Sequence[Row], districts: Sequence[str], parties: Sequence[str]
) -> dict[str, bytes]:
    table = control_table(parties)
    ordered = sorted(rows, key=lambda row: districts.index(row["district_id"].strip()))
    return {table.path: table_bytes(ordered, table.column_names)}


def _package(
    package: dict[str, Any], tables: Tables, statements: Sequence[Statement], first_day: date
) -> dict[str, Any]:
    """Return the description with the first day, and a day to open on where none was chosen."""
    changed = {**package, "first_day": first_day.isoformat()}
    if tables.package.opening_day == tables.package.first_day:
        latest = max(one.begin.first for one in statements)
        changed["opening_day"] = latest.isoformat()
    return changed


def _told(
    file: str, parties: Mapping[str, str], colours: Mapping[str, str], sources: int
) -> Iterable[Finding]:
    for party, name in parties.items():
        yield found("new-party", file, value=name, colour=colours[party])
    if sources:
        yield found("new-sources", file, count=sources)
