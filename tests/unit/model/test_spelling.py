"""Spellings of one name come out alike, other words do not."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.model import spelling
from damascus_map.model.spelling import folded, forms_of, near_names, sound_of, words_of

NAMES = {
    **dict.fromkeys(("jobar", "joubar", "jowbar", "جوبر"), "jobar"),
    **dict.fromkeys(("barze", "barzeh", "برزه"), "barze"),
    **dict.fromkeys(("qaboun", "qabun", "القابون", "قابون"), "qaboun"),
    **dict.fromkeys(("tadamon", "tadamun", "تضامن"), "tadamon"),
    **dict.fromkeys(("tishreen", "techrine"), "techrine"),
}


def test_the_examples_of_the_docstrings_hold():
    assert doctest.testmod(spelling).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barzé", "BARZE"),
        ("Qābūn", "qabun"),
        ("برزة", "برزه"),
        ("القَابُون", "القابون"),
        ("الـقـابـون", "القابون"),
        ("أطراف", "اطراف"),
        ("إلى", "الي"),
        ("حیّ", "حي"),
        ("Ma'amouniyyeh", "Maamouniyyeh"),
    ],
)
def test_variants_of_letters_are_one_spelling(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("word", "letters", "lead"),
    [
        ("وجوبر", "جوبر", "و"),
        ("بالقابون", "قابون", "ب"),
        ("وبجوبر", "جوبر", "وب"),
        ("للقابون", "قابون", "ل"),
        ("AlQaboun", "qaboun", ""),
        ("attadamon", "tadamon", ""),
        ("Jobar's", "jobar", ""),
        ("Jobar\u2019s", "jobar", ""),
        ("d\u2019Alep", "alep", "d"),
    ],
)
def test_what_is_joined_to_a_name_is_loosened(word, letters, lead):
    assert (letters, lead) in forms_of(word)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("at-Tadamon", ["at"]),
        ("at Tadamon", []),
        ("al Qaboun", ["al"]),
        ("the edge of Jobar", ["the", "of"]),
        ("quartier de la Ghouta", ["de", "la"]),
    ],
)
def test_articles_may_be_missing(text, missing):
    assert [word.text for word in words_of(text) if word.may_be_missing] == missing


@pytest.mark.parametrize(
    ("word", "district"),
    [
        ("tademon", "tadamon"),
        ("tathamon", "tadamon"),
        ("qabboun", "qaboun"),
        ("kaboun", "qaboun"),
        ("djobar", "jobar"),
        ("tischreen", "techrine"),
        ("تظامن", "tadamon"),
    ],
)
def test_a_spelling_that_is_near_a_name_is_found(word, district):
    assert near_names([word], NAMES) == {word: district}


@pytest.mark.parametrize(
    "word",
    [
        *("tadmor", "tadmur", "barge", "barzani", "bursa", "carbon", "gabon", "jabbar", "jaber"),
        *("sober", "qabouni", "jobs", "bar", "teheran"),
        *("برز", "جابر", "جوهر", "بارزه", "قابوني"),
    ],
)
def test_a_word_that_only_looks_like_a_name_is_not_near(word):
    assert near_names([word], NAMES) == {}


def test_near_names_of_nothing():
    assert near_names([], NAMES) == {}
    assert near_names(["jobarr"], {}) == {}


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text):
    for word in words_of(text):
        assert word.text in text or word.is_mark
        assert all(isinstance(form.letters, str) for form in forms_of(word.text))
        sound_of(folded(word.text))
