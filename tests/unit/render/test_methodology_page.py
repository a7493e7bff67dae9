"""The page of the methodology: its figures are those of the dataset, its rule that of the code."""

import re
from urllib.parse import urlsplit

import pytest

import damascus_map as dm
from damascus_map.language import LANGUAGES, language
from damascus_map.model.vocabulary import Extent
from damascus_map.query.confidence import RULE, WEIGHTY_KINDS, Condition
from damascus_map.render.claim_words import EXTENT_NAMES
from damascus_map.render.confidence_words import CONDITION_NAMES, rule_rows, why_words
from damascus_map.render.methodology_page import (
    MethodologyPage,
    asked_part,
    figures_of,
    methodology_tree,
    part_anchor,
)
from damascus_map.render.methodology_text import FILES, PARTS, READ_AS
from damascus_map.render.page_links import Ways
from damascus_map.ui.pages import PAGES
from damascus_map.ui.site import PAGE_NAMES

ENGLISH = language("en")


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def tree_of(tables, code="en"):
    page = MethodologyPage(tables, language(code), Ways({"lang": code}), PAGE_NAMES)
    return methodology_tree(page)


def text_of(node):
    return " ".join("".join(node.itertext()).split())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_part_is_there_and_every_figure_filled(tables, code):
    tree = tree_of(tables, code)
    sections = list(tree.iter("section"))
    assert [one.get("id") for one in sections] == [part_anchor(part.name) for part in PARTS]
    assert not re.search(r"[{}]", text_of(tree))
    contents = next(tree.iter("nav"))
    assert len(list(contents.iter("a"))) == len(PARTS)


def test_the_figures_are_counted_in_the_dataset(tables, draft):
    text = text_of(tree_of(tables))
    assert "236 statements from 95 sources, by 46 publishers" in text
    assert "68 intervals. Beside them stand 174 events" in text
    assert "for 221 of 236 statements, in part for 14, not at all for 1" in text
    assert "high for 16 intervals, medium for 36, low for 16" in text
    assert "21 sources tell none" in text
    draft.write("data/events.csv", draft.read("data/events.csv").decode().splitlines()[0] + "\n")
    other = text_of(tree_of(dm.open_dataset(draft.path).tables))
    assert "4 statements from 2 sources, by 2 publishers" in other
    assert "0 events" in other


def test_the_figures_add_up(tables):
    figures = figures_of(tables, ENGLISH)
    number = {
        name: int(re.match(r"\d+", text)[0])
        for name, text in figures.items()
        if re.match(r"\d+( [a-z]+)?$", text)
    }
    for prefix in ("editors", "computed"):
        assert sum(number[f"{prefix}_{level}"] for level in ("high", "medium", "low")) == 68
    assert number["read"] + number["partly"] + number["unread"] == number["claims"]
    assert number["to_day"] + number["to_month"] + number["to_year"] == number["events"]
    assert number["in_district"] + number["in_city"] + number["in_region"] == number["events"]


def test_the_table_of_the_rule_is_the_rule():
    rows = list(rule_rows(ENGLISH))
    assert [level for level, _ in rows] == [str(level) for level in RULE]
    for (_, text), ways in zip(rows, RULE.values(), strict=True):
        assert len(text.split("; or: ")) == len(ways)
        for part, way in zip(text.split("; or: "), ways, strict=True):
            for condition in Condition:
                assert (CONDITION_NAMES[condition] in part) == (condition in way)


def test_why_names_each_condition_as_it_is_met():
    met = frozenset({Condition.DRAWN, Condition.SEVERAL})
    assert why_words(met, ENGLISH, is_lowered=True) == (
        "no two independent statements measure it alike; two publishers speak of its time; "
        "no text that was read, of a source of weight; sources differ"
    )
    assert why_words(frozenset(), ENGLISH, is_lowered=False) == "nothing is known"


def test_every_kind_of_weight_is_named(tables):
    named = figures_of(tables, ENGLISH)["weighty"]
    assert named.count(",") + 2 == len(WEIGHTY_KINDS)


def test_what_is_read_has_every_extent_and_every_table(tables):
    assert {extent for _, extent in READ_AS} == set(Extent) == set(EXTENT_NAMES)
    for name, path, _ in FILES:
        assert hasattr(tables, name)
        assert (tables.path / path).is_file()


def test_its_links_lead_to_pages(tables):
    links = [urlsplit(one.get("href")).path for one in tree_of(tables).iter("a")]
    assert set(links) <= set(PAGES)
    assert {"ledger", "sources", "coverage", "data"} <= set(links)


@pytest.mark.parametrize(
    ("asked", "found"), [({}, None), ({"part": "harm"}, "harm"), ({"part": "x"}, None)]
)
def test_the_address_names_a_part(asked, found):
    assert asked_part(asked) == found
