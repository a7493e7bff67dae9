"""Damaged files are read or refused, never worse; `tools.fuzz_readers` tries many more."""

import pytest

from damascus_map.ingest.readers import Source, pieces
from tools import fuzz_files, fuzz_readers

SEED = 20170507


@pytest.mark.parametrize("first", range(0, 150, 50))
def test_damaged_files_are_read_or_refused(first):
    found = [fuzz_readers.outcome_of(number, SEED) for number in range(first, first + 50)]
    assert [one for one in found if one.failed] == []
    assert {one.said for one in found} == {"read", "refused"}


def test_sound_files_are_read():
    for name, content in fuzz_files.sound_files():
        source = Source(name, content=content)
        rows = sum(len(piece.rows) for piece in pieces([source]))
        assert rows >= 2, name


def test_the_same_seed_makes_the_same_files():
    numbers = range(40)
    fuzz_files.sound_files.cache_clear()
    first = [fuzz_files.damaged(number, 1) for number in numbers]
    assert [fuzz_files.damaged(number, 1) for number in numbers] == first
    assert [fuzz_files.damaged(number, 2) for number in numbers] != first
