"""Stripes, outlines and symbols."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.model.vocabulary import Confidence, EventType, Extent, Situation
from damascus_map.render.style import (
    BADGES,
    BELOW_DOTS,
    GROUND,
    OPACITY,
    OUTLINES,
    SYMBOLS,
    UNKNOWN_COLOUR,
    Fill,
    Stroke,
    fills_of,
    line_of,
    outline_of,
    strokes_of,
)
from tests.unit.render.colour_sight import difference, lab_of, laid_over, rgb_of

JUST_VISIBLE = 1
PARTIES = ("government", "opposition", "jihadist", "is", "transitional")
EXTENTS = st.fixed_dictionaries({party: st.sampled_from([*Extent, None]) for party in PARTIES})
ROUNDING = 1e-3


def test_lower_confidence_looks_lower(dataset):
    city = rgb_of(GROUND["city"])
    for party, colour in dataset.tables.parties["colour"].items():
        low, medium, high = (
            lab_of(laid_over(city, rgb_of(colour), OPACITY[one])) for one in Confidence
        )
        assert low[0] > medium[0] > high[0], party
        assert difference(medium, high) > JUST_VISIBLE, party
        assert difference(low, medium) > 2 * JUST_VISIBLE, party


def test_the_dots_lie_whole_inside_their_tile():
    for x, y in BELOW_DOTS.places:
        assert x >= 0
        assert x + BELOW_DOTS.width <= BELOW_DOTS.tile
        assert BELOW_DOTS.height / 2 <= y <= BELOW_DOTS.tile - BELOW_DOTS.height / 2


@given(EXTENTS)
def test_the_stripes_fill_the_district(extents):
    fills = fills_of(extents)
    assert sum(fill.share for fill in fills) == pytest.approx(1, abs=ROUNDING)
    assert all(0 < fill.share <= 1 for fill in fills)


@given(EXTENTS)
def test_the_stripes_stand_in_the_order_of_the_parties_and_the_unknown_last(extents):
    parties = [fill.party for fill in fills_of(extents)]
    known = [party for party in parties if party is not None]
    assert parties == known + [None] * (len(parties) - len(known))
    assert len(parties) - len(known) <= 1
    assert known == sorted(set(known), key=list(extents).index)


@given(EXTENTS)
def test_only_a_party_that_is_there_has_a_stripe_and_each_has_one_unless_one_holds_all(extents):
    there = {party for party, extent in extents.items() if extent not in (None, Extent.NONE)}
    drawn = {fill.party for fill in fills_of(extents)} - {None}
    if Extent.WHOLE in extents.values():
        assert len(drawn) == 1
        assert drawn <= there
    else:
        assert drawn == there


@given(EXTENTS)
def test_who_holds_more_has_the_wider_stripe(extents):
    shares = {fill.party: fill.share for fill in fills_of(extents)}
    ladder = (Extent.PRESENT, Extent.PART, Extent.SHARED, Extent.MOST, Extent.WHOLE)
    for party, share in shares.items():
        for other, other_share in shares.items():
            if party is None or other is None or Extent.WHOLE in extents.values():
                continue
            higher = ladder.index(extents[party]) > ladder.index(extents[other])
            if higher and Extent.SHARED not in (extents[party], extents[other]):
                assert share > other_share
            if extents[party] is extents[other]:
                assert share == other_share


@pytest.mark.parametrize(
    ("extents", "fills"),
    [
        ({}, (Fill(None, 1.0),)),
        ({"a": None, "b": Extent.NONE}, (Fill(None, 1.0),)),
        ({"a": Extent.WHOLE, "b": Extent.NONE}, (Fill("a", 1.0),)),
        ({"a": Extent.PRESENT}, (Fill("a", 0.15), Fill(None, 0.85))),
        ({"a": Extent.PART, "b": Extent.MOST}, (Fill("a", 0.3), Fill("b", 0.7))),
        ({"a": Extent.MOST}, (Fill("a", 0.7), Fill(None, 0.3))),
        ({"a": Extent.SHARED, "b": Extent.SHARED}, (Fill("a", 0.5), Fill("b", 0.5))),
        (
            {"a": Extent.SHARED, "b": Extent.SHARED, "c": Extent.PRESENT},
            (Fill("a", 0.425), Fill("b", 0.425), Fill("c", 0.15)),
        ),
        ({"a": Extent.SHARED, "b": Extent.PART}, (Fill("a", 0.7), Fill("b", 0.3))),
    ],
)
def test_stripes_worth_knowing(extents, fills):
    assert fills_of(extents) == fills


def test_parties_that_share_are_seen_even_beside_one_that_holds_most():
    shares = [
        fill.share
        for fill in fills_of(
            {"a": Extent.MOST, "b": Extent.PART, "c": Extent.PRESENT, "d": Extent.SHARED}
        )
    ]
    assert min(shares) > 0.1


@pytest.mark.parametrize(
    ("situations", "outline"),
    [
        ((), "plain"),
        (("calm",), "plain"),
        (("fighting",), "solid"),
        (("negotiation",), "dashed"),
        (("calm", "ceasefire", "negotiation"), "dashed"),
        (("fighting", "negotiation"), "solid"),
        (("fighting", "siege"), "double"),
        (("truce", "siege"), "dashed"),
        (("fighting", "evacuation"), "dotted"),
    ],
)
def test_the_outline_of_a_situation(situations, outline):
    assert outline_of(situations) == outline
    assert outline_of(tuple(reversed(situations))) == outline


@given(st.lists(st.sampled_from(Situation)))
def test_every_situation_has_an_outline(situations):
    assert outline_of(situations) in OUTLINES


INK, LIGHT = GROUND["ink"], GROUND["panel"]


@pytest.mark.parametrize(
    ("outline", "strokes"),
    [
        ("solid", [(INK, 2.4, ())]),
        ("dashed", [(INK, 2.2, (8, 5))]),
        ("dotted", [(INK, 3, (3, 5))]),
        ("double", [(INK, 5, ()), (LIGHT, 3.4, ()), (INK, 1.7, ())]),
        ("plain", [(INK, 1.2, ())]),
    ],
)
def test_the_strokes_of_an_outline_inside_its_border(outline, strokes):
    assert strokes_of(OUTLINES[outline]) == tuple(Stroke(*one) for one in strokes)


@pytest.mark.parametrize("key", OUTLINES)
def test_an_outline_by_itself_shows_what_is_seen_along_a_border(key):
    outline = OUTLINES[key]
    whole, *light = line_of(outline)
    assert whole == strokes_of(outline)[0]
    assert len(light) == outline.double
    along = strokes_of(outline)
    seen = [one.width - inner.width for one, inner in pairwise(along)]
    assert [one.width for one in light] == pytest.approx(seen[1:])
    assert {one.colour for one in light} <= {LIGHT}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("kind", EventType)
def test_a_symbol_can_be_read_on_its_badge(kind):
    symbol = SYMBOLS[kind]
    assert 1.05 / (luminance(symbol.colour) + 0.05) >= 4.5
    assert symbol.badge in BADGES
    assert re.fullmatch(r"[MLHVCAZmlhvcaz0-9 .,-]+", symbol.glyph)


def test_no_two_symbols_look_or_are_called_alike():
    symbols = [SYMBOLS[kind] for kind in EventType]
    assert len({symbol.name for symbol in symbols}) == len(symbols)
    assert len({(symbol.badge, symbol.glyph) for symbol in symbols}) == len(symbols)


def test_colours_are_written_in_full():
    colours = [*GROUND.values(), UNKNOWN_COLOUR, *(symbol.colour for symbol in SYMBOLS.values())]
    assert [one for one in colours if not re.fullmatch("#[0-9A-F]{6}", one)] == []


def test_the_tables_of_style_cannot_be_changed():
    for table in (BADGES, GROUND, OUTLINES, SYMBOLS):
        with pytest.raises(TypeError):
            table["x"] = "y"


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Names of districts have a halo of the panel's colour, those of places one of the ground's.
@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("ink", "panel"),
        ("muted", "panel"),
        ("panel", "ink"),
        ("ink", "ground"),
        ("muted", "ground"),
        ("ink", "city"),
    ],
)
def test_texts_can_be_read(text, behind):
    figure = contrast(GROUND[text], GROUND[behind])
    print(f"{text} on {behind}: {figure:.1f}")  # noqa: T201 - `pytest -s` shows the figures
    assert figure >= 4.5


def test_outlines_are_seen_along_every_fill(dataset):
    """What is no text needs 3 to 1; under siege a light line lies beside the dark one."""
    fills = [*dataset.tables.parties["colour"], UNKNOWN_COLOUR]
    seen = {fill: max(contrast(fill, GROUND[line]) for line in ("ink", "panel")) for fill in fills}
    assert min(seen.values()) >= 3, seen
