"""Path texts become outlines: the shapes of the style table, measured."""

import math

import pytest
import shapely

from damascus_map.render.static.svg_path import path_from_svg
from damascus_map.render.style import SYMBOLS


def area(text):
    rings = path_from_svg(text).to_polygons()
    return shapely.Polygon(rings[0]).area if len(rings) == 1 else [len(ring) for ring in rings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M0 0h10v5h-10z", 50),
        ("M1 1L11 1L11 6L1 6Z", 50),
        ("M0 0H10V5H0z", 50),
        ("M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z", math.pi * 121),
        ("M0 0a10 10 0 0 1 10 10L0 10z", math.pi * 25),
        ("M0 10a10 10 0 0 1 10-10L10 10z", math.pi * 25),
        ("M0 0a10 10 0 0 0 10 10L10 0z", math.pi * 25),
    ],
)
def test_a_path_encloses_its_area(text, expected):
    assert area(text) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("kind", SYMBOLS, ids=str)
def test_every_glyph_lies_inside_its_box(kind):
    points = path_from_svg(SYMBOLS[kind].glyph).interpolated(4).vertices
    assert points.min() >= 0
    assert points.max() <= 24


@pytest.mark.parametrize("text", ["M0 0S1 1 2 2z", "M0 0 a5 6 0 0 1 3 3", "M0 0 url(x)"])
def test_what_cannot_be_read_is_an_error(text):
    with pytest.raises(ValueError, match="read"):
        path_from_svg(text)
