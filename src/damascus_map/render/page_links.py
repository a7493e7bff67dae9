"""Addresses of the pages beside the map: what each asks for, read and written.

The address of such a page holds the view of the map too, for the way back.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.model.view import View
from damascus_map.model.vocabulary import SourceKind
from damascus_map.query.selection import checked_districts
from damascus_map.render.address import Complaint
from damascus_map.render.source_list import ORDERS

LEDGER: Final = "ledger"
SOURCES: Final = "sources"
COVERAGE: Final = "coverage"
METHODOLOGY: Final = "methodology"

CLAIM: Final = "claim"
SOURCE: Final = "source"
KIND: Final = "kind"
SEARCH: Final = "search"
ORDER: Final = "order"
LIST: Final = "list"
PART: Final = "part"
OWN_KEYS: Final = (CLAIM, SOURCE, KIND, SEARCH, ORDER, LIST, PART)
"""What these pages have in their addresses beside the view."""

_LONGEST_SEARCH: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the ledger, or of the page of sources.

    Attributes
    ----------
    district
        Id of the district that the ledger is of.
    claim
        Id of the claim that it marks, or None.
    source
        Id of the only source that is shown, or None.
    kind
        The only kind of source that is shown, or None.
    search
        What the texts of the sources shown have to hold.
    order
        What the sources are sorted by; empty for the order of the dataset.
    complaints
        Values of the address that could not be used, beside those of the view.
    """

    district: str
    claim: str | None = None
    source: str | None = None
    kind: str | None = None
    search: str = ""
    order: str = ""
    complaints: tuple[Complaint, ...] = ()


def asked_from(parameters: Mapping[str, str], tables: Tables, view: View) -> Asked:
    """Read what an address asks for; a claim that it names tells the district.

    Parameters
    ----------
    parameters
        Keys and values after the question mark.
    tables
        The dataset.
    view
        Of the map; its chosen district is that of the ledger, or the first one.
    """
    known: dict[str, Container[str]] = {
        CLAIM: tables.claims.index,
        SOURCE: tables.sources.index,
        KIND: list(SourceKind),
        ORDER: ORDERS,
    }
    lost = unusable(parameters, known)
    found = {key: parameters[key] for key, values in known.items() if parameters.get(key) in values}
    district = view.district or tables.district_ids[0]
    if CLAIM in found:
        district = str(tables.claims.at[found[CLAIM], "district_id"])
    return Asked(
        checked_districts(tables, [district])[0],
        found.get(CLAIM),
        found.get(SOURCE),
        found.get(KIND),
        parameters.get(SEARCH, "").strip()[:_LONGEST_SEARCH],
        found.get(ORDER, ""),
        lost,
    )


def unusable(
    parameters: Mapping[str, str], known: Mapping[str, Container[str]]
) -> tuple[Complaint, ...]:
    """Return what an address asks of a page and the page does not have.

    Parameters
    ----------
    parameters
        Keys and values after the question mark; an empty value asks for nothing.
    known
        The values that there are, by key.
    """
    return tuple(
        Complaint.of(key, parameters)
        for key, values in known.items()
        if parameters.get(key) and parameters[key] not in values
    )


@dataclass(frozen=True, slots=True)
class Ways:
    """Writes the addresses that a page beside the map links to, relative to its own.

    Attributes
    ----------
    view
        Parameters of the view, which all of them keep.
    """

    view: Mapping[str, str]

    def ledger(self, district: str, **asked: str | None) -> str:
        """Return the address of a ledger, with `asked` such as ``claim`` or ``kind``."""
        return self._to(LEDGER, district=district, **asked)

    def sources(self, **asked: str | None) -> str:
        """Return the address of the sources, with `asked` such as ``source`` or ``kind``."""
        return self._to(SOURCES, **asked)

    def coverage(self, district: str | None, **asked: str | None) -> str:
        """Return the address of what is not known of a district, or of all for None."""
        return self._to(COVERAGE, district=district, **asked)

    def methodology(self, part: str) -> str:
        """Return the address of a part of the methodology."""
        return self._to(METHODOLOGY, part=part)

    def page(self, name: str) -> str:
        """Return the address of any page beside the map, by its name."""
        return self._to(name)

    def map(self, on: date | pd.Timestamp, **asked: str | None) -> str:
        """Return the address of the map on a day, with `asked` such as ``district``."""
        return self._to("./", date=on.isoformat()[:10], **asked)

    def _to(self, page: str, **asked: str | None) -> str:
        query = urlencode({key: text for key, text in {**self.view, **asked}.items() if text})
        return f"{page}?{query}" if query else page


def ways_from(parameters: Mapping[str, str]) -> Ways:
    """Return the links of a page at an address."""
    return Ways({key: text for key, text in parameters.items() if key not in OWN_KEYS})
