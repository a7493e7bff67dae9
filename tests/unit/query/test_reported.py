"""Who held what as it could be known on a day, from what had been published by then."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import damascus_map as dm
from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.vocabulary import Extent
from damascus_map.query.reported import NOT_REPORTED, as_reported_by

DATASET = dm.open_dataset()
TABLES = DATASET.tables
FAR = date(2199, 12, 31)
SHOWN = [*TABLES.party_ids, "status", "situation", "confidence", "claim_ids", "event_ids", "since"]
DAYS = st.dates(date(2011, 3, 15), date(2026, 11, 22))


def published(days):
    """Return the tables with these dates of publication, in the order of the sources."""
    sources = TABLES.sources.assign(published=[str(day or "") for day in days])
    # What is worked out for one dataset serves for all of its hash: another one needs its own.
    package = replace(TABLES.package, content_hash=str(hash(tuple(days))), created=None)
    return replace(TABLES, sources=sources, package=package)


def some_days(chance):
    return [date(2011, 3, 15) + timedelta(chance.randrange(5700)) for _ in TABLES.sources.index]


def seen(on, by, district):
    row = DATASET.as_reported_by(on, by).loc[district]
    extents = {party: str(row[party]) for party in TABLES.party_ids if row[party]}
    return row["status"], extents, row["situation"]


@pytest.mark.parametrize(
    ("on", "by", "district", "status", "extents", "situation"),
    [
        # AFP of 7 May tells of talks, and of a ceasefire that began
        *(
            ("2017-05-07", "2017-05-08", one, status, extents, ("calm", "ceasefire", "negotiation"))
            for one, status, extents in [
                (
                    "qaboun",
                    "opposition",
                    {"government": "part", "opposition": "most", "jihadist": "present"},
                ),
                (
                    "barze",
                    "unclear",
                    {"government": "present", "opposition": "present", "jihadist": "present"},
                ),
            ]
        ),
        # that the army was in Qaboun too on the 7th was published on the 8th
        (
            *("2017-05-07", "2017-05-07", "qaboun", "opposition"),
            {"opposition": "most", "jihadist": "present"},
            ("calm", "ceasefire", "negotiation"),
        ),
        # that an evacuation of Barzé had begun says nothing of who was there; nobody was said gone
        (
            *("2017-05-15", "2017-05-08", "barze", "unclear"),
            {"government": "present", "opposition": "present", "jihadist": "present"},
            ("evacuation",),
        ),
        # in Jobar one source said at once that rebels were there; how far, one without a date
        (
            *("2013-02-10", "2013-02-10", "jobar", "unclear"),
            {"opposition": "present"},
            ("fighting",),
        ),
        # Xinhua took the army at its word; a day later others left a rest to the rebels
        ("2017-05-13", "2017-05-13", "qaboun", "government", {"government": "whole"}, ()),
        (
            *("2017-05-13", "2017-05-14", "qaboun", "government"),
            {"government": "most", "opposition": "part"},
            (),
        ),
        # no statement on Techrine before July 2014, none published before its time
        ("2014-07-01", "2014-06-30", "techrine", NOT_REPORTED, {}, ()),
        ("2011-05-01", "2011-07-14", "barze", NOT_REPORTED, {}, ()),
        ("2011-05-01", "2011-07-15", "barze", "unclear", {"government": "present"}, ()),
    ],
)
def test_what_was_known(on, by, district, status, extents, situation):
    assert seen(on, by, district) == (status, extents, situation)


def test_a_day_before_the_dispatch_nothing_of_it_is_known():
    _, extents, situation = seen("2017-05-07", "2017-05-06", "barze")
    assert "jihadist" not in extents
    assert "ceasefire" not in situation


def test_on_8_may_2017_the_talks_are_known_and_the_evacuation_of_the_12th_is_not():
    by = date(2017, 5, 8)
    state = as_reported_by(TABLES, "2017-05-13", by, window=7)
    talks = TABLES.events.index[
        (TABLES.events["type"] == "negotiation") & (TABLES.events["date"] == "2017-05-07")
    ]
    evacuated = TABLES.events.index[
        (TABLES.events["type"] == "evacuation") & (TABLES.events["date"] == "2017-05-12")
    ]
    assert len(talks) > 0
    assert len(evacuated) > 0
    told = {event for ids in state["event_ids"] for event in ids}
    assert set(talks) <= told
    assert not set(evacuated) & told
    later = as_reported_by(TABLES, "2017-05-13", "2017-05-12", window=7)
    assert set(evacuated) <= {event for ids in later["event_ids"] for event in ids}


def test_the_last_report_stands_for_a_day_of_which_nothing_is_known_yet():
    qaboun = DATASET.as_reported_by("2017-05-09", "2017-05-08").loc["qaboun"]
    assert qaboun["is_carried_on"]
    assert qaboun["confidence"] == "low"
    assert qaboun["first"] == pd.Timestamp("2017-05-07")
    assert qaboun["last_report"] == pd.Timestamp("2017-05-08")
    assert qaboun["later_claim_ids"]
    same_day = DATASET.as_reported_by("2017-05-07", "2017-05-08").loc["qaboun"]
    assert not same_day["is_carried_on"]
    assert same_day["confidence"] == "high"
    to_come = DATASET.as_reported_by("2017-05-20", "2017-05-07").loc["jobar"]
    assert to_come["is_carried_on"]


def test_claims_without_a_date_are_left_out_and_named_until_the_dataset_was_made():
    before = DATASET.as_reported_by("2025-01-01", "2026-11-21").loc["jobar"]
    assert before["status"] == "government"
    assert before["is_carried_on"]
    assert len(before["undated_claim_ids"]) == 2
    after = DATASET.as_reported_by("2025-01-01", "2026-11-22").loc["jobar"]
    assert after["status"] == "transitional"
    assert after["undated_claim_ids"] == ()


def test_a_later_note_of_the_editors_is_not_told_before_all_is_known(small):
    early = small.as_reported_by("2020-02-15", "2020-03-05").loc["mill"]
    assert (early["status"], early["claim_ids"]) == ("shared", ("mill-north", "mill-south"))
    before = small.as_reported_by("2020-02-15", "2020-03-04").loc["mill"]
    assert before["status"] == NOT_REPORTED
    hill = small.as_reported_by("2020-05-01", "2020-03-05").loc["hill"]
    assert hill["is_carried_on"]


def test_an_empty_interval_is_known_from_the_first_report_on_the_district(small):
    before = small.as_reported_by("2020-01-15", "2020-03-04").loc["mill"]
    after = small.as_reported_by("2020-01-15", "2020-03-05").loc["mill"]
    assert (before["status"], after["status"]) == (NOT_REPORTED, "unknown")
    assert after["note"] == "Nothing is known."


def test_an_inferred_extent_waits_for_all_that_it_is_inferred_from(draft):
    claims = """\
