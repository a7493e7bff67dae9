"""How many deaths the events tell of, from the lowest figure to the highest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language
from damascus_map.query.series import Series, deaths_over_time
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    box,
    day_line,
    label,
    line,
    number,
    plot_in,
    time_lines,
    value_lines,
    value_ticks,
    width_of,
)
from damascus_map.render.charts.chart import Asked, Chart, Row, day_of
from damascus_map.render.charts.columns import column_marks, columns_of
from damascus_map.render.charts.left_out import bin_words, cited, left_out_notes, left_out_table
from damascus_map.render.charts.patterns import (
    SLANTED,
    Key,
    hatch,
    legend,
    legend_height,
    pattern_id,
)
from damascus_map.render.import_sections import Section
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND

NAME: Final = "deaths"
_FIGURES: Final = ("events", "low", "best", "high", "open")
_WITH_FIGURE: Final = NN_("{n} event with a figure", "{n} events with a figure")
_OPEN: Final = NN_(
    "{n} event tells only a least number (“at least”): the highest is not known there.",
    "{n} events tell only a least number (“at least”): the highest is not known there.",
)
_CAP: Final = 5
_WIDEST_BAR: Final = 44
_LABEL: Final = 1.25
"""Width of the words above a bar, by that of its bin: those beside it are rarely as high."""


def deaths_chart(asked: Asked) -> Chart:
    """Return the chart of deaths.

    Parameters
    ----------
    asked
        The dataset, the time, the filters, and in what is counted.
    """
    words = asked.words
    series = deaths_over_time(asked.tables, *asked.span, asked.size, **asked.filters)
    records = series.rows.to_dict(orient="records")
    title = words.text(
        N_("Deaths, lowest to highest figure, {by}"), by=bin_words(words)[asked.size]
    )
    return Chart(
        name=NAME,
        title=title,
        notes=(*_notes(series, words), *left_out_notes(asked, series)),
        summary=_total(series.rows, words),
        tables=(_table(asked, records, title), *left_out_table(asked, series)),
        columns=("first", "last", *_FIGURES),
        rows=tuple(map(_row, records)),
        draw=partial(_drawing, asked, records) if len(series.events) else None,
        origin=asked.origin(claims=(), sources=cited(series.events)),
        left_out={reason: ids for reason, ids in series.left_out.items() if ids},
    )


def _notes(series: Series, words: Language) -> Iterator[str]:
    how = N_("{events}, their figures added up; each counts where it begins.")
    yield words.text(how, events=words.plural(_WITH_FIGURE, len(series.events)))
    open_events = int(series.rows["open"].sum())
    if open_events:
        yield words.plural(_OPEN, open_events)


def _total(rows: pd.DataFrame, words: Language) -> str:
    low, high = int(rows["low"].sum()), int(rows["high"].sum())
    return words.text(N_("All of this time: {range}."), range=range_words(low, high, words))


def range_words(low: int, high: int, words: Language) -> str:
    """Return a range of numbers in words, or the one number that it is."""
    if low == high:
        return words.number(low)
    return words.text(N_("{low} to {high}"), low=words.number(low), high=words.number(high))


def _row(record: Mapping[Any, Any]) -> Row:
    ends = {end: day_of(record[end]).isoformat() for end in ("first", "last")}
    figures = {name: None if pd.isna(record[name]) else int(record[name]) for name in _FIGURES}
    return {**ends, **figures}


def _table(asked: Asked, records: Sequence[Mapping[Any, Any]], title: str) -> Section:
    words = asked.words
    heads = (
        *(N_("Time"), N_("Events with a figure"), N_("Lowest"), N_("Best, if all give one")),
        *(N_("Highest"), N_("“At least” only")),
    )
    return Section(
        title=title,
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(
            (
                asked.bin_name(day_of(one["first"]), day_of(one["last"])),
                *("" if pd.isna(one[name]) else words.number(int(one[name])) for name in _FIGURES),
            )
            for one in records
        ),
        figures=frozenset(range(1, len(heads))),
    )


def _drawing(asked: Asked, records: Sequence[Mapping[Any, Any]], look: Look) -> Element:
    words = asked.words
    between = pattern_id(NAME, look, "between")
    keys = [
        Key(GROUND["muted"], words.text(N_("up to the lowest figure"))),
        Key(f"url(#{between})", words.text(N_("lowest to highest"))),
    ]
    top = legend_height(keys, look) + 2.4 * look.letters
    plot = plot_in(look, words, top, 0.8 * look.height, look.gutter)
    axis = plot.time_axis(*asked.span)
    columns = columns_of(axis, pd.DataFrame(records))
    ticks = value_ticks(max(int(one["high"]) for one in records))
    bars = [
        (edges, one) for edges, one in zip(columns.edges, records, strict=True) if one["events"]
    ]
    return element(
        "svg",
        element("defs", hatch(between, SLANTED, GROUND["panel"], GROUND["muted"])),
        *legend(plot, keys),
        *time_lines(plot, axis),
        *value_lines(plot, ticks, [words.number(one) for one in ticks]),
        *(part for edges, one in bars for part in _bar(plot, edges, one, ticks[-1])),
        *day_line(plot, axis, asked.view.on),
        *(_figure(plot, edges, one, ticks[-1]) for edges, one in bars),
        *column_marks(plot, asked, columns, [_said(one, words) for one in records]),
        viewBox=f"0 0 {number(look.width)} {number(plot.bottom + 2.2 * look.letters)}",
    )


def _bar(
    plot: Plot, edges: tuple[float, float], one: Mapping[Any, Any], top: float
) -> Iterator[Element]:
    """Yield a bar up to the lowest figure, what lies between, and a whisker or an open end."""
    low, high = int(one["low"]), int(one["high"])
    middle, width = sum(edges) / 2, min(max(edges[1] - edges[0] - 2, 1.5), _WIDEST_BAR)
    left, y_low, y_high = middle - width / 2, plot.y_of(low, top), plot.y_of(high, top)
    yield box(left, y_low, width, plot.bottom - y_low, GROUND["muted"])
    if high > low:
        fill = f"url(#{pattern_id(NAME, plot.look, 'between')})"
        edge = {"stroke": GROUND["muted"], "stroke_width": "1"}
        yield box(left, y_high, width, y_low - y_high, fill, **edge)
        yield line(middle, y_low, middle, y_high, "ink", width=1.5)
        yield line(middle - _CAP, y_high, middle + _CAP, y_high, "ink", width=1.5)
    if one["open"]:
        tip = f"M{number(middle)} {number(y_high - 9)}l5 8h-10z"
        yield element("path", d=tip, fill="none", stroke=GROUND["ink"], stroke_width="1.3")


def _figure(
    plot: Plot, edges: tuple[float, float], one: Mapping[Any, Any], top: float
) -> Element | None:
    """Return the range of a bar in figures, above it; None where there is no room."""
    low, high = int(one["low"]), int(one["high"])
    ends = dict.fromkeys((plot.words.number(low), plot.words.number(high)))
    text = "\u2013".join(ends)
    if width_of(text, plot.look.letters) > _LABEL * (edges[1] - edges[0]):
        return None
    above = plot.y_of(high, top) - (13 if one["open"] else 5)
    return label(plot, text, sum(edges) / 2, above, "middle", halo=True)


def _said(one: Mapping[Any, Any], words: Language) -> str:
    if not one["events"]:
        return words.text(N_("no figure"))
    figures = range_words(int(one["low"]), int(one["high"]), words)
    if one["open"]:
        figures = words.text(N_("at least {figures}"), figures=figures)
    return f"{figures} ({words.plural(_WITH_FIGURE, int(one['events']))})"
