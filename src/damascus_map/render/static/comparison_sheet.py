"""Two days side by side on one sheet, with the table of what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.render.comparison import Comparison, Step, comparison_of
from damascus_map.render.comparison_order import ComparisonOrder
from damascus_map.render.frame import Frame
from damascus_map.render.shown_events import Counts
from damascus_map.render.static.furniture import leftward
from damascus_map.render.static.ground import Land, land_of
from damascus_map.render.static.key_rows import draw_key_rows, groups_of, key_rows
from damascus_map.render.static.layouts import COMPARISON_LAYOUTS, Box, Layout
from damascus_map.render.static.legend import draw_legend
from damascus_map.render.static.lettering import LINE, shortened, wrapped
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.picture import draw_map, draw_surroundings, layout_named
from damascus_map.render.static.sheet import Sheet, facts_of, pen_on_sheet
from damascus_map.render.static.table import Subject, Table, draw_table, table_of
from damascus_map.render.static.writers import sheet_bytes
from damascus_map.render.style import GROUND, SYMBOLS

Texts = dict[str, list[str]]
"""By their heading."""

_MOST_TRIES: Final = 3
"""What finds no room on a map stands in the legend, and leaves the maps less of it."""

_SHARES: Final = (
    (1.4, 1.2, 2.9, 2.9, 2.0),
    (1.4, 1.2, 3.8, 2.0, 2.0),
    (1.4, 1.2, 2.0, 3.8, 2.0),
    (2.2, 1.2, 3.0, 2.0, 2.0),
    (2.2, 1.2, 2.5, 2.5, 2.0),
)
"""Widths of the columns; those that make the table lowest are taken."""

_TRIES: Final = (
    *((True, factor, 0.36) for factor in (1, 0.93, 0.86, 0.79)),
    *((False, factor, 0.36) for factor in (1, 0.93, 0.86, 0.79, 0.7)),
    (False, 0.7, 0.27),
)
"""Whether each change has its row; size of the letters; height of the maps, by the sheet's."""

_SMALLEST: Final = 9.8
_MOST_PUBLISHERS: Final = 60
_STATEMENTS: Final = NN_("{n} statement: {publishers}", "{n} statements: {publishers}")
_TOGETHER: Final = NN_(
    "The {n} change is listed by: {command}",
    "The changes of a district are taken together. Each of the {n} is listed by: {command}",
)
_MOST_NAMED: Final = 90
"""Letters of the names of what has no room in the table."""

_EVENTS_ARE: Final = N_("No room here for: {names}. Events are listed by: {command}")
_MORE_NAMES: Final = NN_("{names}, and {n} more", "{names}, and {n} more")


def comparison_bytes(tables: Tables, order: ComparisonOrder) -> bytes:
    """Return the sheet of a comparison as the content of a file.

    Parameters
    ----------
    tables
        The dataset.
    order
        The days, and what the file is to be.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the second day is not later, or something of the order cannot be used.
    """
    shown = comparison_of(tables, order.view, order.until)
    return sheet_bytes(
        lambda: draw_comparison(tables, shown, order.layout), order.form, scale=order.scale
    )


def draw_comparison(tables: Tables, shown: Comparison, layout_name: str) -> Sheet:
    """Draw a comparison on a sheet, inside `drawing_settings`.

    Parameters
    ----------
    tables
        The dataset, for the ground.
    shown
        What is on it.
    layout_name
        A key of `layouts.COMPARISON_LAYOUTS`.

    Raises
    ------
    UnknownChoiceError
        If there is no such layout.
    """
    layout = layout_named(layout_name, COMPARISON_LAYOUTS)
    command = f"{shown.origin.command} --layout {layout_name}"
    shown = replace(shown, origin=replace(shown.origin, command=command))
    left: Texts = {}
    for _ in range(_MOST_TRIES):
        pen, found = _drawn(tables, shown, layout, left)
        if found == left:
            break
        left = found
    return Sheet(pen.figure, layout.dots_per_unit, facts_of(shown))


def _drawn(tables: Tables, shown: Comparison, layout: Layout, left: Texts) -> tuple[Pen, Texts]:
    """Draw the sheet; `left` and what is returned are the texts that have no room on a map."""
    pen = pen_on_sheet(layout, shown.words)
    top, bottom = draw_surroundings(pen, shown, layout)
    more = _elsewhere((shown.before, shown.after)) | left
    rows = None
    below = layout.gap
    if layout.legend_width is None:
        rows = key_rows(groups_of(shown.legend, more), layout.text, _width(layout))
        below += rows.height + layout.gap
    room = bottom - top - below
    table, remark = _table_within(shown, layout, room)
    maps = Box(layout.margin, top, _width(layout), room - _height_of(table, remark, layout))
    if rows:
        draw_key_rows(pen, rows, layout.margin, maps.bottom + layout.gap)
    else:
        explained = replace(shown.after, legend=shown.legend, elsewhere={})
        draw_legend(pen, explained, _beside(maps, layout), layout, more, explained)
    y = draw_table(pen, table, layout.margin, maps.bottom + below)
    _draw_remark(pen, remark, y, layout)
    return pen, _draw_maps(pen, shown, land_of(tables), maps, layout)


def _width(layout: Layout) -> float:
    return layout.width - 2 * layout.margin


def _beside(maps: Box, layout: Layout) -> Box:
    """Return the place of a legend at the end of the maps' area."""
    width = layout.legend_width or 0
    return Box(maps.right - width, maps.y, width, maps.h)


