"""Events that stand twice."""

import pandas as pd
import pytest

from damascus_map.ingest import duplicates as module
from damascus_map.ingest.duplicates import Match, Seen, compared_text, duplicates

TEXT = "Fighters of the North fired at the old mill and left it in the evening"


def events(*rows, labels=None):
    frame = pd.DataFrame(
        [
            {"origin_id": "", "date": "2017-05-07", "district_ids": ("hill",), "type": "clash"}
            | {"text": TEXT}
            | row
            for row in rows
        ],
        index=labels if labels is not None else range(2, len(rows) + 2),
    )
    return frame.astype({"origin_id": "str", "date": "str", "type": "str", "text": "str"})


def found(pairs):
    return [tuple(pair) for pair in pairs[["first", "second", "by"]].to_numpy().tolist()]


def test_the_same_id_is_the_same_event_whatever_else_it_says():
    pairs = duplicates(
        events(
            {"origin_id": "ucdp:1"},
            {"origin_id": "ucdp:2", "text": ""},
            {"origin_id": "ucdp:1", "text": "Other", "date": "2017-05-08"},
            {"origin_id": "ucdp:1", "type": "other"},
        )
    )
    assert found(pairs) == [(2, 4, Match.ID), (2, 5, Match.ID)]


@pytest.mark.parametrize(
    ("change", "is_double"),
    [
        ({}, True),
        ({"text": TEXT.upper()}, True),
        ({"text": TEXT + "."}, True),
        ({"text": TEXT.replace("evening", "evenings")}, True),
        ({"text": TEXT.replace("old mill", "new bridge over the river")}, False),
        ({"text": ""}, False),
        ({"date": "2017-05-08"}, False),
        ({"date": "2017-05"}, False),
        ({"type": "shelling"}, False),
        ({"district_ids": ()}, False),
        ({"district_ids": ("hill", "mill")}, False),
    ],
)
def test_the_same_day_district_kind_and_nearly_the_same_text_are_one_event(change, is_double):
    pairs = duplicates(events({}, change))
    assert found(pairs) == ([(2, 3, Match.TEXT)] if is_double else [])


def test_districts_have_no_order():
    pairs = duplicates(
        events({"district_ids": ("hill", "mill")}, {"district_ids": ("mill", "hill")})
    )
    assert found(pairs) == [(2, 3, Match.TEXT)]


@pytest.mark.parametrize("text", [TEXT, TEXT + "!"])
@pytest.mark.parametrize(
    ("one", "other", "is_double"),
    [
        ("ucdp:1", "ucdp:2", False),
        ("acled:1", "acled:2", False),
        ("ucdp:1", "acled:1", True),
        ("ucdp:1", "", True),
        ("table:1", "table:2", True),
    ],
)
def test_ids_of_those_who_keep_them_are_believed(one, other, is_double, text):
    pairs = duplicates(events({"origin_id": one}, {"origin_id": other, "text": text}))
    assert bool(len(pairs)) == is_double


def test_a_third_event_is_compared_with_the_first_of_another_keeper():
    pairs = duplicates(events({"origin_id": "ucdp:1"}, {"origin_id": "ucdp:2"}, {"origin_id": ""}))
    assert found(pairs) == [(2, 4, Match.TEXT)]


def test_what_the_dataset_has_is_named_by_its_own_label():
    known = events({}, {"origin_id": "ucdp:7", "text": ""}, labels=["hill-fight", "ucdp-7"])
    new = events({"origin_id": "ucdp:7"}, {}, labels=["a.csv 2", "a.csv 3"])
    pairs = duplicates(new, known)
    assert found(pairs) == [
        ("ucdp-7", "a.csv 2", Match.ID),
        ("hill-fight", "a.csv 3", Match.TEXT),
    ]


def test_each_double_stands_in_one_pair_and_pieces_make_no_difference():
    frame = events(*[{"text": TEXT + "." * number} for number in range(6)], {"date": "2018"})
    whole = duplicates(frame)
    seen = Seen()
    pieces = pd.concat([seen.pairs(frame.iloc[at : at + 2]) for at in range(0, 7, 2)])
    assert sorted(whole["second"]) == [3, 4, 5, 6, 7]
    assert sorted(pieces["second"]) == sorted(whole["second"])
    assert set(pieces["first"]) == {2}


def test_beyond_a_number_of_rows_only_equal_texts_are_found(monkeypatch):
    monkeypatch.setattr(module, "MOST_COMPARED_ROWS", 2)
    seen = Seen()
    seen.pairs(events({}, {"date": "2018"}))
    assert not seen.only_equal
    pairs = seen.pairs(events({"text": TEXT + "."}, {}, labels=[10, 11]))
    assert found(pairs) == [(2, 11, Match.TEXT)]
    assert seen.only_equal


def test_in_a_large_group_only_equal_texts_are_found(monkeypatch):
    monkeypatch.setattr(module, "MOST_IN_GROUP", 2)
    seen = Seen()
    pairs = seen.pairs(events({}, {"text": TEXT + "."}, {"text": "Another"}, {}))
    assert found(pairs) == [(2, 5, Match.TEXT)]
    assert seen.only_equal


def test_no_event_is_no_double():
    assert duplicates(events({}).iloc[:0]).empty
    assert duplicates(events({}), events({}).iloc[:0]).empty


def test_texts_are_compared_else_own_titles_and_never_made_ones():
    frame = pd.DataFrame(
        {
            "title_en": ["Clashes", "Own title", "Own title"],
            "title_fr": ["Affrontements", "", ""],
            "text:notes": ["said", "", ""],
            "text:more": ["again", "", "words"],
        },
        dtype="str",
    )
    assert compared_text(frame).tolist() == ["said again", "Own title", "words"]
    assert compared_text(frame[["title_en", "title_fr"]]).tolist() == ["", *["Own title"] * 2]
