"""Computed confidence: the rule by itself, and on intervals written by hand."""

import itertools

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.confidence import (
    RULE,
    Condition,
    are_independent,
    level_of,
    supports_of,
    voices,
)
from damascus_map.query.ledger import ledger_of, narrowed

SOURCES = """\
id,publisher,title,published,language,url,licence,kind,note
gazette,The Gazette,Yearbook,2020-06,en,,,newspaper,
wire,The Wire,Dispatch,2020-03-05,en,,,agency,
wire-2,The Wire,Another dispatch,2020-03-06,en,,,agency,
wiki,Wiki,An article,,en,,,encyclopedia,
blog,The Blog,A post,,en,,,blog,
"""
CLAIMS = """\
id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,summary_fr,\
summary_ar,verified,note,topic
{claims}
"""
CONTROL = """\
district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note
hill,2020-01-01,2020-02-01,,,,,low,,
hill,2020-02-01,2020-03-01,{extents},,low,{cited},
hill,2020-03-01,,,,,,low,,
mill,2020-01-01,,,,,,low,,
"""
MOST = "most,part,"


def claim(name, source, who, party="north", extent="most", *, on="2020-02-10", **more):
    """Return a row: what is not said is read, of one day, without situation and topic."""
    until, situation, verified, topic = (
        more.get(key, default)
        for key, default in (("until", ""), ("situation", ""), ("verified", "yes"), ("topic", ""))
    )
    return (
        f"{name},hill,{on},{until},{party},{extent},{situation},{who},{source},A claim.,,,"
        f"{verified},,{topic}"
    )


@pytest.fixture
def support_of_february(draft):
    """A function that returns the support of an interval of February that cites some claims."""

    def made(*claims, extents=MOST, uncited=()):
        draft.write("data/sources.csv", SOURCES)
        draft.write("data/claims.csv", CLAIMS.format(claims="\n".join([*claims, *uncited])))
        cited = ";".join(one.partition(",")[0] for one in claims)
        draft.write("data/control.csv", CONTROL.format(extents=extents, cited=cited))
        tables = dm.open_dataset(draft.path).tables
        return supports_of(ledger_of(tables, "hill"), tables)[pd.Timestamp("2020-02-01")]

    return made


def test_the_rule_is_met_by_what_it_asks_for_and_by_nothing_less():
    d, a, s, w = (Condition.DRAWN, Condition.AGREED, Condition.SEVERAL, Condition.WEIGHTY)
    for number in range(5):
        for met in map(frozenset, itertools.combinations(Condition, number)):
            expected = Confidence.LOW
            if d in met and (s in met or w in met):
                expected = Confidence.MEDIUM
            if {d, a, w} <= met:
                expected = Confidence.HIGH
            assert level_of(met, is_disputed=False) is expected, met
            lowered = list(Confidence)[max(expected.rank - 1, 0)]
            assert level_of(met, is_disputed=True) is lowered, met
    assert list(RULE) == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]


