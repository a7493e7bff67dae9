"""Colours for new parties: apart from one another and the ground, for colour-blind sight too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.float64]

_KEPT_APART: Final = ("#AEACA9", "#F3EFE7", "#E8E2D4", "#C3D9E0", "#211D18")
"""What is not known, ground, city, water, ink: as in the table of styles."""

_STEPS: Final = np.linspace(0.12, 0.88, 9)
_SIGHTS: Final[Sequence[Colours]] = (
    np.eye(3),
    np.array(  # red is not seen
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    np.array(  # green is not seen
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    np.array(  # blue is not seen
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
)
"""Linear red, green and blue as they are seen (Machado, Oliveira and Fernandes 2009)."""

_TO_CONES: Final = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB: Final = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LIGHTNESS: Final = (0.40, 0.72)
_CHROMA: Final = (0.06, 0.16)
"""Colours enough to be told, and quiet enough for a map."""


def colours_for(count: int, taken: Sequence[str] = ()) -> tuple[str, ...]:
    """Return colours as ``#RRGGBB``, each as far as can be from those before and those taken.

    Parameters
    ----------
    count
        How many.
    taken
        Colours of the parties that are there already.

    References
    ----------
    Distances are those of Oklab (Ottosson 2020), the smallest over four kinds of sight.
    """
    grid = np.array(list(product(_STEPS, repeat=3)))
    lab = _oklab(grid, _SIGHTS[0])
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    grid = grid[_within(lab[:, 0], _LIGHTNESS) & _within(chroma, _CHROMA)]
    seen = [_oklab(grid, sight) for sight in _SIGHTS]
    nearest = np.full(len(grid), np.inf)
    for one in (*_KEPT_APART, *taken):
        nearest = np.minimum(nearest, _distances(_parts(one), seen))
    chosen: list[str] = []
    for _ in range(count):
        best = int(np.argmax(nearest))
        chosen.append("#" + "".join(f"{round(part * 255):02X}" for part in grid[best]))
        nearest = np.minimum(nearest, _distances(grid[best], seen))
    return tuple(chosen)


def _within(values: Colours, limits: tuple[float, float]) -> NDArray[np.bool_]:
    low, high = limits
    return np.asarray((values > low) & (values < high))


def _distances(colour: Colours, seen: Sequence[Colours]) -> Colours:
    """Return the distance of each colour to one, where sight tells them apart the least."""
    far = [
        np.linalg.norm(lab - _oklab(colour[np.newaxis], sight), axis=1)
        for lab, sight in zip(seen, _SIGHTS, strict=True)
    ]
    return np.asarray(np.min(far, axis=0))


def _oklab(colours: Colours, sight: Colours) -> Colours:
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - of sRGB
    return np.asarray(np.cbrt(np.clip(linear @ sight.T, 0, 1) @ _TO_CONES.T) @ _TO_OKLAB.T)


def _parts(code: str) -> Colours:
    return np.array([int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)])
