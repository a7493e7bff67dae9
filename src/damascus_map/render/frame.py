"""What is to be drawn for a view, whatever draws it: districts, events, legend, sources, doubts.

A frame is plain values: colours, counts and texts in one language, shapes in WGS84.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from shapely.geometry.base import BaseGeometry

from damascus_map import __version__
from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language, language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.below import BELOW, is_below
from damascus_map.query.control import extents_in
from damascus_map.query.events import events_of
from damascus_map.query.published import days_of_publication
from damascus_map.query.reported import NOT_REPORTED, state_of
from damascus_map.render.address import dated_address
from damascus_map.render.doubts import (
    as_reported_notes,
    asked_confidence,
    carried_on,
    doubts,
    is_disputed,
)
from damascus_map.render.legend_keys import LegendGroup, legend_of
from damascus_map.render.shown_events import Counts, PointEvent, ShownEvents, shown_events
from damascus_map.render.style import (
    BELOW_FILLS,
    NOT_REPORTED_COLOUR,
    NOT_REPORTED_FILLS,
    UNKNOWN_COLOUR,
    Fill,
    fills_of,
    outline_of,
)
from damascus_map.render.textures import Texture, textures_of
from damascus_map.render.words import (
    BELOW_SENTENCE,
    NOT_REPORTED_SENTENCE,
    control_sentence,
    date_line,
    party_names,
)

Row = Mapping[Any, Any]

_EVENTS: Final = NN_("{n} event", "{n} events")
_IN_DAYS: Final = NN_("in the day to this date", "in the {n} days to this date")
_ON_DAY: Final = NN_("{n} event on this day", "{n} events on this day")
_UP_TO: Final = NN_("{n} event up to this day", "{n} events up to this day")


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
        Of what is shown; high where nothing is, since it is not reported, or not sure enough.
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
    colours, textures
        Of each party; not every one has a texture.
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
    textures: Mapping[str, Texture]
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
    state = state_of(tables, view)
    events = events_of(tables, view)
    found = shown_events(events)
    rows = state.reset_index(names="id").to_dict(orient="records")
    districts = tuple(_district(tables, row, found, view) for row in rows)
    cited = (source for sources in events["source_ids"] for source in sources)
    return Frame(
        words=words,
        on=view.on,
        title=title_of(tables, words),
        date_text=date_line(view, words),
        summary=_summary(len(events), view.window, words),
        districts=districts,
        points=found.points,
        elsewhere=found.elsewhere,
        colours={
            NOT_REPORTED: NOT_REPORTED_COLOUR,
            BELOW: UNKNOWN_COLOUR,
            **{str(party): str(colour) for party, colour in tables.parties["colour"].items()},
        },
        textures=textures_of(tables.parties),
        legend=legend_of(
            tables.parties,
            [(one.fills, one.outline, one.confidence) for one in districts],
            found.kinds,
            words,
        ),
        notes=(
            *as_reported_notes(tables, view, rows, words),
            *asked_confidence(view, rows, words),
            *doubts(districts, found.of_several, words),
            *(carried_on(tables, view.on, words) if view.reported is None else ()),
        ),
        origin=origin_of(
            tables,
            dated_address(view, tables),
            claims=(
                claim
                for row in rows
                if not is_below(row, view.confidence)
                for claim in row["claim_ids"]
            ),
            sources=_published(tables, cited, view.reported),
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


def _published(tables: Tables, sources: Iterable[str], reported: date | None) -> Iterable[str]:
    """Return the sources that had been published by a day; all of them where there is none."""
    days = days_of_publication(tables)
    return (one for one in sources if reported is None or days.get(one, date.max) <= reported)


def _district(tables: Tables, row: Row, events: ShownEvents, view: View) -> DistrictFrame:
    words = language(view.lang)
    sentence, fills = _shown(tables, row, view.confidence, words)
    is_hidden = fills in (NOT_REPORTED_FILLS, BELOW_FILLS)
    return DistrictFrame(
        id=row["id"],
        name=row[f"name_{words.code}"],
        name_below=name_below(row, words),
        sentence=sentence,
        geometry=row["geometry"],
        fills=fills,
        outline=outline_of(() if is_hidden else row["situation"]),
        confidence=Confidence.HIGH if is_hidden else Confidence(row["confidence"]),
        events=events.inside.get(row["id"], {}),
        is_disputed=is_disputed(tables, row, view.reported),
    )


def _shown(
    tables: Tables, row: Row, least: Confidence, words: Language
) -> tuple[str, tuple[Fill, ...]]:
    """Return who holds a district, in words and as stripes; or why that is not shown."""
    if row["status"] == NOT_REPORTED:
        return words.text(NOT_REPORTED_SENTENCE), NOT_REPORTED_FILLS
    if is_below(row, least):
        return words.text(BELOW_SENTENCE), BELOW_FILLS
    extents = extents_in(row, tables.party_ids)
    names = party_names(tables.parties, words)
    return control_sentence(extents, row["situation"], names, words), fills_of(extents)


def _summary(count: int, window: int | None, words: Language) -> str:
    if window is None:
        return words.plural(_UP_TO, count)
    if window == 1:
        return words.plural(_ON_DAY, count)
    parts = {"events": words.plural(_EVENTS, count), "window": words.plural(_IN_DAYS, window)}
    return words.text(N_("{events} {window}"), **parts)


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
