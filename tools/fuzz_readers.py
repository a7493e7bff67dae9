"""Import damaged files of every form and see that each is taken or refused, never worse.

``python -m tools.fuzz_readers --count 20000`` makes so many files out of sound ones (bytes flipped,
cut, doubled, spliced, packed again), imports each into the default dataset, in memory, and prints
one line of figures. A file that ends in a traceback, whose account does not add up, that takes too
long or that ends the process is kept in the folder of ``--keep``.
"""

import argparse
import faulthandler
import multiprocessing
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from damascus_map.data.imported import with_import
from damascus_map.data.load import load
from damascus_map.data.tables import Tables
from damascus_map.errors import DamascusMapError
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.pipeline import Taken, run
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.rows import REFUSED_COLUMNS, Piece
from tools.fuzz_files import MOST_BYTES, damaged

LIMITS = Limits(
    file_bytes=MOST_BYTES,
    unpacked_bytes=50_000_000,
    whole_bytes=20_000_000,
    row_bytes=1 << 16,
    ratio_from_bytes=1_000_000,
)
TIME_LIMIT_S = 60
HELD_EVERY = 5
SMALL_BYTES = 20_000


@dataclass(frozen=True)
class Outcome:
    """What became of one damaged file.

    Parameters
    ----------
    number : int
        Which file it was.
    said : str
        ``read``, ``refused``, or what went wrong.
    seconds : float
        How long it took.
    """

    number: int
    said: str
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether it was neither read nor refused."""
        return self.said not in ("read", "refused")


def outcome_of(number: int, seed: int) -> Outcome:
    """Read one damaged file and say what became of it.

    Parameters
    ----------
    number : int
        Which one.
    seed : int
        Of the whole run.
    """
    name, content = damaged(number, seed)
    rows_at_once = 5 if len(content) < SMALL_BYTES else 10_000
    source = Source(name, content=content)
    begin = time.monotonic()
    try:
        for piece in pieces([source], limits=LIMITS, rows_at_once=rows_at_once):
            check(piece)
        take_in(source, is_held=number % HELD_EVERY == 0)
        said = "read"
    except DamascusMapError as error:
        said = "refused" if str(error).strip() else "refused without a word"
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        said = f"{type(error).__name__}: {error}"[:300]
    return Outcome(number, said, time.monotonic() - begin)


def check(piece: Piece) -> None:
    """Hold a piece to what `ingest.rows` promises of it.

    Raises
    ------
    ValueError
        If it breaks a promise.
    """
    rows, refused = piece.rows, piece.refused
    promises = {
        "row numbers are there once": rows.index.is_unique and rows.index.min() != 0,
        "column names are there once": rows.columns.is_unique and all(rows.columns),
        "cells are texts": all(kind == "str" for kind in rows.dtypes),
        "no cell is missing": not rows.isna().to_numpy().any(),
        "refused rows have their columns": tuple(refused.columns) == REFUSED_COLUMNS,
        "no row is read and refused": not set(refused["row"]) & set(rows.index),
        "a share is a share": 0 <= piece.share <= 1,
        "notices have all their words": all(
            one.message_template.format(**one.parameters) for one in piece.notices
        ),
    }
    broken = [promise for promise, kept in promises.items() if not kept]
    if broken:
        raise ValueError("; ".join(broken))
    rows.to_csv().encode()  # every cell is sound text


@cache
def _tables() -> Tables:
    return load()


def take_in(source: Source, *, is_held: bool) -> None:
    """Import a file into the default dataset, in memory.

    Parameters
    ----------
    source : Source
        The file.
    is_held : bool
        Whether what was taken is held to the contract of datasets, which takes longer.

    Raises
    ------
    ValueError
        If the rows do not add up.
    """
    kept = Taken()
    report = run(_tables(), [source], Plan("damaged"), kept, limits=LIMITS)
    if not report.adds_up:
        raise ValueError(f"the rows do not add up: {report.as_dict()}")
    for rows in (*kept.outside, *kept.refused):
        rows.to_csv().encode()  # they can be written
    if kept.events and is_held:
        with_import(_tables(), pa.concat_tables(kept.events), report.sources, report.description)


def _work(numbers: range, seed: int, answers: Connection) -> None:
    """Read files in a process of its own; a file without end ends the process."""
    for number in numbers:
        answers.send(number)
        faulthandler.dump_traceback_later(TIME_LIMIT_S, exit=True)
        found = outcome_of(number, seed)
        faulthandler.cancel_dump_traceback_later()
        answers.send(found)


def outcomes(numbers: range, seed: int) -> list[Outcome]:
    """Read damaged files in another process, which is started again when one of them ends it.

    Parameters
    ----------
    numbers : range
        Which ones.
    seed : int
        Of the whole run.
    """
    found: list[Outcome] = []
    context = multiprocessing.get_context("spawn")
    while len(numbers):
        mine, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(numbers, seed, theirs))
        worker.start()
        theirs.close()
        at = numbers[0]
        try:
            while True:
                answer = mine.recv()
                if isinstance(answer, Outcome):
                    found.append(answer)
                else:
                    at = answer
        except EOFError:
            worker.join()
        if worker.exitcode == 0:
            break
        found.append(Outcome(at, f"the process ended with {worker.exitcode}", TIME_LIMIT_S))
        numbers = numbers[numbers.index(at) + 1 :]
    return found


def main() -> int:
    """Run the tool; give the status to exit with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other files")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for files that fail")
    chosen = parser.parse_args()
    begin = time.monotonic()
    found = _in_processes(chosen.count, chosen.seed, chosen.processes)
    seconds = time.monotonic() - begin
    failures = [one for one in found if one.failed]
    for one in failures:
        print(f"file {one.number}: {one.said}", file=sys.stderr)
        if chosen.keep:
            name, content = damaged(one.number, chosen.seed)
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{one.number}-{Path(name).name}").write_bytes(content)
    slowest = max(found, key=lambda one: one.seconds)
    said = Counter(one.said for one in found if not one.failed)
    print(
        f"{len(found)} files in {seconds:.0f} s ({chosen.processes} processes, seed "
        f"{chosen.seed}): {said['read']} taken in, {said['refused']} refused, "
        f"{len(failures)} failed; slowest {slowest.seconds:.2f} s (file {slowest.number})"
    )
    return int(bool(failures))


def _in_processes(count: int, seed: int, processes: int) -> list[Outcome]:
    """Share the files among threads, each of which watches a process."""
    shares = [range(start, count, processes) for start in range(processes)]
    with ThreadPoolExecutor(processes) as watchers:
        done = watchers.map(lambda numbers: outcomes(numbers, seed), shares)
        return [one for share in done for one in share]


if __name__ == "__main__":
    sys.exit(main())
