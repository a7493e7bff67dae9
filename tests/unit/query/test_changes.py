"""What changed between two days."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import damascus_map as dm
from damascus_map.model.vocabulary import Extent

DAYS = st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2020-12-31").date())


def changes(dataset, begin, end, **options):
    found = dataset.changes_between(begin, end, **options)
    return [(row.district_id, str(row.on.date())) for row in found.itertuples()]


def test_changes_stand_in_the_order_of_time(small):
    assert changes(small, "2020-01-01", "2020-12-31") == [
        ("mill", "2020-02-01"),
        ("hill", "2020-03-05"),
        ("hill", "2020-04-01"),
    ]


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2020-03-04", "2020-03-05", [("hill", "2020-03-05")]),
        ("2020-03-05", "2020-03-05", []),
        ("2020-03-05", "2020-03-31", []),
        ("2020-03-05", "2020-04-01", [("hill", "2020-04-01")]),
        ("2020-02-01", "2020-03-04", []),
        ("2019-01-01", "2020-01-01", []),
    ],
)
def test_a_change_on_the_first_day_is_not_between_one_on_the_last_is(small, begin, end, expected):
    assert changes(small, begin, end) == expected


@given(st.lists(DAYS, min_size=2, max_size=6))
def test_the_changes_of_parts_are_the_changes_of_the_whole(small, days):
    days = sorted(days)
    parts = [change for one, other in pairwise(days) for change in changes(small, one, other)]
    assert parts == changes(small, days[0], days[-1])


def test_a_change_says_what_was_and_what_is(small):
    change = small.changes_between("2020-03-01", "2020-03-31").iloc[0]
    assert change["extents_before"] == {
        "north": Extent.WHOLE,
        "south": Extent.NONE,
        "guests": None,
    }
    assert change["extents_after"] == {"north": Extent.PART, "south": Extent.MOST, "guests": None}
    assert (change["situation_before"], change["situation_after"]) == ((), ("fighting",))
    assert (change["confidence"], change["claim_ids"]) == ("medium", ("hill-late",))
    assert change["precision"] == "day"
    mill = small.changes_between("2020-01-01", "2020-02-28").iloc[0]
    assert mill["precision"] == "month"


def test_other_evidence_alone_is_no_change(dataset_of):
    claims = [("early", "2020", "north", "most", {"until": "2021"})]
    dataset = dataset_of(
        claims,
        [
            ("2020-01-01", ("most", "", ""), "siege", "truce"),
            ("2020-02-01", ("most", "", ""), "truce", "siege"),
            ("2020-03-01", ("most", "none", ""), "truce", "siege"),
            ("2020-04-01", ("most", "none", ""), "truce"),
        ],
    )
    assert [on for _, on in changes(dataset, "2020-01-01", "2020-12-31")] == [
        "2020-03-01",
        "2020-04-01",
    ]


def test_the_changes_of_some_districts(small):
    assert changes(small, "2020-01-01", "2020-12-31", districts=["mill"]) == [
        ("mill", "2020-02-01")
    ]
    assert changes(small, "2020-01-01", "2020-12-31", districts=[]) == []


def test_no_change_has_the_same_columns(small):
    none = small.changes_between("2020-05-01", "2020-06-01")
    assert none.empty
    assert list(none.columns) == list(small.changes_between("2020-01-01", "2020-12-31").columns)


def test_what_cannot_be_asked_for_is_refused(small):
    with pytest.raises(dm.InvalidDateError, match="before the beginning"):
        small.changes_between("2020-03-05", "2020-03-04")
    with pytest.raises(dm.InvalidDateError, match="one day"):
        small.changes_between("2020-03", "2020-04-01")
    with pytest.raises(dm.UnknownDistrictError, match="dale"):
        small.changes_between("2020-03-01", "2020-04-01", districts=["dale"])
