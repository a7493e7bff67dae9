"""Answers which files draw the ground of the map, and how they come from their sources.

Reads boundaries (UN OCHA) and roads and water (OpenStreetMap) from one folder and
writes the six layers of a dataset's ``geo`` folder:

``python -m tools.draw_layers SOURCE_DIR geo``

The names and notes that are the editors' own lie in ``tools/layers``.

References
----------
UN OCHA, Syrian Arab Republic administrative boundaries (COD-AB), CC BY 3.0 IGO,
https://data.humdata.org/dataset/cod-ab-syr.
OpenStreetMap contributors, ODbL, https://www.openstreetmap.org/copyright.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from tools.layer_features import (
    Layer,
    Table,
    district_layer,
    draw_outlines,
    layer_text,
    neighbourhood_layer,
    place_layer,
    road_layer,
    surroundings_layer,
    water_layer,
)
from tools.layer_shapes import as_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = Path(__file__).resolve().parent / "layers"


def read_table(path: Path) -> Table:
    """Read a GeoJSON file in WGS84.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Table
        Properties and shapes, in the file's order.
    """
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features]
    return Table(tuple(f["properties"] for f in features), as_shapes(shapes))


def read_place_names(path: Path) -> list[dict[str, str]]:
    """Read the names under which places are labelled.

    Parameters
    ----------
    path
        A CSV file: id, source_code, name_en, name_fr, name_ar, rank.

    Returns
    -------
    list of dict
        One entry a label.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def draw_layers(source: Path) -> Iterator[Layer]:
    """Draw all six layers from a folder of sources.

    Parameters
    ----------
    source
        Folder with ``neighbourhoods_ocha.geojson`` and its fellows.

    Yields
    ------
    Layer
        One layer after the other.
    """
    governorates = read_table(source / "governorates_ocha.geojson")
    here = [row["adm1_name"] for row in governorates.rows].index("Damascus")
    outlines = draw_outlines(
        read_table(source / "neighbourhoods_ocha.geojson"),
        read_table(source / "subdistricts_ocha.geojson"),
        governorates.shapes[here],
    )
    yield district_layer(outlines, json.loads((TABLES / "districts.json").read_text("utf-8")))
    yield neighbourhood_layer(outlines)
    yield surroundings_layer(outlines, governorates.rows[here])
    yield road_layer(read_table(source / "roads_osm.geojson"))
    yield water_layer(read_table(source / "water_osm.geojson"))
    names = read_place_names(TABLES / "places.csv")
    yield place_layer(names, read_table(source / "places_ocha2015.geojson"), outlines)


def main() -> None:
    """Write the layers into a folder and say how large each is."""
    parser = argparse.ArgumentParser(description="Draw the layers of a dataset's geo folder.")
    parser.add_argument("source_dir", type=Path, help="folder with the OCHA and OSM files")
    parser.add_argument("out_dir", type=Path, help="folder to write, such as geo")
    options = parser.parse_args()
    options.out_dir.mkdir(parents=True, exist_ok=True)
    for layer in draw_layers(options.source_dir):
        data = layer_text(layer).encode()
        (options.out_dir / f"{layer.name}.geojson").write_bytes(data)
        print(f"{layer.name}: {len(layer.features)} features, {len(data)} bytes")


if __name__ == "__main__":
    main()
