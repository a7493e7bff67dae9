"""Whole columns of text."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.ingest.texts import (
    by_value,
    codes,
    folded,
    lines_of,
    listed,
    tidied,
    tidy_text,
)

UNTIDY = [
    ("  Jobar \t\n Qaboun ", "Jobar Qaboun"),
    ("Syria&#39;s &quot;army&quot;", 'Syria\'s "army"'),
    ("R&amp;amp;D", "R&D"),
    ("Ja\u200bbal\ufeff", "Jabal"),
    ("\u202bجوبر\u202c", "جوبر"),
    ("e\u0301te\u0301", "été"),
    ("no\u00a0break", "no break"),
    ("AT&T", "AT&T"),
    ("", ""),
]


def column(*texts):
    return pd.Series(texts, dtype="str")


@pytest.mark.parametrize(("written", "tidy"), UNTIDY)
def test_a_text_is_tidied(written, tidy):
    assert tidied(column(written)).tolist() == [tidy]
    assert tidy_text(written) == tidy


def test_columns_that_repeat_and_columns_that_do_not_are_tidied_alike():
    alike = column(*[" a  b ", "c"] * 2000)
    each = column(*[f" a  {number} " for number in range(2000)])
    assert tidied(alike).tolist() == ["a b", "c"] * 2000
    assert tidied(each).tolist() == [f"a {number}" for number in range(2000)]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_tidying_twice_changes_nothing_more_but_entities(texts):
    once = tidied(column(*(text.replace("&", "") for text in texts)))
    assert tidied(once).tolist() == once.tolist()
    assert once.index.tolist() == list(range(len(texts)))


@pytest.mark.parametrize("absent", ["NA", "n/a", "null", "None", "nan", " - ", "--", "?", ""])
def test_a_code_that_says_none_is_empty(absent):
    assert codes(column(absent, "1.0", "1.5", " 2 ")).tolist() == ["", "1", "1.5", "2"]


def test_a_value_is_made_once_for_equal_cells():
    asked = []
    made = by_value(column("a", "b", "a"), lambda text: asked.append(text) or text.upper())
    assert made.tolist() == ["A", "B", "A"]
    assert asked == ["a", "b"]


def test_only_parts_that_hold_something_are_listed():
    found = listed([column("a", "", ""), column("b", "c", "")], "; ")
    assert found.tolist() == ["a; b", "c", ""]


@given(st.lists(st.text(max_size=8), min_size=2, max_size=5))
def test_a_row_in_one_line_is_the_row_again(cells):
    cells = [cell.replace("\0", "") for cell in cells]
    line = lines_of(pd.DataFrame([cells], dtype="str")).iloc[0]
    assert list(csv.reader(io.StringIO(line, newline=""), strict=True)) == [cells]


def test_a_line_quotes_what_has_to_be():
    frame = pd.DataFrame([["a,b", 'say "x"', "c\nd", "e"]], dtype="str")
    assert lines_of(frame).tolist() == ['"a,b","say ""x""","c\nd",e']


def test_letters_are_compared_in_one_form():
    assert folded("Éßَ") == "ess"
    assert folded("المحافظة") == folded("المحافظه")
