"""What docs/import.md promises is there: meanings of columns, kinds, reasons, options, files."""

import re
from pathlib import Path

import pytest

from damascus_map.ingest.fields import Field
from damascus_map.ingest.file_kinds import TABLE_ENDINGS
from damascus_map.ingest.kinds import ACLED_KINDS, UCDP_KINDS
from damascus_map.ingest.reasons import REASONS
from damascus_map.model.vocabulary import Placing

TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
OLD_TYPES = ("Battles", "Protests")


def section(title):
    return re.split(r"\n##+ ", TEXT.split(f" {title}\n")[1])[0]


def in_code(text):
    return re.findall(r"`([^`]+)`", text)


def rows(text):
    return [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")]


def test_each_meaning_of_a_column_has_its_row():
    named = [name for first, *_ in rows(section("Tables of your own")) for name in in_code(first)]
    assert set(named) == set(Field)


@pytest.mark.parametrize(
    ("which", "kinds"),
    [("UCDP `type_of_violence`", UCDP_KINDS), ("ACLED `sub_event_type`", ACLED_KINDS)],
)
def test_each_kind_is_shown_as_it_is_read(which, kinds):
    table = section("Kinds").split(f"| {which} |")[1].split("\n\n")[0]
    told = {name: in_code(here)[0] for theirs, here in rows(table) for name in in_code(theirs)}
    assert told == {name: kinds[name].type for name in told}
    assert set(kinds) - set(told) <= {
        *OLD_TYPES,
        *("Explosions/Remote violence", "Riots", "Strategic developments"),
        "Violence against civilians",
    }


def test_event_types_stand_where_a_kind_is_missing():
    told = section("Kinds").rpartition("`event_type` counts")[2]
    assert [
        f"`{name}` is `{ACLED_KINDS[name].type}`" in " ".join(told.split()) for name in OLD_TYPES
    ]
    others = {kind.type for name, kind in ACLED_KINDS.items() if name == "Riots"}
    assert others == {"other"}


def test_each_reason_has_its_row_with_its_words():
    told = {
        in_code(slug)[0]: (message, advice)
        for slug, message, advice in rows(section("The report"))[1:]
    }
    assert {slug: message.strip() for slug, (message, _) in told.items()} == {
        slug: reason.message for slug, reason in REASONS.items()
    }
    assert {slug: advice.strip() for slug, (_, advice) in told.items()} == {
        slug: reason.advice for slug, reason in REASONS.items()
    }


def test_each_way_of_placing_has_its_row():
    told = [in_code(first)[0] for first, *_ in rows(section("How a row is placed"))[1:]]
    assert told == [way for way in Placing if way is not Placing.EDITOR]


def test_each_ending_is_named():
    told = {name for first, *_ in rows(section("What can be read")) for name in in_code(first)}
    assert told == set(TABLE_ENDINGS)
