"""The state of one reader's page: this and `page_state` alone know Streamlit's session state.

The map owns the view: it keeps the address, and moves in time without asking the page. The page
owns the widgets of the filters. It tells the map what they say, and hears the address from it when
it needs to know the view: at first, when the reader goes back, and while something on the page
follows the view.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

import streamlit as st

from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.address import (
    Complaint,
    opening_view,
    view_from,
)
from damascus_map.render.publication import Publication

if TYPE_CHECKING:
    from damascus_map.ui.own_tables import OwnTables

DISTRICTS: Final = "dm-districts"
TYPES: Final = "dm-types"
CONFIDENCE: Final = "dm-confidence"
LANGUAGE: Final = "dm-language"
TABLES: Final = "dm-tables"
MAP: Final = "dm-map"
SNAPSHOT: Final = "dm-snapshot"
MENU: Final = "dm-menu"
UPLOADER: Final = "dm-uploader"

_VIEW: Final = "dm-view"
_COMPLAINTS: Final = "dm-complaints"
_HEARD: Final = "dm-heard"
_TOOK: Final = "dm-took"
_SESSION: Final = "dm-session"
_WAITED: Final = "dm-waited"
_RESETS: Final = "dm-resets"
_FOLLOWS: Final = "dm-follows"
_CURRENT: Final = "dm-current"
_ASKS: Final = "dm-asks"
_DRAWS: Final = "dm-draws"
_LEAVES: Final = "dm-leaves"
_OWN: Final = "dm-own"
_OWN_TABLES: Final = "dm-own-tables"
_OF_A_MAP: Final = (_VIEW, _COMPLAINTS, _HEARD, _WAITED, _FOLLOWS, _CURRENT, _DRAWS, _LEAVES)
"""What does not outlast a map: the next one begins with its address."""

_LONGEST_ADDRESS: Final = 4000


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows in this run.

    Attributes
    ----------
    view
        The view: its filters are those of the widgets; date, window, district and map are what
        the map last told.
    complaints
        Values of the address that could not be used.
    """

    view: View
    complaints: tuple[Complaint, ...]


def current_state(shown: Publication) -> PageState:
    """Return the state of this run; that of the first is taken from the address."""
    if _VIEW not in st.session_state:
        _follow(st.query_params.to_dict(), shown, with_filters=True)
    return PageState(_view(shown), st.session_state[_COMPLAINTS])


def map_key(shown: Publication) -> str:
    """Return the key of the map: the reader's own data have a map of their own."""
    return f"{MAP}-own" if shown.token else MAP


def map_has_spoken() -> bool:
    """Tell whether the map has said that it is drawn."""
    return _HEARD in st.session_state


def page_is_complete() -> bool:
    """Tell whether the page shows all its parts: the map is drawn, or was waited for in vain."""
    return map_has_spoken() or st.session_state.get(_WAITED, 0) > 1


def view_is_current() -> bool:
    """Tell whether the view is what the map shows: it is told of each move, or has no map."""
    return not map_has_spoken() or st.session_state.get(_CURRENT, False)


def is_embedded() -> bool:
    """Tell whether another site shows the map in a frame of its own: ``?embed=true``."""
    return bool(st.context.is_embedded)


def waited_for_map() -> bool:
    """Count one more wait for the map; tell whether that was enough."""
    st.session_state[_WAITED] = st.session_state.get(_WAITED, 0) + 1
    return page_is_complete()


def hear_map(shown: Publication) -> None:
    """Take over what the map says: its address, and whether the filters in it count too."""
    heard = st.session_state.get(map_key(shown))
    if not isinstance(heard, Mapping) or heard.get("session") != _session():
        return  # nothing, or what was said to a session that is lost
    number, address = heard.get("seq"), heard.get("address")
    if not isinstance(number, int) or number == st.session_state.get(_HEARD):
        return
    st.session_state[_HEARD] = number
    if not isinstance(address, str) or len(address) > _LONGEST_ADDRESS:
        return
    st.session_state[_CURRENT] = st.session_state.get(_FOLLOWS, False)
    parameters = dict(parse_qsl(address.removeprefix("?"), keep_blank_values=True))
    with_filters = heard.get("filters") is True
    _follow(parameters, shown, with_filters=with_filters)
    if with_filters:
        st.session_state[_TOOK] = number


def told_to_map(view: View) -> dict[str, Any]:
    """Return what the map is told: the filters, whose they are, and when it has to speak.

    A map speaks to each new session once; what it says of filters counts until it is taken.

    It stays the same while the reader moves in time, so that it is not sent again.
    """
    parts = (
        st.session_state.get(TABLES),
        st.session_state[_COMPLAINTS],
        dialog_is_open(),
        st.session_state.get(_LEAVES),
    )
    follows = any(map(bool, parts))
    st.session_state[_FOLLOWS] = follows
    st.session_state[_CURRENT] = follows and st.session_state.get(_CURRENT, False)
    return {
        "districts": None if view.districts is None else list(view.districts),
        "types": None if view.types is None else list(view.types),
        "confidence": str(view.confidence),
        "lang": view.lang,
        "session": _session(),
        "took": st.session_state.get(_TOOK, 0),
        "follows": follows,
        "resets": st.session_state.get(_RESETS, 0),
        "asks": st.session_state.get(_ASKS, 0),
    }


