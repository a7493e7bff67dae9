"""Ids made of names."""

from __future__ import annotations

import re
import unicodedata


def slug_of(text: str) -> str:
    """Return an id made of a text, "" where it has no Latin letter and no digit.

    >>> slug_of("Barzé al-Balad")
    'barze-al-balad'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace("`", "")).strip("-")
