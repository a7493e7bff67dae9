"""What the page shows of its own, and its outlets: what the map fills."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import streamlit as st

from damascus_map.render.markup import as_html, outlet

__all__ = ["outlet", "show"]


def show(node: Element) -> None:
    """Put a tree on the page."""
    st.html(as_html(node))