@pytest.mark.parametrize(
    ("claims", "level"),
    [
        # two that have nothing in common measure it alike, and one is of weight
        ([claim("a", "wire", "the mayor"), claim("b", "gazette", "residents")], "high"),
        ([claim("a", "wire", "the mayor"), claim("b", "blog", "a blogger")], "high"),
        # the words of one man in two papers are one voice, however he is described
        ([claim("a", "wire", "the mayor"), claim("b", "gazette", "the mayor")], "medium"),
        (
            [claim("a", "wire", "The Mayor"), claim("b", "gazette", "the mayor (by phone)")],
            "medium",
        ),
        ([claim("a", "wire", "SOHR"), claim("b", "gazette", "SOHR and rebels")], "medium"),
        # two documents of a publisher are one publisher
        ([claim("a", "wire", "the mayor"), claim("b", "wire-2", "residents")], "medium"),
        ([claim("a", "wiki", "one editor"), claim("b", "wiki", "another")], "low"),
        # two without weight are several, but no more
        ([claim("a", "wiki", "editors"), claim("b", "blog", "a blogger")], "medium"),
        # one of weight, read or not
        ([claim("a", "wire", "the mayor")], "medium"),
        ([claim("a", "wire", "the mayor", verified="partial")], "low"),
        ([claim("a", "blog", "a blogger")], "low"),
        # that somebody is there is no measure
        (
            [
                claim("a", "wire", "the mayor", extent="present"),
                claim("b", "gazette", "residents", extent="present"),
            ],
            "medium",
        ),
        (
            [
                claim("a", "wire", "the mayor"),
                claim("b", "gazette", "residents", party="south", extent="part"),
            ],
            "medium",
        ),
        # what fits is near on the ladder
        (
            [
                claim("a", "wire", "the mayor", extent="whole"),
                claim("b", "gazette", "residents", extent="most"),
            ],
            "medium",  # but a whole leaves no room for the south: a disagreement with the map
        ),
        # what was said of another time says nothing of this one
        (
            [
                claim("a", "wire", "the mayor"),
                claim("b", "gazette", "residents", on="2020-01-10"),
            ],
            "medium",
        ),
    ],
)
def test_an_interval_is_as_sure_as_its_claims(support_of_february, claims, level):
    assert support_of_february(*claims).level == level


def test_of_an_interval_of_which_nothing_is_known_nothing_is_sure(support_of_february):
    claims = [claim("a", "wire", "the mayor"), claim("b", "gazette", "residents")]
    support = support_of_february(*claims, extents=",,")
    assert support.level == Confidence.LOW
    assert Condition.DRAWN not in support.met


def test_a_claim_that_nobody_cites_supports_nothing(support_of_february):
    other = claim("b", "gazette", "residents")
    support = support_of_february(claim("a", "wire", "the mayor"), uncited=[other])
    assert support.level == Confidence.MEDIUM
    assert support.publishers == ("The Wire",)


def test_a_claim_against_the_map_lowers_it_cited_or_not(support_of_february):
    claims = [claim("a", "wire", "the mayor"), claim("b", "gazette", "residents")]
    against = claim("c", "blog", "a blogger", party="south", extent="whole")
    assert support_of_february(*claims).level == Confidence.HIGH
    assert support_of_february(*claims, uncited=[against]).level == Confidence.MEDIUM


@pytest.mark.parametrize(
    ("days", "is_lowered"),
    [
        (("2020-01-15", "2020-03-15"), True),  # all of February is in dispute
        (("2020-02-01", "2020-02-29"), True),
        (("2020-02-02", "2020-02-29"), False),  # the first day is not
        (("2020-01-15", "2020-02-10"), False),  # an edge is in dispute, not the time behind it
    ],
)
def test_a_disputed_date_lowers_what_lies_wholly_in_dispute(support_of_february, days, is_lowered):
    claims = [claim("a", "wire", "the mayor"), claim("b", "gazette", "residents")]
    dated = [
        claim(f"d{n}", "blog", "a blogger", "", "", on=day, situation="truce", topic="truce")
        for n, day in enumerate(days)
    ]
    support = support_of_february(*claims, uncited=dated)
    assert support.is_lowered == is_lowered
    assert support.level == (Confidence.MEDIUM if is_lowered else Confidence.HIGH)


def test_the_filter_of_a_ledger_changes_no_confidence(draft):
    tables = dm.open_dataset().tables
    whole = ledger_of(tables, "qaboun")
    part = narrowed(whole, kind="blog")
    assert len(part.entries) < len(whole.entries)
    assert supports_of(part, tables) == supports_of(whole, tables)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SOHR", "SOHR, its director", True),
        ("Reuters and AFP", "AFP", True),
        ("Wikipedia editors", "Wikipedia editors (a later revision)", True),
        ("Anders and sons", "Andersand", False),
        ("SOHR", "Syrian army", False),
    ],
)
def test_voices_are_told_apart(one, other, same):
    assert voices(one).isdisjoint(voices(other)) != same
    rows = [{"publisher": str(n), "attributed_to": who} for n, who in enumerate((one, other))]
    assert are_independent(*rows) != same
