"""What the kinds of other tables are called here, and how an event of each kind is named.

Written as tables, which the documentation shows; what stands in none of them is `other`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import pandas as pd

from damascus_map.ingest.texts import different, folded, joined, spread
from damascus_map.language import LANGUAGES, N_, language
from damascus_map.model.vocabulary import EVENT_TYPE_NAMES, EventType

LASTING: Final = frozenset(
    {
        EventType.SIEGE,
        EventType.NEGOTIATION,
        EventType.CEASEFIRE,
        EventType.TRUCE,
        EventType.EVACUATION,
        EventType.REPORT,
    }
)
"""Kinds that can last longer than a month without being a sum of many events."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of another table is here.

    Attributes
    ----------
    type
        The event type that it is counted as.
    name
        How such an event is called in its title, a text of the catalogues.
    """

    type: EventType
    name: str


CLASH: Final = Kind(EventType.CLASH, N_("Clashes"))
ON_CIVILIANS: Final = Kind(EventType.OTHER, N_("Violence against civilians"))
_TAKEN: Final = Kind(EventType.CONTROL_CHANGE, EVENT_TYPE_NAMES[EventType.CONTROL_CHANGE])
_PROTEST: Final = Kind(EventType.PROTEST, EVENT_TYPE_NAMES[EventType.PROTEST])
_EXPLOSION: Final = Kind(EventType.EXPLOSION, EVENT_TYPE_NAMES[EventType.EXPLOSION])
_UNKNOWN: Final = Kind(EventType.OTHER, N_("Incident"))

UCDP_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "1": CLASH,  # state-based
        "2": CLASH,  # non-state
        "3": ON_CIVILIANS,  # one-sided
    }
)
"""By `type_of_violence`."""

ACLED_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "Armed clash": CLASH,
        "Government regains territory": _TAKEN,
        "Non-state actor overtakes territory": _TAKEN,
        "Non-violent transfer of territory": _TAKEN,
        "Shelling/artillery/missile attack": Kind(
            EventType.SHELLING, EVENT_TYPE_NAMES[EventType.SHELLING]
        ),
        "Air/drone strike": Kind(EventType.AIR_STRIKE, EVENT_TYPE_NAMES[EventType.AIR_STRIKE]),
        "Chemical weapon": Kind(
            EventType.CHEMICAL_ATTACK, EVENT_TYPE_NAMES[EventType.CHEMICAL_ATTACK]
        ),
        "Suicide bomb": Kind(EventType.EXPLOSION, N_("Suicide attack")),
        "Remote explosive/landmine/IED": _EXPLOSION,
        "Grenade": _EXPLOSION,
        "Peaceful protest": _PROTEST,
        "Protest with intervention": _PROTEST,
        "Excessive force against protesters": _PROTEST,
        "Violent demonstration": _PROTEST,
        "Mob violence": Kind(EventType.OTHER, N_("Mob violence")),
        "Attack": ON_CIVILIANS,
        "Abduction/forced disappearance": Kind(
            EventType.OTHER, N_("Abduction or forced disappearance")
        ),
        "Sexual violence": Kind(EventType.OTHER, N_("Sexual violence")),
        "Agreement": Kind(EventType.NEGOTIATION, N_("Agreement")),
        "Arrests": Kind(EventType.OTHER, N_("Arrests")),
        "Change to group/activity": Kind(EventType.OTHER, N_("Change in a group")),
        "Disrupted weapons use": Kind(EventType.OTHER, N_("Weapons stopped or disarmed")),
        "Headquarters or base established": Kind(EventType.OTHER, N_("Base set up")),
        "Looting/property destruction": Kind(
            EventType.OTHER, N_("Looting or destruction of property")
        ),
        "Other": _UNKNOWN,
        # event types of files from before 2019, which have no finer kind
        "Battle-No change of territory": CLASH,
        "Battle-Government regains territory": _TAKEN,
        "Battle-Non-state actor overtakes territory": _TAKEN,
        "Headquarters or base establishment": Kind(EventType.OTHER, N_("Base set up")),
        "Remote violence": Kind(EventType.OTHER, N_("Attack from a distance")),
        "Riots/Protests": _PROTEST,
        "Strategic development": _UNKNOWN,
        # event types, where the finer kind is missing or new
        "Battles": CLASH,
        "Explosions/Remote violence": Kind(EventType.OTHER, N_("Attack from a distance")),
        "Protests": _PROTEST,
        "Riots": Kind(EventType.OTHER, N_("Mob violence")),
        "Strategic developments": _UNKNOWN,
        "Violence against civilians": ON_CIVILIANS,
    }
)
"""By `sub_event_type`, and by `event_type` where a file has no finer kind or a new one."""


def kinds_of(form: str) -> Mapping[str, Kind]:
    """Return the kinds of a form (``ucdp``, ``acled`` or ``table``), by their text, folded."""
    return _kinds_of(form)


@cache
def _kinds_of(form: str) -> Mapping[str, Kind]:
    if form in _TABLES:
        return MappingProxyType({folded(text): kind for text, kind in _TABLES[form].items()})
    own: dict[str, Kind] = {}
    for event_type, name in EVENT_TYPE_NAMES.items():
        kind = Kind(event_type, _UNKNOWN.name if event_type is EventType.OTHER else name)
        for text in (event_type, event_type.replace("_", " ")):
            own[folded(text)] = kind
        for code in LANGUAGES:
            own[folded(language(code).text(name))] = kind
    return MappingProxyType(own | {folded(CLASH.name): CLASH})


_APART: Final = "\x1f"
"""Between the two kinds of a key; no tidied text holds it."""

_TABLES: Final = {"ucdp": UCDP_KINDS, "acled": ACLED_KINDS}


def read_kinds(
    form: str, types: pd.Series, subtypes: pd.Series, column: str = ""
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Tell what each row is here.

    Parameters
    ----------
    form
        ``ucdp``, ``acled`` or ``table``.
    types, subtypes
        The kinds as the file names them, tidied; the finer one counts if it is known.
    column
        Name of the column of `types`: it stands before a kind that is a number only.

    Returns
    -------
    tuple of pandas.Series
        Event types, the kind as the file names it, and the names for titles (texts of the
        catalogues, untranslated).
    """
    known = kinds_of(form)
    numbers, pairs = different(joined([types, subtypes], _APART))
    read = [_read(known, pair, column) for pair in pairs]
    kinds = [kind for kind, _ in read]
    return (
        spread([kind.type for kind in kinds], numbers, types.index),
        spread([text for _, text in read], numbers, types.index),
        spread([kind.name for kind in kinds], numbers, types.index),
    )


