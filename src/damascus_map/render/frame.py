"""What is to be drawn for a view, whatever draws it: districts, events, legend, sources, doubts.

A frame is plain values: colours, counts and texts in one language, shapes in WGS84.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Protocol
from urllib.parse import urlencode

import pandas as pd
from shapely.geometry.base import BaseGeometry

from damascus_map import __version__
from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language, capitalised, language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.control import control_on, extents_in
from damascus_map.query.disagreements import disagreements
from damascus_map.query.events import events_of
from damascus_map.render.address import dated_address
from damascus_map.render.legend_keys import LegendGroup, legend_of
from damascus_map.render.shown_events import Counts, PointEvent, ShownEvents, shown_events
from damascus_map.render.style import Fill, fills_of, outline_of
from damascus_map.render.words import control_sentence, party_names

Row = Mapping[Any, Any]
Span = tuple[date, date]

_IN_WINDOW: Final = NN_(
    "{n} event in the {days} days to this date", "{n} events in the {days} days to this date"
)
_ON_DAY: Final = NN_("{n} event on this day", "{n} events on this day")
_UP_TO: Final = NN_("{n} event up to this day", "{n} events up to this day")
_OF_SEVERAL: Final = NN_(
    "{n} event of several districts stands at each of them.",
    "{n} events of several districts stand at each of them.",
)


@dataclass(frozen=True, slots=True)
class DistrictFrame:
    """A district on the day.

    Attributes
    ----------
    id, name
        Its id, and its name in the frame's language.
    name_below
        Its name in Arabic, where that is another; else "".
    sentence
        Who holds it, in words.
    geometry
        Its outline, WGS84.
    fills
        Its stripes.
    outline
        Key of `style.OUTLINES`.
    confidence
        Of what is shown.
    events
        Events known to the district only, by kind.
    is_disputed
        Whether sources differ on what is shown: on any day of the interval that holds on the day.
    """

    id: str
    name: str
    name_below: str
    sentence: str
    geometry: BaseGeometry
    fills: tuple[Fill, ...]
    outline: str
    confidence: Confidence
    events: Counts
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """What a picture was made from, and how it is made again.

    Attributes
    ----------
    dataset, version, content_hash
        Name, version and SHA-256 of the dataset.
    software
        Name and version of the program.
    address
        Address of the view, from the question mark on.
    sources
        Publishers cited for what is shown, the most cited first.
    attributions, licences
        Of the layers, and of the files.
    command
        That makes the picture again, where no address shows all of it; else empty.
    """

    dataset: str
    version: str
    content_hash: str
    software: str
    address: str
    sources: tuple[str, ...]
    attributions: tuple[str, ...]
    licences: tuple[str, ...]
    command: str = ""


class Captioned(Protocol):
    """What stands around the drawing of any picture: head, foot, and what the file says of it."""

    @property
    def words(self) -> Language:
        """The language."""

    @property
    def title(self) -> str:
        """Of the dataset."""

    @property
    def date_text(self) -> str:
        """The day or the days shown, in words."""

    @property
    def days(self) -> str:
        """The same, each YYYY-MM-DD."""

    @property
    def summary(self) -> str:
        """How much is shown."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what is uncertain."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""


