"""A search read as words and dates."""

import pytest

from damascus_map.query.search_terms import Term, terms_of


def said(text):
    return [
        (term.text, [str(one) for one in term.dates], term.month, term.day)
        for term in terms_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("7/5/2017", ["2017-05-07", "2017-07-05"]),
        ("7.5.2017", ["2017-05-07", "2017-07-05"]),
        ("5/13/2017", ["2017-05-13"]),
        ("13/5/2017", ["2017-05-13"]),
        ("2017-05-07", ["2017-05-07"]),
        ("7 May 2017", ["2017-05-07"]),
        ("Sunday 7 May 2017", ["2017-05-07"]),
        ("dimanche 7 mai 2017", ["2017-05-07"]),
        ("May 7, 2017", ["2017-05-07"]),
        ("1er mai 2017", ["2017-05-01"]),
        ("mai 2017", ["2017-05"]),
        ("7 أيار 2017", ["2017-05-07"]),
        ("٧ أيار ٢٠١٧", ["2017-05-07"]),  # noqa: RUF001 - Arabic digits are meant
        ("مايو 2017", ["2017-05"]),
        ("تشرين الثاني 2012", ["2012-11"]),
        ("الأحد 7 أيار 2017", ["2017-05-07"]),
        ("2017-05", ["2017-05"]),
    ],
)
def test_dates_are_read_as_they_are_written(text, dates):
    assert said(text) == [("", dates, None, None)]
    assert said(f"Qaboun {text}") == [("Qaboun", [], None, None), ("", dates, None, None)]


@pytest.mark.parametrize("text", ["أيار", "مايو", "May", "mai"])
def test_a_month_alone_may_be_a_word_too(text):
    assert terms_of(text) == (Term(text=text, month=5),)


@pytest.mark.parametrize("text", ["7 mai", "May 7", "7 أيار", "7th May"])
def test_a_day_without_a_year(text):
    assert terms_of(text) == (Term(month=5, day=7),)


def test_a_year_may_be_a_word_too():
    assert said("truce 2014") == [("truce", [], None, None), ("2014", ["2014"], None, None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the evacuation of Qaboun", ["evacuation", "Qaboun"]),
        ("l'évacuation de Barzé", ["l'évacuation", "Barzé"]),
        ("إجلاء من القابون", ["إجلاء", "القابون"]),
        ("the", ["the"]),
        ("1,022 people", ["1", "022", "people"]),
        ("99/99/2017", ["99", "99", "2017"]),
    ],
)
def test_words_that_say_nothing_are_left_out(text, words):
    assert [term.text for term in terms_of(text)] == words


def test_only_so_many_words_are_looked_at():
    assert len(terms_of("one two " * 100)) <= 12
