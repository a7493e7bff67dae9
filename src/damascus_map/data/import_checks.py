"""Whether a dataset would keep its rules with one more import: what joins it to all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.util import hash_pandas_object

from damascus_map.data.cells import check_cells
from damascus_map.data.event_parquet import ids_in
from damascus_map.data.files import LINE, read_json, read_table
from damascus_map.data.imported import ImportedRows, joined_sources, source_texts, typed_sources
from damascus_map.data.rulebook import finding
from damascus_map.data.rules import check_references
from damascus_map.data.schema import DISTRICTS_PATH, EVENTS, SOURCES
from damascus_map.data.tables import Import, checked_table
from damascus_map.errors import Finding


def check_joined(
    folder: Path,
    others: Sequence[Import],
    about: Import,
    cited: pd.DataFrame,
    sources: pd.DataFrame,
) -> list[Finding]:
    """Return what keeps an import from being part of a dataset.

    Parameters
    ----------
    folder
        The dataset.
    others
        Its imports, without the one that this one replaces.
    about
        The import; its events are written already.
    cited
        Its events, of those that name the same districts and sources only one.
    sources
        Its sources, as texts.
    """
    table = SOURCES.at(about.sources)
    findings = check_cells(
        source_texts(sources).assign(**{LINE: range(2, len(sources) + 2)}), table
    )
    if findings:
        return findings
    own, findings = checked_table(folder, SOURCES)
    districts, of_districts = _district_ids(folder)
    if own is None or of_districts:
        return [*findings, *of_districts]
    imported = [_sources_of(folder, one) for one in others]
    new = ImportedRows(about, pd.DataFrame(), typed_sources(sources))
    every, findings = joined_sources(own, [*imported, new])
    known = {"sources": set(every["id"]), "districts": districts}
    findings += check_references(cited, EVENTS.at(about.events), known)
    return [*findings, *_double_ids(folder, others, about)]


def _sources_of(folder: Path, one: Import) -> ImportedRows:
    frame, _ = checked_table(folder, SOURCES.at(one.sources))
    return ImportedRows(
        one, pd.DataFrame(), typed_sources(pd.DataFrame()) if frame is None else frame
    )


def _district_ids(folder: Path) -> tuple[set[str], list[Finding]]:
    content, findings = read_json(folder, DISTRICTS_PATH)
    try:
        return {str(one["properties"]["id"]) for one in content["features"]}, findings
    except (KeyError, TypeError):
        return set(), findings or [finding("not-geojson", DISTRICTS_PATH)]


def _double_ids(folder: Path, others: Sequence[Import], about: Import) -> list[Finding]:
    """Return a finding for each id that stands twice, or in the dataset already."""

    def known() -> Iterator[pa.Array]:
        own, _ = read_table(folder, EVENTS.path)
        if own is not None and "id" in own:
            yield pa.array(own["id"].str.strip(), pa.string())
        for one in others:
            yield from ids_in(folder, one.events)

    def new() -> Iterator[pa.Array]:
        return ids_in(folder, about.events)

    if not _may_repeat(chain(known(), new())):
        return []
    ids = pd.Series([one for part in new() for one in part.to_pylist()], dtype="str")
    double = ids.duplicated() | ids.isin([one for part in known() for one in part.to_pylist()])
    return [
        finding("duplicate-id", about.events, row=int(row) + 1, column="id", value=ids[row])
        for row in np.flatnonzero(double)
    ]


def _may_repeat(ids: Iterable[pa.Array]) -> bool:
    """Tell whether two ids share a number of 64 bits: a set of millions of ids is large."""
    numbers = [
        hash_pandas_object(part.to_pandas(), index=False, categorize=False).to_numpy()
        for part in ids
    ]
    together = np.sort(np.concatenate([np.array([], dtype=np.uint64), *numbers]))
    return bool((together[1:] == together[:-1]).any())
