"""What the panel beside the map says: of each interval who holds, since when, on what evidence.

It is plain values for JSON, made once a language: the map plugin puts together what belongs to a
day, so that a move asks nothing of the server. Texts are trees of elements (`as_values`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language, capitalised
from damascus_map.model.dates import parse_partial_date
from damascus_map.model.vocabulary import Extent, Verified
from damascus_map.query.control import extents_in, states_of
from damascus_map.query.disagreements import disagreements
from damascus_map.query.evidence import sources_named
from damascus_map.query.published import days_of_publication, undated_sources
from damascus_map.render.claim_words import differing_words
from damascus_map.render.event_columns import event_words
from damascus_map.render.markup import as_values, element, link
from damascus_map.render.scene import day_number
from damascus_map.render.style import UNKNOWN_COLOUR, fills_of
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    Names,
    control_sentence,
    localised,
    party_names,
    span_words,
)

_STRIPE_PERIOD_PX: Final = 12
_MOST_EVENTS: Final = 2000
"""Up to so many events their words are given along; those of more are asked for."""

Json = dict[str, Any]
Row = Mapping[Any, Any]


def evidence(tables: Tables, words: Language) -> Json:
    """Return what the panel says of every interval of every district.

    Parameters
    ----------
    tables
        The dataset.
    words
        The language.

    Returns
    -------
    dict
        ``districts``, in the order of the dataset: ``facts`` (a text), ``disagreements`` (first
        and last day, whole numbers from 1970-01-01, and tree of each), and ``intervals``,
        earliest first, each with ``status`` (trees), ``note`` (tree or None) and ``claims``:
        positions in ``claims``. ``claims``: days and tree likewise, those on the extent of a
        hold first. Both say when they were ``reported`` (a day, of a disagreement that of its
        last side, None for never); a claim whose source has no date names its publisher
        (``undated``). ``story``: of each step of the tour its title, its text and, as trees, the
        sources that these rest on. ``events``: the words of each event in the order of the
        columns, or None where there are too many.
    """
    claims = _claims(tables)
    few = len(tables.events) <= _MOST_EVENTS
    return {
        "districts": [_district(tables, claims, str(one), words) for one in tables.district_ids],
        "claims": [
            _dated(row, _claim(row, words)) | _published(tables, row) for row in claims.values()
        ],
        "story": [_step(tables, row, words) for row in tables.story.to_dict(orient="records")],
        "events": event_words(tables, range(len(tables.events)), words.code) if few else None,
    }


def _claims(tables: Tables) -> Mapping[Hashable, Row]:
    """Return the claims with their sources, those on the extent of a hold first, then by time."""
    joined = tables.claims.join(sources_named(tables), on="source_id")
    joined = joined.assign(of_situation=joined["extent"].isna())
    ordered = joined.sort_values(["of_situation", "first"], kind="stable")
    return ordered.to_dict(orient="index")


def _dated(row: Row, node: Element) -> Json:
    days = [day_number(row[end].date()) for end in ("first", "last")]
    return {"days": days, "row": as_values(node)}


def _published(tables: Tables, row: Row) -> Json:
    """Return when a claim was reported, and who published it where that is not told."""
    day = days_of_publication(tables).get(row["source_id"])
    undated = {"undated": row["publisher"]} if row["source_id"] in undated_sources(tables) else {}
    return {"reported": None if day is None else day_number(day), **undated}


def _both_published(tables: Tables, found: Row) -> Json:
    """Return when all sides of a disagreement had been reported."""
    days = days_of_publication(tables)
    sides = [
        days.get(source) for source in tables.claims.loc[list(found["claim_ids"]), "source_id"]
    ]
    known = [day_number(day) for day in sides if day is not None]
    return {"reported": max(known) if len(known) == len(sides) else None}


def _district(
    tables: Tables, claims: Mapping[Hashable, Row], district: str, words: Language
) -> Json:
    about = tables.districts.loc[district].to_dict()
    positions = {claim: position for position, claim in enumerate(claims)}
    found = disagreements(tables, district).to_dict(orient="records")
    names = party_names(tables.parties, words)
    return {
        "facts": _facts(about, words),
        "disagreements": [
            _dated(one, _disagreement(one, claims, names, words)) | _both_published(tables, one)
            for one in found
        ],
        "intervals": [
            {
                "status": [as_values(node) for node in _status(tables, row, words)],
                "note": as_values(_note(row["note"], words)) if row["note"] else None,
                "claims": sorted(positions[claim] for claim in row["claim_ids"]),
            }
            for row in states_of(tables, district)
        ],
    }


def _facts(about: Row, words: Language) -> str:
    area = words.text(N_("{area} km²"), area=words.number(about["area_km2"]))
    parts = [words.isolated(" + ".join(about["pcodes"])), area]
    if pd.notna(about["population_2004"]):
        count = int(about["population_2004"])
        parts.append(words.text(N_("{people} people (2004)"), people=words.number(count)))
    return " · ".join(part for part in parts if part)


def _status(tables: Tables, row: Row, words: Language) -> list[Element]:
    extents = extents_in(row, tables.party_ids)
    names = party_names(tables.parties, words)
    sentence = control_sentence(extents, row["situation"], names, words)
    swatch = element(
        "span", class_="dm-swatch", style=stripes_css(tables, extents), aria_hidden="true"
    )
    return [
        element("p", swatch, element("span", sentence)),
        element("p", _timing(tables, row, words), class_="dm-quiet"),
    ]


def stripes_css(tables: Tables, extents: Mapping[str, Extent | None]) -> str:
    """Return the style of a swatch with the stripes of the map; only checked colours are in it."""
    colours = tables.parties["colour"]
    stops, position = [], 0.0
    for fill in fills_of(extents):
        colour = UNKNOWN_COLOUR if fill.party is None else colours[fill.party]
        end = position + fill.share * _STRIPE_PERIOD_PX
        stops.append(f"{colour} {position:.3g}px {end:.3g}px")
        position = end
    return f"background: repeating-linear-gradient(135deg, {', '.join(stops)})"


def _step(tables: Tables, row: Row, words: Language) -> Json:
    cited = [*tables.claims.loc[list(row["claim_ids"]), "source_id"], *row["source_ids"]]
    named = tables.sources.loc[list(dict.fromkeys(cited))].to_dict(orient="records")
    return {
        "title": localised(row, "title", words),
        "text": localised(row, "text", words),
        "sources": [as_values(_cited(source, words)) for source in named],
    }


def _cited(source: Row, words: Language) -> Element:
    """Return a source by its publisher and its date, with a link to the document."""
    published = str(source["published"])
    day = words.partial_date(parse_partial_date(published)) if published else None
    name = link(str(source["publisher"]), str(source["url"]), title=str(source["title"]))
    after = words.text(N_("{name}, {date}"), name="", date=day) if day else None
    return element("cite", element("bdi", name), after)


def _note(note: str, words: Language) -> Element:
    """Return the editors' note on their judgement, which the dataset has in English alone."""
    summary = element("summary", words.text(N_("Note of the editors")))
    return element("details", summary, element("p", note, lang="en", dir="ltr"), class_="dm-note")


