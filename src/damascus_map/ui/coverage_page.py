"""The page of what the dataset does not know."""

from __future__ import annotations

from functools import partial

import streamlit as st

from damascus_map.language import N_
from damascus_map.render.coverage_lists import LIST_NAMES, LISTS, Listed
from damascus_map.render.coverage_page import (
    CoveragePage,
    asked_list,
    coverage_page,
    head_tree,
    list_anchor,
    list_tree,
)
from damascus_map.render.coverage_report import list_csv
from damascus_map.render.page_links import LIST, unusable, ways_from
from damascus_map.render.picture_order import stem_of
from damascus_map.ui.controls import show_complaints
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import COVERAGE, Site
from damascus_map.ui.tree import show_tree


def show_coverage_page(site: Site) -> None:
    """Show what the dataset does not know, of the district that the address names or of all."""
    lead = N_("Where the dataset rests on little, on one source alone, or on nothing.")
    show_reading(site, COVERAGE, lead, _show)


def _show(reading: Reading) -> None:
    parameters = st.query_params.to_dict()
    show_complaints(unusable(parameters, {LIST: LIST_NAMES}), reading.words)
    tables = reading.shown.dataset.tables
    page = coverage_page(tables, parameters, reading.words, ways_from(parameters))
    show_tree(head_tree(page), "dm-coverage-head")
    asked = asked_list(parameters)
    for listed in LISTS:
        marked = list_anchor(listed.name) if listed.name == asked else None
        show_tree(list_tree(listed, page), f"dm-coverage-{listed.name}", marked=marked)
        _show_download(listed, page)


def _show_download(listed: Listed, page: CoveragePage) -> None:
    """Offer a list as a file, which is written only when the reader asks for it."""
    parts = (stem_of(page.tables.package.name), listed.name, page.district)
    name = page.words.text(listed.title)
    st.download_button(
        page.words.text(N_("Download CSV")),
        partial(list_csv, listed, page.tables, page.found, page.words),
        f"{'-'.join(filter(None, parts))}.csv",
        "text/csv",
        key=f"dm-download-{listed.name}",
        help=name,
        on_click="ignore",
    )
