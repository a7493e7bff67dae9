"""The language of the page, told to the browser, and in which Streamlit too has to speak."""

from __future__ import annotations

import streamlit as st

from damascus_map.language import LANGUAGES, Language
from damascus_map.render.markup import as_html, element
from damascus_map.ui.assets import page_script


def tell_language(words: Language) -> None:
    """Name the language on the page's root, with the way it is read.

    Streamlit names English, which a screen reader would then speak, and runs from left to right.
    """
    root = "document.documentElement"
    told = f"{root}.lang = '{words.code}'; {root}.dir = '{words.direction}';"
    with st.container(key="dm-language-told"):
        st.html(as_html(element("script", told)), unsafe_allow_javascript=True)


def translate_streamlit(words: Language) -> None:
    """Put what Streamlit says of its own widgets into the language of the page.

    It has no settings for these texts. Once loaded, the script follows the page's language.
    """
    if words.code == LANGUAGES[0]:
        return
    script = element("script", src=f"assets/{page_script().name}")
    with st.container(key="dm-words-of-streamlit"):
        st.html(as_html(script), unsafe_allow_javascript=True)