def _timing(tables: Tables, row: Row, words: Language) -> str:
    """Return since when the hold lasts, named if a party leads; the next change; the confidence."""
    since = words.known_date(row["since"].date(), row["since_precision"])
    names = party_names(tables.parties, words)
    if row["status"] in names:
        leads = words.text(N_("{party} since {date}"), party=names[row["status"]], date=since)
    else:
        leads = words.text(N_("since {date}"), date=since)
    parts = [leads]
    if pd.notna(row["next_change"]):
        change = words.known_date(row["next_change"].date(), row["next_change_precision"])
        parts.append(words.text(N_("next change {date}"), date=change))
    level = words.text(CONFIDENCE_NAMES[row["confidence"]])
    parts.append(words.text(N_("confidence: {level}"), level=level))
    return capitalised(" · ".join(parts))


def _claim(row: Row, words: Language) -> Element:
    unread = None if row["verified"] == Verified.YES else f" ({_unread(row['verified'], words)})"
    summary = localised(row, "summary", words)
    return element(
        "li",
        element("time", span_words(row, "on", "until", words)),
        element("div", summary, " ", _source(row), unread),
    )


def _unread(verified: str, words: Language) -> str:
    """Return how far the cited text was read, where it was not read in full."""
    partly = verified == Verified.PARTIAL
    return words.text(N_("text read in part") if partly else N_("text not read"))


def _document(row: Row) -> str:
    """Return title and date of a source, for the pointer that rests on its name."""
    return ", ".join(filter(None, (str(row["source_title"]), str(row["published"]))))


def _source(row: Row) -> Element:
    """Return who said it, and where it was published, with a link to the document."""
    who, publisher = str(row["attributed_to"]), str(row["publisher"])
    where = link(publisher, str(row["url"]), title=_document(row))
    if who.casefold() == publisher.casefold():
        return element("cite", where)
    return element("cite", f"{who}, ", where)


def _disagreement(
    found: Row, claims: Mapping[Hashable, Row], names: Names, words: Language
) -> Element:
    sides = sorted((claims[claim] for claim in found["claim_ids"]), key=lambda row: row["first"])
    differs = element("strong", differing_words(found, sides, names, words))
    body = element("div", differs, element("ul", *(_side(row, words) for row in sides)))
    return element("li", body, class_="dm-wide")


def _side(row: Row, words: Language) -> Element:
    return element(
        "li",
        element("time", span_words(row, "on", "until", words)),
        f" {localised(row, 'summary', words)} ",
        _source(row),
    )
