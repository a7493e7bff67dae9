"""A list is whole in a terminal of any width."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from damascus_map.render.listing import Listing

HEADS = ("Place", "Statement", "Said by")
LONG = "The mayor said that the bridge was closed and that nobody had crossed it since Sunday."
ROWS = (("Barzé", LONG, "[red]the mayor[/red]"), ("برزة", "Calm\x1b[2J", ""))


def shown(width: int) -> str:
    listing = Listing(Text("A title"), HEADS, [ROWS[:1], ROWS[1:]], frozenset({1}))
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False)
    console.print(listing)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [20, 35, 60, 61, 62, 63, 64, 65, 70, 80, 120, 1000])
def test_nothing_is_cut_at_any_width(width):
    text = shown(width)
    assert all(cell_len(line.rstrip()) <= width for line in text.splitlines())
    words = [*LONG.split(), "[red]the", "mayor[/red]", "Barzé", "برزة", "Calm<U+001B>[2J", "title"]
    assert [word for word in words if word not in text] == []


def test_wide_terminal_has_a_table_with_its_heads_once():
    assert [shown(200).count(head) for head in HEADS] == [1, 1, 1]


def test_narrow_terminal_has_a_block_for_each_row_without_empty_lines_for_empty_cells():
    text = shown(40)
    assert [text.count(f"{head}: ") for head in HEADS] == [2, 2, 1]
