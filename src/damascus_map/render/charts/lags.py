"""How long after it happened things were first reported: a row for each step of time.

The steps are uneven, since what matters lies between the same day and a week; a circle is as many
reports as its area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_
from damascus_map.query.bins import bin_of, bins_between
from damascus_map.query.first_reports import reported_changes, reported_events
from damascus_map.query.series import LeftOut, Series
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    Side,
    box,
    day_line,
    label,
    line,
    mark,
    number,
    plot_in,
    time_lines,
    width_of,
)
from damascus_map.render.charts.chart import Asked, Chart, day_of
from damascus_map.render.charts.circles import circle
from damascus_map.render.charts.columns import Columns, columns_of
from damascus_map.render.charts.lag_words import (
    CHANGE,
    EVENT,
    KIND_NAMES,
    MEDIAN,
    STEPS,
    Report,
    changes_left_out,
    first_table,
    lag_words,
    machine_rows,
    median_words,
    other_tables,
    reports_of,
)
from damascus_map.render.charts.left_out import (
    bin_words,
    cited,
    left_out_counts,
    left_out_notes,
    left_out_table,
)
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND

NAME: Final = "lags"
_HOW: Final = N_(
    "From the day of a change or an event to the day of the first source that tells its date. "
    "Only what both are known of to the day is drawn."
)
_PERHAPS: Final = NN_(
    "{n} report may not be the first: another source, not dated to the day, may be earlier.",
    "{n} reports may not be the first: another source, not dated to the day, may be earlier.",
)
_FEWEST: Final = 3
"""Reports of which a median is drawn."""

_ROW: Final = 28
_NARROW_ROW: Final = 42
_HEAD: Final = 2.1
"""Height of a heading, by the size of the letters."""

_COLOURS: Final = {CHANGE: GROUND["ink"], EVENT: GROUND["muted"]}

ByBin = Sequence[Sequence[Report]]


def lags_chart(asked: Asked) -> Chart:
    """Return the chart of how long it took until things were reported.

    Parameters
    ----------
    asked
        The dataset, the time, the filters, and in what is counted.
    """
    words, view = asked.words, asked.view
    events = reported_events(asked.tables, *asked.span, **asked.filters)
    changes = reported_changes(
        asked.tables, *asked.span, districts=view.districts, confidence=view.confidence
    )
    reports = {
        CHANGE: reports_of(asked, CHANGE, changes),
        EVENT: reports_of(asked, EVENT, events),
    }
    flat = [one for found in reports.values() for one in found]
    bins = bins_between(*asked.span, asked.size)
    series = {CHANGE: changes, EVENT: events}
    groups = {kind: _by_bin(asked, reports[kind], one, len(bins)) for kind, one in series.items()}
    days = [(day_of(row.first), day_of(row.last)) for row in bins.itertuples()]
    title = words.text(
        N_("How long until it was first reported, {by}"), by=bin_words(words)[asked.size]
    )
    return Chart(
        name=NAME,
        title=title,
        notes=tuple(_notes(asked, changes, events, flat)),
        summary=_summary(asked, reports),
        tables=(
            first_table(asked, title, days, groups),
            *other_tables(asked, flat),
            *changes_left_out(asked, changes),
            *left_out_table(asked, events),
        ),
        columns=(
            *("kind", "id", "first", "reported", "lag_days", "may_be_earlier", "districts"),
            *("publisher", "source_id", "title"),
        ),
        rows=machine_rows(asked, flat),
        draw=partial(_drawing, asked, bins, groups) if flat else None,
        drawn=words.text(
            N_("The area of a circle is its number. A median is told of three reports or more.")
        ),
        origin=asked.origin(claims=(), sources=cited(pd.concat([changes.events, events.events]))),
        left_out=_left_out(changes, events),
    )


def _by_bin(asked: Asked, reports: Sequence[Report], series: Series, bins: int) -> ByBin:
    """Return the reports of each bin."""
    found: list[list[Report]] = [[] for _ in range(bins)]
    places = bin_of(series.rows, *asked.span, asked.size)
    for one, place in zip(reports, places, strict=True):
        found[place].append(one)
    return found


def _notes(
    asked: Asked, changes: Series, events: Series, reports: Sequence[Report]
) -> Iterator[str]:
    words = asked.words
    yield words.text(_HOW)
    perhaps = sum(one.may_be_earlier for one in reports)
    if perhaps:
        yield words.plural(_PERHAPS, perhaps)
    yield from left_out_counts(changes, N_("Changes left out: {counts}."), words)
    both = Series(events.rows, pd.concat([changes.events, events.events]), events.left_out)
    yield from left_out_notes(asked, both, N_("Events left out: {counts}."))


def _summary(asked: Asked, reports: Mapping[str, Sequence[Report]]) -> str:
    """Return the medians, and the longest time."""
    words = asked.words
    text = N_("{what}: {n}, median {median} days, longest {longest}.")
    return " ".join(
        words.text(
            text,
            what=words.text(KIND_NAMES[kind]),
            n=words.number(len(found)),
            median=median_words([one.lag for one in found], words),
            longest=words.number(max(one.lag for one in found)),
        )
        for kind, found in reports.items()
        if found
    )


def _left_out(changes: Series, events: Series) -> Mapping[LeftOut, tuple[str, ...]]:
    both = {one: (*changes.left_out[one], *events.left_out[one]) for one in LeftOut}
    return {reason: ids for reason, ids in both.items() if ids}


@dataclass(frozen=True, slots=True)
class _Panel:
    """The rows of changes, or of events, in a drawing.

    Attributes
    ----------
    plot
        Of the drawing.
    kind
        `CHANGE` or `EVENT`.
    by_bin
        Its reports.
    top
        Where it begins, in units.
    steps
        Places in `STEPS` of its rows.
    """

    plot: Plot
    kind: str
    by_bin: ByBin
    top: float
    steps: range

    @property
    def row(self) -> float:
        """Height of a row."""
        return _NARROW_ROW if self.plot.look.is_narrow else _ROW

    def middle(self, step: int) -> float:
        """Return the height of the line of a step."""
        rows = step - self.steps.start + 1
        return self.top + _HEAD * self.plot.look.letters + rows * self.row - _ROW / 2

    @property
    def last(self) -> float:
        """Where the words on the medians stand."""
        return self.middle(self.steps.stop - 1) + _ROW / 2 + self.plot.look.letters

    @property
    def end(self) -> float:
        """Where it ends."""
        lines = 2.2 if self.plot.look.is_narrow else 0.9
        return self.last + lines * self.plot.look.letters


def _drawing(asked: Asked, bins: pd.DataFrame, groups: Mapping[str, ByBin], look: Look) -> Element:
    words, size = asked.words, look.letters
    shown = [one.step for by_bin in groups.values() for found in by_bin for one in found]
    steps = range(min(shown), max(shown) + 1)
    names = [words.text(name) for name in (*(STEPS[step][1] for step in steps), MEDIAN)]
    gutter = 14 if look.is_narrow else max(width_of(name, size) for name in names) + 16
    plot = plot_in(look, words, 2 * size, 0, gutter)
    panels: list[_Panel] = []
    for kind in (kind for kind, by_bin in groups.items() if any(by_bin)):
        top = panels[-1].end if panels else plot.top
        panels.append(_Panel(plot, kind, groups[kind], top, steps))
    plot = replace(plot, bottom=panels[-1].end)
    axis = plot.time_axis(*asked.span)
    columns = columns_of(axis, bins)
    highest = max(max(_counts(found).values()) for one in panels for found in one.by_bin if found)
    return element(
        "svg",
        *time_lines(plot, axis),
        *day_line(plot, axis, asked.view.on),
        *(part for panel in panels for part in _panel(panel, columns, highest)),
        *_marks(asked, panels, columns),
        viewBox=f"0 0 {number(look.width)} {number(plot.bottom + 2.2 * size)}",
    )


def _counts(reports: Sequence[Report]) -> Counter[int]:
    """Return how many reports each step has."""
    return Counter(one.step for one in reports)


def _panel(panel: _Panel, columns: Columns, highest: int) -> Iterator[Element]:
    """Yield a panel: its heading, a row of circles for each step, and the medians."""
    plot = panel.plot
    words, size = plot.words, plot.look.letters
    yield _named(plot, words.text(KIND_NAMES[panel.kind]), panel.top + 1.4 * size, bold=True)
    for step in panel.steps:
        middle = panel.middle(step)
        above = middle - 0.7 * _ROW if plot.look.is_narrow else middle
        yield line(plot.left, middle, plot.right, middle, "line")
        yield _named(plot, words.text(STEPS[step][1]), above + 0.35 * size)
        for edges, found in zip(columns.edges, panel.by_bin, strict=True):
            if count := _counts(found)[step]:
                yield from circle(plot, count, highest, middle, edges, _COLOURS[panel.kind])
    yield _named(plot, words.text(MEDIAN), panel.last, colour="muted")
    y = panel.last + (1.3 * size if plot.look.is_narrow else 0)
    for edges, found in zip(columns.edges, panel.by_bin, strict=True):
        if len(found) >= _FEWEST:
            text = median_words([one.lag for one in found], words)
            if width_of(text, size) <= 1.2 * (edges[1] - edges[0]):
                yield label(plot, text, sum(edges) / 2, y, "middle", colour="muted", halo=True)


def _named(plot: Plot, text: str, y: float, *, bold: bool = False, colour: str = "ink") -> Element:
    """Return words that stand where reading begins."""
    edge = plot.look.width - 2 if plot.is_mirrored else 2
    side: Side = "right" if plot.is_mirrored else "left"
    return label(plot, text, edge, y, side, bold=bold, halo=True, colour=colour)


def _marks(asked: Asked, panels: Sequence[_Panel], columns: Columns) -> Iterator[Element]:
    """Yield a mark over each circle: one report leads to its day, more to the last of their bin."""
    for place, (days, edges) in enumerate(zip(columns.days, columns.edges, strict=True)):
        for panel in panels:
            for step in panel.steps:
                found = [one for one in panel.by_bin[place] if one.step == step]
                if found:
                    top, width = panel.middle(step) - _ROW / 2, edges[1] - edges[0]
                    area = box(edges[0], top, width, _ROW, GROUND["ink"])
                    yield _mark(asked, area, found, days)


def _mark(asked: Asked, area: Element, found: Sequence[Report], days: tuple[date, date]) -> Element:
    words, first = asked.words, found[0]
    if len(found) == 1:
        publisher = asked.tables.sources.at[first.source, "publisher"]
        said = words.text(
            N_("{date}: {title} ({lag}, {publisher})"),
            date=words.short_day(first.day),
            title=first.title.rstrip("."),
            lag=lag_words(first.lag, words),
            publisher=publisher,
        )
        where = {"event": first.id} if first.kind == EVENT else {}
        where |= {"district": first.districts[0]} if len(first.districts) == 1 else {}
        return mark(area, said, first.day, **where)
    what = words.text(KIND_NAMES[first.kind])
    step = words.text(STEPS[first.step][1])
    said = (
        f"{asked.bin_name(*days)}{words.text(N_(': '))}{what}, {step}: {words.number(len(found))}"
    )
    return mark(area, said, days[1], window=str((days[1] - days[0]).days + 1))
