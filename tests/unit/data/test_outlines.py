"""Mending outlines: what is mended, by how much it moves, and what is left to people."""

import geopandas as gpd
import pytest
import shapely
from shapely import Polygon, box

from damascus_map.data.outlines import distance_m, mended

UTM = "EPSG:32637"
X, Y = 250_000.0, 3_711_000.0


def moved(shape, x=X, y=Y):
    return shapely.affinity.translate(shape, x, y)


def mend(*shapes):
    return mended(gpd.GeoSeries([moved(shape) for shape in shapes], crs=UTM))


def test_what_is_sound_stays_as_it_is_but_for_rounding():
    found = mend(box(0, 0, 500, 500), box(500, 0, 900, 500))
    assert found.unmended == (None, None)
    assert max(found.moved_m) < 0.1
    assert not found.is_mended(0)
    coordinates = shapely.get_coordinates(found.geometry.to_numpy())
    assert (coordinates.round(6) == coordinates).all()


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (box(500.6, 0, 900, 500), "gap"),
        (box(499.4, 0, 900, 500), "overlap"),
        (box(500.6, -50, 900, 600), "gap along a part"),
    ],
)
def test_slivers_between_neighbours_are_closed(second, what):
    found = mend(box(0, 0, 500, 500), second)
    one, other = found.geometry.to_crs(UTM)
    assert one.intersection(other).area < 60
    assert one.distance(other) < 0.2
    assert 0.4 < max(found.moved_m) <= 1.0
    assert found.unmended == (None, None)


@pytest.mark.parametrize("gap", [-3.0, 3.0])
def test_wider_gaps_and_overlaps_are_left_to_people(gap):
    found = mend(box(0, 0, 500, 500), box(500 + gap, 0, 900, 500))
    assert max(found.moved_m) < 0.1
    assert found.unmended == (None, None)


def test_a_small_loop_is_mended_and_measured():
    loop = Polygon([(0, 0), (500, 0), (500, 500), (0.4, 500), (-0.4, 499.6), (0, 500.3), (0, 250)])
    assert not loop.is_valid
    found = mend(loop)
    assert found.unmended == (None,)
    assert found.is_mended(0)
    assert found.moved_m[0] <= 1.0
    assert found.geometry.is_valid.all()


def test_a_long_spike_cannot_be_mended():
    spike = Polygon([(0, 0), (500, 0), (500, 500), (500, 900), (500, 500), (0, 500)])
    found = mend(spike, box(600, 0, 700, 100))
    assert found.unmended[0]
    assert found.unmended[1] is None


def test_parts_that_overlap_far_cannot_be_mended():
    found = mend(shapely.MultiPolygon([box(0, 0, 100, 100), box(50, 0, 150, 100)]))
    assert found.unmended[0]


def test_the_distance_sees_what_lies_between_the_corners():
    square = box(0, 0, 100, 100)
    dented = Polygon([(0, 0), (100, 0), (100, 100), (50, 93), (0, 100)])
    assert distance_m(square, dented) == pytest.approx(7, abs=0.2)
    assert distance_m(dented, square) == pytest.approx(7, abs=0.2)
    assert distance_m(square, square) == 0
