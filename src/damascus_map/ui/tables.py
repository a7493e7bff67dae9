"""The tables below the map: sortable, and downloaded as CSV and GeoJSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from damascus_map.language import N_, Language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Verified
from damascus_map.query.dataset import Dataset
from damascus_map.query.events import events_of
from damascus_map.query.evidence import with_sources
from damascus_map.query.reported import state_of
from damascus_map.render.markup import element
from damascus_map.render.picture_order import stem_of
from damascus_map.render.reports import events_csv, events_geojson
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    VERIFIED_NAMES,
    event_type_name,
    localised,
)
from damascus_map.ui import state
from damascus_map.ui.grids import in_reading_order
from damascus_map.ui.outlets import show

_EVENTS: Final = "events"
_CLAIMS: Final = "claims"
_NUMBERS: Final = {
    "deaths_low": N_("Deaths, low"),
    "deaths_best": N_("Deaths, best"),
    "deaths_high": N_("Deaths, high"),
    "people_moved": N_("People moved"),
}
_ROW_HEIGHT_PX: Final = 35
_TALLEST_PX: Final = 520
_MOST_ROWS: Final = 1000
_Writer = Callable[[Dataset, pd.DataFrame, str], str]


def show_tables(dataset: Dataset, view: View, words: Language) -> None:
    """Show, once the reader opens them, the events of the view or the statements as a table."""
    name = words.text(N_("Tables and downloads"))
    with st.expander(name, key=state.TABLES, on_change="rerun") as tables:
        if tables.open and state.view_is_current():
            _show_chosen(dataset, view, words)


def _show_chosen(dataset: Dataset, view: View, words: Language) -> None:
    events = events_of(dataset.tables, view)
    names = {
        _EVENTS: words.text(N_("Events ({n})"), n=words.number(len(events))),
        _CLAIMS: words.text(N_("Statements")),
    }
    chosen = st.segmented_control(
        words.text(N_("Table")),
        [_EVENTS, _CLAIMS],
        default=_EVENTS,
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        key="dm-table",
    )
    if chosen == _CLAIMS:
        _show(_claims_table(dataset, view, words), words)
        return
    _show(_events_table(dataset, events.tail(_MOST_ROWS), words), words)
    if len(events) > _MOST_ROWS:
        capped = words.text(
            N_("The last {n} of {all} events. The downloads hold all of them."),
            n=words.number(_MOST_ROWS),
            all=words.number(len(events)),
        )
        show(element("p", capped, class_="dm-notice"))
    _show_downloads(dataset, view, words)


def _show(table: pd.DataFrame, words: Language) -> None:
    height = min(_TALLEST_PX, _ROW_HEIGHT_PX * (len(table) + 1) + 3)
    # Without pandas' own description of the columns a move sends a third less.
    table = in_reading_order(table, words)
    columns = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    st.dataframe(columns, hide_index=True, width="stretch", height=height, placeholder="")


def _events_table(dataset: Dataset, events: pd.DataFrame, words: Language) -> pd.DataFrame:
    """Return the events as the reader sees them; a number that no event has gets no column."""
    publishers = dataset.tables.sources["publisher"]
    names, comma = dataset.tables.districts[f"name_{words.code}"], words.text(N_(", "))
    rows = [
        {
            words.text(N_("Date")): "/".join(filter(None, (row["date"], row["date_to"]))),
            words.text(N_("Kind")): event_type_name(row["type"], words),
            words.text(N_("Event")): localised(row, "title", words),
            words.text(N_("District")): comma.join(names[one] for one in row["district_ids"]),
            words.text(N_("Source")): ", ".join(
                dict.fromkeys(publishers[one] for one in row["source_ids"])
            ),
            words.text(N_("Confidence")): words.text(CONFIDENCE_NAMES[row["confidence"]]),
        }
        for row in events.to_dict(orient="records")
    ]
    numbers = {
        words.text(name): events[column].array
        for column, name in _NUMBERS.items()
        if events[column].notna().any()
    }
    return pd.DataFrame(rows).assign(**numbers)


def _claims_table(dataset: Dataset, view: View, words: Language) -> pd.DataFrame:
    districts = dataset.tables.district_ids if view.district is None else (view.district,)
    shown = state_of(dataset.tables, replace(view, districts=tuple(districts)))
    claims = pd.concat([with_sources(dataset.tables, ids, view.on) for ids in shown["claim_ids"]])
    names = dataset.tables.districts[f"name_{words.code}"]
    return pd.DataFrame(
        {
            words.text(N_("District")): [names[one] for one in claims["district_id"]],
            words.text(N_("On")): claims["on"],
            words.text(N_("Until")): claims["until"],
            words.text(N_("Statement")): [
                localised(row, "summary", words) for row in claims.to_dict(orient="records")
            ],
            words.text(N_("Attributed to")): claims["attributed_to"],
            words.text(N_("Source")): claims["publisher"],
            words.text(N_("Published")): claims["published"],
            words.text(N_("Text read")): [
                words.text(VERIFIED_NAMES[Verified(one)]) for one in claims["verified"]
            ],
            words.text(N_("Note")): claims["note"],
        }
    )


def _show_downloads(dataset: Dataset, view: View, words: Language) -> None:
    stem = f"{stem_of(dataset.tables.package.name)}-events-{view.on.isoformat()}"
    downloads = st.container(horizontal=True)
    downloads.download_button(
        words.text(N_("Download CSV")),
        partial(_written, events_csv, dataset, view),
        f"{stem}.csv",
        "text/csv",
        on_click="ignore",
    )
    downloads.download_button(
        words.text(N_("Download GeoJSON")),
        partial(_written, events_geojson, dataset, view),
        f"{stem}.geojson",
        "application/geo+json",
        on_click="ignore",
    )


def _written(write: _Writer, dataset: Dataset, view: View) -> str:
    """Write the events of a view; only when the reader asks for the file."""
    return write(dataset, events_of(dataset.tables, view), view.lang)
