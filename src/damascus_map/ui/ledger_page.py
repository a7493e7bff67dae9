"""The page of a district's ledger."""

from __future__ import annotations

from functools import partial

import streamlit as st

from damascus_map.language import N_
from damascus_map.render.claim_items import claim_anchor
from damascus_map.render.ledger_page import ledger_page, ledger_tree
from damascus_map.render.ledger_parts import LedgerPage
from damascus_map.render.ledger_report import ledger_csv, ledger_report
from damascus_map.render.page_links import asked_from, ways_from
from damascus_map.render.picture_order import stem_of
from damascus_map.ui.controls import show_complaints
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import LEDGER, Site
from damascus_map.ui.tree import show_tree


def show_ledger_page(site: Site) -> None:
    """Show the ledger that the address asks for."""
    lead = N_(
        "What the map shows of a district, interval by interval, and all that was said of it."
    )
    show_reading(site, LEDGER, lead, _show)


def _show(reading: Reading) -> None:
    parameters = st.query_params.to_dict()
    tables = reading.shown.dataset.tables
    asked = asked_from(parameters, tables, reading.view)
    show_complaints(asked.complaints, reading.words)
    page = ledger_page(tables, asked, reading.view, reading.words, ways_from(parameters))
    marked = None if asked.claim is None else claim_anchor(asked.claim)
    show_tree(ledger_tree(page), "dm-ledger-tree", marked=marked)
    st.download_button(
        reading.words.text(N_("Download CSV")),
        partial(_csv, page),
        f"{stem_of(tables.package.name)}-ledger-{asked.district}.csv",
        "text/csv",
        on_click="ignore",
    )


def _csv(page: LedgerPage) -> str:
    """Write the ledger as it is shown; only when the reader asks for the file."""
    return ledger_csv(ledger_report(page.tables, page.ledger, page.words))
