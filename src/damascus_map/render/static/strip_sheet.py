"""Who held each district over time, as bands on one sheet, with an axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from damascus_map.language import N_, NN_
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.static.bands import draw_band, draw_fade, draw_mark
from damascus_map.render.static.furniture import leftward
from damascus_map.render.static.key_rows import (
    Entry,
    KeyRows,
    Sign,
    draw_key_rows,
    entry_of,
    key_rows,
)
from damascus_map.render.static.layouts import STRIP_LAYOUT, Box, Layout
from damascus_map.render.static.lettering import Weight, width_of
from damascus_map.render.static.pen import Pen
from damascus_map.render.static.picture import draw_surroundings
from damascus_map.render.static.placing import Room
from damascus_map.render.static.sheet import Sheet, facts_of, pen_on_sheet
from damascus_map.render.strip import Band, Look, Stretch, Strip
from damascus_map.render.style import GROUND, Fill
from damascus_map.render.time_axis import TimeAxis, ticks_of

_ARABIC: Final = 0.84
_DATE: Final = 0.75
"""Size of letters, by that of the names."""

_LINE: Final = 1.3
_AXIS: Final = 26.0
_SHORTEST: Final = 1.0
"""Width in units beneath which a time cannot be seen."""

_LEADER: Final = 2.0
_STEM: Final = 4.0
_NARROW: Final = NN_(
    "{n} stretch of time is too short to be seen at this scale.",
    "{n} stretches of time are too short to be seen at this scale.",
)
_UNDATED: Final = NN_(
    "{n} change has no room for its date. All are listed by: {command}",
    "{n} changes have no room for their dates. All are listed by: {command}",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How high bands are, up to a number of them, and how many rows of dates they may have."""

    most: float
    height: float
    date_rows: int


_MEASURES: Final = (
    Measure(1, 70, 6),
    Measure(6, 44, 3),
    Measure(12, 32, 2),
    Measure(float("inf"), 24, 1),
)


@dataclass(frozen=True, slots=True)
class Label:
    """The date of a change: its place, where the band begins at 0, its row, and the day's place."""

    box: Box
    row: int
    text: str
    x: float


def draw_strip(shown: Strip) -> Sheet:
    """Draw a strip on a sheet as high as it needs, inside `drawing_settings`."""
    layout = STRIP_LAYOUT
    measure = next(one for one in _MEASURES if len(shown.bands) <= one.most)
    axis = _axis(shown, layout)
    labels = [_labels(band, axis, measure.date_rows, layout) for band in shown.bands]
    shown = replace(shown, notes=(*shown.notes, *_notes(shown, axis, labels)))
    rows = max((label.row + 1 for dates in labels for label in dates), default=0)
    above = rows * _LINE * _DATE * layout.label + _STEM
    pitch = above + measure.height + 0.9 * layout.label
    legend = _legend(shown, layout)
    bands = len(shown.bands) * pitch + _AXIS
    pen, layout, top = _sheet_for(shown, bands + legend.height + 1.5 * layout.gap)
    _draw_axis(pen, shown, axis, Box(axis.left, top, axis.right - axis.left, bands), layout)
    for number, (band, dates) in enumerate(zip(shown.bands, labels, strict=True)):
        y = top + number * pitch + above
        place = Box(axis.left, y, axis.right - axis.left, measure.height)
        draw_band(pen.unmirrored(), band, axis, place, shown.colours)
        _draw_labels(pen.unmirrored(), dates, y, layout)
        _draw_name(pen, band, place, layout)
    draw_key_rows(pen, legend, layout.margin, top + bands + layout.gap)
    return Sheet(pen.figure, layout.dots_per_unit, facts_of(shown))


def _sheet_for(shown: Strip, height: float) -> tuple[Pen, Layout, float]:
    """Return a sheet with head and foot and so much room between; and where the room begins."""
    layout = STRIP_LAYOUT
    top, bottom = draw_surroundings(pen_on_sheet(layout, shown.words), shown, layout)
    layout = replace(layout, height=round(layout.height + height - (bottom - top)))
    pen = pen_on_sheet(layout, shown.words)
    top, _ = draw_surroundings(pen, shown, layout)
    return pen, layout, top + 0.5 * layout.gap


def _axis(shown: Strip, layout: Layout) -> TimeAxis:
    """Return the axis, beside the names: these stand where reading begins."""
    size = layout.label
    widths = [width_of(band.name, size, "bold") for band in shown.bands]
    widths += [width_of(band.name_below, _ARABIC * size) for band in shown.bands]
    gutter = max(widths) + size
    left, right = layout.margin + gutter, layout.width - layout.margin
    if shown.words.direction == "rtl":
        left, right = layout.width - right, layout.width - left
    return TimeAxis(shown.first, shown.end, left, right)


def _labels(band: Band, axis: TimeAxis, rows: int, layout: Layout) -> list[Label]:
    """Return the dates that have room together, those of what lasted longest first."""
    chosen: list[Stretch] = []
    labels: list[Label] = []
    for one in sorted(_changes(band, axis), key=lambda one: one.first - one.end):
        found = _placed([*chosen, one], axis, rows, layout)
        if found is not None:
            chosen.append(one)
            labels = found
    return labels


