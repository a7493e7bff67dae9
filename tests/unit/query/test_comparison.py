"""What lies between two days: holds, changes, figures that are told, disagreements of the time."""

from datetime import date

import pytest

from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.vocabulary import Confidence, EventType, Extent
from damascus_map.query.comparison import Sum, compare_days, happened


@pytest.fixture(scope="module")
def spring(dataset):
    """From the offensive of February 2017 to the eve of Qaboun's fall."""
    return compare_days(dataset.tables, "2017-02-18", "2017-05-14")


def of(compared, district):
    return next(one for one in compared.districts if one.id == district)


def test_each_district_has_both_its_days_and_what_lies_between(spring):
    qaboun = of(spring, "qaboun")
    assert (qaboun.before.status, qaboun.after.status) == ("opposition", "government")
    assert qaboun.before.extents["opposition"] is Extent.MOST
    assert qaboun.after.extents["government"] is Extent.MOST
    assert qaboun.before.situation == ("fighting",)
    assert qaboun.after.situation == ("evacuation",)
    assert qaboun.after.confidence is Confidence.HIGH
    assert [str(row["on"].date()) for row in qaboun.changes] == [
        *("2017-02-26", "2017-05-07", "2017-05-08", "2017-05-10", "2017-05-13", "2017-05-14")
    ]
    assert {one.id: len(one.changes) for one in spring.districts} == {
        "barze": 2,
        "qaboun": 6,
        "techrine": 3,
        "jobar": 1,
        "tadamon": 1,
    }
    assert spring.changes == 13


def test_disagreements_of_the_time_between_are_told_with_those_of_the_days(spring):
    topics = {one.id: set(one.disagreements["topic"]) for one in spring.districts}
    # It neither touches the interval of the first day nor that of the second.
    assert topics["jobar"] == {"de-escalation-2017-05"}
    assert topics["qaboun"] == {None, "qaboun-fall-2017-05"}
    assert topics["tadamon"] == set()
    for one in spring.districts:
        assert (one.disagreements["first"] <= "2017-05-14").all()
        assert (one.disagreements["last"] >= "2017-02-18").all()


def test_an_event_of_several_districts_stands_at_each_and_counts_once_together(small):
    compared = compare_days(small.tables, "2020-07-31", "2020-08-01")
    assert [one.happened.events for one in compared.districts] == [1, 1]
    assert compared.together.events == 1
    assert compared.elsewhere.events == 0


def test_what_happened_on_the_first_day_alone_is_not_between(small):
    compared = compare_days(small.tables, "2020-01-01", "2020-03-05")
    assert compared.elsewhere.events == 0
    assert of(compared, "hill").happened.kinds == {EventType.CLASH: 1}
    before = compare_days(small.tables, "2020-03-07", "2020-03-31")
    assert of(before, "hill").happened.events == 0


def test_figures_are_added_over_the_events_that_tell_them(small):
    events = small.events_between(None, "2020-12-31")
    told = happened(events)
    assert told.events == 4
    assert told.sums["deaths_low"] == Sum(1, 1)
    assert told.sums["deaths_high"] == Sum(3, 1)
    assert told.sums["people_moved"] == Sum(40, 1)
    assert (told.without_deaths, told.without_moved) == (3, 3)


def test_a_figure_that_no_event_tells_is_not_zero(small):
    told = happened(small.events_between("2020-08-01", "2020-08-01"))
    assert told.sums["deaths_best"] == Sum(None, 0)
    assert told.sums["people_moved"] == Sum(None, 0)


def test_one_of_three_figures_is_enough_to_tell_of_deaths(dataset):
    told = happened(dataset.events_between("2011-07-15", "2011-07-15", districts=["qaboun"]))
    assert told.sums["deaths_low"].total is not None
    assert told.sums["deaths_best"] == Sum(None, 0)
    assert told.without_deaths == 0


def test_a_day_and_itself_have_nothing_between_them(dataset):
    compared = compare_days(dataset.tables, "2017-05-14", "2017-05-14")
    assert compared.changes == 0
    assert compared.together.events == 0
    assert compared.begin == compared.end == date(2017, 5, 14)
    for one in compared.districts:
        assert one.before == one.after


def test_only_the_districts_asked_for_with_what_is_of_no_district(dataset, spring):
    compared = compare_days(
        dataset.tables, "2017-02-18", "2017-05-14", districts=["tadamon", "barze"]
    )
    assert [one.id for one in compared.districts] == ["barze", "tadamon"]
    assert compared.elsewhere == spring.elsewhere
    assert compared.together.events < spring.together.events


@pytest.mark.parametrize(
    ("begin", "end", "districts", "error"),
    [
        ("2017-05-14", "2017-02-18", None, InvalidDateError),
        ("1999-01-01", "2017-02-18", None, InvalidDateError),
        ("2017-02-30", "2017-05-14", None, InvalidDateError),
        ("2017-02-18", "2017-05-14", ["nowhere"], UnknownDistrictError),
    ],
)
def test_what_cannot_be_compared_is_refused(dataset, begin, end, districts, error):
    with pytest.raises(error):
        compare_days(dataset.tables, begin, end, districts=districts)
