"""Which two days an address compares, and how a file of that is named and made again.

The address of the page of comparison holds ``from`` and ``to`` beside the view's own keys.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final
from urllib.parse import urlencode

from damascus_map.data.tables import Tables
from damascus_map.errors import QueryError
from damascus_map.model.dates import parse_day
from damascus_map.model.view import View
from damascus_map.render.address import Complaint, address_of, window_name
from damascus_map.render.picture_order import PICTURE_TYPES, PROGRAM, stem_of

FROM: Final = "from"
TO: Final = "to"
DATA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv", "json": "application/json"}
"""Media types of the forms of the data of a comparison."""


@dataclass(frozen=True, slots=True)
class ComparisonOrder:
    """A file of a comparison.

    Attributes
    ----------
    view
        The first day, with districts, window and language; nothing else of it counts.
    until
        The second day.
    form
        A key of `PICTURE_TYPES` or of `DATA_TYPES`.
    layout
        A key of `layouts.COMPARISON_LAYOUTS`.
    scale
        By which the pixels of a PNG are multiplied.
    """

    view: View
    until: date
    form: str = "png"
    layout: str = "landscape"
    scale: float = 1

    @property
    def is_picture(self) -> bool:
        """Whether it is drawn; else it is data."""
        return self.form in PICTURE_TYPES


_USUAL: Final = ComparisonOrder(View(date.min), date.min)


def days_from(
    parameters: Mapping[str, str], tables: Tables, last_day: date, on: date
) -> tuple[tuple[date, date], tuple[Complaint, ...]]:
    """Read the two days from an address; they are put in their order.

    Parameters
    ----------
    parameters
        Keys and values after the question mark.
    tables
        The dataset.
    last_day
        Last civil day that can be shown.
    on
        The day of the map. What is missing or cannot be used is this day, and the day a year
        before it, or a year after where the dataset begins later.

    Returns
    -------
    days
        The earlier and the later one; they may be the same.
    complaints
        The values that could not be used.
    """
    first_day = tables.package.first_day
    before = _years_after(on, -1)
    usual = (before, on) if before >= first_day else (on, min(_years_after(on, 1), last_day))
    days, complaints = [], []
    for key, default in zip((FROM, TO), usual, strict=True):
        text = parameters.get(key)
        found = default if text is None else _day_of(text, first_day, last_day)
        if text is not None and found is None:
            complaints.append(Complaint.of(key, parameters))
        days.append(found or default)
    return (min(days), max(days)), tuple(complaints)


def _years_after(day: date, years: int) -> date:
    """Return the same day of another year; of a year without 29 February the day before."""
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004 - 29 February
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def _day_of(text: str, first_day: date, last_day: date) -> date | None:
    try:
        day = parse_day(text)
    except QueryError:
        return None
    return day if first_day <= day <= last_day else None


def comparison_address(view: View, until: date, tables: Tables) -> str:
    """Return the address of the page that compares two days: ``compare?from=…&to=…``.

    Parameters
    ----------
    view
        The first day, with the filters and the language.
    until
        The second day.
    tables
        The dataset.
    """
    others = {key: text for key, text in address_of(view, tables).items() if key != "date"}
    days = {FROM: view.on.isoformat(), TO: until.isoformat()}
    return f"compare?{urlencode(days | others, safe=',')}"


def comparison_file(order: ComparisonOrder, dataset: str = PROGRAM) -> str:
    """Return a good name for the file: ``damascus-map-2017-02-18-2017-05-14-fr.png``."""
    view = order.view
    only = f"-{view.districts[0]}" if view.districts and len(view.districts) == 1 else ""
    days = f"{view.on.isoformat()}-{order.until.isoformat()}"
    return f"{stem_of(dataset)}-{days}{only}-{view.lang}.{order.form}"


def comparison_command(order: ComparisonOrder, *, dataset: str | None = None) -> str:
    """Return the command that makes the file again.

    Parameters
    ----------
    order
        The file.
    dataset
        What stands for the dataset's folder; None for the dataset that the program carries.
    """
    view = order.view
    options = [("--from", view.on.isoformat()), ("--to", order.until.isoformat())]
    options += [("--district", one) for one in view.districts or ()]
    if order.is_picture and view.window != _USUAL.view.window:
        options.append(("--window", window_name(view.window)))
    if order.is_picture and order.layout != _USUAL.layout:
        options.append(("--layout", order.layout))
    if order.is_picture and order.scale != _USUAL.scale:
        options.append(("--scale", f"{order.scale:g}"))
    if view.lang != _USUAL.view.lang:
        options.append(("--lang", view.lang))
    if dataset is not None:
        options.append(("--dataset", dataset))
    options.append(("--out", comparison_file(order)))
    return shlex.join([PROGRAM, "compare", *chain.from_iterable(options)])
