"""Where a dataset is thin: statements by district and month, and events by source.

Time runs from left to right in every language; bars begin where reading does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    Side,
    box,
    label,
    line,
    number,
    plot_in,
    time_lines,
    value_ticks,
    width_of,
    wrapped,
)
from damascus_map.render.charts.chart import day_of
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND
from damascus_map.render.time_axis import TimeAxis

Row = Mapping[Any, Any]
Way = Callable[[str], str]

_ROW: Final = 30.0
_CELL: Final = 20.0
_NAMED_ROW: Final = 46.0
"""Of a narrow drawing, where the name stands above the row."""

_INSET: Final = 4.0
_MARK: Final = 5.0
_STEPS: Final = ((1, 0.28), (2, 0.5), (4, 0.75), (8, 1.0))
"""From how many statements on a month is how dark."""

MOST_BARS: Final = 12
_BAR: Final = 16.0

STATEMENTS: Final = NN_("{n} statement", "{n} statements")
EVENTS: Final = NN_("{n} event", "{n} events")
_SILENT: Final = N_("nothing")


def months_chart(
    months: pd.DataFrame, names: Mapping[str, str], words: Language, look: Look, way: Way
) -> Element:
    """Return the number of statements by district and month as SVG: a strip for each district.

    Parameters
    ----------
    months
        As in `query.coverage.Coverage`.
    names
        Of the districts, by id.
    words
        The language.
    look
        How large it is drawn.
    way
        Where a click on the strip of a district leads, by its id.
    """
    ids = list(dict.fromkeys(months["district_id"]))
    rows = {one: months[months["district_id"] == one].to_dict(orient="records") for one in ids}
    widest = max(width_of(names[one], look.letters) for one in ids)
    gutter = 14 if look.is_narrow else widest + 24
    height = (_NAMED_ROW if look.is_narrow else _ROW) * len(ids)
    plot = plot_in(look, words, 4, height, gutter)
    first, last = rows[ids[0]][0]["month"], rows[ids[0]][-1]["month"] + pd.offsets.MonthEnd()
    axis = plot.time_axis(day_of(first), day_of(last))
    strips = [
        element("g", *_strip(plot, axis, rows[one], names[one], place), data_dm_to=way(one))
        for place, one in enumerate(ids)
    ]
    about = words.text(N_("Statements by district and month"))
    return _drawing(plot, about, [*time_lines(plot, axis), *strips], plot.bottom + 2 * look.letters)


def month_key(count: int, *, has_events: bool = False) -> Element:
    """Return a month as the key beside the chart has it."""
    parts = _month(1, 1, 12, 10, count, has_events=has_events)
    return element("svg", *parts, viewBox="0 0 14 12", width="16", height="14", aria_hidden="true")


def key_steps(words: Language) -> Iterator[tuple[str, int]]:
    """Yield the name of each darkness of a month, and a number of statements that has it."""
    starts = [start for start, _ in _STEPS]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if following is None:
            yield words.text(N_("{n} or more"), n=words.number(start)), start
        elif following - start == 1:
            yield words.number(start), start
        else:
            span = {"first": words.number(start), "last": words.number(following - 1)}
            yield words.text(N_("{first} to {last}"), **span), start


def told_chart(sources: pd.DataFrame, words: Language, look: Look, way: Way) -> Element:
    """Return the number of events by source as SVG: a bar for each of those with the most.

    Parameters
    ----------
    sources
        As in `query.coverage.Coverage`.
    words
        The language.
    look
        How large it is drawn.
    way
        Where a click on the bar of a source leads, by its id.
    """
    told = sources[sources["events"] > 0].head(MOST_BARS)
    rows = list(told.reset_index(names="id").to_dict(orient="records"))
    ticks = value_ticks(int(told["events"].max()))
    gutter = 14 if look.is_narrow else 0.36 * look.width
    height = (_NAMED_ROW if look.is_narrow else _ROW) * len(rows)
    plot = plot_in(look, words, 4, height, gutter)
    bars = [
        element("g", *_bar(plot, row, place, ticks[-1]), data_dm_to=way(row["id"]))
        for place, row in enumerate(rows)
    ]
    about = words.text(N_("Events by source"))
    return _drawing(plot, about, [*_scale(plot, ticks), *bars], plot.bottom + 2 * look.letters)


def _drawing(plot: Plot, about: str, parts: Sequence[Element], height: float) -> Element:
    return element(
        "svg",
        element("title", about),
        *parts,
        viewBox=f"0 0 {number(plot.look.width)} {number(height)}",
        role="img",
        aria_label=about,
        font_size=f"{plot.look.letters:g}",
        class_="dm-chart",
    )


def _strip(
    plot: Plot, axis: TimeAxis, rows: Sequence[Row], name: str, place: int
) -> Iterator[Element]:
    """Yield the name of a district and its months; those that look alike are drawn as one."""
    top = _row_top(plot, place, _CELL)
    yield from _name(plot, name, top, _CELL)
    looks = groupby(rows, key=lambda row: (row["claims"], row["events"] > 0))
    for (count, has_events), run in looks:
        months = list(run)
        begin, end = day_of(months[0]["month"]), _end_of(months[-1]["month"])
        x, width = axis.x_of(begin), axis.x_of(end) - axis.x_of(begin)
        parts = _month(x, top, width, _CELL, int(count), has_events=has_events)
        yield element("g", element("title", _said(name, months, plot.words)), *parts)


def _month(
    x: float, y: float, width: float, height: float, count: int, *, has_events: bool
) -> Iterator[Element]:
    """Yield a box as dark as there are statements; of events alone a mark at its foot."""
    shade = next((one for start, one in reversed(_STEPS) if count >= start), 0)
    if not count:
        yield box(x, y, width, height, GROUND["panel"], stroke=GROUND["line"], stroke_width="0.6")
        if has_events:
            yield box(x, y + height - _MARK, width, _MARK, GROUND["muted"])
        return
    yield box(x, y, width, height, GROUND["ink"], fill_opacity=f"{shade:g}")


def _said(name: str, months: Sequence[Row], words: Language) -> str:
    first, last = (
        words.known_date(day_of(one["month"]), "month") for one in (months[0], months[-1])
    )
    when = first if first == last else words.text(N_("{first} to {last}"), first=first, last=last)
    claims = int(months[0]["claims"])
    events = sum(int(one["events"]) for one in months)
    parts = [words.plural(STATEMENTS, claims)] if claims else []
    parts += [words.plural(EVENTS, events)] if events else []
    said = words.text(N_("; ")).join(parts) or words.text(_SILENT)
    what = words.text(N_("{district}, {dates}"), district=name, dates=when)
    return f"{what}{words.text(N_(': '))}{said}"


def _end_of(month: Any) -> date:
    return day_of(pd.Timestamp(month) + pd.offsets.MonthBegin())


def _row_top(plot: Plot, place: int, height: float) -> float:
    row = _NAMED_ROW if plot.look.is_narrow else _ROW
    return plot.top + (place + 1) * row - height - 5


def _name(plot: Plot, name: str, top: float, height: float) -> Iterator[Element]:
    """Yield the name of a row: beside it, or above it where there is no room."""
    size = plot.look.letters
    if plot.look.is_narrow:
        x, side = plot.opening
        inset = -_INSET if plot.is_mirrored else _INSET
        yield label(plot, name, x + inset, top - 5, side, halo=True)
        return
    x, side = plot.beside
    yield label(plot, name, x, top + height / 2 + 0.35 * size, side)


def _scale(plot: Plot, ticks: Sequence[float]) -> Iterator[Element]:
    for tick in ticks:
        x = _along(plot, tick, ticks[-1])
        yield line(x, plot.top, x, plot.bottom, "ink" if tick == 0 else "line")
        y = plot.bottom + 1.4 * plot.look.letters
        yield label(plot, plot.words.number(tick), x, y, "middle", colour="muted")


def _along(plot: Plot, value: float, highest: float) -> float:
    length = (plot.right - plot.left) * value / highest
    return plot.right - length if plot.is_mirrored else plot.left + length


def _bar(plot: Plot, row: Row, place: int, highest: float) -> Iterator[Element]:
    """Yield the bar of a source: dark as far as its events are told by nobody else."""
    words, top = plot.words, _row_top(plot, place, _BAR)
    name = ", ".join(filter(None, (row["publisher"], row["title"])))
    room = plot.look.width - 28 if plot.look.is_narrow else plot.left - 16
    if plot.is_mirrored and not plot.look.is_narrow:
        room = plot.look.width - plot.right - 16
    shown = wrapped(name, plot.look.letters, room, 1)[0]
    counts = {"events": int(row["events"]), "alone": int(row["events_alone"])}
    said = words.plural(EVENTS, counts["events"])
    alone = words.text(N_("{n} told by nobody else"), n=words.number(counts["alone"]))
    yield element("title", f"{name}{words.text(N_(': '))}{said}{words.text(N_('; '))}{alone}")
    for node in _name(plot, shown, top, _BAR):
        if plot.is_mirrored:  # the dataset has names of documents from left to right
            node.set("direction", "ltr")
            node.set("text-anchor", "end" if plot.look.is_narrow else "start")
        yield node
    zero = _along(plot, 0, highest)
    for count, colour in ((counts["events"], GROUND["line"]), (counts["alone"], GROUND["muted"])):
        end = _along(plot, count, highest)
        if count:
            yield box(min(zero, end), top, abs(end - zero), _BAR, colour)
    end = _along(plot, counts["events"], highest)
    x = end - 5 if plot.is_mirrored else end + 5
    side: Side = "right" if plot.is_mirrored else "left"
    text = words.number(counts["events"])
    fits = plot.look.width - 4 - width_of(text, plot.look.letters)
    if 4 + width_of(text, plot.look.letters) < x < fits:
        yield label(plot, text, x, top + _BAR / 2 + 0.35 * plot.look.letters, side, halo=True)
