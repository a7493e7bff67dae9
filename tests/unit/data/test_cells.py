"""Cells against their columns, and lists in a cell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.data.cells import by_unique, check_cells, check_header, is_slug, split_list
from damascus_map.data.files import LINE
from damascus_map.data.schema import CellKind, Column, Table

TABLE = Table(
    "things",
    "data/things.csv",
    (
        Column("id", CellKind.SLUG, required=True),
        Column("day", CellKind.DATE),
        Column("colour", CellKind.COLOUR, required=True),
        Column("kinds", CellKind.CHOICE, many=True, choices=("red", "green")),
        Column("topic", optional=True),
    ),
)


def frame(*rows, columns=("id", "day", "colour", "kinds")):
    lines = range(2, len(rows) + 2)
    return pd.DataFrame(list(rows), columns=list(columns), dtype="str").assign(**{LINE: lines})


def found(findings):
    return [(one.rule, one.row, one.column) for one in findings]


def test_every_fault_of_a_table_is_found_in_one_pass():
    table = frame(
        ("a", "2020", "#123456", "red;green"),
        ("A", "2020-13", "", "blue"),
        ("a", "", "#12345G", ""),
        ("", "tomorrow", "#000000", "red;;green"),
    )
    assert sorted(found(check_cells(table, TABLE))) == sorted(
        [
            ("slug", 3, "id"),
            ("date-format", 3, "day"),
            ("required", 3, "colour"),
            ("choice", 3, "kinds"),
            ("duplicate-id", 4, "id"),
            ("colour", 4, "colour"),
            ("required", 5, "id"),
            ("date-format", 5, "day"),
        ]
    )


def test_an_empty_table_has_no_fault():
    assert check_cells(frame(), TABLE) == []


def test_two_empty_ids_are_missing_and_not_double():
    table = frame(("", "", "#000000", ""), ("", "", "#000000", ""))
    assert found(check_cells(table, TABLE)) == [("required", 2, "id"), ("required", 3, "id")]


def test_a_wrong_choice_is_told_the_right_ones():
    (only,) = check_cells(frame(("a", "", "#000000", "blue")), TABLE)
    assert only.advice == "Use one of: red, green."


def test_the_header_may_be_in_any_order_and_leave_out_what_is_optional():
    assert check_header(frame(columns=("kinds", "colour", "id", "day")), TABLE) == []


def test_a_header_is_told_what_it_lacks_and_what_is_not_known():
    findings = check_header(frame(columns=("id", "id", "colour", "kind", "line", "")), TABLE)
    assert [(one.rule, one.column) for one in findings] == [
        ("missing-column", "day"),
        ("missing-column", "kinds"),
        ("unknown-column", "id"),
        ("unknown-column", "kind"),
        ("unknown-column", "line"),
        ("unknown-column", ""),
    ]
    assert findings[2].advice == "Remove or rename it. Known: id, day, colour, kinds, topic."


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("", ()),
        (" ; ", ()),
        ("barze", ("barze",)),
        ("barze; qaboun ;", ("barze", "qaboun")),
        ("a;a", ("a", "a")),
    ],
)
def test_the_members_of_a_list_cell(cell, members):
    assert split_list(cell) == members


@given(st.lists(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1)))
def test_a_list_that_is_joined_is_split_again(members):
    assert split_list(";".join(members)) == tuple(members)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("jobar-2013-02", True),
        ("air_strike", True),
        ("7", True),
        ("", False),
        ("Jobar", False),
        ("jobar-", False),
        ("-jobar", False),
        ("jobar--2", False),
        ("jobar 2", False),
        ("برزة", False),
        ("barzé", False),
        ("jobar\n", False),
        ("jobar-\N{ARABIC-INDIC DIGIT TWO}", False),
    ],
)
def test_what_can_be_an_id(text, good):
    assert is_slug(text) is good


@given(st.lists(st.sampled_from(["", "a", "a;b", " b "]), max_size=9))
def test_equal_cells_share_a_value_that_is_made_once(cells):
    made = []
    index = range(5, 5 + len(cells))
    values = by_unique(
        pd.Series(cells, index=index, dtype="str"),
        lambda cell: made.append(cell) or split_list(cell),
    )
    assert list(values) == [split_list(cell) for cell in cells]
    assert list(values.index) == list(index)
    assert sorted(made) == sorted(set(cells))


def test_a_value_that_is_not_known_stays_none():
    assert list(by_unique(pd.Series(["a", ""], dtype="str"), lambda cell: cell or None)) == [
        "a",
        None,
    ]
