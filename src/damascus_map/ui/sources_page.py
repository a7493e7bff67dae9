"""The page of the sources."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from damascus_map.data.tables import Tables
from damascus_map.language import N_
from damascus_map.render.bibliography import bibtex, csl_json
from damascus_map.render.page_links import asked_from, ways_from
from damascus_map.render.picture_order import stem_of
from damascus_map.render.source_card import SOURCE_ANCHOR, source_tree
from damascus_map.render.source_list import sources_csv, sources_report
from damascus_map.render.sources_page import sources_page, sources_tree
from damascus_map.ui.controls import show_complaints
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import SOURCES, Site
from damascus_map.ui.tree import show_tree


def show_sources_page(site: Site) -> None:
    """Show the sources, and all that rests on the one that the address names."""
    lead = N_("Who published what this map rests on, and what rests on each of them.")
    show_reading(site, SOURCES, lead, _show)


def _show(reading: Reading) -> None:
    parameters = st.query_params.to_dict()
    tables = reading.shown.dataset.tables
    asked = asked_from(parameters, tables, reading.view)
    show_complaints(asked.complaints, reading.words)
    page = sources_page(tables, asked, reading.words, ways_from(parameters))
    if asked.source is not None:
        show_tree(source_tree(page, asked.source), "dm-source-tree", marked=SOURCE_ANCHOR)
    show_tree(sources_tree(page), "dm-sources-tree")
    _show_downloads(page.listed, tables, reading)


def _show_downloads(listed: pd.DataFrame, tables: Tables, reading: Reading) -> None:
    """Offer the sources that are listed; a file is written only when the reader asks for it."""
    stem = f"{stem_of(tables.package.name)}-sources"
    sources = tables.sources.loc[listed.index]
    row = st.container(horizontal=True)
    for name, write, ending, media in (
        ("BibTeX", partial(bibtex, sources), "bib", "application/x-bibtex"),
        ("CSL-JSON", partial(csl_json, sources), "json", "application/json"),
        ("CSV", partial(_csv, tables, listed), "csv", "text/csv"),
    ):
        row.download_button(
            reading.words.text(N_("Download {form}"), form=name),
            write,
            f"{stem}.{ending}",
            media,
            on_click="ignore",
        )


def _csv(tables: Tables, listed: pd.DataFrame) -> str:
    return sources_csv(sources_report(tables, listed))
