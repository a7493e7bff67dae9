"""Stripes as shapes: each covers its share, together they cover the district."""

import pytest
import shapely

from damascus_map.render.static.stripes import stripes_of
from damascus_map.render.style import Fill

SQUARE = shapely.box(255_000, 3_710_000, 258_000, 3_713_000)
BENT = shapely.Polygon([(0, 0), (3000, 0), (3000, 1000), (1200, 1000), (1200, 3000), (0, 3000)])
SHARES = (
    (Fill("a", 0.5), Fill("b", 0.5)),
    (Fill("a", 0.7), Fill("b", 0.3)),
    (Fill("a", 0.15), Fill("b", 0.15), Fill(None, 0.7)),
)


@pytest.mark.parametrize("fills", SHARES)
@pytest.mark.parametrize("outline", [SQUARE, BENT])
def test_each_stripe_covers_its_share(outline, fills):
    found = stripes_of(outline, fills, 60)
    shares = [shape.area / outline.area for shape in found]
    assert shares == pytest.approx([fill.share for fill in fills], abs=0.02)


@pytest.mark.parametrize("fills", SHARES)
def test_stripes_cover_all_and_never_overlap(fills):
    found = stripes_of(BENT, fills, 400)
    assert sum(shape.area for shape in found) == pytest.approx(BENT.area)
    assert shapely.union_all(found).area == pytest.approx(BENT.area)


def test_one_holder_has_no_stripes():
    assert stripes_of(BENT, (Fill("a", 1.0),), 400) == [BENT]


def test_stripes_slant_upwards_and_follow_the_order_to_the_right():
    first, second = stripes_of(SQUARE, SHARES[0], 1000)
    x, y = first.geoms[len(first.geoms) // 2].representative_point().coords[0]
    along = shapely.Point(x + 40, y + 40)
    assert first.contains(along)
    assert second.contains(
        shapely.affinity.translate(shapely.Point(x, y), 500 / 2**0.5, -500 / 2**0.5)
    )
