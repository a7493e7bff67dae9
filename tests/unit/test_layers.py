"""The layers of the default dataset: shapes, shared lines, names and size."""

import itertools
import json
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

GEO = Path(__file__).resolve().parents[2] / "geo"
LAYERS = ("districts", "neighbourhoods", "surroundings", "roads", "water", "places")
AREAS_KM2 = {"barze": 3.55, "qaboun": 4.38, "techrine": 2.40, "jobar": 3.91, "tadamon": 1.62}
PROPERTIES = {
    "districts": [
        *("id", "name", "name_en", "name_fr", "name_ar", "aliases", "pcodes"),
        *("area_km2", "population_2004", "note", "sources"),
    ],
    "neighbourhoods": ["id", "name_en", "name_ar"],
    "surroundings": ["id", "kind", "name_en", "name_ar"],
    "roads": ["class", "name", "name_en"],
    "water": ["id"],
    "places": ["id", "name_en", "name_fr", "name_ar", "rank"],
}
SHARED_LINES_M = {
    ("barze", "techrine"): 2242,
    ("barze", "qaboun"): 393,
    ("qaboun", "techrine"): 3056,
    ("qaboun", "jobar"): 2487,
}


def layer(name):
    return json.loads((GEO / f"{name}.geojson").read_text(encoding="utf-8"))


def properties(name):
    return [feature["properties"] for feature in layer(name)["features"]]


def shapes(name):
    texts = [json.dumps(feature["geometry"]) for feature in layer(name)["features"]]
    return shapely.from_geojson(texts)


def in_metres(geometries):
    move = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32637", always_xy=True)
    return shapely.transform(
        geometries, lambda points: np.column_stack(move.transform(points[:, 0], points[:, 1]))
    )


def district_shapes():
    ids = [row["id"] for row in properties("districts")]
    return dict(zip(ids, shapes("districts"), strict=True))


def edges(shape):
    """Each side of a polygon, whichever way it runs."""
    found = set()
    for ring in shapely.get_rings(shape):
        points = [tuple(point) for point in shapely.get_coordinates(ring)]
        found |= {frozenset(pair) for pair in itertools.pairwise(points)}
    return found


def degenerate(ring):
    return len(set(map(tuple, ring))) < 3 or ring[0] != ring[-1]


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_a_feature_collection_without_crs(name):
    content = layer(name)
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    assert content["attribution"].startswith("©")


@pytest.mark.parametrize("name", LAYERS)
def test_every_shape_is_valid_and_not_empty(name):
    found = shapes(name)
    assert len(found) > 0
    assert shapely.is_valid(found).all()
    assert not shapely.is_empty(found).any()


@pytest.mark.parametrize("name", LAYERS)
def test_every_feature_has_the_properties_of_its_layer(name):
    assert {tuple(row) for row in properties(name)} == {tuple(PROPERTIES[name])}


@pytest.mark.parametrize("name", LAYERS)
def test_coordinates_have_at_most_six_decimals(name):
    points = shapely.get_coordinates(shapes(name))
    assert (points == np.round(points, 6)).all()


@pytest.mark.parametrize("name", LAYERS)
def test_shapes_lie_around_damascus(name):
    west, south, east, north = shapely.total_bounds(shapes(name))
    assert west >= 36.1
    assert south >= 33.38
    assert east <= 36.5
    assert north <= 33.65


