"""A ledger as plain values, as comma-separated values and as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from damascus_map.data.tables import Tables
from damascus_map.language import Language
from damascus_map.query.confidence import supports_of
from damascus_map.query.control import extents_in
from damascus_map.query.ledger import Entry, Ledger
from damascus_map.render.claim_words import disagreement_words
from damascus_map.render.plain_text import csv_text
from damascus_map.render.records import Record, claim_record, dataset_record, known_day
from damascus_map.render.words import control_sentence, party_names

Row = Mapping[Any, Any]

STANDINGS: Final = ("cited", "against", "beside")
"""How a claim stands to an interval, in the words of `query.ledger.Entry`."""

_COLUMNS: Final = (
    *("district", "interval_from", "interval_to", "sentence", "confidence", "computed_confidence"),
    *("standing", "id"),
    *("on", "until", "party", "extent", "situation", "attributed_to", "summary", "verified"),
    *("topic", "in_disagreement", "source_id", "publisher", "kind", "published", "url", "note"),
)
_AS_THEY_ARE: Final = ("until", "party", "extent", "verified", "topic", "kind", "note")


def ledger_report(tables: Tables, ledger: Ledger, words: Language) -> Record:
    """Return a ledger as plain values, ready for JSON.

    Parameters
    ----------
    tables
        The dataset that it is of.
    ledger
        Whole or narrowed.
    words
        The language of names, sentences and summaries.

    Returns
    -------
    dict
        ``dataset`` (name, version, hash); ``district``; ``intervals``, earliest first, each with
        sentence, confidence, note and its claims by how they stand to it (`STANDINGS`);
        ``outside``, claims that speak of no interval; ``disagreements``, each with its sentence.
    """
    rows = ledger.claims.reset_index(names="id").to_dict(orient="records")
    claims = {row["id"]: _claim(row, words) for row in rows}
    supports = supports_of(ledger, tables)
    names = tables.districts[f"name_{words.code}"]
    return {
        "dataset": dataset_record(tables),
        "district": {"id": ledger.district, "name": str(names[ledger.district])},
        "intervals": [
            {
                **_interval(entry, tables, claims, words),
                "computed_confidence": str(supports[entry.state["first"]].level),
            }
            for entry in ledger.entries
        ],
        "outside": [claims[claim] for claim in ledger.outside],
        "disagreements": list(_disagreements(tables, ledger, words)),
    }


def ledger_csv(report: Record) -> str:
    """Return a report of a ledger as comma-separated values: a row for each claim of an interval.

    An interval without claims has a row of its own.
    """
    return csv_text(_COLUMNS, list(_flat(report)))


def _claim(row: Row, words: Language) -> Record:
    return {
        **claim_record(row, words),
        **{name: row[name] or None for name in _AS_THEY_ARE},
        "situation": list(row["situation"]),
        "cited": bool(row["is_cited"]),
        "in_disagreement": bool(row["is_disputed"]),
    }


def _interval(
    entry: Entry, tables: Tables, claims: Mapping[str, Record], words: Language
) -> Record:
    state = entry.state
    extents = extents_in(state, tables.party_ids)
    names = party_names(tables.parties, words)
    return {
        "from": known_day(state["first"], state["first_precision"]),
        "to": known_day(state["end"], state["end_precision"]),
        "parties": {party: extent and str(extent) for party, extent in extents.items()},
        "situation": list(state["situation"]),
        "sentence": control_sentence(extents, state["situation"], names, words),
        "confidence": state["confidence"],
        "note": state["note"] or None,
        **{name: [claims[one] for one in getattr(entry, name)] for name in STANDINGS},
    }


def _disagreements(tables: Tables, ledger: Ledger, words: Language) -> Iterator[Record]:
    names = party_names(tables.parties, words)
    left = set(ledger.claims.index)
    for row in ledger.disagreements.to_dict(orient="records"):
        if left.isdisjoint(row["claim_ids"]):
            continue
        yield {
            "kind": row["kind"],
            "topic": row["topic"],
            "against": row["against"],
            "sentence": disagreement_words(row, ledger, names, tables.party_ids, words),
            "claims": list(row["claim_ids"]),
        }


def _flat(report: Record) -> Iterator[Record]:
    empty: Record = dict.fromkeys(_COLUMNS)
    district = report["district"]["id"]
    for interval in report["intervals"]:
        about = {
            **empty,
            "district": district,
            "interval_from": interval["from"],
            "interval_to": interval["to"],
            "sentence": interval["sentence"],
            "confidence": interval["confidence"],
            "computed_confidence": interval["computed_confidence"],
        }
        claims = [(name, claim) for name in STANDINGS for claim in interval[name]]
        if not claims:
            yield about
        for standing, claim in claims:
            yield {**about, **_cells(claim), "standing": standing}
    for claim in report["outside"]:
        yield {**empty, "district": district, **_cells(claim)}


def _cells(claim: Record) -> Record:
    source = claim["source"]
    return {
        **{name: cell for name, cell in claim.items() if name in _COLUMNS},
        "in_disagreement": "yes" if claim["in_disagreement"] else "no",
        "source_id": source["id"],
        **{name: source[name] for name in ("publisher", "published", "url")},
    }
