"""The page without a browser: what its elements say for a view."""

import json
import re
import time
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from damascus_map.server import send_panel

PAGE = Path(__file__).parents[2] / "src" / "damascus_map" / "page.py"
TIMEOUT_S = 60


def opened(**parameters: str) -> AppTest:
    test = AppTest.from_file(str(PAGE), default_timeout=TIMEOUT_S)
    for key, value in parameters.items():
        test.query_params[key] = value
    test.run()
    test.session_state["dm-sequence"] = 1  # as when the map has said that it is drawn
    return test.run()


def html_of(test: AppTest) -> str:
    """The page's own words, and the panel that it has the browser fetch."""
    own = [element.proto.body for element in test.get("html")]
    fetched = [json.loads(element.proto.json) for element in test.get("bidi_component")]
    return " ".join([*own, *(panel_at(data["address"]) for data in fetched)])


def panel_at(address: str) -> str:
    query = urlsplit(address).query.encode()
    answer = send_panel(Request({"type": "http", "headers": [], "query_string": query}))
    return answer.body.decode()


def text_of(test: AppTest) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html_of(test)))


def test_opens_on_the_opening_day_without_complaint() -> None:
    test = opened()
    assert not test.exception
    assert "Sunday 7 May 2017" in html_of(test)
    assert "dm-complaint" not in html_of(test)
    assert test.query_params == {}


def test_overview_names_every_district_with_its_sentence() -> None:
    text = html_of(opened())
    for name in ("Barzé", "Qaboun", "Techrine", "Jobar", "Tadamon"):
        assert name in text
    assert "Mostly held by opposition groups" in text


def test_panel_of_a_district_gives_evidence_and_disagreements() -> None:
    text = html_of(opened(date="2014-03-01", district="qaboun"))
    assert "What this rests on" in text
    assert "Sources disagree" in text
    for publisher in ("Zaman al-Wasl", "AP", "Syria Direct"):
        assert publisher in text


def test_date_field_sets_the_address() -> None:
    test = opened()
    test.date_input[0].set_value("2013-06-01").run()
    assert test.query_params["date"] == "2013-06-01"
    assert "Saturday 1 June 2013" in html_of(test)


def test_district_field_sets_the_address() -> None:
    test = opened()
    test.selectbox[0].set_value("jobar").run()
    assert test.query_params["district"] == "jobar"
    assert "جوبر" in html_of(test)


def test_a_window_of_any_length_stands_beside_the_usual_ones() -> None:
    windows = opened(window="45").segmented_control(key="dm-window")
    assert windows.options == ["day", "7 days", "30", "90", "all", "45 days"]
    assert windows.value == "45"
    assert len(opened(window="30").segmented_control(key="dm-window").options) == 5


def test_tables_are_made_when_they_are_opened() -> None:
    test = opened()
    assert not test.dataframe
    assert not test.get("download_button")
    test.session_state["dm-tables"] = True
    test.run()
    assert "Ceasefire until midnight" in test.dataframe[0].value.to_string()
    assert len(test.get("download_button")) == 2


def test_a_window_without_events_helps() -> None:
    text = html_of(opened(date="2020-01-01"))
    assert "No event in this window" in text


def test_no_district_chosen_helps() -> None:
    text = html_of(opened(districts=""))
    assert "No district is shown" in text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "yesterday"),
        ("date", "1999-01-01"),
        ("district", "midan"),
        ("districts", "barze,nowhere"),
        ("types", "party"),
        ("window", "0"),
        ("window", "-7"),
        ("window", "100000"),
        ("span", "2017-03-01"),
        ("span", "2017-06-30,2017-03-01"),
        ("span", "1999-01-01,2017-03-01"),
        ("span", "a,b"),
        ("confidence", "sure"),
        ("lang", "xx"),
        ("view", "here"),
    ],
)
def test_a_value_that_cannot_be_used_falls_back_and_is_named(key: str, value: str) -> None:
    test = opened(**{key: value})
    assert not test.exception
    assert f"{key}={value}" in html_of(test)
    assert test.query_params == {}


def test_a_broken_dataset_is_reported_in_place_of_the_map(
    copy_of_dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = copy_of_dataset / "data" / "control.csv"
    text = control.read_text(encoding="utf-8")
    control.write_text(text.replace("barze,2011-03-15,", "barze,2011-15-03,", 1), encoding="utf-8")
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(copy_of_dataset))
    test = opened()
    assert not test.exception
    text = html_of(test)
    assert "data/control.csv, line 2, column valid_from" in text
    assert "2011-15-03" in text
    assert not test.date_input


def test_a_missing_dataset_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(tmp_path / "nothing"))
    test = opened()
    assert not test.exception
    assert "There is no dataset folder" in html_of(test)


HOSTILE = "<img src=x onerror=alert(1)></script>${1}`x` \u202eabc :red[no]"


def test_hostile_text_in_data_stays_text(
    copy_of_dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = copy_of_dataset / "data" / "events.csv"
    text = events.read_text(encoding="utf-8")
    title = "Ceasefire until midnight for Barzé and Qaboun, according to a military source"
    assert title in text
    events.write_text(text.replace(f'"{title}"', title).replace(title, f'"{HOSTILE}"'), "utf-8")
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(copy_of_dataset))
    test = opened()
    assert "<img" not in html_of(test)
    assert "&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;${1}`x`" in html_of(test)
    assert HOSTILE in text_of(test)


def test_going_back_is_followed_but_not_an_address_that_is_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    test = opened(date="2013-06-01")
    test.date_input[0].set_value("2014-06-01").run()
    test.query_params["date"] = "2013-06-01"  # the browser has not taken over the new one yet
    test.run()
    assert test.query_params["date"] == "2014-06-01"
    monkeypatch.setattr(time, "monotonic", lambda: now + 60)
    test.query_params["date"] = "2013-06-01"  # the reader went back
    test.run()
    assert test.query_params["date"] == "2013-06-01"
    assert "Saturday 1 June 2013" in html_of(test)
