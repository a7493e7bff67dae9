"""The index of a dataset's words: the events, claims, sources and places that hold each.

Made once for a dataset. Words are folded (`model.spelling`), so that accents, articles and variants
of Arabic letters do not matter. What many rows share (a district, a kind, a party, a source) is
kept as a group: its words lead to its rows, which hold them only once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.data.schema import DISTRICT_NAMES, LANGUAGES
from damascus_map.data.tables import Tables
from damascus_map.model.dates import parse_partial_date
from damascus_map.model.spelling import forms_of, sound_of
from damascus_map.model.vocabulary import Meaning

_BETWEEN_WORDS: Final = r"[^\p{L}\p{N}\p{M}'’]+"  # noqa: RUF001 - the apostrophe of French texts
_ARABIC: Final = "\u0600"
_NOT_A_DAY: Final = np.datetime64("NaT", "D")
_LAYERS: Final = ("neighbourhoods", "places")


class ResultKind(StrEnum):
    """What can be found, in the order in which it is shown."""

    PLACE = "place"
    EVENT = "event"
    CLAIM = "claim"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share something.

    Attributes
    ----------
    documents
        Their numbers in the index.
    weight
        How well a row is found by the words of the group, 1 for its own words.
    """

    documents: np.ndarray
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    """The words of a dataset.

    Attributes
    ----------
    kinds
        Position of each document's kind in `ResultKind`, shape (n,).
    ids
        Id of each document; of a place of a layer ``layer/id``.
    first, last
        The days that each covers, NaT where it has none (``datetime64[D]``, shape (n,)).
    words
        Every folded word, sorted.
    starts, postings
        The documents of word *i* are ``postings[starts[i]:starts[i + 1]]``.
    groups
        For some words the groups that go by them.
    sounds
        Words that are names of places, by their sound.
    """

    kinds: np.ndarray
    ids: tuple[str, ...]
    first: np.ndarray
    last: np.ndarray
    words: tuple[str, ...]
    starts: np.ndarray
    postings: np.ndarray
    groups: Mapping[str, tuple[Group, ...]]
    sounds: Mapping[str, tuple[str, ...]]


def search_index(tables: Tables, names: Mapping[str, Sequence[str]] | None = None) -> SearchIndex:
    """Return the index of a dataset.

    Parameters
    ----------
    tables
        The dataset.
    names
        What each kind of event and each situation is called, in any language; what is not among
        them has its name in the tables.
    """
    making = _Making()
    _add_places(making, tables)
    events = _add_rows(making, ResultKind.EVENT, tables.events, _translated("title"), ["actors"])
    texts = [*_translated("summary"), "attributed_to"]
    claims = _add_rows(making, ResultKind.CLAIM, tables.claims, texts, [])
    sources = _with_days(tables.sources)
    _add_rows(making, ResultKind.SOURCE, sources, ["publisher", "title"], [])
    _add_groups(making, tables, events, claims, names or {})
    return making.finished()


def _translated(stem: str) -> list[str]:
    return [f"{stem}_{lang}" for lang in LANGUAGES]


