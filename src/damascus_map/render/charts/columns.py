"""Bins of time as columns of a plot: where they stand, and where a click on them leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_
from damascus_map.render.charts.axes import Plot, box, mark
from damascus_map.render.charts.chart import Asked, day_of
from damascus_map.render.style import GROUND
from damascus_map.render.time_axis import TimeAxis


@dataclass(frozen=True, slots=True)
class Columns:
    """Bins on an axis of time.

    Attributes
    ----------
    days
        First and last civil day of each.
    edges
        Where each begins and ends, in units.
    """

    days: Sequence[tuple[date, date]]
    edges: Sequence[tuple[float, float]]


def columns_of(axis: TimeAxis, bins: pd.DataFrame) -> Columns:
    """Return the columns of bins with ``first`` and ``last`` day."""
    days = [(day_of(row.first), day_of(row.last)) for row in bins.itertuples()]
    edges = [(axis.x_of(first), axis.x_of(last + timedelta(days=1))) for first, last in days]
    return Columns(days, edges)


def column_marks(
    plot: Plot, asked: Asked, columns: Columns, texts: Sequence[str]
) -> Iterator[Element]:
    """Yield a mark over each column: it leads to its last day, with the events of all its days."""
    for (first, last), (left, right), text in zip(columns.days, columns.edges, texts, strict=True):
        area = box(left, plot.top, right - left, plot.bottom - plot.top, GROUND["ink"])
        said = f"{asked.bin_name(first, last)}{asked.words.text(N_(': '))}{text}"
        yield mark(area, said, last, window=str((last - first).days + 1))
