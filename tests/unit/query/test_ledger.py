"""The ledger of a district: which claims stand for, against and beside each interval."""

import pytest

import damascus_map as dm
from damascus_map.errors import UnknownDistrictError
from damascus_map.query.ledger import ledger_of, narrowed

CONTROL = """\
district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note
hill,2020-01-01,2020-03-05,whole,none,,,high,early,
hill,2020-03-05,2020-05-01,part,most,,fighting,medium,late;early,
hill,2020-05-01,,part,most,,,low,late,Carried on.
mill,2020-01-01,,,,,,low,,
"""
CLAIMS = """\
id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,summary_fr,\
summary_ar,verified,note,topic
late,hill,2020-03-05,2020-06,south,most,fighting,the mayor,wire,South.,,,no,,
early,hill,2020-01,,north,whole,,residents,gazette,North.,,,yes,,
against,hill,2020-04-02,,north,whole,,the mayor,wire,North again.,,,no,,
beside,hill,2020-03-20,,north,present,,residents,gazette,North is there.,,,no,,
before,hill,2019-12,,north,present,,residents,gazette,Long before.,,,no,,
mill-talk,mill,2020-02,,,,truce,the mayor,wire,A truce.,,,no,,
"""


@pytest.fixture
def tables(draft):
    """The hill with a claim that contradicts, one that nobody cites, and one from before."""
    draft.write("data/claims.csv", CLAIMS)
    draft.write("data/control.csv", CONTROL)
    return dm.open_dataset(draft.path).tables


def standings(ledger):
    return [(entry.cited, entry.against, entry.beside) for entry in ledger.entries]


def test_each_claim_stands_where_it_speaks(tables):
    ledger = ledger_of(tables, "hill")
    assert standings(ledger) == [
        (("early",), (), ()),
        (("early", "late"), ("against",), ("beside",)),
        (("late",), (), ()),
    ]
    assert ledger.outside == ("before",)


def test_claims_come_earliest_first_with_what_is_known_of_them(tables):
    claims = ledger_of(tables, "hill").claims
    assert list(claims.index) == ["before", "early", "late", "beside", "against"]
    assert list(claims.index[claims["is_cited"]]) == ["early", "late"]
    assert list(claims.index[claims["is_disputed"]]) == ["against"]
    assert claims.at["late", "publisher"] == "The Wire"
    assert claims.at["late", "kind"] == "agency"


def test_a_claim_that_is_cited_and_contradicts_stands_against(draft):
    draft.write("data/claims.csv", CLAIMS)
    draft.write("data/control.csv", CONTROL.replace("late;early", "late;against"))
    ledger = ledger_of(dm.open_dataset(draft.path).tables, "hill")
    assert standings(ledger)[1] == (("late",), ("against",), ("beside",))


def test_an_interval_names_the_disagreements_of_its_time(tables):
    ledger = ledger_of(tables, "hill")
    assert list(ledger.disagreements["claim_ids"]) == [("against",)]
    assert [entry.disagreements for entry in ledger.entries] == [(), (0,), ()]


@pytest.mark.parametrize(
    ("asked", "left", "entries"),
    [
        (
            {"source": "wire"},
            ["late", "against"],
            [(("late",), ("against",), ()), (("late",), (), ())],
        ),
        (
            {"kind": "agency"},
            ["late", "against"],
            [(("late",), ("against",), ()), (("late",), (), ())],
        ),
        (
            {"source": "gazette"},
            ["before", "early", "beside"],
            [(("early",), (), ()), (("early",), (), ("beside",))],
        ),
        ({"source": "gazette", "kind": "agency"}, [], []),
    ],
)
def test_a_narrowed_ledger_holds_what_is_asked_for(tables, asked, left, entries):
    whole = ledger_of(tables, "hill")
    ledger = narrowed(whole, **asked)
    assert list(ledger.claims.index) == left
    assert standings(ledger) == entries
    assert ledger.whole is whole
    assert ledger.disagreements is whole.disagreements


def test_a_narrowed_entry_names_only_disagreements_that_its_claims_have_a_part_in(tables):
    whole = ledger_of(tables, "hill")
    assert [one.disagreements for one in narrowed(whole, source="wire").entries] == [(0,), ()]
    assert [one.disagreements for one in narrowed(whole, source="gazette").entries] == [(), ()]


def test_a_ledger_that_is_not_narrowed_is_the_whole(tables):
    whole = ledger_of(tables, "hill")
    assert narrowed(whole) is whole
    assert whole.whole is whole


def test_an_interval_of_which_nobody_speaks_is_there(tables):
    ledger = ledger_of(tables, "mill")
    assert standings(ledger) == [((), (), ("mill-talk",))]


def test_a_district_that_is_not_there_is_refused(tables):
    with pytest.raises(UnknownDistrictError, match="'hil'"):
        ledger_of(tables, "hil")


def test_every_claim_of_the_dataset_stands_in_a_ledger():
    tables = dm.open_dataset().tables
    found = [claim for one in tables.district_ids for claim in ledger_of(tables, one).claims.index]
    assert sorted(found) == sorted(tables.claims.index)
    for one in tables.district_ids:
        ledger = ledger_of(tables, one)
        inside = {claim for entry in ledger.entries for claim in entry.claims}
        assert inside.union(ledger.outside) == set(ledger.claims.index)
