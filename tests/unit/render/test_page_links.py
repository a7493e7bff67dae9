"""The addresses of the pages beside the map, read and written."""

from dataclasses import replace

import pytest

from damascus_map.render.address import Complaint, opening_view
from damascus_map.render.page_links import Asked, asked_from, ways_from


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({}, Asked("hill")),
        ({"district": "mill"}, Asked("mill")),
        ({"claim": "mill-south"}, Asked("mill", claim="mill-south")),
        # a link to a claim leads to it, whatever else stands in it
        ({"district": "hill", "claim": "mill-south"}, Asked("mill", claim="mill-south")),
        ({"source": "wire", "kind": "agency"}, Asked("hill", source="wire", kind="agency")),
        (
            {"search": " gazette ", "order": "claims"},
            Asked("hill", search="gazette", order="claims"),
        ),
        ({"claim": "", "source": ""}, Asked("hill")),
    ],
)
def test_what_an_address_asks_for(small, parameters, asked):
    view = replace(opening_view(small.tables), district=parameters.get("district"))
    assert asked_from(parameters, small.tables, view) == asked


@pytest.mark.parametrize("key", ["claim", "source", "kind", "order"])
def test_what_cannot_be_used_is_named(small, key):
    asked = asked_from({key: "nothing" * 20}, small.tables, opening_view(small.tables))
    assert asked == Asked("hill", complaints=(Complaint(key, ("nothing" * 20)[:60]),))


def test_the_view_goes_along_and_what_another_page_asked_for_does_not():
    ways = ways_from({"date": "2020-03-10", "lang": "fr", "claim": "a", "search": "b"})
    assert ways.ledger("mill", source="wire") == (
        "ledger?date=2020-03-10&lang=fr&district=mill&source=wire"
    )
    assert ways.sources() == "sources?date=2020-03-10&lang=fr"


def test_a_way_to_the_map_has_its_own_day(small):
    first = small.tables.control["first"].iloc[0]
    ways = ways_from({"date": "2020-03-10"})
    assert ways.map(first, event="raid") == "./?date=2020-01-01&event=raid"


def test_a_value_cannot_add_a_parameter():
    assert ways_from({}).sources(source="a&lang=fr") == "sources?source=a%26lang%3Dfr"
