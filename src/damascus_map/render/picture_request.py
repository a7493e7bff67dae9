"""Which picture does an address order? Every parameter of it is checked.

The keys are those of the page's address (`render/address.py`), so that the address of a view,
behind ``snapshot.png``, orders a picture of it. ``district`` names the districts that are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.errors import QueryError, UnknownChoiceError
from damascus_map.language import LANGUAGES, N_, Language, language
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.selection import checked_choices
from damascus_map.render.address import opening_view, view_from
from damascus_map.render.picture_order import LOWEST_SCALE, PictureOrder, highest_scale
from damascus_map.render.plain_text import plain_text
from damascus_map.render.static.layouts import LAYOUTS

_KEYS: Final = (
    *("lang", "date", "districts", "district", "types", "window", "confidence", "reported"),
    *("view", "span"),  # of the page's address; they change nothing in a picture
    *("layout", "scale"),
)
"""In the order in which they are read: the later has the last word."""

_SCALE: Final = re.compile(r"\d{1,2}(?:\.\d{1,3})?", re.ASCII)
_LONGEST_SHOWN: Final = 60
_MANY: Final = N_("one or more of {known}, separated by commas")
_ONE: Final = N_("one of {known}")
_EXPECTED: Final[Mapping[str, str]] = {
    "date": N_("a day from {first} to {last}, written YYYY-MM-DD"),
    "reported": N_("a day from {first} to {last}, written YYYY-MM-DD"),
    "districts": _MANY,
    "district": _MANY,
    "types": _MANY,
    "window": N_("a number of days from 1 to 99999, or all"),
    "confidence": _ONE,
    "lang": _ONE,
    "view": N_("longitude,latitude,zoom"),
    "span": N_("two days, separated by a comma, from {first} to {last}"),
    "layout": _ONE,
    "scale": N_("a number from {low} to {high}"),
}


def order_from(
    pairs: Sequence[tuple[str, str]], form: str, tables: Tables, last_day: date
) -> PictureOrder:
    """Read an order from an address; every parameter is checked.

    Parameters
    ----------
    pairs
        Keys and values after the question mark.
    form
        A key of `PICTURE_TYPES`.
    tables
        The dataset.
    last_day
        Last civil day that can be shown.

    Raises
    ------
    UnknownChoiceError
        If something cannot be used; the message names all of it, in the language asked for.
    """
    given = dict(pairs)
    named = [text for key, text in pairs if key == "district"]
    given |= {"district": ",".join(named)} if named else {}
    lang = given.get("lang", "")
    words = language(lang if lang in LANGUAGES else LANGUAGES[0])
    order = PictureOrder(opening_view(tables), form)
    faults = list(_faults_of_keys(pairs, words))
    for key in (key for key in _KEYS if key in given):
        try:
            order = _with(order, key, given[key], tables, last_day)
        except QueryError:
            expected = _expected(key, order, tables, last_day, words)
            faults.append(_cannot_be_used(key, given[key], expected, words))
    if faults:
        raise UnknownChoiceError("\n".join(faults))
    return order


def _faults_of_keys(pairs: Sequence[tuple[str, str]], words: Language) -> Iterable[str]:
    """Yield a sentence on each key that is not known, or given twice."""
    for key, times in Counter(key for key, _ in pairs).items():
        if key not in _KEYS:
            unknown = N_("There is no parameter {key}. Known: {known}.")
            yield words.text(unknown, key=_shortened(key), known=", ".join(_KEYS))
        elif times > 1 and key != "district":
            yield words.text(N_("{key} is given more than once: give it once."), key=key)


def _with(order: PictureOrder, key: str, text: str, tables: Tables, last_day: date) -> PictureOrder:
    """Return the order with what one parameter says.

    Raises
    ------
    QueryError
        If its value cannot be used.
    """
    match key:
        case "lang":
            (lang,) = checked_choices("language", [text], LANGUAGES)
            return replace(order, view=replace(order.view, lang=lang))
        case "layout":
            (layout,) = checked_choices("layout", [text], tuple(LAYOUTS))
            return replace(order, layout=layout)
        case "scale":
            return replace(order, scale=_scale_from(text, order))
    named = "districts" if key == "district" else key
    view, complaints = view_from({named: text}, tables, last_day, order.view)
    if complaints or view.districts == ():
        raise UnknownChoiceError(f"{key}={text} cannot be used")
    return replace(order, view=replace(view, map_view=None, span=None))


def _scale_from(text: str, order: PictureOrder) -> float:
    scale = float(text) if _SCALE.fullmatch(text) else 0
    if not LOWEST_SCALE <= scale <= highest_scale(order.layout):
        raise UnknownChoiceError(f"{text!r} is no scale that can be drawn")
    return scale if order.form == "png" else 1


def _expected(
    key: str, order: PictureOrder, tables: Tables, last_day: date, words: Language
) -> str:
    """Return in words what a parameter may say."""
    known = {
        "district": tables.district_ids,
        "districts": tables.district_ids,
        "types": tuple(EventType),
        "confidence": tuple(Confidence),
        "lang": LANGUAGES,
        "layout": tuple(LAYOUTS),
    }
    return words.text(
        _EXPECTED[key],
        known=", ".join(known.get(key, ())),
        first=tables.package.first_day,
        last=last_day,
        low=f"{LOWEST_SCALE:g}",
        high=f"{highest_scale(order.layout):g}",
    )


def _cannot_be_used(key: str, value: str, expected: str, words: Language) -> str:
    text = N_("{key}={value} cannot be used: expected {expected}.")
    return words.text(text, key=key, value=_shortened(value), expected=expected)


def _shortened(text: str) -> str:
    return plain_text(text[:_LONGEST_SHOWN])
