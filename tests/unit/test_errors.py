"""The error tree, and what a finding says of its place."""

import pytest

import damascus_map as dm
from damascus_map.data.rulebook import finding

TREE = {
    dm.DatasetError: (dm.DamascusMapError,),
    dm.QueryError: (dm.DamascusMapError,),
    dm.DatasetNotFoundError: (dm.DatasetError, FileNotFoundError),
    dm.InvalidDatasetError: (dm.DatasetError, ValueError),
    dm.InvalidDateError: (dm.QueryError, ValueError),
    dm.UnknownDistrictError: (dm.QueryError, LookupError),
    dm.UnknownChoiceError: (dm.QueryError, ValueError),
}


@pytest.mark.parametrize(("leaf", "bases"), TREE.items())
def test_each_error_is_caught_by_its_kind(leaf, bases):
    assert leaf.__bases__ == bases


@pytest.mark.parametrize(
    ("rule", "file", "row", "column", "place"),
    [
        ("required", "data/claims.csv", 4, "on", "data/claims.csv, line 4, column on"),
        ("gap", "data/control.csv", 4, None, "data/control.csv, line 4"),
        ("missing-file", "data/control.csv", None, None, "data/control.csv"),
        ("missing-name", "geo/a.geojson", 2, "name", "geo/a.geojson, feature 2, column name"),
        ("broken-json", "geo/a.geojson", 12, None, "geo/a.geojson, line 12"),
        ("not-utf8", "geo/a.geojson", 3, None, "geo/a.geojson, line 3"),
    ],
)
def test_a_finding_says_where(rule, file, row, column, place):
    assert finding(rule, file, row=row, column=column).place == place


def test_a_finding_is_one_line_and_plain_values():
    found = finding("slug", "data/events.csv", row=3, column="id", value="A B")
    assert str(found) == (
        "data/events.csv, line 3, column id: this is not an id (found: 'A B'). Use lower-case "
        "letters a to z, digits and hyphens, such as jobar-2013-02."
    )
    assert found.as_dict() == {
        "rule": "slug",
        "severity": "error",
        "file": "data/events.csv",
        "row": 3,
        "column": "id",
        "value": "A B",
        "message": found.message,
        "advice": found.advice,
        "example": "2014-02-15-old-town-ceasefire",
    }


def test_a_finding_is_translated_before_its_braces_are_filled():
    found = finding("cell-count", "data/events.csv", row=3, found=2, expected=5)
    words = {"the row has {found} cells, the header has {expected}": "{expected} ≠ {found}"}
    translated = found.translated(lambda text: words.get(text, "…"))
    assert (translated.message, translated.advice) == ("5 ≠ 2", "…")
    assert found.message == "the row has 2 cells, the header has 5"


def test_the_error_of_a_dataset_names_every_error_and_no_warning():
    findings = [
        finding("required", "data/claims.csv", row=2, column="id"),
        finding("stale-hash", "data/claims.csv"),
        finding("gap", "data/control.csv", row=7, end="2012", begin="2013", district="jobar"),
    ]
    error = dm.InvalidDatasetError("here", findings)
    assert error.findings == tuple(findings)
    assert str(error).splitlines() == [
        "The dataset here cannot be used: 2 error(s).",
        f"- {findings[0]}",
        f"- {findings[2]}",
    ]
