"""The page of charts: what adds up over time, by the filters of the view.

A click or a key on a chart leads to the map on that day, in the same session.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components import v2

from damascus_map.language import N_, Language
from damascus_map.model.dates import Bin
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.address import address_of
from damascus_map.render.charts.chart import Asked, Chart
from damascus_map.render.charts.files import CHARTS as MAKERS
from damascus_map.render.charts.files import chart_csv, chart_svg, file_stem
from damascus_map.render.charts.on_page import chart_tables, chart_tree
from damascus_map.render.markup import as_values, element
from damascus_map.render.page_links import unusable
from damascus_map.render.publication import Publication
from damascus_map.ui import page_state
from damascus_map.ui.controls import ask_confidence, ask_districts, ask_kinds, show_complaints
from damascus_map.ui.outlets import show
from damascus_map.ui.page_head import Reading, show_reading
from damascus_map.ui.site import CHARTS, MAP, Site

_BY: Final = "by"
_ASKED_BY_TIME: Final = "time"
_KEPT: Final = 32
"""Charts that are kept: those of some readers' filters."""

_FILTERS: Final = ("districts", "types", "confidence", "span", _BY)
_BIN_NAMES: Final[Mapping[str, str]] = {
    _ASKED_BY_TIME: N_("as the time allows"),
    Bin.MONTH: N_("month"),
    Bin.QUARTER: N_("quarter"),
    Bin.YEAR: N_("year"),
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the widgets say: a view, and in what is counted."""

    view: View
    bins: Bin | None


def show_charts_page(site: Site) -> None:
    """Show the charts of the reader's own data, if they have given any, or of the server's."""
    lead = N_(
        "Ground, events, deaths, departures and first reports over time, by the filters of the map."
    )
    show_reading(site, CHARTS, lead, partial(_show, site))


def _show(site: Site, reading: Reading) -> None:
    shown, words = reading.shown, reading.words
    show_complaints(unusable(st.query_params.to_dict(), {_BY: list(Bin)}), words)
    name, begun = page_state.beginning_of(CHARTS, partial(_choice_of_address, reading.view))
    choice = _ask(shown, replace(begun, view=replace(begun.view, lang=words.code)), name, words)
    view = replace(choice.view, on=reading.view.on, lang=words.code)
    asked = Asked(shown.dataset.tables, view, shown.last_day, choice.bins)
    page_state.write_address(CHARTS, _address(asked))
    # A reader's own data is kept by their session alone.
    made = _made.__wrapped__ if shown.token else _made
    for name in MAKERS:
        day = _show_chart(*made(name, asked), asked, words)
        if day is not None:
            site.go(MAP, _map_address(asked, day))


def _choice_of_address(view: View) -> _Choice:
    asked = st.query_params.get(_BY)
    return _Choice(view, Bin(asked) if asked in list(Bin) else None)


def _address(asked: Asked) -> dict[str, str]:
    """Return the address of the page: that of the view, and in what is counted."""
    by = {} if asked.bins is None else {_BY: str(asked.bins)}
    return {**address_of(asked.view, asked.tables), **by}


def _map_address(asked: Asked, chosen: Mapping[str, Any]) -> dict[str, str]:
    """Return the address of the map that a place on a chart leads to."""
    address = address_of(asked.view, asked.tables)
    told = {
        key: str(chosen[key]) for key in ("date", "window", "event", "district") if chosen.get(key)
    }
    return {**address, **told}


def _ask(shown: Publication, begun: _Choice, name: str, words: Language) -> _Choice:
    """Put the filters into the sidebar; return what they say."""
    tables, view = shown.dataset.tables, begun.view
    with st.sidebar:
        districts = ask_districts(
            shown,
            words,
            f"{name}-districts",
            tables.district_ids if view.districts is None else view.districts,
        )
        span = _ask_span(shown, view, f"{name}-span", words)
        by = st.segmented_control(
            words.text(N_("Counted by")),
            list(_BIN_NAMES),
            default=begun.bins or _ASKED_BY_TIME,
            format_func=lambda one: words.text(_BIN_NAMES[one]),
            required=True,
            key=f"{name}-by",
        )
        kinds = ask_kinds(
            shown, words, f"{name}-types", shown.event_types if view.types is None else view.types
        )
        level = ask_confidence(words, f"{name}-confidence", str(view.confidence))
        st.button(
            words.text(N_("Show everything")),
            on_click=partial(page_state.drop_from_address, _FILTERS),
            width="stretch",
            key="dm-charts-all",
        )
    chosen = tuple(one for one in tables.district_ids if one in districts)
    types = tuple(one for one in shown.event_types if one in kinds)
    view = replace(
        view,
        districts=None if chosen == tables.district_ids else chosen,
        types=None if types == shown.event_types else types,
        confidence=Confidence(level or Confidence.LOW),
        span=span,
    )
    return _Choice(view, None if by in (None, _ASKED_BY_TIME) else Bin(by))


def _ask_span(
    shown: Publication, view: View, key: str, words: Language
) -> tuple[date, date] | None:
    """Offer a part of time in whole months; one of an address stays until it is changed."""
    whole = (shown.dataset.tables.package.first_day, shown.last_day)
    months = _months(*whole)
    begun = tuple(day.replace(day=1) for day in view.span or whole)
    chosen: Any = st.select_slider(
        words.text(N_("Time shown")),
        months,
        value=begun,
        format_func=lambda month: words.known_date(month, "month"),
        key=key,
    )
    first, last = chosen
    if (first, last) == begun:
        return view.span
    end = last.replace(day=monthrange(last.year, last.month)[1])
    span = (max(first, whole[0]), min(end, whole[1]))
    return None if span == whole else span


@cache
def _months(first: date, last: date) -> tuple[date, ...]:
    months = [first.replace(day=1)]
    while (following := (months[-1] + timedelta(days=31)).replace(day=1)) <= last:
        months.append(following)
    return tuple(months)


@lru_cache(maxsize=_KEPT)
def _made(name: str, asked: Asked) -> tuple[Chart, list[Any]]:
    """Return a chart, and its part of the page as plain values."""
    chart = MAKERS[name](asked)
    return chart, as_values(chart_tree(chart, asked))


def _show_chart(
    chart: Chart, tree: list[Any], asked: Asked, words: Language
) -> Mapping[str, Any] | None:
    """Show a chart; return the day of the map that the reader has asked for on it."""
    with st.container(key=f"dm-chart-{chart.name}"):
        told = _drawing()(
            data=tree,
            key=f"dm-drawing-{chart.name}",
            on_day_change=_nothing,
        )
        with st.container(key=f"dm-chart-files-{chart.name}", horizontal=True):
            as_table = st.toggle(words.text(N_("As a table")), key=f"dm-as-table-{chart.name}")
            stem = file_stem(chart, asked)
            st.download_button(
                words.text(N_("Download CSV")),
                partial(chart_csv, chart),
                f"{stem}.csv",
                "text/csv",
                on_click="ignore",
                key=f"dm-csv-{chart.name}",
            )
            if chart.draw is not None:
                st.download_button(
                    words.text(N_("Download SVG")),
                    partial(chart_svg, chart, asked),
                    f"{stem}.svg",
                    "image/svg+xml",
                    on_click="ignore",
                    key=f"dm-svg-{chart.name}",
                )
        if as_table:
            show(element("div", *chart_tables(chart), data_testid=f"dm-table-{chart.name}"))
    day: Mapping[str, Any] | None = told.day
    return day


@cache
def _drawing() -> Any:
    """Return what draws a chart from plain values and tells which day on it was asked for.

    Streamlit's own element for HTML takes drawings out of it.
    """
    script = (Path(__file__).parent / "charts.js").read_text(encoding="utf-8")
    return v2.component("damascus_map_charts", js=script, isolate_styles=False)


def _nothing() -> None:
    """Let Streamlit know that the value is listened to."""
