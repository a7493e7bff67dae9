"""Datasets as keys of what was worked out for them: the content counts, not the folder."""

import damascus_map


def test_two_datasets_of_the_same_content_are_equal(draft):
    one, other = (damascus_map.open_dataset(draft.path).tables for _ in range(2))
    assert one == other
    assert len({one, other}) == 1


def test_a_dataset_with_another_cell_is_another_one(draft):
    before = damascus_map.open_dataset(draft.path).tables
    draft.replace("data/claims.csv", "The North holds the hill.", "The North held the hill.")
    assert damascus_map.open_dataset(draft.path).tables != before