def _with_days(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the sources with the days on which each may have been published."""
    known = [parse_partial_date(text) if text else None for text in sources["published"]]
    ends = {
        end: np.array([getattr(one, end) if one else None for one in known], "datetime64[D]")
        for end in ("first", "last")
    }
    return sources.assign(**ends)


@dataclass(slots=True)
class _Making:
    """An index while it is made."""

    kinds: list[np.ndarray] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    spans: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    postings: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    groups: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))
    names: set[str] = field(default_factory=set)

    def add(self, kind: ResultKind, ids: Sequence[str], first: np.ndarray, last: np.ndarray) -> int:
        """Take documents of one kind; return the number of the first of them."""
        start = len(self.ids)
        self.ids += ids
        self.kinds.append(np.full(len(ids), list(ResultKind).index(kind), np.uint8))
        self.spans.append((first, last))
        return start

    def number(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))

    def add_texts(self, texts: Sequence[str] | np.ndarray, documents: np.ndarray) -> None:
        """Let documents be found by the words of their texts; each different word is read once."""
        split = pc.split_pattern_regex(pa.array(texts, pa.large_string()), _BETWEEN_WORDS)
        rows = np.repeat(documents, pc.list_value_length(split).to_numpy(zero_copy_only=False))
        encoded = pc.list_flatten(split).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        numbers = [
            [self.number(one) for one in indexed(word)] for word in encoded.dictionary.to_pylist()
        ]
        counts = np.array([len(one) for one in numbers], np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)])
        flat = np.array([one for some in numbers for one in some], np.int32)
        of_token = counts[codes]
        within = np.arange(of_token.sum()) - np.repeat(np.cumsum(of_token) - of_token, of_token)
        self.postings.append(
            (flat[np.repeat(starts[codes], of_token) + within], np.repeat(rows, of_token))
        )

    def add_group(self, texts: Iterable[str], documents: np.ndarray, weight: float) -> None:
        """Let documents be found by words that they share with others."""
        group = Group(documents, weight)
        for word in _words_of_all(texts):
            self.number(word)
            self.groups[word].append(group)

    def finished(self) -> SearchIndex:
        words = sorted(self.words)
        place = np.empty(len(words), np.int32)
        place[[self.words[word] for word in words]] = np.arange(len(words))
        empty = np.empty(0, np.int32)
        numbers = place[np.concatenate([empty, *(one for one, _ in self.postings)])]
        documents = np.concatenate([empty, *(rows for _, rows in self.postings)])
        order = np.argsort(numbers, kind="stable")
        sounds: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.names):
            sounds[sound_of(name)].append(name)
        return SearchIndex(
            kinds=np.concatenate(self.kinds),
            ids=tuple(self.ids),
            first=np.concatenate([first for first, _ in self.spans]),
            last=np.concatenate([last for _, last in self.spans]),
            words=tuple(words),
            starts=np.searchsorted(numbers[order], np.arange(len(words) + 1)),
            postings=documents[order].astype(np.int32),
            groups={word: tuple(found) for word, found in self.groups.items()},
            sounds={sound: tuple(found) for sound, found in sounds.items()},
        )


def indexed(word: str) -> tuple[str, ...]:
    """Return the folded words that a word of a text is found by.

    An Arabic word is found without what is joined to it too.
    """
    forms = forms_of(word) if word else ()
    letters = [form.letters for form in forms if form.letters]
    return tuple(letters if letters and letters[0] >= _ARABIC else letters[:1])


def _words_of_all(texts: Iterable[str]) -> Iterator[str]:
    split = pc.split_pattern_regex(pa.array(list(texts), pa.large_string()), _BETWEEN_WORDS)
    words = pc.list_flatten(split).unique().to_pylist()
    yield from dict.fromkeys(letters for word in words for letters in indexed(word))


def _add_rows(
    making: _Making,
    kind: ResultKind,
    frame: pd.DataFrame,
    texts: Sequence[str],
    lists: Sequence[str],
) -> np.ndarray:
    """Take the rows of a table; return the numbers of their documents."""
    days = (frame[end].to_numpy("datetime64[D]") for end in ("first", "last"))
    start = making.add(kind, list(map(str, frame.index)), *days)
    documents = np.arange(start, start + len(frame), dtype=np.int32)
    for name in texts:
        making.add_texts(frame[name].to_numpy(object), documents)
    for name in lists:
        making.add_texts(frame[name].map(" ".join).to_numpy(object), documents)
    return documents


def _add_places(making: _Making, tables: Tables) -> None:
    """Take districts with all their spellings, then neighbourhoods and places around them."""
    spellings = district_spellings(tables)
    named = [*spellings.items(), *places_around(tables).items()]
    never = np.full(len(named), _NOT_A_DAY)
    making.add(ResultKind.PLACE, [name for name, _ in named], never, never)
    for document, (_, names) in enumerate(named):
        making.add_texts(names, np.full(len(names), document, np.int32))
        making.names.update(_words_of_all(names))


def district_spellings(tables: Tables) -> dict[str, list[str]]:
    """Return every known spelling of each district, with the neighbourhoods that it is made of."""
    found: dict[str, list[str]] = {}
    listed = tables.gazetteer
    parts = {
        str(feature["properties"].get("id")): feature["properties"]
        for feature in tables.context.get("neighbourhoods", {}).get("features", ())
    }
    for district, row in zip(tables.district_ids, tables.districts.to_dict("records"), strict=True):
        names = [*(str(row[name]) for name in DISTRICT_NAMES), *row["aliases"]]
        names += [name for code in row["pcodes"] for name in _names_in(parts.get(code, {}))]
        is_name = listed["means"].isin([Meaning.NAME, Meaning.WORD])
        names += listed.loc[is_name & (listed["district_id"] == district), "text"].to_list()
        found[district] = list(dict.fromkeys(names))
    return found


def places_around(tables: Tables) -> dict[str, list[str]]:
    """Return the names of what lies around the districts, by ``layer/id``."""
    counted = {code for codes in tables.districts["pcodes"] for code in codes}
    return {
        f"{layer}/{properties['id']}": names
        for layer in _LAYERS
        for feature in tables.context.get(layer, {}).get("features", ())
        if (properties := feature.get("properties") or {}).get("id") not in (None, *counted)
        if (names := _names_in(properties))
    }


def _names_in(properties: Mapping[str, Any]) -> list[str]:
    return [str(properties[name]) for name in DISTRICT_NAMES if properties.get(name)]


_OF_DISTRICT: Final = 0.6
_OF_KIND: Final = 0.5
_OF_SITUATION: Final = 0.5
_OF_PARTY: Final = 0.5
_OF_SOURCE: Final = 0.4


def _add_groups(
    making: _Making,
    tables: Tables,
    events: np.ndarray,
    claims: np.ndarray,
    names: Mapping[str, Sequence[str]],
) -> None:
    spellings = district_spellings(tables)
    publishers = {source: [name] for source, name in tables.sources["publisher"].items()}
    parties = {
        party: [row[f"name_{lang}"] for lang in LANGUAGES]
        for party, row in tables.parties.iterrows()
    }
    of_event, of_claim = tables.events, tables.claims
    for column, documents, called, weight in (
        (of_event["district_ids"], events, spellings, _OF_DISTRICT),
        (of_event["type"], events, names, _OF_KIND),
        (of_event["source_ids"], events, publishers, _OF_SOURCE),
        (of_claim["district_id"], claims, spellings, _OF_DISTRICT),
        (of_claim["situation"], claims, names, _OF_SITUATION),
        (of_claim["party"], claims, parties, _OF_PARTY),
        (of_claim["source_id"], claims, publishers, _OF_SOURCE),
    ):
        for name, members in _members(column, documents).items():
            making.add_group(called.get(name, [name]), members, weight)


def _members(column: pd.Series, documents: np.ndarray) -> dict[str, np.ndarray]:
    """Return the documents of each value of a column, or of each member of its lists."""
    codes, values = pd.factorize(column)
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(values) + 1))
    parts: dict[str, list[np.ndarray]] = defaultdict(list)
    for position, value in enumerate(values):
        rows = documents[order[ends[position] : ends[position + 1]]]
        for member in (value,) if isinstance(value, str) else value:
            parts[str(member)].append(rows)
    return {name: np.concatenate(rows) for name, rows in parts.items()}
