"""The address of a view: ``?date=2017-05-07&district=qaboun``, read and written.

What is left out has its default, so that the address of the opening view is empty. A value that
cannot be used falls back to its default, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import QueryError, UnknownChoiceError
from damascus_map.language import LANGUAGES
from damascus_map.model.dates import parse_day
from damascus_map.model.view import MapView, View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.selection import checked_choices, checked_districts

_ALL: Final = "all"
_SET_ASIDE: Final = ("reported", "confidence")
_STEP: Final = re.compile(r"[1-9]\d?", re.ASCII)
_WINDOW: Final = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_MAP_VIEW: Final = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")
_SEPARATOR: Final = ","
_LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Complaint:
    """A value of an address that could not be used.

    Attributes
    ----------
    key, value
        As they stood in the address; the value is shortened.
    """

    key: str
    value: str

    @classmethod
    def of(cls, key: str, parameters: Mapping[str, str]) -> Complaint:
        """Return the complaint of a key's value in an address."""
        return cls(key, parameters[key][:_LONGEST_SHOWN])


def opening_view(tables: Tables) -> View:
    """Return the view of an empty address."""
    return View(on=tables.package.opening_day)


def view_from(
    parameters: Mapping[str, str], tables: Tables, last_day: date, default: View | None = None
) -> tuple[View, tuple[Complaint, ...]]:
    """Read the view from an address.

    Parameters
    ----------
    parameters
        Keys and values after the question mark; keys that are not known are left alone.
    tables
        The dataset that the view is of.
    last_day
        Last civil day that can be shown.
    default
        What holds where a value is missing or cannot be used; None for the opening view.

    Returns
    -------
    view
        The view, with the default in place of each value that cannot be used.
    complaints
        The values that could not be used.
    """
    parameters = _completed(parameters, tables, last_day)
    readers = _readers(tables, last_day)
    view = opening_view(tables) if default is None else default
    unusable = []
    for key, (field, read) in readers.items():
        if key not in parameters:
            continue
        try:
            view = replace(view, **{field: read(parameters[key])})
        except (QueryError, ValueError):
            unusable.append(key)
    for key, is_named in (("event", _names_event), ("tour", _names_step)):
        if parameters.get(key) and not is_named(parameters[key], tables):
            unusable.append(key)
    return view, tuple(Complaint.of(key, parameters) for key in unusable)


def step_address(step: Mapping[Any, Any]) -> dict[str, str]:
    """Return what a step of the dataset's story shows, as parameters of an address.

    Parameters
    ----------
    step
        A row of ``tables.story``.
    """
    address = {"date": step["first"].date().isoformat()}
    if step["district_id"] is not None:
        address["district"] = str(step["district_id"])
    if not pd.isna(step["window"]):
        address["window"] = str(step["window"])
    return address


def event_day(event: Any, tables: Tables, last_day: date) -> date:
    """Return the day on which an event is shown: its first, if the timeline has it.

    Parameters
    ----------
    event
        A row of ``tables.events``.
    tables
        The dataset.
    last_day
        Last civil day of the timeline.
    """
    first: date = event["first"].date()
    return min(max(first, tables.package.first_day), last_day)


def _completed(parameters: Mapping[str, str], tables: Tables, last_day: date) -> Mapping[str, str]:
    """Return an address with what it says by naming an event or a step of the tour, but no day.

    A step is told from all that is known: what asks for less is set aside.
    """
    if "date" in parameters:
        return parameters
    if _names_event(event := parameters.get("event", ""), tables):
        day = event_day(tables.events.loc[event], tables, last_day)
        return {"date": day.isoformat(), **parameters}
    if _names_step(step := parameters.get("tour", ""), tables):
        kept = {key: text for key, text in parameters.items() if key not in _SET_ASIDE}
        return step_address(tables.story.iloc[int(step) - 1].to_dict()) | kept
    return parameters


def _names_event(text: str, tables: Tables) -> bool:
    return text in tables.events.index


def _names_step(text: str, tables: Tables) -> bool:
    return _STEP.fullmatch(text) is not None and int(text) <= len(tables.story)