def headline_of(shown: Captioned) -> str:
    """Return the title of the dataset with the day or the days shown."""
    return f"{shown.title}, {shown.date_text}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that a picture of a view shows.

    Attributes
    ----------
    words
        The language.
    on
        Civil day shown; `date_text` is the day in words.
    title, date_text, summary
        The head of the picture.
    districts, points, elsewhere
        Districts shown; events with a known place; those of the city or the country by kind.
    colours
        Colour of each party.
    legend
        What the legend explains: only what is shown.
    notes
        Sentences on what is uncertain.
    origin
        Where it comes from.
    """

    words: Language
    on: date
    title: str
    date_text: str
    summary: str
    districts: tuple[DistrictFrame, ...]
    points: tuple[PointEvent, ...]
    elsewhere: Counts
    colours: Mapping[str, str]
    legend: tuple[LegendGroup, ...]
    notes: tuple[str, ...]
    origin: Origin

    @property
    def days(self) -> str:
        """The day, YYYY-MM-DD."""
        return self.on.isoformat()


def frame_of(tables: Tables, view: View) -> Frame:
    """Return what a picture of a view shows.

    Parameters
    ----------
    tables
        The dataset.
    view
        Day, window, filters and language; where the map is and what is chosen are left aside.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the day lies before the dataset, or a district or the language does not exist.
    """
    words = language(view.lang)
    state = control_on(tables, view.on, districts=view.districts)
    events = events_of(tables, view)
    found = shown_events(events)
    rows = state.reset_index(names="id").to_dict(orient="records")
    districts = tuple(_district(tables, row, found, words) for row in rows)
    return Frame(
        words=words,
        on=view.on,
        title=title_of(tables, words),
        date_text=capitalised(words.day(view.on)),
        summary=_summary(len(events), view.window, words),
        districts=districts,
        points=found.points,
        elsewhere=found.elsewhere,
        colours={str(party): str(colour) for party, colour in tables.parties["colour"].items()},
        legend=legend_of(
            tables.parties,
            [(one.fills, one.outline, one.confidence) for one in districts],
            found.kinds,
            words,
        ),
        notes=(
            *_notes(districts, found.of_several, words),
            *_carried_on(tables, view.on, words),
        ),
        origin=origin_of(
            tables,
            dated_address(view, tables),
            claims=(claim for row in rows for claim in row["claim_ids"]),
            sources=(source for sources in events["source_ids"] for source in sources),
        ),
    )


def title_of(tables: Tables, words: Language) -> str:
    """Return the title of a dataset in the language, or in English, or else its name."""
    title = tables.package.title
    return title.get(words.code) or title.get("en") or tables.package.name


def name_below(names: Mapping[str, Any], words: Language) -> str:
    """Return the Arabic name of a district, or "" where that is the name in the language too."""
    arabic = str(names["name_ar"])
    return "" if arabic == names[f"name_{words.code}"] else arabic


def _district(tables: Tables, row: Row, events: ShownEvents, words: Language) -> DistrictFrame:
    extents = extents_in(row, tables.party_ids)
    names = party_names(tables.parties, words)
    return DistrictFrame(
        id=row["id"],
        name=row[f"name_{words.code}"],
        name_below=name_below(row, words),
        sentence=control_sentence(extents, row["situation"], names, words),
        geometry=row["geometry"],
        fills=fills_of(extents),
        outline=outline_of(row["situation"]),
        confidence=Confidence(row["confidence"]),
        events=events.inside.get(row["id"], {}),
        is_disputed=_is_disputed(tables, row),
    )


def _summary(count: int, window: int | None, words: Language) -> str:
    if window is None:
        return words.plural(_UP_TO, count)
    if window == 1:
        return words.plural(_ON_DAY, count)
    return words.plural(_IN_WINDOW, count, days=words.number(window))


def _notes(districts: Sequence[DistrictFrame], of_several: int, words: Language) -> Iterable[str]:
    """Yield a sentence on each doubt about what is shown."""
    pale = [one.name for one in districts if one.confidence is Confidence.LOW]
    if pale:
        yield words.text(N_("Low confidence: {districts}."), districts=words.list_of(pale))
    grey = [one.name for one in districts if any(fill.party is None for fill in one.fills)]
    if grey:
        text = N_("Grey, since not known who held it or a part of it: {districts}.")
        yield words.text(text, districts=words.list_of(grey))
    differ = [one.name for one in districts if one.is_disputed]
    if differ:
        yield words.text(N_("Sources differ on {districts}."), districts=words.list_of(differ))
    if any(one.events for one in districts):
        yield words.text(N_("Events known to a district only stand at its name, not at a place."))
    if of_several and len(districts) > 1:
        yield words.plural(_OF_SEVERAL, of_several)


def _carried_on(tables: Tables, on: date, words: Language) -> Iterable[str]:
    """Yield a sentence where the day lies after all that the dataset knows."""
    last = pd.concat([tables.claims["last"], tables.control["first"]]).max().date()
    if on > last and not tables.claims.empty:
        text = N_("The dataset knows no statement after {date}: the last state is carried on.")
        yield words.text(text, date=words.day(last))


def _is_disputed(tables: Tables, row: Row) -> bool:
    """Say whether a disagreement touches the interval of a district, as the panel lists them."""
    end: date = date.max if pd.isna(row["end"]) else row["end"].date()
    spans = disputed_spans(tables, row["id"])
    return any(first < end and row["first"].date() <= last for first, last in spans)


def disputed_spans(tables: Tables, district: str) -> Sequence[Span]:
    """Return first and last day (inclusive) of each disagreement of a district."""
    return _disputed_spans(tables).get(district, ())


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def _disputed_spans(tables: Tables) -> Mapping[str, Sequence[Span]]:
    found = disagreements(tables)
    spans: dict[str, list[Span]] = {}
    for district, first, last in zip(
        found["district_id"], found["first"].dt.date, found["last"].dt.date, strict=True
    ):
        spans.setdefault(district, []).append((first, last))
    return spans


def origin_of(
    tables: Tables, address: Mapping[str, str], *, claims: Iterable[str], sources: Iterable[str]
) -> Origin:
    """Return what a picture was made from.

    Parameters
    ----------
    tables
        The dataset.
    address
        Parameters of the address of the view.
    claims, sources
        Ids of what is shown, as often as it is cited.
    """
    package = tables.package
    return Origin(
        dataset=package.name,
        version=package.version,
        content_hash=package.content_hash,
        software=f"damascus-map {__version__}",
        address=f"?{urlencode(address, safe=',')}",
        sources=_publishers(tables, claims, sources),
        attributions=package.attributions,
        licences=package.licences,
    )


def _publishers(tables: Tables, claims: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    cited = Counter([*tables.claims.loc[list(claims), "source_id"], *sources])
    names = tables.sources["publisher"].to_dict()
    counts: Counter[str] = Counter()
    for source, number in cited.items():
        counts[str(names[source])] += number
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
