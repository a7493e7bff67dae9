"""What a bundle says of itself: for people a plain text, for programs a Data Package."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Final

from damascus_map.language import N_, Language
from damascus_map.render.columns import CellType, Column
from damascus_map.render.exports.content import TABLE_NAMES, Content, about, notice_of
from damascus_map.render.frame import headline_of
from damascus_map.render.plain_text import json_text, plain_text

Json = dict[str, Any]

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_WIDTH: Final = 88

_FIELD_TYPES: Final[Mapping[CellType, Json]] = {
    CellType.TEXT: {"type": "string"},
    CellType.LIST: {"type": "list", "delimiter": ";"},
    CellType.DATE: {"type": "string"},
    CellType.DAY: {"type": "date", "format": "%Y-%m-%d"},
    CellType.COUNT: {"type": "integer"},
    CellType.NUMBER: {"type": "number"},
}

_OF_FILES: Final[Mapping[str, str]] = {
    "README.txt": N_("This text."),
    "command.txt": N_("The command that makes this archive again."),
    "datapackage.json": N_("The columns of the tables, for programs (Data Package)."),
    "manifest.json": N_("Size and SHA-256 of every other file."),
    "picture.pdf": N_("The view as a picture to print."),
    "picture.png": N_("The view as a picture for the screen."),
    "picture.svg": N_("The view as a picture to work on."),
    "data/claims.csv": N_("What the colours rest on, and what disagrees: who said what."),
    "data/districts.csv": N_("Who held each district on the day."),
    "data/districts.geojson": N_("The same with outlines and evidence."),
    "data/districts.parquet": N_("The same as GeoParquet."),
    "data/events.csv": N_("What happened, with sources."),
    "data/events.geojson": N_("The same, with a point where a source gives one."),
    "data/events.parquet": N_("The same as GeoParquet."),
    "data/sources.csv": N_("Every source that is cited."),
    "data/view.gpkg": N_("All tables, for geographic programs (GeoPackage)."),
    "data/view.xlsx": N_("All tables, for Excel."),
    "sources/sources.bib": N_("The sources as BibTeX."),
    "sources/sources.csl.json": N_("The sources as CSL-JSON, for Zotero and others."),
}

_READING: Final = (
    N_("Days are civil days in local time. A date is written as short as it is known."),
    N_("An empty cell says that nothing is known or said. It never means none or zero."),
    N_("Several values of one cell are parted by semicolons."),
    N_("Only an event whose place a source gives has coordinates: a district is not a place."),
    N_(
        "In the CSV files an apostrophe stands before a text that a spreadsheet would take for a "
        "formula. It is not part of the text."
    ),
)

_AGAIN: Final = (
    N_("Run the command in command.txt with {software} and the dataset {name} {version}."),
    N_("The SHA-256 of the dataset: {hash}"),
    N_("The same versions of the program and of its libraries give the same bytes."),
    N_("manifest.json tells whether a file is still as it was made."),
)


def readme(content: Content, paths: Iterable[str]) -> str:
    """Return what a person reads first: what is in a bundle, how to check, read and make it again.

    Parameters
    ----------
    content
        The data of the view.
    paths
        Of the files in the bundle.
    """
    words, origin = content.frame.words, content.frame.origin
    known = {"software": origin.software, "name": origin.dataset}
    known |= {"version": origin.version, "hash": origin.content_hash}
    sections = [
        (N_("What is in it"), _listing(paths, words)),
        (N_("How to read the data"), _points(_filled(_READING, words))),
        (N_("How to make it again"), _points(_filled(_AGAIN, words, **known))),
        (N_("What is uncertain"), _points(content.frame.notes)),
        (N_("Sources"), _points(origin.sources)),
        (N_("Attribution"), _points(origin.attributions)),
        (N_("Licence"), _points(origin.licences)),
    ]
    title = plain_text(headline_of(content.frame))
    lines = [title, "=" * len(title), "", content.frame.summary, *_remarks(content), ""]
    for head, body in sections:
        if body:
            lines += [words.text(head), "-" * len(words.text(head)), *body, ""]
    return "\n".join(lines)


def no_rows(content: Content, tables: Iterable[str]) -> str:
    """Return a sentence that names which of the tables are empty, or nothing if none is."""
    words = content.frame.words
    empty = [words.text(TABLE_NAMES[name]) for name in tables if name in content.empty_tables]
    text = N_("The view holds none of these, so that their table has no rows: {tables}.")
    return words.text(text, tables=words.list_of(empty)) if empty else ""


def data_package(content: Content, paths: Iterable[str]) -> str:
    """Return a Data Package that describes the comma-separated tables of a bundle."""
    told = about(content)
    tables = {f"data/{name}.csv": (name, content.tables[name]) for name in TABLE_NAMES}
    package = {
        "$schema": _PROFILE,
        "name": f"{told['dataset']['name']}-{told['date']}",
        **told,
        "sources": [{"title": source} for source in told["sources"]],
        "resources": [
            {
                "name": tables[path][0],
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(column) for column in tables[path][1].columns],
                    "missingValues": [""],
                    "primaryKey": ["id"],
                },
            }
            for path in sorted(paths)
            if path in tables
        ],
    }
    return json_text(package)


def _field(column: Column) -> Json:
    return {"name": column.name, **_FIELD_TYPES[column.type]}


def _remarks(content: Content) -> list[str]:
    return [told for told in (notice_of(content), no_rows(content, TABLE_NAMES)) if told]


def _listing(paths: Iterable[str], words: Language) -> list[str]:
    shown = sorted(paths)
    width = max(map(len, shown))
    return [f"{path:{width}}  {words.text(_OF_FILES[path])}" for path in shown]


def _filled(texts: Iterable[str], words: Language, **known: str) -> list[str]:
    return [words.text(text, **known) if known else words.text(text) for text in texts]


def _points(texts: Iterable[str]) -> list[str]:
    return [
        textwrap.fill(
            plain_text(text),
            _WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for text in texts
    ]
