"""What a dataset does not know: on a dataset read at a glance, and counted again on the whole."""

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.errors import UnknownDistrictError
from damascus_map.query.coverage import coverage_of


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def test_of_a_small_dataset(small):
    found = coverage_of(small.tables)
    assert len(found.intervals) == 5
    assert list(found.of_one_publisher["publishers"]) == [
        *(("The Gazette",), ("The Wire",), ("The Wire",)),
        *((), ("The Wire",)),
    ]
    assert list(found.claims.index) == ["hill-late", "mill-north", "mill-south"]
    assert found.undated == ()
    assert found.sources[["claims", "events", "events_alone"]].to_dict("index") == {
        "wire": {"claims": 3, "events": 3, "events_alone": 2},
        "gazette": {"claims": 1, "events": 2, "events_alone": 1},
    }
    assert found.all_events == 4


def test_the_months_of_a_small_dataset(small):
    # The package names no day on which it was made: the months end with the last thing said.
    found = coverage_of(small.tables, "hill")
    said = found.months[["claims", "events"]].to_numpy().tolist()
    #      Jan     Feb     Mar     Apr     May     June    July    Aug
    assert said == [[1, 0], [0, 0], [1, 1], [1, 0], [1, 0], [1, 0], [0, 0], [0, 1]]
    assert found.silent.astype({"first": str, "last": str}).to_dict("records") == [
        {"district_id": "hill", "first": "2020-02-01", "last": "2020-02-01", "months": 1},
        {"district_id": "hill", "first": "2020-07-01", "last": "2020-07-01", "months": 1},
    ]


def test_what_was_said_in_each_month_counted_one_by_one(tables):
    found = coverage_of(tables)
    assert found.months["month"].iloc[0] == pd.Timestamp("2011-03-01")
    assert found.months["month"].iloc[-1] == pd.Timestamp(2026, 11, 1)  # when it was made
    for row in found.months.iloc[::17].to_dict("records"):
        end = row["month"] + pd.offsets.MonthEnd()

        def inside(frame, first=row["month"], last=end):
            return frame[(frame["first"] <= last) & (frame["last"] >= first)]

        claims = tables.claims[tables.claims["district_id"] == row["district_id"]]
        here = [row["district_id"] in ids for ids in tables.events["district_ids"]]
        assert row["claims"] == len(inside(claims)), row
        assert row["events"] == len(inside(tables.events[here])), row


def test_the_runs_of_silence_are_the_silent_months(tables):
    found = coverage_of(tables)
    months = found.months
    silent = months[(months["claims"] == 0) & (months["events"] == 0)]
    assert found.silent["months"].sum() == len(silent)
    for _, runs in found.silent.groupby("district_id"):
        gaps = (
            runs["first"].iloc[1:].to_numpy()
            > (runs["last"] + pd.offsets.MonthBegin()).iloc[:-1].to_numpy()
        )
        assert gaps.all(), "two runs touch: they are one"


def test_a_district_is_a_part_of_the_whole(tables):
    whole = coverage_of(tables)
    parts = [coverage_of(tables, one) for one in tables.district_ids]
    for name in ("of_one_publisher", "differing", "claims", "disagreements", "silent"):
        assert sum(len(getattr(part, name)) for part in parts) == len(getattr(whole, name)), name
    assert {source for part in parts for source in part.undated} <= set(whole.undated)
    named = coverage_of(tables, "tadamon")
    assert set(named.intervals["district_id"]) == {"tadamon"}
    assert (named.sources["claims"] + named.sources["events"] > 0).all()


def test_every_event_counts_for_each_of_its_sources(tables):
    found = coverage_of(tables)
    lists = list(tables.events["source_ids"])
    assert found.sources["events"].sum() == sum(map(len, lists))
    assert found.sources["events_alone"].sum() == sum(len(ids) == 1 for ids in lists)
    assert found.sources["events"].is_monotonic_decreasing


def test_a_dataset_without_claims_and_events_is_silent(draft):
    for name in ("claims", "events"):
        head = draft.read(f"data/{name}.csv").decode().splitlines()[0]
        draft.write(f"data/{name}.csv", head + "\n")
    draft.write(
        "data/control.csv",
        "district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note\n"
        "hill,2020-01-01,,,,,,low,,\nmill,2020-01-01,,,,,,low,,\n",
    )
    found = coverage_of(dm.open_dataset(draft.path).tables)
    assert list(found.silent["months"]) == [1, 1]
    assert found.sources["events"].sum() == 0
    assert list(found.intervals["computed"]) == ["low", "low"]


def test_a_district_that_is_not_there_is_refused(tables):
    with pytest.raises(UnknownDistrictError, match="qabun"):
        coverage_of(tables, "qabun")
