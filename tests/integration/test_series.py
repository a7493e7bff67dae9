"""`damascus-map series`, as it is typed."""

import csv
import io
import json

import pytest

from tests.integration.command_line import run

SPRING = ("--from", "2017-04-01", "--to", "2017-06-30")


@pytest.mark.parametrize("name", ["area", "events", "deaths", "moved", "lags"])
def test_every_series_as_table_csv_and_json(name):
    table = run("series", name, *SPRING)
    assert table.exit_code == 0
    told = json.loads(run("series", name, *SPRING, "--format", "json").stdout)
    written = run("series", name, *SPRING, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(written.stdout)))
    assert len(rows) == len(told["rows"]) > 0
    assert (told["series"], told["from"], told["to"]) == (name, "2017-04-01", "2017-06-30")
    assert told["title"] in table.stdout
    assert told["notes"][0] in written.stderr
    assert len(told["dataset"]["hash"]) == 64


def test_filters_and_bins_are_followed():
    options = ("--district", "jobar", "--type", "clash", "--by", "year", "--format", "csv")
    rows = run("series", "events", "--from", "2016-01-01", "--to", "2017-12-31", *options).stdout
    assert rows.splitlines() == [
        "first,last,kind,events",
        "2016-01-01,2016-12-31,clash,9",
        "2017-01-01,2017-12-31,clash,15",
    ]


def test_the_language_is_followed():
    table = run("series", "deaths", *SPRING, "--lang", "fr").stdout
    assert "Morts" in table
    assert "avril 2017" in table


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "2017-05-02", "--to", "2017-05-01"), "lies before the beginning"),
        (("--from", "2009-05-02", "--to", "2017-05-01"), "not a time of the dataset"),
        (("--from", "2017-05-02", "--to", "2199-05-01"), "has not come yet"),
        ((*SPRING, "--district", "jobra"), "Did you mean jobar?"),
    ],
)
def test_a_wrong_call_is_explained(options, said):
    result = run("series", "area", *options)
    assert result.exit_code == 2
    assert said in result.stderr
