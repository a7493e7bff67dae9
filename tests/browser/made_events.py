"""A dataset of made events with places of their own, which the default dataset has none of."""

import csv
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

DAY, DAY_BEFORE = "2017-05-07", "2017-05-06"
BUSY = ("barze", "qaboun", "techrine", "jobar")
BUSY_EVENTS = {DAY_BEFORE: 350, DAY: 166}
"""In each of the busy districts on each day."""
PILE = {"clash": 20, "protest": 17}
"""Events on one spot of a district in which there are no others."""
PILE_DISTRICT = "tadamon"
BESIDE = 3
"""Events known to their district only."""
KINDS = ("clash", "shelling", "air_strike", "protest")
SEED = 20170507


def write_made_events(folder: Path) -> pd.DataFrame:
    """Replace the events of a dataset's folder; return them in the order of the map's columns."""
    table = folder / "data" / "events.csv"
    districts = gpd.read_file(folder / "geo" / "districts.geojson").set_index("id").geometry
    with (folder / "data" / "sources.csv").open(encoding="utf-8") as file:
        source = next(csv.DictReader(file))["id"]
    columns = pd.read_csv(table, nrows=0).columns
    made = pd.concat([_busy(districts), _pile(districts), _beside()], ignore_index=True)
    made["id"] = [f"made-{number:05}" for number in range(len(made))]
    made["title_en"] = [f"Made event {number}" for number in range(len(made))]
    made = made.assign(source_ids=source, confidence="medium").reindex(columns=columns)
    made.to_csv(table, index=False)
    return made.sort_values(["date", "id"], ignore_index=True)


def _busy(districts: gpd.GeoSeries) -> pd.DataFrame:
    random = np.random.default_rng(SEED)
    parts = [
        _at(points_inside(districts[district], count, random), date=day, district_ids=district)
        for day, count in BUSY_EVENTS.items()
        for district in BUSY
    ]
    busy = pd.concat(parts, ignore_index=True)
    return busy.assign(type=np.resize(KINDS, len(busy)))


def _pile(districts: gpd.GeoSeries) -> pd.DataFrame:
    district = districts[PILE_DISTRICT]
    west, south, east, north = district.bounds
    # Its name stands in the middle, so the pile lies south of it.
    spot = shapely.clip_by_rect(district, west, south, east, (2 * south + north) / 3).centroid
    kinds = [kind for kind, count in PILE.items() for _ in range(count)]
    places = np.array([[spot.x, spot.y]] * len(kinds))
    return _at(places, date=DAY, district_ids=PILE_DISTRICT).assign(type=kinds)


def _beside() -> pd.DataFrame:
    row = {"date": DAY, "district_ids": "jobar", "type": "clash", "place_precision": "district"}
    return pd.DataFrame([row] * BESIDE)


def _at(places: np.ndarray, **values: str) -> pd.DataFrame:
    lon_lat = pd.DataFrame(places.round(5), columns=["lon", "lat"])
    return lon_lat.assign(place_precision="point", **values)


def points_inside(area: shapely.Geometry, count: int, random: np.random.Generator) -> np.ndarray:
    """Return longitudes and latitudes of points spread over an area."""
    west, south, east, north = area.bounds
    found = np.empty((0, 2))
    while len(found) < count:
        tried = random.uniform((west, south), (east, north), (4 * count, 2)).round(5)
        found = np.vstack([found, tried[shapely.contains_xy(area, tried)]])
    return found[:count]
