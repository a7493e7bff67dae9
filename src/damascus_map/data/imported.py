"""The rows of imports, checked, and joined to those of the dataset's own tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from damascus_map.data.cells import check_typed
from damascus_map.data.event_parquet import plain_events, read_events, typed_events
from damascus_map.data.files import LINE
from damascus_map.data.package import imports_in, licence_lines
from damascus_map.data.package_edits import IMPORTS
from damascus_map.data.rulebook import finding
from damascus_map.data.rules import check_events, check_references, check_reversed
from damascus_map.data.schema import EVENTS, SOURCES, Table
from damascus_map.data.tables import (
    FORBIDDEN,
    REDISTRIBUTION,
    Import,
    Package,
    Tables,
    checked_table,
    in_order_of_time,
    typed_frame,
    with_span,
)
from damascus_map.errors import Finding, InvalidDatasetError


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """The rows of one import.

    Attributes
    ----------
    about
        Which import.
    events
        Typed as `Tables.events`, with the column ``id``.
    sources
        Typed likewise.
    """

    about: Import
    events: pd.DataFrame
    sources: pd.DataFrame

    @property
    def events_table(self) -> Table:
        """Return what the events are held to, at their own path."""
        return EVENTS.at(self.about.events)


def read_imports(folder: Path, package: Package) -> tuple[list[ImportedRows], list[Finding]]:
    """Return every import that the package names and that keeps the rules, and what is wrong."""
    found: list[ImportedRows] = []
    findings = leftovers(folder, package)
    for about in package.imports:
        typed, wrong = read_events(folder, about.events)
        events = None
        if typed is not None:
            events, wrong = checked_events(typed, EVENTS.at(about.events))
        sources, of_sources = checked_table(folder, SOURCES.at(about.sources))
        findings += [*wrong, *of_sources]
        if events is not None and sources is not None:
            found.append(ImportedRows(about, plain_events(events), sources))
    return found, findings


def leftovers(folder: Path, package: Package) -> list[Finding]:
    """Return a warning for each folder of imports that the package does not name."""
    named = {about.folder for about in package.imports}
    paths = (f"{IMPORTS}/{path.name}" for path in sorted(folder.glob(f"{IMPORTS}/*/")))
    return [finding("leftover-import", path) for path in paths if path not in named]


def checked_events(typed: pd.DataFrame, table: Table) -> tuple[pd.DataFrame | None, list[Finding]]:
    """Return typed events with the days that they cover, or None, and what is wrong with them.

    What repeats itself stays categorical, as `typed_events` has it.
    """
    findings = check_typed(typed, table)
    if findings:
        return None, findings
    events = with_span(typed, "date", "date_to")
    findings = [*check_reversed(events, table, "date", "date_to"), *check_events(events, table)]
    return (None if findings else events), findings


def joined_events(
    own: pd.DataFrame, imported: Sequence[ImportedRows]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return all events in one frame, and a finding for each id that stands in two tables."""
    frames = [frame for frame in (own, *(one.events for one in imported)) if len(frame)]
    joined = pd.concat(frames, ignore_index=True) if len(frames) > 1 else (frames or [own])[0]
    if not imported or joined["id"].is_unique:
        return joined, []
    paths = [EVENTS.path, *(one.about.events for one in imported)]
    sizes = [len(own), *(len(one.events) for one in imported)]
    double = joined[["id", LINE]].assign(file=np.repeat(paths, sizes))[joined["id"].duplicated()]
    return joined, [
        finding("duplicate-id", row["file"], row=row[LINE], column="id", value=row["id"])
        for row in double.to_dict(orient="records")
    ]


