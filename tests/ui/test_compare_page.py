"""The page of comparison without a browser: what it says of an address, and what it hands out."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

TIMEOUT_S = 60


def page() -> None:
    """The page of comparison alone."""
    from damascus_map.server import shown_publication
    from damascus_map.ui.compare_page import show_compare_page
    from damascus_map.ui.site import Server, Site

    show_compare_page(Site(Server(shown_publication, lambda own: None), lambda name, kept: None))


def opened(**parameters: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=TIMEOUT_S)
    for key, value in parameters.items():
        test.query_params[key] = value
    return test.run()


def text_of(test: AppTest) -> str:
    bodies = " ".join(element.proto.body for element in test.get("html"))
    return unescape(re.sub(r"<[^>]*>", " ", bodies))


def test_an_address_without_days_compares_the_day_of_the_map_with_a_year_before() -> None:
    test = opened(date="2017-06-01")
    assert not test.exception
    assert "From 1 Jun 2016 to 1 Jun 2017: " in text_of(test)
    assert test.query_params == {"date": "2017-06-01"}


def test_what_cannot_be_used_is_named_and_swapped_days_are_put_in_order() -> None:
    test = opened(**{"from": "2017-05-14", "to": "2017-02-18"})
    assert "From 18 Feb 2017 to 14 May 2017: 13 changes" in text_of(test)
    assert "The address says to=2077-01-01" in text_of(opened(to="2077-01-01"))


def test_of_a_day_and_itself_no_picture_is_offered() -> None:
    test = opened(**{"from": "2017-05-14", "to": "2017-05-14", "lang": "fr"})
    assert "Les deux jours sont le 14 mai 2017" in text_of(test)
    assert not test.get("download_button")


def test_districts_are_chosen_as_on_the_map_and_stand_in_the_address() -> None:
    test = opened(districts="jobar,barze", **{"from": "2017-02-18", "to": "2017-05-14"})
    assert "3 changes in 2 districts" in text_of(test)
    test.button_group("dm-compared-districts").set_value(["jobar"]).run()
    assert test.query_params["districts"] == "jobar"
    assert "1 change in 1 district." in text_of(test)
    assert "--district jobar" in text_of(test)
    test.button_group("dm-compared-districts").set_value([]).run()
    assert "No district is shown" in text_of(test)
