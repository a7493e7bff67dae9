"""What a search finds in the default dataset: labelled questions in three scripts."""

import pytest

import damascus_map
from damascus_map.query.search import search
from damascus_map.query.search_index import ResultKind, search_index
from damascus_map.render.search_results import index_of

SHOWN = 6
LEAST_RECALL = 0.97

P, E, C, S = ResultKind
LABELLED = [
    # names of districts, in any spelling, and with slips of the hand
    ("Qaboun", P, "qaboun"),
    ("kaboun", P, "qaboun"),
    ("al-Qabun", P, "qaboun"),
    ("AlQaboun", P, "qaboun"),
    ("Qabuon", P, "qaboun"),
    ("القابون", P, "qaboun"),
    ("قابون", P, "qaboun"),
    ("والقابون", P, "qaboun"),
    ("Barzé", P, "barze"),
    ("barzeh", P, "barze"),
    ("Berzeh al balad", P, "barze"),
    ("برزه", P, "barze"),
    ("مساكن برزة", P, "barze"),
    ("Jobar", P, "jobar"),
    ("djobar", P, "jobar"),
    ("Jobbar", P, "jobar"),
    ("جوبر", P, "jobar"),
    ("tishreen", P, "techrine"),
    ("Techrine", P, "techrine"),
    ("حي تشرين", P, "techrine"),
    ("tadamun", P, "tadamon"),
    ("Tadhamon", P, "tadamon"),
    ("التضامن", P, "tadamon"),
    ("Tadammon massacre", P, "tadamon"),
    # places around them
    ("Yarmouk", P, "places/yarmouk"),
    ("yarmuk", P, "places/yarmouk"),
    ("hajar aswad", P, "places/hajar-al-aswad"),
    ("الحجر الأسود", P, "places/hajar-al-aswad"),
    # events by their words, their kind, their day
    ("first batch leaves Barze", E, "2017-05-08-barze-evacuation"),
    ("premier groupe Barzé évacuation mai 2017", E, "2017-05-08-barze-evacuation"),
    ("evacuaton qaboun 14 May 2017", E, "2017-05-14-qaboun-evacuation"),
    ("1,022 people", E, "2017-05-08-barze-evacuation"),
    ("chlorine Jobar", E, "2015-03-10-jobar-chemical-attack"),
    ("chemical attack Qaboun March 2017", E, "2017-03-29-qaboun-chemical-attack"),
    ("attaque chimique jobar août 2014", E, "2014-08-20-jobar-chemical-attack"),
    ("research centre strikes 2018", E, "2018-04-14-barze-air-strike"),
    ("funeral rocket 18 février 2017", E, "2017-02-18-qaboun-shelling"),
    ("Abbasid Square", E, "2017-03-19-jobar-clash-3"),
    ("electricity company", E, "2017-04-29-qaboun-clash"),
    ("de-escalation Astana", E, "2017-05-04-syria-negotiation"),
    ("Four Towns", E, "2017-04-14-syria-evacuation"),
    ("هدنة برزة كانون الثاني 2014", E, "2014-01-06-barze-truce"),
    ("إجلاء القابون أيار 2017", E, "2017-05-14-qaboun-evacuation"),
    ("إجلاء القابون مايو 2017", E, "2017-05-14-qaboun-evacuation"),
    ("مجزرة التضامن", E, "2013-04-16-tadamon-massacre"),
    ("Damascus falls 8/12/2024", E, "2024-12-08-barze-control-change"),
    ("landmine children", E, "2019-07-05-jobar-explosion"),
    ("mine enfants 2019", E, "2019-07-05-jobar-explosion"),
    ("7 mai cessez-le-feu Barzé", E, "2017-05-07-barze-ceasefire"),
    ("2017-05-07 negotiation", E, "2017-05-07-barze-negotiation"),
    ("7/5/2017 talks", E, "2017-05-07-barze-negotiation"),
    ("تشرين الثاني 2012 التضامن", E, "2012-11-tadamon-control-change"),
    # statements
    ("truce Qaboun July 2014 Syria Direct", C, "qaboun-2014-07-truce-syria-direct"),
    ("AP truce June 2014", C, "qaboun-2014-06-truce-ap"),
    ("seven months of fighting", C, "qaboun-2014-02-truce-zaman-al-wasl"),
    ("SOHR calm Qaboun", C, "qaboun-2017-05-07-calm-afp"),
    ("deal with Islamic State denied", C, "tadamon-2018-05-19-denial-afp"),
    ("fully secured Barze", C, "barze-2018-05-21-secured-sohr"),
    ("sept mois de combats", C, "qaboun-2014-02-truce-zaman-al-wasl"),
    ("وقف إطلاق النار حتى منتصف الليل", C, "barze-2017-05-07-ceasefire-afp"),
    # sources
    ("Zaman al-Wasl", S, "zaman-al-wasl-2016-02-27"),
    ("syria direct resident interview", S, "syria-direct-2014-09-29"),
    ("AFP 7 May 2017", S, "afp-2017-05-07"),
    ("Xinhua", S, "xinhua-2017-05-12"),
    ("reuters yarmouk 2012", S, "reuters-2012-12-17-yarmouk"),
    ("Al Jazeera", S, "al-jazeera-2017-05-14"),
    ("wikipedia qaboun offensive", S, "wikipedia-qaboun-offensive-2017"),
]


