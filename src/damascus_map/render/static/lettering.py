"""How wide is a text, and where is it broken into lines? Measured in the font that draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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

SMALLEST: Final = 9.8
"""Size in units of the smallest letters: seven points in print."""

_MEASURED_AT: Final = 100
_RIGHT_TO_LEFT: Final = "\u200f"

Weight = Literal["normal", "bold"]

_FILES: Final[dict[Weight, str]] = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


_LETTERS: Final[dict[Any, Any]] = {"text.hinting": "none"}


@contextmanager
def lettering_settings() -> Iterator[None]:
    """Hold what the width of letters depends on, wherever they are measured: it is kept."""
    if all(mpl.rcParams[key] == value for key, value in _LETTERS.items()):
        yield
        return
    with mpl.rc_context(_LETTERS):
        yield


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
def _word_width(word: str, weight: Weight) -> float:
    measure: Any = _ruler().get_text_width_height_descent
    with lettering_settings():
        width = measure(word, font(weight, _MEASURED_AT), False)[0]  # noqa: FBT003
    return float(width) / _MEASURED_AT


@cache
def _blank_width(weight: Weight) -> float:
    return _word_width("a a", weight) - 2 * _word_width("a", weight)


def width_of(text: str, size: float, weight: Weight = "normal") -> float:
    """Return the width of a line in the unit of its size.

    Letters are joined and set apart within words only, so that each word is measured once.
    """
    words = text.split(" ")
    blanks = (len(words) - 1) * _blank_width(weight)
    return size * (sum(_word_width(word, weight) for word in words) + blanks)


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
