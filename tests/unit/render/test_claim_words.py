"""What claims say, and what they say against one another, in words."""

import pytest

import damascus_map as dm
from damascus_map.language import language
from damascus_map.query.ledger import ledger_of
from damascus_map.render.claim_words import claim_words, dates_words, disagreement_words
from damascus_map.render.words import party_names

HEADER = (
    "id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,"
    "summary_fr,summary_ar,verified,note,topic"
)
CONTROL = (
    "district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note\n"
    "hill,2013-01-01,,part,most,,,low,{cited},\nmill,2013-01-01,,,,,,low,,\n"
)


def row(name, on, said=",,", who="somebody", *, until=""):
    return f"{name},hill,{on},{until},{said},{who},wire,A claim.,,,no,,happening"


@pytest.fixture
def ledger(draft):
    """A function that opens these claims about one happening; the map gives most to the south."""

    def make(*claims):
        package = draft.path / "datapackage.json"
        package.write_text(package.read_text().replace("2020-01-01", "2013-01-01"))
        draft.write("data/claims.csv", "\n".join([HEADER, *claims]))
        cited = ";".join(claim.partition(",")[0] for claim in claims)
        draft.write("data/control.csv", CONTROL.format(cited=cited))
        return ledger_of(dm.open_dataset(draft.path).tables, "hill")

    return make


def spelled_out(ledger, code="en"):
    words = language(code)
    names = {"north": "the North", "south": "the South", "guests": "the Guests"}
    found = ledger.disagreements.to_dict("records")
    return [disagreement_words(one, ledger, names, tuple(names), words) for one in found]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2014-02", "2014-06", "2014-07"), "February, June or July 2014"),
        (("2017-05-04", "2017-05-05", "2017-05-06"), "4, 5 or 6 May 2017"),
        (("2017-04-03", "2017-05-29"), "3 Apr or 29 May 2017"),
        (("2016-12-30", "2017-01-02"), "30 Dec 2016 or 2 Jan 2017"),
        (("2013-01", "2013-02-06"), "January 2013 or 6 Feb 2013"),
        (("2013-12", "2014-01"), "December 2013 or January 2014"),
        (("2013", "2014"), "2013 or 2014"),
    ],
)
def test_what_dates_have_in_common_is_said_once(ledger, days, said):
    claims = [row(f"c{n}", day) for n, day in enumerate(days)]
    rows = ledger(*claims).claims.to_dict("records")
    assert dates_words(rows, language("en")) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", "février, juin ou juillet 2014"),
        ("ar", "شباط أو حزيران أو تموز 2014"),
    ],
)
def test_dates_in_other_languages(ledger, code, said):
    claims = [row(f"c{n}", day) for n, day in enumerate(("2014-02", "2014-06", "2014-07"))]
    assert dates_words(ledger(*claims).claims.to_dict("records"), language(code)) == said


def test_a_time_of_several_days_is_said_whole(ledger):
    claims = [row("a", "2017-02-01", until="2017-02-10"), row("b", "2017-02-18")]
    rows = ledger(*claims).claims.to_dict("records")
    assert dates_words(rows, language("en")) == "1 Feb 2017 to 10 Feb 2017 or 18 Feb 2017"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        pytest.param(
            [
                row("a", "2014-02", "north,present,truce"),
                row("b", "2014-06", ",,truce"),
                row("c", "2014-07", "north,present,truce"),
            ],
            "Dated February, June or July 2014 (truce).",
            id="a truce",
        ),
        pytest.param(
            [
                row("a", "2017-05-13", "south,most,"),
                row("b", "2017-05-13", "north,part,", until="2017-05-14"),
                row("c", "2017-05-29", "south,most,fighting"),
            ],
            "Dated 13 or 29 May 2017 (the South: most).",
            id="what goes along with it gives no date",
        ),
        pytest.param(
            [row("a", "2013-01", "north,part,"), row("b", "2013-02-06", "north,part,fighting")],
            "Dated January 2013 or 6 Feb 2013 (the North: a part).",
            id="a holder",
        ),
        pytest.param(
            [row("a", "2013-01", ",,truce"), row("b", "2013-03", ",,siege")],
            "Dated January or March 2013.",
            id="nothing in common",
        ),
        pytest.param(
            [row("a", "2013-01", ",,truce", "the mayor"), row("b", "2013-01", ",,", "the army")],
            "Stated by the mayor; contradicted by the army.",
            id="a denial",
        ),
        pytest.param(
            [row("a", "2013-01", "north,none,"), row("b", "2013-01", "north,present,")],
            "The North: not there or there, extent not stated, depending on who says it.",
            id="an extent",
        ),
        pytest.param(
            [row("a", "2013-01-07", ",,calm", "the mayor"), row("b", "2013-01-07", ",,fighting")],
            "7 Jan 2013: calm according to the mayor; fighting according to somebody.",
            id="calm and fighting",
        ),
        pytest.param(
            [row("a", "2013-01-07", "north,whole,", "the mayor")],
            "According to the mayor: the North: all of it. "
            "The map shows: Mostly held by the South; partly held by the North.",
            id="against the map",
        ),
    ],
)
def test_a_disagreement_is_spelled_out(ledger, claims, said):
    assert said in spelled_out(ledger(*claims))


def test_every_disagreement_of_the_dataset_has_a_sentence_in_each_language():
    tables = dm.open_dataset().tables
    for code in ("en", "fr", "ar"):
        words = language(code)
        names = party_names(tables.parties, words)
        for district in tables.district_ids:
            ledger = ledger_of(tables, district)
            for one in ledger.disagreements.to_dict("records"):
                said = disagreement_words(one, ledger, names, tables.party_ids, words)
                assert len(said) > 10
                assert "{" not in said


@pytest.mark.parametrize(
    ("party", "extent", "situation", "said"),
    [
        ("north", "most", ("fighting", "siege"), "the North: most; fighting and siege"),
        (None, None, ("truce",), "truce"),
        ("north", None, (), "the North: there, extent not stated"),
        (None, None, (), ""),
    ],
)
def test_a_claim_in_short(party, extent, situation, said):
    claim = {"party": party, "extent": extent, "situation": situation}
    assert claim_words(claim, {"north": "the North"}, language("en")) == said
