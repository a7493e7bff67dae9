"""What tests of drawn sheets share: the texts of a sheet with the room they take."""

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

Texts = list[tuple[Text, Bbox]]


@pytest.fixture
def texts_of() -> Callable[[Figure], Texts]:
    """Measure the texts of a figure; boxes are in units, y runs up."""

    def measured(figure: Figure) -> Texts:
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [one for one in figure.artists if isinstance(one, Text)]
        return [(one, one.get_window_extent(renderer)) for one in texts]

    return measured


@pytest.fixture
def overlaps() -> Callable[[Texts], list[tuple[str, str]]]:
    """Find the texts that touch one another by more than a unit."""

    def found(texts: Texts) -> list[tuple[str, str]]:
        pairs = combinations(texts, 2)
        return [
            (a.get_text(), b.get_text()) for (a, one), (b, other) in pairs if _touch(one, other)
        ]

    return found


def _touch(one: Bbox, other: Bbox) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(wide > 1 and high > 1)
