"""GeoPackage and GeoParquet: what geopandas reads back is what was written."""

import io
import json
import sqlite3
from datetime import date

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from damascus_map.model.view import View
from damascus_map.render.exports.content import TABLE_NAMES, about, about_rows, view_content
from damascus_map.render.exports.frames import view_frames
from damascus_map.render.exports.writers import content_bytes

VIEWS = {
    "a week": View(on=date(2017, 5, 7)),
    "all before, in Arabic": View(on=date(2018, 5, 20), window=None, lang="ar"),
    "no event": View(on=date(2011, 3, 16), window=1),
    "no district": View(on=date(2017, 5, 7), districts=()),
}
SMALL = View(on=date(2020, 3, 7), window=None)


def equal(found, wanted):
    if isinstance(wanted, gpd.GeoDataFrame):
        assert found.crs == "EPSG:4326"
        assert_geodataframe_equal(found, wanted)
    else:
        pd.testing.assert_frame_equal(found, wanted)


def layer(path, name, wanted):
    """Read a layer as geopandas does; a column with nothing in it gets its type from `wanted`."""
    found = gpd.read_file(path, layer=name)
    plain = {column: kind for column, kind in wanted.dtypes.items() if column != "geometry"}
    return found.astype(plain)


@pytest.fixture(params=VIEWS.values(), ids=list(VIEWS))
def content(request, dataset):
    return view_content(dataset, request.param)


def test_a_geopackage_is_read_back_as_it_was(content, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(content_bytes(content, "gpkg"))
    for name, wanted in view_frames(content).items():
        equal(layer(path, name, wanted), wanted)


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_parquet_is_read_back_as_it_was(content, name):
    file = io.BytesIO(content_bytes(content, "parquet", name))
    wanted = view_frames(content)[name]
    read = gpd.read_parquet if isinstance(wanted, gpd.GeoDataFrame) else pd.read_parquet
    equal(read(file), wanted)


def test_points_missing_values_and_counts_are_read_back(small, tmp_path):
    content = view_content(small, SMALL)
    frames = view_frames(content)
    path = tmp_path / "a.gpkg"
    path.write_bytes(content_bytes(content, "gpkg"))
    for name, wanted in frames.items():
        equal(layer(path, name, wanted), wanted)
    events = gpd.read_file(path, layer="events").set_index("id")
    assert events.loc["raid", "geometry"] == shapely.Point(36.305, 33.505)
    assert events["geometry"].isna().tolist() == [True, True, False]
    assert events["deaths_best"].fillna(-1).tolist() == [-1, -1, 2]
    assert events.loc["raid", "first"] == pd.Timestamp(2020, 3, 5)
    assert events.loc["raid", "actors"] == "south;north"


def test_an_outline_of_several_parts_is_read_back(draft, tmp_path):
    import damascus_map

    parts = [[[[36.30, 33.50], [36.305, 33.50], [36.305, 33.505], [36.30, 33.50]]]]
    parts += [[[[36.306, 33.506], [36.309, 33.506], [36.309, 33.509], [36.306, 33.506]]]]
    draft.outline(1, "MultiPolygon", parts)
    content = view_content(damascus_map.open_dataset(draft.path), SMALL)
    path = tmp_path / "a.gpkg"
    path.write_bytes(content_bytes(content, "gpkg"))
    wanted = view_frames(content)["districts"]
    assert wanted.geom_type.tolist() == ["MultiPolygon", "Polygon"]
    equal(layer(path, "districts", wanted), wanted)


def test_a_geopackage_says_what_it_was_made_from(content, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(content_bytes(content, "gpkg"))
    told = gpd.read_file(path, layer="about")
    assert list(told.itertuples(index=False, name=None)) == about_rows(content)


def test_parquet_says_what_it_was_made_from(content):
    schema = pq.read_schema(io.BytesIO(content_bytes(content, "parquet")))
    assert json.loads(schema.metadata[b"about"]) == about(content)


def test_a_geopackage_has_days_without_a_time_and_no_time_of_its_own(content, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(content_bytes(content, "gpkg"))
    with sqlite3.connect(path) as database:
        changed = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
        types = {row[1]: row[2] for row in database.execute("PRAGMA table_info(events)")}
        check = database.execute("PRAGMA integrity_check").fetchone()
    database.close()
    assert changed == [("1980-01-01T00:00:00.000Z",)]
    assert (types["first"], types["date"], types["deaths_best"]) == ("DATE", "TEXT", "INTEGER")
    assert check == ("ok",)


def test_gdal_is_left_as_it_was(small):
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "mine"})
    try:
        content_bytes(view_content(small, SMALL), "gpkg")
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "mine"
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