def _read(known: Mapping[str, Kind], pair: str, column: str) -> tuple[Kind, str]:
    """Return the kind that two cells of a row name, and how the file names it."""
    coarse, fine = pair.split(_APART)
    if folded(fine) in known:
        return known[folded(fine)], fine
    if folded(coarse) in known:
        text = f"{column} {coarse}".strip() if coarse.isdecimal() else coarse
        return known[folded(coarse)], f"{text} / {fine}" if fine else text
    text = fine or coarse
    return _UNKNOWN, f"{column} {text}".strip() if text.isdecimal() else text


def unknown_kinds(form: str, origin_types: pd.Series) -> Counter[str]:
    """Count the rows of each kind that stands in no table here and so became `other`.

    Parameters
    ----------
    form
        ``ucdp``, ``acled`` or ``table``.
    origin_types
        The column of this name of candidates.
    """
    numbers, texts = different(origin_types)
    counted = pd.Series(numbers).value_counts()
    return Counter(
        {
            text: int(counted.get(number, 0))
            for number, text in enumerate(texts)
            if text and not _is_known(form, text)
        }
    )


def _is_known(form: str, origin_type: str) -> bool:
    known = kinds_of(form)
    last_word = origin_type.rsplit(" ", 1)[-1]
    return folded(origin_type) in known or (last_word.isdecimal() and last_word in known)
