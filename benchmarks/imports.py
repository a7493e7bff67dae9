"""Imports: a table as UCDP shapes it becomes events on the map, beside what others would do."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import psutil
from playwright.sync_api import Browser

from benchmarks.contenders import OURSELVES, served
from benchmarks.figures import Figure, ratio_in_turns
from benchmarks.imported import CITY_POINT, write_ucdp
from benchmarks.opening import DISTRICTS_DRAWN, EVENTS_DRAWN, opened_ms
from damascus_map.data.load import load
from damascus_map.data.tables import Tables
from damascus_map.ingest.candidates import candidates
from damascus_map.ingest.forms import recognised
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.placing import place
from damascus_map.ingest.readers import Source, pieces

IMPORTED: Final = "a table of UCDP's shape, from CSV to placed GeoParquet"
IMPORT_MEMORY: Final = "its peak memory"
FLOOR: Final = "the same table, read by pyarrow and written as Parquet, nothing understood"
BESIDE_FLOOR: Final = "import beside that"
JOINED: Final = "points joined to districts"
JOINED_BY_GEOPANDAS: Final = "points joined to districts by geopandas.sjoin"
BESIDE_SJOIN: Final = "join beside sjoin"
READ: Final = "texts read with the gazetteer"
READ_BY_PATTERN: Final = "texts searched for each spelling by pandas (str.contains)"
BESIDE_PATTERN: Final = "reading beside that"
OPENED: Final = "page opened on the result until the map is drawn"
OPENED_EVENTS: Final = "page opened on the result until its events are drawn"
STARTED: Final = "server started on the result until it answers"
BY_PIECES: Final = "ten million rows"
BY_PIECES_MEMORY: Final = "its peak memory by pieces"
QUESTIONS: Final = (
    *(IMPORTED, IMPORT_MEMORY, FLOOR, BESIDE_FLOOR, JOINED, JOINED_BY_GEOPANDAS, BESIDE_SJOIN),
    *(READ, READ_BY_PATTERN, BESIDE_PATTERN, STARTED, OPENED, OPENED_EVENTS, BY_PIECES),
    *(BY_PIECES_MEMORY,),
)

ROWS: Final = 1_000_000
TEXTS: Final = 100_000
MOST_ROWS: Final = 10_000_000
_LOOK_SECONDS: Final = 0.05

_FLOOR_SCRIPT: Final = """
import sys
import pyarrow as pa, pyarrow.csv as csv, pyarrow.parquet as pq
names = csv.open_csv(sys.argv[1]).schema.names
texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
with csv.open_csv(sys.argv[1], convert_options=texts) as read:
    with pq.ParquetWriter(sys.argv[2], read.schema, compression="zstd") as out:
        for batch in read:
            out.write_batch(batch)
