"""What a dataset does not know, as lists: what each holds, for machines and for readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Counted, Language
from damascus_map.model.dates import parse_partial_date
from damascus_map.model.vocabulary import Confidence, Verified
from damascus_map.query.control import extents_in
from damascus_map.query.coverage import Coverage
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.render.claim_words import disagreement_words
from damascus_map.render.confidence_words import why_words
from damascus_map.render.records import Record, known_day
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    DISAGREEMENT_NAMES,
    VERIFIED_NAMES,
    control_sentence,
    localised,
    party_names,
)

LEDGER, CLAIM, SOURCE, MAP = "ledger", "claim", "source", "map"
"""Where an entry of a list leads."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list as it is read.

    Attributes
    ----------
    head
        Its name.
    text
        What stands in it: of an entry, in a language.
    leads_to
        Where its text leads: `LEDGER`, `CLAIM`, `SOURCE` or `MAP`; empty for nowhere.
    is_figure, is_sentence
        Whether it holds numbers, or a text that may be folded.
    """

    head: str
    text: Callable[[Record, Language], str]
    leads_to: str = ""
    is_figure: bool = False
    is_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list.

    Attributes
    ----------
    name
        As in the address, the command and the names of files.
    title, lead
        What it is called, and what an editor can do with it.
    count
        How many entries it has, in words.
    keys
        What an entry holds for machines.
    columns
        What a reader sees of it.
    entries
        Makes the entries.
    headline
        What is counted at the top of the page instead of the entries, in words and in number.
    """

    name: str
    title: str
    lead: str
    count: Counted
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    entries: Callable[[Tables, Coverage, Language], Iterator[Record]]
    headline: tuple[Counted, Callable[[Coverage], int]] | None = None


def entries_of(listed: Listed, tables: Tables, found: Coverage, words: Language) -> list[Record]:
    """Return the entries of a list, with the name of the district of each beside its id.

    Parameters
    ----------
    listed
        One of `LISTS`.
    tables
        The dataset.
    found
        What it does not know.
    words
        The language of names and sentences.
    """
    names = tables.districts[f"name_{words.code}"]
    return [
        {**entry, "district_name": str(names[entry["district"]])} if "district" in entry else entry
        for entry in listed.entries(tables, found, words)
    ]


def _of_one(tables: Tables, found: Coverage, words: Language) -> Iterator[Record]:
    return _intervals(found.of_one_publisher, tables, words)


def _differing(tables: Tables, found: Coverage, words: Language) -> Iterator[Record]:
    return _intervals(found.differing, tables, words)


def _intervals(rows: pd.DataFrame, tables: Tables, words: Language) -> Iterator[Record]:
    names = party_names(tables.parties, words)
    for row in rows.to_dict(orient="records"):
        extents = extents_in(row, tables.party_ids)
        yield {
            "district": row["district_id"],
            "from": known_day(row["first"], row["first_precision"]),
            "to": known_day(row["end"], row["end_precision"]),
            "sentence": control_sentence(extents, row["situation"], names, words),
            "confidence": row["confidence"],
            "computed": row["computed"],
            "why": why_words(row["met"], words, is_lowered=row["is_lowered"]),
            "publishers": list(row["publishers"]),
            "claims": list(row["claim_ids"]),
        }


def _silent(_tables: Tables, found: Coverage, _words: Language) -> Iterator[Record]:
    for row in found.silent.to_dict(orient="records"):
        yield {
            "district": row["district_id"],
            "from": known_day(row["first"], "month"),
            "to": known_day(row["last"], "month"),
            "months": int(row["months"]),
        }


def _told(_tables: Tables, found: Coverage, _words: Language) -> Iterator[Record]:
    return _sources(found.sources)


def _undated(_tables: Tables, found: Coverage, _words: Language) -> Iterator[Record]:
    return _sources(found.sources.loc[list(found.undated)])


