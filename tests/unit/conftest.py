"""A dataset small enough to be read at a glance: two places, three parties, eight months."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = {
    "name": "two-places",
    "version": "1.2.3",
    "first_day": "2020-01-01",
    "opening_day": "2020-03-10",
    "centre": [36.31, 33.51],
}
PARTIES = """\
id,name_en,name_fr,name_ar,colour,order,note
north,the North,le Nord,الشمال,#AA3300,1,
south,the South,le Sud,الجنوب,#0033AA,2,
guests,the Guests,les Hôtes,الضيوف,#777777,3,
"""
SOURCES = """\
id,publisher,title,published,language,url,licence,kind,note
gazette,The Gazette,Yearbook,2020-06,en,https://example.org/1,,newspaper,
wire,The Wire,Dispatch,2020-03-05,en,https://example.org/2,,agency,
"""
CLAIMS = """\
id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,summary_fr,\
summary_ar,verified,note,topic
hill-early,hill,2020-01,,north,whole,,residents,gazette,The North holds the hill.,,,yes,,
hill-late,hill,2020-03-05,2020-06,south,most,fighting,the mayor,wire,The South took most.,,,no,,
mill-north,mill,2020-02,2020-04,north,shared,,the mayor,wire,The mill is shared.,,,no,,
mill-south,mill,2020-02,2020-04,south,shared,truce,the mayor,wire,The mill is shared.,,,no,,
"""
CONTROL = """\
district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note
hill,2020-01-01,2020-03-05,whole,none,,,high,hill-early,
hill,2020-03-05,2020-04,part,most,,fighting,medium,hill-late,
hill,2020-04,,part,most,,,low,hill-late,Carried on.
mill,2020-01-01,2020-02,,,,,low,,Nothing is known.
mill,2020-02,,shared,shared,,truce;siege,low,mill-north;mill-south,
"""
EVENTS = """\
id,date,date_to,district_ids,type,actors,title_en,title_fr,title_ar,deaths_low,deaths_best,\
deaths_high,people_moved,lon,lat,place_precision,confidence,source_ids,note
new-year,2020-01-01,,,report,,A new year,,,,,,,,,region,high,gazette,
raid,2020-03-05,2020-03-07,hill,clash,south;north,A raid on the hill,Un raid,غارة,1,2,3,40,36.305,\
33.505,point,medium,wire;gazette,
spring,2020-03,,mill,protest,,A protest in spring,,,,,,,,,district,low,wire,
harvest,2020-08-01,,hill;mill,ceasefire,,Work in the fields,,,,,,,,,district,high,wire,
"""


def square(west: float, south: float, side: float = 0.01) -> list[list[list[float]]]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return [[[round(lon, 6), round(lat, 6)] for lon, lat in ring]]


def district(name: str, west: float, south: float) -> dict:
    names = {key: name.title() for key in ("name", "name_en", "name_fr", "name_ar")}
    geometry = {"type": "Polygon", "coordinates": square(west, south)}
    properties = {"id": name, **names, "aliases": [name], "area_km2": 1.03}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def layers() -> dict:
    features = [district("hill", 36.30, 33.50), district("mill", 36.31, 33.50)]
    return {"type": "FeatureCollection", "features": features}


def contents() -> dict[str, str]:
    return {
        "datapackage.json": json.dumps(PACKAGE),
        "geo/districts.geojson": json.dumps(layers(), ensure_ascii=False),
        "data/parties.csv": PARTIES,
        "data/sources.csv": SOURCES,
        "data/claims.csv": CLAIMS,
        "data/control.csv": CONTROL,
        "data/events.csv": EVENTS,
    }


def write_dataset(folder: Path) -> Path:
    for name, text in contents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Draft:
    """The folder of a dataset, and ways to change it; lines count as an editor counts them."""

    path: Path

    def cell(self, name: str, line: int, column: str, value: str) -> None:
        """Set one cell of a table whose rows take one line each."""
        text = (self.path / name).read_text(encoding="utf-8")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        rows[line - 2][header.index(column)] = value
        changed = io.StringIO(newline="")
        csv.writer(changed, lineterminator="\n").writerows([header, *rows])
        self.write(name, changed.getvalue())

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def json(self, name: str, edit: Callable[[dict], object]) -> None:
        """Change the content of a JSON file in place."""
        content = json.loads((self.path / name).read_text(encoding="utf-8"))
        edit(content)
        self.write(name, json.dumps(content, ensure_ascii=False))

    def properties(self, feature: int, **changed: object) -> None:
        """Set properties of a district; the first is 1."""
        self.json(
            "geo/districts.geojson",
            lambda content: content["features"][feature - 1]["properties"].update(changed),
        )

    def outline(self, feature: int, kind: str, coordinates: object) -> None:
        """Set the geometry of a district; the first is 1."""
        geometry = {"type": kind, "coordinates": coordinates}
        self.json(
            "geo/districts.geojson",
            lambda content: content["features"][feature - 1].update(geometry=geometry),
        )

    def square(self, feature: int, west: float, south: float) -> None:
        """Move a district, a square of a hundredth of a degree; the first is 1."""
        self.outline(feature, "Polygon", square(west, south))

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self.path / name).read_bytes()

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.path / name).unlink()


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """The small dataset, to be changed."""
    return Draft(write_dataset(tmp_path / "two-places"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory):
    """The small dataset, opened."""
    import damascus_map

    return damascus_map.open_dataset(write_dataset(tmp_path_factory.mktemp("small")))
