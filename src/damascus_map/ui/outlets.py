"""What the page shows of its own, and its outlets: what the map fills."""

from __future__ import annotations

from typing import Literal
from xml.etree.ElementTree import Element

import streamlit as st

from damascus_map.render.markup import as_html, element, outlet

__all__ = ["outlet", "show", "show_notice", "show_refusal"]


def show(node: Element, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put a tree on the page, as wide as its room or as its content."""
    st.html(as_html(node), width=width)


def show_notice(text: str, test_id: str | None = None) -> None:
    """Say what a reader should know of what is shown; it is read out when there is time."""
    named = {} if test_id is None else {"data_testid": test_id}
    show(element("p", text, class_="dm-notice", role="status", **named))


def show_refusal(text: str) -> None:
    """Say why what the reader asked for is not done."""
    show(element("p", text, class_="dm-notice", role="alert", data_testid="dm-refused"))
