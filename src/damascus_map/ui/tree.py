"""A tree of elements on a page, with drawings in it, and links that keep the session."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import streamlit as st

from damascus_map.render.markup import as_values
from damascus_map.render.publication import web_file

_SCRIPT: Final = Path(__file__).parent / "tree.js"
_NAME: Final = "dm_tree"


def show_tree(node: Element, key: str, *, marked: str | None = None) -> None:
    """Put a tree on the page.

    What `st.html` shows loses its drawings, and a link in it loads the site anew, without the
    reader's own data. Here an element with ``data_dm_to`` leads to another page of the site, a
    button with ``data_dm_copy`` copies an address, and a form asks for its address by its fields.

    Parameters
    ----------
    node
        The tree.
    key
        Of the element on the page.
    marked
        Id of the element that is brought into sight when the page is opened, or this one named.
    """
    component = st.components.v2.component(_NAME, js=_script(), isolate_styles=False)
    data: dict[str, Any] = {"tree": as_values(node), "marked": marked}
    component(key=key, data=data)


@cache
def _script() -> str:
    """Return the script with what builds its elements before it."""
    return "\n".join([web_file("elements.js"), _SCRIPT.read_text(encoding="utf-8")])
