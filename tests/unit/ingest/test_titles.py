"""Titles in own words, in three languages."""

import pandas as pd
import pytest

from damascus_map.ingest.titles import title, titles, with_sums
from damascus_map.language import language


def column(*texts):
    return pd.Series(texts, dtype="str", index=range(2, len(texts) + 2))


@pytest.mark.parametrize(
    ("kind", "actors", "written"),
    [
        ("Clashes", ("the North", "the South"), "Clashes between the North and the South"),
        ("Clashes", ("the North",), "Clashes involving the North"),
        ("Clashes", (), "Clashes"),
        (
            *("Violence against civilians", ("the North", "Civilians (Hill)")),
            "Violence against civilians by the North",
        ),
        ("Violence against civilians", ("Civilians",), "Violence against civilians"),
        ("Shelling", ("the North", "the South"), "Shelling: the North and the South"),
        ("Shelling", ("{first}", "100 %"), "Shelling: {first} and 100 %"),
        ("Arrests", (), "Arrests"),
    ],
)
def test_a_title_says_what_happened_between_whom(kind, actors, written):
    assert title(kind, actors, language("en")) == written


def test_a_title_is_made_in_each_language_and_keeps_the_names():
    named, who = titles(column("Clashes", "Air strike"), [column("A", ""), column("B", "C")])
    assert named.loc[2].tolist() == [
        "Clashes between A and B",
        "Affrontements entre A et B",
        "اشتباكات بين A وB",
    ]
    assert named.loc[3, "title_fr"] == "Frappe aérienne\N{NO-BREAK SPACE}: C"
    assert who.tolist() == [("A", "B"), ("C",)]


def test_a_sum_says_that_it_is_one_where_there_is_a_title():
    named = pd.DataFrame({"title_en": column("Fights", "Raid"), "title_fr": column("", "Raid")})
    named["title_ar"] = column("", "")
    marked = with_sums(named, pd.Series([True, False], index=named.index))
    assert marked["title_en"].tolist() == ["Fights (sum over the time)", "Raid"]
    assert marked["title_fr"].tolist() == ["", "Raid"]


def test_no_event_has_no_title():
    named, who = titles(column(), [])
    assert named.empty
    assert who.empty
