"""What the panel says of each interval, as plain values that a script builds."""

import json
from datetime import date

import pytest

from damascus_map import open_dataset
from damascus_map.language import language
from damascus_map.query.disagreements import disagreements
from damascus_map.render.evidence import evidence
from damascus_map.render.markup import as_html, as_values, element, link
from damascus_map.render.scene import day_number, scene

HOSTILE = "<img src=x onerror=alert(1)></script>${1}`x` \u202eabc"
LAST_DAY = date(2020, 12, 31)


@pytest.fixture(scope="module")
def said(small):
    return evidence(small.tables, language("en"))


def text_of(values):
    """All texts of a tree, one after the other."""
    if isinstance(values, str):
        return values
    return "".join(text_of(one) for one in values[1:] if not isinstance(one, dict))


def words_of(trees):
    return " ".join(map(text_of, trees))


def test_it_is_plain_json_in_the_order_of_the_scene(small, said):
    assert json.loads(json.dumps(said)) == said
    drawn = scene(small.tables, LAST_DAY)["districts"]
    assert len(said["districts"]) == len(drawn) == 2
    for told, district in zip(said["districts"], drawn, strict=True):
        assert len(told["intervals"]) == len(district["intervals"])


def test_each_interval_says_who_holds_since_when_and_what_comes(said):
    first, second, third = said["districts"][0]["intervals"]
    assert "the North" in words_of(first["status"])
    assert "The North since 1 Jan 2020 · next change 5 Mar 2020 · confidence: high" in words_of(
        first["status"]
    )
    assert "Mostly held by the South" in words_of(second["status"])
    assert "Fighting" in words_of(second["status"])
    assert "The South since 5 Mar 2020" in words_of(third["status"])
    assert "Carried on." in text_of(third["note"])
    assert first["note"] is None


def test_an_interval_names_its_claims_those_on_a_hold_first(small, said):
    hill, mill = said["districts"]
    rows = [said["claims"][one]["row"] for one in hill["intervals"][1]["claims"]]
    assert len(rows) == 1
    assert "5 Mar 2020" in text_of(rows[0])
    assert "The South took most. the mayor, The Wire (text not read)" in text_of(rows[0])
    assert mill["intervals"][0]["claims"] == []
    assert len(mill["intervals"][1]["claims"]) == 2
    assert len(said["claims"]) == len(small.tables.claims)


def test_claims_come_with_the_days_that_they_speak_of(said):
    late = next(one for one in said["claims"] if "took most" in text_of(one["row"]))
    assert late["days"] == [day_number(date(2020, 3, 5)), day_number(date(2020, 6, 30))]


def test_claims_come_with_the_day_by_which_they_had_been_published(draft):
    draft.replace("data/sources.csv", "2020-06,", ",")
    told = evidence(open_dataset(draft.path).tables, language("en"))["claims"]
    dates = {text_of(one["row"])[:11]: (one["reported"], one.get("undated")) for one in told}
    assert set(dates.values()) == {(day_number(date(2020, 3, 5)), None), (None, "The Gazette")}


def test_a_disagreement_is_known_once_all_its_sides_are():
    tables = open_dataset().tables
    told = evidence(tables, language("en"))["districts"]
    qaboun = told[tables.district_ids.index("qaboun")]["disagreements"]
    truce = next(one for one in qaboun if "Zaman al-Wasl" in text_of(one["row"]))
    assert truce["reported"] >= day_number(date(2017, 2, 28))  # Syria Direct, February 2017


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Dated February, June or July 2014 (truce)."),
        ("fr", "Daté de : février, juin ou juillet 2014 (trêve)."),
    ],
)
def test_a_disagreement_is_spelled_out_by_its_sides_alone(lang, said):
    tables = open_dataset().tables
    words = language(lang)
    told = evidence(tables, words)["districts"]
    rows = [text_of(one["row"]) for district in told for one in district["disagreements"]]
    assert any(row.startswith(said) for row in rows)
    # What the map shows is not told: as reported by another day it may show something else.
    assert not any("The map shows" in row or "La carte indique" in row for row in rows)


def test_every_disagreement_is_given_with_its_sides_and_its_days():
    tables = open_dataset().tables
    told = evidence(tables, language("en"))["districts"]
    assert sum(len(district["disagreements"]) for district in told) == len(disagreements(tables))
    qaboun = told[tables.district_ids.index("qaboun")]["disagreements"]
    truce = next(one for one in qaboun if "Zaman al-Wasl" in text_of(one["row"]))
    assert "Syria Direct" in text_of(truce["row"])
    first, last = truce["days"]
    assert first < day_number(date(2014, 3, 1)) < last


def test_the_words_of_few_events_come_along_and_those_of_many_do_not(small, said, monkeypatch):
    assert [one["id"] for one in said["events"]] == list(small.tables.events.index)
    monkeypatch.setattr("damascus_map.render.evidence._MOST_EVENTS", 3)
    assert evidence(small.tables, language("en"))["events"] is None


def test_every_language_has_its_own_words(small):
    english = evidence(small.tables, language("en"))
    assert "le Nord" not in words_of(english["districts"][0]["intervals"][0]["status"])
    french = evidence(small.tables, language("fr"))
    assert "le Nord" in words_of(french["districts"][0]["intervals"][0]["status"])
    assert "Un raid" in [one["title"] for one in french["events"]]


def test_hostile_text_stays_a_text(draft):
    draft.cell("data/claims.csv", 2, "summary_en", HOSTILE)
    tables = open_dataset(draft.path).tables
    rows = [one["row"] for one in evidence(tables, language("en"))["claims"]]
    assert any(HOSTILE in one for row in rows for one in row[2] if isinstance(one, str))
    assert "<img" not in as_html(element("p", HOSTILE))


def test_a_tree_as_values_keeps_texts_between_its_children():
    node = element("p", "a ", element("b", "c"), " d", class_="x")
    assert as_values(node) == ["p", {"class": "x"}, "a ", ["b", "c"], " d"]
    assert as_values(element("br")) == ["br"]


def test_only_a_web_address_becomes_a_link():
    assert as_values(link("here", "https://example.org"))[0] == "a"
    assert as_values(link("here", "javascript:alert(1)")) == ["span", "here"]
