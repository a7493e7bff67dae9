"""The page of the methodology."""

from __future__ import annotations

import streamlit as st

from damascus_map.language import N_
from damascus_map.render.methodology_page import (
    MethodologyPage,
    asked_part,
    methodology_tree,
    part_anchor,
)
from damascus_map.render.methodology_text import PART_NAMES
from damascus_map.render.page_links import PART, unusable, ways_from
from damascus_map.ui.controls import show_complaints
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import METHODOLOGY, PAGE_NAMES, Site
from damascus_map.ui.tree import show_tree


def show_methodology_page(site: Site) -> None:
    """Show how statements become the map."""
    lead = N_("How statements become the map, and what is known of their worth.")
    show_reading(site, METHODOLOGY, lead, _show)


def _show(reading: Reading) -> None:
    parameters = st.query_params.to_dict()
    show_complaints(unusable(parameters, {PART: PART_NAMES}), reading.words)
    tables = reading.shown.dataset.tables
    page = MethodologyPage(tables, reading.words, ways_from(parameters), PAGE_NAMES)
    asked = asked_part(parameters)
    marked = None if asked is None else part_anchor(asked)
    show_tree(methodology_tree(page), "dm-methodology-tree", marked=marked)
