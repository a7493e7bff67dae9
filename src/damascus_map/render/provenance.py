"""What is said of imported events: how they were placed, and that some may not be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language
from damascus_map.model.vocabulary import Placing
from damascus_map.render.plain_text import plain_text

_FIELDS: Final[Mapping[str, str]] = {
    "source_headline": N_("Placed by its headline: “{spelling}”"),
    "where_coordinates": N_("Placed by the name of its place: “{spelling}”"),
    "location": N_("Placed by the name of its place: “{spelling}”"),
    "where_description": N_("Placed by the description of its place: “{spelling}”"),
    "notes": N_("Placed by its notes: “{spelling}”"),
}
"""The columns of well-known tables that name a place, in words."""


def placing_words(event: Mapping[Any, Any], words: Language) -> str | None:
    """Return how an imported event was given its district; None where editors did it."""
    match event["placed_by"]:
        case Placing.POINT:
            return words.text(N_("Placed by its coordinates"))
        case Placing.CITY:
            return words.text(N_("No district is named: it stands for the city"))
        case Placing.TEXT:
            column, _, spelling = str(event["placed_from"]).partition(": ")
            text = _FIELDS.get(column, N_("Placed by its column {column}: “{spelling}”"))
            return words.text(text, column=column, spelling=spelling)
        case _:
            return None


def restriction(tables: Tables, sources: Iterable[str], words: Language) -> str:
    """Return the notice that rows of some of these sources may not be passed on, or nothing."""
    cited = tables.restricted_sources.intersection(sources)
    if not cited:
        return ""
    publishers = dict.fromkeys(tables.sources.loc[sorted(cited), "publisher"])
    text = N_("This file holds rows that may not be passed on, by the terms of: {publishers}.")
    return words.text(text, publishers=words.list_of([plain_text(one) for one in publishers]))
