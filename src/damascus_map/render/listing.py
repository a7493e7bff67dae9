"""A list for a terminal of any width: a table, or, where that is too wide, a block for each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from damascus_map.render.plain_text import plain_text

_LEAST_SENTENCE: Final = 20
_GAP: Final = 3

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under a title; no text in them is read as markup, and none is cut.

    Attributes
    ----------
    title
        Above the rows.
    heads
        Name of each column, in the language of the rows.
    groups
        Rows that belong together stand together.
    sentences
        Positions of the columns that may be folded.
    figures
        Positions of the columns that hold numbers.
    """

    title: Text
    heads: Cells
    groups: Sequence[Sequence[Cells]]
    sentences: frozenset[int]
    figures: frozenset[int] = frozenset()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give what fits."""
        yield self._table() if self._least_width() <= options.max_width else self._blocks()

    def _least_width(self) -> int:
        rows = [self.heads, *(row for group in self.groups for row in group)]
        needed = [max(cell_len(plain_text(row[place])) for row in rows) for place in self._places()]
        folded = [
            min(width, _LEAST_SENTENCE) if place in self.sentences else width
            for place, width in enumerate(needed)
        ]
        return sum(folded) + _GAP * len(folded)

    def _places(self) -> range:
        return range(len(self.heads))

    def _table(self) -> Table:
        table = Table(title=self.title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for place, head in enumerate(self.heads):
            table.add_column(
                Text(head),
                overflow="fold",
                no_wrap=place not in self.sentences,
                justify="right" if place in self.figures else "left",
            )
        for group in self.groups:
            if table.row_count and len(self.groups) > 1:
                table.add_section()
            for row in group:
                table.add_row(*(Text(plain_text(cell)) for cell in row))
        return table

    def _blocks(self) -> Text:
        text = self.title.copy().append("\n\n")
        for group in self.groups:
            for row in group:
                for head, cell in zip(self.heads, row, strict=True):
                    if cell:
                        text.append(f"{head}: ", style="bold").append(f"{plain_text(cell)}\n")
                text.append("\n")
        return text
