"""How long after it happened something was first reported, by cases written by hand."""

import pytest

import damascus_map as dm
from damascus_map.errors import UnknownChoiceError
from damascus_map.query.first_reports import changes_of_time, reported_changes, reported_events
from damascus_map.query.series import LeftOut

WHOLE = ("2011-03-15", "2026-11-23")
SOURCES = "id,publisher,title,published,language,url,licence,kind,note"


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def counts(series):
    return {reason: len(ids) for reason, ids in series.left_out.items() if ids}


def test_changes_by_hand(tables):
    lags = reported_changes(tables, *WHOLE).rows
    # AFP announced on the 7th what began on the 8th; Reuters told of the ultimatum on the 14th.
    assert lags.at["barze-2017-05-08", "lag_days"] == -1
    assert lags.at["qaboun-2017-05-08", "lag_days"] == 6
    assert lags.at["qaboun-2017-05-08", "source_id"] == "reuters-2017-05-14"
    assert not lags.at["qaboun-2017-05-08", "may_be_earlier"]
    # Wikipedia tells of the assault too, and has no date.
    assert lags.at["qaboun-2017-02-26", "lag_days"] == 62
    assert lags.at["qaboun-2017-02-26", "may_be_earlier"]


def test_a_claim_of_an_earlier_interval_reports_no_change(tables):
    # The truce of 2014 is cited in 2016 too: the change of that year has its own.
    lags = reported_changes(tables, *WHOLE).rows
    assert lags.at["qaboun-2016-02-27", "source_id"] == "zaman-al-wasl-2016-02-27"


def test_each_one_is_told_or_left_out_once(tables):
    for series, everything in (
        (reported_changes(tables, *WHOLE), changes_of_time(tables, *WHOLE).index),
        (reported_events(tables, *WHOLE), tables.events.index),
    ):
        named = [one for ids in series.left_out.values() for one in ids]
        assert sorted([*series.rows.index, *named]) == sorted(everything)
        assert (series.rows["lag_days"] >= -1).all()
        assert (series.rows["precision"] == "day").all()


def test_events_have_the_lags_of_the_dataset(tables):
    lags = dm.open_dataset().lags()
    exact = lags[(lags["kind"] == "event") & lags["is_exact"]]
    told = reported_events(tables, *WHOLE).rows
    assert told["lag_days"].to_dict() == exact["lag_days"].to_dict()


def test_both_ends_of_a_time_count(tables):
    for day in ("2017-05-07", "2017-05-08"):
        found = changes_of_time(tables, day, day)
        assert (found["first"].astype(str) == day).all()
        assert len(found)


def test_why_something_is_left_out(draft):
    dates = {"gazette": "2020-06", "wire": "2020-03-05"}
    rows = [f"{name},P,T,{text},en,,,agency," for name, text in dates.items()]
    draft.write("data/sources.csv", "\n".join([SOURCES, *rows]))
    tables = dm.open_dataset(draft.path).tables
    assert counts(reported_events(tables, "2020-01-01", "2020-12-31")) == {
        LeftOut.VAGUE: 1,
        LeftOut.LOOSELY_REPORTED: 1,
    }


def test_what_began_before_a_time_is_left_out(tables):
    found = reported_events(tables, "2017-05-02", "2017-05-31")
    begun = tables.events.loc[list(found.left_out[LeftOut.EARLIER]), "date"]
    assert sorted(begun) == ["2017-04", "2017-04-28"]


def test_filters(tables):
    chosen = reported_changes(tables, *WHOLE, districts=["jobar"], confidence="high").rows
    assert set(chosen["district_id"]) == {"jobar"}
    assert set(chosen["confidence"]) == {"high"}
    shelling = reported_events(tables, *WHOLE, types=["shelling"]).rows
    assert set(shelling["type"]) == {"shelling"}
    with pytest.raises(UnknownChoiceError):
        reported_changes(tables, *WHOLE, confidence="sure")


def test_a_time_without_anything(tables):
    series = reported_changes(tables, "2011-03-15", "2011-03-16")
    assert series.rows.empty
    assert counts(series) == {}
