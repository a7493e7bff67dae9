"""The page without a browser: what its elements say for a view."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from damascus_map.errors import DrawingError
from damascus_map.ui import snapshot_dialog

PAGE = Path(__file__).parents[2] / "src" / "damascus_map" / "page.py"
TIMEOUT_S = 60


def one_pixel() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (1, 1)).save(content, "png")
    return content.getvalue()


ONE_PIXEL = one_pixel()


def opened(**parameters: str) -> AppTest:
    test = AppTest.from_file(str(PAGE), default_timeout=TIMEOUT_S)
    for key, value in parameters.items():
        test.query_params[key] = value
    test.run()
    test.session_state["dm-heard"] = True  # as when the map has said that it is drawn
    return test.run()


def html_of(test: AppTest) -> str:
    return " ".join(element.proto.body for element in test.get("html"))


def text_of(test: AppTest) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html_of(test)))


def test_opens_on_the_opening_day_without_complaint() -> None:
    test = opened()
    assert not test.exception
    assert "Sunday 7 May 2017" in html_of(test)
    assert "dm-complaint" not in html_of(test)
    assert test.query_params == {}


def test_the_page_keeps_the_outlets_that_the_map_fills() -> None:
    text = html_of(opened())
    for name in ("head", "time", "panel"):
        assert f'data-dm-outlet="{name}"' in text


def test_without_a_map_the_panel_is_missed_in_words() -> None:
    test = AppTest.from_file(str(PAGE), default_timeout=TIMEOUT_S)
    test.session_state["dm-waited"] = 2
    assert "The map could not be loaded" in text_of(test.run())
    assert test.button


def test_tables_are_made_when_they_are_opened() -> None:
    test = opened()
    assert not test.dataframe
    assert not test.get("download_button")
    test.session_state["dm-tables"] = True
    test.session_state["dm-current"] = test.session_state["dm-follows"] = True
    test.run()
    assert "Ceasefire until midnight" in test.dataframe[0].value.to_string()
    assert len(test.get("download_button")) == 2


def dialog_on(**parameters: str) -> AppTest:
    """A page whose reader has opened the dialog of pictures, and whose map has told its view."""
    test = opened(**parameters)
    test.session_state["dm-draws"] = True
    test.session_state["dm-current"] = test.session_state["dm-follows"] = True
    return test.run()


def test_the_dialog_offers_each_form_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_dialog, "drawn_picture", lambda *_: ONE_PIXEL)
    test = dialog_on(district="jobar", types="clash")
    assert not test.exception
    assert "1,600 by 900 pixels" in html_of(test)
    assert "snapshot.png?date=2017-05-07&types=clash" in test.code[0].value
    assert "--type clash" in test.code[1].value
    assert test.checkbox[0].label == "Only Jobar"
    assert len(test.get("image")) == 1
    test.session_state["dm-snapshot-Format"] = "pdf"
    test.run()
    assert "pixels" not in html_of(test)
    assert test.code[1].value.endswith("--out damascus-map-2017-05-07-en.pdf")


def test_the_dialog_says_what_kept_a_picture_from_being_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> bytes:
        raise DrawingError("The picture could not be drawn.")

    monkeypatch.setattr(snapshot_dialog, "drawn_picture", fail)
    test = dialog_on()
    assert not test.exception
    assert "The picture could not be drawn." in text_of(test)
    assert not test.get("image")


def test_the_dialog_waits_for_the_map() -> None:
    test = opened()
    test.session_state["dm-draws"] = True
    assert not test.run().code


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
    assert "Sunday 7 May 2017" in html_of(test)


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
    assert not test.button


def test_a_missing_dataset_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(tmp_path / "nothing"))
    test = opened()
    assert not test.exception
    assert "There is no dataset folder" in html_of(test)


HOSTILE = "<img src=x onerror=alert(1)></script>${1}`x` \u202eabc :red[no]"


def test_hostile_text_in_data_stays_text(
    copy_of_dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = copy_of_dataset / "datapackage.json"
    text = package.read_text(encoding="utf-8")
    title = "Damascus: who held which district"
    assert title in text
    package.write_text(text.replace(title, HOSTILE), "utf-8")
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(copy_of_dataset))
    test = opened()
    assert "<img" not in html_of(test)
    assert "&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;${1}`x`" in html_of(test)
    assert HOSTILE in text_of(test)
