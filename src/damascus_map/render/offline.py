"""The map as one HTML file that works from a disk, without a server and without a network.

The file holds the plugin, Leaflet and all data of a dataset. Its policy forbids every connection:
scripts and styles run by their hashes. The map stands in a frame of its own, as on the served
page, so that the styles of map and page stay apart. The data stand beside it, compressed, in
letters that no text of theirs can leave.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import js_lib_leaflet

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError, OutputTooLargeError
from damascus_map.language import N_, Language, language
from damascus_map.model.view import View
from damascus_map.render.address import window_name
from damascus_map.render.frame import Frame, frame_of, headline_of
from damascus_map.render.markup import Child, as_html, element, outlet, policy_hash
from damascus_map.render.offline_data import page_data
from damascus_map.render.offline_texts import (
    about,
    day_in_words,
    leaflet_licence,
    source_list,
    too_old,
    without_script,
)
from damascus_map.render.publication import SCRIPTS, STYLES, joined
from damascus_map.render.scene import as_json_bytes

MOST_EVENTS: Final = 100_000
"""A browser has to read the whole file before it shows anything."""

_LEAFLET: Final = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_SCRIPTS: Final = (*SCRIPTS, "choices.js", "event_table.js", "offline.js")
_PAGE_STYLES: Final = ("outlets.css", "offline.css")
_WITHOUT_SCRIPT: Final = ".dm-frame, .dm-choosing { display: none; }"


def offline_page(tables: Tables, view: View, languages: Sequence[str], last_day: date) -> bytes:
    """Return the page as a file; the same arguments give the same bytes.

    Parameters
    ----------
    tables
        The dataset; all of it is in the file.
    view
        What the file shows when it is opened; its language is the first of `languages`.
    languages
        Codes of the languages that a reader can choose from.
    last_day
        Last civil day of the timeline, not before that of the view.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the view or a language cannot be used.
    OutputTooLargeError
        If there are too many events for one file.
    """
    count = len(tables.events)
    if count > MOST_EVENTS:
        raise OutputTooLargeError(
            f"The dataset {tables.package.name} has {count} events, and a page in one file can "
            f"hold {MOST_EVENTS}. Show it with damascus-map serve --dataset {tables.path}, or "
            "make a page of a dataset with fewer events."
        )
    if view.on > last_day:
        raise InvalidDateError(f"The timeline ends on {last_day}: expected {view.on} or later")
    spoken = [language(code) for code in dict.fromkeys(languages)]
    frame = frame_of(tables, view)
    data = as_json_bytes(page_data(tables, view, spoken, last_day))
    head = _head(frame, [words.code for words in spoken])
    body = _body(tables, view, spoken, last_day)
    # Without the time of making, so that the same data are the same letters.
    packed = base64.b64encode(gzip.compress(data, mtime=0)).decode()
    body.append(element("script", packed, type="text/plain", id="dm-data"))
    words = spoken[0]
    page = element("html", head, body, lang=words.code, dir=words.direction)
    return f"<!doctype html>\n{as_html(page)}\n".encode()


def _head(frame: Frame, codes: Iterable[str]) -> Element:
    styles = joined(_PAGE_STYLES)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(styles)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", headline_of(frame)),
        element("link", rel="schema.dcterms", href="http://purl.org/dc/terms/"),
        *_metadata(frame, codes),
        element("style", styles),
        element("noscript", element("style", _WITHOUT_SCRIPT)),
    )


def _metadata(frame: Frame, codes: Iterable[str]) -> Iterable[Element]:
    origin = frame.origin
    facts = [
        ("dcterms.title", headline_of(frame)),
        ("dcterms.temporal", frame.on.isoformat()),
        *(("dcterms.language", code) for code in codes),
        ("dcterms.identifier", origin.address),
        ("dcterms.isFormatOf", f"{origin.dataset} {origin.version}"),
        ("dcterms.provenance", f"SHA-256 {origin.content_hash}"),
        *(("dcterms.source", name) for name in origin.sources),
        *(("dcterms.rights", line) for line in origin.attributions),
        *(("dcterms.license", line) for line in origin.licences),
        ("generator", origin.software),
    ]
    return (element("meta", name=name, content=text) for name, text in facts)


def _policy(styles: str) -> str:
    """Return what the page may do: nothing but run its own scripts and use its own styles."""
    scripts = " ".join(map(policy_hash, _scripts()))
    sheets = " ".join(map(policy_hash, (styles, _WITHOUT_SCRIPT, *_map_styles())))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {sheets}; "
        "base-uri 'none'; form-action 'none'"
    )


def _scripts() -> tuple[str, str]:
    leaflet = _leaflet("leaflet.js").rpartition("//# sourceMappingURL")[0]
    return f"/*\n{leaflet_licence()}\n*/\n{leaflet}", joined(_SCRIPTS)


def _map_styles() -> tuple[str, str]:
    return _leaflet("leaflet.css"), joined(STYLES)


def _leaflet(name: str) -> str:
    return (_LEAFLET / name).read_text(encoding="utf-8")


def _map_document() -> str:
    """Return the document of the map's frame."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        *(element("style", sheet) for sheet in _map_styles()),
    )
    place = element("div", element("div", id="dm-map"))
    body = element("body", place, *(element("script", script) for script in _scripts()))
    return f"<!doctype html>{as_html(element('html', head, body))}"


