"""What the map plugin is given beside the events: the scene, which holds all that is constant.

It is plain values for JSON; days are whole numbers, counted from 1970-01-01.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import pandas as pd
import shapely
from babel.dates import get_day_names, get_month_names

from damascus_map.data.geography import WGS84, in_metres
from damascus_map.data.tables import Period, Tables
from damascus_map.language import FIRST_OF_MONTH, LANGUAGES, N_, Language, capitalised, language
from damascus_map.model.vocabulary import EventType
from damascus_map.query.control import extents_in, intervals_of, is_change
from damascus_map.query.reported_steps import Extents, Step, steps_of
from damascus_map.query.sources_over_time import source_changes
from damascus_map.render.address import opening_view, step_address
from damascus_map.render.ground import PARTS_OF_A_DEGREE, ground
from damascus_map.render.plugin_messages import plugin_messages
from damascus_map.render.style import (
    BADGES,
    BELOW_DOTS,
    BELOW_FILLS,
    DENSITY,
    GROUND,
    NOT_REPORTED_COLOUR,
    NOT_REPORTED_FILLS,
    OPACITY,
    OUTLINES,
    STRIPE_PERIOD,
    SYMBOLS,
    UNKNOWN_COLOUR,
    Fill,
    Stroke,
    fills_of,
    line_of,
    outline_of,
    strokes_of,
)
from damascus_map.render.textures import TEXTURE_SIDE, TEXTURE_STRENGTH, textures_of
from damascus_map.render.words import (
    BELOW_NAME,
    BELOW_SENTENCE,
    NOT_REPORTED_SENTENCE,
    control_sentence,
    party_names,
)

_EPOCH: Final = date(1970, 1, 1)
_ANCHOR_TOLERANCE_M: Final = 20
_DATE_PATTERNS: Final = {
    "day": "{weekday} {d} {month} {y}",
    "day_short": "{d} {month_short} {y}",
    "month": "{month} {y}",
    "month_tick": "{month_short}",
    "day_tick": "{d} {month_short}",
}

Json = dict[str, Any]


class _Looks:
    """The looks of the steps, each kept once: many steps of many intervals look the same."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.found: dict[bytes, int] = {}
        self.listed: list[Json] = []

    def place_of(self, step: Step) -> int:
        """Return the place in the list of what a step looks like."""
        look = _look(step.extents, step.situation, step.confidence, self.tables)
        place = self.found.setdefault(as_json_bytes(look), len(self.listed))
        if place == len(self.listed):
            self.listed.append(look)
        return place


def scene(tables: Tables, last_day: date) -> Json:
    """Return everything the map plugin draws but the events.

    Parameters
    ----------
    tables
        The dataset.
    last_day
        Last civil day of the timeline.

    Returns
    -------
    dict
        Plain values: dataset, named periods, jumps in the number of sources, days, parties,
        styles, districts with their intervals (each with its stripes, outline and sentences, and
        its steps: from which day on it had which of the looks, as reported by then), the ground
        (see `ground`), the steps of the tour, places around, attribution, and the texts in every
        language.
    """
    looks = _Looks(tables)
    districts = _districts(tables, looks)
    return {
        "dataset": {
            "name": tables.package.name,
            "version": tables.package.version,
            "hash": tables.package.content_hash,
            "title": dict(tables.package.title),
        },
        "sources": len(tables.sources),
        "periods": _periods(tables.package.periods),
        "source_changes": _source_changes(tables),
        "first_day": day_number(tables.package.first_day),
        "opening_day": day_number(tables.package.opening_day),
        "last_day": day_number(last_day),
        "opening_view": _opening_view(tables),
        "parties": _parties(tables.parties),
        "unknown": {"colour": UNKNOWN_COLOUR, "names": _in_every_language(N_("not known"))},
        "not_reported": {
            "colour": NOT_REPORTED_COLOUR,
            "fills": _fills(NOT_REPORTED_FILLS),
            "names": _in_every_language(N_("not yet reported")),
            "sentence": _in_every_language(NOT_REPORTED_SENTENCE),
        },
        "below": {
            "colour": UNKNOWN_COLOUR,
            "dots": asdict(BELOW_DOTS),
            "fills": _fills(BELOW_FILLS),
            "names": _in_every_language(BELOW_NAME),
            "sentence": _in_every_language(BELOW_SENTENCE),
        },
        "stripe_period": STRIPE_PERIOD,
        "texture": {"side": TEXTURE_SIDE, "strength": TEXTURE_STRENGTH},
        "outlines": _outlines(),
        "opacity": {str(confidence): opacity for confidence, opacity in OPACITY.items()},
        "kinds": _kinds(),
        "density": [{"colour": one.colour, "side": one.side} for one in DENSITY],
        "districts": districts,
        "looks": looks.listed,
        "ground": {"parts_of_a_degree": PARTS_OF_A_DEGREE, "layers": ground(tables.context)},
        "story": _story(tables),
        "places": _places(tables.context.get("places", {"features": []})),
        "style": dict(GROUND),
        "attribution": list(tables.package.attributions),
        "messages": {code: plugin_messages(language(code)) for code in LANGUAGES},
        "dates": {code: _date_words(language(code)) for code in LANGUAGES},
    }


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return (day - _EPOCH).days


