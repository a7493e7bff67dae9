"""Claims and sources made of the rows of a table of control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from damascus_map.data.slugs import slug_of
from damascus_map.data.tables import Tables
from damascus_map.ingest.control_statements import Statement, unused_id
from damascus_map.ingest.control_table import plain_word
from damascus_map.language import LANGUAGES, N_, Language, language
from damascus_map.model.vocabulary import Extent, Situation, SourceKind

Row = dict[str, str]

_LONGEST_ID: Final = 60
_SUMMARIES: Final = {
    Extent.WHOLE: N_("{district}: {party} \u2013 the whole"),
    Extent.MOST: N_("{district}: {party} \u2013 most of it"),
    Extent.SHARED: N_("{district}: {party} \u2013 shared with others"),
    Extent.PART: N_("{district}: {party} \u2013 a part of it"),
    Extent.PRESENT: N_("{district}: {party} \u2013 present"),
    Extent.NONE: N_("{district}: {party} \u2013 not there"),
}
_OF_SITUATION: Final = N_("{district}: {situation}")
_SITUATIONS: Final = {
    Situation.CALM: N_("calm"),
    Situation.FIGHTING: N_("fighting"),
    Situation.SIEGE: N_("siege"),
    Situation.TRUCE: N_("truce"),
    Situation.CEASEFIRE: N_("ceasefire"),
    Situation.NEGOTIATION: N_("talks"),
    Situation.EVACUATION: N_("evacuation"),
}


class SourceBook:
    """The sources of a dataset, and those that a table adds.

    Parameters
    ----------
    rows
        Of ``sources.csv``.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.added: list[Row] = []
        self._used = {row["id"].strip() for row in rows}
        self._by_text: dict[str, str] = {}
        for row in rows:
            for name in ("id", "url", "title"):
                if row.get(name):
                    self._by_text.setdefault(plain_word(row[name]), row["id"].strip())

    def id_of(self, text: str) -> str:
        """Return the id of a source named by its id, address or title; a new one is added."""
        plain = plain_word(text)
        if plain not in self._by_text:
            parts = urlsplit(text) if text.lower().startswith(("http://", "https://")) else None
            slug = slug_of(text.partition("://")[2] if parts else text)[:_LONGEST_ID].strip("-")
            made = unused_id(slug or "source", self._used)
            self._used.add(made)
            self._by_text[plain] = made
            row = {"id": made, "publisher": (parts and parts.hostname) or text, "title": text}
            kind = {"url": text if parts else "", "kind": SourceKind.DATASET.value}
            self.added.append({**row, **kind})
        return self._by_text[plain]


def claims_of(
    statements: Sequence[Statement],
    tables: Tables,
    new_parties: Mapping[str, str],
    book: SourceBook,
    used: Iterable[str],
) -> dict[int, list[Row]]:
    """Return the claims that each statement makes, one a source, by the row of the statement.

    Parameters
    ----------
    statements
        Of the table.
    tables, new_parties
        Names of districts and parties; `new_parties` by id.
    book
        Of sources; those that are new are added.
    used
        Ids that claims have already.
    """
    taken = set(used)
    last_days = _last_days(statements)
    claims: dict[int, list[Row]] = {}
    for one in statements:
        for source in one.sources:
            about = one.party or "situation"
            made = unused_id(f"{one.district}-{one.begin}-{about}", taken)
            taken.add(made)
            claim = {
                "id": made,
                "district_id": one.district,
                "on": one.begin.text,
                "until": one.until or _still(one, last_days[one.district]),
                "party": one.party or "",
                "extent": one.extent or "",
                "situation": ";".join(one.situation),
                "attributed_to": source,
                "source_id": book.id_of(source),
                **_summaries(one, tables, new_parties),
                "verified": "no",
                "note": one.note,
            }
            claims.setdefault(one.row, []).append(claim)
    return claims


def _last_days(statements: Sequence[Statement]) -> dict[str, date]:
    """Return the last day that the table names of each district."""
    days: dict[str, date] = {}
    for one in statements:
        latest = max(one.begin.first, one.end.first if one.end else one.begin.first)
        days[one.district] = max(latest, days.get(one.district, latest))
    return days


def _still(statement: Statement, last_day: date) -> str:
    """Return the last day up to which a table says that something still holds, if it is later."""
    return last_day.isoformat() if last_day > statement.begin.last else ""


def _summaries(one: Statement, tables: Tables, new_parties: Mapping[str, str]) -> Row:
    return {
        f"summary_{code}": _summary(one, tables, new_parties, language(code)) for code in LANGUAGES
    }


def _summary(
    one: Statement, tables: Tables, new_parties: Mapping[str, str], words: Language
) -> str:
    district = tables.districts.loc[one.district, f"name_{words.code}"]
    parts = []
    if one.party and one.extent:
        known = one.party in tables.parties.index
        name = (
            tables.parties.loc[one.party, f"name_{words.code}"] if known else new_parties[one.party]
        )
        text = _SUMMARIES[Extent(one.extent)]
        parts.append(words.text(text, district=district, party=name))
    if one.situation:
        names = [words.text(_SITUATIONS[Situation(each)]) for each in one.situation]
        situation = words.list_of(names)
        parts.append(words.text(_OF_SITUATION, district=district, situation=situation))
    return ". ".join(parts) + "."