@pytest.mark.parametrize("name", ["districts", "neighbourhoods", "surroundings", "water"])
def test_rings_are_closed_and_exteriors_run_counter_clockwise(name):
    for feature in layer(name)["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for polygon in [parts] if geometry["type"] == "Polygon" else parts:
            assert not any(degenerate(ring) for ring in polygon)
            assert shapely.is_ccw(shapely.linearrings(polygon[0]))
            assert not any(shapely.is_ccw(shapely.linearrings(hole)) for hole in polygon[1:])


@pytest.mark.parametrize("name", LAYERS)
def test_a_file_has_one_feature_a_line_and_lf_ends(name):
    content = (GEO / f"{name}.geojson").read_bytes()
    assert b"\r" not in content
    assert content.count(b'\n{"type":"Feature",') == len(layer(name)["features"])
    assert content.endswith(b"\n]}\n")


def test_all_layers_together_stay_under_their_limit():
    assert sum(path.stat().st_size for path in GEO.iterdir()) <= 1_200_000


def test_the_five_districts_stand_in_order():
    assert [row["id"] for row in properties("districts")] == list(AREAS_KM2)


def test_areas_are_those_of_the_source_within_one_per_cent():
    for row, shape in zip(properties("districts"), in_metres(shapes("districts")), strict=True):
        assert shape.area / 1e6 == pytest.approx(AREAS_KM2[row["id"]], rel=0.01)
        assert row["area_km2"] == round(shape.area / 1e6, 2)


def test_districts_do_not_overlap():
    for one, other in itertools.combinations(in_metres(shapes("districts")), 2):
        assert one.intersection(other).area <= 1.0


def test_districts_that_touch_share_their_vertices():
    assert shapely.coverage_is_valid(shapes("districts"))
    districts = district_shapes()
    for (one, other), length_m in SHARED_LINES_M.items():
        shared = edges(districts[one]) & edges(districts[other])
        lines = in_metres(shapely.linestrings([list(edge) for edge in shared]))
        assert shapely.length(lines).sum() == pytest.approx(length_m, abs=30)
        touching = shapely.intersection(districts[one], districts[other])
        assert touching.length == pytest.approx(
            sum(shapely.length(shapely.linestrings([list(edge) for edge in shared]))), rel=1e-9
        )


def test_districts_are_drawn_with_the_lines_of_their_neighbourhoods():
    outlines = dict(
        zip(
            [row["id"] for row in properties("neighbourhoods")],
            shapes("neighbourhoods"),
            strict=True,
        )
    )
    for row, shape in zip(properties("districts"), shapes("districts"), strict=True):
        parts = set().union(*(edges(outlines[code]) for code in row["pcodes"]))
        assert edges(shape) <= parts


def test_neighbourhoods_fit_together_and_make_up_the_city():
    found = shapes("neighbourhoods")
    assert len(found) == 100
    assert shapely.coverage_is_valid(found)
    city = shapes("surroundings")[0]
    assert properties("surroundings")[0]["kind"] == "city"
    assert shapely.equals(shapely.coverage_union_all(found), city)
    assert len(city.interiors) == 0


def test_the_city_and_its_surroundings_leave_no_double_line():
    assert shapely.coverage_is_valid(shapes("surroundings"))


@pytest.mark.parametrize("name", ["districts", "neighbourhoods", "surroundings", "places"])
def test_ids_are_unique(name):
    ids = [row["id"] for row in properties(name)]
    assert len(set(ids)) == len(ids)


def test_names_stand_in_three_languages():
    for row in properties("districts") + properties("places"):
        assert row["name_en"].strip()
        assert row["name_fr"].strip()
        assert all("\u0600" <= letter <= "\u06ff" or letter == " " for letter in row["name_ar"])
        assert row["name_ar"].strip()


def test_a_district_lists_its_spellings_once_and_in_both_scripts():
    for row in properties("districts"):
        aliases = row["aliases"]
        assert len(set(aliases)) == len(aliases)
        assert {row["name"], row["name_en"], row["name_fr"], row["name_ar"]} <= set(aliases)


def test_no_spelling_names_two_districts():
    spellings = [{alias.casefold() for alias in row["aliases"]} for row in properties("districts")]
    assert len(set().union(*spellings)) == sum(map(len, spellings))


def test_population_is_left_empty_where_none_was_found():
    counted = {row["id"]: row["population_2004"] for row in properties("districts")}
    assert counted == {
        "barze": 70451,
        "qaboun": 89974,
        "techrine": None,
        "jobar": 83245,
        "tadamon": 86793,
    }


def test_no_other_label_stands_inside_a_district():
    for label in shapes("places"):
        assert not shapely.contains(shapes("districts"), label).any()


def test_roads_have_a_class_that_the_map_knows():
    assert {row["class"] for row in properties("roads")} == {"highway", "major"}
