"""The small map of what was placed."""

from xml.etree.ElementTree import Element

import shapely

from damascus_map import Dataset
from damascus_map.language import language
from damascus_map.render.placing_map import in_words, placing_map


def texts(tree: Element) -> list[str]:
    return [str(node.text) for node in tree.iter("text")]


def test_each_district_has_its_name_and_number(dataset: Dataset) -> None:
    tree = placing_map(dataset.tables, {"jobar": 1200, "barze": 1}, [], language("fr"))
    told = texts(tree)
    assert told[told.index("Jobar") + 1] == "1\u202f200"
    assert told[told.index("Tadamon") + 1] == "0"
    assert len(list(tree.iter("path"))) == 5


def test_the_more_rows_the_deeper_the_colour(dataset: Dataset) -> None:
    tree = placing_map(dataset.tables, {"jobar": 90, "barze": 1}, [], language("en"))
    ids = list(dataset.tables.district_ids)
    depth = dict(zip(ids, (float(p.get("fill-opacity")) for p in tree.iter("path")), strict=True))
    fills = dict(zip(ids, (p.get("fill") for p in tree.iter("path")), strict=True))
    assert depth["jobar"] > depth["barze"] > 0
    assert fills["tadamon"] != fills["jobar"]


def test_points_lie_inside_the_outline_of_their_district(dataset: Dataset) -> None:
    inside = dataset.tables.districts.geometry["jobar"].representative_point()
    points = [(inside.x, inside.y)] * 3
    tree = placing_map(dataset.tables, {"jobar": 3}, points, language("en"))
    (dot,) = tree.iter("circle")
    path = list(tree.iter("path"))[list(dataset.tables.district_ids).index("jobar")].get("d")
    rings = [ring.strip("M").split("L") for ring in path.split("Z") if ring]
    outline = shapely.Polygon([tuple(map(float, point.split(","))) for point in rings[0]])
    assert outline.contains(shapely.Point(float(dot.get("cx")), float(dot.get("cy"))))


def test_it_is_told_in_words_too(dataset: Dataset) -> None:
    told = in_words(dataset.tables, {"jobar": 3}, language("en"))
    assert told == "Rows by district: Barzé 0, Qaboun 0, Techrine 0, Jobar 3, Tadamon 0"
