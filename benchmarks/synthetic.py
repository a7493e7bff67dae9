"""Datasets of made events: the default dataset with another table of events, of any length.

The same size and seed give the same bytes. Nothing made here is ever part of the default dataset.
"""

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import shapely

from damascus_map.data.load import default_path
from damascus_map.data.schema import EVENTS, PACKAGE_PATH, SOURCES
from damascus_map.model.vocabulary import Confidence, EventType
from tools.seal_package import package_text, sealed

FIRST_DAY: Final = date(2011, 3, 15)
LAST_DAY: Final = date(2025, 12, 31)

_SEED: Final = 20110315
_SHARE_BY_MONTH: Final = 0.03
_SHARE_OF_SEVERAL_DAYS: Final = 0.03
_LONGEST_DAYS: Final = 10
_INSIDE_DEGREES: Final = 0.00002
_DECIMALS: Final = 5

Texts = np.ndarray[tuple[int], np.dtype[np.str_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]


def write_dataset(folder: Path, count: int, seed: int = _SEED) -> Path:
    """Write a whole dataset folder with made events.

    Parameters
    ----------
    folder : Path
        Where the dataset shall lie; it may not exist yet.
    count : int
        The number of events.
    seed : int
        Of the random numbers.

    Returns
    -------
    Path
        The folder.
    """
    source = default_path()
    for name in ("data", "geo"):
        shutil.copytree(source / name, folder / name)
    pa.csv.write_csv(
        pa.Table.from_pandas(made_events(count, seed), preserve_index=False),
        folder / EVENTS.path,
        pa.csv.WriteOptions(quoting_style="none"),  # no made text holds a comma
    )
    package = json.loads((source / PACKAGE_PATH).read_text(encoding="utf-8"))
    (folder / PACKAGE_PATH).write_text(package_text(_renamed(package, folder)), encoding="utf-8")
    return folder


def made_events(count: int, seed: int = _SEED) -> pd.DataFrame:
    """Make events that lie precisely inside the districts, on days of the whole time.

    Parameters
    ----------
    count : int
        How many.
    seed : int
        Of the random numbers.

    Returns
    -------
    DataFrame
        The columns of ``events.csv``, as text; an empty cell is null.
    """
    chance = np.random.default_rng(seed)
    districts = gpd.read_file(default_path() / "geo" / "districts.geojson")
    sources = pd.read_csv(default_path() / SOURCES.path)["id"].to_numpy(dtype=str)
    which = chance.integers(len(districts), size=count)
    lon, lat = points_inside(districts.geometry.to_numpy(), which, chance)
    numbers = pd.Series(np.arange(1, count + 1)).astype(str)
    made: dict[str, object] = {
        "id": "synthetic-" + numbers,
        **_dates(count, chance),
        "district_ids": districts["id"].to_numpy(dtype=str)[which],
        "type": _picked(list(EventType), count, chance),
        "title_en": "Synthetic event " + numbers,
        "lon": lon,
        "lat": lat,
        "place_precision": "point",
        "confidence": _picked(list(Confidence), count, chance),
        "source_ids": _picked(sources, count, chance),
    }
    return pd.DataFrame(made).reindex(columns=[column.name for column in EVENTS.columns])


def points_inside(
    shapes: Sequence[shapely.Geometry], which: np.ndarray, chance: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Give longitude and latitude of a point inside the shape of each row.

    Parameters
    ----------
    shapes : sequence of shapely Geometry
        Areas, in degrees.
    which : ndarray of int
        The shape of each row.
    chance : numpy Generator
        Of random numbers.

    Returns
    -------
    tuple of ndarray
        Degrees, rounded so that no point leaves its shape.
    """
    lon, lat = np.empty(len(which)), np.empty(len(which))
    for number, shape in enumerate(shapes):
        inner = shapely.buffer(shape, -_INSIDE_DEGREES)  # the rounding stays inside
        rows = np.flatnonzero(which == number)
        while len(rows):
            west, south, east, north = inner.bounds
            lon[rows] = chance.uniform(west, east, len(rows)).round(_DECIMALS)
            lat[rows] = chance.uniform(south, north, len(rows)).round(_DECIMALS)
            rows = rows[~shapely.contains_xy(inner, lon[rows], lat[rows])]
    return lon, lat


def _dates(count: int, chance: np.random.Generator) -> dict[str, pd.Series]:
    """Give first and last day as the files write them; a few say only the month."""
    days = (LAST_DAY - FIRST_DAY).days - _LONGEST_DAYS
    first = np.datetime64(FIRST_DAY) + chance.integers(days, size=count)
    sort = chance.random(count)
    by_month = sort < _SHARE_BY_MONTH
    several = sort > 1 - _SHARE_OF_SEVERAL_DAYS
    last = first + chance.integers(1, _LONGEST_DAYS, size=count)
    written = pd.Series(np.datetime_as_string(first))
    return {
        "date": written.where(~by_month, written.str.slice(0, len("2011-03"))),
        "date_to": pd.Series(np.datetime_as_string(last)).where(several),
    }


def _picked(choices: Sequence[str] | Texts, count: int, chance: np.random.Generator) -> Texts:
    """Pick one of the choices for each row."""
    return np.array(choices, dtype=str)[chance.integers(len(choices), size=count)]


def _renamed(package: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Say that the package is synthetic, and seal the files that lie in its folder."""
    resources = [
        sealed(resource, (folder / resource["path"]).read_bytes())
        for resource in package["resources"]
    ]
    said = {"name": "synthetic", "description": "Made events, to measure with; none happened."}
    titles = {key: "Synthetic events" for key in package if key.startswith("title")}
    return package | said | titles | {"resources": resources}
