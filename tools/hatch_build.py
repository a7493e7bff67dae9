"""Which files of the repository the wheel carries beside the package.

The default dataset, the app and its Streamlit settings lie outside the package in the repository
and inside it in the wheel, so that `damascus-map serve` works in an empty folder. An editable
installation reads them where they are.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MAY_BE_CARRIED = "imports"
"""The folder of what was imported into the default dataset: it is there only then."""

CARRIED = {
    "datapackage.json": "damascus_map/dataset/datapackage.json",
    "data": "damascus_map/dataset/data",
    "geo": "damascus_map/dataset/geo",
    "app.py": "damascus_map/app.py",
    ".streamlit/config.toml": "damascus_map/.streamlit/config.toml",
}


class CarryDataset(BuildHookInterface):  # type: ignore[type-arg]
    """Add the dataset, the app and its settings to a wheel, but not to an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files before the wheel is written.

        Parameters
        ----------
        version : str
            The kind of wheel: ``standard`` or ``editable``.
        build_data : dict
            Hatchling's description of the build, completed in place.
        """
        if version != "editable":
            build_data["force_include"].update(CARRIED)
            if (Path(self.root) / MAY_BE_CARRIED).is_dir():
                build_data["force_include"][MAY_BE_CARRIED] = (
                    f"damascus_map/dataset/{MAY_BE_CARRIED}"
                )
