"""What docs/exports.md promises is there: columns, endings, files of a bundle."""

import re
from pathlib import Path

import pytest

from damascus_map.render.columns import (
    CLAIM_COLUMNS,
    DISTRICT_REMARKS,
    EVENT_COLUMNS,
    EVENT_SPAN,
    SOURCE_COLUMNS,
    district_columns,
    names_of,
)
from damascus_map.render.exports.writers import FORMS

TEXT = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
COLUMNS = {
    "districts": names_of((*district_columns([""]), *DISTRICT_REMARKS)),
    "events": names_of((*EVENT_COLUMNS, *EVENT_SPAN)),
    "claims": names_of(CLAIM_COLUMNS),
    "sources": names_of(SOURCE_COLUMNS),
}


@pytest.mark.parametrize(("table", "columns"), COLUMNS.items())
def test_each_column_is_named_in_its_order(table, columns):
    section = re.split("\n##+ ", TEXT.split(f"\n### {table}\n")[1])[0]
    assert re.findall(r"`(\w+)`", section) == list(columns)


def test_each_ending_has_its_row():
    rows = re.findall(r"^\| `\.(\w+)` \|.*\| (.*) \|$", TEXT, re.MULTILINE)
    assert {form for form, _ in rows} == set(FORMS)
    assert {form for form, tables in rows if "`about`" in tables} == {
        form for form, one in FORMS.items() if one.is_whole
    }
