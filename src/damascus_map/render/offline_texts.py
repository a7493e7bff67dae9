"""What an offline page says beside the map: texts for its script, sources, method, licences."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element

from damascus_map.data.tables import Tables
from damascus_map.language import N_, Language
from damascus_map.render.frame import Frame
from damascus_map.render.markup import Child, element, link
from damascus_map.render.words import CONFIDENCE_NAMES

LEAFLET_PACKAGE: Final = "django-js-lib-leaflet"

_TEXTS: Final = {
    "filter_districts": N_("Districts"),
    "filter_types": N_("Kinds of event"),
    "filter_confidence": N_("Confidence asked for"),
    "filter_none": N_("Show everything"),
    "language": N_("Language"),
    "no_district": N_("No district is shown. Choose one among the filters."),
    "no_event": N_("No event in this window. Choose a longer one."),
    "table_title": N_("Events ({n})"),
    "column_date": N_("Date"),
    "column_kind": N_("Kind"),
    "column_event": N_("Event"),
    "column_district": N_("District"),
    "column_deaths": N_("Deaths"),
    "column_source": N_("Source"),
    "column_confidence": N_("Confidence"),
    "comma": N_(", "),
    "deaths_range": N_("{best} ({low} to {high})"),
    "sources_cited": N_("Cited for what is shown ({n})"),
}
"""Of the page's own script, by the keys it knows them by; some stand in place of the plugin's."""

_METHOD: Final = (
    N_(
        "Colours are the editors' judgement of what sources state about a day. The width of a "
        "stripe is the extent: all, most, about half, a part. Where no source measures, no share "
        "is invented, and the rest stays grey. Paler colours mean lower confidence."
    ),
    N_(
        "Where one source announces the whole and another leaves a remainder, the remainder is "
        "drawn. Where sources disagree, the panel of the district lists both sides."
    ),
    N_(
        "An event stands at a place only where its source gives one. Known to the district, it "
        "stands at the district's name; known to the city, in the corner of the map."
    ),
)


def script_texts(words: Language) -> dict[str, Any]:
    """Return the texts that the page's script needs beside those of the plugin."""
    levels = {f"level_{level}": words.text(name) for level, name in CONFIDENCE_NAMES.items()}
    return {key: words.text(text) for key, text in _TEXTS.items()} | levels


def without_script(words: Language, day: date) -> list[Child]:
    """Return what a reader is told whose browser runs no scripts."""
    text = N_(
        "The map needs JavaScript, which does not run here. The page still says who held which "
        "district on {date}, and lists all sources."
    )
    return [element("p", words.text(text, date=words.day(day)), class_="dm-notice")]


def too_old(words: Language) -> list[Child]:
    """Return what a reader is told whose browser cannot show the map."""
    text = N_(
        "This browser cannot show the map. A newer one can: Chrome 111, Firefox 121, Safari 16.4 "
        "or later."
    )
    return [words.text(text)]


def day_in_words(frame: Frame) -> list[Element]:
    """Return who held what on the day of a frame, and what of it is uncertain."""
    rows = [
        element(
            "li",
            element(
                "div",
                element("strong", one.name),
                class_="dm-name",
            ),
            element("div", one.sentence),
            class_="dm-wide",
        )
        for one in frame.districts
    ]
    notes = [element("p", note, class_="dm-quiet") for note in frame.notes]
    return [element("section", element("ul", *rows, class_="dm-rows"), *notes, class_="dm-panel")]


def source_list(tables: Tables) -> Element:
    """Return all sources of a dataset, in its order: publisher, title, date of publication."""
    return element("ul", *map(_source, tables.sources.to_dict("records")), class_="dm-sources")


def _source(row: Any) -> Element:
    published = str(row["published"] or "")
    return element(
        "li",
        element("cite", link(str(row["title"]), str(row["url"] or ""), dir="auto")),
        element("span", str(row["publisher"])),
        element("time", published, datetime=published) if published else None,
        data_dm_source="",
    )


def about(frame: Frame, command: str, last_day: date, words: Language) -> list[Child]:
    """Return how the map is to be read, and what the file was made from.

    Parameters
    ----------
    frame
        Of the opening view.
    command
        The call that makes the file again.
    last_day
        Last civil day of the timeline.
    words
        The language.
    """
    end = N_(
        "Days are civil days in local time. The timeline ends on {date}; after the last change "
        "that the dataset knows, the last state is carried on."
    )
    origin = frame.origin
    facts = [
        (N_("Dataset"), [f"{origin.dataset} {origin.version}"]),
        (N_("SHA-256 of the dataset"), [origin.content_hash]),
        (N_("Attribution"), origin.attributions),
        (N_("Licences"), origin.licences),
        (N_("Software"), [origin.software]),
        (N_("Made by"), [command]),
    ]
    same = N_("The same dataset, version and call make the same file, byte for byte.")
    return [
        element("h2", words.text(N_("How to read this map"))),
        *(element("p", words.text(text)) for text in _METHOD),
        element("p", words.text(end, date=words.day(last_day))),
        element("h2", words.text(N_("What this file was made from"))),
        element("dl", *_facts(facts, words)),
        element("p", words.text(same), class_="dm-quiet"),
    ]


def _facts(facts: Iterable[tuple[str, Iterable[str]]], words: Language) -> Iterable[Element]:
    for name, lines in facts:
        yield element("dt", words.text(name))
        yield from (element("dd", element("bdi", line)) for line in lines)


def leaflet_licence() -> str:
    """Return the licence of the map library that the page holds."""
    files = importlib.metadata.files(LEAFLET_PACKAGE) or []
    found = next((file for file in files if file.name.startswith("LICENSE")), None)
    return found.read_text().strip() if found else ""
