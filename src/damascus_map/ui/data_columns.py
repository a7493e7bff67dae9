"""Which column of the reader's tables means what: recognised, or chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from damascus_map.ingest.fields import MOST_COLUMNS, Field
from damascus_map.ingest.forms import Form
from damascus_map.language import N_, NN_, Language
from damascus_map.render.markup import element
from damascus_map.ui.grids import in_reading_order
from damascus_map.ui.outlets import show, show_notice
from damascus_map.ui.own_import import Look
from damascus_map.ui.own_tables import OwnTables

FIELD_NAMES: Final[Mapping[Field, str]] = {
    Field.DATE: N_("Date"),
    Field.DATE_TO: N_("Last day"),
    Field.TITLE: N_("Title"),
    Field.TYPE: N_("Kind"),
    Field.LAT: N_("Latitude"),
    Field.LON: N_("Longitude"),
    Field.PLACE: N_("Name of the place"),
    Field.TEXT: N_("Text that may name a place"),
    Field.REGION: N_("Governorate"),
    Field.DEATHS_LOW: N_("Deaths, low"),
    Field.DEATHS_BEST: N_("Deaths, best"),
    Field.DEATHS_HIGH: N_("Deaths, high"),
    Field.PEOPLE_MOVED: N_("People moved"),
    Field.ACTOR: N_("Actors"),
    Field.SOURCE: N_("Source"),
    Field.ID: N_("Id"),
    Field.PRECISION: N_("Precision of the place"),
    Field.DATE_PRECISION: N_("Precision of the date"),
    Field.CONFIDENCE: N_("Confidence"),
    Field.SUBTYPE: N_("Subtype"),
    Field.TITLE_FR: N_("Title in French"),
    Field.TITLE_AR: N_("Title in Arabic"),
    Field.NOTE: N_("Note"),
}
"""What a column can mean, in the order in which it is asked for."""

_ALWAYS_ASKED: Final = 15
"""The first meanings are asked for; the others only where a column was recognised."""

_ORIGIN_NAMES: Final = {
    "ucdp": N_("UCDP Georeferenced Event Dataset"),
    "acled": N_("ACLED: may not be passed on"),
    "table": N_("A table of your own"),
}
_DAY_ORDERS: Final[Mapping[str, bool | None]] = {"file": None, "day": True, "month": False}
_DAY_ORDER_NAMES: Final = {
    "file": N_("As the file shows"),
    "day": N_("Day first"),
    "month": N_("Month first"),
}
_IN_A_ROW: Final = 3


def show_columns(given: OwnTables, found: Sequence[Look], words: Language) -> bool:
    """Show what the columns were recognised as; let the reader correct it for own tables.

    Returns
    -------
    bool
        Whether enough is known to read the rows.
    """
    for look in found:
        _show_look(look, given.choice.form_of(look.columns, look.tags), words)
    forms = [given.choice.form_of(look.columns, look.tags) for look in found]
    missing = [look.file for look, form in zip(found, forms, strict=True) if not form.is_complete]
    if missing:
        text = N_("No column of {files} is known to hold dates. Choose it, then press the button.")
        told = words.text(text, files=_listed(missing, words))
        show_notice(told, "dm-no-date")
    own = [look for look in found if look.is_own]
    if own:
        _ask_for_meanings(given, own, words)
    return not missing


def _show_look(look: Look, form: Form, words: Language) -> None:
    """Name the table, and for each meaning its columns; the rest is not read."""
    columns = words.plural(NN_("{n} column", "{n} columns"), len(look.columns))
    head = element(
        "p",
        element("strong", look.file, dir="auto"),
        " · ",
        element("bdi", words.text(_ORIGIN_NAMES[form.name])),
        " · ",
        element("bdi", columns),
        data_testid="dm-recognised",
    )
    known = [(which, those) for which, those in _in_order(form) if those]
    terms = [
        element(
            "div",
            element("dt", words.text(FIELD_NAMES[which])),
            element("dd", _listed(those, words)),
        )
        for which, those in known
    ]
    show(element("section", head, element("dl", *terms), class_="dm-look"))
    with st.expander(words.text(N_("First rows")), key=f"dm-first-{look.file}"):
        st.dataframe(in_reading_order(look.first, words), hide_index=True, width="stretch")


def _listed(names: Sequence[str], words: Language) -> str:
    return words.text(N_(", ")).join(map(words.isolated, names))


def _in_order(form: Form) -> list[tuple[Field, tuple[str, ...]]]:
    return [(which, form.columns.get(which, ())) for which in FIELD_NAMES]


def _ask_for_meanings(given: OwnTables, own: Sequence[Look], words: Language) -> None:
    """Ask which column means what; all answers come together, so that rows are read once."""
    columns = list(dict.fromkeys(name for look in own for name in look.columns))
    form = given.choice.form_of(columns, own[0].tags)
    is_open = not form.is_complete
    with (
        st.expander(words.text(N_("Correct the columns")), expanded=is_open, key="dm-correct"),
        st.form("dm-meanings", border=False),
    ):
        chosen = _asked_meanings(form, columns, words)
        order = st.segmented_control(
            words.text(N_("Dates such as 07/05/2017")),
            list(_DAY_ORDERS),
            default=next(k for k, v in _DAY_ORDERS.items() if v is given.choice.day_first),
            format_func=lambda key: words.text(_DAY_ORDER_NAMES[key]),
            required=True,
            key="dm-day-order",
        )
        if st.form_submit_button(words.text(N_("Read with these columns")), key="dm-read"):
            given.say_columns(chosen, day_first=_DAY_ORDERS[str(order)])
            st.rerun()


def _asked_meanings(
    form: Form, columns: Sequence[str], words: Language
) -> dict[Field, tuple[str, ...]]:
    """Return the columns chosen for each meaning; an empty tuple says that there is none."""
    asked = [
        which
        for place, (which, those) in enumerate(_in_order(form))
        if place < _ALWAYS_ASKED or those
    ]
    chosen: dict[Field, tuple[str, ...]] = {}
    places = st.columns(_IN_A_ROW, gap="small")
    for number, which in enumerate(asked):
        with places[number % _IN_A_ROW]:
            chosen[which] = _asked(which, form.columns.get(which, ()), columns, words)
    return chosen


def _asked(
    which: Field, now: Sequence[str], columns: Sequence[str], words: Language
) -> tuple[str, ...]:
    label, key = words.text(FIELD_NAMES[which]), f"dm-means-{which}"
    nothing = words.text(N_("No column"))
    if (most := MOST_COLUMNS.get(which, 1)) > 1:
        several = st.multiselect(
            label, columns, list(now), max_selections=most, placeholder=nothing, key=key
        )
        return tuple(several)
    place = columns.index(now[0]) if now else None
    one = st.selectbox(label, columns, place, placeholder=nothing, key=key)
    return () if one is None else (one,)