def as_json_bytes(content: Json) -> bytes:
    """Return compact UTF-8 JSON; the same content gives the same bytes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(content: bytes) -> str:
    """Return a short hash of the content, for an address that changes when it does."""
    return hashlib.sha256(content).hexdigest()[:16]


def _opening_view(tables: Tables) -> Json:
    view = opening_view(tables)
    return {
        "bounds_wsen": [round(x, 5) for x in tables.districts.total_bounds],
        "window": view.window,
        "confidence": view.confidence,
        "lang": view.lang,
    }


def _periods(periods: Iterable[Period]) -> list[Json]:
    return [
        {
            "id": period.id,
            "from": day_number(period.first),
            "to": day_number(period.last),
            "names": dict(period.names),
        }
        for period in periods
    ]


def _source_changes(tables: Tables) -> list[Json]:
    return [
        {"day": day_number(row["day"].date()), "before": row["before"], "after": row["after"]}
        for row in source_changes(tables).to_dict(orient="records")
    ]


def _parties(parties: pd.DataFrame) -> list[Json]:
    textures = textures_of(parties)
    return [
        {
            "id": party,
            "colour": row["colour"],
            "texture": asdict(textures[str(party)]) if party in textures else None,
            "names": {code: capitalised(row[f"name_{code}"]) for code in LANGUAGES},
        }
        for party, row in parties.iterrows()
    ]


def _outlines() -> Json:
    return {
        key: {
            "strokes": _strokes(strokes_of(outline)),
            "line": _strokes(line_of(outline)),
            "names": _in_every_language(outline.name),
        }
        for key, outline in OUTLINES.items()
    }


def _strokes(strokes: Iterable[Stroke]) -> list[Json]:
    return [
        {"colour": stroke.colour, "width": stroke.width, "dash": list(stroke.dash)}
        for stroke in strokes
    ]


def _kinds() -> list[Json]:
    return [
        {
            "id": str(kind),
            "colour": SYMBOLS[kind].colour,
            "badge": asdict(BADGES[SYMBOLS[kind].badge]),
            "glyph": SYMBOLS[kind].glyph,
            "names": _in_every_language(SYMBOLS[kind].name),
        }
        for kind in EventType
    ]


def _in_every_language(message: str) -> dict[str, str]:
    return {code: capitalised(language(code).text(message)) for code in LANGUAGES}


def _districts(tables: Tables, looks: _Looks) -> list[Json]:
    anchors = _anchors(tables)
    return [
        {
            "id": district,
            "names": {code: row[f"name_{code}"] for code in LANGUAGES},
            "anchor": anchors[district],
            "geometry": shapely.geometry.mapping(row["geometry"]),
            "intervals": _intervals(tables, str(district), looks),
        }
        for district, row in tables.districts.iterrows()
    ]


def _story(tables: Tables) -> list[dict[str, str]]:
    """Return the steps of the tour as the parameters of an address, in their order."""
    return [step_address(row) for row in tables.story.to_dict(orient="records")]


def _places(content: Mapping[str, Any]) -> list[Json]:
    return [
        {
            "names": {code: row[f"name_{code}"] for code in LANGUAGES if row.get(f"name_{code}")},
            "rank": row["rank"],
            "lon_lat": feature["geometry"]["coordinates"],
        }
        for feature in content["features"]
        for row in (feature["properties"],)
    ]


def _anchors(tables: Tables) -> dict[str, list[float]]:
    """Return where each name stands: the centre of the largest circle inside the district."""
    metric = in_metres(tables.districts)
    circles = metric.geometry.maximum_inscribed_circle(tolerance=_ANCHOR_TOLERANCE_M)
    centres = circles.map(lambda radius: shapely.Point(radius.coords[0])).to_crs(WGS84)
    return {
        str(district): [round(point.x, 5), round(point.y, 5)] for district, point in centres.items()
    }


def _intervals(tables: Tables, district: str, looks: _Looks) -> list[Json]:
    rows = intervals_of(tables, district).to_dict(orient="records")
    listed = steps_of(tables)[district]
    return [
        _interval(row, tables)
        | {
            "is_change": before is None or is_change(before, row, tables.party_ids),
            "steps": _steps(steps, looks, tables.package.first_day),
        }
        for before, row, steps in zip([None, *rows], rows, listed, strict=False)
    ]


def _steps(steps: Iterable[Step], looks: _Looks, first_day: date) -> list[list[int]]:
    """Return from which day on an interval looked how, where it looks another than before."""
    found: list[list[int]] = []
    for step in steps:
        place = looks.place_of(step)
        if not found or found[-1][1] != place:
            found.append([day_number(max(step.day, first_day)), place])
    return found


def _interval(row: Mapping[Any, Any], tables: Tables) -> Json:
    extents = extents_in(row, tables.party_ids)
    return {
        "from": day_number(row["first"].date()),
        "to": None if pd.isna(row["end"]) else day_number(row["end"].date()),
        "from_precision": row["first_precision"],
        "to_precision": row["end_precision"] or "day",
        **_look(extents, row["situation"], row["confidence"], tables),
    }


def _look(extents: Extents, situation: Sequence[str], confidence: str, tables: Tables) -> Json:
    return {
        "fills": _fills(fills_of(extents)),
        "outline": outline_of(situation),
        "situation": list(situation),
        "confidence": confidence,
        "sentence": {
            code: control_sentence(
                extents, situation, party_names(tables.parties, language(code)), language(code)
            )
            for code in LANGUAGES
        },
    }


def _fills(fills: Iterable[Fill]) -> list[Json]:
    return [{"party": fill.party, "share": fill.share} for fill in fills]


def _date_words(words: Language) -> Json:
    months = get_month_names("wide", locale=words.locale)
    short = get_month_names("abbreviated", locale=words.locale)
    weekdays = get_day_names("wide", locale=words.locale)
    return {
        "months": [months[number] for number in range(1, 13)],
        "months_short": [short[number] for number in range(1, 13)],
        "weekdays": [weekdays[(number - 1) % 7] for number in range(7)],  # Sunday first
        "first": FIRST_OF_MONTH.get(words.code),
        **_DATE_PATTERNS,
    }
