"""An import over many machines: a Dask cluster reads and places files, this process joins them.

Each file is a task of its own, or each run of row groups of a large one. A worker reads it in
pieces, and leaves what it found in a folder that all machines share: the events, whose ids only
this process can give, and what this process needs to give them, to find doubles and to count. It
goes through the shares in the order of the files, as an import on one machine does, so that the
result is the same. Then workers finish the parts.
"""

from __future__ import annotations

import pickle
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from damascus_map.data.event_parquet import EVENTS_SCHEMA, events_file
from damascus_map.data.tables import Tables
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.cluster import cluster, result_of
from damascus_map.ingest.drafts import IDS_SCHEMA, Draft, drafts, ids_given, with_ids
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.pipeline import ROWS_AT_ONCE, Progress, Sink, Work, ground_of
from damascus_map.ingest.readers import Source, pieces
from damascus_map.ingest.report import Report
from damascus_map.ingest.rows import outside_of_events
from damascus_map.ingest.shares import Share, shares_of

if TYPE_CHECKING:
    from distributed import Client, Future

_DRAFTS: Final = "drafts"
_SOON: Final = 1
"""Priority of the second step: what is finished needs no draft any more."""

_SORTED_BY: Final = ("date", "date_to", "id")


class PartSink(Sink, Protocol):
    """Takes what an import makes, its events as files: `data.imports.ImportWriter` is one."""

    @property
    def folder(self) -> Path:
        """Where the import is being written; all machines see it at the same path."""

    def part(self, number: int) -> Path:
        """Return where a part of the events belongs."""


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """The files that are made of one share of the input, in a folder that all machines see.

    Attributes
    ----------
    events
        Its events, a row group for each piece that has some; their ids are the rows of the file.
    counted
        What of each piece is counted, compared and kept beside the events.
    ids
        The events that are taken of each row group, with their ids.
    part
        The events with their ids.
    """

    events: Path
    counted: Path
    ids: Path
    part: Path

    @classmethod
    def numbered(cls, folder: Path, number: int) -> Self:
        """Return the files of one draft in the folder of all."""
        names = ("events.parquet", "counted.pickle", "ids.arrow", "part.parquet")
        return cls(*(folder / f"{number:05}-{name}" for name in names))

    def remove(self) -> None:
        """Remove what is not needed once the part is done."""
        for path in (self.events, self.counted, self.ids):
            path.unlink()


@dataclass(frozen=True, slots=True)
class Orders:
    """What every worker has to know; as in `pipeline.run`."""

    plan: Plan
    ground: Ground


def run(
    tables: Tables,
    sources: Sequence[Source],
    plan: Plan,
    sink: PartSink,
    address: str,
    *,
    progress: Progress = lambda *_: None,
) -> Report:
    """Import files by a Dask cluster; the result is that of `pipeline.run`, its events in parts.

    Parameters
    ----------
    tables, plan, progress
        As for `pipeline.run`.
    sources
        Files that all machines see at the same paths, in their order.
    sink
        Takes what is made.
    address
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ClusterError
        If there is no such cluster, or it cannot do the work.
    ImportFileError, QueryError
        As `pipeline.run`.
    """
    work = Work.begun(tables, plan, sink)
    orders = Orders(plan, ground_of(tables, plan.city_points))
    everywhere = [replace(one, path=one.path and one.path.absolute()) for one in sources]
    shares = shares_of(everywhere, plan)
    all_bytes, read_bytes = max(1.0, sum(share.weight for share in shares)), 0.0
    with _drafts(sink.folder.absolute()) as folder, cluster(address, folder) as client:
        files = [DraftFiles.numbered(folder, number) for number in range(len(shares))]
        orders = client.scatter([orders], broadcast=True, hash=False)[0]
        drafted = client.map(draft_share, shares, files, orders=orders, pure=False)
        finished: list[tuple[DraftFiles, Future]] = []
        for share, draft, future in zip(shares, files, drafted, strict=True):
            _wait(client, future)
            if _has_events(draft, work):
                finish = client.submit(finish_part, draft, priority=_SOON, pure=False)
                finished.append((draft, finish))
            read_bytes += share.weight
            progress(min(1.0, read_bytes / all_bytes), work.rows, share.source.name)
        for number, (draft, future) in enumerate(finished):
            _wait(client, future)
            draft.part.replace(sink.part(number))
            draft.remove()
    return work.report()


