"""Damage files of every form and see that each is read or refused, never worse.

``python -m tools.fuzz_readers --count 20000`` makes so many files out of sound ones (bytes flipped,
cut, doubled, spliced, packed again), reads each, and prints one line of figures. A file that ends
in a traceback, that takes too long or that ends the process is kept in the folder of ``--keep``.
The same seed makes the same files.
"""

import argparse
import faulthandler
import gzip
import io
import multiprocessing
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from damascus_map.errors import DamascusMapError
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.rows import REFUSED_COLUMNS, Piece

LIMITS = Limits(
    file_bytes=20_000_000,
    unpacked_bytes=50_000_000,
    whole_bytes=20_000_000,
    row_bytes=1 << 16,
    ratio_from_bytes=1_000_000,
)
TIME_LIMIT_S = 20
MOST_CHANGES = 4
SMALL_BYTES = 20_000
ROWS = 12
OWN_FORMS = find_spec("damascus_map.ingest.forms") is not None
"""Whether rows can be understood yet: until then they are read only."""

UCDP = (
    "id,year,active_year,type_of_violence,conflict_name,dyad_name,side_a,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,"
    "latitude,longitude,country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,low,best,high"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "actor2,interaction,iso,region,country,admin1,admin2,location,latitude,longitude,geo_precision,"
    "source,notes,fatalities,tags,timestamp"
)
TOKENS = (
    *(
        b'"',
        b'""',
        b'"\n',
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
    ),
    *(
        b"\xff\xfe",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"PAR1",
        b"{",
        b"[",
        b"<",
        b"#",
        b"sep=;\n",
        b"&amp;",
    ),
    *(b"-", b"1e999", b"NaN", b"9" * 40, b"2017-13-45", b"," * 2000, b"\n" * 500, b"x" * 70_000),
    *("دمشق".encode(), "é".encode("cp1252"), "جوبر".encode("cp1256"), b"\xed\xa0\x80", b"%s{0}{x}"),
)
ENDINGS = ("csv", "tsv", "txt", "geojson", "json", "gpkg", "parquet", "zip", "csv.gz", "xlsx", "")


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


@cache
def sound_files() -> tuple[tuple[str, bytes], ...]:
    """Make one small sound file of each form, out of invented rows."""
    ucdp, acled = _ucdp().encode(), _acled().encode()
    table = "id;date;place;notes\n" + "".join(
        f"{n};2017-05-{n:02d};حي جوبر;القابون وبرزة\n" for n in range(1, ROWS)
    )
    tags = ",".join("#date+start" if "date" in name else "#meta" for name in UCDP.split(","))
    hxl = ucdp.replace(b"\n", b"\n" + tags.encode() + b"\n", 1)
    texts = {
        "ucdp.csv": ucdp,
        "hxl.csv": hxl,
        "acled.csv": b"\xef\xbb\xbf" + acled,
        "table.csv": table.encode("cp1256"),
        "wide.txt": table.encode("utf-16"),
        "table.tsv": table.replace(";", "\t").encode(),
        "crlf.csv": ucdp.replace(b"\n", b"\r\n"),
    }
    packed = {
        "ucdp.csv.gz": gzip.compress(ucdp, mtime=0),
        "both.zip": zipped({"a/ucdp.csv": ucdp, "acled.csv": acled, "read.me": b"?"}),
        "points.zip": zipped({"points.geojson": _features()["points.geojson"]}),
    }
    return tuple({**texts, **packed, **_features()}.items())


def damaged(number: int, seed: int) -> tuple[str, bytes]:
    """Give the name and the bytes of one damaged file.

    Parameters
    ----------
    number : int
        Which one.
    seed : int
        Of the whole run.
    """
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - no secret
    name, content = chance.choice(sound_files())
    for _ in range(chance.randint(1, MOST_CHANGES)):
        name, content = chance.choice(CHANGES)(chance, name, content)
    return name, content[: LIMITS.file_bytes]


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
    begin = time.monotonic()
    try:
        for piece in pieces(
            [Source(name, content=content)], limits=LIMITS, rows_at_once=rows_at_once
        ):
            check(piece)
            understand(piece)
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


def understand(piece: Piece) -> None:
    """Take the rows to be rows of events, if that can be done yet."""
    if OWN_FORMS:
        forms = import_module("damascus_map.ingest.forms")
        form = forms.recognised(list(piece.rows.columns), piece.tags)
        forms.candidates(piece, form)


