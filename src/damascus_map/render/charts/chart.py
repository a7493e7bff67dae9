"""What a chart is, whatever it shows: its texts, its figures as a table and rows, its drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypedDict
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language, language
from damascus_map.model.dates import Bin
from damascus_map.model.view import View
from damascus_map.query.bins import bin_for
from damascus_map.query.series import LeftOut
from damascus_map.render.address import dated_address
from damascus_map.render.charts.axes import Look
from damascus_map.render.frame import Origin, origin_of
from damascus_map.render.import_sections import Section

Row = dict[str, Any]


class Filters(TypedDict):
    """The filters of a view as the query functions take them."""

    districts: Sequence[str] | None
    types: Sequence[str] | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What charts are asked to show.

    Attributes
    ----------
    tables
        The dataset.
    view
        Day, filters and language; its span is the time shown, None for all of it.
    last_day
        Last civil day of the timeline.
    bins
        In what is counted; None for what the length of the time suggests.
    """

    tables: Tables
    view: View
    last_day: date
    bins: Bin | None = None

    @property
    def span(self) -> tuple[date, date]:
        """First and last civil day shown."""
        return self.view.span or (self.tables.package.first_day, self.last_day)

    @property
    def filters(self) -> Filters:
        """The filters of events."""
        view = self.view
        return Filters(districts=view.districts, types=view.types, confidence=view.confidence)

    @property
    def size(self) -> Bin:
        """In what is counted."""
        return self.bins or bin_for(*self.span)

    @property
    def words(self) -> Language:
        """The language."""
        return language(self.view.lang)

    def origin(self, *, claims: Iterable[str], sources: Iterable[str]) -> Origin:
        """Return what a chart is made from, by the claims and sources that it rests on."""
        address = dated_address(replace(self.view, map_view=None), self.tables)
        if self.bins is not None:
            address["by"] = str(self.bins)
        return origin_of(self.tables, address, claims=claims, sources=sources)

    def bin_name(self, first: date, last: date) -> str:
        """Return the name of a bin: its month, quarter or year; of a part of one, its days."""
        words, after = self.words, last + timedelta(days=1)
        months = (after.year - first.year) * 12 + after.month - first.month
        is_whole = first.day == after.day == 1 and months == self.size.months
        if is_whole and self.size is not Bin.QUARTER:
            return words.known_date(first, str(self.size))
        ends = (words.short_day(first), words.short_day(last))
        if is_whole:
            ends = (words.month_name(first), words.known_date(last, "month"))
        return words.text(N_("{first} to {last}"), first=ends[0], last=ends[1])


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes
    ----------
    name
        As in the command and in file names: ``area``, ``events``, ``deaths``, ``moved``, ``lags``.
    title
        What it shows.
    notes
        Sentences on how it is to be read, and on what it leaves out.
    summary
        What is seen at a glance, for those who do not see it.
    tables
        Its figures as they are read; the first has all that is drawn, others what is left out.
    drawn
        What has to be known to read the drawing; nothing in most.
    columns, rows
        Its figures for machines: names, and values by name.
    draw
        Returns the drawing in a size, a tree of SVG; None where there is nothing to draw.
    origin
        What it was made from.
    left_out
        Ids of the events that it leaves out, by the reason.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    summary: str
    tables: tuple[Section, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    draw: Callable[[Look], Element] | None
    origin: Origin
    drawn: str = ""
    left_out: Mapping[LeftOut, tuple[str, ...]] = field(default_factory=dict)


def day_of(moment: Any) -> date:
    """Return the civil day of a time stamp."""
    return pd.Timestamp(moment).date()
