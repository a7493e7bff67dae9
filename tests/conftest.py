"""What every test may use: the default dataset, and a copy of it to break."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from damascus_map import Dataset

REPOSITORY = Path(__file__).resolve().parent.parent
DATASET_PARTS = ("datapackage.json", "data", "geo")

# A slow machine is not a fault of the code: no deadline. What failed once can be tried again.
hypothesis.settings.register_profile(
    "damascus-map",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("damascus-map")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the default dataset."""
    return REPOSITORY


@pytest.fixture(scope="session")
def dataset() -> "Dataset":
    """The default dataset, read once."""
    import damascus_map

    return damascus_map.open_dataset()


@pytest.fixture
def copy_of_dataset(tmp_path: Path) -> Path:
    """The folder of a copy of the default dataset, which a test may break."""
    folder = tmp_path / "dataset"
    folder.mkdir()
    for part in DATASET_PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        else:
            shutil.copy(source, folder / part)
    return folder


@pytest.fixture(scope="session")
def other_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city that does not exist, which no test changes."""
    from tests.other_city import make_city

    return make_city(tmp_path_factory.mktemp("other") / "city")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a browser last: its driver keeps an event loop running in the process."""
    items.sort(key=lambda item: "browser" in item.path.parts)
