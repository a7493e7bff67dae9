"""How many people left, event by event: rows in the order of time, with their dates and titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from xml.etree.ElementTree import Element

from damascus_map.language import N_, NN_, Language
from damascus_map.model.vocabulary import EventType
from damascus_map.query.series import LeftOut, Series, people_moved
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    box,
    label,
    line,
    mark,
    number,
    plot_in,
    width_of,
    wrapped,
)
from damascus_map.render.charts.chart import Asked, Chart, day_of
from damascus_map.render.charts.left_out import cited, left_out_notes, left_out_table
from damascus_map.render.import_sections import Section
from damascus_map.render.markup import element
from damascus_map.render.records import known_day
from damascus_map.render.style import GROUND, SYMBOLS
from damascus_map.render.words import localised, span_words

NAME: Final = "moved"
_MOST_ROWS: Final = 24
_TOLD: Final = NN_(
    "{n} event with a number, as its source gives it.",
    "{n} events with a number, as their sources give it.",
)
_SMALLER: Final = NN_(
    "{n} event with fewer people is in the table only.",
    "{n} events with fewer people are in the table only.",
)
_GUTTER: Final = 2
_MOST_LINES: Final = 3
_LINE: Final = 1.35
_BAR: Final = 9
_LEAST_BAR: Final = 1.5
_GAP: Final = 14
_Event = Mapping[Any, Any]


def moved_chart(asked: Asked) -> Chart:
    """Return the chart of the people who left.

    Parameters
    ----------
    asked
        The dataset, the time and the filters.
    """
    words = asked.words
    series = people_moved(asked.tables, *asked.span, **asked.filters)
    events = series.rows.reset_index(names="id").to_dict(orient="records")
    title = words.text(N_("People who left, by event"))
    shown = _largest(events)
    return Chart(
        name=NAME,
        title=title,
        notes=(*_notes(series, len(events) - len(shown), words), *left_out_notes(asked, series)),
        summary=_sum(series, words),
        tables=(_table(asked, events, title), *left_out_table(asked, series)),
        columns=("id", "first", "last", "date", "districts", "people_moved", "title"),
        rows=tuple(
            {
                "id": one["id"],
                "first": day_of(one["first"]).isoformat(),
                "last": day_of(one["last"]).isoformat(),
                "date": known_day(one["first"], one["precision"]),
                "districts": list(one["district_ids"]),
                "people_moved": int(one["people_moved"]),
                "title": localised(one, "title", words),
            }
            for one in events
        ),
        draw=partial(_drawing, asked, shown) if shown else None,
        origin=asked.origin(claims=(), sources=cited(series.events)),
        left_out={reason: ids for reason, ids in series.left_out.items() if ids},
    )


def _largest(events: Sequence[_Event]) -> list[_Event]:
    """Return the events that a chart has room for, those of most people, in the order of time."""
    by_size = sorted(events, key=lambda one: -int(one["people_moved"]))[:_MOST_ROWS]
    kept = {one["id"] for one in by_size}
    return [one for one in events if one["id"] in kept]


def _notes(series: Series, smaller: int, words: Language) -> Iterator[str]:
    yield words.plural(_TOLD, len(series.rows))
    if smaller:
        yield words.plural(_SMALLER, smaller)
    silent = series.left_out[LeftOut.NO_FIGURE]
    if silent:
        about = N_("Departures of which no source read gives a number are named in the table.")
        yield words.text(about)


def _sum(series: Series, words: Language) -> str:
    total = int(series.rows["people_moved"].sum())
    text = N_("All of this time: {range}.")
    return words.text(text, range=words.number(total)) if total else ""


def _table(asked: Asked, events: Sequence[_Event], title: str) -> Section:
    words = asked.words
    heads = (N_("Date"), N_("Event"), N_("District"), N_("People moved"))
    return Section(
        title=title,
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(
            (
                span_words(one, "date", "date_to", words),
                localised(one, "title", words),
                _places(asked, one),
                words.number(int(one["people_moved"])),
            )
            for one in events
        ),
        figures=frozenset((3,)),
        sentences=frozenset((1,)),
    )


def _places(asked: Asked, one: _Event) -> str:
    names = asked.tables.districts[f"name_{asked.words.code}"]
    if not one["district_ids"]:
        return asked.words.text(N_("none named"))
    return asked.words.text(N_(", ")).join(str(names[place]) for place in one["district_ids"])


@dataclass(frozen=True, slots=True)
class _Row:
    """An event with the lines of its words, and where its row begins."""

    event: _Event
    lines: Sequence[str]
    top: float


def _drawing(asked: Asked, events: Sequence[_Event], look: Look) -> Element:
    words, size = asked.words, look.letters
    plot = plot_in(look, words, 1.8 * size, 0, _GUTTER)
    rows, bottom = _rows(asked, plot, events)
    most = max(int(one["people_moved"]) for one in events)
    length = (plot.right - plot.left - width_of(words.number(most), size) - 20) / most
    before = sum(day_of(one["first"]) <= asked.view.on for one in events)
    y = [*(row.top for row in rows), bottom][before] - 5
    x, side = plot.closing
    return element(
        "svg",
        *(part for row in rows for part in _row(plot, row, length)),
        line(plot.left, y, plot.right, y, "ink", width=2),
        label(plot, words.short_day(asked.view.on), x, y - 5, side, bold=True, halo=True),
        *_marks(asked, rows, look, bottom),
        viewBox=f"0 0 {number(look.width)} {number(bottom + 2)}",
    )


def _rows(asked: Asked, plot: Plot, events: Sequence[_Event]) -> tuple[list[_Row], float]:
    """Return the rows from the top down, and where they end."""
    size, width = plot.look.letters, plot.right - plot.left
    rows, top, is_before = [], plot.top, True
    for one in events:
        if is_before and day_of(one["first"]) > asked.view.on:
            top, is_before = top + _date_room(plot.look), False
        date = span_words(one, "date", "date_to", asked.words)
        text = f"{date} · {localised(one, 'title', asked.words)}"
        lines = wrapped(text, size, width, _MOST_LINES)
        rows.append(_Row(one, lines, top))
        top += _LINE * size * len(lines) + _BAR + _GAP
    return rows, top + (_date_room(plot.look) if is_before else 0)


def _date_room(look: Look) -> float:
    """Return the height of the line that parts what was before the day from the rest."""
    return 1.2 * look.letters


def _row(plot: Plot, row: _Row, length: float) -> Iterator[Element]:
    """Yield a row: date and title, and beneath them a bar with its number."""
    size = plot.look.letters
    start, side = plot.opening
    for place, text in enumerate(row.lines):
        yield label(plot, text, start, row.top + (0.95 + place * _LINE) * size, side)
    people = int(row.event["people_moved"])
    width = max(length * people, _LEAST_BAR)
    y = row.top + _LINE * size * len(row.lines) + 1
    onward = -1 if plot.is_mirrored else 1
    left, beside = min(start, start + onward * width), start + onward * (width + 6)
    yield box(left, y, width, _BAR, SYMBOLS[EventType.EVACUATION].colour)
    yield label(plot, plot.words.number(people), beside, y + _BAR, side, bold=True)


def _marks(asked: Asked, rows: Sequence[_Row], look: Look, bottom: float) -> Iterator[Element]:
    words = asked.words
    ends = [*(row.top for row in rows[1:]), bottom]
    for row, end in zip(rows, ends, strict=True):
        one = row.event
        area = box(0, row.top - 2, look.width, end - row.top - 2, GROUND["ink"])
        said = words.text(
            N_("{date}: {title} ({people})"),
            date=span_words(one, "date", "date_to", words),
            title=localised(one, "title", words),
            people=words.number(int(one["people_moved"])),
        )
        yield mark(area, said, day_of(one["first"]), event=str(one["id"]))
