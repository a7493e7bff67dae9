"""The pages beside the map without a browser: what they say of an address they cannot use."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

TIMEOUT_S = 60


def page(name: str) -> None:
    """One of the pages that read the dataset, by its name."""
    from importlib import import_module

    from damascus_map.server import shown_publication
    from damascus_map.ui.site import Server, Site

    show = getattr(import_module(f"damascus_map.ui.{name}_page"), f"show_{name}_page")
    show(Site(Server(shown_publication, lambda own: None), lambda name, kept: None))


def complaints(name: str, **parameters: str) -> list[str]:
    """Return what a page says of the values of its address."""
    test = AppTest.from_function(page, default_timeout=TIMEOUT_S, args=(name,))
    for key, value in parameters.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    bodies = (element.proto.body for element in test.get("html"))
    told = [body for body in bodies if "dm-complaint" in body]
    return [unescape(re.sub(r"<[^>]*>", "", body)) for body in told]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("ledger", {"claim": "none", "source": "none", "kind": "none"}),
        ("sources", {"source": "none", "kind": "none", "order": "none"}),
        ("compare", {"from": "none", "to": "2077-01-01"}),
        ("charts", {"by": "decade"}),
        ("coverage", {"list": "none"}),
        ("methodology", {"part": "none"}),
    ],
)
def test_each_value_that_cannot_be_used_is_named_once(name: str, own: dict[str, str]) -> None:
    view = {"date": "1999-01-01", "district": "douma", "types": "siege,parade"}
    asked = view | own
    told = complaints(name, **asked)
    assert [re.search(r"says (.*), which", one).group(1) for one in told] == [
        f"{key}={value}" for key, value in asked.items()
    ]


@pytest.mark.parametrize("name", ["ledger", "sources", "charts", "coverage", "methodology"])
def test_of_an_address_that_can_be_used_nothing_is_said(name: str) -> None:
    own = {"ledger": {"kind": "agency"}, "charts": {"by": "year"}, "coverage": {"list": "months"}}
    assert complaints(name, date="2017-03-01", district="jobar", **own.get(name, {})) == []


def test_what_is_named_is_text_in_the_language_of_the_page() -> None:
    told = complaints("coverage", list="<b>", lang="fr")
    assert len(told) == 1
    assert "list=<b>" in told[0]
    assert told[0].startswith("L\u2019adresse")


def choosing() -> None:
    """Asks twice on one page, as after a run that is cut short, then on the other page."""
    import streamlit as st

    from damascus_map.ui import page_state

    page_state.choose_page("sources")
    asked = ("ledger", "ledger", "sources", "ledger")
    st.session_state["led"] = [page_state.page_chosen(page) for page in asked]


def test_a_page_stays_chosen_until_it_is_shown() -> None:
    test = AppTest.from_function(choosing).run()
    assert test.session_state["led"] == ["sources", "sources", None, None]
