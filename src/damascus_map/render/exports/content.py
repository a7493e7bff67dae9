"""What the data of a view is: districts, events, the claims that they rest on, sources, origin.

The districts are those of the day; the events those of the window. The claims are those that the
colours rest on, and those that disagree with them: a difference is never left out. The sources are
all that these cite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from damascus_map.language import N_, Language
from damascus_map.model.dates import window_start
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.dataset import Dataset
from damascus_map.query.events import events_of
from damascus_map.query.reported import state_of
from damascus_map.query.selection import checked_choices, checked_districts
from damascus_map.render.columns import (
    CLAIM_COLUMNS,
    DISTRICT_REMARKS,
    EVENT_COLUMNS,
    EVENT_SPAN,
    SOURCE_COLUMNS,
    Column,
    district_columns,
)
from damascus_map.render.frame import Frame, frame_of, headline_of
from damascus_map.render.plain_text import plain_text
from damascus_map.render.provenance import restriction
from damascus_map.render.records import (
    Record,
    dataset_record,
    event_details,
    known_day,
    once,
)
from damascus_map.render.reports import columns_asked, status_report, status_rows
from damascus_map.render.words import localised

TABLE_NAMES: Final[Mapping[str, str]] = {
    "districts": N_("Districts"),
    "events": N_("Events"),
    "claims": N_("Statements"),
    "sources": N_("Sources"),
}
"""The tables in their order, and what they are called."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are handed out, as plain values by the name of their column.

    Attributes
    ----------
    columns
        What stands in a row, in order.
    rows
        Each with all columns; None where a value is missing. Days are written YYYY-MM-DD.
    """

    columns: tuple[Column, ...]
    rows: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The data of a view.

    Attributes
    ----------
    dataset, view
        What is shown of what; without where the map is and which district is chosen, which
        change no data.
    frame
        The view as a picture shows it: title, day in words, origin.
    report
        `status_report` of the day.
    events
        Those of the window, as `events_of` gives them.
    tables
        By the keys of `TABLE_NAMES`.
    """

    dataset: Dataset
    view: View
    frame: Frame
    report: Record
    events: pd.DataFrame
    tables: Mapping[str, Table]

    @property
    def empty_tables(self) -> tuple[str, ...]:
        """Return the names of the tables without a row."""
        return tuple(name for name, table in self.tables.items() if not table.rows)


def view_content(dataset: Dataset, view: View, *, every_source: bool = False) -> Content:
    """Return the data of a view.

    Parameters
    ----------
    dataset, view
        What is shown of what.
    every_source
        Whether the sources are all of the dataset, not only those that the view cites.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the view cannot be used.
    """
    tables = dataset.tables
    shown = _without_what_changes_no_data(dataset, view)
    frame = frame_of(tables, shown)
    report = status_report(
        dataset,
        shown.on,
        districts=shown.districts,
        lang=shown.lang,
        reported=shown.reported,
        confidence=shown.confidence,
    )
    events = events_of(tables, shown)
    event_rows = _event_rows(dataset, events, frame.words)
    claim_rows = _claim_rows(dataset, report["districts"], frame.words)
    cited = [row["source_id"] for row in claim_rows]
    cited += [source for row in event_rows for source in row["source_ids"]]
    rows = {
        "districts": (
            (*district_columns(tables.party_ids), *DISTRICT_REMARKS, *columns_asked(report)),
            _district_rows(dataset, report, shown),
        ),
        "events": ((*EVENT_COLUMNS, *EVENT_SPAN), event_rows),
        "claims": (CLAIM_COLUMNS, claim_rows),
        "sources": (SOURCE_COLUMNS, _source_rows(dataset, None if every_source else cited)),
    }
    listed = {name: Table(columns, tuple(found)) for name, (columns, found) in rows.items()}
    return Content(dataset, shown, frame, report, events, listed)


def _without_what_changes_no_data(dataset: Dataset, view: View) -> View:
    """Return the view with its filters in the dataset's order, and nothing else chosen."""
    districts, types = view.districts, view.types
    if districts is not None:
        districts = tuple(checked_districts(dataset.tables, districts))
    if types is not None:
        wanted = checked_choices("event type", types, list(EventType))
        types = tuple(str(kind) for kind in EventType if kind in wanted)
    return View(
        view.on,
        view.window,
        districts,
        types,
        view.confidence,
        lang=view.lang,
        reported=view.reported,
    )


