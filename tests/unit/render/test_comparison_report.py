"""The comparison in words, as values, as rows, and as the table of the page."""

import csv
import io
import json
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from damascus_map.language import language
from damascus_map.model.view import View
from damascus_map.query.comparison import compare_days, happened
from damascus_map.render.comparison_order import (
    ComparisonOrder,
    comparison_command,
    comparison_file,
    days_from,
)
from damascus_map.render.comparison_report import comparison_data, comparison_report
from damascus_map.render.comparison_table import comparison_tree
from damascus_map.render.comparison_words import deaths_words, happened_words, summary_of

FIRST, SECOND, LAST = date(2017, 2, 18), date(2017, 5, 14), date(2026, 1, 1)
SUMMARIES = {
    "en": "From 18 Feb 2017 to 14 May 2017: 13 changes in 5 districts. "
    "Who leads has changed in Qaboun and Techrine (before: opposition groups; after: Syrian "
    "government) and Jobar (before: extent not stated; after: shared). Meanwhile 47 events are "
    "known. Deaths: low 100, best 103, high 103 (30 events give no figure). "
    "People moved: 14,311 (44 events give no figure).",
    "fr": "Du 18 févr. 2017 au 14 mai 2017 : 13 changements dans 5 quartiers. ",
    "ar": "من 18 شباط 2017 إلى 14 أيار 2017: 13 تغيّرًا في 5 أحياء. ",
}


def between(dataset, first=FIRST, second=SECOND):
    return compare_days(dataset.tables, first, second)


@pytest.mark.parametrize("lang", list(SUMMARIES))
def test_a_summary_in_each_language(dataset, lang):
    told = summary_of(dataset.tables, between(dataset), language(lang))
    assert told.startswith(SUMMARIES[lang].replace(" :", "\N{NO-BREAK SPACE}:"))


@pytest.mark.parametrize(
    ("second", "lang", "expected"),
    [
        (FIRST, "en", "Both days are 18 Feb 2017: nothing changed."),
        (FIRST, "fr", "Les deux jours sont le 18 févr. 2017 : rien n"),
        (date(2017, 2, 20), "en", "From 18 Feb 2017 to 20 Feb 2017 nothing changed in what is "),
        (date(2017, 2, 26), "en", "From 18 Feb 2017 to 26 Feb 2017: 1 change in 1 district. In no"),
        (date(2017, 2, 26), "ar", "من 18 شباط 2017 إلى 26 شباط 2017: تغيّر واحد في حي واحد. "),
    ],
)
def test_no_change_and_one_change_are_said_as_such(dataset, second, lang, expected):
    told = summary_of(dataset.tables, between(dataset, second=second), language(lang))
    assert told.replace("\N{NO-BREAK SPACE}", " ").startswith(expected)


def test_a_figure_that_fewer_events_tell_says_of_how_many(dataset):
    told = happened(dataset.events_between("2013-01-02", "2013-06-01"))
    assert deaths_words(told, language("en")) == (
        "Deaths: low 46 (of 2 events), best 30 (of 1 event) (9 events give no figure)"
    )


def test_figures_that_nobody_tells_are_no_zero(small):
    told = happened(small.events_between("2020-08-01", "2020-08-01"))
    assert happened_words(told, language("en")) == (
        "1 event: Ceasefire 1",
        "Deaths: no event gives a figure",
        "People moved: no event gives a figure",
    )


def test_values_hold_changes_claims_publishers_figures_and_disagreements(dataset):
    report = comparison_report(dataset.tables, between(dataset), language("en"))
    assert json.loads(json.dumps(report)) == report
    jobar = next(one for one in report["districts"] if one["district"] == "jobar")
    (change,) = jobar["changes"]
    assert (change["on"], jobar["before"]["status"]) == ("2017-05-04", "unclear")
    assert "TASS" in change["publishers"]
    assert len(change["claims"]) == 8
    assert jobar["happened"]["deaths_best"] == {"sum": 62, "events": 6}
    assert jobar["happened"]["events_without_deaths"] == 3
    assert {one["kind"] for one in jobar["disagreements"]} == {"date", "denial"}
    assert report["together"]["people_moved"] == {"sum": 14311, "events": 3}


