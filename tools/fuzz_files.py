"""Files of every form that can be imported, sound and damaged: the same seed makes the same."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

MOST_CHANGES = 4
MOST_BYTES = 20_000_000
ROWS = 12

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
    return name, content[:MOST_BYTES]


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
