"""The report of the reader's import, and what can be done with it: shown, or kept as a dataset."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from damascus_map.data.tables import Tables
from damascus_map.errors import DamascusMapError
from damascus_map.language import N_, Language
from damascus_map.render.import_report import report_html, section_tree
from damascus_map.render.import_sections import sections
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.ui import page_state, state
from damascus_map.ui.outlets import show, show_notice, show_refusal
from damascus_map.ui.own_dataset import dataset_zip, refused_csv
from damascus_map.ui.own_import import Outcome, own_publication
from damascus_map.ui.own_tables import OwnTables
from damascus_map.ui.problems import error_text
from damascus_map.ui.site import MAP, Site

_OPEN: Final = 2
"""The first tables of the report are open: what became of the rows stands above already."""


def show_report(tables: Tables, given: OwnTables, outcome: Outcome, words: Language) -> None:
    """Show the tables of the report, and hand them out with the rows that were not taken."""
    report = outcome.report
    for place, section in enumerate(sections(report, tables, words, on_page=True)[1:]):
        is_open = place < _OPEN and not section.is_list
        with st.expander(section.title, expanded=is_open, key=f"dm-section-{section.title}"):
            show(section_tree(section, with_title=False))
    if len(report.duplicates) or given.choice.merge_duplicates:
        merge = st.checkbox(
            words.text(N_("Make rows that say the same one event")),
            value=given.choice.merge_duplicates,
            key="dm-merge",
        )
        if merge != given.choice.merge_duplicates:
            given.say_merge(merge=merge)
            st.rerun()
    with st.container(key="dm-report-files", horizontal=True):
        st.download_button(
            words.text(N_("Download the report")),
            partial(report_html, report, tables, words.code, on_page=True),
            "report.html",
            "text/html",
            on_click="ignore",
        )
        if sum(report.refused.values()):
            st.download_button(
                words.text(N_("Download the refused rows")),
                partial(refused_csv, outcome),
                "rejected.csv",
                "text/csv",
                on_click="ignore",
            )


def show_use(site: Site, shown: Publication, outcome: Outcome, words: Language) -> None:
    """Offer to show the events on the map, and to keep them as a dataset."""
    if not outcome.report.events:
        nothing = N_("No row became an event: there is nothing to show on the map.")
        show_notice(words.text(nothing))
        return
    with st.container(key="dm-use", horizontal=True):
        wanted = st.button(words.text(N_("Show on the map")), type="primary", key="dm-show")
        st.download_button(
            words.text(N_("Download as a dataset")),
            partial(dataset_zip, shown.dataset.tables, outcome, words.code),
            f"{outcome.report.name}.zip",
            "application/zip",
            on_click="ignore",
            key="dm-dataset",
        )
        if state.own_publication() is not None:
            st.button(
                words.text(N_("Take my data off the map")),
                type="tertiary",
                key="dm-remove",
                on_click=state.remove_own,
            )
    about = N_(
        "The map then shows the dataset with your events, to you alone. The dataset is a ZIP "
        "archive: unpack it, then open it with: damascus-map serve --dataset FOLDER"
    )
    show(element("p", words.text(about), class_="dm-quiet dm-small"))
    if wanted:
        _show_on_map(site, shown, outcome, words)


def _show_on_map(site: Site, shown: Publication, outcome: Outcome, words: Language) -> None:
    try:
        with st.spinner(words.text(N_("Making the map…"))):
            own = own_publication(shown.dataset.tables, outcome, shown.last_day)
    except DamascusMapError as error:
        show_refusal(error_text(error, words))
        return
    site.server.share(own)
    state.show_own(own)
    site.go(MAP, page_state.way_back(words.code, with_filters=False))
