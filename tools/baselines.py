"""The pictures that the static map is held to, and how a new one is set beside them.

``python -m tools.baselines`` draws them anew into ``tests/visual/baselines``. Look at each that
has changed before it is committed.
"""

import io
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageOps

import damascus_map
from damascus_map.data.tables import Tables
from damascus_map.model.view import View
from damascus_map.render.static.writers import snapshot_bytes

FOLDER: Final = Path(__file__).resolve().parent.parent / "tests" / "visual" / "baselines"
DAYS: Final = ("2013-08-21", "2017-05-07", "2018-05-20")
SCALES: Final = {"landscape": 0.5, "square": 0.5, "page": 0.25}
NAMES: Final = tuple(
    f"{day}-{layout}-{lang}" for day, layout, lang in product(DAYS, SCALES, ("en", "fr", "ar"))
)

VISIBLE: Final = 24
"""Of 255: less is the rounding of letters and of a baseline's colours."""
CELL: Final = 8
"""Pixels of the side of a cell, in which differences are counted."""
MOST_IN_CELL: Final = 3
"""Of the 64 pixels of a cell, how many may differ visibly."""

_BITS: Final = 5
"""Of a colour that a baseline keeps: half the size, and no colour is off by more than 7 of 255."""


@dataclass(frozen=True)
class Difference:
    """How a picture differs from its baseline.

    Parameters
    ----------
    worst : int
        The largest number of pixels of a cell that differ visibly.
    picture : Image
        Those pixels, black on white.
    """

    worst: int
    picture: Image.Image

    @property
    def is_visible(self) -> bool:
        """Whether a reader could see it."""
        return self.worst > MOST_IN_CELL


def draw(tables: Tables, name: str) -> Image.Image:
    """Draw one of the pictures.

    Parameters
    ----------
    tables : Tables
        The dataset.
    name : str
        One of `NAMES`: day, layout and language.

    Returns
    -------
    Image
        In all its colours.
    """
    day, layout, lang = name.rsplit("-", 2)
    view = View(on=date.fromisoformat(day), lang=lang)
    content, _ = snapshot_bytes(tables, view, "png", layout=layout, scale=SCALES[layout])
    return Image.open(io.BytesIO(content)).convert("RGB")


def baseline_of(name: str) -> Image.Image:
    """Read the baseline of one of the pictures."""
    return Image.open(FOLDER / f"{name}.webp").convert("RGB")


def save_baseline(picture: Image.Image, name: str) -> None:
    """Write a picture without loss but for its colours' last bits."""
    rounded = ImageOps.posterize(picture, _BITS)
    rounded.save(FOLDER / f"{name}.webp", lossless=True, quality=100, method=6)


def difference(picture: Image.Image, baseline: Image.Image) -> Difference:
    """Set a picture beside its baseline, both RGB; one of another size differs everywhere."""
    if picture.size != baseline.size:
        return Difference(CELL * CELL, Image.new("L", picture.size, 0))
    one, other = (np.asarray(each, dtype=np.int16) for each in (picture, baseline))
    differs = np.abs(one - other).max(axis=2) > VISIBLE
    high, wide = differs.shape
    padded = np.pad(differs, ((0, -high % CELL), (0, -wide % CELL)))
    cells = padded.reshape(padded.shape[0] // CELL, CELL, -1, CELL).sum(axis=(1, 3))
    shown = np.where(differs, 0, 255).astype(np.uint8)
    return Difference(int(cells.max()), Image.fromarray(shown))


def main() -> None:
    """Draw all baselines anew."""
    tables = damascus_map.open_dataset().tables
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        save_baseline(draw(tables, name), name)
    print(f"{len(NAMES)} pictures are in {FOLDER}. Look at those that have changed.")


if __name__ == "__main__":
    main()
