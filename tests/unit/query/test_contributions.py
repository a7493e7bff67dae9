"""What rests on a source, and what nobody else says."""

import pytest

import damascus_map as dm
from damascus_map.errors import UnknownChoiceError
from damascus_map.query.contributions import contribution_of, contributions

SOURCES = """\
id,publisher,title,published,language,url,licence,kind,note
wire,The Wire,Dispatch,2020-03-05,en,https://example.org/2,,agency,
wire-2,The Wire,Another dispatch,2020-03-06,en,https://example.org/3,,agency,
gazette,The Gazette,Yearbook,2020-06,en,https://example.org/1,,newspaper,
idle,The Idler,Nothing,,en,,,blog,
"""
CLAIMS = """\
id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,summary_fr,\
summary_ar,verified,note,topic
{claims}
"""


def row(name, source, on, party="", extent="", situation="", *, district="hill"):
    return f"{name},{district},{on},,{party},{extent},{situation},someone,{source},A claim.,,,no,,"


@pytest.fixture
def tables_of(draft):
    """A function that opens a dataset with these claims, all cited by one interval of the hill."""

    def make(*claims):
        draft.write("data/sources.csv", SOURCES)
        draft.write("data/claims.csv", CLAIMS.format(claims="\n".join(claims)))
        cited = ";".join(claim.partition(",")[0] for claim in claims if ",hill," in claim)
        draft.write(
            "data/control.csv",
            "district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note\n"
            f"hill,2020-01-01,,,,,,low,{cited},\nmill,2020-01-01,,,,,,low,,\n",
        )
        return dm.open_dataset(draft.path).tables

    return make


def alone(tables):
    return [
        claim
        for source in tables.sources.index
        for claim, row in contribution_of(tables, source).claims.iterrows()
        if row["is_alone"]
    ]


@pytest.mark.parametrize(
    ("other", "is_alone"),
    [
        (row("b", "gazette", "2020-02", "north", "most"), False),
        (row("b", "gazette", "2020-02-06", "north", "present"), False),
        # another document of the same publisher is no second voice
        (row("b", "wire-2", "2020-02-06", "north", "most"), True),
        # another day, party, extent or district is another statement
        (row("b", "gazette", "2020-02-07", "north", "most"), True),
        (row("b", "gazette", "2020-02-06", "south", "part"), True),
        (row("b", "gazette", "2020-02-06", "north", "part"), True),
        (row("b", "gazette", "2020-02-06", "north", "most", district="mill"), True),
        (row("b", "gazette", "2020-02-06", situation="fighting"), True),
    ],
)
def test_a_claim_stands_alone_where_no_other_publisher_says_as_much(tables_of, other, is_alone):
    tables = tables_of(row("a", "wire", "2020-02-06", "north", "most"), other)
    assert ("a" in alone(tables)) == is_alone
    assert ("b" in alone(tables)) == is_alone


def test_a_situation_is_shared_whatever_is_said_of_the_parties(tables_of):
    tables = tables_of(
        row("a", "wire", "2020-02-06", "north", "most", "fighting;siege"),
        row("b", "gazette", "2020-02-06", situation="siege"),
    )
    assert alone(tables) == []


def test_what_each_source_contributed_is_counted(tables_of):
    tables = tables_of(
        row("a", "wire", "2020-02-06", "north", "most"),
        row("b", "wire", "2020-02-06", situation="siege"),
        row("c", "gazette", "2020-02-06", "north", "most"),
        row("d", "gazette", "2020-02-06", situation="calm", district="mill"),
    )
    numbers = contributions(tables)
    columns = ["claims", "claims_alone", "intervals", "intervals_alone", "events", "events_alone"]
    assert numbers[columns].to_numpy().tolist() == [
        [2, 1, 1, 0, 3, 2],
        [0, 0, 0, 0, 0, 0],
        [2, 1, 1, 0, 2, 1],
        [0, 0, 0, 0, 0, 0],
    ]
    assert list(numbers["district_ids"]) == [("hill", "mill"), (), ("hill", "mill"), ()]


def test_an_interval_that_names_one_source_rests_on_it_alone(tables_of):
    tables = tables_of(
        row("a", "wire", "2020-02-06", "north", "most"),
        row("b", "wire", "2020-02-07", "north", "most"),
    )
    assert contributions(tables).at["wire", "intervals_alone"] == 1
    assert list(contribution_of(tables, "wire").intervals["is_alone"]) == [True]


def test_all_that_rests_on_a_source(tables_of):
    tables = tables_of(
        row("late", "wire", "2020-02-06", "north", "most"),
        row("early", "wire", "2020-01-06", "north", "most"),
        row("mill", "wire", "2020-01-01", "north", "most", district="mill"),
        row("other", "gazette", "2020-01-06", "south", "part"),
    )
    rests = contribution_of(tables, "wire")
    assert list(rests.claims.index) == ["early", "late", "mill"]
    assert list(rests.events.index) == ["spring", "raid", "harvest"]
    assert list(rests.intervals["district_id"]) == ["hill"]
    assert list(rests.intervals["is_alone"]) == [False]


def test_a_source_that_is_not_there_is_refused_with_the_nearest_one(tables_of):
    tables = tables_of(row("a", "wire", "2020-02-06", "north", "most"))
    with pytest.raises(UnknownChoiceError, match="Did you mean gazette") as raised:
        contribution_of(tables, "gazete")
    assert "Known" not in str(raised.value)


def test_the_numbers_of_the_dataset_add_up():
    tables = dm.open_dataset().tables
    numbers = contributions(tables)
    assert numbers["claims"].sum() == len(tables.claims)
    assert numbers["events"].sum() == sum(map(len, tables.events["source_ids"]))
    assert (numbers["claims_alone"] <= numbers["claims"]).all()
    assert (numbers["intervals_alone"] <= numbers["intervals"]).all()
    for source in ("afp-2017-05-07", "ucdp-ged-2016-2019"):
        rests = contribution_of(tables, source)
        counted = numbers.loc[source]
        assert counted["claims"] == len(rests.claims)
        assert counted["claims_alone"] == rests.claims["is_alone"].sum()
        assert counted["intervals"] == len(rests.intervals)
        assert counted["intervals_alone"] == rests.intervals["is_alone"].sum()
        assert counted["events"] == len(rests.events)
        assert counted["district_ids"] == tuple(
            one
            for one in tables.district_ids
            if one in set(rests.claims["district_id"])
            or any(one in ids for ids in rests.events["district_ids"])
        )
