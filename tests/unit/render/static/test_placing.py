"""Placing: whatever is asked for, nothing overlaps and nothing leaves the map."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from damascus_map.render.static.layouts import Box
from damascus_map.render.static.placing import Room, around, beside

MAP = Box(0, 0, 400, 300)
WISHES = st.lists(
    st.tuples(st.floats(-50, 450), st.floats(-50, 350), st.floats(5, 160), st.floats(5, 80)),
    max_size=25,
)


@given(WISHES)
def test_nothing_overlaps_and_nothing_leaves_the_map(wishes):
    room = Room(MAP)
    for x, y, w, h in wishes:
        room.take(around(x, y, w, h, 12, 4))
    assert all(MAP.holds(box) for box in room.taken)
    assert not any(one.overlaps(other) for one, other in combinations(room.taken, 2))


@given(WISHES)
def test_what_gets_no_place_has_no_free_candidate(wishes):
    room = Room(MAP)
    for x, y, w, h in wishes:
        candidates = list(around(x, y, w, h, 12, 2))
        before = Room(MAP, list(room.taken))
        if room.take(candidates) is None:
            assert not any(before.is_free(box) for box in candidates)


def test_the_middle_is_tried_first():
    assert next(iter(around(50, 40, 20, 10, 5, 3))) == Box(40, 35, 20, 10)


def test_places_beside_touch_nothing_of_the_inside():
    inner = Box(150, 100, 60, 60)
    found = list(beside(inner, 30, 20, 8, 3))
    assert found
    assert not any(box.overlaps(inner) for box in found)


def test_a_mirrored_box_is_as_far_from_the_other_side():
    assert Box(10, 5, 30, 20).mirrored(100) == Box(60, 5, 30, 20)
