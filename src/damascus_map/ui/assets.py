"""What the page itself sends once as an asset, instead of with each run: its styles."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from damascus_map.render.publication import Asset, asset_of, web_file

_HERE: Final = Path(__file__).parent


@cache
def page_styles() -> Asset:
    """Return the style sheet of the pages, and of what the map fills on its own."""
    own = [(_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "data_page.css")]
    return asset_of("page", "\n".join([web_file("outlets.css"), *own]).encode(), "css")
