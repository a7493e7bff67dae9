"""How wide is a text, and where is it broken into lines? Measured in the font that draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from damascus_map.render.plain_text import plain_text

FAMILY: Final = "DejaVu Sans"
LINE: Final = 1.38
"""From one baseline to the next, by the size of the letters."""

_MEASURED_AT: Final = 100
_RIGHT_TO_LEFT: Final = "\u200f"

Weight = Literal["normal", "bold"]

_FILES: Final[dict[Weight, str]] = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=64)
def font(weight: Weight, points: float) -> FontProperties:
    """Return the font: matplotlib brings it along, with Latin and Arabic letters.

    Its file is named, so that no other of the machine's fonts is looked at.
    """
    file = Path(mpl.get_data_path(), "fonts", "ttf", _FILES[weight])
    return FontProperties(family=FAMILY, weight=weight, size=points, fname=file)


@lru_cache(maxsize=8192)
def _width(text: str, weight: Weight) -> float:
    measure: Any = _ruler().get_text_width_height_descent
    return float(measure(text, font(weight, _MEASURED_AT), False)[0]) / _MEASURED_AT  # noqa: FBT003


def width_of(text: str, size: float, weight: Weight = "normal") -> float:
    """Return the width of a line in the unit of its size."""
    return _width(text, weight) * size


def line_of(text: str, direction: str) -> str:
    """Return a text of the data on one line, as it is drawn in a language of this direction."""
    shown = plain_text(text)
    return _RIGHT_TO_LEFT + shown if direction == "rtl" else shown


def wrapped(text: str, size: float, width: float, weight: Weight = "normal") -> list[str]:
    """Return a text in lines of at most this width; a longer word stands on a line of its own."""
    lines: list[str] = []
    for word in plain_text(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(
    parts: Sequence[str], fits: Callable[[str], bool], joined: Callable[[Sequence[str], int], str]
) -> str:
    """Return as many parts as fit; what is left out is counted by `joined`."""
    for kept in range(len(parts), 0, -1):
        text = joined(parts[:kept], len(parts) - kept)
        if fits(text):
            return text
    return joined([], len(parts))
