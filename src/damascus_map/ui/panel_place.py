"""The place of the panel on the page: the choice of a district, and what is fetched for it.

The panel's text is the largest part of what a move changes. It is fetched by the address of the
view, so that the page's own connection carries that address alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from damascus_map.language import N_, Language
from damascus_map.model.view import View
from damascus_map.render.address import address_of
from damascus_map.render.publication import Publication
from damascus_map.ui import state
from damascus_map.ui.assets import panel_script

_LOADER: Final = """
const script = import(new URL("assets/{script}", document.baseURI).href);
export default (given) => {{ script.then((panel) => panel.default(given)); }};
"""


def show_panel(shown: Publication, view: View, words: Language) -> None:
    """Show the choice of a district, and the panel of the view below it."""
    names = shown.dataset.tables.districts[f"name_{words.code}"]
    st.selectbox(
        words.text(N_("Chosen district")),
        list(names.index),
        index=None,
        placeholder=words.text(N_("All districts")),
        format_func=lambda district: str(names[district]),
        key=state.DISTRICT,
    )
    _fetching_panel()(
        key="dm-fetched",
        data={
            "address": panel_address(view, shown),
            "failed": words.text(N_("The panel could not be loaded.")),
            "again": words.text(N_("Try again")),
        },
    )


def panel_address(view: View, shown: Publication) -> str:
    """Return where the panel of a view is found; where the map is makes no difference to it."""
    address = address_of(replace(view, map_view=None, span=None), shown.dataset.tables)
    return f"assets/panel?{urlencode(address)}"


@cache
def _fetching_panel() -> ComponentRenderer:
    return st.components.v2.component(
        "damascus_map_panel",
        js=_LOADER.format(script=panel_script().name),
        isolate_styles=False,
    )
