"""The head of the pages beside the map: what the page is, the other pages, the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from damascus_map.errors import DatasetError
from damascus_map.language import N_, Language, language
from damascus_map.model.view import View
from damascus_map.render.address import view_from
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.ui import page_state, state
from damascus_map.ui.controls import show_complaints, show_language_switch
from damascus_map.ui.outlets import show, show_notice
from damascus_map.ui.page_words import tell_language, translate_streamlit
from damascus_map.ui.problems import show_problem
from damascus_map.ui.site import MAP, PAGE_NAMES, Site


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page beside the map is about.

    Attributes
    ----------
    shown
        The dataset: the reader's own data, if they have given any.
    view
        What the map showed when it was left, and shows again on the way back.
    words
        The language.
    """

    shown: Publication
    view: View
    words: Language


def begin_page(page: str, lead: str) -> Language:
    """Show the head of a page beside the map; return its language.

    Parameters
    ----------
    page
        Its name.
    lead
        A sentence on what it is for, in English, as the catalogues have it.
    """
    state.forget_map()
    lang = page_state.page_language(page)
    words = language(lang)
    tell_language(words)
    translate_streamlit(words)
    title = words.text(PAGE_NAMES[page])
    st.set_page_config(page_title=title)
    with st.container(key="dm-top", horizontal=True):
        texts = element("h1", title), element("p", words.text(lead))
        show(element("header", *texts, class_="dm-head"))
        st.button(
            words.text(N_("Back to the map")),
            icon=":material/map:",
            key="dm-to-map",
            on_click=page_state.choose_page,
            args=(MAP,),
        )
        st.menu_button(
            words.text(N_("More")),
            [other for other in PAGE_NAMES if other not in (MAP, page)],
            format_func=lambda other: words.text(PAGE_NAMES[other]),
            icon=":material/menu:",
            key=page_state.menu_key(page),
            on_click=page_state.choose_from_menu,
            args=(page,),
        )
        show_language_switch(words, page_state.language_key(page))
    return words


def show_reading(site: Site, page: str, lead: str, content: Callable[[Reading], None]) -> None:
    """Show a page on the dataset, or what keeps the dataset from being shown.

    Parameters
    ----------
    site
        What the page is given.
    page, lead
        As for `begin_page`.
    content
        Shows what stands below the head.
    """
    words = begin_page(page, lead)
    try:
        shown = state.own_publication() or site.server.open_publication()
    except DatasetError as error:
        show_problem(error, words)
        return
    view, complaints = view_from(st.query_params.to_dict(), shown.dataset.tables, shown.last_day)
    show_complaints(complaints, words)
    if view.reported is not None:
        day = words.short_day(view.reported)
        text = words.text(
            N_("This page shows all that is known now, not what was by {date}."), date=day
        )
        show_notice(text, "dm-all-known")
    with st.container(key=f"dm-{page}"):
        content(Reading(shown, view, words))
