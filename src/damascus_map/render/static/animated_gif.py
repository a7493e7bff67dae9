"""Animated GIF, written picture by picture: one palette for all, and only what has changed.

Pillow's own way keeps all pictures in memory, and gives each a palette of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import GifImagePlugin, Image

from damascus_map.render.style import SYMBOLS

_COLOURS: Final = 255
_SURE_COLOURS: Final = 128
"""The most frequent ones of a GIF keep their exact value."""

_PLACES: Final = np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
"""Of red, green and blue in the number of a colour."""

_SAMPLES: Final = 24
_SAMPLED_PIXELS: Final = 400_000
"""Pictures that the palette is made from, and pixels of each."""


def write_gif(
    pictures: Sequence[Path], out: Path, seconds: float, comment: str, tick: Callable[[int], None]
) -> None:
    """Write an animated GIF that repeats: 255 colours, the same ones in every picture."""
    palette = _palette_of(pictures)
    nearest = _nearest_in(palette)
    last: np.ndarray | None = None
    with out.open("wb") as file:
        for number, picture in enumerate(_opened(pictures), start=1):
            pixels = nearest(np.asarray(picture))
            if last is None:
                file.write(_gif_head(picture.size, _colours_of(palette), comment))
            file.write(_gif_picture(pixels, last, round(100 * seconds)))
            last = pixels
            tick(number)
        file.write(b";")


def _nearest_in(palette: Image.Image) -> Callable[[np.ndarray], np.ndarray]:
    """Return what gives each pixel the number of its colour in a palette, or of the nearest one.

    Pillow alone is a little beside the colour where the palette has it exactly.
    """
    numbers = np.full(1 << 24, _COLOURS, dtype=np.uint8)
    own = _as_numbers(_colours_of(palette))
    numbers[own[::-1]] = np.arange(len(own), dtype=np.uint8)[::-1]

    def nearest(pixels: np.ndarray) -> np.ndarray:
        colours = _as_numbers(pixels)
        new = np.unique(colours[numbers[colours] == _COLOURS])
        if len(new):
            row = Image.fromarray(_as_colours(new)[np.newaxis])
            numbers[new] = np.asarray(row.quantize(palette=palette, dither=Image.Dither.NONE))[0]
        found: np.ndarray = numbers[colours].reshape(pixels.shape[:2])
        return found

    return nearest


def _palette_of(pictures: Sequence[Path]) -> Image.Image:
    """Return an image with the colours of a GIF.

    Those of symbols and the frequent ones are there exactly, the rest by halving.
    """
    step = -(-len(pictures) // _SAMPLES)
    samples = (np.asarray(one) for one in _opened([*pictures[::step], pictures[-1]]))
    seen = np.concatenate([_as_numbers(_thinned(one)) for one in samples])
    symbols = [int(symbol.colour.removeprefix("#"), 16) for symbol in SYMBOLS.values()]
    values, counts = np.unique(seen, return_counts=True)
    by_count = [int(value) for value in values[np.argsort(-counts, kind="stable")]]
    sure = [*dict.fromkeys(symbols + by_count[:_SURE_COLOURS])]
    known = set(sure)
    rest = [value for value in by_count if value not in known]
    colours = _as_colours(sure)
    if rest:
        few = Image.fromarray(_as_colours(rest)[np.newaxis]).quantize(_COLOURS - len(sure))
        colours = np.concatenate([colours, _colours_of(few)])
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours.tobytes())
    return palette


def _thinned(pixels: np.ndarray) -> np.ndarray:
    each = max(1, round((pixels.shape[0] * pixels.shape[1] / _SAMPLED_PIXELS) ** 0.5))
    return pixels[::each, ::each]


def _as_numbers(pixels: np.ndarray) -> np.ndarray:
    numbers: np.ndarray = pixels.reshape(-1, 3).astype(np.uint32) @ _PLACES
    return numbers


def _as_colours(numbers: Sequence[int] | np.ndarray) -> np.ndarray:
    colours: np.ndarray = (np.array(numbers)[:, np.newaxis] // _PLACES % 256).astype(np.uint8)
    return colours


def _colours_of(palette: Image.Image) -> np.ndarray:
    return np.array(palette.getpalette(), dtype=np.uint8).reshape(-1, 3)


def _gif_head(size: tuple[int, int], colours: np.ndarray, comment: str) -> bytes:
    """Return what stands before the first picture: size, colours, endless repeating, comment."""
    table = colours.tobytes().ljust(3 * 256, b"\0")
    text = comment.encode()
    blocks = [text[start : start + 255] for start in range(0, len(text), 255)]
    return b"".join(
        [
            b"GIF89a",
            struct.pack("<HHBBB", *size, 0b1111_0111, 0, 0),
            table,
            b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00",
            b"\x21\xfe",
            *(bytes([len(block)]) + block for block in blocks),
            b"\x00",
        ]
    )


def _gif_picture(pixels: np.ndarray, last: np.ndarray | None, hundredths: int) -> bytes:
    """Return one picture of a GIF: only what differs from the last one, the rest seen through."""
    corner = (0, 0)
    if last is not None:
        differs = pixels != last
        rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
        if len(rows) == 0:
            rows = columns = np.array([0])
        part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        pixels = np.where(differs[part], pixels[part], np.uint8(_COLOURS))
        corner = (int(columns[0]), int(rows[0]))
    image = Image.fromarray(pixels)
    blocks = GifImagePlugin.getdata(
        image, corner, duration=10 * hundredths, transparency=_COLOURS, disposal=1
    )
    return b"".join(blocks)


def _opened(pictures: Sequence[Path]) -> Iterator[Image.Image]:
    for path in pictures:
        with Image.open(path) as picture:
            yield picture.convert("RGB")
