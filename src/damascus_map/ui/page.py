"""The page of the map, top to bottom: head, map with its timeline, panel, tables.

What follows the date (the line below the title, the fields of date and window, the panel) is
written by the map itself into outlets that the page keeps for it, so that a move needs no run.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st
from streamlit_folium import st_folium

from damascus_map.errors import DatasetError
from damascus_map.language import N_, Language, language
from damascus_map.model.view import View
from damascus_map.render.address import address_of
from damascus_map.render.frame import title_of
from damascus_map.render.interactive import constant_map, message_group
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.ui import page_state, state
from damascus_map.ui.controls import (
    show_complaints,
    show_head,
    show_language_switch,
    show_menu,
    show_sidebar,
)
from damascus_map.ui.outlets import outlet, show
from damascus_map.ui.own_notice import show_own_notice
from damascus_map.ui.page_words import tell_language, translate_streamlit
from damascus_map.ui.problems import show_problem
from damascus_map.ui.site import Site
from damascus_map.ui.snapshot_dialog import show_snapshot_button, show_snapshot_dialog
from damascus_map.ui.tables import show_tables

_PATIENCE_S: Final = 4
_HEIGHT_PX: Final = 720  # until the style sheet gives the map the height of the window


def show_map_page(site: Site) -> None:
    """Show the map of the reader's own data, if they have given any, or of the server's dataset.

    If the dataset cannot be shown, what is wrong with it stands in place of the map.
    """
    try:
        shown = state.own_publication() or site.server.open_publication()
    except DatasetError as error:
        words = language(page_state.asked_language())
        tell_language(words)
        show_problem(error, words)
        return
    _show_dataset(shown, site)


def _show_dataset(shown: Publication, site: Site) -> None:
    """Show the map alone at first: what else the page needs of the browser would hold it up."""
    now = state.current_state(shown)
    view, words = now.view, language(now.view.lang)
    if (page := state.left_for()) is not None:
        site.go(page, address_of(view, shown.dataset.tables))
    tell_language(words)
    st.set_page_config(page_title=title_of(shown.dataset.tables, words))
    if state.is_embedded():
        _show_embedded(shown, view, words)
        return
    head = st.container(key="dm-top", horizontal=True)
    complaints = st.container()
    if shown.token:
        with complaints:
            show_own_notice(shown, words)
    map_column, panel_column = st.columns([2.35, 1], gap="medium")
    with map_column:
        _show_map(shown, view)
    with head:
        show_head(shown, view, words)
    if not state.page_is_complete():
        _wait_for_map(words)
        return
    translate_streamlit(words)
    with head:
        show(outlet("actions"), width="content")
        show_menu(words)
        show_snapshot_button(words)
        show_language_switch(words)
    with complaints:
        show_complaints(now.complaints, words)
    show_sidebar(shown, words)
    with panel_column, st.container(key="dm-panel"):
        _show_panel(words)
    show_tables(shown.dataset, view, words)
    _show_sources_line(shown, words)
    show_snapshot_dialog(shown, view, words, own_dataset=site.server.own_dataset)


def _show_embedded(shown: Publication, view: View, words: Language) -> None:
    """Show map and timeline alone, under their title, with where they come from and lead to."""
    with st.container(key="dm-embedded"):
        show_head(shown, view, words)
        _show_map(shown, view)
        source = element("span", _source_line(shown, words), dir="auto")
        show(element("footer", source, outlet("full", tag="span"), class_="dm-embed-foot"))


def _wait_for_map(words: Language) -> None:
    """Keep the sidebar's place, and go on without the map if it does not speak."""
    with st.sidebar:
        show(element("p", words.text(N_("Loading the map…")), class_="dm-quiet"))
    st.fragment(_go_on_without_map, run_every=_PATIENCE_S)()


def _go_on_without_map() -> None:
    if state.waited_for_map():
        st.rerun()


def _show_map(shown: Publication, view: View) -> None:
    st_folium(
        constant_map(shown),
        key=state.map_key(shown),
        height=_HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message_group(state.told_to_map(view)),
        on_change=partial(state.hear_map, shown),
    )


def _show_panel(words: Language) -> None:
    """Keep the outlet of the panel, or say that the map does not fill it."""
    if state.map_has_spoken():
        parts = [outlet(name) for name in ("sheet", "opened", "panel")]
        show(element("div", *parts, class_="dm-beside"))
        return
    without = N_("The map could not be loaded, and without it there is no panel. Reload the page.")
    show(element("p", words.text(without), class_="dm-notice", role="alert"))


def _show_sources_line(shown: Publication, words: Language) -> None:
    st.caption(_source_line(shown, words))


def _source_line(shown: Publication, words: Language) -> str:
    package = shown.dataset.tables.package
    return words.text(
        N_("Dataset {name} {version} ({hash}). Days are civil days in local time."),
        name=package.name,
        version=package.version,
        hash=package.content_hash[:12],
    )
