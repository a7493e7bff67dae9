"""The chart of claims: lanes by party, dots by time, looks by how a claim stands."""

import re

import pytest

import damascus_map as dm
from damascus_map.language import language
from damascus_map.query.ledger import ledger_of, narrowed
from damascus_map.render.charts.claims import chart_words, claims_chart, dot_of, lanes_of

ENGLISH = language("en")


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def drawn(tables, ledger, words=ENGLISH, *, width=1000.0, marked=None):
    addresses = {claim: f"ledger?claim={claim}" for claim in ledger.claims.index}
    return claims_chart(ledger, tables, words, width=width, addresses=addresses, marked=marked)


def dots(chart):
    return [node for node in chart.iter("g") if node.get("class") == "dm-dot"]


def x_of(dot):
    return float(list(dot.iter("circle"))[-1].get("cx"))


@pytest.mark.parametrize("width", [340.0, 1040.0])
def test_every_claim_is_a_dot_that_touches_no_other(tables, width):
    for district in tables.district_ids:
        ledger = ledger_of(tables, district)
        chart = drawn(tables, ledger, width=width)
        circles = [list(dot.iter("circle"))[-1] for dot in dots(chart)]
        assert len(circles) == len(ledger.claims)
        places = [(float(one.get("cx")), float(one.get("cy"))) for one in circles]
        bottom = float(chart.get("viewBox").split()[3])
        assert all(0 < x < width and 0 < y < bottom for x, y in places)
        for n, (x, y) in enumerate(places):
            for other_x, other_y in places[:n]:
                assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 8**2


def test_time_runs_to_the_right(small):
    ledger = ledger_of(small.tables, "hill")
    early, late = dots(drawn(small.tables, ledger))
    assert x_of(early) < x_of(late)


def test_time_runs_to_the_right_in_arabic_too(small):
    ledger = ledger_of(small.tables, "hill")
    early, late = dots(drawn(small.tables, ledger, language("ar")))
    assert x_of(early) < x_of(late)


def test_a_part_of_a_ledger_keeps_its_place_in_time(small):
    whole = ledger_of(small.tables, "hill")
    part = narrowed(whole, source="wire")
    assert x_of(dots(drawn(small.tables, part))[0]) == x_of(dots(drawn(small.tables, whole))[1])


@pytest.mark.parametrize(
    ("is_cited", "is_disputed", "look"),
    [
        (True, False, "agreed"),
        (True, True, "disputed"),
        (False, True, "disputed"),
        (False, False, "left"),
    ],
)
def test_how_a_dot_looks(is_cited, is_disputed, look):
    assert dot_of({"is_cited": is_cited, "is_disputed": is_disputed}) == look


def test_a_disputed_claim_is_hollow_and_the_marked_one_has_a_ring(tables):
    ledger = ledger_of(tables, "qaboun")
    marked = next(claim for claim, row in ledger.claims.iterrows() if row["is_disputed"])
    chart = drawn(tables, ledger, marked=str(marked))
    hollow = [dot for dot in dots(chart) if list(dot.iter("circle"))[-1].get("fill") == "#FFFDF8"]
    assert len(hollow) == ledger.claims["is_disputed"].sum()
    ringed = [dot for dot in dots(chart) if len(list(dot.iter("circle"))) == 2]
    assert [dot.get("data-dm-to") for dot in ringed] == [f"ledger?claim={marked}"]


def test_lanes_come_in_the_order_of_the_parties_and_none_is_empty(small):
    lanes = lanes_of(ledger_of(small.tables, "mill"), small.tables)
    assert list(lanes) == ["north", "south"]


def test_who_does_not_see_the_chart_is_told_what_it_shows(tables):
    ledger = ledger_of(tables, "techrine")
    chart = drawn(tables, ledger)
    said = chart_words(ledger, tables, ENGLISH)
    assert chart.get("role") == "img"
    assert chart.get("aria-label") == chart.find("title").text == said
    numbers = [int(n) for n in re.findall(r": (\d+) statement", said)]
    assert said.startswith("Statements on Techrine, 2014 to 2024. ")
    assert sum(numbers) == len(ledger.claims)
