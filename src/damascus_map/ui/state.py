"""The state of one reader's page: the only module that knows Streamlit's session state.

The widgets' own keys hold the view; the address bar follows them, and they follow it when the
reader opens a link or goes back. The map speaks through `hear_map`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from damascus_map.errors import QueryError
from damascus_map.model.dates import parse_day, window_length
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.address import (
    Complaint,
    address_of,
    opening_view,
    view_from,
    window_from,
    window_name,
)
from damascus_map.render.publication import Publication

DATE: Final = "dm-date"
WINDOW: Final = "dm-window"
DISTRICTS: Final = "dm-districts"
TYPES: Final = "dm-types"
CONFIDENCE: Final = "dm-confidence"
DISTRICT: Final = "dm-district"
LANGUAGE: Final = "dm-language"
MAP: Final = "dm-map"

_MAP_VIEW: Final = "dm-map-view"
_SPAN: Final = "dm-span"
_MAP_SHOWS: Final = "dm-map-shows"
_TOLD: Final = "dm-told"
_TOLD_OF: Final = "dm-told-of"
_SEQUENCE: Final = "dm-sequence"
_ADDRESS: Final = "dm-address"
_COMPLAINTS: Final = "dm-complaints"
_VIEW: Final = "dm-view"
_WRITTEN: Final = "dm-written"
_WAITED: Final = "dm-waited"

_USUAL_WINDOW: Final = "7"
_LATE_S: Final = 2.0
"""For so long an address that was written may not have reached the browser."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows in this run.

    Attributes
    ----------
    view
        The view.
    complaints
        Values of the address that could not be used.
    """

    view: View
    complaints: tuple[Complaint, ...]


def current_state(shown: Publication) -> PageState:
    """Return the state of this run, taken from the address if that is new."""
    address = st.query_params.to_dict()
    if _is_followed(address, shown):
        view, complaints = view_from(address, shown.dataset.tables, shown.last_day)
        _seed(view, shown)
        st.session_state[_COMPLAINTS] = complaints
    return PageState(_view(shown), st.session_state[_COMPLAINTS])


def _is_followed(address: dict[str, str], shown: Publication) -> bool:
    """Tell whether the page follows the address: a link was opened, or the reader went back.

    An address other than the one last written can also be a late one: the reader used a control
    before the browser had taken over what was written. Then the control counts, not the address.
    """
    if _ADDRESS not in st.session_state:
        return True
    if address == st.session_state[_ADDRESS]:
        return False
    moved_on = _view(shown) != st.session_state[_VIEW]
    return not moved_on and time.monotonic() - st.session_state[_WRITTEN] > _LATE_S


def map_has_spoken() -> bool:
    """Tell whether the map has said that it is drawn, or was waited for in vain."""
    return bool(st.session_state.get(_SEQUENCE) or st.session_state.get(_WAITED, 0) > 1)


def waited_for_map() -> bool:
    """Count one more wait for the map; tell whether that was enough."""
    st.session_state[_WAITED] = st.session_state.get(_WAITED, 0) + 1
    return map_has_spoken()


def write_address(view: View, shown: Publication) -> None:
    """Let the address bar name the view."""
    address = address_of(view, shown.dataset.tables)
    if st.session_state.get(_VIEW, view) != view:
        st.session_state[_COMPLAINTS] = ()  # the reader has moved on
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    if st.session_state.get(_ADDRESS) != address:
        st.session_state[_WRITTEN] = time.monotonic()
    st.session_state[_ADDRESS] = address
    st.session_state[_VIEW] = view


def hear_map(shown: Publication) -> None:
    """Take over what the map says: date, window, district, where it is. Nonsense is left out."""
    heard = st.session_state.get(MAP)
    if not isinstance(heard, Mapping) or not isinstance(heard.get("seq"), int):
        return
    st.session_state[_SEQUENCE] = heard["seq"]
    shows = st.session_state.pop(_MAP_SHOWS, None)
    now = _view(shown)
    try:
        said = _parameters_of(heard)
    except (QueryError, TypeError, ValueError):
        return
    gone: dict[str, Any] = {
        name: None for name in ("district", "span") if heard.get(name, now) is None
    }
    usable = replace(now, **gone)
    view, nonsense = view_from(said, shown.dataset.tables, shown.last_day, usable)
    _seed_map(view)
    if shows is not None and not nonsense:
        kept = {name: getattr(view, name) for name in ("on", "window", "district", "map_view")}
        st.session_state[_MAP_SHOWS] = replace(shows, span=view.span, **kept)


def told_to_map(shown: Publication, view: View) -> tuple[View, int]:
    """Return what the map is told, and the number of the message from it that this answers.

    It stays as it is while the map shows the view already, as when the map itself has moved: what
    stays is not sent again.
    """
    told_of = st.session_state.get(_TOLD_OF)
    if st.session_state.get(_MAP_SHOWS) != view or told_of != shown.scene.name:
        st.session_state[_TOLD] = (view, st.session_state.get(_SEQUENCE, 0))
        st.session_state[_TOLD_OF] = shown.scene.name
        st.session_state[_MAP_SHOWS] = view
    told: tuple[View, int] = st.session_state[_TOLD]
    return told


def show_everything(shown: Publication) -> None:
    """Put every filter back to its default; date, language, district and map stay."""
    now = _view(shown)
    default = opening_view(shown.dataset.tables)
    filters = {
        name: getattr(default, name) for name in ("window", "districts", "types", "confidence")
    }
    _seed(replace(now, **filters), shown)


def _parameters_of(heard: Mapping[str, Any]) -> dict[str, str]:
    """Return what the map says as an address would; what it leaves out, or has not, is not in it.

    Raises
    ------
    QueryError, TypeError, ValueError
        If it is nonsense.
    """
    said = {"date": str(heard.get("date"))}
    if heard.get("district") is not None:
        said["district"] = str(heard["district"])
    if heard.get("view") is not None:
        said["view"] = ",".join(f"{float(number):f}" for number in heard["view"])
    if heard.get("span") is not None:
        said["span"] = ",".join(map(str, heard["span"]))
    if "from" in heard:
        first = None if heard["from"] is None else parse_day(str(heard["from"]))
        said["window"] = window_name(window_length(first, parse_day(said["date"])))
    return said


def _seed(view: View, shown: Publication) -> None:
    districts = shown.dataset.tables.district_ids
    st.session_state[DISTRICTS] = list(districts if view.districts is None else view.districts)
    st.session_state[TYPES] = list(shown.event_types if view.types is None else view.types)
    st.session_state[CONFIDENCE] = str(view.confidence)
    st.session_state[LANGUAGE] = view.lang
    _seed_map(view)


def _seed_map(view: View) -> None:
    st.session_state[DATE] = view.on
    st.session_state[WINDOW] = window_name(view.window)
    st.session_state[DISTRICT] = view.district
    st.session_state[_MAP_VIEW] = view.map_view
    st.session_state[_SPAN] = view.span


def _view(shown: Publication) -> View:
    districts = shown.dataset.tables.district_ids
    chosen = tuple(one for one in districts if one in st.session_state[DISTRICTS])
    types = tuple(one for one in shown.event_types if one in st.session_state[TYPES])
    return View(
        on=st.session_state[DATE] or st.session_state[_VIEW].on,
        window=window_from(st.session_state[WINDOW] or _USUAL_WINDOW),
        districts=None if chosen == districts else chosen,
        types=None if types == shown.event_types else types,
        confidence=Confidence(st.session_state[CONFIDENCE] or Confidence.LOW),
        district=st.session_state[DISTRICT],
        lang=st.session_state[LANGUAGE] or "en",
        map_view=st.session_state[_MAP_VIEW],
        span=st.session_state[_SPAN],
    )
