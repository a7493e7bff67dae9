"""Writing an import into a dataset folder, and taking it out again: whole or not at all.

An import is a folder that counts when ``datapackage.json`` names its events. That file is replaced
by one rename, so that whatever stops a run leaves the dataset as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from damascus_map.data.cells import is_slug
from damascus_map.data.event_parquet import (
    EVENTS_SCHEMA,
    events_file,
    typed_events,
)
from damascus_map.data.files import LINE, parts_of, sha256_of
from damascus_map.data.import_checks import check_joined
from damascus_map.data.imported import checked_events, source_texts
from damascus_map.data.package_edits import (
    IMPORTS,
    alone,
    imports_of,
    remove_leftovers,
    replace_resources,
)
from damascus_map.data.schema import EVENTS, Table
from damascus_map.data.tables import Import
from damascus_map.errors import (
    InvalidDatasetError,
    OutputExistsError,
    OutputPathError,
    UnknownChoiceError,
)

_EVENTS_FILE: Final = "events.parquet"
_SOURCES_FILE: Final = "sources.csv"
_ROWS_AT_ONCE: Final = 250_000
"""As many are looked at, sorted and written at once: some 80 MB."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

Json = dict[str, Any]


class ImportWriter:
    """An import on its way into a dataset folder; leaving it without `commit` removes all of it.

    Parameters
    ----------
    dataset_folder
        The dataset, which has to be valid.
    name
        Slug of the import: its folder is ``imports/NAME``.
    force
        Whether an import of this name is replaced.

    Raises
    ------
    UnknownChoiceError
        If the name is no slug.
    OutputExistsError
        If there is such an import, and it may not be replaced.
    InvalidDatasetError
        If the folder's ``datapackage.json`` cannot be used.
    BusyError, OutputPathError
        On entering: if another import into the folder is running, or it cannot be written to.
    """

    def __init__(self, dataset_folder: Path, name: str, *, force: bool = False) -> None:
        if not is_slug(name):
            raise UnknownChoiceError(
                f"{name!r} cannot be the name of an import. Use lower-case letters a to z, digits "
                "and hyphens, such as ucdp-2016."
            )
        self._dataset, self._name, self._force = Path(dataset_folder), name, force
        self._place = self._free_place()
        self._open = ExitStack()
        self._written: pq.ParquetWriter | None = None
        self._held: list[pa.Table] = []
        self._writer: ThreadPoolExecutor | None = None
        self._writing: Future[None] | None = None
        self._rows = 0
        self._cited: list[pd.DataFrame] = []
        self._tables: dict[tuple[str, ...], pa_csv.CSVWriter] = {}

    @property
    def folder(self) -> Path:
        """Where the import is being written; it does not count before `commit`."""
        return self._dataset / self._place

    def __enter__(self) -> Self:
        with self._open:
            self._open.enter_context(alone(self._dataset))
            self._place = self._free_place()
            remove_leftovers(self._dataset)
            self._open.callback(remove_leftovers, self._dataset)
            try:
                self.folder.mkdir(parents=True)
            except OSError as error:
                raise OutputPathError(
                    f"{self.folder} cannot be made: {error.strerror}. Give another folder."
                ) from error
            self._open = self._open.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def add(self, events: pa.Table) -> None:
        """Take some events, to be written after a look at every cell.

        Parameters
        ----------
        events
            Of `event_parquet.events_table`.

        Raises
        ------
        InvalidDatasetError
            If a row breaks the contract, of these or of those before.
        """
        self._held.append(events)
        if sum(map(len, self._held)) >= _ROWS_AT_ONCE:
            self._write_held()

    def part(self, number: int) -> Path:
        """Return where another process writes a part of the events (`event_parquet.write_events`).

        An import has parts, or rows that are added here, never both.
        """
        folder = self.folder / _EVENTS_FILE
        folder.mkdir(exist_ok=True)
        return folder / f"part-{number:05}.parquet"

    def add_outside(self, rows: pd.DataFrame) -> None:
        """Keep rows that belong to no place of the dataset, as they came: ``outside.csv``."""
        self._append("outside", rows)

    def add_refused(self, rows: pd.DataFrame) -> None:
        """Keep rows that were not taken, as they came: ``rejected.csv``."""
        self._append("rejected", rows)

    def commit(
        self, sources: pd.DataFrame, description: Mapping[str, Any], reports: Mapping[str, bytes]
    ) -> Path:
        """Let the import count, in place of one of its name.

        Parameters
        ----------
        sources
            Those that the events cite, as texts with the columns of ``sources.csv``.
        description
            What ``datapackage.json`` says of the events beside path, size, rows and hash:
            ``title``, ``attribution``, ``licenses`` and ``sources`` as a Data Package has them, and
            ``redistribution: forbidden`` where they may not be passed on. Plain values.
        reports
            More files for the folder, by name.

        Returns
        -------
        Path
            The folder of the import.

        Raises
        ------
        InvalidDatasetError
            If the dataset would not keep the contract with these rows.
        OutputPathError
            If a file cannot be written.
        """
        self._close()
        self._check_whole(sources)
        try:
            source_texts(sources).to_csv(self.folder / _SOURCES_FILE, index=False)
            for name, content in reports.items():
                (self.folder / name).write_bytes(content)
        except OSError as error:
            raise OutputPathError(f"{self.folder} cannot be written: {error.strerror}.") from error
        described = self._resources(description)
        before = [one for one in imports_of(self._dataset) if one.name == self._name]
        replace_resources(self._dataset, lambda named: [*_without(named, *before), *described])
        remove_leftovers(self._dataset)  # the one that it replaces
        return self.folder

    def _free_place(self) -> str:
        """Return where the import goes: beside the one that it replaces, if there is one."""
        taken = {one.folder for one in imports_of(self._dataset) if one.name == self._name}
        if taken and not self._force:
            raise OutputExistsError(
                f"{self._dataset} has an import called {self._name} already. Give this one another "
                "name with --name, or replace that one with --force."
            )
        place = f"{IMPORTS}/{self._name}"
        return f"{place}.2" if place in taken else place

    @property
    def _events_table(self) -> Table:
        return EVENTS.at(f"{self._place}/{_EVENTS_FILE}")

    def _write_held(self) -> None:
        """Let rows be written, sorted by time, so that opening them has little left to sort."""
        if self._written is None or self._writer is None:
            self._written = self._open.enter_context(events_file(self.folder / _EVENTS_FILE))
            # Ended before the file is closed: then nothing is being written any more.
            self._writer = self._open.enter_context(ThreadPoolExecutor(1, "import-writer"))
        self._wait_for_writing()
        if self._held:
            events = pa.concat_tables(self._held).unify_dictionaries()
            checked = self._looked_at(events)
            for name in ("first", "last"):
                events = events.append_column(name, pa.array(checked[name]))
            self._writing = self._writer.submit(_write_sorted, self._written, events)
        self._held = []

    def _wait_for_writing(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def _looked_at(self, table: pa.Table) -> pd.DataFrame:
        typed = typed_events(table, first_row=self._rows + 1)
        checked, findings = checked_events(typed, self._events_table)
        if checked is None:
            raise InvalidDatasetError(str(self._dataset), findings)
        cited = typed[[LINE, "district_ids", "source_ids"]]
        self._cited.append(cited.drop_duplicates(["district_ids", "source_ids"]))
        self._rows += len(typed)
        return checked

    def _append(self, stem: str, rows: pd.DataFrame) -> None:
        """Write rows to a table of texts; those with other columns have a table of their own."""
        key = (stem, *map(str, rows.columns))
        texts = pa.schema([(str(name), pa.string()) for name in rows.columns])
        table = pa.Table.from_pandas(rows.astype("str"), preserve_index=False).cast(texts)
        if key not in self._tables:
            place = sum(known[0] == stem for known in self._tables) + 1
            path = self.folder / (f"{stem}.csv" if place == 1 else f"{stem}-{place}.csv")
            file = self._open.enter_context(path.open("wb"))
            file.write(_BYTE_ORDER_MARK)
            self._tables[key] = self._open.enter_context(pa_csv.CSVWriter(file, texts))
        self._tables[key].write_table(table)

    def _close(self) -> None:
        """Finish the files, and look at the parts that other processes wrote."""
        path = self.folder / _EVENTS_FILE
        if not path.is_dir():
            self._write_held()
        self._wait_for_writing()
        for file in (self._written, *self._tables.values()):
            if file is not None:
                file.close()
        for part in parts_of(self._dataset, f"{self._place}/{_EVENTS_FILE}"):
            if path.is_dir():
                self._looked_at(pq.ParquetFile(part).read(columns=list(EVENTS.column_names)))

    def _check_whole(self, sources: pd.DataFrame) -> None:
        others = [one for one in imports_of(self._dataset) if one.name != self._name]
        about = Import(self._name, self._events_table.path, f"{self._place}/{_SOURCES_FILE}", {})
        nothing = pd.DataFrame({name: [] for name in (LINE, "district_ids", "source_ids")})
        cited = pd.concat(self._cited or [nothing], ignore_index=True)
        findings = check_joined(self._dataset, others, about, cited, sources)
        if findings:
            raise InvalidDatasetError(str(self._dataset), findings)

    def _resources(self, description: Mapping[str, Any]) -> list[Json]:
        """Return what ``datapackage.json`` says of the import: one resource a file that counts."""
        told = {key: value for key, value in description.items() if key not in ("name", "path")}
        events = {
            "name": f"{self._name}-events",
            **_sealed(self._dataset, self._events_table.path),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "rows": self._rows,
            **told,
        }
        sources = {
            "name": f"{self._name}-sources",
            **_sealed(self._dataset, f"{self._place}/{_SOURCES_FILE}"),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
        }
        return [events, sources]


def remove_import(dataset_folder: Path, name: str) -> Import:
    """Take an import out of a dataset: the dataset is as it was before.

    Parameters
    ----------
    dataset_folder
        The dataset.
    name
        Of the import.

    Returns
    -------
    Import
        What was taken out.

    Raises
    ------
    UnknownChoiceError
        If there is no such import.
    InvalidDatasetError, BusyError, OutputPathError
        As `ImportWriter`.
    """
    with alone(dataset_folder):
        known = {one.name: one for one in imports_of(dataset_folder)}
        if name not in known:
            listed = ", ".join(known) or "none"
            raise UnknownChoiceError(
                f"{dataset_folder} has no import called {name!r}. There are: {listed}."
            )
        replace_resources(dataset_folder, lambda named: _without(named, known[name]))
        remove_leftovers(dataset_folder)
    return known[name]


def _write_sorted(file: pq.ParquetWriter, events: pa.Table) -> None:
    """Write rows in the order of their days; Arrow does it without Python's lock."""
    keys = [(name, "ascending") for name in ("first", "last", "id")]
    file.write_table(events.sort_by(keys).select(EVENTS_SCHEMA.names))


def _without(resources: Sequence[Json], *imports: Import) -> list[Json]:
    """Return the resources that are no files of these imports."""
    paths = {path for one in imports for path in (one.events, one.sources)}
    return [one for one in resources if one.get("path") not in paths]


def _sealed(folder: Path, name: str) -> Json:
    """Return path, size and hash of a file, or of a folder of parts."""
    parts = parts_of(folder, name)
    size = sum(part.stat().st_size for part in parts)
    return {"path": name, "bytes": size, "hash": f"sha256:{sha256_of(parts)}"}
