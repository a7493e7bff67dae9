"""The page of the reader's own data: files, columns, places, report, and what to do with them.

Everything stays in the session: nothing is written to a disk, and no other session can reach it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import streamlit as st

from damascus_map.errors import DamascusMapError, DatasetError
from damascus_map.language import N_, NN_, Language
from damascus_map.render.markup import element
from damascus_map.render.publication import Publication
from damascus_map.ui import state
from damascus_map.ui.outlets import show, show_notice, show_refusal
from damascus_map.ui.page_head import begin_page
from damascus_map.ui.problems import error_text, show_problem
from damascus_map.ui.site import DATA, Site

if TYPE_CHECKING:
    from damascus_map.ui.own_import import Outcome
    from damascus_map.ui.own_tables import OwnTables

_FORMS: Final = "CSV, TSV, GeoJSON, GeoPackage, GeoParquet, .gz, .zip"
_MEGABYTE: Final = 1 << 20  # as Streamlit counts what is uploaded


def show_data_page(site: Site) -> None:
    """Show the page, or what keeps the server's dataset from being shown."""
    lead = N_("Events of UCDP, ACLED or a table of your own, placed in the districts of this map.")
    words = begin_page(DATA, lead)
    try:
        shown = site.server.open_publication()
    except DatasetError as error:
        show_problem(error, words)
        return
    with st.container(key="dm-data"):
        _show_steps(site, shown, words)


def _show_steps(site: Site, shown: Publication, words: Language) -> None:
    limit_mb = int(st.get_option("server.maxUploadSize"))
    _step(1, N_("Files"), words)
    _ask_for_files(limit_mb, words)
    given = state.own_tables()
    if given is None:
        return
    if given.size > limit_mb * _MEGABYTE:
        too_large = N_("These files have {found} MB together; at most {n} MB can be taken.")
        found = words.number(round(given.size / _MEGABYTE))
        show_refusal(words.text(too_large, found=found, n=words.number(limit_mb)))
        return
    if not state.uploads_are_in_box():
        _show_kept(given, words)
    try:
        outcome = _outcome(shown, given, limit_mb, words)
    except DamascusMapError as error:
        show_refusal(error_text(error, words))
        return
    if outcome is not None:
        _show_outcome(site, shown, given, outcome, words)


def _outcome(
    shown: Publication, given: OwnTables, limit_mb: int, words: Language
) -> Outcome | None:
    """Return what became of the rows; None while it is not said what the columns mean."""
    from damascus_map.ui.data_columns import show_columns
    from damascus_map.ui.own_import import limits_of

    limits = limits_of(limit_mb * _MEGABYTE)
    found = given.looks(limits)
    _step(2, N_("Columns"), words)
    if not show_columns(given, found, words):
        return None
    if given.known_outcome() is not None:
        return given.known_outcome()
    if given.is_stopped:
        _offer_to_go_on(given, words)
        return None
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, words.text(N_("Reading and placing…")))
        st.button(words.text(N_("Stop")), key="dm-stop", on_click=given.stop)

    def tell(share: float, rows: int, file: str) -> None:
        text = words.plural(NN_("{n} row read", "{n} rows read"), rows)
        bar.progress(min(1.0, share), f"{text} · {words.isolated(file)}")

    outcome = given.outcome(shown.dataset.tables, limits, tell)
    place.empty()
    return outcome


def _offer_to_go_on(given: OwnTables, words: Language) -> None:
    with st.container(key="dm-stopped", horizontal=True):
        stopped = N_("Stopped: no row was taken.")
        show_notice(words.text(stopped))
        st.button(words.text(N_("Read the files")), key="dm-go-on", on_click=given.go_on)


def _show_outcome(
    site: Site, shown: Publication, given: OwnTables, outcome: Outcome, words: Language
) -> None:
    from damascus_map.ui.data_placing import show_placing
    from damascus_map.ui.data_report import show_report, show_use

    tables = shown.dataset.tables
    _step(3, N_("Places"), words)
    show_placing(tables, given, outcome, words)
    _step(4, N_("Report"), words)
    show_report(tables, given, outcome, words)
    _step(5, N_("Use"), words)
    show_use(site, shown, outcome, words)


def _ask_for_files(limit_mb: int, words: Language) -> None:
    # The button's own text is English on every page: the style sheet shows this one in its place.
    choose = json.dumps(words.text(N_("Choose files, or drop them here")), ensure_ascii=False)
    show(element("style", f":root {{ --dm-choose: {choose}; }}"))
    st.file_uploader(
        words.text(N_("Files with events")),
        accept_multiple_files=True,
        label_visibility="collapsed",
        key=state.UPLOADER,
        on_change=state.take_uploads,
    )
    about = N_(
        "{forms}; at most {n} MB together. They stay in this window: nothing is stored, nobody "
        "else sees them, and they are gone when you reload or close it."
    )
    text = words.text(about, forms=words.isolated(_FORMS), n=words.number(limit_mb))
    show(element("p", text, class_="dm-quiet dm-small"))


def _show_kept(given: OwnTables, words: Language) -> None:
    """Name the files of before, which the box of files has forgotten on another page."""
    kept = words.text(N_("Taken before: {names}"), names=_names(given, words))
    with st.container(key="dm-kept", horizontal=True):
        show(element("p", kept, data_testid="dm-kept-files"))
        st.button(
            words.text(N_("Remove")),
            key="dm-forget",
            type="tertiary",
            on_click=state.forget_uploads,
        )


def _names(given: OwnTables, words: Language) -> str:
    return words.text(N_(", ")).join(map(words.isolated, given.names))


def _step(number: int, name: str, words: Language) -> None:
    mark = element("span", str(number), class_="dm-step-number")
    show(element("h2", mark, words.text(name), class_="dm-step"))
