"""An order for a picture of a view, and how it is named: as an address, a command, and a file."""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from damascus_map.data.cells import is_slug
from damascus_map.data.tables import Tables
from damascus_map.model.view import View
from damascus_map.render.address import dated_address, window_name
from damascus_map.render.static.layouts import LAYOUTS

PICTURE_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
)
"""Media types of the forms of a picture."""

LOWEST_SCALE: Final = 0.25
_HIGHEST_SCALE: Final = 4.0
_MOST_PIXELS: Final = 24_000_000
"""Of a picture that a server draws: a landscape at scale 4, and no more memory than that takes."""


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What is to be drawn, and as what.

    Attributes
    ----------
    view
        Day, window, filters and language; nothing else of it changes a picture.
    form
        A key of `PICTURE_TYPES`.
    layout
        A key of `layouts.LAYOUTS`.
    scale
        By which the pixels of a PNG are multiplied; 1 for other forms.
    """

    view: View
    form: str = "png"
    layout: str = "landscape"
    scale: float = 1


PROGRAM: Final = "damascus-map"
_USUAL: Final = PictureOrder(View(date.min))


def highest_scale(layout: str) -> float:
    """Return the greatest scale of a layout that a server draws: so many pixels and no more."""
    sheet = LAYOUTS[layout]
    pixels = sheet.width * sheet.height * sheet.dots_per_unit**2
    return min(_HIGHEST_SCALE, math.floor(10 * math.sqrt(_MOST_PIXELS / pixels)) / 10)


def address_of_order(order: PictureOrder, tables: Tables) -> str:
    """Return the address of a picture, such as ``snapshot.png?date=2017-05-07&lang=fr``.

    The same picture has one address, and the day always stands in it: it is to mean the same
    when the dataset opens on another one.
    """
    view = dated_address(order.view, tables)
    sheet = {} if order.layout == _USUAL.layout else {"layout": order.layout}
    pixels = {} if order.scale == _USUAL.scale else {"scale": f"{order.scale:g}"}
    return f"snapshot.{order.form}?{urlencode(view | sheet | pixels, safe=',')}"


def stem_of(dataset: str) -> str:
    """Return how files about a dataset begin: its name, or the program's where that is no id."""
    return dataset if is_slug(dataset) else PROGRAM


def file_name(order: PictureOrder, dataset: str = PROGRAM) -> str:
    """Return a good name for the file: ``damascus-map-2017-05-07-fr.png``.

    Parameters
    ----------
    order
        The picture.
    dataset
        Name of the dataset, with which it begins.
    """
    view = order.view
    only = f"-{view.districts[0]}" if view.districts and len(view.districts) == 1 else ""
    by = f"-reported-{view.reported}" if view.reported else ""
    return f"{stem_of(dataset)}-{view.on.isoformat()}{by}{only}-{view.lang}.{order.form}"


def command_of(order: PictureOrder, *, dataset: str | None = None) -> str:
    """Return the command that makes the picture again.

    Parameters
    ----------
    order
        The picture.
    dataset
        What stands for the dataset's folder; None for the dataset that the program carries.
    """
    view, usual = order.view, _USUAL.view
    options = [("--date", view.on.isoformat())]
    options += [("--district", one) for one in view.districts or ()]
    options += [("--type", one) for one in view.types or ()]
    if view.confidence != usual.confidence:
        options.append(("--confidence", view.confidence))
    if view.window != usual.window:
        options.append(("--window", window_name(view.window)))
    if view.reported is not None:
        options.append(("--reported-by", view.reported.isoformat()))
    if order.layout != _USUAL.layout:
        options.append(("--layout", order.layout))
    if order.scale != _USUAL.scale:
        options.append(("--scale", f"{order.scale:g}"))
    if view.lang != usual.lang:
        options.append(("--lang", view.lang))
    if dataset is not None:
        options.append(("--dataset", dataset))
    options.append(("--out", file_name(order)))
    return shlex.join([PROGRAM, "snapshot", *chain.from_iterable(options)])
