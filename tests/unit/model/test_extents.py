"""Comparing extents: who leads, and what excludes what."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.model.extents import LADDER, extents_contradict, leading_party
from damascus_map.model.vocabulary import Extent

EXTENTS = st.sampled_from([*Extent, None])

# The whole table: which extents of one party exclude each other.
CONTRADICTIONS = {
    frozenset(pair)
    for pair in (
        (Extent.NONE, Extent.PRESENT),
        (Extent.NONE, Extent.SHARED),
        (Extent.NONE, Extent.MOST),
        (Extent.NONE, Extent.WHOLE),
        (Extent.PART, Extent.MOST),
        (Extent.PART, Extent.WHOLE),
        (Extent.SHARED, Extent.WHOLE),
    )
}


@pytest.mark.parametrize(("one", "other"), list(product([*Extent, None], repeat=2)))
def test_extents_that_contradict_each_other(one, other):
    assert extents_contradict(one, other) is (frozenset((one, other)) in CONTRADICTIONS)


@given(one=EXTENTS, other=EXTENTS)
def test_contradiction_is_mutual(one, other):
    assert extents_contradict(one, other) is extents_contradict(other, one)


@given(EXTENTS)
def test_nothing_contradicts_itself_or_what_is_not_known(extent):
    assert not extents_contradict(extent, extent)
    assert not extents_contradict(extent, None)


@given(EXTENTS)
def test_present_agrees_with_all_but_none(extent):
    assert extents_contradict(Extent.PRESENT, extent) is (extent is Extent.NONE)


@given(st.sampled_from(LADDER), st.sampled_from(LADDER), st.sampled_from(LADDER))
def test_what_lies_between_two_that_agree_agrees_with_both(one, middle, other):
    low, high = sorted((one, other), key=LADDER.index)
    between = LADDER.index(low) <= LADDER.index(middle) <= LADDER.index(high)
    if between and not extents_contradict(low, high):
        assert not extents_contradict(low, middle)
        assert not extents_contradict(middle, high)


def test_present_stands_beside_the_ladder():
    assert set(Extent) - set(LADDER) == {Extent.PRESENT}


@pytest.mark.parametrize(
    ("extents", "leader"),
    [
        ({"a": Extent.WHOLE, "b": Extent.NONE}, "a"),
        ({"a": Extent.PART, "b": Extent.MOST}, "b"),
        ({"a": Extent.SHARED, "b": Extent.SHARED}, None),
        ({"a": Extent.PRESENT, "b": Extent.PART}, None),
        ({"a": Extent.MOST, "b": Extent.WHOLE}, "b"),
        ({"a": None, "b": None}, None),
        ({}, None),
    ],
)
def test_who_leads(extents, leader):
    assert leading_party(extents) == leader
