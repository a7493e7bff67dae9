"""The sidebar and the head of the page: what the reader filters by."""

from __future__ import annotations

from functools import partial

import streamlit as st

from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.events import events_of
from damascus_map.render.address import PAGE_LANGUAGES, Complaint
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.render.words import LEAST_CONFIDENCE_NAMES, event_type_name
from damascus_map.ui import state
from damascus_map.ui.outlets import outlet, show


def show_sidebar(shown: Publication, words: Language) -> None:
    """Put the filters into the sidebar; each widget writes to its own key of the state."""
    districts = shown.dataset.tables.districts
    names = districts[f"name_{words.code}"]
    with st.sidebar:
        st.pills(
            words.text(N_("Districts")),
            list(districts.index),
            selection_mode="multi",
            format_func=lambda district: str(names[district]),
            key=state.DISTRICTS,
        )
        show(outlet("time"))
        st.pills(
            words.text(N_("Kinds of event")),
            list(shown.event_types),
            selection_mode="multi",
            format_func=lambda kind: event_type_name(kind, words),
            key=state.TYPES,
        )
        st.segmented_control(
            words.text(N_("Confidence of events")),
            [str(level) for level in Confidence],
            format_func=lambda level: words.text(LEAST_CONFIDENCE_NAMES[level]),
            required=True,
            key=state.CONFIDENCE,
        )
        st.button(
            words.text(N_("Show everything")),
            on_click=partial(state.show_everything, shown),
            width="stretch",
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
            element("strong", capitalised(words.day(view.on))),
            element("span", f" — {', '.join(parts)}", class_="dm-counts"),
            tag="p",
        ),
        class_="dm-head",
    )
    show(head)


def show_data_button(words: Language) -> None:
    """Offer the page of the reader's own data."""
    st.button(
        words.text(N_("Your data")),
        icon=":material/upload_file:",
        key="dm-to-data",
        type="tertiary",
        on_click=state.leave_map,
    )


def show_language_switch(words: Language, key: str = state.LANGUAGE) -> None:
    """Offer the languages of the page."""
    st.segmented_control(
        words.text(N_("Language")),
        list(PAGE_LANGUAGES),
        format_func=str.upper,
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
        show(element("p", text, class_="dm-notice", role="status", data_testid="dm-complaint"))