def _body(tables: Tables, view: View, spoken: Sequence[Language], last_day: date) -> Element:
    words = spoken[0]
    command = _command(view, spoken, last_day)
    frames = {one.code: frame_of(tables, replace(view, lang=one.code)) for one in spoken}
    frame = frames[words.code]
    return element(
        "body",
        element(
            "header",
            element(
                "div",
                element("h1", *_in_each(spoken, lambda one: [frames[one.code].title], "span")),
                outlet("head", element("strong", frame.date_text), tag="p"),
                class_="dm-head",
            ),
            outlet("language"),
            class_="dm-top",
        ),
        element("noscript", *without_script(words, view.on)),
        element(
            "div",
            *_in_each(spoken, too_old, "p"),
            class_="dm-notice",
            id="dm-failed",
            role="alert",
            hidden="",
        ),
        element(
            "main",
            element(
                "div",
                element(
                    "iframe",
                    srcdoc=_map_document(),
                    class_="dm-frame",
                    title=words.text(N_("Map of the districts")),
                ),
                outlet("panel", *day_in_words(frame)),
                _choosing(spoken),
                class_="dm-stage",
            ),
            outlet("events", tag="section"),
            _sources(tables, spoken),
            *_in_each(
                spoken,
                lambda one: about(frames[one.code], command, last_day, one),
                "section",
            ),
            _library(spoken),
        ),
    )


def _choosing(spoken: Sequence[Language]) -> Element:
    """Return the fields and filters, which a narrow page keeps closed."""
    name = _in_each(spoken, lambda one: [one.text(N_("Date and filters"))], "span")
    fields = element("div", *map(outlet, ("time", "filters", "link")))
    return element("details", element("summary", *name), fields, class_="dm-choosing", open="")


def _sources(tables: Tables, spoken: Sequence[Language]) -> Element:
    count = len(tables.sources)

    def title(one: Language) -> list[Child]:
        return [one.text(N_("All sources of the dataset ({n})"), n=one.number(count))]

    summary = element("summary", *_in_each(spoken, title, "span"))
    return element(
        "section",
        element("h2", *_in_each(spoken, lambda one: [one.text(N_("Sources"))], "span")),
        outlet("sources"),
        element("details", summary, source_list(tables)),
    )


def _library(spoken: Sequence[Language]) -> Element:
    def title(one: Language) -> list[Child]:
        return [one.text(N_("Licence of Leaflet, the map library in this file"))]

    summary = element("summary", *_in_each(spoken, title, "span"))
    licence = element("pre", leaflet_licence(), lang="en", dir="ltr")
    return element("details", summary, licence, class_="dm-licence")


def _in_each(
    spoken: Sequence[Language], make: Callable[[Language], list[Child]], tag: str
) -> list[Element]:
    """Return something in each language; the page shows that of the reader, at first the first."""
    made = []
    for place, words in enumerate(spoken):
        hidden = {"hidden": ""} if place else {}
        attributes = {"lang": words.code, "dir": words.direction, "data_dm_lang": words.code}
        made.append(element(tag, *make(words), **attributes, **hidden))
    return made


def _command(view: View, spoken: Iterable[Language], last_day: date) -> str:
    parts = ["damascus-map page", "--out FILE.html", f"--date {view.on}", f"--until {last_day}"]
    parts += [f"--district {district}" for district in view.districts or ()]
    parts += [f"--window {window_name(view.window)}", *(f"--lang {one.code}" for one in spoken)]
    parts += [] if view.reported is None else [f"--reported-by {view.reported}"]
    return " ".join(parts)
