"""Imports by a Dask cluster of two processes: the same rows and report as on one machine."""

import csv
import io
import json
import sys

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

import damascus_map
from damascus_map.data.files import LINE
from damascus_map.ingest import partitions, shares
from tests.integration.command_line import run

HEADER = (
    *("id", "type_of_violence", "side_a", "side_b", "source_office", "source_headline"),
    *("where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country"),
    *("event_clarity", "date_prec", "date_start", "date_end", "best", "high", "low"),
    *("year", "conflict_name", "dyad_name", "source_article"),
)
CITY = ("33.513364", "36.291575")
IN_JOBAR = ("33.526200", "36.328000")
ELSEWHERE = ("36.202105", "37.134260")
HEADLINES = ("Clashes in Jopar", "Shells fall", "Army enters Qabun and Barzeh", "Tishrin dam")
OWN = 'When,Area,What\n{days}\n13/5/2017,Jobar,"shelling\nof a street"\n'
OWN_MAP = "date=When,place=Area,type=What"


def ucdp_rows(number):
    """Give rows of one file: by text, of the city, inside a district, elsewhere, without a date."""
    for row in range(40):
        point = ELSEWHERE if row % 5 == 4 else IN_JOBAR if row % 5 == 3 else CITY
        day = "" if row == 7 else f"2017-{1 + row % 12:02}-{1 + row % 28:02}"
        yield {
            **dict.fromkeys(HEADER, ""),
            "id": str(100 * number + row if row else 1),  # the first row stands in all files
            "type_of_violence": "9" if row == 11 else "1",
            "source_headline": HEADLINES[row % 4],
            "where_prec": "1",
            "adm_1": "Aleppo Governorate" if point is ELSEWHERE else "Damascus Governorate",
            "latitude": point[0],
            "longitude": point[1],
            "date_start": day,
            "date_end": day,
        }


def ucdp_text(number):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    writer.writerows(ucdp_rows(number))
    return text.getvalue()


@pytest.fixture(scope="module")
def address():
    """A cluster of two processes on this machine."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """A folder of CSV files and of Parquet: the last row of one CSV has a cell too many."""
    folder = tmp_path_factory.mktemp("tables")
    for number in (1, 2):
        (folder / f"{number}.csv").write_text(ucdp_text(number), encoding="utf-8")
    with (folder / "2.csv").open("a", encoding="utf-8") as file:
        file.write("a,row\n")
    rows = pa.Table.from_pylist([*ucdp_rows(3)])
    pq.write_table(rows, folder / "3.parquet", row_group_size=15)
    return folder


@pytest.fixture(scope="module")
def both(address, tables, tmp_path_factory):
    """Two datasets with the same import: by this process, and by the cluster.

    The Parquet file is divided: two of its row groups, and the one that is left.
    """
    home = tmp_path_factory.mktemp("datasets")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "_ROWS_OF_A_SHARE", 20)
        for name, more in (("local", ()), ("cluster", ("--dask", address))):
            call = ("--into", home / name, "--name", "all", "--merge-duplicates")
            result = run("import", "ucdp", tables, *call, *more)
            assert result.exit_code == 0, result.output
    return home / "local", home / "cluster"


def events_in(folder):
    return damascus_map.open_dataset(folder).tables.events


def same_events(one, other):
    """Compare two datasets' events, but for the line of the file that an event stands in."""
    events = [events_in(folder).drop(columns=LINE) for folder in (one, other)]
    pd.testing.assert_frame_equal(*events)
    return events[0]


def test_the_cluster_gives_the_same_events_in_the_same_order(both):
    events = same_events(*both)
    assert set(events["placed_by"]) == {"point", "text", "city"}
    assert not events.index.duplicated().any()


def test_the_cluster_gives_the_same_report_and_rows_beside_the_events(both):
    names = ("report.json", "rejected.csv", "outside.csv", "sources.csv")
    local, cluster = (
        {name: (folder / "imports" / "all" / name).read_bytes() for name in names}
        for folder in both
    )
    assert cluster == local
    report = json.loads(local["report.json"])
    assert report["files"] == {"1.csv": 40, "2.csv": 41, "3.parquet": 40}
    assert report["adds_up"] is True
    assert report["merged"] == 2
    assert report["refused"] == {"no-date": 3, "cell-count": 1}


