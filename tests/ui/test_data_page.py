"""The page of a reader's own data without a browser: what it says of files, and what it does."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from damascus_map import Dataset, open_dataset
from damascus_map.data.tables import Tables
from damascus_map.ingest.pipeline import import_name
from damascus_map.ingest.readers import Source
from damascus_map.ui.own_dataset import dataset_zip, refused_csv
from damascus_map.ui.own_import import Outcome, limits_of, with_own
from damascus_map.ui.own_tables import OwnTables

TIMEOUT_S = 60
OWN = """\
When,Y,X,What,Kind,Where,Dead
2017-05-16,33.5386,36.3284,Shells fall near the market,shelling,,3
2017-05-20,,,Buses leave in the evening,evacuation,Barzeh,0
2017-05-21,,,Fighting between Jobar and Qaboun,clash,,
2017-05-22,,,A parade,other,Damascus,
2017-05-23,,,A meeting,other,Aleppo,
no day,,,Nothing,other,Jobar,
"""
LIMITS = limits_of(50 << 20)


def page() -> None:
    """The page of the reader's own data alone; where it leads to is kept."""
    import streamlit as st

    from damascus_map.server import shown_publication
    from damascus_map.ui.data_page import show_data_page
    from damascus_map.ui.site import Server, Site

    def go(name: str, parameters: dict[str, str]) -> None:
        st.session_state["went"] = (name, dict(parameters))

    def share(own: object) -> None:
        st.session_state["shared"] = own

    show_data_page(Site(Server(shown_publication, share), go))


def opened(**parameters: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=TIMEOUT_S)
    for key, value in parameters.items():
        test.query_params[key] = value
    return test.run()


def given(test: AppTest, name: str = "own.csv", content: str | bytes = OWN) -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    test.file_uploader[0].set_value((name, content, "text/csv"))
    test.run()
    assert not test.exception
    return test


def html_of(test: AppTest) -> str:
    return " ".join(element.proto.body for element in test.get("html"))


def text_of(test: AppTest) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html_of(test))))


@pytest.fixture(scope="module")
def tables(dataset: Dataset) -> Tables:
    return dataset.tables


@pytest.fixture(scope="module")
def outcome(tables: Tables) -> Outcome:
    return tried(own(), tables)


def tried(given: OwnTables, tables: Tables) -> Outcome:
    return given.outcome(tables, LIMITS, lambda *_: None)


def own(content: str = OWN, name: str = "own.csv") -> OwnTables:
    return OwnTables((Source(name, content=content.encode()),))


def counts(test: AppTest) -> dict[str, int]:
    found = re.findall(r'data-testid="dm-fate-(\w+)".*?<b>([\d,]+)</b>', html_of(test))
    return {how: int(count.replace(",", "")) for how, count in found}


def test_it_asks_for_files_and_says_what_becomes_of_them() -> None:
    test = opened()
    assert not test.exception
    assert "at most 50 MB together" in text_of(test)
    assert "nothing is stored" in text_of(test)
    assert [button.label for button in test.button] == ["Back to the map"]


def test_a_table_is_recognised_placed_and_counted() -> None:
    test = given(opened())
    assert "own.csv · A table of your own · 7 columns" in text_of(test)
    assert re.search(r"Date When .* Name of the place Where", text_of(test))
    assert counts(test) == {
        "point": 1,
        "text": 2,
        "city": 1,
        "outside": 1,
        "unplaced": 0,
        "refused": 1,
        "merged": 0,
    }
    (picture,) = test.get("image")
    told = "Rows by district: Barzé 1, Qaboun 2, Techrine 0, Jobar 1, Tadamon 0"
    assert picture.proto.imgs[0].alt == told


def test_what_is_not_understood_is_chosen_by_the_reader() -> None:
    test = given(opened(), content=OWN.replace("When", "Moment"))
    assert "No column of own.csv is known to hold dates" in text_of(test)
    assert not counts(test)
    date = next(box for box in test.selectbox if box.label == "Date")
    assert date.options == ["Moment", "Y", "X", "What", "Kind", "Where", "Dead"]
    date.select("Moment")
    next(one for one in test.button if one.label == "Read with these columns").click()
    test.run()
    assert not test.exception
    assert counts(test)["text"] == 2


def test_a_doubtful_row_is_placed_by_the_reader_and_taken_back(tables: Tables) -> None:
    trial = own()
    before = tried(trial, tables)
    (row,) = before.report.doubtful.to_dict(orient="records")
    assert set(row["district_ids"]) == {"qaboun", "jobar"}
    trial.place({(row["file"], row["row"]): ()})
    after = tried(trial, tables)
    assert after.report.by_district()["jobar"] == before.report.by_district()["jobar"] - 1
    assert after.report.adds_up
    trial.place_as_read()
    again = tried(trial, tables)
    assert again.report.by_district() == before.report.by_district()


def test_the_same_choice_is_not_read_again(tables: Tables) -> None:
    trial = own()
    first = tried(trial, tables)
    assert tried(trial, tables) is first
    trial.say_merge(merge=True)
    assert trial.known_outcome() is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("events.xlsm", b"PK\x03\x04" + bytes(200)),
        ("broken.zip", b"PK\x03\x04 this is none"),
        ("empty.csv", b""),
    ],
)
def test_a_wrong_file_is_refused_in_words(name: str, content: bytes) -> None:
    test = given(opened(), name, content)
    assert 'data-testid="dm-refused"' in html_of(test)
    assert name in text_of(test)
    assert not counts(test)


def test_too_much_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from damascus_map.ui import data_page

    monkeypatch.setattr(data_page, "_MEGABYTE", 1)
    assert "at most 50 MB can be taken" in text_of(given(opened()))


def test_the_map_is_given_the_events_under_a_token(tables: Tables) -> None:
    test = given(opened(date="2017-05-16", types="clash", lang="fr"))
    next(one for one in test.button if one.key == "dm-show").click()
    test.run()
    assert not test.exception
    shown = test.session_state["shared"]
    assert len(shown.token) > 20
    assert len(shown.dataset.tables.events) == len(tables.events) + 4
    assert test.session_state["went"] == ("map", {"date": "2017-05-16", "lang": "fr"})


def test_own_data_are_told_apart_by_name_and_hash(tables: Tables, outcome: Outcome) -> None:
    both = with_own(tables, outcome)
    assert both.package.name == "damascus-map-own"
    assert both.package.title["en"].endswith("+ own")
    assert both != tables
    other = with_own(tables, tried(own(OWN.replace("3\n", "4\n")), tables))
    assert other != both


def test_the_dataset_can_be_opened_again(tables: Tables, outcome: Outcome, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(dataset_zip(tables, outcome, "en"))) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    again = open_dataset(tmp_path).tables
    assert len(again.events) == len(tables.events) + 4
    assert (tmp_path / "imports" / "own" / "report.html").is_file()


def test_refused_rows_are_handed_out_as_they_came(outcome: Outcome) -> None:
    rows = pd.read_csv(io.BytesIO(refused_csv(outcome)))
    assert rows["cells"].tolist() == ["no day,,,Nothing,other,Jobar,"]
    assert rows["reason"].tolist() == ["date-format"]


def test_a_name_that_has_no_letter_for_a_slug_is_replaced() -> None:
    assert import_name([Source("Événements 2017.csv.gz")]) == "evenements-2017"
    assert import_name([Source("أحداث.csv")]) == "own-data"


def test_the_page_speaks_french_too() -> None:
    text = text_of(opened(lang="fr"))
    assert "Vos données" in text
    assert "Your data" not in text
