"""Two days compared: what changed between them, on whose word, and what happened meanwhile."""

from datetime import date

import pytest

from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.view import View
from damascus_map.model.vocabulary import EventType
from damascus_map.render.comparison import comparison_of

FIRST, SECOND = date(2020, 1, 15), date(2020, 4, 15)


def compared(small, first=FIRST, second=SECOND, **options):
    return comparison_of(small.tables, View(on=first, **options), second)


@pytest.fixture
def shown(small):
    return compared(small)


def test_each_change_says_when_from_what_to_what_and_on_whose_word(shown):
    hill, mill = shown.districts
    step, later = hill.steps
    assert (hill.name, step.when, later.when) == ("Hill", "5 Mar 2020", "April 2020")
    assert step.before == "Held entirely by the North."
    assert step.after == "Mostly held by the South; partly held by the North. Fighting."
    assert (step.publishers, step.statements) == (("The Wire",), 1)
    assert not step.is_weak
    assert [one.when for one in mill.steps] == ["February 2020"]
    assert mill.steps[0].statements == 2
    assert mill.steps[0].is_weak


def test_a_change_on_the_first_day_is_not_between_and_one_on_the_second_is(small):
    assert len(compared(small, date(2020, 3, 5)).districts[0].steps) == 1
    assert len(compared(small, FIRST, date(2020, 3, 5)).districts[0].steps) == 1


def test_changes_of_a_district_together_go_from_the_first_to_the_last(dataset):
    view = View(on=date(2017, 5, 7), districts=("qaboun",))
    (qaboun,) = comparison_of(dataset.tables, view, date(2017, 6, 15)).districts
    assert len(qaboun.steps) == 5
    assert qaboun.overall.when == "5 changes, 8 May 2017 to 15 May 2017"
    assert qaboun.overall.before == qaboun.steps[0].before
    assert qaboun.overall.after == qaboun.steps[-1].after
    publishers = {one for step in qaboun.steps for one in step.publishers}
    assert set(qaboun.overall.publishers) == publishers


def test_between_the_steps_nothing_is_lost(dataset):
    shown = comparison_of(dataset.tables, View(on=date(2013, 6, 1)), date(2018, 6, 15))
    assert sum(len(one.steps) for one in shown.districts) == 42
    for one in shown.districts:
        for former, step in zip(one.steps, one.steps[1:], strict=False):
            assert former.after == step.before


def test_events_between_leave_out_those_of_the_first_day_alone(small):
    hill, mill = compared(small, date(2020, 1, 1), date(2020, 3, 5)).districts
    assert dict(hill.events) == {EventType.CLASH: 1}
    assert dict(mill.events) == {EventType.PROTEST: 1}
    assert dict(compared(small, date(2020, 1, 1)).elsewhere) == {}


def test_no_change_is_said(small):
    shown = compared(small, date(2020, 5, 1), date(2020, 6, 1))
    assert shown.summary == "No change between these days"
    assert [one.steps for one in shown.districts] == [(), ()]
    assert shown.districts[1].overall.before.startswith("Shared by the North and the South")


def test_the_legend_explains_what_either_map_or_the_table_shows(small):
    shown = compared(small, FIRST, date(2020, 3, 20))
    texts = [key.text for group in shown.legend for key in group.keys]
    assert {"The North", "The South", "Not known", "Fighting", "Clash", "Protest"} <= set(texts)
    assert len(texts) == len(set(texts))


def test_a_doubt_of_both_days_is_said_once_and_one_of_a_day_with_its_date(small):
    shown = compared(small, FIRST, date(2020, 3, 20))
    assert shown.notes[0] == "Low confidence: Mill."
    assert sum("Low confidence" in note for note in shown.notes) == 1
    assert any(note.startswith("15 Jan 2020: Grey, since not known") for note in shown.notes)


def test_the_origin_names_both_views_and_the_command(small):
    origin = compared(small, districts=("hill",), window=None, lang="fr").origin
    assert origin.address == (
        "compare?from=2020-01-15&to=2020-04-15&districts=hill&window=all&lang=fr"
    )
    assert origin.command == (
        "damascus-map compare --from 2020-01-15 --to 2020-04-15 --district hill"
        " --window all --lang fr"
    )
    assert set(origin.sources) == {"The Gazette", "The Wire"}


@pytest.mark.parametrize("second", [FIRST, date(2020, 1, 2)])
def test_equal_or_reversed_days_are_an_error(small, second):
    with pytest.raises(InvalidDateError, match="the earlier one first"):
        compared(small, FIRST, second)


def test_a_day_before_the_dataset_or_an_unknown_district_is_an_error(small):
    with pytest.raises(InvalidDateError, match="first day of the dataset"):
        compared(small, date(2019, 1, 1))
    with pytest.raises(UnknownDistrictError):
        compared(small, districts=("hull",))


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "5 changements entre ces jours"), ("ar", "5 تغيّرات بين هذين اليومين")]
)
def test_other_languages_have_their_own_words(dataset, lang, said):
    view = View(on=date(2017, 5, 7), districts=("qaboun",), lang=lang)
    assert comparison_of(dataset.tables, view, date(2017, 6, 15)).summary == said


def test_differences_of_the_time_between_are_told_of_the_changes_they_concern(dataset):
    shown = comparison_of(dataset.tables, View(on=date(2017, 2, 18)), date(2017, 5, 14))
    jobar = next(one for one in shown.districts if one.name == "Jobar")
    tadamon = next(one for one in shown.districts if one.name == "Tadamon")
    assert [step.is_disputed for step in jobar.steps] == [True]
    assert [step.is_disputed for step in tadamon.steps] == [False]
    assert shown.notes[-1] == (
        "In the time compared sources differ on Barzé (3), Qaboun (4), Techrine (1) and Jobar (2)."
    )
