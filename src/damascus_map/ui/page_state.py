"""The state of the pages beside the map: their address holds it, with the view of the map.

What widgets of such a page say is written into the address; an address that the page did not
write comes from a link or from going back, and the widgets begin with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import streamlit as st

from damascus_map.language import LANGUAGES
from damascus_map.model.view import View
from damascus_map.render.page_links import OWN_KEYS
from damascus_map.render.publication import Publication
from damascus_map.ui.state import LANGUAGE, MENU

COMPARED: Final = "dm-compared"
COMPARED_DISTRICTS: Final = "dm-compared-districts"

_BEGAN: Final = "dm-began"
_CHOSEN: Final = "dm-chosen-page"
_COMPARED_HEARD: Final = "dm-compared-heard"
_COMPARED_ASKED: Final = "dm-compared-asked"

_FILTERS: Final = ("district", "districts", "types", "confidence")
_LONGEST_DAY: Final = 10
_Seed = TypeVar("_Seed")


def asked_language() -> str:
    """Return the language that the address asks for, or the first of the page."""
    asked = st.query_params.get("lang", LANGUAGES[0])
    return asked if asked in LANGUAGES else LANGUAGES[0]


def language_key(page: str) -> str:
    """Return the key of the switch of languages on a page beside the map."""
    return f"{LANGUAGE}-{page}"


def page_language(page: str) -> str:
    """Return the language of a page beside the map, and name it in the address."""
    lang = str(st.session_state.setdefault(language_key(page), asked_language()))
    if lang != asked_language():
        st.query_params["lang"] = lang
    return lang


def menu_key(page: str) -> str:
    """Return the key of the menu on a page beside the map."""
    return f"{MENU}-{page}"


def choose_page(page: str) -> None:
    """Take note of the page that the reader goes to: a run that is cut short does not lose it."""
    st.session_state[_CHOSEN] = page


def choose_from_menu(page: str) -> None:
    """Take note of the page that the reader has chosen in the menu of another."""
    choose_page(st.session_state[menu_key(page)])


def page_chosen(page: str) -> str | None:
    """Return the page that the reader goes to from this one, if any; on that one they are there."""
    if st.session_state.get(_CHOSEN) == page:
        del st.session_state[_CHOSEN]
    chosen: str | None = st.session_state.get(_CHOSEN)
    return chosen


def way_back(lang: str, *, with_filters: bool = True) -> dict[str, str]:
    """Return the parameters of the map's address, which a page beside it has kept in its own.

    What the page asked for beside them is left behind.

    Parameters
    ----------
    lang
        The language now.
    with_filters
        Whether the filters are kept: other data may have other kinds of event.
    """
    dropped = OWN_KEYS if with_filters else (*OWN_KEYS, *_FILTERS)
    kept = {key: text for key, text in st.query_params.to_dict().items() if key not in dropped}
    return kept if lang == LANGUAGES[0] and "lang" not in kept else {**kept, "lang": lang}


def beginning_of(page: str, begin: Callable[[], _Seed]) -> tuple[str, _Seed]:
    """Return what the widgets of a page begin with, and a name for this beginning.

    They begin anew where the address is not the one that the page wrote: it was opened by a link,
    or the reader went back. Widgets that have the name in their keys are then new ones.

    Parameters
    ----------
    page
        The page.
    begin
        Reads from the address what they begin with.
    """
    number, address, seed = st.session_state.get(f"{_BEGAN}-{page}", (0, None, None))
    name = f"dm-{page}-{number}"
    if address != st.query_params.to_dict() or f"{name}-districts" not in st.session_state:
        name, seed = f"dm-{page}-{number + 1}", begin()
        kept = (number + 1, st.query_params.to_dict(), seed)
        st.session_state[f"{_BEGAN}-{page}"] = kept
    return name, seed


def write_address(page: str, parameters: Mapping[str, str]) -> None:
    """Put into the address what the widgets of a page say."""
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
    number, _, seed = st.session_state[f"{_BEGAN}-{page}"]
    st.session_state[f"{_BEGAN}-{page}"] = (number, dict(parameters), seed)


def drop_from_address(names: Sequence[str]) -> None:
    """Take parameters out of the address: the widgets of its page begin anew without them."""
    for name in names:
        st.query_params.pop(name, None)


def compared_districts(shown: Publication, view: View) -> tuple[str, ...] | None:
    """Return the districts chosen on the page of comparison, and name them in the address.

    Parameters
    ----------
    shown
        The dataset.
    view
        What the address says.

    Returns
    -------
    tuple of str or None
        Ids in the order of the dataset; None for all.
    """
    known, asked = shown.dataset.tables.district_ids, st.query_params.get("districts")
    # An address that is not what was named last comes from a link, or from going back.
    if COMPARED_DISTRICTS not in st.session_state or st.session_state[_COMPARED_ASKED] != asked:
        st.session_state[COMPARED_DISTRICTS] = list(
            known if view.districts is None else view.districts
        )
    chosen = tuple(one for one in known if one in st.session_state[COMPARED_DISTRICTS])
    if chosen == known:
        st.query_params.pop("districts", None)
    else:
        st.query_params["districts"] = ",".join(chosen)
    st.session_state[_COMPARED_ASKED] = st.query_params.get("districts")
    return None if chosen == known else chosen


def hear_comparison() -> None:
    """Take over the days that the maps of the comparison show: the address names them."""
    heard = st.session_state.get(COMPARED)
    if not isinstance(heard, Mapping) or not isinstance(heard.get("seq"), int):
        return
    if heard["seq"] == st.session_state.get(_COMPARED_HEARD):
        return
    st.session_state[_COMPARED_HEARD] = heard["seq"]
    days = {key: str(heard.get(key))[:_LONGEST_DAY] for key in ("from", "to")}
    st.query_params.update(days)


def heard_of_comparison() -> int:
    """Return the number of the last message that the maps of the comparison have sent."""
    return int(st.session_state.get(_COMPARED_HEARD, 0))
