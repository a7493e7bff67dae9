"""What the page itself sends once as an asset, instead of with each run: styles and a script."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from damascus_map.language import LANGUAGES, language
from damascus_map.render.publication import Asset, asset_of, web_file
from damascus_map.ui.streamlit_texts import STREAMLIT_TEXTS

_HERE: Final = Path(__file__).parent
_STYLES: Final = (
    "page.css",
    "data_page.css",
    "ledger.css",
    "sources.css",
    "charts.css",
    "compare.css",
    "coverage.css",
    "methodology.css",
    "direction.css",
)


@cache
def page_styles() -> Asset:
    """Return the style sheet of the pages, and of what the map fills on its own."""
    own = map(_text, _STYLES)
    shared = map(web_file, ("opened.css", "outlets.css"))
    return asset_of("page", "\n".join([*shared, *own]).encode(), "css")


@cache
def page_script() -> Asset:
    """Return the script that puts what Streamlit says in English into the page's language."""
    texts = {
        text: [words.text(text) for words in map(language, LANGUAGES)] for text in STREAMLIT_TEXTS
    }
    call = f"damascusPage.translate({json.dumps([LANGUAGES, texts], ensure_ascii=False)});"
    return asset_of("page", f"{_text('page_words.js')}\n{call}\n".encode(), "js")


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
