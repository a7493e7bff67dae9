"""The page of comparison: two days on two maps that move together, and what lies between them.

The maps own the days while the page stands: they show another one at once, and tell the page, which
names it in the address and answers with the table.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import streamlit as st
from streamlit_folium import st_folium

from damascus_map.data.tables import Tables
from damascus_map.language import N_, language
from damascus_map.query.comparison import compare_days
from damascus_map.render.comparison_order import days_from
from damascus_map.render.comparison_table import comparison_tree
from damascus_map.render.interactive import comparison_map, message_group
from damascus_map.ui import page_state
from damascus_map.ui.compare_files import show_comparison_files
from damascus_map.ui.controls import show_complaints
from damascus_map.ui.outlets import outlet, show, show_refusal
from damascus_map.ui.own_notice import show_own_notice
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import COMPARE, Site

_HEIGHT_PX: Final = 640  # until the style sheet gives the maps their height
_LEDGER: Final = "ledger"
_KEPT: Final = 32
"""Tables that are kept: those of some readers' days."""


def show_compare_page(site: Site) -> None:
    """Show the page, or what keeps the dataset from being shown."""
    lead = N_("Two days on two maps, what changed between them, and on whose word.")
    own_dataset = site.server.own_dataset
    show_reading(site, COMPARE, lead, lambda it: _show_comparison(it, own_dataset=own_dataset))


def _show_comparison(reading: Reading, *, own_dataset: bool) -> None:
    shown, words = reading.shown, reading.words
    tables = shown.dataset.tables
    if shown.token:
        show_own_notice(shown, words)
    days, complaints = days_from(st.query_params.to_dict(), tables, shown.last_day, reading.view.on)
    show_complaints(complaints, words)
    districts = page_state.compared_districts(shown, reading.view)
    view = replace(reading.view, on=days[0], districts=districts, lang=words.code)
    show(outlet("compare"))
    _ask_for_districts(reading)
    _show_maps(replace(reading, view=view), days)
    if districts == ():
        show_refusal(words.text(N_("No district is shown: choose one above the maps.")))
        return
    # A reader's own data is kept by their session alone.
    told = _told.__wrapped__ if shown.token else _told
    show(told(tables, days, districts, words.code))
    show_comparison_files(replace(reading, view=view), days[1], own_dataset=own_dataset)


@lru_cache(maxsize=_KEPT)
def _told(
    tables: Tables, days: tuple[date, date], districts: tuple[str, ...] | None, lang: str
) -> Element:
    """Return the table of what lies between two days, with links to the statements."""
    compared = compare_days(tables, *days, districts=districts)
    return comparison_tree(
        tables, compared, language(lang), lambda claim: _claim_address(claim, lang)
    )


def _ask_for_districts(reading: Reading) -> None:
    """Offer the districts as the map does."""
    districts = reading.shown.dataset.tables.districts
    names = districts[f"name_{reading.words.code}"]
    st.pills(
        reading.words.text(N_("Districts")),
        list(districts.index),
        selection_mode="multi",
        format_func=lambda district: str(names[district]),
        key=page_state.COMPARED_DISTRICTS,
        label_visibility="collapsed",
    )


def _show_maps(reading: Reading, days: tuple[date, date]) -> None:
    view = reading.view
    place = view.map_view
    message = {
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "took": page_state.heard_of_comparison(),
        "districts": None if view.districts is None else list(view.districts),
        "lang": view.lang,
        "view": None if place is None else [place.lon, place.lat, place.zoom],
    }
    st_folium(
        comparison_map(reading.shown),
        key=page_state.COMPARED,
        height=_HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message_group(message),
        on_change=page_state.hear_comparison,
    )


def _claim_address(claim: str, lang: str) -> str:
    """Return where the ledger shows a claim; relative, so that a base path works."""
    return f"{_LEDGER}?{urlencode({'claim': claim, 'lang': lang})}"
