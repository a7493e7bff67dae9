"""The commands ledger, sources and coverage, on the dataset that comes with the program."""

import csv
import io
import json

import pytest

from tests.integration.command_line import run


def test_the_ledger_of_a_district_as_a_table():
    result = run("ledger", "--district", "qaboun", "--kind", "agency", "--lang", "fr")
    assert result.exit_code == 0
    assert "Où les sources divergent" in result.stdout
    assert "Daté de : février, juin ou juillet 2014 (trêve)." in result.stdout


def test_the_ledger_as_data():
    made = json.loads(run("ledger", "--district", "qaboun", "--format", "json").stdout)
    assert len(made["intervals"]) == 17
    against = [one["id"] for interval in made["intervals"] for one in interval["against"]]
    assert len(against) == 2
    rows = list(
        csv.DictReader(io.StringIO(run("ledger", "--district", "qaboun", "--format", "csv").stdout))
    )
    assert {row["id"] for row in rows if row["standing"] == "against"} == set(against)
    computed = {one["from"]: one["computed_confidence"] for one in made["intervals"]}
    assert {row["interval_from"]: row["computed_confidence"] for row in rows} == computed


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--district", "qabun"), "Did you mean qaboun?"),
        (
            ("--district", "qaboun", "--source", "xinhua-2017-05-14"),
            "Did you mean xinhua-2017-05-13?",
        ),
    ],
)
def test_what_is_not_there_is_refused(options, said):
    result = run("ledger", *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_the_sources_with_what_rests_on_them():
    made = json.loads(run("sources", "--search", "le monde", "--format", "json").stdout)
    assert [one["id"] for one in made["sources"]] == ["le-monde-2013-05-27"]
    rows = list(csv.DictReader(io.StringIO(run("sources", "--format", "csv").stdout)))
    assert len(rows) == 95
    assert sum(int(row["claims"]) for row in rows) == 236
    assert "2 sources" in run("sources", "--kind", "un").stdout


def test_what_is_not_known_as_a_table():
    result = run("coverage", "--district", "techrine", "--lang", "fr")
    assert result.exit_code == 0
    assert "Mois sans aucune source (5)" in result.stdout
    assert "Techrine, juin 2018" in " ".join(result.stdout.split())


def test_what_is_not_known_as_data():
    made = json.loads(run("coverage", "--format", "json").stdout)
    assert made["totals"]["intervals"] == 68
    assert made["counts"] == {name: len(entries) for name, entries in made["lists"].items()}
    rows = list(csv.DictReader(io.StringIO(run("coverage", "--format", "csv").stdout)))
    assert len(rows) == sum(made["counts"].values())
    undated = [row["source"] for row in rows if row["list"] == "undated"]
    assert len(undated) == 21
    assert undated == [one["source"] for one in made["lists"]["undated"]]
    part = json.loads(run("coverage", "--district", "jobar", "--format", "json").stdout)
    assert part["districts"] == ["jobar"]
    assert {one["district"] for one in part["lists"]["one-source"]} == {"jobar"}


def test_a_district_without_coverage_is_refused():
    result = run("coverage", "--district", "qabun")
    assert result.exit_code == 2
    assert "Did you mean qaboun?" in " ".join(result.stderr.split())
