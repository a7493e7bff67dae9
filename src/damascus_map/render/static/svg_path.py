"""Reading the path texts of the style table: the part of SVG's path language that they use."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from matplotlib.path import Path

_TOKEN: Final = re.compile(r"([MmLlHhVvCcQqAaZz])|(-?(?:\d+\.?\d*|\.\d+))")
_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_KAPPA_TURN: Final = math.pi / 2

Point = tuple[float, float]
Piece = tuple[int, list[Point]]


@lru_cache(maxsize=64)
def path_from_svg(text: str) -> Path:
    """Return the outline that an SVG path text describes.

    Parameters
    ----------
    text
        Commands M, L, H, V, C, Q, A (circles only) and Z, absolute or relative.

    Raises
    ------
    ValueError
        If the text holds another command, or an arc that is no part of a circle.
    """
    vertices: list[Point] = []
    codes: list[int] = []
    start = here = (0.0, 0.0)
    for command, values in _commands(text):
        if command == "Z":
            vertices.append(start)
            codes.append(int(Path.CLOSEPOLY))
            here = start
            continue
        for code, points in _pieces(command, values, here):
            vertices += points
            codes += [code] * len(points)
        here = vertices[-1]
        start = here if command == "M" else start
    return Path(np.array(vertices), np.array(codes, dtype=np.uint8))


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command in upper case with its arguments, made absolute."""
    if _TOKEN.sub("", text).strip(" ,"):
        raise ValueError(f"{text!r} is not a path that can be read")
    x = y = start_x = start_y = 0.0
    for letter, numbers in _runs(text):
        command, count = letter.upper(), _ARGUMENTS[letter.upper()]
        parts = [numbers[i : i + count] for i in range(0, len(numbers), count)] if count else [[]]
        for values in parts:
            absolute = _absolute(command, values, (x, y) if letter.islower() else (0.0, 0.0))
            x, y = _end(command, absolute, (x, y), (start_x, start_y))
            if command == "M":
                start_x, start_y = x, y
            if command in "HV":
                yield "L", [x, y]
            else:
                yield command, absolute
            command = "L" if command == "M" else command


def _runs(text: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for found, number in _TOKEN.findall(text):
        if number:
            numbers.append(float(number))
            continue
        if letter:
            yield letter, numbers
        letter, numbers = found, []
    yield letter, numbers


def _absolute(command: str, values: list[float], origin: Point) -> list[float]:
    if command == "H":
        return [values[0] + origin[0]]
    if command == "V":
        return [values[0] + origin[1]]
    if command == "A":
        return [*values[:5], values[5] + origin[0], values[6] + origin[1]]
    return [value + origin[i % 2] for i, value in enumerate(values)]


def _end(command: str, values: list[float], here: Point, start: Point) -> Point:
    match command:
        case "Z":
            return start
        case "H":
            return values[0], here[1]
        case "V":
            return here[0], values[0]
        case _:
            return values[-2], values[-1]


def _pieces(command: str, values: list[float], here: Point) -> Iterator[Piece]:
    points = list(zip(values[0::2], values[1::2], strict=False))
    match command:
        case "M":
            yield int(Path.MOVETO), points
        case "L":
            yield int(Path.LINETO), points
        case "Q":
            yield int(Path.CURVE3), points
        case "C":
            yield int(Path.CURVE4), points
        case _:
            yield from _arc(values, here)


def _arc(values: list[float], here: Point) -> Iterator[Piece]:
    """Yield a part of a circle as cubic curves, each of a quarter turn at most."""
    radius, other, _, large, sweep, x, y = values
    if radius != other:
        raise ValueError("only arcs of circles can be read")
    half = math.dist(here, (x, y)) / 2
    radius = max(radius, half)
    middle = ((here[0] + x) / 2, (here[1] + y) / 2)
    away = math.sqrt(radius**2 - half**2) * (1 if large != sweep else -1)
    unit = ((x - here[0]) / (2 * half), (y - here[1]) / (2 * half))
    centre = (middle[0] - away * unit[1], middle[1] + away * unit[0])
    begin = math.atan2(here[1] - centre[1], here[0] - centre[0])
    turn = math.atan2(y - centre[1], x - centre[0]) - begin
    if sweep and turn <= 0:
        turn += 2 * math.pi
    elif not sweep and turn >= 0:
        turn -= 2 * math.pi
    steps = max(1, math.ceil(abs(turn) / _KAPPA_TURN - 1e-9))
    for step in range(steps):
        ends = (begin + turn * step / steps, begin + turn * (step + 1) / steps)
        yield int(Path.CURVE4), _quarter(centre, radius, *ends)


def _quarter(centre: Point, radius: float, begin: float, end: float) -> list[Point]:
    reach = 4 / 3 * math.tan((end - begin) / 4)
    (ax, ay), (bx, by) = (
        (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
        for angle in (begin, end)
    )
    first = (ax - reach * radius * math.sin(begin), ay + reach * radius * math.cos(begin))
    second = (bx + reach * radius * math.sin(end), by - reach * radius * math.cos(end))
    return [first, second, (bx, by)]
