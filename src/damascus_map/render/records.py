"""Rows of the frames as plain values, in one language: the parts that reports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import Language
from damascus_map.model.dates import Precision
from damascus_map.model.vocabulary import Extent
from damascus_map.query.control import extents_in
from damascus_map.query.disagreements import DisagreementKind, disagreements_around
from damascus_map.query.evidence import with_sources
from damascus_map.query.published import disagreements_published_by
from damascus_map.query.reported import NOT_REPORTED
from damascus_map.render.columns import EVENT_ORIGIN
from damascus_map.render.words import (
    DISAGREEMENT_NAMES,
    NOT_REPORTED_SENTENCE,
    Names,
    control_sentence,
    localised,
    party_names,
)

Record = dict[str, Any]
Row = Mapping[Any, Any]

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7}


def known_day(day: Any, precision: str | None) -> str | None:
    """Return a day as far as it is known: ``2014-02-15``, ``2014-02`` or ``2014``; None for NaT."""
    if pd.isna(day):
        return None
    text = pd.Timestamp(day).date().isoformat()
    return text[: _LENGTHS.get(Precision(precision or Precision.DAY), len(text))]


def dataset_record(tables: Tables) -> Record:
    """Return what names the dataset: what was computed from it can be computed again."""
    package = tables.package
    return {"name": package.name, "version": package.version, "hash": package.content_hash}


def district_record(
    tables: Tables, row: Row, on: str, words: Language, reported: date | None = None
) -> Record:
    """Return a district's status on a day, with its evidence.

    Parameters
    ----------
    tables
        The dataset.
    row
        A row of `control_on`, or of `as_reported_by`, with the district's ``id``.
    on
        The day, YYYY-MM-DD.
    words
        The language.
    reported
        The day by which it had been published; None for what is known now.
    """
    extents = extents_in(row, tables.party_ids)
    names = party_names(tables.parties, words)
    is_known = row["status"] != NOT_REPORTED
    claims = with_sources(tables, row["claim_ids"], on).reset_index(names="id")
    found = disagreements_around(tables, row["id"], row["first"], row["end"])
    if reported is not None:
        found = disagreements_published_by(tables, found, reported)
    sentence = control_sentence(extents, row["situation"], names, words)
    return {
        "id": row["id"],
        "name": row[f"name_{words.code}"],
        "parties": {party: extent and str(extent) for party, extent in extents.items()},
        "status": row["status"],
        "sentence": sentence if is_known else words.text(NOT_REPORTED_SENTENCE),
        "situation": list(row["situation"]),
        "since": known_day(row["since"], row["since_precision"]),
        "until": known_day(row["until"], row["until_precision"]),
        "unchanged_since": known_day(row["unchanged_since"], row["unchanged_since_precision"]),
        "next_change": known_day(row["next_change"], row["next_change_precision"]),
        "confidence": row["confidence"],
        "claims": [claim_record(claim, words) for claim in claims.to_dict(orient="records")],
        "disagreements": disagreement_records(tables, found, words),
        **({} if reported is None else _reported_record(row)),
    }


def _reported_record(row: Row) -> Record:
    """Return what is said of a district beside that where it is as reported by a day."""
    return {
        "last_report": known_day(row["last_report"], None),
        "carried_on": "yes" if row["is_carried_on"] else "no",
        "later_claims": len(row["later_claim_ids"]),
        "undated_claims": len(row["undated_claim_ids"]),
    }


def claim_record(row: Row, words: Language) -> Record:
    """Return a claim with its source; `row` holds both, as `claims_on` gives them."""
    return {
        "id": row["id"],
        "on": row["on"],
        "summary": localised(row, "summary", words),
        "attributed_to": row["attributed_to"],
        "source": {
            "id": row["source_id"],
            "publisher": row["publisher"],
            "published": row["published"] or None,
            "url": row["url"] or None,
        },
    }


def disagreement_records(tables: Tables, found: pd.DataFrame, words: Language) -> list[Record]:
    """Return disagreements with what each side says: which claims, by whom, of which day."""
    sources = tables.sources[["publisher", "published", "url"]]
    claims = tables.claims.join(sources, on="source_id").reset_index(names="id")
    by_id = {claim["id"]: claim for claim in claims.to_dict(orient="records")}
    names = tables.districts[f"name_{words.code}"]
    return [
        {
            "district": row["district_id"],
            "name": names[row["district_id"]],
            "kind": row["kind"],
            "description": words.text(DISAGREEMENT_NAMES[DisagreementKind(row["kind"])]),
            "topic": row["topic"],
            "from": known_day(row["first"], None),
            "to": known_day(row["last"], None),
            "against": row["against"],
            "claims": [claim_record(by_id[claim], words) for claim in row["claim_ids"]],
        }
        for row in found.to_dict(orient="records")
    ]


def event_records(tables: Tables, events: pd.DataFrame, words: Language) -> list[Record]:
    """Return events with their sources; `events` is any part of `events_between`."""
    sources = tables.sources[["publisher", "url"]].to_dict(orient="index")
    return [
        {
            "id": row["id"],
            "date": row["date"],
            "date_to": row["date_to"] or None,
            "type": row["type"],
            "districts": list(row["district_ids"]),
            "title": localised(row, "title", words),
            "deaths": {level: _count(row[f"deaths_{level}"]) for level in ("low", "best", "high")},
            "people_moved": _count(row["people_moved"]),
            "place_precision": row["place_precision"],
            "confidence": row["confidence"],
            **{name: row[name] or None for name in EVENT_ORIGIN},
            "sources": [
                {
                    "id": source,
                    "publisher": sources[source]["publisher"],
                    "url": sources[source]["url"] or None,
                }
                for source in row["source_ids"]
            ],
        }
        for row in events.reset_index(names="id").to_dict(orient="records")
    ]


def event_details(tables: Tables, events: pd.DataFrame, words: Language) -> list[Record]:
    """Return events with every column of the dataset, and the parts of each in one level too."""
    records = event_records(tables, events, words)
    return [
        {
            **record,
            **{f"deaths_{level}": count for level, count in record["deaths"].items()},
            "lon": _degrees(row["lon"]),
            "lat": _degrees(row["lat"]),
            "source_ids": [source["id"] for source in record["sources"]],
            "publishers": once(source["publisher"] for source in record["sources"]),
            "urls": [source["url"] for source in record["sources"] if source["url"]],
            "actors": list(row["actors"]),
            "note": row["note"] or None,
        }
        for row, record in zip(events.to_dict(orient="records"), records, strict=True)
    ]


def change_record(tables: Tables, row: Row, words: Language) -> Record:
    """Return a change of control or situation; `row` is one of `changes_between`."""
    names = party_names(tables.parties, words)
    record: Record = {
        "on": known_day(row["on"], row["precision"]),
        "district": row["district_id"],
        "name": tables.districts.at[row["district_id"], f"name_{words.code}"],
    }
    for side in ("before", "after"):
        record[side] = hold_record(row[f"extents_{side}"], row[f"situation_{side}"], names, words)
    return {
        **record,
        "confidence": row["confidence"],
        "claims": list(row["claim_ids"]),
        "note": row["note"] or None,
    }


def hold_record(
    extents: Mapping[str, Extent | None],
    situations: Sequence[str],
    names: Names,
    words: Language,
) -> Record:
    """Return who holds a district, and how things stand there; as `control_sentence` takes them."""
    return {
        "parties": {party: extent and str(extent) for party, extent in extents.items()},
        "situation": list(situations),
        "sentence": control_sentence(extents, situations, names, words),
    }


def once(texts: Iterable[str]) -> list[str]:
    """Return the texts without repetitions, in their order."""
    return list(dict.fromkeys(texts))


def _degrees(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)


def _count(number: Any) -> int | None:
    return None if pd.isna(number) else int(number)