def address_of(view: View, tables: Tables) -> dict[str, str]:
    """Return the parameters of a view's address; only those that differ from the opening view."""
    default = opening_view(tables)
    written = {
        "date": (view.on != default.on, view.on.isoformat()),
        "district": (view.district is not None, view.district or ""),
        "districts": (view.districts is not None, _SEPARATOR.join(view.districts or ())),
        "types": (view.types is not None, _SEPARATOR.join(view.types or ())),
        "window": (view.window != default.window, window_name(view.window)),
        "confidence": (view.confidence != default.confidence, str(view.confidence)),
        "lang": (view.lang != default.lang, view.lang),
        "view": (view.map_view is not None, _map_view_text(view.map_view)),
        "span": (view.span is not None, _SEPARATOR.join(map(str, view.span or ()))),
        "reported": (view.reported is not None, str(view.reported)),
    }
    return {key: text for key, (differs, text) in written.items() if differs}


def dated_address(view: View, tables: Tables) -> dict[str, str]:
    """Return the parameters of a view's address with its day, even that of the opening view.

    It means the same when the dataset opens on another one.
    """
    return {"date": view.on.isoformat(), **address_of(view, tables)}


Reader = Callable[[str], Any]


def _readers(tables: Tables, last_day: date) -> Mapping[str, tuple[str, Reader]]:
    """Return, for each key of an address, the view's field and how it is read."""

    def day(text: str) -> date:
        found = parse_day(text)
        if not tables.package.first_day <= found <= last_day:
            raise UnknownChoiceError(f"{found} is outside the timeline")
        return found

    def districts(text: str) -> tuple[str, ...]:
        return tuple(checked_districts(tables, _parts(text)))

    return {
        "date": ("on", day),
        "district": ("district", lambda text: checked_districts(tables, [text])[0]),
        "districts": ("districts", districts),
        "types": ("types", lambda text: _choices("event type", _parts(text), list(EventType))),
        "window": ("window", window_from),
        "confidence": ("confidence", Confidence),
        "lang": ("lang", lambda text: _choices("language", [text], LANGUAGES)[0]),
        "view": ("map_view", map_view_from),
        "span": ("span", lambda text: span_from(text, tables.package.first_day, last_day)),
        "reported": ("reported", day),
    }


def window_name(days: int | None) -> str:
    """Return a window of events as the address names it: its days, or ``all`` for all before."""
    return _ALL if days is None else str(days)


def window_from(text: str) -> int | None:
    """Read a window of events: a number of days from 1 on, or ``all``, which is None.

    Raises
    ------
    UnknownChoiceError
        If the text is neither.
    """
    if text == _ALL:
        return None
    if _WINDOW.fullmatch(text) is None:
        raise UnknownChoiceError(f"{text!r} is no number of days from 1 to 99999, nor {_ALL}")
    return int(text)


def span_from(text: str, first_day: date, last_day: date) -> tuple[date, date]:
    """Read a part of time from ``2017-03-01,2017-06-30``: first and last day, both inclusive.

    Raises
    ------
    InvalidDateError, UnknownChoiceError
        If these are not two days in their order, or not both on the timeline.
    """
    days = tuple(map(parse_day, text.split(_SEPARATOR)))
    if len(days) != 2 or not first_day <= days[0] <= days[1] <= last_day:  # noqa: PLR2004 - two ends
        raise UnknownChoiceError(f"{text!r} is not a part of the timeline")
    return days[0], days[1]


def map_view_from(text: str) -> MapView:
    """Read where the map is from ``longitude,latitude,zoom`` (degrees, WGS84).

    Raises
    ------
    UnknownChoiceError
        If the text has another form, or names no place on earth.
    """
    match = _MAP_VIEW.fullmatch(text)
    if match is None:
        raise UnknownChoiceError(f"{text!r} is not longitude,latitude,zoom")
    lon, lat, zoom = (float(part) for part in match.groups())
    if abs(lon) > 180 or abs(lat) > 85 or zoom > 22:  # noqa: PLR2004 - degrees, and map zoom
        raise UnknownChoiceError(f"{text!r} is not a place on the map")
    return MapView(lon, lat, zoom)


def _map_view_text(map_view: MapView | None) -> str:
    if map_view is None:
        return ""
    return f"{map_view.lon:.4f},{map_view.lat:.4f},{map_view.zoom:g}"


def _parts(text: str) -> list[str]:
    return [part for part in text.split(_SEPARATOR) if part]


def _choices(what: str, values: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(checked_choices(what, values, known))
