"""The report of an import: every row in it once, texts as texts, in three languages."""

import dataclasses
import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from rich.console import Console

from damascus_map.ingest.duplicates import Match
from damascus_map.ingest.reasons import REASONS
from damascus_map.ingest.report import MERGED, REFUSED, Report, SharedPoint
from damascus_map.ingest.rows import Doubt, Notice
from damascus_map.language import LANGUAGES, N_, language
from damascus_map.model.vocabulary import Placing
from damascus_map.render.import_report import report_html, report_json, report_tables
from damascus_map.render.import_sections import sections
from damascus_map.render.import_words import (
    DOUBT_NAMES,
    FATE_MEANINGS,
    FATE_NAMES,
    TWIN_NAMES,
    fates,
    summary,
)
from damascus_map.render.markup import policy_hash
from damascus_map.render.style import FATE_COLOURS

HOSTILE = "</td><script>alert(1)</script>\u202e\x1b[31m<b>&amp;"
LONG = "word " * 60 + "near Joubar " + "word " * 60


@pytest.fixture
def report():
    columns = ["hill", "mill", "city", "outside", "unplaced", "total"]
    years = pd.DataFrame([[3, 1, 9, 2, 0, 14], [2, 0, 1, 0, 1, 4]], ["2019", "2020"], columns)
    doubtful = [
        ("a.csv", 4, "2020-03", HOSTILE, ("hill", "mill"), "text: hil", "several"),
        ("a.csv", 9, "2020-03-05", LONG, ("hill",), "text: Joubar", "spelling"),
    ]
    names = ["file", "row", "date", "text", "district_ids", "placed_from", "doubt"]
    refusals = [("b.csv", number, "no-date", "When", "", "x,y") for number in range(2, 9)]
    refused = ["file", "row", "reason", "column", "value", "cells"]
    return Report(
        name="events-2020",
        files={"a.csv": 20, "b.csv": 9},
        placed={
            Placing.EDITOR: 1,
            Placing.POINT: 2,
            Placing.TEXT: 4,
            Placing.CITY: 9,
            Placing.OUTSIDE: 2,
            Placing.UNPLACED: 1,
        },
        refused={"no-date": 7, "date-format": 1},
        merged=2,
        by_year=years.rename_axis("year"),
        kinds={"clash": 12, "other": 4},
        doubts={Doubt.SPELLING: 1, Doubt.SEVERAL: 1},
        doubtful=pd.DataFrame(doubtful, columns=names),
        refusals=pd.DataFrame(refusals, columns=refused),
        duplicates=pd.DataFrame(
            {"first": ["raid"], "second": ["a-7"], "by": ["id"], "alike": [100]}
        ),
        shared_points=(SharedPoint(36.291575, 33.513364, 40),),
        notices=(Notice("a.csv", N_("All sources of the dataset ({n})"), {"n": 4000}),),
        sources=pd.DataFrame(),
        description={
            "attribution": "The Observers",
            "licenses": [{"title": "Their terms"}],
            "redistribution": "forbidden",
        },
    )


def empty(report):
    nothing = pd.DataFrame()
    return dataclasses.replace(
        report,
        files={},
        placed=dict.fromkeys(report.placed, 0),
        refused={},
        merged=0,
        by_year=report.by_year.iloc[:0],
        kinds={},
        doubts={},
        doubtful=nothing,
        refusals=nothing,
        duplicates=nothing,
        shared_points=(),
        notices=(),
        description={},
    )


