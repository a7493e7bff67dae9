"""Events at points: every one is drawn or counted, and no symbol hides another."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.model.vocabulary import EventType
from damascus_map.render.static.clusters import _HOLE, Cluster, clusters_of
from damascus_map.render.static.layouts import POINTS_PER_UNIT
from damascus_map.render.static.lettering import SMALLEST, width_of

PLACES = st.lists(
    st.tuples(st.floats(0, 300), st.floats(0, 200), st.sampled_from(EventType)), max_size=60
)


@given(PLACES)
def test_every_event_is_counted_once_and_nothing_overlaps(places):
    points = np.array([(x, y) for x, y, _ in places]).reshape(-1, 2)
    kinds = [kind for _, _, kind in places]
    found = clusters_of(points, kinds, 18)
    assert sum((one.kinds for one in found), Counter()) == Counter(kinds)
    boxes = [one.box(18) for one in found]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_an_event_that_stands_alone_keeps_its_place():
    (one,) = clusters_of(np.array([[40.0, 60.0]]), [EventType.CLASH], 18)
    assert (one.x, one.y) == (40, 60)


@pytest.mark.parametrize("count", [2, 99, 100, 9_999, 123_456])
def test_a_number_that_can_be_read_in_print_has_room_in_its_ring(count):
    side = 18
    one = Cluster(0, 0, Counter({EventType.CLASH: count}))
    assert width_of(f"{count:,}", SMALLEST, "bold") < 2 * _HOLE * one.radius(side)
    assert SMALLEST * POINTS_PER_UNIT >= 7
    assert one.box(side).w == 2 * one.radius(side)
