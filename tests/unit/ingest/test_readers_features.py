"""GeoJSON, GeoPackage, Parquet: points in any system become longitude and latitude as text."""

import gzip
import json

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from damascus_map.errors import ImportFileError, ImportTooLargeError, WrongKindError
from damascus_map.ingest.readers import Limits, Source, expand, pieces

JOBAR = shapely.Point(36.3345678901, 33.5271)


@pytest.fixture
def frame():
    columns = {"id": [1, 2, 3], "deaths": [4.0, None, 1.5], "when": ["2017-05-07", "", None]}
    shapes = [JOBAR, JOBAR.buffer(0.01), None]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


def read(path, **how):
    return list(pieces(expand([path]), **how))


def said(piece):
    return [notice.message_template.format(**notice.parameters) for notice in piece.notices]


def assert_is_the_frame(piece):
    assert list(piece.rows.columns) == ["lon", "lat", "id", "deaths", "when"]
    assert piece.rows.to_numpy().tolist() == [
        ["36.334568", "33.5271", "1", "4", "2017-05-07"],
        ["", "", "3", "1.5", ""],
    ]
    assert list(piece.rows.index) == [1, 3]
    assert (piece.rows.dtypes == "str").all()
    (refused,) = piece.refused.to_dict("records")
    assert (refused["row"], refused["reason"]) == (2, "not-a-point")
    assert refused["cells"] == ",,2,,"


@pytest.mark.parametrize("ending", ["geojson", "json", "parquet"])
def test_points_are_rows_and_other_shapes_are_refused(tmp_path, frame, ending):
    path = tmp_path / f"points.{ending}"
    if ending == "parquet":
        frame.to_parquet(path)
    else:
        path.write_text(frame.to_json(), encoding="utf-8")
    (piece,) = read(path)
    assert_is_the_frame(piece)
    assert said(piece) == []
    assert piece.share == 1.0


def test_an_upload_is_read_as_a_file_is(frame):
    content = gzip.compress(frame.to_json().encode())
    (piece,) = pieces([Source("points.geojson.gz", content=content)])
    assert_is_the_frame(piece)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "parquet"])
def test_positions_of_another_system_are_reprojected_and_that_is_said(tmp_path, frame, ending):
    path = tmp_path / f"points.{ending}"
    projected = frame.iloc[:1].to_crs("EPSG:32637")
    if ending == "parquet":
        projected.to_parquet(path)
    else:
        projected.to_file(path)
    (piece,) = read(path)
    assert piece.rows[["lon", "lat"]].to_numpy().tolist() == [["36.334568", "33.5271"]]
    assert said(piece) == ["positions were reprojected to WGS84 from WGS 84 / UTM zone 37N"]


def test_of_several_layers_the_first_with_points_is_read(tmp_path, frame):
    path = tmp_path / "layers.gpkg"
    frame.iloc[1:2].to_file(path, layer="areas")
    frame.iloc[:1].to_file(path, layer="events")
    (piece,) = read(path)
    assert list(piece.rows["id"]) == ["1"]
    assert said(piece) == ["the file has several layers; events was read, not: areas"]


def test_a_column_called_as_the_position_is_renamed(tmp_path, frame):
    path = tmp_path / "points.parquet"
    frame.iloc[:1].assign(lon="here").to_parquet(path)
    (piece,) = read(path)
    assert piece.rows[["lon", "lon (2)"]].to_numpy().tolist() == [["36.334568", "here"]]


def test_a_plain_parquet_file_is_a_table(tmp_path):
    path = tmp_path / "rows.parquet"
    days = pd.to_datetime(["2017-05-07", None, "2017-05-08"])
    columns = {
        "day": days,
        "n": [1, 2, 3],
        "yes": [True, None, False],
        "many": [["a", "b"], [], None],
    }
    pd.DataFrame(columns).to_parquet(path)
    found = read(path, rows_at_once=2)
    assert [piece.share for piece in found] == [pytest.approx(2 / 3), 1.0]
    assert [row for piece in found for row in piece.rows.to_numpy().tolist()] == [
        ["2017-05-07", "1", "true", "a; b"],
        ["", "2", "", ""],
        ["2017-05-08", "3", "false", ""],
    ]
    assert [row for piece in found for row in piece.rows.index] == [1, 2, 3]


def test_a_small_parquet_file_that_is_a_huge_table_is_refused(tmp_path):
    path = tmp_path / "bomb.parquet"
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int32()), ["x" * 10_000])
    pq.write_table(pa.table({"a": text}), path)
    assert path.stat().st_size < 100_000
    with pytest.raises(ImportTooLargeError, match="unpacks to more than 50 MB"):
        read(path, limits=Limits(unpacked_bytes=50_000_000))


def test_features_without_any_row_are_a_notice(tmp_path):
    path = tmp_path / "none.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    (piece,) = read(path)
    assert len(piece.rows) == 0
    assert said(piece)[-1] == "there is no row in the file"


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.geojson", b'{"type": "FeatureCollection", "features": [', ImportFileError, "features"),
        ("a.geojson", b'{"features": 3}', ImportFileError, "features"),
        ("a.json", b"[1, 2]", WrongKindError, "this is JSON, but not GeoJSON"),
        ("a.gpkg", b"SQLite format 3\0" + b"\1" * 900, ImportFileError, "cannot be read"),
        ("a.parquet", b"PAR1" + b"\2" * 90 + b"PAR1", ImportFileError, "cannot be read"),
        (
            "a.json",
            b'{"type": "gdal_streamed_alg", "command_line": "x", "features": []}',
            WrongKindError,
            "this is JSON, but not GeoJSON",
        ),
    ],
)
@pytest.mark.parametrize("uploaded", [True, False])
def test_broken_features_are_refused(tmp_path, name, content, error, words, uploaded):
    (tmp_path / name).write_bytes(content)
    sources = [Source(name, content=content)] if uploaded else expand([tmp_path / name])
    with pytest.raises(error, match=words):
        list(pieces(sources))


def test_a_packed_file_that_must_be_whole_in_memory_has_a_limit(frame):
    content = gzip.compress(frame.to_json().encode())
    with pytest.raises(ImportTooLargeError, match="unpacks to more than 1 MB"):
        list(pieces([Source("a.geojson.gz", content=content)], limits=Limits(whole_bytes=200)))


def test_positions_that_are_no_numbers_are_no_positions(tmp_path):
    features = [
        {"type": "Feature", "properties": {"n": n}, "geometry": geometry}
        for n, geometry in enumerate(
            [
                {"type": "Point", "coordinates": []},
                {"type": "MultiPoint", "coordinates": [[36.3, 33.5]]},
                {"type": "MultiPoint", "coordinates": [[36.3, 33.5], [36.4, 33.5]]},
            ]
        )
    ]
    path = tmp_path / "a.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    (piece,) = read(path)
    assert piece.rows.to_numpy().tolist() == [["", "", "0"], ["36.3", "33.5", "1"]]
    assert list(piece.refused["row"]) == [3]
