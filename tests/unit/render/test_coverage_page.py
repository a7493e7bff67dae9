"""What is not known, as a page, as data and as drawings."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from rich.console import Console

import damascus_map as dm
from damascus_map.language import LANGUAGES, language
from damascus_map.query.coverage import coverage_of
from damascus_map.render import coverage_page as page_module
from damascus_map.render.charts.axes import LOOKS, NARROW, WIDE
from damascus_map.render.charts.coverage import (
    MOST_BARS,
    key_steps,
    month_key,
    months_chart,
    told_chart,
)
from damascus_map.render.coverage_lists import LIST_NAMES, LISTS, entries_of
from damascus_map.render.coverage_page import (
    asked_list,
    coverage_page,
    head_tree,
    list_anchor,
    list_tree,
)
from damascus_map.render.coverage_report import (
    coverage_csv,
    coverage_report,
    coverage_tables,
    list_csv,
)
from damascus_map.render.page_links import ways_from

ENGLISH = language("en")


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


@pytest.fixture(scope="module")
def report(tables):
    return coverage_report(tables, coverage_of(tables), ENGLISH)


def page_of(tables, code="en", **parameters):
    parameters = {"lang": code, **parameters}
    return coverage_page(tables, parameters, language(code), ways_from(parameters))


def listed(name):
    return next(one for one in LISTS if one.name == name)


def text_of(node):
    return " ".join("".join(node.itertext()).split())


def rows_of(tree):
    """Return the rows of the last table: the list itself."""
    return list(list(tree.iter("tbody"))[-1].iter("tr"))


def asked_of(link):
    parts = urlsplit(link.get("href"))
    return parts.path, {key: one for key, (one,) in parse_qs(parts.query).items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_list_has_as_many_rows_as_it_has_entries(tables, report, code):
    page = page_of(tables, code)
    for one in LISTS:
        tree = list_tree(one, page)
        assert len(rows_of(tree)) == report["counts"][one.name], one.name
        assert tree.get("dir") == ("rtl" if code == "ar" else "ltr")
        assert [node.get("id") for node in tree.iter("section")] == [list_anchor(one.name)]
        assert "{" not in text_of(tree)


def test_the_counts_at_the_top_lead_to_their_lists(tables, report):
    head = head_tree(page_of(tables, district="qaboun", date="2014-02-01"))
    links = list(next(node for node in head.iter("ul")).iter("a"))
    assert [asked_of(link)[1]["list"] for link in links] == list(LIST_NAMES)
    assert {asked_of(link)[1]["district"] for link in links} == {"qaboun"}
    assert {asked_of(link)[1]["date"] for link in links} == {"2014-02-01"}
    whole = text_of(head_tree(page_of(tables)))
    assert f"{report['counts']['one-source']} intervals rest on one publisher" in whole
    alone = sum(len(ids) == 1 for ids in tables.events["source_ids"])
    assert f"{alone} events stand on one source" in whole


def test_the_chips_choose_a_district_and_let_it_go(tables):
    chips = [
        node
        for node in head_tree(page_of(tables, district="jobar", list="events")).iter("a")
        if "dm-chip" in node.get("class", "")
    ]
    assert [asked_of(chip)[1].get("district") for chip in chips] == [None, *tables.district_ids]
    assert [chip.text for chip in chips if chip.get("aria-current")] == ["Jobar"]
    assert not any("list" in asked_of(chip)[1] for chip in chips)


@pytest.mark.parametrize(
    ("asked", "district"), [({}, None), ({"district": "jobar"}, "jobar"), ({"district": "x"}, None)]
)
def test_a_district_that_is_not_there_is_passed_over(tables, asked, district):
    assert page_of(tables, **asked).district == district


@pytest.mark.parametrize(
    ("asked", "found"), [({}, None), ({"list": "months"}, "months"), ({"list": "<b>"}, None)]
)
def test_the_address_names_a_list(asked, found):
    assert asked_list(asked) == found


def test_every_entry_leads_to_where_an_editor_can_work(tables):
    page = page_of(tables, date="2014-02-01")
    paths = {"months": "./", "events": "sources", "undated": "sources"}
    for one in LISTS:
        for row in rows_of(list_tree(one, page)):
            path, asked = asked_of(next(row.iter("a")))
            assert path == paths.get(one.name, "ledger")
            if path == "ledger":
                assert asked["date"] == "2014-02-01"
                claim = asked.get("claim")
                district = tables.claims.at[claim, "district_id"] if claim else asked["district"]
                assert asked["district"] == district
            elif path == "sources":
                assert asked["source"] in tables.sources.index


def test_a_gap_that_begins_before_the_first_day_leads_to_that_day(tables):
    tree = list_tree(listed("months"), page_of(tables, district="tadamon"))
    first = asked_of(next(rows_of(tree)[0].iter("a")))[1]
    assert first["date"] == "2011-03-15"


def test_what_is_not_there_is_said(small):
    tree = list_tree(listed("undated"), page_of(small.tables))
    assert "None." in text_of(tree)
    assert not list(tree.iter("table"))


def test_a_long_list_is_cut_and_says_so(tables, monkeypatch):
    monkeypatch.setattr(page_module, "MOST_ROWS", 3)
    tree = list_tree(listed("one-source"), page_of(tables))
    assert len(rows_of(tree)) == 3
    assert "The first 3 of 20." in text_of(tree)


def test_text_of_the_data_is_text(draft):
    draft.write(
        "data/sources.csv",
        draft.read("data/sources.csv").decode().replace("The Wire", "<b>Wire</b> & Sons"),
    )
    tables = dm.open_dataset(draft.path).tables
    tree = list_tree(listed("one-source"), page_of(tables))
    assert "<b>Wire</b> & Sons" in text_of(tree)
    assert not list(tree.iter("b"))


def test_the_report_is_the_lists_of_the_page(tables, report):
    assert json.loads(json.dumps(report)) == report
    assert list(report["lists"]) == list(LIST_NAMES)
    assert report["totals"] == {"intervals": 68, "claims": 236, "events": 174, "sources": 95}
    rows = list(csv.DictReader(io.StringIO(coverage_csv(report))))
    for name, entries in report["lists"].items():
        assert [row["list"] for row in rows].count(name) == len(entries)
    found = coverage_of(tables)
    for one in LISTS:
        alone = list(csv.DictReader(io.StringIO(list_csv(one, tables, found, ENGLISH))))
        assert tuple(alone[0]) == one.keys
        assert len(alone) == len(report["lists"][one.name])
    assert {
        row["confidence"] == row["computed"] for row in rows if row["list"] == "confidence"
    } == {False}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tables_of_a_terminal_hold_every_entry(tables, code):
    found, words = coverage_of(tables, "techrine"), language(code)
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(coverage_tables(tables, found, words))
    shown = console.export_text()
    for one in LISTS:
        count = words.number(len(entries_of(one, tables, found, words)))
        assert f"{words.text(one.title)} ({count})" in shown
    assert "{" not in shown


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("code", LANGUAGES)
def test_all_that_is_drawn_lies_inside_the_drawing(tables, look, code):
    page = page_of(tables, code)
    found = page.found
    charts = (
        months_chart(found.months, page.names, page.words, look, page.ways.ledger),
        told_chart(found.sources, page.words, look, lambda one: f"sources?source={one}"),
    )
    for chart in charts:
        _, _, width, height = map(float, chart.get("viewBox").split())
        assert chart.get("role") == "img"
        assert chart.get("aria-label")
        for node in chart.iter("rect"):
            x, y, wide, high = (float(node.get(name)) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + wide <= width + 0.2
            assert 0 <= y <= y + high <= height


def test_the_strip_says_of_each_run_of_months_what_was_said(tables):
    page = page_of(tables, district="techrine")
    chart = months_chart(page.found.months, page.names, ENGLISH, WIDE, page.ways.ledger)
    titles = [node.text for node in chart.iter("title")]
    assert "Techrine, June 2018 to November 2024: nothing" in titles
    assert "Techrine, January 2025 to November 2026: nothing" in titles
    assert any(re.fullmatch(r"Techrine, May 2017: \d statements; \d events", one) for one in titles)
    (strip,) = [node for node in chart.iter("g") if node.get("data-dm-to")]
    assert strip.get("data-dm-to").startswith("ledger?")


def test_the_key_tells_a_silent_month_from_one_with_events_alone():
    silent, events = month_key(0), month_key(0, has_events=True)
    assert len(list(silent.iter("rect"))) == 1
    assert len(list(events.iter("rect"))) == 2
    assert [name for name, _ in key_steps(ENGLISH)] == ["1", "2 to 3", "4 to 7", "8 or more"]


def test_the_bars_are_as_long_as_they_have_events(tables):
    found = coverage_of(tables)
    chart = told_chart(found.sources, ENGLISH, NARROW, lambda one: one)
    bars = [node for node in chart.iter("g") if node.get("data-dm-to")]
    assert len(bars) == MOST_BARS
    widths = [float(next(bar.iter("rect")).get("width")) for bar in bars]
    events = found.sources["events"].head(MOST_BARS)
    for width, count in zip(widths, events, strict=True):
        assert width / widths[0] == pytest.approx(count / events.iloc[0], abs=0.01)


def test_the_table_of_the_strip_has_each_month(tables):
    page = page_of(tables)
    tree = list_tree(listed("months"), page)
    calendar = next(iter(tree.iter("tbody")))
    cells = [cell.text for row in calendar.iter("tr") for cell in list(row)[2:] if cell.text]
    assert sum(map(int, cells)) == page.found.months["claims"].sum()
    assert len(cells) == len(page.found.months)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_dataset_with_next_to_nothing_in_it_has_a_page(draft, code):
    for name in ("claims", "events"):
        head = draft.read(f"data/{name}.csv").decode().splitlines()[0]
        draft.write(f"data/{name}.csv", head + "\n")
    draft.write(
        "data/control.csv",
        "district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note\n"
        "hill,2020-01-01,,,,,,low,,\nmill,2020-01-01,,,,,,low,,\n",
    )
    tables = dm.open_dataset(draft.path).tables
    page = page_of(tables, code)
    assert "{" not in text_of(head_tree(page))
    trees = {one.name: list_tree(one, page) for one in LISTS}
    assert len(rows_of(trees["one-source"])) == 2
    assert len(rows_of(trees["months"])) == 2
    assert not list(trees["events"].iter("svg")), "no event: no bars"
