"""Kinds of other tables, and what they are here."""

import pandas as pd
import pytest

from damascus_map.ingest.kinds import (
    ACLED_KINDS,
    UCDP_KINDS,
    kinds_of,
    read_kinds,
    unknown_kinds,
)
from damascus_map.language import LANGUAGES, language
from damascus_map.model.vocabulary import EVENT_TYPE_NAMES, EventType


def column(*texts):
    return pd.Series(texts, dtype="str")


def read(form, *rows, name="type"):
    types, subtypes = zip(*rows, strict=True)
    kinds, origin_types, _ = read_kinds(form, column(*types), column(*subtypes), name)
    return list(zip(kinds, origin_types, strict=True))


def test_ucdp_is_read_by_its_number_which_keeps_its_column():
    found = read("ucdp", ("1", ""), ("2", ""), ("3", ""), ("4", ""), name="type_of_violence")
    assert [kind for kind, _ in found] == ["clash", "clash", "other", "other"]
    assert found[0][1] == "type_of_violence 1"


@pytest.mark.parametrize(
    ("event", "sub_event", "kind", "kept"),
    [
        ("Battles", "Armed clash", "clash", "Armed clash"),
        (
            "Battles",
            "Government regains territory",
            "control_change",
            "Government regains territory",
        ),
        ("Explosions/Remote violence", "Air/drone strike", "air_strike", "Air/drone strike"),
        ("Explosions/Remote violence", "CHEMICAL WEAPON", "chemical_attack", "CHEMICAL WEAPON"),
        ("Riots", "Violent demonstration", "protest", "Violent demonstration"),
        ("Battle-No change of territory", "", "clash", "Battle-No change of territory"),
        ("Remote violence", "", "other", "Remote violence"),
        ("Battles", "Duel", "clash", "Battles / Duel"),
        ("Games", "Duel", "other", "Duel"),
        ("", "", "other", ""),
    ],
)
def test_acled_is_read_by_its_finer_kind_and_else_by_its_type(event, sub_event, kind, kept):
    assert read("acled", (event, sub_event)) == [(kind, kept)]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("event_type", EventType, ids=str)
def test_an_own_table_may_name_a_kind_in_each_language(event_type, code):
    name = language(code).text(EVENT_TYPE_NAMES[event_type])
    assert read("table", (name.upper(), "")) == [(event_type, name.upper())]


@pytest.mark.parametrize("written", ["air_strike", "Air_Strike", "air strike", "غارة جوية"])
def test_an_own_table_may_write_the_id_of_a_kind(written):
    assert read("table", (written, ""))[0][0] == "air_strike"


@pytest.mark.parametrize("table", [UCDP_KINDS, ACLED_KINDS], ids=["ucdp", "acled"])
def test_each_kind_has_a_name_in_each_language(table):
    for kind in table.values():
        for code in ("fr", "ar"):
            assert language(code).text(kind.name)
        assert language("ar").text(kind.name) != kind.name


def test_no_two_kinds_of_one_table_are_written_alike():
    assert len(kinds_of("acled")) == len(ACLED_KINDS)


def test_kinds_that_stand_in_no_table_are_counted():
    _, kept, _ = read_kinds(
        "table", column("clash", "Duel", "Duel", "", "7"), column("", "", "", "", ""), "kind"
    )
    assert unknown_kinds("table", kept) == {"Duel": 2, "kind 7": 1}
    _, kept, _ = read_kinds("ucdp", column("1", "9"), column("", ""), "type_of_violence")
    assert unknown_kinds("ucdp", kept) == {"type_of_violence 9": 1}
    _, kept, _ = read_kinds("acled", column("Battles"), column("Duel"), "event_type")
    assert unknown_kinds("acled", kept) == {"Battles / Duel": 1}
