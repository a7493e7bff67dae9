"""The sidebar and the head of the page: what the reader filters by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from damascus_map.language import LANGUAGES, N_, NN_, SHORT_LANGUAGE_NAMES, Language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.events import events_of
from damascus_map.render.address import Complaint
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.render.words import LEAST_CONFIDENCE_NAMES, date_line, event_type_name
from damascus_map.ui import state
from damascus_map.ui.outlets import outlet, show, show_notice
from damascus_map.ui.site import MAP, PAGE_NAMES


def show_sidebar(shown: Publication, words: Language) -> None:
    """Put the filters into the sidebar; each widget writes to its own key of the state."""
    with st.sidebar:
        show(outlet("search"))
        ask_districts(shown, words, state.DISTRICTS)
        show(outlet("time"))
        ask_kinds(shown, words, state.TYPES)
        ask_confidence(words, state.CONFIDENCE)
        st.button(
            words.text(N_("Show everything")),
            on_click=partial(state.show_everything, shown),
            width="stretch",
        )


def ask_districts(
    shown: Publication, words: Language, key: str, default: Sequence[str] | None = None
) -> list[str]:
    """Offer the districts; `default` where no state is kept for the key before."""
    districts = shown.dataset.tables.districts
    names = districts[f"name_{words.code}"]
    return st.pills(
        words.text(N_("Districts")),
        list(districts.index),
        selection_mode="multi",
        default=default,
        format_func=lambda district: str(names[district]),
        key=key,
    )


def ask_kinds(
    shown: Publication, words: Language, key: str, default: Sequence[str] | None = None
) -> list[str]:
    """Offer the kinds of event; `default` as for the districts."""
    return st.pills(
        words.text(N_("Kinds of event")),
        list(shown.event_types),
        selection_mode="multi",
        default=default,
        format_func=lambda kind: event_type_name(kind, words),
        key=key,
    )


def ask_confidence(words: Language, key: str, default: str | None = None) -> str | None:
    """Offer the lowest confidence; `default` as for the districts."""
    return st.segmented_control(
        words.text(N_("Confidence asked for")),
        [str(level) for level in Confidence],
        default=default,
        format_func=lambda level: words.text(LEAST_CONFIDENCE_NAMES[level]),
        required=True,
        key=key,
    )


def show_head(shown: Publication, view: View, words: Language) -> None:
    """Say the title, the date in words, and how much is shown; the map goes on saying it."""
    tables = shown.dataset.tables
    count = len(tables.district_ids if view.districts is None else view.districts)
    events = len(events_of(tables, view))
    parts = [
        words.plural(NN_("{n} district", "{n} districts"), count),
        words.plural(NN_("{n} event shown", "{n} events shown"), events),
        words.plural(NN_("{n} source", "{n} sources"), len(tables.sources)),
    ]
    head = element(
        "header",
        element("h1", tables.package.title[words.code]),
        outlet(
            "head",
            element("strong", date_line(view, words)),
            element("span", f" — {', '.join(parts)}", class_="dm-counts"),
            tag="p",
        ),
        class_="dm-head",
    )
    show(head)


def show_menu(words: Language) -> None:
    """Offer the pages beside the map."""
    st.menu_button(
        words.text(N_("More")),
        [page for page in PAGE_NAMES if page != MAP],
        format_func=lambda page: words.text(PAGE_NAMES[page]),
        icon=":material/menu:",
        key=state.MENU,
        on_click=state.leave_map,
    )


def show_language_switch(words: Language, key: str = state.LANGUAGE) -> None:
    """Offer the languages of the page."""
    st.segmented_control(
        words.text(N_("Language")),
        list(LANGUAGES),
        format_func=SHORT_LANGUAGE_NAMES.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="content",
        key=key,
    )


def show_complaints(complaints: tuple[Complaint, ...], words: Language) -> None:
    """Name the values of the address that could not be used."""
    for complaint in complaints:
        text = words.text(
            N_("The address says {key}={value}, which cannot be used here; its default is shown."),
            key=complaint.key,
            value=complaint.value,
        )
        show_notice(text, "dm-complaint")