def draft_share(share: Share, draft: DraftFiles, orders: Orders) -> None:
    """Read and place rows, on a worker; they need nothing of the others.

    Parameters
    ----------
    share
        Which rows.
    draft
        Takes what is found: `events` and `counted`.
    orders
        The same for all shares.

    Raises
    ------
    ImportFileError, QueryError
        As `pipeline.run`.
    """
    read = pieces([share.source], rows_at_once=ROWS_AT_ONCE)
    with (
        _whole(draft.events) as events_place,
        _whole(draft.counted) as counted_place,
        events_file(events_place) as events,
        counted_place.open("wb") as counted,
    ):
        for made in drafts(read, orders.plan, orders.ground, share.form):
            if not draft.events.parent.is_dir():  # the import was stopped: nobody waits for this
                return
            if len(made.events):
                events.write_table(made.events)
            pickle.dump(replace(made, events=made.events.slice(0, 0)), counted)


def finish_part(draft: DraftFiles) -> None:
    """Write the events of a draft that are taken, with their ids, on a worker."""
    with (
        pq.ParquetFile(draft.events) as drafted,
        pa.memory_map(str(draft.ids)) as file,
        pa.ipc.open_stream(file) as ids,
        _whole(draft.part) as place,
        events_file(place, _bounds_wsen(drafted.metadata)) as part,
    ):
        for number, given in enumerate(ids):
            if len(given):
                rows = with_ids(drafted.read_row_group(number), given)
                part.write_table(_in_order(rows))


def _has_events(files: DraftFiles, work: Work) -> bool:
    """Take drafts into the import: give ids to their events. Tell whether some are taken."""
    count = 0
    with pa.ipc.new_stream(str(files.ids), IDS_SCHEMA) as ids:
        for draft in _drafts_in(files):
            events = work.take(draft)
            count += len(events)
            if not outside_of_events(draft.batch.placed).all():
                ids.write_batch(ids_given(events))
    return count > 0


def _drafts_in(files: DraftFiles) -> Iterator[Draft]:
    with files.counted.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)  # noqa: S301 - the cluster that wrote it runs what it is given


def _wait(client: Client, future: Future) -> None:
    """Wait for work to be done; forget it, so that it is not done again if its worker goes."""
    result_of(future, client)
    future.release()


def _in_order(events: pa.Table) -> pa.Table:
    """Return events by time, so that opening them has little left to sort."""
    keys = {name: pc.fill_null(events[name].cast(pa.string()), "") for name in _SORTED_BY}
    order = [(name, "ascending") for name in _SORTED_BY]
    return events.take(pc.sort_indices(pa.table(keys), order))


def _bounds_wsen(metadata: pq.FileMetaData) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of the points of a file; None if it has none."""
    columns = [EVENTS_SCHEMA.names.index(name) for name in ("lon", "lat")]
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    known = [[group.column(column).statistics for column in columns] for group in groups]
    known = [both for both in known if all(one and one.has_min_max for one in both)]
    if not known:
        return None
    west, south = (min(both[axis].min for both in known) for axis in (0, 1))
    east, north = (max(both[axis].max for both in known) for axis in (0, 1))
    return west, south, east, north


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """Give a folder for drafts; it goes at the end."""
    place = folder / _DRAFTS
    place.mkdir()
    try:
        yield place
    finally:
        # A worker that was not done may still write: into a folder of this name it cannot.
        shutil.rmtree(place.rename(folder / f"{_DRAFTS}.old"), ignore_errors=True)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the name of `path` when all is written.

    Dask does work again when a worker is lost, and that one may only have been out of sight.
    """
    place = path.with_name(f"{uuid.uuid4()}{path.suffix}")
    yield place
    place.replace(path)
