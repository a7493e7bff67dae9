"""What is known of names and places before any row is placed: districts, spellings, traps, city.

Made of a dataset's outlines, its names and aliases, its layers for orientation and its
``gazetteer.csv``. It can be sent to another process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyproj
import shapely

from damascus_map.data.schema import DISTRICT_NAMES
from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError
from damascus_map.model.spelling import (
    Form,
    folded,
    folded_words,
    forms_of,
    near_names,
    words_of,
)
from damascus_map.model.vocabulary import Meaning

_NAME_MARK: Final = "@"
"""Begins the key that every spelling of a district's name has."""
_METRES_PER_DEGREE: Final = 111_195.0
_SAME_SPOT_M: Final = 1.0
_REACH_M: Final = 10_000.0
"""Farther from all districts than this, a point is not of this city."""

PLACE_WORDS: Final = folded_words(
    """
    neighborhood neighbourhood neighborhoods neighbourhoods district districts area areas quarter
    quarters suburb suburbs city outskirts outskirt vicinity surroundings town village camp front
    fronts frontline sector zone edge edges side entrance entrances axis axes pocket enclave hay
    hayy hai north south east west northern southern eastern western northeast northwest southeast
    southwest most quartier quartiers ville secteur secteurs banlieue faubourg region environs
    peripherie alentours nord sud est ouest localite abords lisiere majorite حي احياء منطقه مناطق
    محيط اطراف ضاحيه بلده محور محاور جبهه جبهات شمال جنوب شرق غرب شرقي غربي شمالي جنوبي حاره مخيم
    مدخل تخوم مشارف معظم كامل مدينة مجاور مجاورة محاذي متاخم
    """
)
"""Words that make a place of the name beside them: English, French, Arabic."""


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a word is known as.

    Attributes
    ----------
    text
        Its folded letters; all spellings of a district's name share one text.
    lead
        What was joined before it.
    is_word
        Whether this spelling of a name is a word of the language too.
    is_near
        Whether the spelling is near a known one, but not known.
    """

    text: str
    lead: str = ""
    is_word: bool = False
    is_near: bool = False


_MOST_MET: Final = 1 << 18
"""Words whose keys are kept: the next texts hold mostly the same."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases with what they mean, and every word that they are made of.

    Attributes
    ----------
    names
        District of each spelling of one word, folded.
    ordinary
        Spellings among them that are words of the language too.
    phrases
        By first key: phrases, longest first, each with its meaning and district ("" for none).
    keys
        Every folded word that a phrase holds.
    telling
        For each meaning the keys of which a text must hold one.
    """

    names: Mapping[str, str]
    ordinary: frozenset[str]
    phrases: Mapping[str, tuple[tuple[Phrase, Meaning, str], ...]]
    keys: frozenset[str]
    telling: Mapping[Meaning, frozenset[str]]
    _met: dict[str, Key] = field(default_factory=dict, compare=False, repr=False)

    def keys_of(self, words: Iterable[str]) -> dict[str, Key]:
        """Return what each word is known as, among them those that are only near a name.

        Parameters
        ----------
        words
            As they stand in texts, each once.
        """
        listed = list(words)
        if len(self._met) > _MOST_MET:
            self._met.clear()
        found = {word: self.key_of(word) for word in listed if word not in self._met}
        unknown = {word: forms_of(word) for word, key in found.items() if key is None}
        letters = dict.fromkeys(form.letters for forms in unknown.values() for form in forms)
        near = near_names(list(letters), self.names)
        for word, key in found.items():
            self._met[word] = key or self._near_key(unknown[word], near)
        return {word: self._met[word] for word in listed}

    def key_of(self, word: str) -> Key | None:
        """Return what a word is known as, None for one that is not."""
        if word.isdigit():
            return Key(word)
        for letters, lead in forms_of(word):
            if letters in self.names:
                name = _NAME_MARK + self.names[letters]
                return Key(name, lead, is_word=letters in self.ordinary)
            if letters in self.keys or letters in PLACE_WORDS:
                return Key(letters, lead)
        return None

    def _near_key(self, forms: Sequence[Form], near: Mapping[str, str]) -> Key:
        for letters, lead in forms:
            if letters in near:
                return Key(_NAME_MARK + near[letters], lead, is_near=True)
        return Key(forms[0].letters, forms[0].lead)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where rows can be placed.

    Attributes
    ----------
    district_ids
        In the order of the file.
    outlines
        Their polygons (longitude, latitude, WGS84), in the same order.
    lexicon
        Names, traps, the city, regions.
    city_points
        Longitude and latitude of points that stand for the whole city.
    """

    district_ids: tuple[str, ...]
    outlines: tuple[shapely.Geometry, ...]
    lexicon: Lexicon
    city_points: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, tables: Tables, city_points: Iterable[tuple[float, float]] = ()) -> Ground:
        """Gather what a dataset knows.

        Parameters
        ----------
        tables
            A dataset.
        city_points
            More points (longitude, latitude, WGS84) that stand for the whole city.

        Raises
        ------
        UnknownChoiceError
            If one of these points is of no place near the districts.
        """
        listed = tables.gazetteer
        city = listed[(listed["means"] == Meaning.CITY) & listed["lon"].notna()]
        points = zip(city["lon"].astype(float), city["lat"].astype(float), strict=True)
        ground = cls(
            district_ids=tables.district_ids,
            outlines=tuple(tables.districts.geometry),
            lexicon=_lexicon(tables),
            city_points=tuple(dict.fromkeys((*points, *city_points))),
        )
        for lon, lat in city_points:
            ground._check_is_near(lon, lat)
        return ground

    def districts_at(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Return the position of the district that holds each point, -1 for none.

        A point on a line between two belongs to the first. The boxes of the districts are tried
        before their outlines: a million points take a tenth of a second, where a tree over them,
        which needs an object for each point, takes two seconds.

        Parameters
        ----------
        lon, lat
            Degrees (WGS84), shape (n,); NaN is in no district.
        """
        found = np.full(len(lon), -1, dtype=np.int16)
        for position, outline in enumerate(self.outlines):
            west, south, east, north = shapely.bounds(outline)
            inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
            tried = np.flatnonzero(inside & (found < 0))
            shapely.prepare(outline)
            found[tried[shapely.intersects_xy(outline, lon[tried], lat[tried])]] = position
        return found

    def is_city_point(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Tell which points (degrees, WGS84) lie within a metre of one that stands for the city."""
        of_city = np.zeros(len(lon), dtype=bool)
        for east, north in self.city_points:
            of_city |= _distances_m(lon - east, lat - north, north) <= _SAME_SPOT_M
        return of_city

    def is_far(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Tell which points (degrees, WGS84) are no points of this city; NaN is not far."""
        west, south, east, north = shapely.total_bounds(np.array(self.outlines, dtype=object))
        beside = np.maximum(np.maximum(west - lon, lon - east), 0)
        above = np.maximum(np.maximum(south - lat, lat - north), 0)
        return np.asarray(_distances_m(beside, above, (south + north) / 2) > _REACH_M)

    def _check_is_near(self, lon: float, lat: float) -> None:
        if not self._is_far(lon, lat):
            return
        corners = shapely.get_coordinates(np.array(self.outlines, dtype=object))
        ends = np.full_like(corners, (lon, lat))
        _, _, lengths_m = pyproj.Geod(ellps="WGS84").inv(*ends.T, *corners.T)
        swapped = "" if self._is_far(lat, lon) else f": is it {lat},{lon}?"
        raise UnknownChoiceError(
            f"The point {lon},{lat} lies {min(lengths_m) / 1000:.0f} km from the districts, and "
            f"cannot stand for their city. The longitude comes first{swapped or '.'}"
        )

    def _is_far(self, lon: float, lat: float) -> bool:
        return bool(self.is_far(np.array([lon]), np.array([lat])).all())


def _distances_m(east: np.ndarray, north: np.ndarray, lat: float) -> np.ndarray:
    """Return lengths in metres of small differences in degrees at a latitude."""
    distances: np.ndarray = _METRES_PER_DEGREE * np.hypot(east * np.cos(np.radians(lat)), north)
    return distances


@dataclass(slots=True)
class _Making:
    """A lexicon while its rows are read."""

    names: dict[str, str] = field(default_factory=dict)
    ordinary: set[str] = field(default_factory=set)
    phrases: dict[Phrase, tuple[Meaning, str]] = field(default_factory=dict)

    def add(self, text: str, meaning: Meaning, district: str = "") -> None:
        """Take one row; what was said first stays."""
        if meaning in (Meaning.NAME, Meaning.WORD):
            phrase = tuple(word for word in _words(text) if word not in {",", *PLACE_WORDS})
            if len(phrase) == 1:
                self.names.setdefault(phrase[0], district)
                if meaning is Meaning.WORD:
                    self.ordinary.add(phrase[0])
            elif phrase:
                self.phrases.setdefault(phrase, (Meaning.NAME, district))
        else:
            phrase = tuple(self._key(word) for word in _words(text))
            if phrase:
                self.phrases.setdefault(phrase, (meaning, district))

    def _key(self, word: str) -> str:
        name = next((form for form, _ in forms_of(word) if form in self.names), None)
        return word if name is None else _NAME_MARK + self.names[name]


def _lexicon(tables: Tables) -> Lexicon:
    making = _Making()
    listed = list(
        tables.gazetteer[["text", "means", "district_id"]].itertuples(index=False, name=None)
    )
    for names_first in (True, False):
        for text, means, district in listed:
            names_one = means in (Meaning.NAME, Meaning.WORD)
            if names_one is names_first and (district or not names_one):
                making.add(str(text), Meaning(means), str(district or ""))
        if names_first:
            for district, name in _names_of(tables):
                making.add(name, Meaning.NAME, district)
    for district in tables.district_ids:
        making.phrases[(_NAME_MARK + district,)] = (Meaning.NAME, district)
    if (tables.gazetteer["means"] == Meaning.CITY).any():  # else one of them may be the city
        for name in _places_nearby(tables):
            making.add(name, Meaning.NEARBY)
    return _finished(making)


def _names_of(tables: Tables) -> Iterator[tuple[str, str]]:
    for district, row in zip(tables.district_ids, tables.districts.to_dict("records"), strict=True):
        for name in (*(row[column] for column in DISTRICT_NAMES), *row["aliases"]):
            yield district, str(name)


def _places_nearby(tables: Tables) -> Iterator[str]:
    """Yield the names of the layers' places that are not part of a district."""
    counted = {code for codes in tables.districts["pcodes"] for code in codes}
    for layer in ("places", "neighbourhoods"):
        for feature in tables.context.get(layer, {}).get("features", ()):
            properties = feature.get("properties") or {}
            if properties.get("id") not in counted:
                yield from (
                    str(properties[name]) for name in DISTRICT_NAMES if properties.get(name)
                )


def _finished(making: _Making) -> Lexicon:
    by_first: dict[str, list[tuple[Phrase, Meaning, str]]] = defaultdict(list)
    telling: dict[Meaning, set[str]] = {meaning: set() for meaning in Meaning}
    for phrase, (meaning, district) in making.phrases.items():
        by_first[phrase[0]].append((phrase, meaning, district))
        telling[meaning].add(max(phrase, key=len))
    return Lexicon(
        names=dict(making.names),
        ordinary=frozenset(making.ordinary),
        phrases={
            first: tuple(sorted(phrases, key=lambda entry: -len(entry[0])))
            for first, phrases in by_first.items()
        },
        keys=frozenset(word for phrase in making.phrases for word in phrase),
        telling={meaning: frozenset(keys) for meaning, keys in telling.items()},
    )


def _words(text: str) -> Iterator[str]:
    words = (word for word in words_of(text) if not (word.text == ";" or word.may_be_missing))
    return (folded(word.text) for word in words)
