"""What an offline page holds for its script: scene, events, evidence, sources, opening view."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import LANGUAGES, Language, language
from damascus_map.model.dates import window_start
from damascus_map.model.view import View
from damascus_map.query.control import states_of
from damascus_map.query.published import days_of_publication
from damascus_map.render.address import address_of
from damascus_map.render.event_columns import as_column_file, event_columns
from damascus_map.render.evidence import evidence
from damascus_map.render.offline_texts import script_texts
from damascus_map.render.provenance import placing_words
from damascus_map.render.scene import day_number, scene
from damascus_map.render.words import localised

Json = dict[str, Any]


def page_data(tables: Tables, view: View, spoken: Sequence[Language], last_day: date) -> Json:
    """Return what an offline page holds for its script, as plain values (`offline.js` names them).

    Parameters
    ----------
    tables
        The dataset.
    view
        What the page opens with.
    spoken
        Its languages.
    last_day
        Last civil day of the timeline.
    """
    shown = scene(tables, last_day)
    for code in LANGUAGES:
        shown["messages"][code] |= script_texts(language(code))
    shown["most_claims"] = len(tables.claims)  # there is no table of the others
    events = tables.events.to_dict(orient="records")
    places = {source: place for place, source in enumerate(tables.sources.index)}
    columns = as_column_file(event_columns(tables), dataset=tables.package.content_hash)
    return {
        "scene": shown,
        "events": base64.b64encode(columns).decode(),
        "evidence": {one.code: evidence(tables, one) | {"events": None} for one in spoken},
        "titles": {one.code: [localised(row, "title", one) for row in events] for one in spoken},
        "placed": {one.code: _placings(events, one) for one in spoken},
        "about": {
            "ids": [str(name) for name in tables.events.index],
            "sources": [[places[source] for source in row["source_ids"]] for row in events],
            "deaths": [_deaths(row) for row in events],
        },
        "sources": tables.sources[["publisher", "url"]].to_numpy().tolist(),
        "reported": _days_of_sources(tables),
        "cited": [_cited(tables, str(district), places) for district in tables.district_ids],
        "types": sorted(map(str, tables.events["type"].unique())),
        "opening": _opening(tables, view),
    }


def _placings(events: Sequence[Mapping[Any, Any]], words: Language) -> dict[int, str]:
    """Return how imported events were placed, by their position in the columns."""
    said = ((row, placing_words(event, words)) for row, event in enumerate(events))
    return {row: text for row, text in said if text}


def _deaths(row: Any) -> list[int | None] | None:
    counts = [row[f"deaths_{level}"] for level in ("low", "best", "high")]
    known = [None if pd.isna(count) else int(count) for count in counts]
    return None if known == [None] * len(known) else known


def _cited(tables: Tables, district: str, places: Mapping[Any, int]) -> list[list[int]]:
    """Return, for each interval of a district, the positions of the sources it rests on."""
    source_of = tables.claims["source_id"]
    return [
        sorted({places[source_of[claim]] for claim in row["claim_ids"]})
        for row in states_of(tables, district)
    ]


def _days_of_sources(tables: Tables) -> list[int | None]:
    """Return by which day each source had been published, as the scene counts days."""
    days = days_of_publication(tables)
    return [day_number(days[one]) if one in days else None for one in tables.sources.index]


def _opening(tables: Tables, view: View) -> Json:
    """Return the opening view as an address, and as the plugin's ``show`` takes it."""
    address = urlencode(address_of(view, tables), safe=",")
    first = window_start(view.on, view.window)
    message = {
        "date": view.on.isoformat(),
        "from": first and first.isoformat(),
        "districts": view.districts and list(view.districts),
        "lang": view.lang,
        "reported": view.reported and view.reported.isoformat(),
    }
    return {"address": f"?{address}" if address else "", "message": message}
