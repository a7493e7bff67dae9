"""What has happened, as a picture shows it: at places, at districts, or in the whole city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from damascus_map.model.vocabulary import EventType

Counts = Mapping[EventType, int]


@dataclass(frozen=True, slots=True)
class PointEvent:
    """An event whose place is known: longitude and latitude (WGS84), and its kind."""

    lon: float
    lat: float
    kind: EventType


@dataclass(frozen=True, slots=True)
class ShownEvents:
    """Events by where a picture shows them; numbers are by kind, in the order of the kinds.

    Attributes
    ----------
    points
        Those with a known place.
    inside
        Those known to a district only, by its id.
    elsewhere
        Those of the city or the country.
    of_several
        How many of those without a place belong to several districts.
    kinds
        All that occur, in their order.
    """

    points: tuple[PointEvent, ...]
    inside: Mapping[str, Counts]
    elsewhere: Counts
    of_several: int
    kinds: tuple[EventType, ...]


def shown_events(events: pd.DataFrame) -> ShownEvents:
    """Return events (as `query.events.events_between` gives them) by where they are shown."""
    placed = (events["lon"].notna() & events["lat"].notna()).to_numpy()
    at_points, others = events[placed], events[~placed]
    inside: dict[str, list[str]] = {}
    elsewhere: list[str] = []
    of_several = 0
    for kind, districts in zip(others["type"], others["district_ids"], strict=True):
        of_several += len(districts) > 1
        for district in districts:
            inside.setdefault(district, []).append(kind)
        if not districts:
            elsewhere.append(kind)
    return ShownEvents(
        points=tuple(_points(at_points)),
        inside={district: counted(kinds) for district, kinds in inside.items()},
        elsewhere=counted(elsewhere),
        of_several=of_several,
        kinds=tuple(counted(events["type"])),
    )


def counted(kinds: Iterable[Any]) -> Counts:
    """Return the number of events of each kind, in the order of the kinds."""
    counts = Counter(kinds)
    return {kind: counts[kind] for kind in EventType if counts[kind]}


def _points(events: pd.DataFrame) -> Iterable[PointEvent]:
    kinds = {kind.value: kind for kind in EventType}
    columns = (events[name].to_list() for name in ("lon", "lat", "type"))
    for lon, lat, kind in zip(*columns, strict=True):
        yield PointEvent(lon, lat, kinds[kind])