def _sources(rows: pd.DataFrame) -> Iterator[Record]:
    for source, row in rows.to_dict(orient="index").items():
        yield {
            "source": str(source),
            **{name: row[name] or None for name in ("publisher", "title", "published", "url")},
            **{name: int(row[name]) for name in ("claims", "events", "events_alone")},
        }


def _unverified(_tables: Tables, found: Coverage, words: Language) -> Iterator[Record]:
    for claim, row in found.claims.to_dict(orient="index").items():
        yield {
            "district": row["district_id"],
            "claim": str(claim),
            "on": row["on"],
            "until": row["until"] or None,
            "summary": localised(row, "summary", words),
            "attributed_to": row["attributed_to"],
            "source": row["source_id"],
            "publisher": row["publisher"],
            "verified": row["verified"],
            "url": row["url"] or None,
        }


def _disagreeing(tables: Tables, found: Coverage, words: Language) -> Iterator[Record]:
    names = party_names(tables.parties, words)
    for row in found.disagreements.to_dict(orient="records"):
        ledger = found.ledgers[row["district_id"]]
        yield {
            "district": row["district_id"],
            "from": known_day(row["first"], "day"),
            "to": known_day(row["last"], "day"),
            "kind": row["kind"],
            "against": row["against"],
            "sentence": disagreement_words(row, ledger, names, tables.party_ids, words),
            "claims": list(row["claim_ids"]),
        }


def _place(entry: Record, words: Language) -> str:
    return words.text(
        N_("{district}, {dates}"), district=entry["district_name"], dates=_dates(entry, words)
    )


def _dates(entry: Record, words: Language) -> str:
    first = _date(entry["from"], words)
    if entry["to"] is None:
        return words.text(N_("since {date}"), date=first)
    return words.text(N_("{first} until {end}"), first=first, end=_date(entry["to"], words))


def _span(entry: Record, words: Language) -> str:
    first, last = entry.get("from", entry.get("on")), entry.get("to", entry.get("until"))
    name = entry["district_name"]
    if last in (None, first):
        return words.text(N_("{district}, {dates}"), district=name, dates=_date(first, words))
    dates = words.text(N_("{first} to {last}"), first=_date(first, words), last=_date(last, words))
    return words.text(N_("{district}, {dates}"), district=name, dates=dates)


def _date(text: str | None, words: Language) -> str:
    return words.partial_date(parse_partial_date(text)) if text else "—"


def _publishers(entry: Record, _words: Language) -> str:
    return ", ".join(entry["publishers"]) or "—"


def _level(name: str) -> Callable[[Record, Language], str]:
    return lambda entry, words: words.text(CONFIDENCE_NAMES[Confidence(entry[name])])


def _plain(name: str) -> Callable[[Record, Language], str]:
    return lambda entry, _words: str(entry[name] or "—")


def _number(name: str) -> Callable[[Record, Language], str]:
    return lambda entry, words: words.number(entry[name])


def _verified(entry: Record, words: Language) -> str:
    return words.text(VERIFIED_NAMES[Verified(entry["verified"])])


def _kind(entry: Record, words: Language) -> str:
    return words.text(DISAGREEMENT_NAMES[DisagreementKind(entry["kind"])])


_INTERVAL: Final = (
    Column(N_("Interval"), _place, LEDGER),
    Column(N_("The map shows"), _plain("sentence"), is_sentence=True),
)
_CONFIDENCES: Final = (
    Column(N_("Confidence of the editors"), _level("confidence")),
    Column(N_("Computed confidence"), _level("computed")),
)
_SOURCE: Final = (
    Column(N_("Source"), _plain("publisher"), SOURCE),
    Column(N_("Title"), _plain("title"), is_sentence=True),
)
_KEYS: Final = ("district", "from", "to", "sentence", "confidence", "computed")
_SOURCE_KEYS: Final = (
    *("source", "publisher", "title", "published", "claims", "events", "events_alone", "url"),
)

