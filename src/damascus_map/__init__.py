"""Who held which district of Damascus on any day of the war, on what evidence.

>>> import damascus_map as dm
>>> ds = dm.open_dataset()
>>> ds.control_on("2017-05-07")[["name_en", "status"]]  # doctest: +SKIP
"""

from damascus_map.errors import (
    DamascusMapError,
    DatasetError,
    DatasetNotFoundError,
    Finding,
    InvalidDatasetError,
    InvalidDateError,
    QueryError,
    UnknownChoiceError,
    UnknownDistrictError,
)
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
    "QueryError",
    "UnknownChoiceError",
    "UnknownDistrictError",
    "__version__",
    "open_dataset",
]
