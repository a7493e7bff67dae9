"""Where the reader's rows were placed: counts, a map, and the rows that a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from damascus_map.data.tables import Tables
from damascus_map.ingest.rows import Doubt
from damascus_map.language import N_, NN_, Language
from damascus_map.model.vocabulary import Placing
from damascus_map.render.import_words import DOUBT_NAMES, FATE_NAMES, fates, summary
from damascus_map.render.markup import as_html, element
from damascus_map.render.placing_map import in_words, placing_map
from damascus_map.render.style import FATE_COLOURS
from damascus_map.ui.grids import in_reading_order
from damascus_map.ui.outlets import show
from damascus_map.ui.own_import import Outcome, Placings
from damascus_map.ui.own_tables import OwnTables

_EXCERPT: Final = 300
_EDITOR_PX: Final = 420
_ROW_PX: Final = 35


def show_placing(tables: Tables, given: OwnTables, outcome: Outcome, words: Language) -> None:
    """Show counts and map of what was placed, and let the reader correct what is doubtful."""
    counts, picture = st.columns([1.25, 1], gap="large")
    with counts:
        _show_counts(outcome, words)
    with picture:
        _show_map(tables, outcome, words)
    _show_own_placings(given, words)
    if len(outcome.report.doubtful):
        _show_doubtful(tables, given, outcome, words)


def _show_counts(outcome: Outcome, words: Language) -> None:
    report = outcome.report
    counts = fates(report)
    parts = [
        element("span", style=f"flex:{count};background:{FATE_COLOURS[key]}")
        for key, count in counts.items()
        if count
    ]
    rows = [
        element(
            "li",
            element("span", class_="dm-fate", style=f"background:{FATE_COLOURS[key]}"),
            element("span", words.text(FATE_NAMES[key])),
            element("b", words.number(count)),
            data_testid=f"dm-fate-{key}",
        )
        for key, count in counts.items()
        if count or key != Placing.EDITOR
    ]
    head = element("p", summary(report, words), class_="dm-summary", data_testid="dm-summary")
    bar = element("div", *parts, class_="dm-fate-bar", aria_hidden="true")
    show(element("div", head, bar, element("ul", *rows, class_="dm-fates")))


def _show_map(tables: Tables, outcome: Outcome, words: Language) -> None:
    exact = outcome.events.select(["lon", "lat"]).to_pandas().dropna()
    points = list(zip(exact["lon"].tolist(), exact["lat"].tolist(), strict=True))
    counts = outcome.report.by_district()
    with st.container(key="dm-placing-map"):
        st.image(
            as_html(placing_map(tables, counts, points, words)), alt=in_words(tables, counts, words)
        )


def _show_own_placings(given: OwnTables, words: Language) -> None:
    placed = len(given.choice.placings)
    if not placed:
        return
    with st.container(key="dm-placed-by-hand", horizontal=True):
        text = words.plural(NN_("{n} row placed by you.", "{n} rows placed by you."), placed)
        show(element("p", text))
        st.button(
            words.text(N_("Take back")),
            key="dm-unplace",
            type="tertiary",
            on_click=given.place_as_read,
        )


def _show_doubtful(tables: Tables, given: OwnTables, outcome: Outcome, words: Language) -> None:
    """Let the reader say for each doubtful row which districts it belongs to, if any."""
    report = outcome.report
    names = dict(tables.districts[f"name_{words.code}"])
    total = sum(report.doubts.values())
    lead = words.plural(
        NN_(
            "{n} row was placed, but a person should look at it. Correct its districts; none is "
            "an answer too.",
            "{n} rows were placed, but a person should look at them. Correct their districts; "
            "none is an answer too.",
        ),
        total,
    )
    show(element("p", lead, class_="dm-doubts", data_testid="dm-doubts"))
    frame = in_reading_order(_editable(report.doubtful, words), words)
    edited = st.data_editor(
        frame,
        hide_index=True,
        width="stretch",
        height=min(_EDITOR_PX, _ROW_PX * (len(frame) + 1) + 3),
        column_config=_columns(names, words),
        disabled=[name for name in frame.columns if name != "districts"],
        key=f"dm-doubtful-{len(given.choice.placings)}",
    )
    changed = _changed(report.doubtful, frame, edited, tuple(names))
    if st.button(
        words.text(N_("Apply the corrections")),
        disabled=not changed,
        key="dm-place",
        type="primary",
    ):
        given.place(changed)
        st.rerun()


def _editable(doubtful: pd.DataFrame, words: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "districts": [list(ids) for ids in doubtful["district_ids"]],
            "why": [words.text(DOUBT_NAMES[Doubt(one)]) for one in doubtful["doubt"]],
            "found": doubtful["placed_from"].tolist(),
            "date": doubtful["date"].tolist(),
            "text": [str(text)[:_EXCERPT] for text in doubtful["text"]],
            "row": [f"{f} : {r}" for f, r in zip(doubtful["file"], doubtful["row"], strict=True)],
        }
    )


def _columns(names: Mapping[str, str], words: Language) -> dict[str, Any]:
    column = st.column_config
    return {
        "districts": column.MultiselectColumn(
            words.text(N_("Districts")),
            options=list(names),
            format_func=names.__getitem__,
            width="medium",
        ),
        "why": column.TextColumn(words.text(N_("Why"))),
        "found": column.TextColumn(words.text(N_("Found in"))),
        "date": column.TextColumn(words.text(N_("Date"))),
        "text": column.TextColumn(words.text(N_("Text")), width="large"),
        "row": column.TextColumn(words.text(N_("Row"))),
    }


def _changed(
    doubtful: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, known: tuple[str, ...]
) -> Placings:
    """Return the districts of the rows that the reader has changed, by file and row."""
    changed: dict[tuple[str, int], tuple[str, ...]] = {}
    rows = zip(
        doubtful["file"], doubtful["row"], before["districts"], after["districts"], strict=True
    )
    for file, row, was, now in rows:
        districts = tuple(one for one in known if one in (now if now is not None else ()))
        if set(districts) != set(was):
            changed[str(file), int(row)] = districts
    return changed
