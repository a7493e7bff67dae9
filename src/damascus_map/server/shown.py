"""What the environment names: the dataset that is shown, the sites that may embed it."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from damascus_map.errors import DatasetError
from damascus_map.launch import embedding_origin
from damascus_map.model.dates import today
from damascus_map.render.publication import Publication, publication

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"
EMBEDDING_VARIABLE: Final = "DAMASCUS_MAP_ALLOW_EMBEDDING"
"""Origins, separated by blanks."""


def dataset_path() -> str | None:
    """Return the dataset folder that the server was started with; None for the default one."""
    return os.environ.get(DATASET_VARIABLE) or None


def embedding_origins() -> tuple[str, ...]:
    """Return the origins of the sites that may show the map in a frame.

    Raises
    ------
    UnknownChoiceError
        If the environment names something else.
    """
    named = os.environ.get(EMBEDDING_VARIABLE, "")
    return tuple(dict.fromkeys(map(embedding_origin, named.split())))


def shown_publication() -> Publication:
    """Open the dataset that the server shows.

    Raises
    ------
    DatasetNotFoundError, InvalidDatasetError
        As `open_dataset`.
    """
    return publication(dataset_path(), today())


@asynccontextmanager
async def open_before_serving(_app: object) -> AsyncGenerator[None]:
    """Open the dataset before the first reader is let in, so that none has to wait for it.

    A dataset that cannot be opened keeps no server from starting: the page says what is wrong.
    """
    with suppress(DatasetError):
        await run_in_threadpool(shown_publication)
    yield
