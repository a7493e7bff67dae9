"""How far apart two colours are to the eye, for usual sight and three kinds of colour blindness.

Distances are CIEDE2000 (CIE 142-2001; a just visible difference is about 1, and 10 is plain at a
glance). Colour blindness is that of Machado, Oliveira and Fernandes (2009) at its full strength.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]

SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ_OF_SRGB = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_DAYLIGHT = (0.95047, 1.0, 1.08883)


def rgb_of(code: str) -> Colour:
    """Turn ``#RRGGBB`` into parts of 1."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def laid_over(ground: Colour, colour: Colour, opacity: float) -> Colour:
    """Give what is seen of a colour that lets the ground through, as a browser mixes them."""
    red, green, blue = (
        opacity * top + (1 - opacity) * below for top, below in zip(colour, ground, strict=True)
    )
    return red, green, blue


def lab_of(colour: Colour, sight: str = "normal") -> Colour:
    """Give lightness, green to red and blue to yellow of a colour as an eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    seen = [min(max(value, 0), 1) for value in _times(SIGHTS[sight], linear)]
    xyz = [
        value / white for value, white in zip(_times(_XYZ_OF_SRGB, seen), _DAYLIGHT, strict=True)
    ]
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """Return the CIEDE2000 distance of two colours in Lab."""
    (light_1, a_1, b_1), (light_2, a_2, b_2) = one, other
    stretch = 1.5 - 0.5 * _saturation((hypot(a_1, b_1) + hypot(a_2, b_2)) / 2)
    a_1, a_2 = a_1 * stretch, a_2 * stretch
    chroma_1, chroma_2 = hypot(a_1, b_1), hypot(a_2, b_2)
    hue_1, hue_2 = (degrees(atan2(b, a)) % 360 for a, b in ((a_1, b_1), (a_2, b_2)))
    turn = (hue_2 - hue_1 + 180) % 360 - 180 if chroma_1 * chroma_2 else 0.0
    hue = (hue_1 + turn / 2) % 360 if chroma_1 * chroma_2 else hue_1 + hue_2
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -2 * _saturation(chroma) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25**7))
