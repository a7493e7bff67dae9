"""A table on a sheet: nothing leaves its column, nothing overlaps, and what is cut is known."""

import pytest

from damascus_map.language import language
from damascus_map.model.vocabulary import EventType
from damascus_map.render.static.lettering import width_of
from damascus_map.render.static.table import Subject, table_of

SENTENCE = "Mostly held by the South; partly held by the North. Fighting and talks."
ROWS = (("5 Mar 2020", SENTENCE, "Held entirely by the North."), ("July 2020", "", SENTENCE))


def made(subjects, width=400.0, size=10.0):
    titles = ("District", "When", "Before", "After")
    return table_of(titles, (1, 1, 2, 2), subjects, size=size, width=width, words=language("en"))


def test_no_line_is_wider_than_its_column():
    table = made([Subject("Hill", {}, ROWS)])
    for row in table.parts[0].rows:
        for lines, (_, width) in zip(row, table.columns[1:], strict=True):
            assert all(width_of(line, table.size) <= width for line in lines)
    assert " ".join(table.parts[0].rows[0][1]) == SENTENCE


def test_a_word_that_is_too_wide_is_broken_and_keeps_every_letter():
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    table = made([Subject(word, {}, (("", word, ""),))])
    part = table.parts[0]
    assert "".join(part.name) == "".join(part.rows[0][1]) == word
    assert all(width_of(line, 10, "bold") <= table.columns[0][1] for line in part.name)


def test_columns_stand_side_by_side_and_fill_the_width():
    table = made([Subject("Hill", {}, ROWS)])
    ends = [begin + width for begin, width in table.columns]
    assert all(end < begin for end, (begin, _) in zip(ends, table.columns[1:], strict=False))
    assert ends[-1] == pytest.approx(400)


def test_symbols_make_their_row_higher():
    counts = dict.fromkeys(EventType, 10)
    bare, full = (made([Subject("Hill", one, ROWS[1:])]).height for one in ({}, counts))
    assert full > bare + 30


def test_a_table_keeps_its_first_subjects_and_is_lower_without_the_others():
    table = made([Subject(name, {}, ROWS) for name in "abcd"])
    heights = [table.first(count).height for count in range(5)]
    assert heights == sorted(set(heights))
    assert heights[4] == table.height
    assert [part.name for part in table.first(2).parts] == [("a",), ("b",)]
