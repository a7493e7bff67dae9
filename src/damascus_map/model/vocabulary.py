"""The closed sets of the data contract: extents, situations, event types, confidences.

A value's text is what stands in the files; its names in each language are in the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from damascus_map.language import N_


class Extent(StrEnum):
    """How much of a district a party holds. Not known is None (an empty cell), never a member."""

    NONE = "none"
    PRESENT = "present"
    PART = "part"
    SHARED = "shared"
    MOST = "most"
    WHOLE = "whole"


class Situation(StrEnum):
    """What goes on in a district, beside the question of who holds it."""

    CALM = "calm"
    FIGHTING = "fighting"
    SIEGE = "siege"
    TRUCE = "truce"
    CEASEFIRE = "ceasefire"
    NEGOTIATION = "negotiation"
    EVACUATION = "evacuation"


class Confidence(StrEnum):
    """How well a statement or a judgement is supported, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 1 for medium, 2 for high."""
        return list(Confidence).index(self)


class EventType(StrEnum):
    """What kind of thing happened."""

    PROTEST = "protest"
    CLASH = "clash"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    CHEMICAL_ATTACK = "chemical_attack"
    MASSACRE = "massacre"
    SIEGE = "siege"
    NEGOTIATION = "negotiation"
    CEASEFIRE = "ceasefire"
    TRUCE = "truce"
    EVACUATION = "evacuation"
    CONTROL_CHANGE = "control_change"
    EXPLOSION = "explosion"
    REPORT = "report"
    OTHER = "other"


EVENT_TYPE_NAMES: Final[Mapping[EventType, str]] = MappingProxyType(
    {
        EventType.PROTEST: N_("Protest"),
        EventType.CLASH: N_("Clash"),
        EventType.SHELLING: N_("Shelling"),
        EventType.AIR_STRIKE: N_("Air strike"),
        EventType.CHEMICAL_ATTACK: N_("Chemical attack"),
        EventType.MASSACRE: N_("Massacre"),
        EventType.SIEGE: N_("Siege"),
        EventType.NEGOTIATION: N_("Negotiation"),
        EventType.CEASEFIRE: N_("Ceasefire"),
        EventType.TRUCE: N_("Truce"),
        EventType.EVACUATION: N_("Evacuation"),
        EventType.CONTROL_CHANGE: N_("Change of control"),
        EventType.EXPLOSION: N_("Explosion"),
        EventType.REPORT: N_("Report"),
        EventType.OTHER: N_("Other"),
    }
)
"""What each is called, on the map and in the tables that are taken in; texts of the catalogues."""


class PlacePrecision(StrEnum):
    """How exactly the place of an event is known; only point and street carry coordinates."""

    POINT = "point"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"
    REGION = "region"


class Placing(StrEnum):
    """How an event was given its district; the last two are counted, but are no events here."""

    EDITOR = "editor"
    POINT = "point"
    TEXT = "text"
    CITY = "city"
    OUTSIDE = "outside"
    UNPLACED = "unplaced"


class Meaning(StrEnum):
    """What the gazetteer says of a text: a district, the city, or something else."""

    NAME = "name"
    WORD = "word"
    OTHER = "other"
    NEARBY = "nearby"
    CITY = "city"
    REGION = "region"
    AROUND = "around"


class SourceKind(StrEnum):
    """Who stands behind a document."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    NGO = "ngo"
    UN = "un"
    GOVERNMENT = "government"
    MONITOR = "monitor"
    DATASET = "dataset"
    ENCYCLOPEDIA = "encyclopedia"
    BLOG = "blog"


class Verified(StrEnum):
    """Whether the cited text was read (it says nothing about the truth of the statement)."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
