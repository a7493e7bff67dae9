"""What the page shows of its own, and its outlets: what the map fills."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import streamlit as st

from damascus_map.render.markup import as_html, element, outlet

__all__ = ["outlet", "show", "show_refusal"]


def show(node: Element) -> None:
    """Put a tree on the page."""
    st.html(as_html(node))


def show_refusal(text: str) -> None:
    """Say why what the reader asked for is not done."""
    show(element("p", text, class_="dm-notice", role="alert", data_testid="dm-refused"))
