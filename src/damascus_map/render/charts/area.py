"""Who held how much of the ground, over time: shares stacked in the order of the parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.model.dates import Precision
from damascus_map.query.below import BELOW
from damascus_map.query.control import UNKNOWN
from damascus_map.query.selection import checked_districts
from damascus_map.query.series import PRESENT, UNCERTAIN, area_by_party
from damascus_map.render.charts.axes import (
    Look,
    Plot,
    box,
    day_line,
    label,
    mark,
    number,
    plot_in,
    time_lines,
    value_lines,
    width_of,
)
from damascus_map.render.charts.chart import Asked, Chart, Row, day_of
from damascus_map.render.charts.patterns import Key, fill_of, hatches, legend, legend_height
from damascus_map.render.import_sections import Section
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND
from damascus_map.render.time_axis import TimeAxis
from damascus_map.render.words import BELOW_NAME, party_names

NAME: Final = "area"
UNCERTAIN_NAMES: Final[Mapping[str, str]] = {
    PRESENT: N_("present, extent not stated"),
    UNKNOWN: N_("not known"),
    BELOW: BELOW_NAME,
}
_TITLE: Final = N_("Share of the area by party")
_RULE: Final = N_(
    "Of {area} km²: {districts}. Shares are those of the stripes on the map, which are steps and "
    "not measurements (whole 100%, most 70%, part 30%)."
)
_UNCERTAIN: Final = N_(
    "Grey or hatched: nobody is known to hold it, or a party is there and no source says how far."
)
_SOFT: Final = NN_(
    "{n} change is known to the month or the year only, and drawn on its first day.",
    "{n} changes are known to the month or the year only, and drawn on their first day.",
)
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_LEAST_AREA: Final = 0.0005


@dataclass(frozen=True, slots=True)
class _Stack:
    """The shares of each time: first and last day, and the share of each holder, 0 to 1."""

    times: Sequence[tuple[date, date]]
    shares: pd.DataFrame


def area_chart(asked: Asked) -> Chart:
    """Return the chart of who held how much.

    Parameters
    ----------
    asked
        The dataset, the time, the districts and the lowest confidence.
    """
    tables, view, words = asked.tables, asked.view, asked.words
    districts = checked_districts(tables, view.districts)
    areas = area_by_party(tables, *asked.span, districts=view.districts, confidence=view.confidence)
    total = float(tables.districts.loc[districts, "area_km2"].sum())
    holders = [one for one in (*tables.party_ids, *UNCERTAIN) if areas[one].max() > _LEAST_AREA]
    names = holder_names(asked)
    times = [(day_of(row.first), day_of(row.last)) for row in areas.itertuples()]
    stack = _Stack(times, areas[holders] / total if total else areas[holders])
    return Chart(
        name=NAME,
        title=words.text(_TITLE),
        notes=tuple(_notes(asked, areas, districts, total)),
        summary=_on_day(stack, view.on, names, words),
        tables=(_table(areas, stack, names, words),),
        columns=("first", "last", "holder", "km2", "share", "precision"),
        rows=tuple(_rows(areas, stack)),
        draw=partial(_drawing, asked, stack, names) if districts else None,
        origin=asked.origin(claims=_claims(asked, districts), sources=()),
    )


def holder_names(asked: Asked) -> dict[str, str]:
    """Return what each party, and each kind of uncertain ground, is called."""
    words = asked.words
    uncertain = {key: words.text(name) for key, name in UNCERTAIN_NAMES.items()}
    return party_names(asked.tables.parties, words) | uncertain


def _notes(
    asked: Asked, areas: pd.DataFrame, districts: Sequence[str], total: float
) -> Iterator[str]:
    words = asked.words
    if not districts:
        return
    names = [str(one) for one in asked.tables.districts.loc[districts, f"name_{words.code}"]]
    area = words.number(round(total, 1))
    yield words.text(_RULE, area=area, districts=words.list_of(names))
    if areas[list(UNCERTAIN)].to_numpy().max(initial=0) > _LEAST_AREA:
        yield words.text(_UNCERTAIN)
    soft = int((areas["precision"] != Precision.DAY).sum())
    if soft:
        yield words.plural(_SOFT, soft)


def _on_day(stack: _Stack, day: date, names: Mapping[str, str], words: Language) -> str:
    """Return the shares on a day in words, the greatest first; nothing outside the time."""
    row = next((n for n, (first, last) in enumerate(stack.times) if first <= day <= last), None)
    if row is None:
        return ""
    shares = stack.shares.iloc[row].sort_values(ascending=False)
    parts = _parts(shares, names, words)
    return words.text(N_("{date}: {shares}."), date=words.short_day(day), shares=parts)


def _parts(shares: pd.Series, names: Mapping[str, str], words: Language) -> str:
    return words.text(N_(", ")).join(
        f"{names[str(holder)]} {words.percent(share)}"
        for holder, share in zip(shares.index, shares, strict=True)
        if share > _LEAST_AREA
    )


def _table(
    areas: pd.DataFrame, stack: _Stack, names: Mapping[str, str], words: Language
) -> Section:
    holders = list(map(str, stack.shares))
    heads = [words.text(N_("From")), words.text(N_("To"))]
    heads += [f"{capitalised(names[one])}, km²" for one in holders]
    rows = [
        (
            words.known_date(first, row["precision"]),
            words.short_day(last),
            *(words.number(round(row[one], 2)) for one in holders),
        )
        for (first, last), row in zip(stack.times, areas.to_dict(orient="records"), strict=True)
    ]
    return Section(
        title=words.text(_TITLE),
        heads=tuple(heads),
        rows=tuple(rows),
        figures=frozenset(range(2, len(heads))),
    )


def _rows(areas: pd.DataFrame, stack: _Stack) -> Iterator[Row]:
    """Yield a row for each holder of each time: what a reader of data plots without a change."""
    records = areas.to_dict(orient="records")
    shares = stack.shares.to_dict(orient="records")
    for (first, last), row, part in zip(stack.times, records, shares, strict=True):
        for holder in stack.shares:
            yield {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "holder": holder,
                "km2": round(row[holder], 4),
                "share": round(part[holder], 4),
                "precision": row["precision"],
            }


def _claims(asked: Asked, districts: Sequence[str]) -> list[str]:
    """Return the claims of the intervals that the time touches, as often as they are cited."""
    first, last = (pd.Timestamp(day) for day in asked.span)
    control = asked.tables.control
    rows = control["district_id"].isin(districts) & (control["first"] <= last)
    rows &= control["end"].isna() | (control["end"] > first)
    return [claim for claims in control.loc[rows, "claim_ids"] for claim in claims]


def _drawing(asked: Asked, stack: _Stack, names: Mapping[str, str], look: Look) -> Element:
    words, view = asked.words, asked.view
    fills = {str(party): str(colour) for party, colour in asked.tables.parties["colour"].items()}
    fills |= {one: fill_of(NAME, look, one) for one in UNCERTAIN}
    keys = [Key(fills[one], capitalised(names[one])) for one in map(str, stack.shares)]
    top = legend_height(keys, look) + 2 * look.letters
    plot = plot_in(look, words, top, look.height, look.gutter)
    axis = plot.time_axis(*asked.span)
    bands = _bands(stack)
    return element(
        "svg",
        hatches(NAME, look),
        *legend(plot, keys),
        *(_band(plot, axis, stack, edges, fills[one]) for one, edges in bands.items()),
        *value_lines(plot, _QUARTERS, [words.percent(one) for one in _QUARTERS]),
        *time_lines(plot, axis),
        *_names_in_bands(plot, axis, stack, bands, names),
        *day_line(plot, axis, view.on),
        *_marks(plot, axis, stack, names),
        viewBox=f"0 0 {number(look.width)} {number(plot.bottom + 2.2 * look.letters)}",
    )


_Edges = Sequence[tuple[float, float]]


def _bands(stack: _Stack) -> dict[str, _Edges]:
    """Return where the band of each holder begins and ends in each time, from the bottom up."""
    tops = stack.shares.cumsum(axis=1)
    return {
        str(one): list(zip(tops[one] - stack.shares[one], tops[one], strict=True)) for one in tops
    }


def _band(plot: Plot, axis: TimeAxis, stack: _Stack, edges: _Edges, fill: str) -> Element:
    """Return a band as one shape: along the top edge, and back along the bottom."""
    over, under = [], []
    edge = ""
    for (first, last), (low, high) in zip(stack.times, edges, strict=True):
        ends = (axis.x_of(first), axis.x_of(first) + ((last - first).days + 1) * axis.day_width)
        over += [(x, plot.y_of(high, 1)) for x in ends]
        under += [(x, plot.y_of(low, 1)) for x in ends]
        edge += f"M{number(ends[0])} {number(plot.y_of(high, 1))}H{number(ends[1])}"
    points = " ".join(f"{number(x)},{number(y)}" for x, y in [*over, *reversed(under)])
    return element(
        "g",
        element("polygon", points=points, fill=fill),
        element("path", d=edge, stroke=GROUND["panel"], stroke_width="1.2", fill="none"),
    )


def _names_in_bands(
    plot: Plot,
    axis: TimeAxis,
    stack: _Stack,
    bands: Mapping[str, _Edges],
    names: Mapping[str, str],
) -> Iterator[Element]:
    """Yield the name of each holder inside its band, where there is room for it."""
    size = plot.look.letters
    for holder, edges in bands.items():
        text = capitalised(names[holder])
        place = _room(plot, axis, stack, edges, width_of(text, size) + 2 * size)
        if place is not None:
            yield label(plot, text, place[0], place[1] + 0.35 * size, "middle", halo=True)


def _room(
    plot: Plot, axis: TimeAxis, stack: _Stack, edges: _Edges, width: float
) -> tuple[float, float] | None:
    """Return the middle of the highest rectangle inside a band that has this width."""
    best: tuple[float, float, float] | None = None
    for begin in range(len(edges)):
        low, high = 0.0, 1.0
        for finish in range(begin, len(edges)):
            low, high = max(low, edges[finish][0]), min(high, edges[finish][1])
            height = (high - low) * (plot.bottom - plot.top)
            if height < 2 * plot.look.letters:
                break
            left, right = axis.x_of(stack.times[begin][0]), axis.x_of(stack.times[finish][1])
            if right - left >= width and (best is None or height > best[0]):
                best = height, (left + right) / 2, plot.y_of((low + high) / 2, 1)
    return None if best is None else best[1:]


def _marks(
    plot: Plot, axis: TimeAxis, stack: _Stack, names: Mapping[str, str]
) -> Iterator[Element]:
    words = plot.words
    edges = [axis.x_of(first) for first, _ in stack.times] + [plot.right]
    for place, ((first, last), (left, right)) in enumerate(
        zip(stack.times, pairwise(edges), strict=True)
    ):
        days = words.text(
            N_("{first} to {last}"), first=words.short_day(first), last=words.short_day(last)
        )
        text = f"{days}{words.text(N_(': '))}{_parts(stack.shares.iloc[place], names, words)}"
        area = box(left, plot.top, max(right - left, 1), plot.bottom - plot.top, GROUND["ink"])
        yield mark(area, text, first, until=last.isoformat())