def joined_sources(
    own: pd.DataFrame, imported: Sequence[ImportedRows]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return all sources in one frame; a source that several tables describe alike stands once."""
    findings: list[Finding] = []
    joined = own
    columns = list(SOURCES.column_names)
    for one in imported:
        both = pd.concat([joined, one.sources], ignore_index=True)
        joined = both[~both.duplicated(columns)]
        for row in joined[joined["id"].duplicated()].to_dict(orient="records"):
            place = {"row": row[LINE], "column": "id", "value": row["id"]}
            findings.append(finding("duplicate-id", one.about.sources, **place))
        joined = joined.drop_duplicates("id", ignore_index=True)
    return joined, findings


def restricted_sources(imported: Sequence[ImportedRows]) -> frozenset[str]:
    """Return the ids of the sources whose rows may not be passed on."""
    return frozenset(
        source for one in imported if not one.about.may_be_passed_on for source in _under_terms(one)
    )


def _under_terms(one: ImportedRows) -> pd.Series:
    """Return the ids of the sources of an import that its terms are about: all, or some."""
    told = one.about.description.get("sources")
    listed = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    titles = [each.get("title") for each in listed if each.get(REDISTRIBUTION) == FORBIDDEN]
    is_meant = one.sources["title"].isin(titles)
    return one.sources.loc[is_meant, "id"] if is_meant.any() else one.sources["id"]


def with_import(
    tables: Tables, events: pa.Table, sources: pd.DataFrame, description: Mapping[str, Any]
) -> Tables:
    """Return a dataset with more events, held to the same rules; nothing is written.

    Parameters
    ----------
    tables
        The dataset.
    events
        As `ImportWriter.add` takes them.
    sources
        Texts with the columns of ``sources.csv``; those that may be empty may be left out.
    description
        As `ImportWriter.commit` takes it, with ``name``: the slug of the import.

    Raises
    ------
    InvalidDatasetError
        If the rows break the contract; it carries every finding.
    """
    name = str(description["name"])
    path = f"{IMPORTS}/{name}/events.parquet"
    about = imports_in({"resources": [{**description, "path": path}]})[0]
    checked, findings = checked_events(typed_events(events), EVENTS.at(path))
    if checked is None:
        raise InvalidDatasetError(name, findings)
    one = ImportedRows(about, plain_events(checked), typed_sources(sources))
    known = {
        "districts": tables.district_ids,
        "sources": {*tables.sources.index, *one.sources["id"]},
    }
    all_events, doubles = joined_events(tables.events.reset_index(names="id"), [one])
    all_sources, others = joined_sources(tables.sources.reset_index(names="id"), [one])
    findings = [*check_references(one.events, one.events_table, known), *doubles, *others]
    if findings:
        raise InvalidDatasetError(name, findings)
    ordered = in_order_of_time(all_events)
    return replace(
        tables,
        package=_package_with(tables.package, about, _hash_of(events, sources)),
        sources=all_sources.set_index("id"),
        events=ordered,
        events_reach=ordered["last"].cummax().to_numpy(),
        restricted_sources=tables.restricted_sources | restricted_sources([one]),
    )


def source_texts(sources: pd.DataFrame) -> pd.DataFrame:
    """Return sources with all columns of ``sources.csv``, as texts; what is left out is empty."""
    columns = list(SOURCES.column_names)
    return sources.reindex(columns=columns, fill_value="").astype("str").fillna("")


def typed_sources(sources: pd.DataFrame) -> pd.DataFrame:
    """Return sources, given as texts, typed."""
    return typed_frame(source_texts(sources).assign(**{LINE: range(2, len(sources) + 2)}), SOURCES)


def _package_with(package: Package, about: Import, content_hash: str) -> Package:
    attribution = about.description.get("attribution")
    attributions = (*package.attributions, *([str(attribution)] if attribution else []))
    licences = (*package.licences, *licence_lines(about.description))
    whole = hashlib.sha256(f"{package.content_hash} {about.name} {content_hash}".encode())
    return replace(
        package,
        attributions=tuple(dict.fromkeys(attributions)),
        licences=tuple(dict.fromkeys(licences)),
        imports=(*package.imports, about),
        content_hash=whole.hexdigest(),
    )


def _hash_of(events: pa.Table, sources: pd.DataFrame) -> str:
    """Return a hash of rows in memory: of what they would be as a file."""
    digest = hashlib.sha256(sources.to_csv(index=False).encode())
    with pa.BufferOutputStream() as content:
        with pa.ipc.new_stream(content, events.schema) as stream:
            stream.write_table(events)
        digest.update(content.getvalue())
    return digest.hexdigest()