def _draw_maps(pen: Pen, shown: Comparison, land: Land, area: Box, layout: Layout) -> Texts:
    """Draw both maps, each beneath its day; return what found no room, by its heading."""
    beside = 0 if layout.legend_width is None else layout.legend_width + layout.gap
    width = (area.w - beside - layout.gap) / 2
    left: list[str] = []
    for number, frame in enumerate((shown.before, shown.after)):
        x = area.x + number * (width + layout.gap)
        y = area.y + layout.date
        pen.text(x, y, frame.date_text, layout.date, weight="bold")
        y += LINE * layout.text
        pen.text(x, y, frame.summary, layout.text, colour=GROUND["muted"])
        y += 0.45 * layout.date
        place = Box(x, y, width, area.bottom - y)
        has_locator = beside > 0 and number == 0
        without_room = draw_map(pen, frame, land, place, layout, with_locator=has_locator)
        left += [_dated(frame, text) for text in without_room.districts]
    return {shown.words.text(N_("No room on the map")): left} if left else {}


def _elsewhere(frames: Sequence[Frame]) -> Texts:
    """Return the events of the maps that belong to no district, by their heading."""
    texts = [
        _dated(frame, _listed(frame.elsewhere, frame.words)) for frame in frames if frame.elsewhere
    ]
    return {frames[0].words.text(N_("In the whole city or country")): texts} if texts else {}


def _dated(frame: Frame, text: str) -> str:
    words = frame.words
    return words.text(N_("{date}: {text}"), date=words.short_day(frame.on), text=text)


def _listed(counts: Counts, words: Language) -> str:
    names = [f"{words.text(SYMBOLS[kind].name)} {words.number(n)}" for kind, n in counts.items()]
    return words.list_of(names)


def _table_within(shown: Comparison, layout: Layout, room: float) -> tuple[Table, list[str]]:
    """Return a table that leaves the maps enough of the room, and lines on what it does not say.

    Each change has its row where there is room; else those of a district are taken together.
    """
    words, changes = shown.words, sum(len(one.steps) for one in shown.districts)
    together = words.plural(_TOGETHER, changes, command=_command_on("changes", shown))
    for each, factor, maps in _TRIES:
        table, height = _table(shown, layout, factor, each=each), room - maps * layout.height
        is_whole = each or all(len(one.steps) < 2 for one in shown.districts)  # noqa: PLR2004
        remark = [] if is_whole else _remark([together], layout)
        if _height_of(table, remark, layout) <= height:
            return table, remark
    names = [one.name for one in _subjects(shown, each=False)]
    for kept in range(len(names) - 1, -1, -1):
        short = table.first(kept)
        remark = _remark([_without_room(names[kept:], shown), together], layout)
        if _height_of(short, remark, layout) <= height:
            break
    return short, remark


def _without_room(names: Sequence[str], shown: Comparison) -> str:
    words = shown.words
    named = shortened(
        names,
        lambda text: len(text) <= _MOST_NAMED,
        lambda kept, rest: _listed_names(kept, rest, words),
    )
    return words.text(_EVENTS_ARE, names=named, command=_command_on("events", shown))


def _height_of(table: Table, remark: Sequence[str], layout: Layout) -> float:
    return table.height + layout.small * (LINE * len(remark) + (0.5 if remark else 0))


def _remark(sentences: Sequence[str], layout: Layout) -> list[str]:
    width = _width(layout)
    return [line for one in sentences for line in wrapped(one, layout.small, width)]


def _draw_remark(pen: Pen, lines: Sequence[str], top: float, layout: Layout) -> None:
    for number, line in enumerate(lines):
        y = top + layout.small * (1.5 + number * LINE)
        pen.text(layout.margin, y, line, layout.small)


def _command_on(what: str, shown: Comparison) -> str:
    """Return the command that lists changes or events between the days."""
    first, last = shown.before.days, shown.after.days
    return leftward(f"damascus-map {what} --from {first} --to {last}", shown.words)


def _table(shown: Comparison, layout: Layout, factor: float, *, each: bool) -> Table:
    words = shown.words
    titles = [
        *(N_("District, events between"), N_("When"), N_("Before"), N_("After")),
        N_("What this rests on"),
    ]
    tables = (
        table_of(
            [words.text(title) for title in titles],
            shares,
            list(_subjects(shown, each=each)),
            size=max(layout.text * factor, _SMALLEST),
            width=_width(layout),
            words=words,
        )
        for shares in _SHARES
    )
    return min(tables, key=lambda table: table.height)


def _subjects(shown: Comparison, *, each: bool) -> Iterator[Subject]:
    """Yield what the table is about: what changed, the whole city, then what did not change."""
    words = shown.words
    for one in shown.districts:
        if one.steps:
            steps = one.steps if each else (one.overall,)
            yield Subject(one.name, one.events, tuple(_cells(step, words) for step in steps))
    if shown.elsewhere:
        yield Subject(words.text(N_("In the whole city or country")), shown.elsewhere, ())
    for one in shown.districts:
        if not one.steps:
            cells = words.text(N_("No change")), one.overall.before, "", ""
            yield Subject(one.name, one.events, (cells,))


def _cells(step: Step, words: Language) -> tuple[str, ...]:
    publishers = shortened(
        step.publishers,
        lambda text: len(text) <= _MOST_PUBLISHERS,
        lambda names, rest: _listed_names(names, rest, words),
    )
    basis = words.plural(_STATEMENTS, step.statements, publishers=publishers)
    if step.is_disputed:
        basis = words.text(N_("Sources differ. {basis}"), basis=basis)
    if step.is_weak:
        basis = words.text(N_("Low confidence. {basis}"), basis=basis)
    return capitalised(step.when), step.before, step.after, basis


def _listed_names(names: Sequence[str], rest: int, words: Language) -> str:
    listed = words.text(N_(", ")).join(names)
    return words.plural(_MORE_NAMES, rest, names=listed) if rest else listed
