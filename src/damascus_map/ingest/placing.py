"""Where each row of an import belongs: by its point, by its texts, in the city, or nowhere here.

Nothing is guessed onto the map: coordinates stay only where the file gives a precise point inside a
district, and a row whose texts name no district is of the city, outside, or unplaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.ingest.gazetteer import Ground, Lexicon
from damascus_map.ingest.mentions import Mention, Reading, Token, is_any_word, read_tokens
from damascus_map.ingest.rows import PLACE, PLACED_COLUMNS, TEXT, Doubt
from damascus_map.model.spelling import words_of
from damascus_map.model.vocabulary import Meaning, PlacePrecision, Placing

_PRECISE: Final = (PlacePrecision.POINT, PlacePrecision.STREET, PlacePrecision.DISTRICT)
_ON_THE_MAP: Final = (PlacePrecision.POINT, PlacePrecision.STREET)
_NAMES: Final = (Meaning.NAME,)
_PLACES: Final = (Meaning.NAME, Meaning.CITY, Meaning.OTHER, Meaning.NEARBY)
_REGIONS: Final = (Meaning.CITY, Meaning.REGION, Meaning.AROUND)
_CONTEXT: Final = 10
"""Pieces of text before the first telling word and after the last that are read with them."""
_NOTHING: Final = Reading()

Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class _Points:
    """What the points of rows say, each of shape (n,).

    Attributes
    ----------
    district
        Position of the district that holds a precise point, -1 for none.
    is_astray
        A precise point in no district.
    is_of_city
        The point stands for the whole city.
    is_within
        A point that is known to the city only, in a district: in the city for certain.
    is_far
        Too far away for this city.
    """

    district: np.ndarray
    is_astray: Mask
    is_of_city: Mask
    is_within: Mask
    is_far: Mask


class _Said(NamedTuple):
    """What some columns of one row say: pairs of a column and a mention, and what else."""

    mentions: tuple[tuple[str, Mention], ...] = ()
    meanings: frozenset[Meaning] = frozenset()

    def joined_with(self, column: str, reading: Reading) -> _Said:
        """Return this with what one more column says."""
        named = tuple((column, mention) for mention in reading.mentions)
        return _Said(self.mentions + named, self.meanings | reading.meanings)


@dataclass(frozen=True, slots=True)
class _Told:
    """What columns of texts say: for each row (n,) which of `said` is its own, 0 for nothing."""

    code: np.ndarray
    said: Sequence[_Said]

    def names(self) -> Mask:
        """Tell which rows name a district."""
        return self._are([bool(said.mentions) for said in self.said])

    def holds(self, *meanings: Meaning) -> Mask:
        """Tell which rows hold one of these meanings."""
        return self._are([not said.meanings.isdisjoint(meanings) for said in self.said])

    def _are(self, each: Sequence[bool]) -> Mask:
        found: Mask = np.array(each)[self.code]
        return found


def place(candidates: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Say of each row where it belongs.

    Parameters
    ----------
    candidates
        With `rows.CANDIDATE_COLUMNS` and columns of places and texts.
    ground
        What the dataset knows of places.

    Returns
    -------
    pandas.DataFrame
        `rows.PLACED_COLUMNS`, on the index of `candidates`.
    """
    points = _points(candidates, ground)
    region = _told(candidates[["region"]].rename(columns=PLACE.__add__), ground.lexicon, _REGIONS)
    has_region = candidates["region"].ne("").to_numpy() & bool(
        ground.lexicon.telling[Meaning.REGION]
    )
    is_own = region.holds(Meaning.CITY, Meaning.REGION)
    is_around = ~is_own & region.holds(Meaning.AROUND)
    is_other = has_region & ~is_own & ~is_around
    is_away = is_other | (points.is_far & ~is_own)
    open_rows = (points.district < 0) & ~is_away

    places = _told(candidates.filter(regex=f"^{PLACE}"), ground.lexicon, _PLACES, open_rows)
    of_city = places.holds(Meaning.CITY)
    is_elsewhere = places.holds(Meaning.OTHER, Meaning.NEARBY)
    is_of_town = places.holds(Meaning.OTHER) & ~is_own & ~of_city  # "Jobar" beside "Homs"
    by_place = open_rows & places.names() & ~is_of_town
    read_on = open_rows & ~by_place & ~points.is_astray & ~is_around & ~is_elsewhere
    texts = _told(candidates.filter(regex=f"^{TEXT}"), ground.lexicon, _NAMES, read_on)
    by_text = read_on & texts.names()

    known_city = is_own | ((of_city | points.is_of_city | points.is_within) & ~is_other)
    strange_place = _says_something(candidates) & ~of_city & ~is_own & ~points.is_of_city
    placed_by = np.select(
        [
            points.district >= 0,
            by_place | by_text,
            points.is_astray | is_other,
            known_city & ~(is_around & ~points.is_of_city),
            is_away | is_around | is_elsewhere,
        ],
        [Placing.POINT, Placing.TEXT, Placing.OUTSIDE, Placing.CITY, Placing.OUTSIDE],
        Placing.UNPLACED,
    )
    doubtful = (by_place & (points.is_astray | is_around)) | (by_text & strange_place)
    named = _named([(places, by_place), (texts, by_text)], doubtful)
    return _placed(candidates, ground, points, placed_by, named)


