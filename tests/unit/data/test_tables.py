"""Datasets as keys of what was worked out for them, and their rows by district."""

import pandas as pd

import damascus_map
from damascus_map.data.tables import rows_by_district


def test_two_datasets_of_the_same_content_are_equal(draft):
    one, other = (damascus_map.open_dataset(draft.path).tables for _ in range(2))
    assert one == other
    assert len({one, other}) == 1


def test_a_dataset_with_another_cell_is_another_one(draft):
    before = damascus_map.open_dataset(draft.path).tables
    draft.replace("data/claims.csv", "The North holds the hill.", "The North held the hill.")
    assert damascus_map.open_dataset(draft.path).tables != before


def test_rows_of_each_district_wanted_stay_in_their_order():
    frame = pd.DataFrame({"district_id": ["b", "a", "c", "b"], "note": ["1", "2", "3", None]})
    rows = rows_by_district(frame, ["a", "b", "d"])
    assert list(rows) == ["a", "b", "d"]
    assert [row["note"] for row in rows["a"]] == ["2"]
    assert rows["b"][0] == {"district_id": "b", "note": "1"}
    assert pd.isna(rows["b"][1]["note"])
    assert rows["d"] == []
