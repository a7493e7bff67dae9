"""What is shown beside the map as a tree of elements; text is always text, never markup."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

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


def outlet(name: str, *children: Child, tag: str = "div") -> Element:
    """Return an outlet for what follows the view (`page.js` knows it by its name).

    Parameters
    ----------
    name
        Such as ``head``, ``time`` or ``panel``.
    children
        What stands there until the map fills it.
    tag
        The element.
    """
    return element(tag, *children, data_dm_outlet=name)


def as_html(node: Element) -> str:
    """Return a tree as HTML."""
    return tostring(node, encoding="unicode", method="html")


def as_values(node: Element) -> list[Any]:
    """Return a tree as plain values, for a script that builds it: ``[tag, attributes, child…]``.

    The attributes are left out where there are none; a child is a text or a tree.
    """
    values: list[Any] = [node.tag]
    if node.attrib:
        values.append(dict(node.attrib))
    if node.text:
        values.append(node.text)
    for child in node:
        values.append(as_values(child))
        if child.tail:
            values.append(child.tail)
    return values


def policy_hash(text: str) -> str:
    """Return how a page's policy names a script or a style sheet that it lets through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