def _points(candidates: pd.DataFrame, ground: Ground) -> _Points:
    lon, lat = (candidates[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    of_city = ground.is_city_point(lon, lat)
    given = candidates["precision"]
    precise = given.isin(_PRECISE).to_numpy() & ~of_city & ~np.isnan(lon + lat)
    coarse = given.eq(PlacePrecision.CITY).to_numpy() & ~of_city
    inside = ground.districts_at(np.where(precise | coarse, lon, np.nan), lat)
    district = np.where(precise, inside, -1)
    far = ground.is_far(lon, lat) & ~of_city
    return _Points(district, precise & (district < 0), of_city, coarse & (inside >= 0), far)


def _says_something(candidates: pd.DataFrame) -> Mask:
    """Tell which rows give a place its name."""
    says = np.zeros(len(candidates), dtype=bool)
    for column in candidates.filter(regex=f"^{PLACE}"):
        says |= candidates[column].ne("").to_numpy()
    return says


def _told(
    columns: pd.DataFrame,
    lexicon: Lexicon,
    meanings: Sequence[Meaning],
    rows: Mask | None = None,
) -> _Told:
    """Read columns of texts, where `rows` wants it, and join what they say row by row."""
    wanted = np.ones(len(columns), dtype=bool) if rows is None else rows
    total = np.zeros(len(columns), dtype=np.int64)
    said = [_Said()]
    for name, texts in columns.items():
        is_place = str(name).startswith(PLACE)
        heading = str(name).removeprefix(PLACE if is_place else TEXT)
        codes, readings = read_column(texts[wanted], lexicon, meanings, is_place=is_place)
        pairs, different = pd.factorize(total[wanted] * len(readings) + codes)
        joined = [
            said[before].joined_with(heading, readings[code])
            for before, code in zip(*np.divmod(different, len(readings)), strict=True)
        ]
        said = [_Said(), *joined]
        total[wanted] = pairs + 1
    return _Told(total, said)


def read_column(
    texts: pd.Series, lexicon: Lexicon, meanings: Sequence[Meaning], *, is_place: bool
) -> tuple[np.ndarray, list[Reading]]:
    """Read a column of texts.

    Most texts name nothing: the words of all texts are looked at first, each different one once;
    then only the texts that hold a word which can be a name are read.

    Parameters
    ----------
    texts
        Cells, dtype ``str``.
    lexicon
        What is known.
    meanings
        What is looked for.
    is_place
        Whether each cell is the name of a place.

    Returns
    -------
    codes, readings
        For each row the position of its reading; the first reading says nothing.
    """
    encoded = _as_one(pa.array(texts)).fill_null("").dictionary_encode()
    pieces = pc.ascii_split_whitespace(encoded.dictionary)
    words = pieces.flatten().dictionary_encode()
    vocabulary = _Vocabulary.of(words.dictionary.to_pylist(), lexicon, meanings)
    indices = words.indices.to_numpy(zero_copy_only=False)
    ends = pieces.offsets.to_numpy(zero_copy_only=False)
    holds = np.flatnonzero(vocabulary.tells[indices])
    rows, firsts = np.unique(np.searchsorted(ends, holds, side="right") - 1, return_index=True)
    lasts = np.append(firsts, len(holds))[1:] - 1
    begins = np.maximum(ends[rows], holds[firsts] - _CONTEXT)
    stops = np.minimum(ends[rows + 1], holds[lasts] + 1 + _CONTEXT)
    alike = vocabulary.alike[indices]
    read: dict[bytes, int] = {}
    known: dict[Reading, int] = {_NOTHING: 0}
    codes = np.zeros(len(encoded.dictionary), dtype=np.int64)
    for row, begin, stop in zip(rows.tolist(), begins.tolist(), stops.tolist(), strict=True):
        text = alike[begin:stop].tobytes()
        if text not in read:
            tokens = vocabulary.tokens_of(indices[begin:stop].tolist())
            reading = read_tokens(tokens, lexicon, is_place=is_place)
            read[text] = known.setdefault(reading, len(known))
        codes[row] = read[text]
    return codes[encoded.indices.to_numpy(zero_copy_only=False)], list(known)


def _as_one(array: Any) -> Any:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The different pieces between the spaces of a column's texts, each looked at once.

    Attributes
    ----------
    tokens
        The words of each piece: ``al-Qaboun,`` has two and a mark.
    tells
        Whether a piece holds a word that is looked for, shape (n,).
    alike
        A number of each piece, shape (n,): texts of the same numbers are read alike.
    """

    tokens: Sequence[Sequence[Token]]
    tells: Mask
    alike: np.ndarray

    @classmethod
    def of(
        cls, pieces: Sequence[str], lexicon: Lexicon, meanings: Sequence[Meaning]
    ) -> _Vocabulary:
        words = [words_of(piece) for piece in pieces]
        known = lexicon.keys_of({word.text for listed in words for word in listed})
        telling = frozenset().union(*(lexicon.telling[meaning] for meaning in meanings))
        tokens = [[Token(word, known[word.text]) for word in listed] for listed in words]
        tells = [any(token.key.text in telling for token in listed) for listed in tokens]
        alike = [
            -len(listed) if all(is_any_word(token, lexicon) for token in listed) else number
            for number, listed in enumerate(tokens, start=1)
        ]
        return cls(tokens, np.array(tells, dtype=bool), np.array(alike, dtype=np.int32))

    def tokens_of(self, pieces: Iterable[int]) -> list[Token]:
        """Return a text that is made of these pieces."""
        return [token for piece in pieces for token in self.tokens[piece]]


@dataclass(frozen=True, slots=True)
class _Named:
    """What names of districts say of rows: lists of objects, shape (n,), for rows that name one."""

    district_ids: np.ndarray
    placed_from: np.ndarray
    doubt: np.ndarray


def _named(told: Sequence[tuple[_Told, Mask]], is_doubtful: Mask) -> _Named:
    """Put into words what rows name; rows that name the same share one answer."""
    size = len(is_doubtful)
    answers = _Named(*(np.empty(size, dtype=object) for _ in range(3)))
    answers.district_ids[:] = [()] * size
    answers.placed_from[:] = ""
    answers.doubt[:] = ""
    for columns, rows in told:
        chosen = np.flatnonzero(rows)
        codes, different = pd.factorize(columns.code[chosen])
        summaries = [_summary(columns.said[code].mentions) for code in different]
        for target, values in zip(
            (answers.district_ids, answers.placed_from, answers.doubt),
            zip(*summaries, strict=True),
            strict=False,
        ):
            target[chosen] = _objects(values)[codes]
    answers.doubt[is_doubtful] = str(Doubt.ELSEWHERE)
    return answers


def _objects(values: Sequence[object]) -> np.ndarray:
    listed = np.empty(len(values), dtype=object)
    listed[:] = values
    return listed


def _summary(mentions: Sequence[tuple[str, Mention]]) -> tuple[tuple[str, ...], str, str]:
    """Return the districts, where they are named, and what is doubtful about it."""
    districts = tuple(dict.fromkeys(mention.district_id for _, mention in mentions))
    columns = dict.fromkeys(column for column, _ in mentions)
    spellings = {
        column: ", ".join(mention.spelling for name, mention in mentions if name == column)
        for column in columns
    }
    sure = {mention.district_id for _, mention in mentions if not mention.is_near}
    doubt = "" if sure.issuperset(districts) else str(Doubt.SPELLING)
    if not doubt and len(districts) > 1:
        doubt = str(Doubt.SEVERAL)
    return districts, "; ".join(f"{name}: {spelt}" for name, spelt in spellings.items()), doubt


def _placed(
    candidates: pd.DataFrame, ground: Ground, points: _Points, placed_by: np.ndarray, named: _Named
) -> pd.DataFrame:
    by_point = points.district >= 0
    ids = _objects([(district,) for district in ground.district_ids])
    named.district_ids[by_point] = ids[points.district[by_point]]
    given = candidates["precision"].astype(object).to_numpy()
    region = given == PlacePrecision.REGION
    precision = np.select(
        [by_point, placed_by == Placing.TEXT, region],
        [given, str(PlacePrecision.DISTRICT), str(PlacePrecision.REGION)],
        str(PlacePrecision.CITY),
    )
    is_drawn = by_point & candidates["precision"].isin(_ON_THE_MAP).to_numpy()
    frame = pd.DataFrame(
        {
            "district_ids": named.district_ids,
            "placed_by": placed_by,
            "placed_from": named.placed_from,
            "place_precision": precision,
            "lon": candidates["lon"].where(is_drawn),
            "lat": candidates["lat"].where(is_drawn),
            "doubt": named.doubt,
        },
        index=candidates.index,
    )
    return frame[list(PLACED_COLUMNS)]