def open_dialog() -> None:
    """Open the dialog of pictures, and ask the map for the view that the reader sees now."""
    st.session_state[_DRAWS] = True
    st.session_state[_ASKS] = st.session_state.get(_ASKS, 0) + 1
    st.session_state[_CURRENT] = False


def close_dialog() -> None:
    """Take note that the reader has closed the dialog of pictures."""
    st.session_state[_DRAWS] = False


def dialog_is_open() -> bool:
    """Tell whether the dialog of pictures is open."""
    return bool(st.session_state.get(_DRAWS, False))


def leave_map() -> None:
    """Ask the map for the view that the reader sees now, to go with it to the page chosen."""
    st.session_state[_LEAVES] = st.session_state[MENU]
    st.session_state[_ASKS] = st.session_state.get(_ASKS, 0) + 1
    st.session_state[_CURRENT] = False


def left_for() -> str | None:
    """Return the page that the reader leaves the map for, once the view of the map is known."""
    page: str | None = st.session_state.get(_LEAVES)
    return page if view_is_current() else None


def forget_map() -> None:
    """Forget what was said by a map that is no longer on the page."""
    for key in _OF_A_MAP:
        st.session_state.pop(key, None)


def own_publication() -> Publication | None:
    """Return the reader's own data, if this session shows any."""
    own: Publication | None = st.session_state.get(_OWN)
    return own


def show_own(own: Publication) -> None:
    """Show the reader's own data from now on."""
    st.session_state[_OWN] = own


def remove_own() -> None:
    """Forget the reader's own data; nothing else holds them."""
    st.session_state.pop(_OWN, None)
    forget_map()


def own_tables() -> OwnTables | None:
    """Return the tables that the reader has given, and what is known of them."""
    given: OwnTables | None = st.session_state.get(_OWN_TABLES)
    return given


def take_uploads() -> None:
    """Take over what lies in the box of files; it forgets them when another page is shown."""
    from damascus_map.ingest.readers import Source
    from damascus_map.ui.own_tables import OwnTables

    uploads = st.session_state.get(UPLOADER) or []
    sources = tuple(Source(one.name, content=one.getvalue()) for one in uploads)
    if sources:
        st.session_state[_OWN_TABLES] = OwnTables(sources)
    else:
        forget_uploads()


def forget_uploads() -> None:
    """Forget the tables that the reader has given; what the map shows of them stays there."""
    st.session_state.pop(_OWN_TABLES, None)


def uploads_are_in_box() -> bool:
    """Tell whether the box of files names the tables: another page may lie between."""
    return bool(st.session_state.get(UPLOADER))


def show_everything(shown: Publication) -> None:
    """Put every filter back to its default, the window too; date, language and map stay."""
    default = opening_view(shown.dataset.tables)
    filters = {name: getattr(default, name) for name in ("districts", "types", "confidence")}
    _seed(replace(_view(shown), **filters), shown)
    st.session_state[_RESETS] = st.session_state.get(_RESETS, 0) + 1


def _session() -> str:
    """Return the mark of this session: the browser may repeat what the map said to another."""
    return str(st.session_state.setdefault(_SESSION, secrets.token_hex(4)))


def _follow(address: Mapping[str, str], shown: Publication, *, with_filters: bool) -> None:
    view, complaints = view_from(address, shown.dataset.tables, shown.last_day)
    st.session_state[_VIEW] = view
    st.session_state[_COMPLAINTS] = complaints
    if with_filters:
        _seed(view, shown)


def _seed(view: View, shown: Publication) -> None:
    districts = shown.dataset.tables.district_ids
    st.session_state[DISTRICTS] = list(districts if view.districts is None else view.districts)
    st.session_state[TYPES] = list(shown.event_types if view.types is None else view.types)
    st.session_state[CONFIDENCE] = str(view.confidence)
    st.session_state[LANGUAGE] = view.lang


def _view(shown: Publication) -> View:
    districts = shown.dataset.tables.district_ids
    chosen = tuple(one for one in districts if one in st.session_state[DISTRICTS])
    types = tuple(one for one in shown.event_types if one in st.session_state[TYPES])
    view: View = st.session_state[_VIEW]
    return replace(
        view,
        districts=None if chosen == districts else chosen,
        types=None if types == shown.event_types else types,
        confidence=Confidence(st.session_state[CONFIDENCE] or Confidence.LOW),
        lang=st.session_state[LANGUAGE] or "en",
    )
