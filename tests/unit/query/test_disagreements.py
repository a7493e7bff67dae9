"""Where sources differ, kind by kind, on tables made for it."""

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.query.disagreements import disagreements_around

UNKNOWN = [("2020-01-01", ("", "", ""))]
ABOUT = {"topic": "entry"}


def found(dataset):
    rows = dataset.disagreements("hill").itertuples()
    return [(row.kind, row.against, row.claim_ids) for row in rows]


def test_claims_that_agree_are_no_disagreement(small):
    assert small.disagreements().empty
    assert list(small.disagreements().columns) == [
        "district_id",
        "kind",
        "topic",
        "first",
        "last",
        "claim_ids",
        "against",
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        # the same happening, on days that exclude each other
        (("2020-01-31", "", ""), ("2020-02-06", "", ""), "date"),
        (("2020-01", "north", "part"), ("2020-02-06", "north", "part"), "date"),
        # days that do not: the month of one holds the day of the other
        (("2020-02", "north", "part"), ("2020-02-06", "north", "part"), None),
        (("2020", "north", "part"), ("2020-02", "north", "part"), None),
        # another party, or another extent, is another statement
        (("2020-01-31", "north", "part"), ("2020-02-06", "south", "part"), None),
        (("2020-01-31", "north", "part"), ("2020-02-06", "north", "present"), None),
        # the same party, two steps apart on the ladder
        (("2020-02-06", "north", "none"), ("2020-02-06", "north", "present"), "extent"),
        (("2020-02-06", "north", "part"), ("2020-02-06", "north", "most"), "extent"),
        (("2020-02-06", "north", "shared"), ("2020-02-06", "north", "most"), None),
    ],
)
def test_claims_of_one_topic(dataset_of, one, other, kind):
    more = ABOUT | {"situation": "fighting"}
    dataset = dataset_of([("a", *one, more), ("b", *other, more)], UNKNOWN)
    assert found(dataset) == ([] if kind is None else [(kind, "claims", ("a", "b"))])


def test_claims_without_a_topic_or_of_two_are_not_compared(dataset_of):
    dataset = dataset_of(
        [
            ("a", "2020-01-31", "north", "part"),
            ("b", "2020-02-06", "north", "most"),
            ("c", "2020-03-06", "north", "part", {"topic": "other"}),
            ("d", "2020-04-06", "north", "most", {"topic": "entry"}),
        ],
        UNKNOWN,
    )
    assert found(dataset) == []


def test_a_claim_that_denies_another(dataset_of):
    dataset = dataset_of(
        [
            ("stated", "2020-02-06", "", "", ABOUT | {"situation": "ceasefire"}),
            ("denied", "2020-02-07", "", "", ABOUT),
        ],
        UNKNOWN,
    )
    assert found(dataset) == [("denial", "claims", ("stated", "denied"))]


def test_two_denials_do_not_differ_on_the_same_day(dataset_of):
    denials = [(name, "2020-02-07", "", "", ABOUT) for name in ("a", "b")]
    assert found(dataset_of(denials, UNKNOWN)) == []


def test_a_topic_gives_one_disagreement_of_each_kind_with_all_its_claims(dataset_of):
    more = ABOUT | {"situation": "truce"}
    dataset = dataset_of(
        [
            ("february", "2020-02", "", "", more),
            ("june", "2020-06", "", "", more),
            ("july", "2020-07", "", "", more),
            ("never", "2020-02", "", "", ABOUT),
        ],
        UNKNOWN,
    )
    names = ("february", "june", "july", "never")
    assert found(dataset) == [("date", "claims", names), ("denial", "claims", names)]
    row = dataset.disagreements("hill").iloc[0]
    assert (row["first"], row["last"]) == (pd.Timestamp("2020-02-01"), pd.Timestamp("2020-07-31"))
    assert row["topic"] == "entry"