def about(content: Content) -> Record:
    """Return what every file says of itself, as plain values."""
    frame, view = content.frame, content.view
    asked = view.confidence
    notice = notice_of(content)
    first = window_start(view.on, view.window)
    return {
        "title": plain_text(headline_of(frame)),
        "date": view.on.isoformat(),
        **({} if view.reported is None else {"reported_by": view.reported.isoformat()}),
        **({} if asked is Confidence.LOW else {"confidence_asked": str(asked)}),
        "view": frame.origin.address,
        "language": view.lang,
        "events_from": None if first is None else first.isoformat(),
        "events_to": view.on.isoformat(),
        "rows": {name: len(table.rows) for name, table in content.tables.items()},
        "dataset": dataset_record(content.dataset.tables),
        "software": frame.origin.software,
        "sources": list(frame.origin.sources),
        "attribution": list(frame.origin.attributions),
        "licences": list(frame.origin.licences),
        **({"notice": notice} if notice else {}),
    }


def notice_of(content: Content) -> str:
    """Return the notice that events of the view may not be passed on, or nothing."""
    cited = (source for row in content.tables["events"].rows for source in row["source_ids"])
    return restriction(content.dataset.tables, cited, content.frame.words)


def about_rows(content: Content) -> list[tuple[str, str]]:
    """Return the same as names and values, for a table: one row for each of several values."""
    rows: list[tuple[str, str]] = []
    for name, value in about(content).items():
        if isinstance(value, dict):
            rows += [(f"{name}_{part}", str(one)) for part, one in value.items()]
        elif isinstance(value, list):
            rows += [(name, one) for one in value]
        elif value is not None:
            rows.append((name, value))
    return [(name, plain_text(value)) for name, value in rows]


def _district_rows(dataset: Dataset, report: Record, view: View) -> list[Record]:
    """Return the districts of a report with how sources differ on each, and the editors' note."""
    notes = state_of(dataset.tables, view)["note"]
    return [
        {
            **row,
            "disagreements": once(found["kind"] for found in row["disagreements"]),
            "note": notes[row["id"]] or None,
        }
        for row in status_rows(report)
    ]


def _event_rows(dataset: Dataset, events: pd.DataFrame, words: Language) -> list[Record]:
    """Return the events with the days that their dates cover."""
    details = event_details(dataset.tables, events, words)
    spans = zip(events["first"], events["last"], strict=True)
    return [
        {**row, "first": known_day(first, None), "last": known_day(last, None)}
        for row, (first, last) in zip(details, spans, strict=True)
    ]


def _claim_rows(dataset: Dataset, districts: Sequence[Record], words: Language) -> list[Record]:
    """Return the claims that the districts rest on or that disagree, in the dataset's order."""
    tables = dataset.tables
    cited = {claim["id"] for district in districts for claim in district["claims"]}
    kinds: dict[str, list[str]] = {}
    for found in (one for district in districts for one in district["disagreements"]):
        for claim in found["claims"]:
            kinds.setdefault(claim["id"], []).append(found["kind"])
    wanted = tables.claims[tables.claims.index.isin([*cited, *kinds])]
    sources = tables.sources[["publisher", "published", "url"]]
    return [
        {
            **{name: row[name] or None for name in _AS_THEY_ARE},
            "id": row["id"],
            "district": row["district_id"],
            "first": known_day(row["first"], None),
            "last": known_day(row["last"], None),
            "situation": list(row["situation"]),
            "summary": localised(row, "summary", words),
            "cited": "yes" if row["id"] in cited else "no",
            "disagreements": once(kinds.get(row["id"], ())),
        }
        for row in wanted.join(sources, on="source_id").reset_index(names="id").to_dict("records")
    ]


_AS_THEY_ARE: Final = (
    *("on", "until", "party", "extent", "attributed_to", "verified", "topic", "source_id"),
    *("publisher", "published", "url", "note"),
)


def _source_rows(dataset: Dataset, cited: Sequence[str] | None) -> list[Record]:
    """Return the sources cited in the dataset's order; None for all."""
    sources = dataset.tables.sources
    wanted = sources if cited is None else sources[sources.index.isin(cited)]
    names = [column.name for column in SOURCE_COLUMNS]
    rows = wanted.reset_index(names="id")[names].to_dict("records")
    return [{str(name): value or None for name, value in row.items()} for row in rows]
