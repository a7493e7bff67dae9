"""A reader's own events as a dataset to keep: the server's dataset with an import, as ZIP."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

import pandas as pd

from damascus_map.data.imports import ImportWriter
from damascus_map.data.schema import PACKAGE_PATH
from damascus_map.data.tables import Tables
from damascus_map.ingest.rows import REFUSED_COLUMNS
from damascus_map.render.exports.bundle import packed
from damascus_map.render.import_report import report_html, report_json
from damascus_map.ui.own_import import Outcome

_PARTS: Final = ("data", "geo", "imports")


def dataset_zip(tables: Tables, outcome: Outcome, lang: str) -> bytes:
    """Return the dataset with the reader's events as a ZIP archive.

    It is put together in a folder that is gone when this returns.

    Parameters
    ----------
    tables
        The dataset that the events were placed in.
    outcome
        The import.
    lang
        Language of the report in it.
    """
    report = outcome.report
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _copy_dataset(tables.path, folder)
        with ImportWriter(folder, report.name, force=True) as writer:
            for events in outcome.taken.events:
                writer.add(events)
            for rows in outcome.taken.outside:
                writer.add_outside(rows)
            for rows in outcome.taken.refused:
                writer.add_refused(rows)
            reports = {
                "report.html": report_html(report, tables, lang, on_page=True),
                "report.json": report_json(report, lang),
            }
            writer.commit(report.sources, report.description, reports)
        files = [path for path in folder.rglob("*") if path.is_file()]
        return packed({str(path.relative_to(folder)): path.read_bytes() for path in files})


def _copy_dataset(source: Path, target: Path) -> None:
    """Copy what belongs to a dataset; its folder may be one of a program's checkout."""
    shutil.copyfile(source / PACKAGE_PATH, target / PACKAGE_PATH)
    for part in _PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)


def refused_csv(outcome: Outcome) -> bytes:
    """Return the rows that were not taken, as they came, with the reason of each."""
    parts = [part for part in outcome.taken.refused if len(part)]
    columns = list(REFUSED_COLUMNS)
    rows = pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
    return rows.to_csv(index=False).encode("utf-8-sig")
