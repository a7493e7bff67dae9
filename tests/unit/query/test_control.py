"""Who held which district on a day: the days at the edges, and how long it lasted."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import damascus_map as dm
from damascus_map.data.schema import RESERVED_IDS
from damascus_map.model.extents import leading_party
from damascus_map.model.vocabulary import Extent
from damascus_map.query.control import SHARED, UNCLEAR, UNKNOWN, status_of

SINCE_2020 = ("early", "2020", "north", "present", {"until": "2021"})
PARTIES = st.fixed_dictionaries(
    {party: st.sampled_from([*Extent, None]) for party in ("a", "b", "c")}
)


@pytest.mark.parametrize(
    ("day", "status", "first", "end"),
    [
        ("2020-01-01", "north", "2020-01-01", "2020-03-05"),
        ("2020-03-04", "north", "2020-01-01", "2020-03-05"),
        ("2020-03-05", "south", "2020-03-05", "2020-04-01"),
        ("2020-03-31", "south", "2020-03-05", "2020-04-01"),
        ("2020-04-01", "south", "2020-04-01", None),
        ("2199-12-31", "south", "2020-04-01", None),
    ],
)
def test_an_interval_holds_from_its_first_day_to_the_day_before_its_end(
    small, day, status, first, end
):
    hill = small.control_on(day).loc["hill"]
    assert hill["status"] == status
    assert hill["first"] == pd.Timestamp(first)
    assert hill["end"] == pd.Timestamp(end) if end else pd.isna(hill["end"])


def test_a_boundary_known_to_the_month_is_its_first_day_and_says_so(small):
    before = small.control_on("2020-01-31").loc["mill"]
    assert (before["status"], before["until"], before["until_precision"]) == (
        "unknown",
        pd.Timestamp("2020-02-01"),
        "month",
    )
    after = small.control_on("2020-02-01").loc["mill"]
    assert (after["status"], after["since"], after["since_precision"]) == (
        "shared",
        pd.Timestamp("2020-02-01"),
        "month",
    )
    assert pd.isna(after["until"])
    assert after["until_precision"] is None


def test_extents_are_members_and_what_is_not_known_is_none(small):
    hill, mill = (small.control_on("2020-01-15").loc[name] for name in ("hill", "mill"))
    assert hill["north"] is Extent.WHOLE
    assert hill["south"] is Extent.NONE
    assert hill["guests"] is None
    assert [mill[party] for party in ("north", "south", "guests")] == [None, None, None]


def test_since_and_until_span_intervals_with_the_same_hold(small):
    for day in ("2020-03-05", "2020-04-01", "2020-12-31"):
        hill = small.control_on(day).loc["hill"]
        assert hill["since"] == pd.Timestamp("2020-03-05")
        assert pd.isna(hill["until"])
    assert small.control_on("2020-02-01").loc["hill", "until"] == pd.Timestamp("2020-03-05")


def test_a_hold_that_comes_back_is_another_run(dataset_of):
    north, south = ("most", "", ""), ("", "most", "")
    dataset = dataset_of(
        [SINCE_2020],
        [
            ("2020-01-01", north),
            ("2020-02-01", north, "truce"),
            ("2020-03-01", south),
            ("2020-04-01", north),
            ("2020-05-01", north, "siege"),
            ("2020-06-01", south),
        ],
    )
    runs = {
        "2020-01-01": ("2020-01-01", "2020-03-01"),
        "2020-02-29": ("2020-01-01", "2020-03-01"),
        "2020-03-01": ("2020-03-01", "2020-04-01"),
        "2020-04-30": ("2020-04-01", "2020-06-01"),
        "2020-05-01": ("2020-04-01", "2020-06-01"),
    }
    for day, run in runs.items():
        hill = dataset.control_on(day).loc["hill"]
        assert (hill["since"], hill["until"]) == tuple(map(pd.Timestamp, run))


def test_an_extent_that_grows_is_another_run(dataset_of):
    dataset = dataset_of(
        [SINCE_2020], [("2020-01-01", ("most", "", "")), ("2020-02-01", ("whole", "", ""))]
    )
    assert dataset.control_on("2020-02-02").loc["hill", "since"] == pd.Timestamp("2020-02-01")


def test_the_result_is_the_join_of_outlines_control_and_events(small):
    state = small.control_on("2020-03-05")
    assert isinstance(state, gpd.GeoDataFrame)
    assert state.crs == "EPSG:4326"
    assert (list(state.index), state.index.name) == (["hill", "mill"], "id")
    assert state.geometry.equals(small.tables.districts.geometry)
    assert state.loc["hill", "claim_ids"] == ("hill-late",)
    assert state.loc["mill", "situation"] == ("truce", "siege")
    assert list(state["name_en"]) == ["Hill", "Mill"]


@pytest.mark.parametrize(
    ("day", "window", "hill", "mill"),
    [
        ("2020-03-04", 1, (), ("spring",)),
        ("2020-03-05", 1, ("raid",), ("spring",)),
        ("2020-03-07", 1, ("raid",), ("spring",)),
        ("2020-03-08", 1, (), ("spring",)),
        ("2020-03-14", 7, (), ("spring",)),
        ("2020-03-13", 7, ("raid",), ("spring",)),
        ("2020-04-01", 1, (), ()),
        ("2020-08-01", 1, ("harvest",), ("harvest",)),
        ("2020-08-01", None, ("raid", "harvest"), ("spring", "harvest")),
    ],
)
def test_the_events_of_the_window(small, day, window, hill, mill):
    state = small.control_on(day, window=window)
    assert state.loc["hill", "event_ids"] == hill
    assert state.loc["mill", "event_ids"] == mill


def test_districts_are_given_in_the_order_of_the_dataset(small):
    assert list(small.control_on("2020-05-01", districts=["mill", "hill"]).index) == [
        "hill",
        "mill",
    ]
    assert list(small.control_on("2020-05-01", districts=["mill"]).index) == ["mill"]


def test_a_day_may_be_text_or_a_date(small):
    pd.testing.assert_frame_equal(
        pd.DataFrame(small.control_on("2020-03-05")),
        pd.DataFrame(small.control_on(date(2020, 3, 5))),
    )


@pytest.mark.parametrize("day", ["2019-12-31", "2020-03", "yesterday", ""])
def test_a_day_that_cannot_be_asked_for(small, day):
    with pytest.raises(dm.InvalidDateError):
        small.control_on(day)


def test_a_district_that_does_not_exist_is_refused_with_a_hint(small):
    with pytest.raises(dm.UnknownDistrictError, match=r"Did you mean hill\? Known: hill, mill"):
        small.control_on("2020-05-01", districts=["hil"])


def test_asking_changes_nothing(small, frames_of):
    before = frames_of(small)
    first = small.control_on("2020-03-05", window=None)
    first["status"] = "spoilt"
    first.loc["hill", "north"] = None
    claims = small.claims_on("hill", "2020-03-05")
    claims["extent"] = "spoilt"
    events = small.events_between(None, "2020-12-31", districts=["hill"], confidence="medium")
    events["type"] = "spoilt"
    small.changes_between("2020-01-01", "2020-12-31")
    small.disagreements()
    for name, frame in frames_of(small).items():
        pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(before[name]))
    assert small.control_on("2020-03-05").loc["hill", "status"] == "south"


def test_no_party_can_have_the_name_of_a_column(small):
    state = small.control_on("2020-03-05")
    columns = {*state.columns, *small.tables.control.columns, state.index.name}
    beside = {name for name in columns if name not in small.tables.party_ids}
    assert {name for name in beside if name.isidentifier()} <= RESERVED_IDS


@pytest.mark.parametrize(
    ("extents", "status"),
    [
        ({"a": Extent.WHOLE, "b": Extent.NONE}, "a"),
        ({"a": Extent.PART, "b": Extent.MOST}, "b"),
        ({"a": Extent.SHARED, "b": Extent.SHARED}, SHARED),
        ({"a": Extent.SHARED, "b": Extent.PRESENT}, SHARED),
        ({"a": Extent.PRESENT, "b": None}, UNCLEAR),
        ({"a": Extent.PART, "b": Extent.NONE}, UNCLEAR),
        ({"a": Extent.NONE, "b": None}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_status_follows_from_the_extents(extents, status):
    assert status_of(extents) == status


@given(PARTIES)
def test_the_status_is_the_leader_or_says_why_there_is_none(extents):
    leader = leading_party(extents)
    status = status_of(extents)
    assert status == leader if leader else status in {SHARED, UNCLEAR, UNKNOWN}
    assert (status == UNKNOWN) == all(one in (None, Extent.NONE) for one in extents.values())


def test_who_is_there_without_a_lead_is_a_hold_of_its_own(dataset_of):
    dataset = dataset_of(
        [("only", "2020", "", "", {"situation": "fighting"})],
        [
            ("2020-01-01", ("present", "", ""), "fighting"),
            ("2020-02-01", ("present", "present", ""), "fighting"),
            ("2020-03-01", ("part", "present", ""), "fighting"),
        ],
    )
    hill = dataset.control_on("2020-03-10").loc["hill"]
    assert hill["status"] == "unclear"
    assert hill["since"] == pd.Timestamp("2020-02-01")
