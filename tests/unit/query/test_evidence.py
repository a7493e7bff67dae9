"""What a district's status rests on."""

import pytest

import damascus_map as dm


def test_the_claims_cited_come_with_their_sources(small):
    claims = small.claims_on("hill", "2020-03-05")
    assert list(claims.index) == ["hill-late"]
    claim = claims.iloc[0]
    assert (claim["publisher"], claim["published"]) == ("The Wire", "2020-03-05")
    assert claim["url"] == "https://example.org/2"
    assert claim["attributed_to"] == "the mayor"


@pytest.mark.parametrize(
    ("day", "away"),
    [("2020-01-01", 0), ("2020-01-31", 0), ("2020-02-01", 1), ("2020-03-04", 33)],
)
def test_how_far_a_claim_is_from_the_day(small, day, away):
    assert list(small.claims_on("hill", day)["days_away"]) == [away]


def test_claims_that_speak_of_the_day_come_first(dataset_of):
    dataset = dataset_of(
        [
            ("after", "2020-06-10", "north", "part"),
            ("before", "2020-05-20", "north", "part"),
            ("on-the-day", "2020-06-01", "north", "part"),
        ],
        [("2020-01-01", ("part", "", ""))],
    )
    claims = dataset.claims_on("hill", "2020-06-01")
    assert list(claims.index) == ["on-the-day", "after", "before"]
    assert list(claims["days_away"]) == [0, 9, 12]


def test_of_these_a_claim_on_the_extent_comes_before_one_on_the_situation(dataset_of):
    dataset = dataset_of(
        [
            ("calm", "2020", "", "", {"situation": "calm"}),
            ("extent", "2020-06-01", "north", "part"),
        ],
        [("2020-01-01", ("part", "", ""))],
    )
    assert list(dataset.claims_on("hill", "2020-06-01").index) == ["extent", "calm"]


def test_where_nothing_is_known_nothing_is_cited(small):
    assert small.claims_on("mill", "2020-01-15").empty


def test_what_cannot_be_asked_for_is_refused(small):
    with pytest.raises(dm.UnknownDistrictError, match="dale"):
        small.claims_on("dale", "2020-03-05")
    with pytest.raises(dm.InvalidDateError, match="before the first day"):
        small.claims_on("hill", "2019-12-31")