def _flipped(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 30)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return name, bytes(changed)


def _cut(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    begin, end = _span(chance, content)
    return name, content[:begin] + chance.choice((b"", content[end:]))


def _doubled(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    begin, end = _span(chance, content)
    return name, content[:end] + content[begin:end] * chance.choice((1, 2, 50)) + content[end:]


def _spliced(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    _, other = chance.choice(sound_files())
    begin, end = _span(chance, other)
    at = chance.randint(0, len(content))
    return name, content[:at] + other[begin:end] + content[at:]


def _with_token(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    at = chance.choice((0, chance.randint(0, len(content)), len(content)))
    return name, content[:at] + chance.choice(TOKENS) + content[at:]


def _renamed(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    return f"{name.split('.', maxsplit=1)[0]}.{chance.choice(ENDINGS)}", content


def _packed(chance: random.Random, name: str, content: bytes) -> tuple[str, bytes]:
    if chance.random() < 0.5:  # noqa: PLR2004 - one or the other
        return f"{name}.gz", gzip.compress(content, 1, mtime=0)
    return f"{name}.zip", zipped({name: content})


CHANGES: tuple[Callable[[random.Random, str, bytes], tuple[str, bytes]], ...] = (
    *(_flipped, _flipped, _cut, _doubled, _spliced, _with_token, _with_token, _renamed, _packed),
)


def _span(chance: random.Random, content: bytes) -> tuple[int, int]:
    begin = chance.randint(0, len(content))
    longest = chance.choice((4, 200, len(content)))
    return begin, min(len(content), begin + chance.randint(0, longest))


def zipped(files: dict[str, bytes]) -> bytes:
    """Give a ZIP archive of files, the same bytes each time."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for name, content in files.items():
            members.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _ucdp() -> str:
    known = {"latitude": "33.513364", "longitude": "36.291575", "where_prec": "1", "best": "3"}
    rows = [UCDP]
    for number in range(ROWS):
        cells = {
            **known,
            "id": str(9000 + number),
            "date_start": f"2017-05-{number + 1:02d} 00:00:00.000",
            "date_end": f"2017-05-{number + 1:02d}",
            "source_headline": f'"Shelling of Jobar, ""again""\n{number} &quot;after&quot; noon"',
            "type_of_violence": str(number % 3 + 1),
        }
        rows.append(",".join(cells.get(name, "") for name in UCDP.split(",")))
    return "\n".join(rows) + "\n"


def _acled() -> str:
    rows = [ACLED]
    for number in range(ROWS):
        cells = {
            "event_id_cnty": f"SYR{number}",
            "event_date": f"{number + 1} May 2017",
            "sub_event_type": "Armed clash",
            "location": "Damascus - Qabun",
            "latitude": "33.5452",
            "longitude": "36.3321",
            "notes": f'"On {number + 1} May, clashes in قابون; none was hurt."',
            "fatalities": "0",
        }
        rows.append(",".join(cells.get(name, "") for name in ACLED.split(",")))
    return "\n".join(rows) + "\n"


@cache
def _features() -> dict[str, bytes]:
    frame = gpd.GeoDataFrame(
        {"id": range(4), "when": ["2017-05-07"] * 4, "deaths": [1.0, None, 3.0, 4.5]},
        geometry=[shapely.Point(36.3, 33.5), None, shapely.Point(36.3, 33.6).buffer(0.1), None],
        crs="EPSG:4326",
    )
    parquet, plain = io.BytesIO(), io.BytesIO()
    frame.to_parquet(parquet)
    pd.DataFrame(frame.drop(columns="geometry")).to_parquet(plain)
    package = io.BytesIO()
    frame.iloc[:2].to_crs("EPSG:32637").to_file(package, driver="GPKG", layer="points")
    return {
        "points.geojson": frame.to_json().encode(),
        "points.gpkg": package.getvalue(),
        "points.parquet": parquet.getvalue(),
        "plain.parquet": plain.getvalue(),
    }


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
        f"{len(found)} files in {seconds:.0f} s ({chosen.processes} processes, seed {chosen.seed}; "
        f"{'read and understood' if OWN_FORMS else 'readers alone'}): {said['read']} read, "
        f"{said['refused']} refused, {len(failures)} failed; slowest "
        f"{slowest.seconds:.2f} s (file {slowest.number})"
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
