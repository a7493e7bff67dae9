"""What the page shows of its own, and its outlets: what the map fills."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import streamlit as st

from damascus_map.render.markup import Child, as_html, element


def show(node: Element) -> None:
    """Put a tree on the page."""
    st.html(as_html(node))


def outlet(name: str, *children: Child, tag: str = "div") -> Element:
    """Return an outlet for what follows the view (`page.js` knows it by its name).

    Parameters
    ----------
    name
        ``head``, ``time`` or ``panel``.
    children
        What stands there until the map fills it.
    tag
        The element.
    """
    return element(tag, *children, data_dm_outlet=name)