def test_the_events_are_parts_and_no_draft_is_left(both):
    _, cluster = both
    folder = cluster / "imports" / "all"
    assert [path.name for path in sorted((folder / "events.parquet").iterdir())] == [
        *("part-00000.parquet", "part-00001.parquet", "part-00002.parquet", "part-00003.parquet"),
    ]
    assert not list(folder.glob("drafts*"))


def test_dask_geopandas_reads_the_parts_and_joins_them_to_the_districts(both, address):
    import dask_geopandas

    _, cluster = both
    with Client(address):
        parts = dask_geopandas.read_parquet(cluster / "imports" / "all" / "events.parquet")
        assert parts.npartitions == 4
        assert len(parts.spatial_partitions) == 4
        districts = gpd.read_file(cluster / "geo" / "districts.geojson").to_crs(parts.crs)
        districts = districts[["id", "geometry"]]
        joined = (
            parts[["id", "geometry"]].rename(columns={"id": "event"}).sjoin(districts).compute()
        )
    events = events_in(cluster)
    by_point = events[events["placed_by"] == "point"]
    found = dict(zip(joined["event"], joined["id"], strict=True))
    assert found == {event: ids[0] for event, ids in by_point["district_ids"].items()}
    assert len(found) == 24


def test_a_file_settles_its_own_dates_and_has_ids_of_its_own(address, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text(OWN.format(days="2/5/2017,Jobar,clash"))
    for name, more in (("local", ()), ("cluster", ("--dask", address))):
        result = run("import", "csv", folder, "--into", tmp_path / name, "--map", OWN_MAP, *more)
        assert result.exit_code == 0, result.output
    events = same_events(tmp_path / "local", tmp_path / "cluster")
    assert sorted(events["date"]) == ["2017-05-02", "2017-05-02", "2017-05-13", "2017-05-13"]
    assert {index.rpartition("-f")[2] for index in events.index} == {"1-r2", "1-r3", "2-r2", "2-r3"}


def test_a_stopped_import_leaves_the_dataset_as_it_was_and_the_cluster_free(
    address, tables, both, monkeypatch
):
    folder, _ = both
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(partitions, "_has_events", interrupt)
    stopped = run("import", "ucdp", tables, "--into", folder, "--name", "more", "--dask", address)
    assert stopped.exit_code == 130
    assert "The dataset is as it was" in stopped.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not (folder / "imports" / "more").exists()
    with Client(address, set_as_default=False) as client:
        assert client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) == 0


def test_what_is_wrong_with_a_file_is_told_as_it_always_is(address, tables, tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    files = (tables / "1.csv", tmp_path / "picture.csv")
    result = run("import", "ucdp", *files, "--into", tmp_path / "new", "--dask", address)
    assert result.exit_code == 1
    assert "picture.csv: this is a picture" in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere://x"])
def test_a_scheduler_that_does_not_answer_is_named(address, tables, tmp_path, monkeypatch):
    monkeypatch.setattr("damascus_map.ingest.cluster._WAIT_SECONDS", 1)
    result = run("import", "ucdp", tables, "--into", tmp_path / "new", "--dask", address)
    assert result.exit_code == 2
    assert f"No Dask scheduler answers at {address}" in result.stderr
    assert not (tmp_path / "new").exists()


def test_what_has_to_be_installed_is_named(tables, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("import", "ucdp", tables, "--into", tmp_path / "new", "--dask", "tcp://x:1")
    assert result.exit_code == 2
    assert "pip install 'damascus-map[dask]'" in result.stderr


def test_a_cluster_without_workers_is_told(tables, tmp_path, monkeypatch):
    monkeypatch.setattr("damascus_map.ingest.cluster._WAIT_SECONDS", 1)
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty:
        call = ("--into", tmp_path / "new", "--dask", empty.scheduler_address)
        result = run("import", "ucdp", tables, *call)
    assert result.exit_code == 2
    assert "has no workers" in result.stderr
