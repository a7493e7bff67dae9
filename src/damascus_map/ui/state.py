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
from damascus_map.model.dates import parse_day
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.address import (
    WINDOW_NAMES,
    WINDOWS,
    Complaint,
    address_of,
    map_view_from,
    opening_view,
    view_from,
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
_SEQUENCE: Final = "dm-sequence"
_ADDRESS: Final = "dm-address"
_COMPLAINTS: Final = "dm-complaints"
_VIEW: Final = "dm-view"
_WRITTEN: Final = "dm-written"

_LATE_S: Final = 2.0
"""For so long an address that was written may not have reached the browser."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows in this run.

    Attributes
    ----------
    view
        The view.
    sequence
        Number of the last message that came from the map.
    complaints
        Values of the address that could not be used.
    """

    view: View
    sequence: int
    complaints: tuple[Complaint, ...]


def current_state(shown: Publication, event_types: tuple[str, ...]) -> PageState:
    """Return the state of this run, taken from the address if that is new.

    Parameters
    ----------
    shown
        What is shown.
    event_types
        The event types that the page offers.
    """
    tables = shown.dataset.tables
    address = st.query_params.to_dict()
    if _is_followed(address, tables.district_ids, event_types):
        view, complaints = view_from(address, tables, shown.last_day)
        _seed(view, tables.district_ids, event_types)
        st.session_state[_COMPLAINTS] = complaints
    view = _view(tables.district_ids, event_types)
    return PageState(view, st.session_state.setdefault(_SEQUENCE, 0), st.session_state[_COMPLAINTS])


def _is_followed(
    address: dict[str, str], districts: tuple[str, ...], event_types: tuple[str, ...]
) -> bool:
    """Tell whether the page follows the address: a link was opened, or the reader went back.

    An address other than the one last written can also be a late one: the reader used a control
    before the browser had taken over what was written. Then the control counts, not the address.
    """
    if _ADDRESS not in st.session_state:
        return True
    if address == st.session_state[_ADDRESS]:
        return False
    moved_on = _view(districts, event_types) != st.session_state[_VIEW]
    return not moved_on and time.monotonic() - st.session_state[_WRITTEN] > _LATE_S


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
    """Take over what the map says: date, chosen district, where it is. Nonsense is left out."""
    heard = st.session_state.get(MAP)
    if not isinstance(heard, Mapping) or not isinstance(heard.get("seq"), int):
        return
    st.session_state[_SEQUENCE] = heard["seq"]
    first_day = shown.dataset.tables.package.first_day
    try:
        day = parse_day(str(heard.get("date")))
        if first_day <= day <= shown.last_day:
            st.session_state[DATE] = day
        st.session_state[_MAP_VIEW] = _map_view(heard.get("view"))
    except QueryError:
        return
    if heard.get("district") in (None, *shown.dataset.tables.district_ids):
        st.session_state[DISTRICT] = heard.get("district")


def show_everything(shown: Publication, event_types: tuple[str, ...]) -> None:
    """Put every filter back to its default; date, language and map stay."""
    default = opening_view(shown.dataset.tables)
    kept = replace(default, on=st.session_state[DATE], lang=st.session_state[LANGUAGE])
    _seed(
        replace(kept, district=st.session_state[DISTRICT], map_view=st.session_state[_MAP_VIEW]),
        shown.dataset.tables.district_ids,
        event_types,
    )


def _map_view(place: Any) -> Any:
    if not isinstance(place, list):
        return st.session_state.get(_MAP_VIEW)
    return map_view_from(",".join(f"{float(number):f}" for number in place))


def _seed(view: View, districts: tuple[str, ...], event_types: tuple[str, ...]) -> None:
    st.session_state[DATE] = view.on
    st.session_state[WINDOW] = WINDOW_NAMES[view.window]
    st.session_state[DISTRICTS] = list(districts if view.districts is None else view.districts)
    st.session_state[TYPES] = list(event_types if view.types is None else view.types)
    st.session_state[CONFIDENCE] = str(view.confidence)
    st.session_state[DISTRICT] = view.district
    st.session_state[LANGUAGE] = view.lang
    st.session_state[_MAP_VIEW] = view.map_view


def _view(districts: tuple[str, ...], event_types: tuple[str, ...]) -> View:
    chosen = tuple(one for one in districts if one in st.session_state[DISTRICTS])
    types = tuple(one for one in event_types if one in st.session_state[TYPES])
    return View(
        on=st.session_state[DATE] or st.session_state[_VIEW].on,
        window=WINDOWS[st.session_state[WINDOW] or "7"],
        districts=None if chosen == districts else chosen,
        types=None if types == event_types else types,
        confidence=Confidence(st.session_state[CONFIDENCE] or Confidence.LOW),
        district=st.session_state[DISTRICT],
        lang=st.session_state[LANGUAGE] or "en",
        map_view=st.session_state[_MAP_VIEW],
    )
