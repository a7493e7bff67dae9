"""Sources as a bibliography: BibTeX for typesetting, CSL-JSON for Zotero, pandoc and citeproc.

Keys are the ids of the sources, which never change. Nothing is made up: a date is written as far as
it is known, and who wrote a text is not known, so that its publisher stands in the author's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from damascus_map.model.dates import PartialDate, Precision, parse_partial_date
from damascus_map.model.vocabulary import SourceKind
from damascus_map.render.plain_text import json_text, plain_text

Record = dict[str, Any]

_ENTRY_TYPES: Final[Mapping[SourceKind, tuple[str, str]]] = {
    SourceKind.NEWSPAPER: ("article", "journal"),
    SourceKind.NGO: ("techreport", "institution"),
    SourceKind.UN: ("techreport", "institution"),
    SourceKind.GOVERNMENT: ("techreport", "institution"),
}
"""BibTeX's entry type for a kind of source, with the field that it wants the publisher in too.

Any other kind is ``misc``, where the publisher as the author is enough."""

_ITEM_TYPES: Final[Mapping[SourceKind, str]] = {
    SourceKind.AGENCY: "article-newspaper",
    SourceKind.NEWSPAPER: "article-newspaper",
    SourceKind.BROADCASTER: "webpage",
    SourceKind.NGO: "report",
    SourceKind.UN: "report",
    SourceKind.GOVERNMENT: "report",
    SourceKind.MONITOR: "webpage",
    SourceKind.DATASET: "dataset",
    SourceKind.ENCYCLOPEDIA: "entry-encyclopedia",
    SourceKind.BLOG: "post-weblog",
}
"""CSL's item type for each kind of source."""

_CONTAINED: Final = ("article-newspaper", "webpage", "entry-encyclopedia", "post-weblog")
"""Item types that stand in something which has a name: a newspaper, a site."""

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_COMMANDS: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
"""LaTeX's way to write its own signs; braces by name, since BibTeX counts even escaped ones."""

_NOT_IN_URL: Final = re.compile(r"[\\{}\s\"<>^`|]")


def bibtex(sources: pd.DataFrame) -> str:
    """Return sources as BibTeX, in UTF-8, which biber, BibLaTeX and today's BibTeX read.

    Parameters
    ----------
    sources
        Any part of a dataset's sources, indexed by id.
    """
    return "\n".join(_entry(row) for row in _rows(sources))


def csl_json(sources: pd.DataFrame) -> str:
    """Return sources as CSL-JSON (the data schema of CSL 1.0.2).

    Parameters
    ----------
    sources
        Any part of a dataset's sources, indexed by id.
    """
    return json_text([_item(row) for row in _rows(sources)])


def _rows(sources: pd.DataFrame) -> list[Record]:
    rows = sources.reset_index(names="id").to_dict(orient="records")
    return [{str(name): cell for name, cell in row.items()} for row in rows]


def _entry(row: Record) -> str:
    entry_type, publisher_field = _ENTRY_TYPES.get(SourceKind(row["kind"]), ("misc", ""))
    publisher = _braced(_latex(row["publisher"]))
    texts = {
        # The inner braces keep the capitals of a title, and a publisher's name in one piece.
        "author": _braced(publisher),
        "title": _braced(_braced(_latex(row["title"]))),
        publisher_field: publisher if publisher_field else "",
        **_bibtex_date(row["published"]),
        "language": _braced(_latex(row["language"])),
        "url": _braced(_bibtex_url(row["url"])),
        "note": _braced(_latex(row["note"])),
    }
    fields = [f"  {name} = {text}," for name, text in texts.items() if text not in ("", "{}")]
    return "\n".join([f"@{entry_type}{{{row['id']},", *fields, "}\n"])


def _bibtex_date(published: str) -> dict[str, str]:
    """Return year, month and day as far as they are known; the month by BibTeX's own name."""
    parts = _date_parts(published)
    texts = (
        _MONTHS[part - 1] if place == 1 else _braced(str(part)) for place, part in enumerate(parts)
    )
    return dict(zip(("year", "month", "day"), texts, strict=False))


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _date_parts(published: str) -> list[int]:
    if not published:
        return []
    known: PartialDate = parse_partial_date(published)
    parts = [known.first.year, known.first.month, known.first.day]
    return parts[: {Precision.YEAR: 1, Precision.MONTH: 2}.get(known.precision, len(parts))]


def _latex(text: str) -> str:
    return "".join(_COMMANDS.get(letter, letter) for letter in plain_text(text))


def _bibtex_url(url: str) -> str:
    """Return an address that holds nothing which would end the field: such signs by their code."""
    return _NOT_IN_URL.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), plain_text(url)
    )


def _item(row: Record) -> Record:
    item_type = _ITEM_TYPES[SourceKind(row["kind"])]
    publisher = plain_text(row["publisher"])
    parts = _date_parts(row["published"])
    item = {
        "id": row["id"],
        "type": item_type,
        "title": plain_text(row["title"]),
        "author": [{"literal": publisher}],
        "container-title" if item_type in _CONTAINED else "publisher": publisher,
        "issued": {"date-parts": [parts]} if parts else None,
        "language": plain_text(row["language"]),
        "URL": plain_text(row["url"]),
        "note": plain_text(row["note"]),
    }
    return {name: value for name, value in item.items() if value}
