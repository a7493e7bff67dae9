"""Events that stand twice: within a file, between files, or in the dataset already.

They are only found here; nothing is left out. Two rows that their own maker gave different ids are
two events, however alike: UCDP divides one dispatch between those who fought.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from damascus_map.ingest.rows import TEXT
from damascus_map.ingest.texts import arrow, column, constant, listed, numbers_of

COMPARED_COLUMNS: Final = ("origin_id", "date", "district_ids", "type", "text")
"""What `Seen` looks at; `text` is what `compared_text` gives."""

PAIR_COLUMNS: Final = ("first", "second", "by", "alike")
"""Index labels of the earlier event and of its double, why, and how like their texts are (%)."""

MOST_COMPARED_ROWS: Final = 100_000
"""Beyond so many rows only equal texts are found."""

MOST_IN_GROUP: Final = 50
"""In a larger group of the same day, district and kind only equal texts are found."""

NEAR_PERCENT: Final = 92
_LONGEST_COMPARED: Final = 400
_KEEPERS_OF_IDS: Final = ("ucdp:", "acled:")
"""Whose ids can be trusted; the ids of an own table may be numbers of rows."""

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""Odd, with as many bits set as not: a factor that leaves few numbers alike."""
_NOWHERE: Final = np.iinfo(np.int64).max


class Match(StrEnum):
    """Why two events are held for one."""

    ID = "id"
    TEXT = "text"


