"""Districts of files of boundaries: each form, names, ids, and what is refused."""

import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from damascus_map.data.boundaries import NameColumns, read_boundaries
from damascus_map.errors import UnfitFileError, UnknownChoiceError
from tests.other_city import DISTRICTS, outlines

NAMES = NameColumns("code", "label", {"en": "label", "fr": "nom", "ar": "ar"})


def written(folder, ending):
    path = folder / f"districts.{ending}"
    if ending == "zip":
        outlines().to_file(folder / "districts.shp", encoding="utf-8")
        with zipfile.ZipFile(path, "w") as archive:
            for part in sorted(folder.glob("districts.*")):
                if part != path:
                    archive.write(part, part.name)
    elif ending == "kml":
        outlines().rename(columns={"label": "Name"}).to_crs(4326).to_file(path, driver="KML")
    else:
        frame = outlines().to_crs(4326) if ending == "geojson" else outlines()
        frame.to_file(path)
    return path


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "zip", "kml"])
def test_each_form_gives_the_same_districts(tmp_path, ending):
    columns = NameColumns(name="Name") if ending == "kml" else NAMES
    found = read_boundaries(written(tmp_path, ending), columns)
    features = found.collection["features"]
    assert [one["properties"]["name"] for one in features] == [names[1] for names in DISTRICTS]
    if ending != "kml":
        assert [one["properties"]["name_ar"] for one in features] == [n[3] for n in DISTRICTS]
        assert [one["properties"]["id"] for one in features] == ["d0", "d1", "d2", "d3", "d4"]
    shapes = gpd.GeoDataFrame.from_features(features, crs=4326).to_crs(outlines().crs)
    assert shapes.area.iloc[0] == pytest.approx(1500**2, rel=1e-3)
    told = [one for one in found.told if one.rule == "mended"]
    assert [one.row for one in told] == [2]
    assert 0.3 < float(told[0].parameters["moved_m"]) <= 1


def test_ids_are_made_of_names_and_names_are_copied(tmp_path):
    frame = outlines()[["label", "geometry"]]
    frame.loc[1, "label"] = "Harbour"
    frame.loc[2, "label"] = "الميناء"
    frame.loc[3, "label"] = "  Barzé al-Balad "
    frame.to_file(tmp_path / "a.gpkg")
    found = read_boundaries(tmp_path / "a.gpkg", NameColumns(name="label"))
    properties = [one["properties"] for one in found.collection["features"]]
    assert [one["id"] for one in properties] == [
        *("harbour", "harbour-2", "district-3", "barze-al-balad", "orchard"),
    ]
    assert {properties[3][key] for key in ("name", "name_en", "name_fr", "name_ar")} == {
        "Barzé al-Balad"
    }
    assert [one.rule for one in found.told if one.rule != "mended"] == ["made-ids", "copied-name"]
    assert found.told[-1].parameters["languages"] == "en, fr, ar"


def rules(path, columns=NAMES, **options):
    with pytest.raises(UnfitFileError) as caught:
        read_boundaries(path, columns, **options)
    return [(one.rule, one.row) for one in caught.value.findings]


def changed(tmp_path, place, **values):
    frame = outlines()
    for name, value in values.items():
        frame.loc[place, name] = value
    frame.to_file(tmp_path / "a.gpkg")
    return tmp_path / "a.gpkg"


def test_what_cannot_be_used_is_named_with_its_feature(tmp_path):
    assert rules(changed(tmp_path, 2, label="", nom="", ar="")) == [("no-name", 3)]


def test_a_double_id_is_named(tmp_path):
    assert rules(changed(tmp_path, 3, code="d1")) == [("double-id", 4)]


def test_a_point_is_no_district(tmp_path):
    path = changed(tmp_path, 4, geometry=outlines().geometry.iloc[4].centroid)
    assert rules(path) == [("no-area", 5)]


def test_an_outline_that_cannot_be_mended_is_named(tmp_path):
    west, south, _, _ = outlines().total_bounds
    ring = [(0, 0), (900, 0), (900, 900), (900, 1300), (900, 900), (0, 900)]
    spike = shapely.affinity.translate(shapely.Polygon(ring), west, south)
    assert rules(changed(tmp_path, 0, geometry=spike)) == [("cannot-mend", 1)]


def test_a_file_without_a_system_needs_one(tmp_path):
    path = written(tmp_path, "shp")
    path.with_suffix(".prj").unlink()
    assert rules(path) == [("no-crs", None)]
    assert rules(path, crs="EPSG:4326") == [("wrong-crs", None)]
    assert len(read_boundaries(path, NAMES, crs="EPSG:32626").collection["features"]) == 5
    with pytest.raises(UnknownChoiceError, match="EPSG:32637"):
        read_boundaries(path, NAMES, crs="Mercury")


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.png", b"\x89PNG", "no-file"),
        ("a.geojson", b"\x89PNG\r\n", "unreadable"),
        ("a.gpkg", b"SQLite format 3\x00", "unreadable"),
        ("a.zip", b"PK\x03\x04", "unreadable"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "no-place"),
    ],
)
def test_what_is_no_file_of_boundaries_is_refused(tmp_path, name, content, rule):
    (tmp_path / name).write_bytes(content)
    assert rules(tmp_path / name) == [(rule, None)]


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = written(tmp_path, "gpkg")
    with pytest.raises(UnknownChoiceError, match="code, label, nom, ar"):
        read_boundaries(path, NameColumns("id"))
    outlines()[["code", "geometry"]].to_file(tmp_path / "b.gpkg")
    with pytest.raises(UnknownChoiceError, match="--name"):
        read_boundaries(tmp_path / "b.gpkg")


def test_more_districts_than_a_map_shows_are_refused(tmp_path):
    shapes = [shapely.box(n / 100, 0, n / 100 + 0.01, 0.01) for n in range(33)]
    frame = gpd.GeoDataFrame({"name": list(map(str, range(33)))}, geometry=shapes, crs=4326)
    frame.to_file(tmp_path / "a.geojson")
    assert rules(tmp_path / "a.geojson", NameColumns()) == [("too-many", None)]


def test_the_collection_is_json(tmp_path):
    found = read_boundaries(written(tmp_path, "gpkg"), NAMES)
    assert json.loads(json.dumps(found.collection)) == found.collection
