"""The page's style sheet, sent once as an asset instead of with each run of the page."""

from functools import cache
from pathlib import Path
from typing import Final

from damascus_map.render.publication import Asset, asset_of

_STYLES: Final = Path(__file__).parent / "page.css"


@cache
def page_styles() -> Asset:
    """Return the style sheet of the page."""
    return asset_of("page", _STYLES.read_bytes(), "css")
