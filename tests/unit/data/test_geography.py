"""Layers as they come: other systems of coordinates, other shapes, other properties."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.data.geography import check_collection, in_metres
from damascus_map.data.load import findings_of, load

DISTRICTS = "geo/districts.geojson"


def rules_of(draft):
    return [(one.rule, one.row, one.column) for one in findings_of(draft.path)]


def collection(geometry, **members):
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature], **members}


def named(crs):
    return {"type": "name", "properties": {"name": crs}}


POINT = {"type": "Point", "coordinates": [36.3, 33.5]}


@pytest.mark.parametrize(
    "crs",
    [
        None,
        named("urn:ogc:def:crs:OGC:1.3:CRS84"),
        named("urn:ogc:def:crs:EPSG::4326"),
        named("EPSG:4326"),
        "EPSG:4326",
    ],
)
def test_longitude_and_latitude_by_any_name(crs):
    assert check_collection(collection(POINT, crs=crs), DISTRICTS) == []


@pytest.mark.parametrize(
    ("crs", "value"),
    [
        (named("urn:ogc:def:crs:EPSG::3857"), "urn:ogc:def:crs:EPSG::3857"),
        (named("EPSG:14326"), "EPSG:14326"),
        ("EPSG:32637", "EPSG:32637"),
        ({"type": "link"}, "{'type': 'link'}"),
    ],
)
def test_another_system_is_named(crs, value):
    (only,) = check_collection(collection(POINT, crs=crs), DISTRICTS)
    assert (only.rule, only.row, only.column, only.value) == ("wrong-crs", None, "crs", value)


@pytest.mark.parametrize(
    "content", [[], {}, 1, "x", {"type": "FeatureCollection"}, {"features": 1}]
)
def test_what_is_not_a_collection(content):
    assert [one.rule for one in check_collection(content, DISTRICTS)] == ["not-geojson"]


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "x",
        [],
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[[36, 33], [36, 34]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]]},
        {"type": "Blob", "coordinates": []},
        {"type": 5, "coordinates": []},
        {"type": "GeometryCollection", "geometries": 3},
    ],
)
def test_a_geometry_that_cannot_be_read_is_named_with_its_feature(geometry):
    content = collection(POINT)
    content["features"].append({"type": "Feature", "properties": {}, "geometry": geometry})
    findings = check_collection(content, DISTRICTS)
    assert [(one.rule, one.row) for one in findings] == [("invalid-geometry", 2)]


@pytest.mark.parametrize("feature", [None, 1, "x", [], {}])
def test_a_feature_that_is_none_is_named(feature):
    findings = check_collection({"type": "FeatureCollection", "features": [feature]}, DISTRICTS)
    assert ("invalid-geometry", 1) in [(one.rule, one.row) for one in findings]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "geometry", "properties", "features", "crs"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection"])


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@given(kind=KINDS, coordinates=JSON, properties=JSON)
def test_no_content_of_a_layer_stops_the_check(kind, coordinates, properties):
    geometry = {"type": kind, "coordinates": coordinates}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    findings = check_collection({"type": "FeatureCollection", "features": [feature]}, DISTRICTS)
    assert all(one.severity == "error" and one.row == 1 for one in findings)


def test_districts_whose_longitude_and_latitude_are_exchanged(draft):
    draft.square(1, 33.50, 36.30)
    draft.square(2, 33.50, 36.31)
    findings = findings_of(draft.path)
    assert [(one.rule, one.row) for one in findings] == [("far-away", 1), ("far-away", 2)]
    assert "longitude first" in findings[0].advice
    assert findings[0].message.startswith("the district lies 40")


def test_without_a_centre_one_district_is_measured_from_the_others(draft):
    draft.json("datapackage.json", lambda content: content.pop("centre"))
    assert findings_of(draft.path) == ()
    content = draft.read(DISTRICTS)
    assert b"dale" not in content
    draft.json(
        DISTRICTS,
        lambda layer: layer["features"].append(
            {
                **layer["features"][1],
                "properties": layer["features"][1]["properties"] | {"id": "dale"},
            }
        ),
    )
    draft.square(3, 37.3, 33.5)
    assert ("far-away", 3, "geometry") in rules_of(draft)


def test_coordinates_in_metres_are_named_for_each_feature(draft):
    draft.square(1, 4_041_000.0, 3_963_000.0)
    draft.square(2, 4_042_000.0, 3_963_000.0)
    assert rules_of(draft) == [("wrong-crs", 1, "geometry"), ("wrong-crs", 2, "geometry")]


def test_a_feature_without_properties_lacks_its_id_and_its_names(draft):
    draft.json(DISTRICTS, lambda layer: layer["features"][0].pop("properties"))
    found = rules_of(draft)
    assert ("required", 1, "id") in found
    names = ("name", "name_en", "name_fr", "name_ar")
    assert {("missing-name", 1, name) for name in names} <= set(found)


@pytest.mark.parametrize("value", [[1], {"a": 1}, 7, True])
def test_an_id_or_a_name_of_another_type_is_a_finding(draft, value):
    draft.properties(1, id=value, name_fr=value)
    found = rules_of(draft)
    assert ("slug", 1, "id") in found
    assert ("missing-name", 1, "name_fr") in found


def test_a_property_may_be_called_geometry(draft):
    draft.properties(1, geometry="x")
    assert load(draft.path).districts.geom_type["hill"] == "Polygon"


def test_the_districts_are_typed(draft):
    draft.properties(2, population_2004=1200, pcodes=["N1", "N2"], aliases=None)
    districts = load(draft.path).districts
    assert list(districts.index) == ["hill", "mill"]
    assert districts.crs == "EPSG:4326"
    assert districts.loc["mill", "pcodes"] == ("N1", "N2")
    assert districts.loc["mill", "aliases"] == ()
    assert districts.loc["mill", "population_2004"] == 1200
    assert districts["population_2004"].isna()["hill"]


@given(lon=st.floats(35.5, 36.9), lat=st.floats(33.0, 34.0))
def test_damascus_is_measured_in_zone_37(lon, lat):
    points = gpd.GeoDataFrame(
        geometry=[shapely.Point(lon, lat), shapely.Point(36.3, 33.5)], crs="EPSG:4326"
    )
    assert in_metres(points).crs == "EPSG:32637"