LISTS: Final = (
    Listed(
        "one-source",
        N_("Intervals that rest on one publisher"),
        N_("A second, independent publisher would support them, or put them in doubt."),
        NN_("{n} interval rests on one publisher", "{n} intervals rest on one publisher"),
        (*_KEYS, "publishers", "claims"),
        (
            *_INTERVAL,
            Column(N_("Publisher"), _publishers, is_sentence=True),
            *_CONFIDENCES,
        ),
        _of_one,
    ),
    Listed(
        "months",
        N_("Months without any source"),
        N_(
            "No statement and no event of the district speaks of a day in them: what the map shows"
            " there was said of an earlier time, or of a later one."
        ),
        NN_("{n} gap of a month or more", "{n} gaps of a month or more"),
        ("district", "from", "to", "months"),
        (
            Column(N_("Gap"), _span, MAP),
            Column(N_("Months"), _number("months"), is_figure=True),
        ),
        _silent,
    ),
    Listed(
        "events",
        N_("Events per source"),
        N_("Where many events stand on one source alone, its attention shapes the map."),
        NN_("{n} source", "{n} sources"),
        _SOURCE_KEYS,
        (
            *_SOURCE,
            Column(N_("Events"), _number("events"), is_figure=True),
            Column(N_("Told by nobody else"), _number("events_alone"), is_figure=True),
            Column(N_("Statements"), _number("claims"), is_figure=True),
        ),
        _told,
        (
            NN_("{n} event stands on one source", "{n} events stand on one source"),
            lambda found: int(found.sources["events_alone"].sum()),
        ),
    ),
    Listed(
        "unverified",
        N_("Statements not verified, or in part only"),
        N_("The text that they cite was not read, or in part only."),
        NN_(
            "{n} statement not verified, or in part only",
            "{n} statements not verified, or in part only",
        ),
        (
            *("district", "claim", "on", "until", "summary", "attributed_to", "source"),
            *("publisher", "verified", "url"),
        ),
        (
            Column(N_("Statement"), _span, CLAIM),
            Column(N_("What it says"), _plain("summary"), is_sentence=True),
            Column(N_("Source"), _plain("publisher"), SOURCE),
            Column(N_("Text read"), _verified),
        ),
        _unverified,
    ),
    Listed(
        "undated",
        N_("Sources without a date"),
        N_(
            "They tell no date of publication: as reported by a day, what they say counts only"
            " from the day on which the dataset was made."
        ),
        NN_("{n} source without a date", "{n} sources without a date"),
        _SOURCE_KEYS,
        (
            *_SOURCE,
            Column(N_("Statements"), _number("claims"), is_figure=True),
            Column(N_("Events"), _number("events"), is_figure=True),
        ),
        _undated,
    ),
    Listed(
        "disagreements",
        N_("Disagreements"),
        N_("Sources contradict one another or the map; both sides stay."),
        NN_("{n} disagreement", "{n} disagreements"),
        ("district", "from", "to", "kind", "against", "sentence", "claims"),
        (
            Column(N_("Disagreement"), _span, LEDGER),
            Column(N_("Kind"), _kind, is_sentence=True),
            Column(N_("Who says what"), _plain("sentence"), is_sentence=True),
        ),
        _disagreeing,
    ),
    Listed(
        "confidence",
        N_("Where the confidence of the editors is not the computed one"),
        N_("The editors know what a rule cannot count; but each of these asks for a second look."),
        NN_(
            "{n} interval with another computed confidence",
            "{n} intervals with another computed confidence",
        ),
        (*_KEYS, "why", "claims"),
        (*_INTERVAL, *_CONFIDENCES, Column(N_("Why"), _plain("why"), is_sentence=True)),
        _differing,
    ),
)
"""All lists, in the order of the page."""

LIST_NAMES: Final = tuple(one.name for one in LISTS)


def with_places(listed: Listed) -> Mapping[str, frozenset[int]]:
    """Return the positions of the columns of sentences and of figures."""
    return {
        "sentences": frozenset(n for n, one in enumerate(listed.columns) if one.is_sentence),
        "figures": frozenset(n for n, one in enumerate(listed.columns) if one.is_figure),
    }
