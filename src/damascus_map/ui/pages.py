"""Which pages there are; the map is the one without a name in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import streamlit as st

from damascus_map.ui import page_state
from damascus_map.ui.assets import page_styles
from damascus_map.ui.charts_page import show_charts_page
from damascus_map.ui.compare_page import show_compare_page
from damascus_map.ui.coverage_page import show_coverage_page
from damascus_map.ui.data_page import show_data_page
from damascus_map.ui.ledger_page import show_ledger_page
from damascus_map.ui.methodology_page import show_methodology_page
from damascus_map.ui.page import show_map_page
from damascus_map.ui.site import (
    CHARTS,
    COMPARE,
    COVERAGE,
    DATA,
    LEDGER,
    MAP,
    METHODOLOGY,
    SOURCES,
    Server,
    Site,
)
from damascus_map.ui.sources_page import show_sources_page

PAGES: Final[Mapping[str, Callable[[Site], None]]] = {
    MAP: show_map_page,
    LEDGER: show_ledger_page,
    COMPARE: show_compare_page,
    CHARTS: show_charts_page,
    SOURCES: show_sources_page,
    COVERAGE: show_coverage_page,
    METHODOLOGY: show_methodology_page,
    DATA: show_data_page,
}
"""What shows each page, by its name; the first has the address of the site itself."""

_PROGRAM: Final = "damascus-map"  # until it is known which dataset is shown, and in which language


def _show_page(name: str, site: Site) -> None:
    if (chosen := page_state.page_chosen(name)) is not None:
        site.go(chosen, page_state.way_back(page_state.asked_language()))
    PAGES[name](site)


def show_pages(server: Server) -> None:
    """Show the page that the address names.

    Parameters
    ----------
    server
        What the server does for its pages.
    """
    st.set_page_config(page_title=_PROGRAM, layout="wide", initial_sidebar_state="auto")
    st.html(f'<style>@import "assets/{page_styles().name}";</style>')

    def go(name: str, parameters: Mapping[str, str]) -> None:
        st.switch_page(pages[name], query_params=dict(parameters))

    site = Site(server, go)
    pages = {
        name: st.Page(
            partial(_show_page, name, site), title=_PROGRAM, url_path=name, default=name == MAP
        )
        for name in PAGES
    }
    st.navigation(list(pages.values()), position="hidden").run()
