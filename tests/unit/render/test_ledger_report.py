"""A ledger as values and as a file."""

import csv
import io

import damascus_map as dm
from damascus_map.language import language
from damascus_map.query.ledger import ledger_of, narrowed
from damascus_map.render.ledger_report import ledger_csv, ledger_report

ENGLISH = language("en")


def report(tables, district, **asked):
    return ledger_report(tables, narrowed(ledger_of(tables, district), **asked), ENGLISH)


def test_a_report_holds_each_claim_where_it_stands(small):
    made = report(small.tables, "hill")
    found = [[claim["id"] for claim in one["cited"]] for one in made["intervals"]]
    assert found == [["hill-early"], ["hill-late"], ["hill-late"]]
    assert made["intervals"][1]["sentence"].startswith("Mostly held by the South")
    assert (made["intervals"][1]["from"], made["intervals"][1]["to"]) == ("2020-03-05", "2020-04")


def test_an_interval_without_claims_has_a_row_of_its_own(small):
    rows = list(csv.DictReader(io.StringIO(ledger_csv(report(small.tables, "mill")))))
    assert [(row["interval_from"], row["id"]) for row in rows] == [
        ("2020-01-01", ""),
        ("2020-02", "mill-north"),
        ("2020-02", "mill-south"),
    ]
    assert rows[2]["situation"] == "truce"
    assert rows[2]["publisher"] == "The Wire"


def test_a_part_of_a_ledger_keeps_the_disagreements_that_it_has_a_part_in():
    tables = dm.open_dataset().tables
    whole = report(tables, "qaboun")
    part = report(tables, "qaboun", source="xinhua-2017-05-13")
    assert len(whole["disagreements"]) == 6
    assert [one["sentence"] for one in part["disagreements"]] == [
        one["sentence"]
        for one in whole["disagreements"]
        if any("xinhua" in claim for claim in one["claims"])
    ]
