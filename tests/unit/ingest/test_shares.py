"""What is read apart from the rest: files whole, but Parquet files by their row groups."""

from dataclasses import replace
from itertools import chain

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from damascus_map.ingest import shares
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.forms import recognised
from damascus_map.ingest.readers import Source, pieces
from damascus_map.ingest.shares import shares_of

ROWS = 100
PLAN = Plan("own")


def day_first(piece):
    return replace(recognised(list(piece.rows.columns)), day_first=True)


@pytest.fixture(autouse=True)
def _small_shares(monkeypatch):
    monkeypatch.setattr(shares, "_ROWS_OF_A_SHARE", 40)


def parquet(folder, days, group=15):
    path = folder / "own.parquet"
    table = pa.table({"date": days, "Place": ["Jobar"] * len(days), "lat, lon": [""] * len(days)})
    pq.write_table(table, path, row_group_size=group)
    return Source("own.parquet", path)


@pytest.fixture
def settled(tmp_path):
    """A file whose first rows settle that the day stands before the month."""
    return parquet(tmp_path, ["13/5/2017", *["2/5/2017"] * (ROWS - 1)])


@pytest.fixture
def open_to_the_end(tmp_path):
    return parquet(tmp_path, [*["2/5/2017"] * (ROWS - 1), "13/5/2017"])


def groups(found):
    return [share.source.row_groups for share in found]


def test_a_large_parquet_file_is_divided_by_its_row_groups(settled):
    found = shares_of([settled], PLAN)
    assert groups(found) == [(0, 3), (3, 6), (6, 7)]
    assert all(share.form.day_first is True for share in found)
    assert sum(share.weight for share in found) == pytest.approx(settled.size)


def test_a_file_whose_last_row_may_settle_its_dates_is_read_as_one(open_to_the_end):
    (share,) = shares_of([open_to_the_end], PLAN)
    assert (share.source, share.form) == (open_to_the_end, None)
    assert len(shares_of([open_to_the_end], Plan("own", choose=day_first))) == 3


def test_small_files_and_text_tables_are_read_as_one(tmp_path):
    small = parquet(tmp_path, ["13/5/2017"] * 40)
    text = tmp_path / "own.csv"
    text.write_text("date,Place\n" + "13/5/2017,Jobar\n" * ROWS, encoding="utf-8")
    one_group = parquet(tmp_path, ["13/5/2017"] * ROWS, group=ROWS)
    for source in (small, Source.of_path(text), one_group):
        assert groups(shares_of([source], PLAN)) == [None]


def test_what_is_wrong_with_a_file_is_left_to_who_reads_it(tmp_path):
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and no more")
    undated = tmp_path / "undated.parquet"
    pq.write_table(pa.table({"Place": ["Jobar"] * ROWS}), undated, row_group_size=15)
    sources = [Source.of_path(path) for path in (broken, undated, tmp_path / "missing.parquet")]
    assert [share.source for share in shares_of(sources, PLAN)] == sources


def test_shares_hold_the_pieces_of_the_whole(settled):
    whole = [*pieces([settled])]
    found = [[*pieces([share.source])] for share in shares_of([settled], PLAN)]
    assert [group[-1].share for group in found] == [1, 1, 1]
    divided = [*chain.from_iterable(found)]
    assert [len(piece.rows) for piece in divided] == [len(piece.rows) for piece in whole]
    assert [piece.notices for piece in divided] == [piece.notices for piece in whole]
    both = (pd.concat([piece.rows for piece in some]) for some in (divided, whole))
    pd.testing.assert_frame_equal(*both)
    assert list(divided[-1].rows.index) == list(range(91, 101))
