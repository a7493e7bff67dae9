"""The data of a view as one file, in the format that its reader wants: the same bytes each time.

GeoPackage and Excel hold all tables at once, the other formats one. What writes a format is
imported when it is asked for.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.query.dataset import Dataset
from damascus_map.query.selection import checked_choices
from damascus_map.render.bibliography import bibtex, csl_json
from damascus_map.render.columns import names_of
from damascus_map.render.exports.content import (
    TABLE_NAMES,
    Content,
    about,
    about_rows,
    view_content,
)
from damascus_map.render.exports.frames import view_frames
from damascus_map.render.plain_text import csv_text, json_text
from damascus_map.render.reports import events_geojson, status_geojson


@dataclass(frozen=True, slots=True)
class Form:
    """A format of the data of a view.

    Attributes
    ----------
    media_type
        As in the header ``Content-Type``.
    tables
        Those that a file can hold; the first is written where none is named.
    write
        Returns the bytes of the table that is named.
    is_whole
        Whether a file holds all of them at once.
    """

    media_type: str
    tables: tuple[str, ...]
    write: Callable[[Content, str], bytes]
    is_whole: bool = False


def export_bytes(
    dataset: Dataset, view: View, form: str, *, what: str | None = None, every_source: bool = False
) -> bytes:
    """Return the data of a view as the content of a file.

    Parameters
    ----------
    dataset, view
        What is shown of what.
    form
        A key of `FORMS`.
    what
        The table wanted, where a file holds one; None for the format's first.
    every_source
        Whether the sources are all of the dataset, not only those that the view cites.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the view, the format or the table cannot be used.
    OutputTooLargeError
        If the format cannot hold that much.
    """
    table_for(form, what)  # refuses what does not fit before the work begins
    return content_bytes(view_content(dataset, view, every_source=every_source), form, what)


def content_bytes(content: Content, form: str, what: str | None = None) -> bytes:
    """Return the data of a view as the content of a file: see `export_bytes`."""
    return FORMS[form].write(content, table_for(form, what))


def table_for(form: str, what: str | None) -> str:
    """Return the table that a file of a format is to hold.

    Raises
    ------
    UnknownChoiceError
        If there is no such format or table, if the format cannot hold the table, or if it holds
        all at once.
    """
    checked_choices("format", [form], list(FORMS))
    if what is None:
        return FORMS[form].tables[0]
    checked_choices("table", [what], list(TABLE_NAMES))
    if FORMS[form].is_whole:
        raise UnknownChoiceError(f"A .{form} file holds all tables: leave out which one ({what}).")
    if what not in FORMS[form].tables:
        held = ", ".join(FORMS[form].tables)
        fitting = ", ".join(f".{name}" for name, one in FORMS.items() if what in one.tables)
        raise UnknownChoiceError(
            f"A .{form} file cannot hold {what}, only {held}. For {what} choose {fitting}."
        )
    return what


def _geojson(content: Content, what: str) -> bytes:
    if what == "districts":
        return status_geojson(content.dataset, content.report, about(content)).encode()
    lang = content.view.lang
    return events_geojson(content.dataset, content.events, lang, about(content)).encode()


def _csv(content: Content, what: str) -> bytes:
    """Write a table with the mark by which Excel knows UTF-8."""
    table = content.tables[what]
    return codecs.BOM_UTF8 + csv_text(names_of(table.columns), table.rows).encode()


def _geopackage(content: Content, _: str) -> bytes:
    from damascus_map.render.exports.geographic import geopackage_bytes

    described = pd.DataFrame(about_rows(content), columns=["name", "value"], dtype="str")
    return geopackage_bytes(view_frames(content), described)


def _parquet(content: Content, what: str) -> bytes:
    from damascus_map.render.exports.geographic import parquet_bytes

    return parquet_bytes(view_frames(content)[what], json_text(about(content)))


def _workbook(content: Content, _: str) -> bytes:
    from damascus_map.render.exports.workbook import workbook_bytes

    return workbook_bytes(view_frames(content), about_rows(content), content.frame.words)


def _bibtex(content: Content, _: str) -> bytes:
    return bibtex(_sources(content)).encode()


def _csl(content: Content, _: str) -> bytes:
    return csl_json(_sources(content)).encode()


def _sources(content: Content) -> pd.DataFrame:
    ids = [row["id"] for row in content.tables["sources"].rows]
    return content.dataset.tables.sources.loc[ids]


_ALL: Final = tuple(TABLE_NAMES)

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "geojson": Form("application/geo+json", ("districts", "events"), _geojson),
        "csv": Form("text/csv", _ALL, _csv),
        "gpkg": Form("application/geopackage+sqlite3", _ALL, _geopackage, is_whole=True),
        "parquet": Form("application/vnd.apache.parquet", _ALL, _parquet),
        "xlsx": Form(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ALL,
            _workbook,
            is_whole=True,
        ),
        "bib": Form("application/x-bibtex", ("sources",), _bibtex),
        "json": Form("application/vnd.citationstyles.csl+json", ("sources",), _csl),
    }
)
"""The formats by their ending: data, and the sources as BibTeX and CSL-JSON."""
