"""Sequences of control intervals: gapless ones, and ones with a fault put into them."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from damascus_map.data.control_rules import check_claims_cited, check_extents, check_sequence
from damascus_map.data.files import LINE
from damascus_map.data.tables import with_interval, with_span
from damascus_map.model.vocabulary import Extent

FIRST_DAY = date(2011, 3, 15)
PARTIES = ("north", "south", "guests")
LENGTHS = st.lists(st.integers(1, 500), min_size=2, max_size=8)


def intervals(boundaries, district="hill"):
    """Return control rows that begin on each boundary and end on the next; the last is open."""
    ends = [*(day.isoformat() for day in boundaries[1:]), ""]
    return [
        {"district_id": district, "valid_from": begin.isoformat(), "valid_to": end}
        for begin, end in zip(boundaries, ends, strict=True)
    ]


def boundaries_of(lengths, first_day=FIRST_DAY):
    days = [first_day]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length))
    return days


def findings_for(rows, districts=("hill",)):
    frame = pd.DataFrame(rows).assign(**{LINE: range(2, len(rows) + 2)})
    return check_sequence(with_interval(frame), districts, FIRST_DAY)


def found(findings):
    return [(one.rule, one.row) for one in findings]


@given(LENGTHS)
def test_intervals_that_follow_one_another_have_no_fault(lengths):
    assert findings_for(intervals(boundaries_of(lengths))) == []


@given(lengths=LENGTHS, data=st.data())
def test_the_order_of_the_rows_does_not_matter(lengths, data):
    rows = data.draw(st.permutations(intervals(boundaries_of(lengths))))
    assert findings_for(rows) == []


@given(lengths=st.lists(st.integers(1, 500), min_size=2, max_size=8), data=st.data())
def test_an_interval_left_out_is_found(lengths, data):
    rows = intervals(boundaries_of(lengths))
    place = data.draw(st.integers(0, len(rows) - 1))
    left = rows[:place] + rows[place + 1 :]
    if place == 0:
        expected = [("first-day", 2)]
    elif place == len(rows) - 1:
        expected = [("not-open", len(left) + 1)]
    else:
        expected = [("gap", place + 2)]
    assert found(findings_for(left)) == expected


@given(lengths=st.lists(st.integers(2, 500), min_size=2, max_size=8), data=st.data())
def test_a_boundary_that_is_moved_is_a_gap_or_an_overlap(lengths, data):
    rows = intervals(boundaries_of(lengths))
    place = data.draw(st.integers(1, len(rows) - 1))
    longest = lengths[place] - 1 if place < len(lengths) else 400
    days = data.draw(st.integers(1 - lengths[place - 1], longest))
    assume(days != 0)
    begin = date.fromisoformat(rows[place]["valid_from"]) + timedelta(days=days)
    rows[place]["valid_from"] = begin.isoformat()
    (only,) = findings_for(rows)
    assert (only.rule, only.row) == ("gap" if days > 0 else "overlap", place + 2)
    assert only.value == begin.isoformat()


@given(lengths=LENGTHS, days=st.integers(-300, 300).filter(bool))
def test_a_sequence_that_begins_on_another_day_is_found(lengths, days):
    first_day = FIRST_DAY + timedelta(days=days)
    findings = findings_for(intervals(boundaries_of(lengths, first_day)))
    assert found(findings) == [("first-day", 2)]


@given(lengths=LENGTHS, data=st.data())
def test_an_end_taken_away_is_found(lengths, data):
    rows = intervals(boundaries_of(lengths))
    place = data.draw(st.integers(0, len(rows) - 2))
    rows[place]["valid_to"] = ""
    assert found(findings_for(rows)) == [("open-too-early", place + 2)]


@given(LENGTHS)
def test_an_interval_that_ends_before_it_begins_is_found(lengths):
    rows = intervals(boundaries_of(lengths))
    rows[0]["valid_to"] = rows[0]["valid_from"]
    assert ("reversed-dates", 2) in found(findings_for(rows))


def test_a_month_counts_from_its_first_day():
    rows = intervals([FIRST_DAY, date(2014, 2, 1)])
    rows[0]["valid_to"] = "2014-02"
    rows[1]["valid_from"] = "2014-02"
    assert findings_for(rows) == []
    rows[1]["valid_from"] = "2014-02-02"
    assert found(findings_for(rows)) == [("gap", 3)]


def test_each_district_is_judged_by_itself():
    rows = [*intervals([FIRST_DAY], "hill"), *intervals([FIRST_DAY, date(2012, 1, 1)], "mill")]
    assert findings_for(rows, ("hill", "mill")) == []
    findings = findings_for(rows, ("hill", "mill", "dale"))
    assert [(one.rule, one.value) for one in findings] == [("no-interval", "dale")]


def extent_rules(**extents):
    row = dict.fromkeys(PARTIES) | extents
    frame = pd.DataFrame([row], dtype=object).assign(**{LINE: 2})
    return [(one.rule, one.value) for one in check_extents(frame, PARTIES)]


@given(st.fixed_dictionaries({party: st.sampled_from([*Extent, None]) for party in PARTIES}))
def test_extents_that_exclude_each_other(extents):
    there = [party for party in PARTIES if extents[party] not in (None, Extent.NONE)]
    wholes = [party for party in there if extents[party] is Extent.WHOLE]
    mosts = [party for party in there if extents[party] is Extent.MOST]
    shares = [party for party in there if extents[party] is Extent.SHARED]
    expected = []
    if wholes and len(there) > 1:
        others = [party for party in there if party != wholes[0]]
        expected.append(("whole-not-alone", ", ".join(others)))
    if len(mosts) > 1:
        expected.append(("two-most", ", ".join(mosts)))
    if shares and len(there) == 1:
        expected.append(("shared-alone", there[0]))
    assert extent_rules(**extents) == expected


def cited(interval, *claims):
    control = pd.DataFrame(
        [
            {
                "district_id": "hill",
                "valid_from": interval[0],
                "valid_to": interval[1],
                "claim_ids": tuple(claim["id"] for claim in claims),
                "situation": (),
                "north": "most",
                LINE: 2,
            }
        ]
    )
    columns = ["id", "district_id", "on", "until"]
    evidence = with_span(pd.DataFrame(list(claims), columns=columns, dtype=object), "on", "until")
    return found(check_claims_cited(with_interval(control), evidence, ("north",)))


def claim(on, until="", district="hill"):
    return {"id": "c", "district_id": district, "on": on, "until": until}


def test_an_interval_needs_a_claim_that_speaks_of_a_time_inside_it():
    may = ("2014-05-01", "2014-06-01")
    none = [("no-claim", 2)]
    assert cited(may) == none
    assert cited(may, claim("2014-04-30")) == none
    assert cited(may, claim("2014-05-01")) == []
    assert cited(may, claim("2014-05-31")) == []
    assert cited(may, claim("2014-06-01")) == none
    assert cited(may, claim("2014")) == []
    assert cited(may, claim("2013", "2015")) == []
    assert cited(may, claim("2014-04", "2014-05")) == []
    assert cited(("2014-05-01", ""), claim("2030")) == []


def test_a_claim_of_another_district_is_no_evidence():
    findings = cited(("2014-05-01", ""), claim("2014-05-02", district="mill"))
    assert findings == [("claim-of-other-district", 2), ("no-claim", 2)]
