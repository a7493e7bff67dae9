"""The pages of the ledger and of the sources, as trees of elements."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

import damascus_map as dm
from damascus_map.language import language
from damascus_map.query.contributions import contribution_of
from damascus_map.render import sources_page as sources_module
from damascus_map.render.address import opening_view
from damascus_map.render.ledger_page import ledger_page, ledger_tree
from damascus_map.render.page_links import Asked, ways_from
from damascus_map.render.source_card import source_tree
from damascus_map.render.sources_page import sources_page, sources_tree


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def ledger(tables, asked, code="en", **view):
    now = replace(opening_view(tables), **view)
    return ledger_tree(ledger_page(tables, asked, now, language(code), ways_from({"lang": code})))


def sources(tables, asked, code="en"):
    return sources_page(tables, asked, language(code), ways_from({"lang": code}))


def text_of(node):
    return " ".join("".join(node.itertext()).split())


def of_class(tree, name):
    return [node for node in tree.iter() if name in (node.get("class") or "").split()]


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_every_claim_of_a_district_stands_on_its_ledger_with_one_anchor(tables, code):
    tree = ledger(tables, Asked("jobar"), code)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    claims = tables.claims.index[tables.claims["district_id"] == "jobar"]
    assert len(ids) == len(set(ids))
    assert {f"claim-{claim}" for claim in claims} <= set(ids)
    assert tree.get("dir") == ("rtl" if code == "ar" else "ltr")


def test_the_intervals_come_earliest_first_and_the_one_of_the_map_is_named(tables):
    tree = ledger(tables, Asked("qaboun"))
    days = [node.get("data-dm-interval") for node in of_class(tree, "dm-interval")]
    assert days == sorted(days)
    assert len(days) == 17
    (shown,) = of_class(tree, "dm-shown-now")
    assert "the map stands at 7 May 2017" in text_of(shown)


@pytest.mark.parametrize("asked", [Asked("techrine"), Asked("techrine", kind="agency")])
def test_the_computed_confidence_stands_beside_that_of_the_editors(tables, asked):
    entries = {
        node.get("data-dm-interval"): node
        for node in of_class(ledger(tables, asked), "dm-interval")
    }
    text = text_of(entries["2017-05-07"])
    assert "confidence: high (computed: medium) ·" in text
    (link,) = [node for node in entries["2017-05-07"].iter("a") if node.get("data-dm-computed")]
    assert link.get("href").startswith("methodology?")
    assert "one publisher at most" in link.get("title")


def test_a_claim_that_contradicts_the_map_stands_under_its_own_name(tables):
    tree = ledger(tables, Asked("qaboun"))
    (interval,) = [
        node for node in of_class(tree, "dm-interval") if "contradict it" in text_of(node)
    ]
    said = text_of(interval)
    assert said.index("Rests on 3 statements") < said.index("2 statements contradict it")
    assert "cited nevertheless" in said
    assert "Sources differ: Dated 13, 15 or 29 May 2017 (Syrian government: all of it)." in said


def test_the_marked_claim_is_the_one_that_is_asked_for(tables):
    asked = Asked("qaboun", claim="qaboun-2012-loss-xinhua")
    marked = of_class(ledger(tables, asked), "dm-marked")
    assert {node.get("data-dm-claim") for node in marked} == {"qaboun-2012-loss-xinhua"}


def test_a_filter_says_what_it_leaves_out(tables):
    tree = ledger(tables, Asked("qaboun", kind="agency"))
    claims = {node.get("data-dm-claim") for node in of_class(tree, "dm-claim")}
    kinds = tables.claims.loc[list(claims), "source_id"].map(tables.sources["kind"])
    assert set(kinds) == {"agency"}
    (notice,) = of_class(tree, "dm-notice")
    assert text_of(notice).startswith(f"{61 - len(claims)} statements are left out; ")


def test_of_two_filters_that_exclude_each_other_nothing_is_left(tables):
    tree = ledger(tables, Asked("qaboun", source="afp-2017-05-07", kind="blog"))
    assert "Nothing is said here by what is chosen." in text_of(tree)
    assert not of_class(tree, "dm-chart")


def test_every_way_of_a_ledger_leads_to_a_page_of_the_site(tables):
    tree = ledger(tables, Asked("barze"), "fr")
    ways = [
        urlsplit(node.get("href") or node.get("data-dm-to"))
        for node in tree.iter()
        if node.get("data-dm-to") is not None
    ]
    assert {way.path for way in ways} == {"ledger", "sources", "methodology", "./"}
    assert all(parse_qs(way.query)["lang"] == ["fr"] for way in ways)
    known = {claim for way in ways for claim in parse_qs(way.query).get("claim", [])}
    assert known == set(tables.claims.index[tables.claims["district_id"] == "barze"])


def test_the_table_of_the_chart_holds_every_claim(tables):
    (table,) = of_class(ledger(tables, Asked("tadamon")), "dm-table")
    assert len(list(table.iter("tr"))) == 1 + 31


def test_all_that_rests_on_a_source_stands_on_its_card(tables):
    page = sources(tables, Asked("barze", source="afp-2017-05-07"))
    tree = source_tree(page, "afp-2017-05-07")
    rests = contribution_of(tables, "afp-2017-05-07")
    ways = [parse_qs(urlsplit(node.get("href")).query) for node in tree.iter("a")]
    assert {way["claim"][0] for way in ways if "claim" in way} == set(rests.claims.index)
    assert {way["event"][0] for way in ways if "event" in way} == set(rests.events.index)
    said = text_of(tree)
    assert "20 statements" in said
    assert "7 intervals rest on it" in said


def test_the_document_of_a_source_is_on_its_own_site(tables):
    tree = source_tree(sources(tables, Asked("barze")), "xinhua-2017-05-13")
    (link,) = [node for node in tree.iter("a") if node.get("target") == "_blank"]
    assert link.get("href") == tables.sources.at["xinhua-2017-05-13", "url"]
    assert link.get("rel") == "noreferrer"


def test_the_sources_are_listed_with_their_numbers(tables):
    tree = sources_tree(sources(tables, Asked("barze", order="claims"), "fr"))
    rows = list(tree.iter("tr"))
    assert len(rows) == 1 + 95
    assert text_of(rows[1]).startswith("Uppsala")
    (head,) = [node for node in tree.iter("th") if node.get("aria-sort")]
    assert "Affirmations" in text_of(head)


def test_a_long_list_is_cut_and_says_so(tables, monkeypatch):
    monkeypatch.setattr(sources_module, "MOST_ROWS", 10)
    tree = sources_tree(sources(tables, Asked("barze")))
    assert len(list(tree.iter("tr"))) == 1 + 10
    assert "The first 10 of 95 sources." in text_of(tree)


def test_a_search_without_a_find_shows_no_table(tables):
    tree = sources_tree(sources(tables, Asked("barze", search="no such publisher")))
    assert not list(tree.iter("table"))
    assert "0 sources" in text_of(tree)