def test_rows_hold_each_figure_once(dataset):
    order = ComparisonOrder(View(on=FIRST), SECOND, "csv")
    rows = list(csv.DictReader(io.StringIO(comparison_data(dataset.tables, order).decode())))
    kinds = [row["row"] for row in rows]
    assert (kinds.count("district"), kinds.count("change")) == (5, 13)
    assert kinds[-2:] == ["elsewhere", "together"]
    assert all(row["events"] == "" for row in rows if row["row"] == "change")
    together = rows[-1]
    assert (together["events"], together["deaths_best"]) == ("47", "103")
    barze = rows[0]
    assert (barze["changes"], barze["disagreements"]) == ("2", "3")
    assert barze["after"].endswith("Evacuation.")


def texts(node: Element) -> str:
    return "".join(node.itertext())


def test_the_table_names_changes_first_with_links_and_the_rest_as_it_is(small):
    compared = compare_days(small.tables, "2020-02-15", "2020-03-31")
    tree = comparison_tree(
        small.tables, compared, language("en"), lambda claim: f"ledger?claim={claim}"
    )
    bodies = tree.findall(".//tbody")
    assert [body.get("data-district") for body in bodies] == ["hill", "mill"]
    (change,) = bodies[0].findall("tr[2]")
    cells = change.findall("td")
    assert [texts(cell) for cell in cells[:3]] == [
        "5 Mar 2020",
        "Held entirely by the North.",
        "Mostly held by the South; partly held by the North. Fighting.",
    ]
    link = change.find(".//a")
    assert (link.get("href"), link.text) == ("ledger?claim=hill-late", "The South took most.")
    assert texts(change.find(".//cite")) == "The Wire, 5 Mar 2020 to June 2020"
    assert cells[2].find("span[@class='dm-swatch']").get("style").startswith("background:")
    assert "No change" in texts(bodies[1])
    assert "Deaths: no event gives a figure" in texts(bodies[1])


def test_many_statements_fold_away_and_none_is_lost(dataset):
    compared = between(dataset)
    tree = comparison_tree(dataset.tables, compared, language("fr"), lambda claim: claim)
    expected = {
        claim for one in compared.districts for row in one.changes for claim in row["claim_ids"]
    }
    found = {link.get("href") for link in tree.findall(".//td[@data-label]//a")}
    assert found == expected
    assert tree.findall(".//td[@data-label]//details")


@pytest.mark.parametrize(
    ("parameters", "expected", "wrong"),
    [
        ({"from": "2017-02-18", "to": "2017-05-14"}, (FIRST, SECOND), []),
        ({"to": "2017-02-18", "from": "2017-05-14"}, (FIRST, SECOND), []),
        ({"from": "2017-05-14", "to": "2017-05-14"}, (SECOND, SECOND), []),
        ({}, (date(2016, 5, 7), date(2017, 5, 7)), []),
        ({"from": "soon"}, (date(2016, 5, 7), date(2017, 5, 7)), ["from"]),
        ({"to": "2031-01-01"}, (date(2016, 5, 7), date(2017, 5, 7)), ["to"]),
    ],
)
def test_days_of_an_address_are_put_in_order(dataset, parameters, expected, wrong):
    days, complaints = days_from(parameters, dataset.tables, LAST, date(2017, 5, 7))
    assert days == expected
    assert [one.key for one in complaints] == wrong


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2016, 2, 29), (date(2015, 2, 28), date(2016, 2, 29))),
        (date(2011, 3, 15), (date(2011, 3, 15), date(2012, 3, 15))),
    ],
)
def test_without_days_a_year_is_compared(dataset, on, expected):
    assert days_from({}, dataset.tables, LAST, on)[0] == expected


def test_a_file_has_a_name_and_a_command():
    view = View(on=FIRST, districts=("jobar",), window=30, lang="fr")
    picture = ComparisonOrder(view, SECOND, "pdf", "page")
    assert comparison_file(picture) == "damascus-map-2017-02-18-2017-05-14-jobar-fr.pdf"
    assert comparison_command(picture, dataset="FOLDER") == (
        "damascus-map compare --from 2017-02-18 --to 2017-05-14 --district jobar --window 30 "
        "--layout page --lang fr --dataset FOLDER "
        "--out damascus-map-2017-02-18-2017-05-14-jobar-fr.pdf"
    )
    data = ComparisonOrder(View(on=FIRST, window=30), SECOND, "csv", "page")
    assert comparison_command(data) == (
        "damascus-map compare --from 2017-02-18 --to 2017-05-14 "
        "--out damascus-map-2017-02-18-2017-05-14-en.csv"
    )
