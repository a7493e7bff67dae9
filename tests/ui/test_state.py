"""What the page takes over from the map, and what it tells the map."""

import itertools
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from damascus_map.model.view import MapView

NUMBERS = itertools.count(1)
TIMEOUT_S = 60
MOVED = (
    "?date=2017-04-20&window=45&district=jobar&view=36.3000,33.5200,13.25"
    "&span=2017-02-18,2017-05-29"
)


def page() -> None:
    """A page without widgets: it hears the map, then keeps its view and what the map is told."""
    import streamlit as st

    from damascus_map.server import shown_publication
    from damascus_map.ui import state

    shown = shown_publication()
    if "heard" in st.session_state:
        st.session_state[state.MAP] = st.session_state.pop("heard")
        state.hear_map(shown)
    if st.session_state.pop("everything", False):
        state.show_everything(shown)
    for act in (state.open_dialog, state.close_dialog):
        if st.session_state.pop(act.__name__, False):
            act()
    now = state.current_state(shown)
    st.session_state["view"] = now.view
    st.session_state["complaints"] = [one.key for one in now.complaints]
    st.session_state["told"] = state.told_to_map(now.view)
    st.session_state["spoken"] = state.map_has_spoken()
    st.session_state["current"] = state.view_is_current()


@pytest.fixture
def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=TIMEOUT_S).run()


def hear(test: AppTest, message: object) -> AppTest:
    """Let the map speak to this session; each message has a new number where it has none."""
    if isinstance(message, dict):
        mark = {"session": test.session_state["told"]["session"], "seq": next(NUMBERS)}
        message = mark | message
    test.session_state["heard"] = message
    test.run()
    assert not test.exception
    return test


def test_the_address_of_the_map_is_taken_over(opened: AppTest) -> None:
    view = hear(opened, {"address": MOVED}).session_state["view"]
    assert (view.on, view.window, view.district) == (date(2017, 4, 20), 45, "jobar")
    assert view.map_view == MapView(36.3, 33.52, 13.25)
    assert view.span == (date(2017, 2, 18), date(2017, 5, 29))


def test_what_the_address_leaves_out_has_its_default(opened: AppTest) -> None:
    hear(opened, {"address": MOVED})
    view = hear(opened, {"address": "?window=all"}).session_state["view"]
    assert (view.on, view.window) == (date(2017, 5, 7), None)
    assert (view.district, view.map_view, view.span) == (None, None, None)


def test_the_filters_of_an_address_count_only_where_the_map_says_so(opened: AppTest) -> None:
    address = "?districts=barze&types=clash&confidence=high&lang=fr"
    before = opened.session_state["view"]
    assert hear(opened, {"address": address}).session_state["view"] == before
    message = {"address": address, "filters": True}
    view = hear(opened, message).session_state["view"]
    assert (view.districts, view.types, view.lang) == (("barze",), ("clash",), "fr")
    assert opened.session_state["told"]["districts"] == ["barze"]


def test_no_district_at_all_is_heard_too(opened: AppTest) -> None:
    view = hear(opened, {"address": "?districts=", "filters": True}).session_state["view"]
    assert view.districts == ()


def test_what_cannot_be_used_is_named_until_the_address_is_another(opened: AppTest) -> None:
    hear(opened, {"address": "?date=soon&district=midan", "filters": True})
    assert opened.session_state["complaints"] == ["date", "district"]
    assert opened.session_state["view"].on == date(2017, 5, 7)
    assert opened.session_state["told"]["follows"]
    hear(opened, {"address": "?date=2017-05-08"})
    assert opened.session_state["complaints"] == []
    assert not opened.session_state["told"]["follows"]


@pytest.mark.parametrize(
    "message",
    [
        *(None, "x", 5, [], {}),
        *({"address": address} for address in (5, None, "?" * 5000)),
        *({"address": MOVED, "session": session} for session in ("another", None)),
        *({"address": MOVED, "seq": number} for number in ("1", None)),
    ],
)
def test_what_is_no_message_changes_nothing(opened: AppTest, message: object) -> None:
    before = opened.session_state["view"]
    assert hear(opened, message).session_state["view"] == before


def test_a_map_whose_address_is_too_long_has_spoken_all_the_same(opened: AppTest) -> None:
    assert not opened.session_state["spoken"]
    assert hear(opened, {"address": "?" * 5000}).session_state["spoken"]


def test_what_the_browser_repeats_is_not_taken_twice(opened: AppTest) -> None:
    message = {"address": "?confidence=high", "filters": True, "seq": 7}
    assert hear(opened, message).session_state["told"]["confidence"] == "high"
    opened.session_state["dm-confidence"] = "low"
    assert hear(opened, message).session_state["told"]["confidence"] == "low"


def test_the_map_learns_that_its_filters_were_taken(opened: AppTest) -> None:
    assert opened.session_state["told"]["took"] == 0
    told = hear(opened, {"address": "", "filters": True, "seq": 7}).session_state["told"]
    assert told["took"] == 7
    assert hear(opened, {"address": MOVED, "seq": 8}).session_state["told"]["took"] == 7


def test_the_map_is_told_nothing_new_while_it_moves_in_time(opened: AppTest) -> None:
    told = hear(opened, {"address": ""}).session_state["told"]
    assert hear(opened, {"address": MOVED}).session_state["told"] == told


def test_the_map_is_told_what_the_reader_chooses(opened: AppTest) -> None:
    hear(opened, {"address": MOVED})
    opened.session_state["dm-confidence"] = "high"
    opened.run()
    assert opened.session_state["told"]["confidence"] == "high"
    assert opened.session_state["view"].on == date(2017, 4, 20)


def test_show_everything_puts_back_the_filters_and_the_window(opened: AppTest) -> None:
    hear(opened, {"address": "?districts=barze&types=clash&window=all", "filters": True})
    opened.session_state["everything"] = True
    told = opened.run().session_state["told"]
    assert (told["districts"], told["types"], told["resets"]) == (None, None, 1)


def test_a_view_is_current_once_the_map_has_told_it_to_what_follows(opened: AppTest) -> None:
    assert opened.session_state["current"]  # nobody has moved: there is no map yet
    assert not hear(opened, {"address": ""}).session_state["current"]
    opened.session_state["dm-tables"] = True
    assert opened.run().session_state["told"]["follows"]
    assert not opened.session_state["current"]
    hear(opened, {"address": MOVED})
    assert opened.session_state["current"]
    assert opened.session_state["view"].on == date(2017, 4, 20)
    opened.session_state["dm-tables"] = False
    assert not opened.run().session_state["current"]


def test_the_dialog_asks_for_the_view_as_it_is_now(opened: AppTest) -> None:
    hear(opened, {"address": ""})
    opened.session_state["dm-tables"] = True
    hear(opened.run(), {"address": ""})
    assert opened.session_state["current"]
    opened.session_state["open_dialog"] = True
    told = opened.run().session_state["told"]
    assert (told["follows"], told["asks"]) == (True, 1)
    assert not opened.session_state["current"]
    hear(opened, {"address": MOVED})
    assert opened.session_state["current"]
    assert opened.session_state["view"].on == date(2017, 4, 20)
    opened.session_state["dm-tables"] = False
    assert opened.run().session_state["told"]["follows"]
    opened.session_state["close_dialog"] = True
    assert not opened.run().session_state["told"]["follows"]