@pytest.mark.parametrize(
    ("party", "extent", "drawn", "kind"),
    [
        # another leads
        ("south", "most", ("most", "", ""), "party"),
        ("south", "whole", ("most", "part", ""), "party"),
        ("south", "whole", ("whole", "none", "none"), "party"),
        # the whole leaves no room for another
        ("north", "whole", ("most", "part", ""), "party"),
        ("north", "whole", ("", "present", ""), "party"),
        ("north", "whole", ("most", "none", ""), None),
        ("north", "whole", ("present", "", ""), None),
        # the same party, two steps apart
        ("south", "part", ("", "most", ""), "extent"),
        ("south", "none", ("most", "present", ""), "extent"),
        ("south", "present", ("whole", "none", "none"), "extent"),
        # a step, or none
        ("south", "shared", ("shared", "part", ""), None),
        ("south", "present", ("", "whole", ""), None),
        ("south", "part", ("most", "", ""), None),
        ("south", "most", ("", "", ""), None),
    ],
)
def test_a_claim_against_the_map(dataset_of, party, extent, drawn, kind):
    dataset = dataset_of([("a", "2020-02-06", party, extent)], [("2020-01-01", drawn)])
    assert found(dataset) == ([] if kind is None else [(kind, "control", ("a",))])


def test_a_claim_that_agrees_with_one_of_its_intervals_is_no_disagreement(dataset_of):
    intervals = [("2020-01-01", ("most", "none", "")), ("2020-06-01", ("none", "most", ""))]
    spans = dataset_of([("a", "2020", "south", "most")], intervals)
    assert found(spans) == []


@pytest.mark.parametrize(
    ("party", "on", "until", "differs"),
    [
        ("north", "2020-05-31", "", False),
        ("north", "2020-06-01", "", True),
        ("south", "2020-05-31", "", True),
        ("south", "2020-05-31", "2020-06-01", False),
        ("south", "2020-06-01", "", False),
        ("north", "2020-05-31", "2020-12-31", False),
    ],
)
def test_an_interval_ends_the_day_before_the_next(dataset_of, party, on, until, differs):
    dataset = dataset_of(
        [("a", on, party, "most", {"until": until}), ("all-year", "2020", "guests", "none")],
        [("2020-01-01", ("most", "none", "")), ("2020-06-01", ("none", "most", ""))],
    )
    assert found(dataset) == ([("party", "control", ("a",))] if differs else [])


def test_disagreements_stand_in_the_order_of_time(dataset_of):
    dataset = dataset_of(
        [
            ("later", "2020-05-06", "south", "whole"),
            ("sooner", "2020-02-06", "south", "whole"),
        ],
        [("2020-01-01", ("whole", "", ""))],
    )
    assert [names for *_, names in found(dataset)] == [("sooner",), ("later",)]
    assert dataset.disagreements("mill").empty
    assert len(dataset.disagreements()) == 2


def test_the_disagreements_around_a_time_touch_it(dataset_of):
    dataset = dataset_of(
        [("a", "2020-02-06", "south", "whole", {"until": "2020-02-10"})],
        [("2020-01-01", ("whole", "", ""))],
    )

    def around(first, end):
        return len(disagreements_around(dataset.tables, "hill", first, end))

    assert around("2020-02-10", "2020-02-11") == 1
    assert around("2020-02-11", "2020-03-01") == 0
    assert around("2020-01-01", "2020-02-06") == 0
    assert around("2020-01-01", "2020-02-07") == 1
    assert around("2020-01-01", None) == 1
    assert around("2020-02-11", pd.NaT) == 0
    assert disagreements_around(dataset.tables, "mill", "2020-01-01", None).empty


def test_a_district_that_does_not_exist_is_refused(small):
    with pytest.raises(dm.UnknownDistrictError, match="dale"):
        small.disagreements("dale")


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (("2020-03-01", "calm"), ("2020-03-01", "fighting"), True),
        (("2020-03-01", "calm;negotiation"), ("2020-03-01", "fighting"), True),
        (("2020-03-01", "calm"), ("2020-03-02", "fighting"), False),
        # a month of fighting may hold a calm day
        (("2020-03-01", "calm"), ("2020-03", "fighting"), False),
        # one source that tells of both contradicts nobody
        (("2020-03-01", "calm;fighting"), ("2020-03-01", "fighting"), False),
    ],
)
def test_calm_and_fighting_of_one_day_are_a_disagreement(dataset_of, one, other, differs):
    claims = [
        (name, on, "", "", {"situation": situation})
        for name, (on, situation) in (("one", one), ("other", other))
    ]
    expected = [("situation", "claims", ("one", "other"))] if differs else []
    assert found(dataset_of(claims, UNKNOWN)) == expected


def test_a_disagreement_without_a_topic_says_none(dataset_of):
    claims = [
        ("one", "2020-03-01", "", "", {"situation": "calm"}),
        ("other", "2020-03-01", "", "", {"situation": "fighting"}),
    ]
    assert dataset_of(claims, UNKNOWN).disagreements("hill").loc[0, "topic"] is None
