"""What the page takes over from the map, and what it tells the map."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from damascus_map.model.view import MapView

TIMEOUT_S = 60
MOVE = {
    "date": "2017-04-20",
    "from": "2017-03-07",
    "district": "jobar",
    "view": [36.3, 33.52, 13.25],
    "span": ["2017-02-18", "2017-05-29"],
    "seq": 1,
}


def page() -> None:
    """A page without widgets: it hears the map, then keeps its view and what the map is told."""
    import streamlit as st

    from damascus_map.server import shown_publication
    from damascus_map.ui import state

    shown = shown_publication()
    if "heard" in st.session_state:
        st.session_state[state.MAP] = st.session_state.pop("heard")
        state.hear_map(shown)
    view = state.current_state(shown).view
    st.session_state["view"] = view
    st.session_state["told"] = state.told_to_map(shown, view)
    state.write_address(view, shown)


@pytest.fixture
def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=TIMEOUT_S).run()


def hear(test: AppTest, message: object) -> AppTest:
    test.session_state["heard"] = message
    test.run()
    assert not test.exception
    return test


def test_a_move_of_the_map_is_taken_over(opened: AppTest) -> None:
    view = hear(opened, MOVE).session_state["view"]
    assert (view.on, view.window, view.district) == (date(2017, 4, 20), 45, "jobar")
    assert view.map_view == MapView(36.3, 33.52, 13.25)
    assert view.span == (date(2017, 2, 18), date(2017, 5, 29))
    assert opened.query_params == {
        "date": "2017-04-20",
        "window": "45",
        "district": "jobar",
        "view": "36.3000,33.5200,13.25",
        "span": "2017-02-18,2017-05-29",
    }


def test_what_the_map_has_not_is_taken_away(opened: AppTest) -> None:
    hear(opened, MOVE)
    view = hear(opened, MOVE | {"from": None, "district": None, "span": None}).session_state["view"]
    assert (view.window, view.district, view.span) == (None, None, None)


def test_what_a_message_leaves_out_stays(opened: AppTest) -> None:
    hear(opened, MOVE)
    view = hear(opened, {"date": "2017-04-21", "district": "jobar", "seq": 2}).session_state["view"]
    assert (view.on, view.window) == (date(2017, 4, 21), 45)
    assert view.span == (date(2017, 2, 18), date(2017, 5, 29))


@pytest.mark.parametrize(
    "change",
    [
        {"date": "soon"},
        {"from": 5},
        {"from": "2017-04-21"},
        {"date": "1999-01-01"},
        {"district": "midan"},
        {"district": ["jobar"]},
        {"view": "here"},
        {"view": [1, 2]},
        {"view": [float("nan"), 1, 1]},
        {"view": 5},
        {"span": ["2017-05-29", "2017-02-18"]},
        {"span": ["2017-05-29"]},
        {"span": 5},
    ],
)
def test_nonsense_is_left_out_and_the_map_is_told_what_holds(
    opened: AppTest, change: dict[str, object]
) -> None:
    before = hear(opened, MOVE).session_state["view"]
    hear(opened, MOVE | change | {"seq": 2})
    assert opened.session_state["view"] == before
    assert opened.session_state["told"] == (before, 2)


@pytest.mark.parametrize("message", [None, "x", 5, [], {}, {"seq": "1"}, {"date": "2017-04-20"}])
def test_what_is_no_message_changes_nothing(opened: AppTest, message: object) -> None:
    before = opened.session_state["view"]
    assert hear(opened, message).session_state["view"] == before


def test_the_map_is_not_told_what_it_has_said(opened: AppTest) -> None:
    told = opened.session_state["told"]
    hear(opened, MOVE)
    hear(opened, MOVE | {"date": "2017-04-21", "seq": 2})
    assert opened.session_state["told"] == told


def test_the_map_is_told_what_the_reader_chooses_with_the_last_number(opened: AppTest) -> None:
    hear(opened, MOVE)
    opened.session_state["dm-confidence"] = "high"
    view, sequence = opened.run().session_state["told"]
    assert (view, sequence) == (opened.session_state["view"], 1)
    assert (view.confidence, view.on) == ("high", date(2017, 4, 20))


def test_a_choice_in_the_same_run_as_a_move_is_told(opened: AppTest) -> None:
    opened.session_state["dm-confidence"] = "high"
    view, sequence = hear(opened, MOVE).session_state["told"]
    assert (view.confidence, view.on, sequence) == ("high", date(2017, 4, 20), 1)


def test_a_map_of_other_data_is_told_the_view_again(
    copy_of_dataset: Path, monkeypatch: pytest.MonkeyPatch, opened: AppTest
) -> None:
    hear(opened, MOVE)
    sources = copy_of_dataset / "data" / "sources.csv"
    sources.write_text(sources.read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(copy_of_dataset))
    view, sequence = opened.run().session_state["told"]
    assert (view, sequence) == (opened.session_state["view"], 1)
