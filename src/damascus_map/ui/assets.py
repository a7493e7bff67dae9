"""What the page itself sends once as an asset, instead of with each run: its styles."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from damascus_map.render.publication import Asset, asset_of, web_file

_HERE: Final = Path(__file__).parent


@cache
def page_styles() -> Asset:
    """Return the style sheet of the page, and of what the map fills on it."""
    own = (_HERE / "page.css").read_text(encoding="utf-8")
    return asset_of("page", f"{web_file('outlets.css')}\n{own}".encode(), "css")