def duplicates(events: pd.DataFrame, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the events that stand twice, or stand in `known` already.

    Parameters
    ----------
    events, known
        With `COMPARED_COLUMNS` and an index of labels.

    Returns
    -------
    pandas.DataFrame
        `PAIR_COLUMNS`; each double stands in one pair, with the first event that it repeats.
    """
    seen = Seen()
    if known is not None:
        seen.pairs(known)
    return seen.pairs(events)


def compared_text(candidates: pd.DataFrame) -> pd.Series:
    """Return the text by which candidates are compared: their running texts, else their titles.

    A title of our own making says the same of many events. So where there is no text, and no
    title of the file's own, there is nothing to compare.
    """
    texts = [candidates[name] for name in candidates.columns if str(name).startswith(TEXT)]
    own = candidates["title_en"].where(candidates["title_fr"] == "", "")
    found = listed(texts, " ") if texts else constant("", candidates.index)
    return found.where(found != "", own)


class Seen:
    """The events of an import so far, which comes in pieces.

    It keeps two numbers of each event (of its id, and of its text with day, district and kind),
    and the words of the first `MOST_COMPARED_ROWS`.

    Attributes
    ----------
    only_equal
        Whether some events were compared by equal texts only, since they were too many.
    """

    def __init__(self) -> None:
        self.only_equal = False
        self._labels: list[pa.Array] = []
        self._begins: list[int] = [0]
        self._ids = _Firsts()
        self._texts = {keeper: _Firsts() for keeper in range(len(_KEEPERS_OF_IDS) + 1)}
        self._worded: list[pd.DataFrame] = []

    def pairs(self, events: pd.DataFrame) -> pd.DataFrame:
        """Remember these events, and return those of them that were seen before.

        Parameters
        ----------
        events
            With `COMPARED_COLUMNS`; the labels of its index are those of the pairs.

        Returns
        -------
        pandas.DataFrame
            `PAIR_COLUMNS`.
        """
        rows = _comparable(events, self._begins[-1])
        self._labels.append(pa.array(events.index.array))  # an index would keep a table of them
        self._begins.append(self._begins[-1] + len(events))
        found = [self._with_same_id(rows)]
        rows = _without(rows[rows["text"] != ""], found)
        found.append(self._with_same_text(rows))
        found.append(self._with_near_text(_without(rows, found)))
        pairs = pd.concat(found, ignore_index=True)
        for end in ("first", "second"):
            labels = [self._label(place) for place in pairs[end]]
            pairs[end] = pd.Series(labels, index=pairs.index, dtype=object)
        return pairs[list(PAIR_COLUMNS)]

    def _label(self, place: int) -> object:
        number = bisect_right(self._begins, place) - 1
        return self._labels[number][place - self._begins[number]].as_py()

    def _with_same_id(self, rows: pd.DataFrame) -> pd.DataFrame:
        named = rows[rows["id_number"] != 0]
        places, numbers = named["place"].to_numpy(), named["id_number"].to_numpy()
        self._ids.add(numbers, places)
        return _pairs(self._ids.of(numbers), places, Match.ID)

    def _with_same_text(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Look among all events but those of the same keeper of ids."""
        places, numbers = rows["place"].to_numpy(), rows["text_number"].to_numpy()
        keepers = rows["keeper"].to_numpy()
        for keeper, firsts in self._texts.items():
            firsts.add(numbers[keepers == keeper], places[keepers == keeper])
        earliest = np.full(len(rows), _NOWHERE)
        for keeper, firsts in self._texts.items():
            there = np.where((keepers == keeper) & (keeper != 0), _NOWHERE, firsts.of(numbers))
            earliest = np.minimum(earliest, there)
        return _pairs(earliest, places, Match.TEXT)

    def _with_near_text(self, rows: pd.DataFrame) -> pd.DataFrame:
        room = MOST_COMPARED_ROWS - sum(len(frame) for frame in self._worded)
        self.only_equal |= len(rows) > room
        fresh = rows.head(max(room, 0))[["place", "group", "keeper", "text"]]
        if fresh.empty:
            return _pairs(np.array([], dtype=int), np.array([], dtype=int), Match.TEXT)
        earlier = [frame[frame["group"].isin(fresh["group"])] for frame in self._worded]
        self._worded.append(fresh)
        together = pd.concat([*earlier, fresh], ignore_index=True)
        together = together[together.duplicated("group", keep=False)]
        together = together[~_is_of_one_keeper(together)]
        begin = fresh["place"].min()
        found: list[tuple[int, int, float]] = []
        for _, group in together.groupby("group", sort=False):
            if len(group) > MOST_IN_GROUP:
                self.only_equal = True
            else:
                found.extend(_near(group, begin=begin))
        first, second, alike = zip(*found, strict=True) if found else ((), (), ())
        return _pairs(np.array(first, int), np.array(second, int), Match.TEXT, alike)


class _Firsts:
    """Where each number was met first."""

    def __init__(self) -> None:
        self._numbers = np.array([], dtype=np.uint64)
        self._places = np.array([], dtype=np.uint32)  # four thousand million rows

    def add(self, numbers: np.ndarray, places: np.ndarray) -> None:
        new, at = np.unique(numbers, return_index=True)
        is_new = self.of(new) == _NOWHERE
        where = np.searchsorted(self._numbers, new[is_new])
        self._numbers = np.insert(self._numbers, where, new[is_new])
        self._places = np.insert(self._places, where, places[at][is_new].astype(np.uint32))

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """Return the place of each number, `_NOWHERE` for one that was not met."""
        if not len(self._numbers):
            return np.full(len(numbers), _NOWHERE)
        where = np.searchsorted(self._numbers, numbers).clip(max=len(self._numbers) - 1)
        return np.where(self._numbers[where] == numbers, self._places[where], _NOWHERE)


def _comparable(events: pd.DataFrame, begin: int) -> pd.DataFrame:
    """Return what is compared of each event, in numbers where they do."""
    ids = events["origin_id"].astype("str").fillna("")
    keeper = np.zeros(len(events), dtype=np.int8)
    for number, prefix in enumerate(_KEEPERS_OF_IDS, start=1):
        keeper[ids.str.startswith(prefix).to_numpy(dtype=bool)] = number
    texts = column(pc.utf8_lower(arrow(events["text"].astype("str"))), events.index)
    day, kind = events["date"].astype("str"), events["type"].astype("str")
    group = np.zeros(len(events), dtype=np.uint64)
    for members in (day, events["district_ids"], kind):
        group = group * _SPREAD + _numbers_of_few(members)
    return pd.DataFrame(
        {
            "place": np.arange(begin, begin + len(events)),
            "id_number": np.where(ids == "", np.uint64(0), numbers_of(ids)),
            "group": group,
            "text_number": group * _SPREAD + numbers_of(texts),
            "keeper": keeper,
            "text": texts.array,
        }
    )


def _numbers_of_few(members: pd.Series) -> np.ndarray:
    """Return a number for each text or list of texts, of which there are few different ones."""
    codes, different = pd.factorize(members)
    texts = [one if isinstance(one, str) else ";".join(sorted(one)) for one in different]
    return numbers_of(pd.Series(texts, dtype="str"))[codes]


def _without(rows: pd.DataFrame, found: Sequence[pd.DataFrame]) -> pd.DataFrame:
    doubles = np.concatenate([pairs["second"].to_numpy(dtype=int) for pairs in found])
    return rows[~rows["place"].isin(doubles)]


def _is_of_one_keeper(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows are in a group that one keeper of ids made alone: these are all different."""
    keepers = rows.groupby("group")["keeper"]
    return (rows["keeper"] != 0) & (keepers.transform("min") == keepers.transform("max"))


def _near(group: pd.DataFrame, begin: int) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of one day, district and kind whose texts are nearly equal."""
    keepers, places = group["keeper"].to_numpy(), group["place"].to_numpy()
    words = [default_process(text)[:_LONGEST_COMPARED] for text in group["text"]]
    alike = process.cdist(words, words, scorer=fuzz.ratio, score_cutoff=NEAR_PERCENT)
    two_events = (keepers[:, None] == keepers) & (keepers != 0)
    alike[np.triu_indices(len(group))] = 0
    alike[two_events] = 0
    for row in np.flatnonzero(alike.any(axis=1) & (places >= begin)):
        first = int(alike[row].argmax())
        yield int(places[first]), int(places[row]), round(float(alike[row, first]), 1)


def _pairs(
    firsts: np.ndarray, places: np.ndarray, by: Match, alike: float | Sequence[float] = 100.0
) -> pd.DataFrame:
    pairs = pd.DataFrame({"first": firsts, "second": places, "by": str(by), "alike": alike})
    return pairs[pairs["first"] < pairs["second"]]
