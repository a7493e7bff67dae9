"""The dataset that this server shows; the environment names it."""

from __future__ import annotations

import os
from typing import Final

from damascus_map.model.dates import today
from damascus_map.render.publication import Publication, publication

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"


def dataset_path() -> str | None:
    """Return the dataset folder that the server was started with; None for the default one."""
    return os.environ.get(DATASET_VARIABLE) or None


def shown_publication() -> Publication:
    """Open the dataset that the server shows.

    Raises
    ------
    DatasetNotFoundError, InvalidDatasetError
        As `open_dataset`.
    """
    return publication(dataset_path(), today())
