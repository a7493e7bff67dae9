"""Who held which district of Damascus on any day of the war, on what evidence.

>>> import damascus_map as dm
>>> ds = dm.open_dataset()
>>> ds.control_on("2017-05-07")[["name_en", "status"]]  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from damascus_map.errors import (
    DamascusMapError,
    DatasetError,
    DatasetNotFoundError,
    Finding,
    InvalidDatasetError,
    InvalidDateError,
    OutputError,
    OutputExistsError,
    OutputLimitError,
    OutputPathError,
    QueryError,
    UnknownChoiceError,
    UnknownDistrictError,
)

if TYPE_CHECKING:
    from damascus_map.query.dataset import Dataset, open_dataset

__version__ = "0.1.0"

__all__ = [
    "DamascusMapError",
    "Dataset",
    "DatasetError",
    "DatasetNotFoundError",
    "Finding",
    "InvalidDatasetError",
    "InvalidDateError",
    "OutputError",
    "OutputExistsError",
    "OutputLimitError",
    "OutputPathError",
    "QueryError",
    "UnknownChoiceError",
    "UnknownDistrictError",
    "__version__",
    "open_dataset",
]


def __getattr__(name: str) -> Any:
    """Load the dataset's libraries when they are first asked for: `--help` needs none of them."""
    if name not in ("Dataset", "open_dataset"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from damascus_map.query import dataset

    return getattr(dataset, name)