class Page(HTMLParser):
    """Collects the elements of a page, and its cells by row."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.rows, self.open = [], [], []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def shown(content, width=200):
    console = Console(width=width, markup=False, no_color=True)
    with console.capture() as text:
        console.print(content)
    return text.get()


def test_each_fate_and_doubt_has_a_name_and_a_colour():
    assert list(FATE_NAMES) == [*Placing, REFUSED, MERGED] == list(FATE_COLOURS)
    assert set(FATE_MEANINGS) == set(FATE_NAMES)
    assert set(DOUBT_NAMES) == set(Doubt)
    assert set(TWIN_NAMES) == set(Match)


def test_the_fates_add_up_to_the_rows_read(report, small):
    first = sections(report, small.tables, language("en"))[0]
    counts = [int(row[1]) for row in first.rows]
    assert sum(counts[:-1]) == counts[-1] == report.read == 29
    assert sum(fates(report).values()) == 29
    assert first.lead == "Every row that was read is counted once."


def test_placing_by_hand_is_shown_where_a_hand_placed(report, small):
    by_hand = sections(report, small.tables, language("en"))[0]
    assert by_hand.rows[0][:2] == ("Placed by hand", "1")
    placed = {**report.placed, Placing.EDITOR: 0}
    without = sections(dataclasses.replace(report, placed=placed), small.tables, language("en"))[0]
    assert without.rows[0][0] == "Placed by point"
    assert without.keys[0] == "point"


def test_counts_that_do_not_add_up_are_owned_up_to(report, small):
    wrong = dataclasses.replace(report, merged=0)
    assert "do not add up" in sections(wrong, small.tables, language("en"))[0].lead


def test_the_summary_tells_rows_events_and_districts(report):
    assert summary(report, language("en")) == "29 rows read, 16 events, 7 of them in a district"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_every_table(report, small, lang):
    page = Page(report_html(report, small.tables, lang))
    made = sections(report, small.tables, language(lang))
    assert len(page.all("table")) == len(page.all("section")) == len(made) == 12
    assert page.all("html") == [{"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}]
    cells = {cell for row in page.rows for cell in row}
    assert {section.heads[0] for section in made} <= cells
    assert len(page.rows) == sum(1 + len(section.rows) for section in made)


def test_the_years_end_with_their_sum(report, small):
    page = Page(report_html(report, small.tables))
    assert ["Total", "5", "1", "10", "2", "1", "18"] in page.rows
    assert ["2019", "3", "1", "9", "2", "0", "14"] in page.rows


def test_a_text_of_the_data_is_text(report, small):
    hostile = dataclasses.replace(report, name=HOSTILE, files={HOSTILE: 29})
    content = report_html(hostile, small.tables)
    page = Page(content)
    assert not {"script", "b", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert b"\x1b" not in content
    assert "\u202e" not in content.decode().split("<table")[1]
    text = shown(report_tables(hostile, small.tables))
    assert "\x1b" not in text
    assert "<script>" in text


def test_the_page_may_load_nothing(report, small):
    content = report_html(report, small.tables).decode()
    policy, *_ = (meta["content"] for meta in Page(content.encode()).all("meta") if len(meta) > 1)
    (style,) = re.findall("<style>(.*?)</style>", content, re.DOTALL)
    assert policy.startswith("default-src 'none'; ")
    assert policy_hash(style) in policy
    assert not re.search(r"style=|url\(|@import|\bhref=|\bsrc=", content)


def test_the_same_report_gives_the_same_bytes(report, small):
    assert report_html(report, small.tables, "ar") == report_html(report, small.tables, "ar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bar_is_as_long_as_its_parts(report, small, lang):
    rects = Page(report_html(report, small.tables, lang)).all("rect")
    parts = [one for one in rects if one["height"] == "14"]
    assert [one["fill"] for one in parts] == [FATE_COLOURS[key] for key in FATE_NAMES]
    assert sum(float(one["width"]) for one in parts) == pytest.approx(1000, abs=0.1)
    begins = [float(one["x"]) for one in parts]
    assert begins == sorted(begins, reverse=lang == "ar")
    assert min(begins) == pytest.approx(0, abs=0.1)


def test_an_import_of_nothing_has_a_report(report, small):
    none = empty(report)
    page = Page(report_html(none, small.tables))
    assert len(page.all("table")) == 1
    assert not [one for one in page.all("rect") if one["height"] == "14"]
    assert "0 rows read" in shown(report_tables(none, small.tables))
    assert json.loads(report_json(none))["read"] == 0


def test_json_has_the_figures_and_the_notices_in_words(report):
    found = json.loads(report_json(report, "fr"))
    assert found["read"] == 29
    assert found["placed"]["text"] == 4
    assert found["adds_up"] is True
    assert found["notices"][0]["file"] == "a.csv"
    assert found["notices"][0]["message"] == language("fr").text(
        "All sources of the dataset ({n})", n=4000
    )


def test_a_notice_has_its_numbers_as_the_language_writes_them(report, small):
    assert "All sources of the dataset (4,000)" in shown(report_tables(report, small.tables))


def test_a_terminal_shows_a_few_of_many_and_says_so(report, small):
    text = shown(report_tables(report, small.tables))
    assert text.count("When") == 5
    assert "2 more in report.html." in text
    assert "The first 7 of 8." in text
    assert "Fill it in" in text


def test_a_narrow_terminal_loses_nothing(report, small):
    text = " ".join(shown(report_tables(report, small.tables), width=40).split())
    assert "Option: --city-point 36.291575,33.513364" in text
    assert text.endswith("29 rows read, 16 events, 7 of them in a district")


def test_a_long_text_is_shown_around_what_placed_it(report, small):
    page = Page(report_html(report, small.tables))
    (row,) = (row for row in page.rows if "text: Joubar" in row)
    assert "near Joubar" in row[-1]
    assert row[-1][0] == row[-1][-1] == "…"
    assert len(row[-1]) < 130


def test_what_was_merged_is_told_from_what_was_kept(report, small):
    merged = shown(report_tables(report, small.tables))
    kept = shown(report_tables(dataclasses.replace(report, merged=0), small.tables))
    assert "--merge-duplicates" in kept
    assert "--merge-duplicates" not in merged


def test_rows_that_may_not_be_passed_on_are_marked(report, small):
    assert "may not be passed on" in report_html(report, small.tables).decode()
    free = dataclasses.replace(report, description={"attribution": "The Observers"})
    page = report_html(free, small.tables).decode()
    assert "The Observers" in page
    assert "may not be passed on" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_the_page_no_advice_speaks_of_a_command(report, small, lang):
    refused = dict.fromkeys(REASONS, 1)
    report = dataclasses.replace(report, refused=refused, merged=0)

    def words_of(*, on_page):
        made = sections(report, small.tables, language(lang), on_page=on_page)
        return " ".join(text for one in made for text in (one.lead, *sum(one.rows, one.heads)))

    options = ("--day-first", "--merge-duplicates", "--city-point")
    assert [one for one in options if one not in words_of(on_page=False)] == []
    on_page = words_of(on_page=True)
    assert re.findall("--[a-z]|damascus-map|import (?:ucdp|acled)", on_page) == []
    labels = ("Dates such as 07/05/2017", "Make rows that say the same one event")
    assert [one for one in labels if language(lang).text(one) not in on_page] == []