@pytest.fixture(scope="module")
def index():
    return index_of(damascus_map.open_dataset().tables)


def shown(index, text, kind):
    found = search(index, text, most=SHOWN)
    return [hit.id for group in found.groups if group.kind == kind for hit in group.shown]


def test_labelled_questions_find_what_is_meant(index):
    asked = LABELLED
    missed = [
        (text, wanted) for text, kind, wanted in asked if wanted not in shown(index, text, kind)
    ]
    recall = 1 - len(missed) / len(asked)
    print(f"recall among the first {SHOWN}: {recall:.3f} of {len(asked)}")  # noqa: T201 - a figure
    assert len(asked) >= 50
    assert recall >= LEAST_RECALL, missed


def test_both_arabic_names_of_a_month_find_the_same(index):
    assert search(index, "أيار 2017") == search(index, "مايو 2017")
    assert search(index, "May 2017").groups == search(index, "mai 2017").groups


def test_all_words_count_before_some(index):
    events = shown(index, "ceasefire Tadamon 2018", ResultKind.EVENT)
    assert events == ["2018-05-19-tadamon-ceasefire"]


@pytest.mark.parametrize("text", ["", "   ", "?!", "xyzzy", "🙂", "12345678901234567890", "'"])
def test_what_is_not_there_is_not_found(index, text):
    assert search(index, text).groups == ()


@pytest.mark.parametrize(
    ("text", "unmet"),
    [
        ("Jobar", []),
        ("Jobar elephants", ["elephants"]),
        ("truce elephants Barzé 7/5/1950", ["elephants", "7/5/1950"]),
        ("هدنة برزة زرافة", ["زرافة"]),
        ("xyzzy elephants", []),  # nothing is found at all
    ],
)
def test_words_that_no_result_has_are_named(index, text, unmet):
    assert [term.said for term in search(index, text).unmet] == unmet


def test_what_is_too_long_is_cut(index):
    assert search(index, "Qaboun " * 10_000).groups[0].total > 0


def test_the_rest_is_counted(index):
    few, many = (search(index, "Jobar", most=most).groups for most in (2, 1000))
    events = next(group for group in few if group.kind is ResultKind.EVENT)
    assert len(events.shown) == 2
    assert events.total == len(next(one for one in many if one.kind is ResultKind.EVENT).shown)


def test_a_dataset_of_another_city(small):
    index = search_index(small.tables)
    assert shown(index, "raid 2020-03-06", ResultKind.EVENT) == ["raid"]
    assert shown(index, "clash", ResultKind.EVENT) == ["raid"]  # its kind, which has no other name
    assert shown(index, "the South", ResultKind.CLAIM)[0] == "hill-late"
    assert set(shown(index, "wire", ResultKind.SOURCE)) == {"wire"}
    assert shown(index, "mill", ResultKind.PLACE) == ["mill"]
    assert shown(index, "غارة", ResultKind.EVENT) == ["raid"]
