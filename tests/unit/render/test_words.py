"""What the map shows, said in English."""

from datetime import date

import pandas as pd
import pytest

from damascus_map.language import LANGUAGES, language
from damascus_map.model.vocabulary import (
    Confidence,
    EventType,
    Extent,
    Situation,
)
from damascus_map.query.disagreements import DisagreementKind
from damascus_map.render import words
from damascus_map.render.words import (
    control_sentence,
    event_type_name,
    localised,
    party_names,
    situation_words,
    span_words,
)

ENGLISH = language("en")
NAMES = {"north": "the North", "south": "the South", "guests": "the Guests"}


def said(situations=(), **extents):
    return control_sentence(extents, situations, NAMES, ENGLISH)


@pytest.mark.parametrize(
    ("extent", "sentence"),
    [
        (Extent.WHOLE, "Held entirely by the North."),
        (Extent.MOST, "Mostly held by the North."),
        (Extent.SHARED, "Shared by the North."),
        (Extent.PART, "Partly held by the North."),
        (Extent.PRESENT, "Present, extent not stated: the North."),
        (Extent.NONE, "Not known who holds the district."),
        (None, "Not known who holds the district."),
    ],
)
def test_the_sentence_of_each_extent(extent, sentence):
    assert said(north=extent) == sentence


def test_the_sentence_of_several_parties_names_the_greatest_hold_first():
    assert said(north=Extent.PART, south=Extent.MOST, guests=Extent.PRESENT) == (
        "Mostly held by the South; partly held by the North; "
        "present, extent not stated: the Guests."
    )


def test_parties_with_the_same_extent_share_a_clause():
    assert said(north=Extent.SHARED, south=Extent.SHARED) == ("Shared by the North and the South.")
    assert said(north=Extent.PRESENT, south=Extent.PRESENT, guests=Extent.PRESENT) == (
        "Present, extent not stated: the North, the South and the Guests."
    )


def test_the_situation_is_a_sentence_of_its_own():
    assert said(("calm", "ceasefire", "negotiation"), south=Extent.MOST) == (
        "Mostly held by the South. Calm, ceasefire and talks."
    )
    assert said(("siege",)) == "Not known who holds the district. Siege."


def test_a_name_is_never_a_template():
    names = {"north": "{parties} <b>&amp;</b> %s"}
    sentence = control_sentence({"north": Extent.WHOLE}, (), names, ENGLISH)
    assert sentence == "Held entirely by {parties} <b>&amp;</b> %s."


def test_situations_as_a_list():
    assert situation_words(["siege", "fighting"], ENGLISH) == "siege and fighting"
    with pytest.raises(ValueError, match="war"):
        situation_words(["war"], ENGLISH)


def test_party_names_are_those_of_the_language(small):
    parties = small.tables.parties
    assert party_names(parties, ENGLISH)["north"] == "the North"
    assert party_names(parties, language("fr"))["north"] == "le Nord"
    assert party_names(parties, language("ar"))["north"] == "الشمال"


@pytest.mark.parametrize(
    ("begin", "until", "shown"),
    [
        ("2017-05-07", "", "7 May 2017"),
        ("2017-05-07", "2017-05-07", "7 May 2017"),
        ("2017-05", "", "May 2017"),
        ("2017", "", "2017"),
        ("2017-05-07", "2017-06-01", "7 May 2017 to 1 Jun 2017"),
        ("2017-05", "2017-06", "May 2017 to June 2017"),
        ("2017-05-07", "2018", "7 May 2017 to 2018"),
    ],
)
def test_a_span_is_shown_as_far_as_it_is_known(begin, until, shown):
    from damascus_map.data.tables import with_span

    frame = with_span(pd.DataFrame({"on": [begin], "until": [until]}), "on", "until")
    row = frame.iloc[0].to_dict()
    assert span_words(row, "on", "until", ENGLISH) == shown
    row |= {"first": row["first"].date(), "last": row["last"].date()}
    assert isinstance(row["first"], date)
    assert span_words(row, "on", "until", ENGLISH) == shown


def test_a_text_of_the_data_is_in_the_language_or_in_english():
    row = {"title_en": "A raid", "title_fr": "Un raid", "title_ar": ""}
    shown = [localised(row, "title", language(code)) for code in LANGUAGES]
    assert shown == ["A raid", "Un raid", "A raid"]


def test_the_name_of_an_event_type():
    assert event_type_name("air_strike", ENGLISH) == "Air strike"


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (words.SITUATION_NAMES, Situation),
        (words.CONFIDENCE_NAMES, Confidence),
        (words.DISAGREEMENT_NAMES, DisagreementKind),
    ],
)
def test_every_value_has_a_name_of_its_own(table, members):
    assert set(table) == set(members)
    assert len(set(table.values())) == len(members)


@pytest.mark.parametrize("kind", EventType)
def test_every_event_type_has_a_name(kind):
    assert event_type_name(kind, ENGLISH)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_can_be_said_in_every_language(code):
    spoken = language(code)
    for extent in (*Extent, None):
        sentence = control_sentence({"north": extent}, list(Situation), NAMES, spoken)
        assert "{" not in sentence
        assert ("the North" in sentence) == (extent not in (None, Extent.NONE))
