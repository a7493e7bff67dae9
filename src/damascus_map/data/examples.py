"""The right form of each file, column and property, shown by an example.

The rows of the tables fit together: they are a small dataset about one district.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from damascus_map.data.schema import (
    CLAIMS,
    DISTRICTS_PATH,
    EVENTS,
    GAZETTEER,
    PACKAGE_PATH,
    PARTIES,
    SOURCES,
    STORY,
    Table,
    control_table,
)

DISTRICT: Final = "old-town"
"""The district of the examples."""

_EXTENT: Final = "most"
"""Of a party whose column is none of the examples'."""

_ROWS: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    PARTIES.name: (
        {
            "id": "army",
            "name_en": "the army",
            "name_fr": "les forces armées",
            "name_ar": "الجيش",
            "colour": "#B44800",
            "order": "1",
        },
        {
            "id": "militia",
            "name_en": "the militia",
            "name_fr": "la milice",
            "name_ar": "الميليشيا",
            "colour": "#324BB5",
            "order": "2",
        },
    ),
    SOURCES.name: (
        {
            "id": "gazette-2014-02-16",
            "publisher": "The Gazette",
            "title": "Fighting ends in the old town",
            "published": "2014-02-16",
            "language": "en",
            "url": "https://example.org/2014/old-town",
            "licence": "all rights reserved (facts only)",
            "kind": "newspaper",
        },
    ),
    CLAIMS.name: (
        {
            "id": "old-town-2014-02",
            "district_id": DISTRICT,
            "on": "2014-02-15",
            "until": "2014-02-16",
            "party": "army",
            "extent": "most",
            "situation": "ceasefire;negotiation",
            "attributed_to": "a resident",
            "source_id": "gazette-2014-02-16",
            "summary_en": "The army holds most of the old town.",
            "summary_fr": "Les forces armées tiennent la plus grande partie de la vieille ville.",
            "summary_ar": "يسيطر الجيش على معظم المدينة القديمة.",
            "verified": "yes",
            "topic": "old-town-ceasefire",
        },
    ),
    "control": (
        {
            "district_id": DISTRICT,
            "valid_from": "2011-01-01",
            "valid_to": "2014-02-15",
            "confidence": "low",
            "note": "No source read so far.",
        },
        {
            "district_id": DISTRICT,
            "valid_from": "2014-02-15",
            "army": "most",
            "militia": "part",
            "situation": "ceasefire;negotiation",
            "confidence": "medium",
            "claim_ids": "old-town-2014-02",
        },
    ),
    EVENTS.name: (
        {
            "id": "2014-02-15-old-town-ceasefire",
            "date": "2014-02-15",
            "date_to": "2014-02-16",
            "district_ids": DISTRICT,
            "type": "ceasefire",
            "actors": "army;militia",
            "title_en": "Ceasefire in the old town",
            "title_fr": "Cessez-le-feu dans la vieille ville",
            "title_ar": "وقف إطلاق النار في المدينة القديمة",
            "place_precision": "district",
            "confidence": "medium",
            "source_ids": "gazette-2014-02-16",
        },
        {
            "id": "2014-02-16-old-town-shelling",
            "date": "2014-02-16",
            "district_ids": DISTRICT,
            "type": "shelling",
            "title_en": "A shell falls on the market",
            "title_fr": "Un obus tombe sur le marché",
            "title_ar": "سقوط قذيفة على السوق",
            "deaths_low": "10",
            "deaths_best": "12",
            "deaths_high": "15",
            "people_moved": "300",
            "lon": "36.3054",
            "lat": "33.5236",
            "place_precision": "point",
            "confidence": "medium",
            "source_ids": "gazette-2014-02-16",
            "origin_id": "ucdp:215274",
            "origin_type": "State-based conflict",
            "placed_by": "text",
            "placed_from": "where_description: Old Town",
        },
    ),
    GAZETTEER.name: (
        {"text": "Old Quarter", "means": "name", "district_id": DISTRICT},
        {
            "text": "Old Town Gazette",
            "means": "other",
            "district_id": DISTRICT,
            "note": "A newspaper.",
        },
        {"text": "My City", "means": "city", "lon": "36.3", "lat": "33.5"},
    ),
    STORY.name: (
        {
            "id": "ceasefire",
            "order": "1",
            "date": "2014-02-15",
            "district_id": DISTRICT,
            "window": "30",
            "title_en": "The fighting ends",
            "title_fr": "Les combats cessent",
            "title_ar": "توقف القتال",
            "text_en": "A ceasefire begins; the army holds most of the old town.",
            "text_fr": "Les forces armées, qui tiennent presque toute la ville, cessent le feu.",
            "text_ar": "يبدأ وقف إطلاق النار، والجيش يسيطر على معظم المدينة القديمة.",
            "claim_ids": "old-town-2014-02",
            "source_ids": "gazette-2014-02-16",
        },
    ),
}

