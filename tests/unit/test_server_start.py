"""The dataset is opened before the server lets anybody in."""

import asyncio
from pathlib import Path

import pytest

from damascus_map.render import publication
from damascus_map.server import open_before_serving, shown_publication
from damascus_map.server.shown import DATASET_VARIABLE


async def started_and_ended() -> None:
    async with open_before_serving(None):
        pass


def test_the_first_reader_finds_it_open() -> None:
    publication._publication.cache_clear()
    asyncio.run(started_and_ended())
    opened = publication._publication.cache_info()
    shown_publication()
    asked = publication._publication.cache_info()
    assert opened.misses == asked.misses == 1
    assert asked.hits == opened.hits + 1


def test_a_dataset_that_cannot_be_opened_keeps_no_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATASET_VARIABLE, str(tmp_path / "nowhere"))
    asyncio.run(started_and_ended())