def _placed(
    changes: Sequence[Stretch], axis: TimeAxis, rows: int, layout: Layout
) -> list[Label] | None:
    """Return places for dates, none on another or on its line; None where one has no room.

    A date stands to the right of its line, and the latest are placed first, the lowest: so the
    lines of those before them stay free.
    """
    size = _DATE * layout.label
    line = _LINE * size
    room = Room(Box(0, -rows * line - _STEM, layout.width, rows * line + _STEM))
    labels = []
    for one in sorted(changes, key=lambda one: one.first, reverse=True):
        x, width = axis.x_of(one.first), width_of(one.begins, size) + 0.5 * size
        is_at_end = x + width > layout.width - layout.margin
        left = x - width + _STEM if is_at_end else x - _STEM
        for row in range(rows):
            box = Box(left, -(row + 1) * line - _STEM, width, line)
            stem = Box(x - _LEADER / 2, box.bottom, _LEADER, -box.bottom)
            if room.is_free(box) and room.is_free(stem):
                room.taken += [box, stem]
                labels.append(Label(box, row, one.begins, x))
                break
        else:
            return None
    return labels


def _changes(band: Band, axis: TimeAxis) -> list[Stretch]:
    return [one for one in band.stretches if one.begins and axis.first < one.first < axis.end]


def _draw_labels(pen: Pen, labels: Sequence[Label], top: float, layout: Layout) -> None:
    """Draw dates above a band that begins at `top`, each with a line to its day."""
    size = _DATE * layout.label
    for label in labels:
        ends = [(label.x, top + label.box.bottom), (label.x, top)]
        pen.line(ends, edge=GROUND["muted"], width=0.8)
        x, _ = label.box.centre
        baseline = top + label.box.bottom - 0.3 * size
        pen.text(x, baseline, label.text, size, align="middle", halo=2.5)


def _draw_name(pen: Pen, band: Band, place: Box, layout: Layout) -> None:
    size = layout.label
    middle = place.centre[1]
    if not band.name_below:
        pen.text(layout.margin, middle + 0.35 * size, band.name, size, weight="bold")
        return
    pen.text(layout.margin, middle - 0.15 * size, band.name, size, weight="bold")
    below = middle + _ARABIC * 1.2 * size
    width = width_of(band.name_below, _ARABIC * size)
    pen.text(layout.margin + width / 2, below, band.name_below, _ARABIC * size, align="middle")


def _draw_axis(pen: Pen, shown: Strip, axis: TimeAxis, area: Box, layout: Layout) -> None:
    """Draw a line at each tick, with its words beneath the bands."""
    sheet, bottom = pen.unmirrored(), area.bottom - _AXIS
    measure = partial(width_of, size=layout.text, weight="bold")
    for tick in ticks_of(axis, layout.text, shown.words, measure):
        x = axis.x_of(tick.day)
        sheet.line([(x, area.y), (x, bottom + 6)], edge=GROUND["line"], width=1)
        half = width_of(tick.text, layout.text, "bold") / 2
        if x + half > layout.width - layout.margin / 2:
            continue
        baseline = bottom + 6 + 1.1 * layout.text
        weight: Weight = "bold" if tick.is_strong else "normal"
        sheet.text(x, baseline, tick.text, layout.text, weight=weight, align="middle")
    sheet.line([(area.x, bottom), (area.right, bottom)], edge=GROUND["ink"], width=0.8)


def _legend(shown: Strip, layout: Layout) -> KeyRows:
    words = shown.words
    entries = [entry_of(key) for key in shown.keys]
    if any(one.former and one.soft_end > shown.first for one in _all(shown)):
        text = words.text(N_("Soft edge: the month or the year is known, not the day"))
        entries.append(Entry(text, _fade_sign(shown)))
    if any(band.disputed for band in shown.bands):
        entries.append(Entry(words.text(N_("Line beneath: sources differ")), _mark_sign))
    title = words.text(N_("Who holds the district"))
    return key_rows([(title, entries)], layout.text, layout.width - 2 * layout.margin)


def _all(shown: Strip) -> Iterator[Stretch]:
    return (one for band in shown.bands for one in band.stretches)


def _fade_sign(shown: Strip) -> Sign:
    """Return the sign of a soft edge: what is not known fades into the colour of a party."""
    parties = (fill.party for one in _all(shown) for fill in one.look.fills if fill.party)
    looks = [Look((Fill(party, 1.0),), Confidence.HIGH) for party in (None, next(parties, None))]

    def draw(pen: Pen, box: Box, size: float) -> None:
        patch = pen.box_at(Box(box.x, box.y + 0.16 * size, box.w, size))
        draw_fade(pen, looks[0], looks[1], patch, shown.colours)

    return draw


def _mark_sign(pen: Pen, box: Box, size: float) -> None:
    placed = pen.box_at(box)
    draw_mark(pen.unmirrored(), placed.x, placed.right, box.y + 0.66 * size)


def _notes(shown: Strip, axis: TimeAxis, labels: Sequence[Sequence[Label]]) -> Iterator[str]:
    """Yield a sentence on what cannot be seen here."""
    words = shown.words
    narrow = sum(axis.x_of(one.end) - axis.x_of(one.first) < _SHORTEST for one in _all(shown))
    if narrow:
        yield words.plural(_NARROW, narrow)
    undated = sum(len(_changes(band, axis)) for band in shown.bands) - sum(map(len, labels))
    if undated:
        first, last = shown.days.split(", ")
        command = leftward(f"damascus-map changes --from {first} --to {last}", words)
        yield words.plural(_UNDATED, undated, command=command)
