"""Which entries does the legend of a picture need? Only those for what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from damascus_map.language import N_, Language, capitalised
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.below import BELOW
from damascus_map.query.reported import NOT_REPORTED
from damascus_map.render.style import (
    BELOW_FILLS,
    NOT_REPORTED_COLOUR,
    OUTLINES,
    SYMBOLS,
    UNKNOWN_COLOUR,
    Fill,
)
from damascus_map.render.textures import Texture, textures_of
from damascus_map.render.words import BELOW_NAME, PALER_TEXTS


@dataclass(frozen=True, slots=True)
class LegendKey:
    """One entry.

    Attributes
    ----------
    text
        What it says.
    colours
        Of a patch; several for stripes.
    confidence
        The patch is as pale as ground of it.
    is_dotted
        Whether dots lie on the patch.
    outline
        Key of `style.OUTLINES` for a line, or None.
    kind
        Event type for a badge, or None.
    texture
        On the patch, or None.
    """

    text: str
    colours: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    is_dotted: bool = False
    outline: str | None = None
    kind: EventType | None = None
    texture: Texture | None = None


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Entries beneath one heading."""

    title: str
    keys: tuple[LegendKey, ...]


Look = tuple[tuple[Fill, ...], str, Confidence]


def legend_of(
    parties: pd.DataFrame, looks: Sequence[Look], kinds: Sequence[EventType], words: Language
) -> tuple[LegendGroup, ...]:
    """Return the legend of districts that look so, and of events of these kinds.

    Parameters
    ----------
    parties
        Indexed by id, in their order.
    looks
        Stripes, key of the outline, and confidence of each district.
    kinds
        Event types shown, in their order.
    words
        The language.
    """
    # Where a hold is not shown, neither is a situation.
    outlines = {outline for fills, outline, _ in looks if fills != BELOW_FILLS}
    holders = [(fills, confidence) for fills, _, confidence in looks]
    groups = (
        LegendGroup(
            words.text(N_("Who holds the district")),
            _textured(holder_keys(parties, holders, words), parties),
        ),
        LegendGroup(
            words.text(N_("Situation")),
            tuple(
                LegendKey(capitalised(words.text(outline.name)), outline=key)
                for key, outline in OUTLINES.items()
                if key in outlines
            ),
        ),
        LegendGroup(
            words.text(N_("Events")),
            tuple(
                LegendKey(capitalised(words.text(SYMBOLS[kind].name)), kind=kind) for kind in kinds
            ),
        ),
    )
    return tuple(group for group in groups if group.keys)


def _textured(keys: tuple[LegendKey, ...], parties: pd.DataFrame) -> tuple[LegendKey, ...]:
    """Return the entries with the textures that their parties have on a map."""
    textures = textures_of(parties)
    by_colour = {str(parties.loc[party, "colour"]): one for party, one in textures.items()}
    return tuple(
        replace(key, texture=by_colour.get(key.colours[0])) if len(key.colours) == 1 else key
        for key in keys
    )


def holder_keys(
    parties: pd.DataFrame, looks: Sequence[tuple[tuple[Fill, ...], Confidence]], words: Language
) -> tuple[LegendKey, ...]:
    """Return who holds the districts, and how shared and uncertain ground is drawn.

    Parameters
    ----------
    parties
        Indexed by id, in their order.
    looks
        Stripes and confidence of each ground that is shown.
    words
        The language.
    """
    shown = {fill.party for fills, _ in looks for fill in fills}
    colours: dict[str | None, str] = {str(key): str(row) for key, row in parties["colour"].items()}
    colours |= {None: UNKNOWN_COLOUR, NOT_REPORTED: NOT_REPORTED_COLOUR}
    keys = [
        LegendKey(capitalised(str(row[f"name_{words.code}"])), (str(row["colour"]),))
        for party, row in parties.iterrows()
        if party in shown
    ]
    if None in shown:
        keys.append(LegendKey(capitalised(words.text(N_("not known"))), (UNKNOWN_COLOUR,)))
    if NOT_REPORTED in shown:
        name = capitalised(words.text(N_("not yet reported")))
        keys.append(LegendKey(name, (NOT_REPORTED_COLOUR,)))
    if BELOW in shown:
        keys.append(
            LegendKey(capitalised(words.text(BELOW_NAME)), (UNKNOWN_COLOUR,), is_dotted=True)
        )
    striped = next((fills for fills, _ in looks if len(fills) > 1), ())
    if striped:
        patch = tuple(colours[fill.party] for fill in striped)
        keys.append(LegendKey(words.text(N_("Stripe width = extent")), patch))
    for level, text in PALER_TEXTS.items():
        pale = [fills[0].party for fills, one in looks if one is level]
        if pale:
            first = colours[next((party for party in pale if party), None)]
            keys.append(LegendKey(words.text(text), (first,), confidence=level))
    return tuple(keys)
