"""The machine that was measured on, and the versions of what was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil

_PACKAGES: Final = ("damascus-map", "streamlit", "streamlit-folium", "folium", "swiftmap", "pydeck")
_CPU_INFO: Final = Path("/proc/cpuinfo")


def described_machine(chromium: str) -> dict[str, str | int]:
    """Describe the machine without its name.

    Parameters
    ----------
    chromium : str
        Version of the browser that was measured with; empty where there was none.

    Returns
    -------
    dict
        Plain values by what they are.
    """
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": platform.system(),
        "python": platform.python_version(),
        **({"chromium": chromium, "drawing": "software"} if chromium else {}),
        **{name: version(name) for name in _PACKAGES},
    }


def _processor() -> str:
    """Give the processor's model as the system names it."""
    if _CPU_INFO.is_file():
        for line in _CPU_INFO.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
