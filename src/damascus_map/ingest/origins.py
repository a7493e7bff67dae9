"""What a dataset says of an import: the source that its events cite, licence, attribution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from damascus_map.data.schema import SOURCES
from damascus_map.data.tables import FORBIDDEN, REDISTRIBUTION
from damascus_map.ingest.rows import Origin


def source_id(name: str, origin: Origin) -> str:
    """Return the id of the source that the events of an import cite, one for each origin."""
    return f"import-{name}-{origin.id}"


def sources_of(name: str, origins: Mapping[str, Origin]) -> pd.DataFrame:
    """Return the sources of an import: texts with the columns of ``sources.csv``.

    Each origin is a source of its own: no event is said to be told by those who did not.

    Parameters
    ----------
    name
        Of the import.
    origins
        Where each of its files comes from.
    """
    rows = [
        {
            **dict.fromkeys(SOURCES.column_names, ""),
            "id": source_id(name, origin),
            "publisher": origin.publisher,
            "title": title,
            "url": origin.url,
            "licence": origin.licence,
            "kind": str(origin.kind),
        }
        for title, origin in zip(_titles(origins), _different(origins), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SOURCES.column_names), dtype="str")


def description_of(name: str, origins: Mapping[str, Origin]) -> dict[str, Any]:
    """Return what ``datapackage.json`` says of the events of an import.

    Parameters
    ----------
    name, origins
        As for `sources_of`.
    """
    different = _different(origins)
    described: dict[str, Any] = {
        "name": name,
        "title": _joined(_titles(origins)),
        "attribution": _joined([origin.attribution for origin in different]),
        "licenses": [{"title": origin.licence} for origin in different if origin.licence],
        "sources": [
            {
                "title": title,
                **({"path": origin.url} if origin.url else {}),
                **({} if origin.may_be_passed_on else {REDISTRIBUTION: FORBIDDEN}),
            }
            for title, origin in zip(_titles(origins), different, strict=True)
        ],
    }
    if not all(origin.may_be_passed_on for origin in different):
        described[REDISTRIBUTION] = FORBIDDEN
    return described


def _titles(origins: Mapping[str, Origin]) -> list[str]:
    """Return the title of each origin with the names of its files."""
    return [
        origin.title.format(files=", ".join(file for file, one in origins.items() if one == origin))
        for origin in _different(origins)
    ]


def _different(origins: Mapping[str, Origin]) -> list[Origin]:
    return list(dict.fromkeys(origins.values()))


def _joined(texts: list[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
