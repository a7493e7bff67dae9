"""What a reader looks at: one frozen value for the page, the link and the picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from damascus_map.model.vocabulary import Confidence


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map is.

    Attributes
    ----------
    lon, lat
        Centre, in degrees (WGS84).
    zoom
        Zoom level of web maps, 0 (the world) to 22.
    """

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class View:
    """The state of a view.

    Attributes
    ----------
    on
        Civil day shown.
    window
        Days of events shown, ending with `on`; None for all before.
    districts
        Ids of the districts shown; None for all.
    types
        Event types shown; None for all.
    confidence
        Lowest confidence of what is drawn: events, and who holds a district.
    district
        Id of the chosen district, or None.
    lang
        Code of the language.
    map_view
        Where the map is; None for all districts in view.
    span
        First and last civil day that the timeline shows; None for all its time.
    reported
        Civil day by which what is shown had been published; None for all that is known now.
    """

    on: date
    window: int | None = 7
    districts: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    confidence: Confidence = Confidence.LOW
    district: str | None = None
    lang: str = "en"
    map_view: MapView | None = None
    span: tuple[date, date] | None = None
    reported: date | None = None
