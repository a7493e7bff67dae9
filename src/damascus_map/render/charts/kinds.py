"""How many events of each kind began when: a row of circles for each kind, all on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.model.vocabulary import EventType
from damascus_map.query.series import events_by_kind
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    day_line,
    label,
    line,
    number,
    plot_in,
    time_lines,
    width_of,
)
from damascus_map.render.charts.chart import Asked, Chart, day_of
from damascus_map.render.charts.circles import circle
from damascus_map.render.charts.columns import Columns, column_marks, columns_of
from damascus_map.render.charts.left_out import bin_words, cited, left_out_notes, left_out_table
from damascus_map.render.import_sections import Section
from damascus_map.render.markup import element
from damascus_map.render.style import BADGES, SYMBOLS
from damascus_map.render.words import event_type_name

NAME: Final = "events"
_EVENTS: Final = NN_("{n} event", "{n} events")
_BADGE: Final = 17
_DRAWN_IN: Final = 24
_ROW: Final = 31
_NARROW_ROW: Final = 46


def events_chart(asked: Asked) -> Chart:
    """Return the chart of events by kind.

    Parameters
    ----------
    asked
        The dataset, the time, the filters, and in what is counted.
    """
    words = asked.words
    series = events_by_kind(asked.tables, *asked.span, asked.size, **asked.filters)
    kinds = [str(column) for column in series.rows.columns[2:]]
    title = words.text(N_("Events by kind, {by}"), by=bin_words(words)[asked.size])
    how = N_("{events}, each counted once, where it begins.")
    total = words.plural(_EVENTS, len(series.events))
    records = series.rows.to_dict(orient="records")
    return Chart(
        name=NAME,
        title=title,
        notes=(words.text(how, events=total), *left_out_notes(asked, series)),
        summary=_total(series.rows[kinds].sum(), words),
        tables=(_table(asked, series.rows, kinds, title), *left_out_table(asked, series)),
        columns=("first", "last", "kind", "events"),
        rows=tuple(
            {
                "first": day_of(row["first"]).isoformat(),
                "last": day_of(row["last"]).isoformat(),
                "kind": kind,
                "events": int(row[kind]),
            }
            for row in records
            for kind in kinds
        ),
        draw=partial(_drawing, asked, series.rows, kinds) if kinds else None,
        drawn=words.text(N_("The area of a circle is its number.")),
        origin=asked.origin(claims=(), sources=cited(series.events)),
        left_out={reason: ids for reason, ids in series.left_out.items() if ids},
    )


def _total(counts: pd.Series, words: Language) -> str:
    parts = _by_kind(counts, words)
    return words.text(N_("All of this time: {range}."), range=parts) if parts else ""


def _by_kind(counts: pd.Series, words: Language) -> str:
    """Return the counts of the kinds in words, the greatest first."""
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    return words.text(N_(", ")).join(
        f"{event_type_name(str(kind), words)} {words.number(int(n))}"
        for kind, n in zip(counts.index, counts, strict=True)
    )


def _table(asked: Asked, rows: pd.DataFrame, kinds: Sequence[str], title: str) -> Section:
    words = asked.words
    heads = (words.text(N_("Time")), *(event_type_name(one, words) for one in kinds))
    return Section(
        title=title,
        heads=(*heads, words.text(N_("Total"))),
        rows=tuple(
            (
                asked.bin_name(day_of(row["first"]), day_of(row["last"])),
                *(words.number(int(row[kind])) for kind in kinds),
                words.number(sum(int(row[kind]) for kind in kinds)),
            )
            for row in rows.to_dict(orient="records")
        ),
        figures=frozenset(range(1, len(kinds) + 2)),
    )


def _drawing(asked: Asked, rows: pd.DataFrame, kinds: Sequence[str], look: Look) -> Element:
    words, size = asked.words, look.letters
    counts = rows[list(kinds)]
    names = [capitalised(event_type_name(kind, words)) for kind in kinds]
    widest = max(width_of(name, size) for name in names)
    gutter = 14 if look.is_narrow else widest + _BADGE + 26
    height = (_NARROW_ROW if look.is_narrow else _ROW) * len(kinds)
    plot = plot_in(look, words, 2 * size, height, gutter)
    axis = plot.time_axis(*asked.span)
    columns = columns_of(axis, rows)
    named = enumerate(zip(kinds, names, strict=True))
    return element(
        "svg",
        *time_lines(plot, axis),
        *day_line(plot, axis, asked.view.on),
        *(part for place, kind in named for part in _row(plot, columns, (place, *kind), counts)),
        *column_marks(plot, asked, columns, [_text(row, words) for _, row in counts.iterrows()]),
        viewBox=f"0 0 {number(look.width)} {number(plot.bottom + 2.2 * size)}",
    )


def _text(row: pd.Series, words: Language) -> str:
    total = words.plural(_EVENTS, int(row.sum()))
    return f"{total}{words.text(N_(': '))}{_by_kind(row, words)}" if row.sum() else total


def _row(
    plot: Plot, columns: Columns, kind: tuple[int, str, str], counts: pd.DataFrame
) -> Iterator[Element]:
    """Yield the row of a kind: symbol, name, and for each bin a circle with its number."""
    place, key, name = kind
    is_narrow = plot.look.is_narrow
    end = plot.top + (place + 1) * (_NARROW_ROW if is_narrow else _ROW)
    middle = end - _ROW / 2
    highest = int(counts.to_numpy().max())
    yield line(plot.left, middle, plot.right, middle, "line")
    yield from _name(plot, key, name, middle - _ROW * 0.7 if is_narrow else middle)
    for edges, count in zip(columns.edges, counts[key], strict=True):
        if count:
            colour = SYMBOLS[EventType(key)].colour
            yield from circle(plot, int(count), highest, middle, edges, colour)


def _name(plot: Plot, key: str, name: str, middle: float) -> Iterator[Element]:
    """Yield the symbol of a kind and its name, where reading begins."""
    edge = plot.look.width - 2 - _BADGE if plot.is_mirrored else 2
    yield badge(key, edge, middle - _BADGE / 2, _BADGE)
    x = edge - 6 if plot.is_mirrored else edge + _BADGE + 6
    y = middle + 0.35 * plot.look.letters
    yield label(plot, name, x, y, "right" if plot.is_mirrored else "left", halo=True)


def badge(kind: str, x: float, y: float, size: float) -> Element:
    """Return the symbol of an event type in a square, its upper left corner at a point."""
    symbol = SYMBOLS[EventType(kind)]
    shape = BADGES[symbol.badge]
    inner = f"translate(12 {shape.middle}) scale({shape.glyph_scale}) translate(-12 -12)"
    return element(
        "g",
        element("path", d=shape.outline, fill=symbol.colour),
        element("path", d=symbol.glyph, fill="#FFFFFF", transform=inner),
        transform=f"translate({number(x)} {number(y)}) scale({size / _DRAWN_IN:.3f})",
    )
