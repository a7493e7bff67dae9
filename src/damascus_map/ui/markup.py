"""Building what the page shows as a tree of elements; text is always text, never markup."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

import streamlit as st

Child = Element | str | None
_LINKED_SCHEMES: Final = ("http", "https")


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element with its children; an underscore in an attribute's name is a hyphen.

    Parameters
    ----------
    tag
        Name of the element.
    children
        Elements, texts (which are escaped when the tree is written), or None for nothing.
    attributes
        Such as ``class_="name"`` or ``data_testid="dm-panel"``.
    """
    node = Element(tag, {name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()})
    last: Element | None = None
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            if last is None:
                node.text = (node.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        else:
            node.append(child)
            last = child
    return node


def link(text: str, url: str, **attributes: str) -> Element:
    """Return a link to a document, or its bare name where the address is no web address.

    The other site is not told where the reader comes from.
    """
    if urlsplit(url).scheme not in _LINKED_SCHEMES:
        return element("span", text, **attributes)
    return element("a", text, href=url, target="_blank", rel="noreferrer", **attributes)


def show(node: Element) -> None:
    """Put a tree on the page."""
    st.html(written(node))


def written(node: Element) -> str:
    """Return a tree as HTML."""
    return tostring(node, encoding="unicode", method="html")
