"""Dates, numbers and lists in the languages of the program."""

import subprocess
import sys
from datetime import date

import pytest

from damascus_map.errors import UnknownChoiceError
from damascus_map.language import LANGUAGES, N_, NN_, capitalised, language
from damascus_map.model.dates import parse_partial_date

LEVANTINE_MONTHS = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
EVENTS = NN_("one event", "{n} events")
FRENCH_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@pytest.mark.parametrize("month", range(1, 13))
def test_arabic_months_are_those_of_syria(month):
    shown = language("ar").known_date(date(2017, month, 1), "month")
    assert LEVANTINE_MONTHS[month - 1] in shown


@pytest.mark.parametrize("month", range(1, 13))
def test_french_months(month):
    shown = language("fr").known_date(date(2017, month, 1), "month")
    assert shown == f"{FRENCH_MONTHS[month - 1]} 2017"


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("en", "2014-02-15", "15 Feb 2014"),
        ("en", "2014-02", "February 2014"),
        ("en", "2014", "2014"),
        ("fr", "2014-02-15", "15 févr. 2014"),
        ("fr", "2014-02", "février 2014"),
        ("fr", "2014", "2014"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(code, text, shown):
    assert language(code).partial_date(parse_partial_date(text)) == shown


@pytest.mark.parametrize(
    ("code", "shown"), [("en", "Sunday 7 May 2017"), ("fr", "dimanche 7 mai 2017")]
)
def test_a_day_in_full_words(code, shown):
    assert language(code).day(date(2017, 5, 7)) == shown


def test_a_precision_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="hour"):
        language("en").known_date(date(2017, 5, 7), "hour")


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_direction_of_writing(code, direction):
    assert language(code).direction == direction


@pytest.mark.parametrize(
    ("code", "categories"),
    [
        ("en", {"one", "other"}),
        ("fr", {"one", "many", "other"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
    ],
)
def test_a_program_gets_every_plural_form_of_the_language(code, categories):
    forms = language(code).plural_forms(EVENTS)
    assert set(forms) == categories
    assert all(forms.values())


def test_plural_forms_in_english():
    english = language("en")
    assert english.plural_forms(EVENTS) == {
        "one": "one event",
        "other": "{n} events",
    }
    assert english.plural(EVENTS, 1) == "one event"
    assert english.plural(EVENTS, 0) == "0 events"
    assert english.plural(EVENTS, 1200) == "1,200 events"


def test_braces_are_filled_after_the_translation():
    english = language("en")
    assert english.text("{a} and {b}", a="{b}", b=2) == "{b} and 2"
    assert english.text("{a}") == "{a}"
    assert english.text("") == ""


@pytest.mark.parametrize(
    ("code", "names", "shown"),
    [
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("en", [], ""),
    ],
)
def test_a_list_as_a_sentence_has_it(code, names, shown):
    assert language(code).list_of(names) == shown


def test_numbers_as_the_language_writes_them():
    assert language("en").number(11000) == "11,000"
    assert language("fr").number(11000) == "11\N{NARROW NO-BREAK SPACE}000"
    assert language("fr").number(3.55) == "3,55"


@pytest.mark.parametrize("code", ["de", "", "EN", "fr_FR", "../en"])
def test_an_unknown_language_is_refused_with_those_known(code):
    with pytest.raises(UnknownChoiceError, match="en, fr, ar") as caught:
        language(code)
    assert repr(code) in str(caught.value)


def test_a_language_is_made_once():
    assert all(language(code) is language(code) for code in LANGUAGES)


def test_marking_and_capitals():
    assert N_("as it is") == "as it is"
    assert capitalised("été à Damas") == "Été à Damas"
    assert capitalised("") == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_program_that_counts_by_cldr_finds_the_form_that_gettext_finds(code):
    """The map has the forms by their category, and its browser says which one fits a number."""
    words, forms = language(code), NN_("{n} source", "{n} sources")
    by_category = words.plural_forms(forms)
    for count in range(250):
        chosen = by_category[words.locale.plural_form(count)]
        assert chosen.format(n=words.number(count)) == words.plural(forms, count)


def test_a_name_is_isolated_where_the_line_runs_the_other_way():
    name = "report.v2 (1).csv"
    assert language("fr").isolated(name) == name
    isolated = language("ar").isolated(name)
    assert isolated == f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"


ARABIC_OF_OTHERS_FIRST = """
from datetime import date
from damascus_map.model.written_dates import written_date
written_date("7 mai 2017")
from damascus_map.language import language
print(language("ar").short_day(date(2017, 5, 7)))
"""


def test_months_keep_their_levantine_names_after_a_written_date_was_read():
    command = [sys.executable, "-X", "utf8", "-c", ARABIC_OF_OTHERS_FIRST]
    shown = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert shown.stdout.strip() == "7 أيار 2017"
