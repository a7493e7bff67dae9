"""The comparison as a file: a picture or its data, and the command that makes it again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from damascus_map.data.tables import Tables
from damascus_map.language import LANGUAGE_NAMES, LANGUAGES, N_, Language
from damascus_map.render.comparison_order import (
    DATA_TYPES,
    ComparisonOrder,
    comparison_command,
    comparison_file,
)
from damascus_map.render.markup import element
from damascus_map.render.picture_order import PICTURE_TYPES
from damascus_map.render.studio import drawn_comparison
from damascus_map.ui.outlets import show
from damascus_map.ui.page_head import Reading
from damascus_map.ui.snapshot_dialog import DATASET, LAYOUT_NAMES, choice

_FORMS: Final = {**PICTURE_TYPES, **DATA_TYPES}
_LAYOUTS: Final = ("landscape", "page")


def show_comparison_files(reading: Reading, until: date, *, own_dataset: bool) -> None:
    """Offer the comparison as a file.

    Parameters
    ----------
    reading
        What is compared: its view has the first day.
    until
        The second day.
    own_dataset
        Whether the server shows another dataset than the one that the program carries.
    """
    words, tables = reading.words, reading.shown.dataset.tables
    if until <= reading.view.on:
        return
    show(element("h2", words.text(N_("This comparison as a file")), class_="dm-part-title"))
    with st.container(key="dm-compare-files", horizontal=True):
        order = _asked_order(reading, until, words)
        st.download_button(
            words.text(N_("Download {form}"), form=order.form.upper()),
            partial(_written, tables, order),
            comparison_file(order, tables.package.name),
            _FORMS[order.form],
            on_click="ignore",
            type="primary",
            key="dm-compare-download",
        )
    note = (
        N_("Both maps with the events of the days before each date, legend, table and sources.")
        if order.is_picture
        else N_("A row for each district and each change, with figures, statements and publishers.")
    )
    show(element("p", words.text(note), class_="dm-quiet dm-small"))
    # Of a reader's own data no shell elsewhere can make a file.
    if not reading.shown.token:
        label = words.text(N_("Command that makes it again"))
        show(element("p", label, class_="dm-label"))
        command = comparison_command(order, dataset=DATASET if own_dataset else None)
        # Streamlit's own element for code fetches a tenth of the page, to colour nothing here.
        show(element("pre", element("code", command), class_="dm-command", dir="ltr"))


def _asked_order(reading: Reading, until: date, words: Language) -> ComparisonOrder:
    """Ask for form, layout and language; the view gives the rest."""
    key = "dm-compare"
    names = {form: form.upper() for form in _FORMS}
    form = choice(N_("Format"), tuple(_FORMS), names, words, key=key)
    layout = _LAYOUTS[0]
    if form in PICTURE_TYPES:
        layouts = {one: words.text(LAYOUT_NAMES[one]) for one in _LAYOUTS}
        layout = choice(N_("Layout"), _LAYOUTS, layouts, words, key=key)
    label = N_("Language of the file")
    lang = choice(label, LANGUAGES, LANGUAGE_NAMES, words, words.code, key=key)
    view = reading.view
    plain = type(view)(on=view.on, window=view.window, districts=view.districts, lang=lang)
    return ComparisonOrder(plain, until, form, layout)


def _written(tables: Tables, order: ComparisonOrder) -> bytes:
    """Make the file; only when the reader asks for it."""
    if order.is_picture:
        return drawn_comparison(tables, order)
    from damascus_map.render.comparison_report import comparison_data

    return comparison_data(tables, order)