_PROPERTIES: Final[Mapping[str, Mapping[str | None, str]]] = {
    PACKAGE_PATH: {
        None: '{"name": "my-city", "version": "1.0.0", "first_day": "2011-01-01"}',
        "name": '"name": "my-city"',
        "version": '"version": "1.0.0"',
        "first_day": '"first_day": "2011-01-01"',
        "opening_day": '"opening_day": "2014-02-15"',
        "centre": '"centre": [36.3, 33.5]',
        "licenses": '"licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution"}]',
        "periods": (
            '"periods": [{"id": "spring", "from": "2014-03-01", "to": "2014-05-31", '
            '"title": "Spring 2014"}]'
        ),
        "resources": '"resources": [{"name": "events", "path": "data/events.csv"}]',
    },
    DISTRICTS_PATH: {
        "id": f'"id": "{DISTRICT}"',
        "name": '"name": "Old Town"',
        "name_en": '"name_en": "Old Town"',
        "name_fr": '"name_fr": "Vieille ville"',
        "name_ar": '"name_ar": "المدينة القديمة"',
        "area_km2": '"area_km2": 3.55',
        "population_2004": '"population_2004": null',
        "properties": f'"properties": {{"id": "{DISTRICT}"}}',
    },
}

_IMPORTS: Final = "imports/"
_IMPORT_RESOURCE: Final = (
    '"resources": [{"name": "ucdp-2016", "path": "imports/ucdp-2016/events.parquet"}]'
)

POLYGON: Final = (
    '{"type": "Polygon", "coordinates": '
    "[[[36.3, 33.5], [36.31, 33.5], [36.31, 33.51], [36.3, 33.5]]]}"
)
_COLLECTION: Final = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", '
    f'"properties": {{"id": "{DISTRICT}"}}, "geometry": {POLYGON}}}]}}'
)


def tables_of_examples() -> tuple[Table, ...]:
    """Return the tables of a dataset whose parties are those of the examples."""
    parties = [row["id"] for row in _ROWS[PARTIES.name]]
    return PARTIES, SOURCES, CLAIMS, control_table(parties), EVENTS, GAZETTEER, STORY


def rows_of(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of an example of a table; a column that is left out is empty."""
    return _ROWS[table]


def right_form(file: str, column: str | None) -> str:
    """Return an example of a cell or a property, or of the beginning of a whole file.

    >>> right_form("data/control.csv", "situation")
    'ceasefire;negotiation'
    """
    is_imported = file.startswith(_IMPORTS)
    imported = PurePosixPath(file).stem if is_imported and file.count("/") > 1 else ""
    tables = tables_of_examples()
    table = next((one for one in tables if one.path == file or one.name == imported), None)
    if table is not None:
        header = ",".join(table.column_names)
        other = _EXTENT if table.name == "control" else header
        return header if column is None else cell_of(table.name, column) or other
    if is_imported:
        return _IMPORT_RESOURCE
    return _PROPERTIES.get(file, {}).get(column) or _COLLECTION


def cell_of(table: str, column: str) -> str:
    """Return an example of a cell, "" where there is none."""
    return next((row[column] for row in _ROWS[table] if row.get(column)), "")