id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,summary_fr,\
summary_ar,verified,note,topic
one,hill,2020-01,,north,present,,a,wire,S.,,,yes,,
two,hill,2020-01,,north,most,,a,gazette,S.,,,yes,,
"""
    control = """\
district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note
hill,2020-01-01,,most,part,none,calm,high,one;two,
mill,2020-01-01,,,,,,low,,
"""
    draft.write("data/claims.csv", claims)
    draft.write("data/control.csv", control)
    dataset = dm.open_dataset(draft.path)
    partly = dataset.as_reported_by("2020-02-01", "2020-06-29").loc["hill"]
    assert (partly["north"], partly["south"], partly["guests"]) == (Extent.PRESENT, None, None)
    assert (partly["situation"], partly["confidence"]) == ((), "low")
    whole = dataset.as_reported_by("2020-02-01", "2020-06-30").loc["hill"]
    assert (whole["north"], whole["south"], whole["guests"]) == ("most", "part", "none")
    assert (whole["situation"], whole["confidence"]) == (("calm",), "high")


@given(chance=st.randoms(use_true_random=False), on=DAYS, window=st.sampled_from([1, 30, None]))
@settings(max_examples=10)
def test_once_all_is_published_it_is_what_the_map_shows(chance, on, window):
    dated = published(some_days(chance))
    known = as_reported_by(dated, on, FAR, window=window)
    control = dm.Dataset(dated).control_on(on, window=window)
    pd.testing.assert_frame_equal(
        pd.DataFrame(known[control.columns]).drop(columns="geometry"),
        pd.DataFrame(control).drop(columns="geometry"),
    )
    assert not known["is_carried_on"].any()
    assert not known["later_claim_ids"].any()


@given(on=DAYS, by=DAYS, chance=st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_nothing_shown_depends_on_what_was_published_later(on, by, chance):
    days = some_days(chance)
    later = [None, *(by + timedelta(days=1 + chance.randrange(3000)) for _ in range(9))]
    others = [day if day <= by else chance.choice(later) for day in days]
    one, other = (as_reported_by(published(each), on, by) for each in (days, others))
    pd.testing.assert_frame_equal(pd.DataFrame(one[SHOWN]), pd.DataFrame(other[SHOWN]))
    for ids in one["claim_ids"]:
        sources = TABLES.claims.loc[list(ids), "source_id"]
        day_of = dict(zip(TABLES.sources.index, days, strict=True))
        assert all(day_of[source] <= by for source in sources)


def test_wrong_questions_are_refused(small):
    with pytest.raises(InvalidDateError, match="before the first day"):
        small.as_reported_by("2019-12-31", "2020-01-01")
    with pytest.raises(InvalidDateError, match="2020-13"):
        small.as_reported_by("2020-01-01", "2020-13")
    with pytest.raises(UnknownDistrictError, match="hil"):
        small.as_reported_by("2020-01-01", "2020-01-01", districts=["hil"])


def test_no_frame_is_changed(small, frames_of):
    before = frames_of(small)
    small.as_reported_by("2020-05-01", "2020-04-01")
    small.lags()
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(small.tables, name), frame)
