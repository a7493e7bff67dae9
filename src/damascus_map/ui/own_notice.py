"""The line above the map that says whose data it shows, with the way back."""

from __future__ import annotations

import streamlit as st

from damascus_map.language import N_, Language
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.ui import state
from damascus_map.ui.outlets import show


def show_own_notice(shown: Publication, words: Language) -> None:
    """Say that the map shows the reader's own data; offer to take them off."""
    name = shown.dataset.tables.package.name
    text = words.text(
        N_("This map shows your own data ({name}). They are in this window only."),
        name=words.isolated(name),
    )
    with st.container(key="dm-own", horizontal=True):
        show(element("p", text, class_="dm-own-text", role="status", data_testid="dm-own-data"))
        st.button(
            words.text(N_("Show the dataset of this site")),
            key="dm-remove-own",
            type="tertiary",
            on_click=state.remove_own,
        )