"""

Say = Callable[[str], None]


def measure_imports(folder: Path, times: int, say: Say) -> list[Figure]:
    """Measure all that imports have targets for, but the page on the result.

    Parameters
    ----------
    folder : Path
        For what is made: some gigabytes. ``million`` in it is the dataset with the result.
    times : int
        How often each thing is done.
    say : callable
        Takes a line on what goes on.

    Returns
    -------
    list of Figure
        Seconds and megabytes.
    """
    say(f"imports: a table of {ROWS:,} rows")
    table = write_ucdp(folder / "ucdp.csv", ROWS)
    say(f"imports: {ROWS:,} rows, in turns with the floor")
    turns = [(_floor(folder, table), _imported(folder, table, ROWS)) for _ in range(times)]
    floors = Figure(FLOOR, "s", tuple(floor for floor, _ in turns), ROWS)
    ours = Figure(
        IMPORTED, "s", tuple(took for _, (took, _) in turns), ROWS, targets={"median": 15}
    )
    memory = tuple(peak for _, (_, peak) in turns)
    say("imports: points and texts")
    return [
        ours,
        Figure(IMPORT_MEMORY, "MB", memory, ROWS, targets={"median": 1500}),
        floors,
        ratio_in_turns(BESIDE_FLOOR, ours, floors, 8),
        *_joins(load(), times),
        *_readings(folder, times),
    ]


def measure_pieces(folder: Path, say: Say) -> list[Figure]:
    """Import ten million rows once: how long, and in how much memory.

    Parameters
    ----------
    folder, say
        As `measure_imports`.

    Returns
    -------
    list of Figure
        Seconds and megabytes.
    """
    say(f"imports: a table of {MOST_ROWS:,} rows")
    table = write_ucdp(folder / "ucdp-large.csv", MOST_ROWS)
    say(f"imports: {MOST_ROWS:,} rows")
    try:
        took, peak = _imported(folder, table, MOST_ROWS)
    except OSError as error:
        reason = str(error)[-80:]
        return [Figure(BY_PIECES, "s", events=MOST_ROWS, reason=reason)]
    finally:
        table.unlink()
    return [
        Figure(BY_PIECES, "s", (took,), MOST_ROWS),
        Figure(BY_PIECES_MEMORY, "MB", (peak,), MOST_ROWS, targets={"median": 2000}),
    ]


def measure_result(browser: Browser, folder: Path, times: int) -> list[Figure]:
    """Open the page on what `measure_imports` has made.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    folder, times
        As `measure_imports`.

    Returns
    -------
    list of Figure
        Seconds until the server answers, until the map and until all events are drawn.
    """
    dataset = folder / f"imported-{ROWS}"
    begin = time.perf_counter()
    with served(OURSELVES, dataset, folder / "server.txt") as server:
        started = time.perf_counter() - begin
        events = len(load(dataset).events)
        drawn = EVENTS_DRAWN.format(share=0)
        ways = ((server.url, DISTRICTS_DRAWN), (f"{server.url}/?window=all", drawn))
        rows = [[opened_ms(browser, *way) / 1000 for way in ways] for _ in range(times)]
    maps, points = zip(*rows, strict=True)
    return [
        Figure(STARTED, "s", (started,), events),
        Figure(OPENED, "s", maps, events, targets={"median": 5}),
        Figure(OPENED_EVENTS, "s", points, events),
    ]


def _imported(folder: Path, table: Path, rows: int) -> tuple[float, float]:
    """Import a table into a new dataset by the command; return seconds and megabytes.

    Raises
    ------
    OSError
        If the command fails, or its account does not add up.
    """
    into = folder / f"imported-{rows}"
    subprocess.run(["rm", "-rf", str(into)], check=True)  # noqa: S603, S607
    command = [sys.executable, "-m", "damascus_map.cli", "import", "ucdp", str(table)]
    report, took, peak = _run([*command, "--into", str(into), "--format", "json"])
    told = json.loads(report)
    if told["read"] != rows or not told["adds_up"]:
        raise OSError(f"the import read {told['read']} of {rows} rows")
    return took, peak


def _floor(folder: Path, table: Path) -> float:
    script = [sys.executable, "-c", _FLOOR_SCRIPT, str(table), str(folder / "floor.parquet")]
    _, took, _ = _run(script)
    return took


def _run(command: Sequence[str]) -> tuple[bytes, float, float]:
    """Run a program; return what it wrote, its seconds, and its peak memory in megabytes.

    The memory is that of all its processes together.
    """
    begin = time.perf_counter()
    with (
        tempfile.TemporaryFile() as written,
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=written, stderr=said) as program,  # noqa: S603
    ):
        peak = 0
        while program.poll() is None:
            peak = max(peak, _memory(program.pid))
            time.sleep(_LOOK_SECONDS)
        took = time.perf_counter() - begin
        written.seek(0)
        said.seek(0)
        if program.returncode:
            raise OSError(said.read().decode().strip()[-200:])
        return written.read(), took, peak / 1e6


def _memory(pid: int) -> int:
    """Return the bytes that a process and those it has started hold now.

    Files that they have in common, as libraries are, count once.
    """
    try:
        root = psutil.Process(pid)
        held = [one.memory_info() for one in (root, *root.children(recursive=True))]
        return sum(one.rss - one.shared for one in held) + max(one.shared for one in held)
    except psutil.Error:  # one has just ended
        return 0


def _joins(tables: Tables, times: int) -> list[Figure]:
    """Join points of the whole city and around it, in turns with geopandas."""
    chance = np.random.default_rng(ROWS)
    lon = chance.normal(CITY_POINT[0], 0.05, ROWS)
    lat = chance.normal(CITY_POINT[1], 0.05, ROWS)
    ground = Ground.of(tables)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat, crs="EPSG:4326"))
    areas = tables.districts[["geometry"]]
    ours, theirs = _in_turns(
        times,
        lambda: ground.districts_at(lon, lat),
        lambda: points.sjoin(areas, predicate="intersects"),
    )
    one = Figure(JOINED, "s", ours, ROWS, targets={"median": 1.5})
    other = Figure(JOINED_BY_GEOPANDAS, "s", theirs, ROWS)
    return [one, other, ratio_in_turns(BESIDE_SJOIN, one, other, 1)]


def _readings(folder: Path, times: int) -> list[Figure]:
    """Read the texts of rows that name no place beside them, in turns with a plain search."""
    tables = load()
    ground = Ground.of(tables)
    source = Source.of_path(write_ucdp(folder / "texts.csv", TEXTS))
    piece = next(pieces([source]))
    found, _ = candidates(piece, recognised(list(piece.rows.columns)))
    found = found.assign(lon=np.nan, lat=np.nan)
    spellings = sorted({name for names in tables.districts["aliases"] for name in names})
    ours, theirs = _in_turns(
        times, lambda: place(found, ground), lambda: _searched(piece.rows, spellings)
    )
    one = Figure(READ, "s", ours, TEXTS, targets={"median": 4})
    other = Figure(READ_BY_PATTERN, "s", theirs, TEXTS)
    return [one, other, ratio_in_turns(BESIDE_PATTERN, one, other, 1)]


def _searched(rows: pd.DataFrame, spellings: Sequence[str]) -> list[pd.Series]:
    return [
        rows[column].str.contains(spelling, case=False, regex=False)
        for column in ("source_headline", "where_coordinates", "where_description")
        for spelling in spellings
    ]


def _in_turns(
    times: int, one: Callable[[], Any], other: Callable[[], Any]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    one(), other()  # fills caches
    turns = [(_timed(one), _timed(other)) for _ in range(times)]
    return tuple(a for a, _ in turns), tuple(b for _, b in turns)


def _timed(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
