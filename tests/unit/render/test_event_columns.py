"""The events as the browser gets them: a file of columns, read back by what the file says."""

import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import damascus_map as dm
from damascus_map.model.dates import Precision
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.render.event_columns import (
    NEVER,
    NO_PLACE,
    as_column_file,
    event_columns,
    event_words,
)
from damascus_map.render.scene import day_number

NUMBERS = (np.int32, np.uint8, np.uint16, np.uint32)


def read_columns(content):
    """Read a column file as the plugin does, from its header alone."""
    assert content[:4] == b"DMEV"
    start = 8 + int.from_bytes(content[4:8], "little")
    header = json.loads(content[8:start])
    columns = {
        name: np.frombuffer(
            content,
            np.dtype(place["type"]).newbyteorder("<"),
            count=header["count"],
            offset=start + place["offset"],
        )
        for name, place in header["columns"].items()
    }
    return header, start, columns


@pytest.fixture(scope="module")
def columns(small):
    return event_columns(small.tables)


@given(
    st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=9),
    st.integers(min_value=0, max_value=40),
    st.randoms(use_true_random=False),
)
def test_what_is_written_is_read_back_and_every_column_is_aligned(kinds, count, chance):
    given = {
        f"column-{place}": np.array(
            [chance.randint(np.iinfo(kind).min, np.iinfo(kind).max) for _ in range(count)], kind
        )
        for place, kind in enumerate(kinds)
    }
    header, start, read = read_columns(as_column_file(given, dataset="é"))
    assert (header["version"], header["count"], header["dataset"]) == (1, count, "é")
    assert start % 8 == 0
    assert all(place["offset"] % 8 == 0 for place in header["columns"].values())
    assert list(read) == list(given)
    for name, values in given.items():
        assert read[name].tolist() == values.tolist()


def test_the_columns_are_in_the_order_of_the_events(columns, small):
    assert list(small.tables.events.index) == ["new-year", "spring", "raid", "harvest"]
    assert [list(EventType)[kind] for kind in columns["kind"]] == [
        "report",
        "protest",
        "clash",
        "ceasefire",
    ]
    assert [list(Precision)[one] for one in columns["precision"]] == ["day", "month", "day", "day"]
    assert [list(Confidence)[one] for one in columns["confidence"]] == [
        "high",
        "low",
        "medium",
        "high",
    ]


def test_an_event_covers_its_days_and_one_known_to_the_month_covers_the_month(columns, small):
    first = [day_number(day.date()) for day in small.tables.events["first"]]
    assert columns["first"].tolist() == first
    assert columns["days"].tolist() == [0, 30, 2, 0]


def test_each_event_has_the_day_by_which_it_had_been_published(columns, draft):
    days = [day_number(date.fromisoformat(day)) for day in ("2020-06-30", "2020-03-05")]
    assert columns["reported"].tolist() == [days[0], days[1], days[1], days[1]]
    draft.replace("data/sources.csv", "2020-06,", ",")
    made = event_columns(dm.open_dataset(draft.path).tables)
    assert made["reported"].tolist() == [NEVER, days[1], days[1], days[1]]


def test_the_types_are_those_of_the_contract_with_the_plugin(columns):
    assert {name: column.dtype.name for name, column in columns.items()} == {
        "first": "int32",
        "days": "uint16",
        "precision": "uint8",
        "kind": "uint8",
        "districts": "uint8",
        "confidence": "uint8",
        "reported": "uint16",
        "lon": "int32",
        "lat": "int32",
    }


def test_the_districts_of_an_event_are_a_mask_over_those_of_the_scene(columns):
    assert columns["districts"].tolist() == [0b00, 0b10, 0b01, 0b11]


def test_a_district_named_twice_counts_once(draft):
    draft.cell("data/events.csv", 3, "district_ids", "hill;hill")
    columns = event_columns(dm.open_dataset(draft.path).tables)
    assert columns["districts"].tolist() == [0, 2, 1, 3]


def test_an_event_without_a_point_has_no_place(columns):
    assert columns["lon"].tolist() == [NO_PLACE, NO_PLACE, 3_630_500, NO_PLACE]
    assert columns["lat"].tolist() == [NO_PLACE, NO_PLACE, 3_350_500, NO_PLACE]


def test_where_no_event_has_a_point_there_are_no_places(draft):
    for column in ("lon", "lat"):
        draft.cell("data/events.csv", 3, column, "")
    columns = event_columns(dm.open_dataset(draft.path).tables)
    assert not {"lon", "lat"} & set(columns)


def test_a_dataset_without_events_has_columns_without_rows(draft):
    draft.remove("data/events.csv")
    header, _, columns = read_columns(
        as_column_file(event_columns(dm.open_dataset(draft.path).tables))
    )
    assert header["count"] == 0
    assert columns["first"].tolist() == []


def test_events_of_one_time_are_in_the_order_of_their_ids(draft):
    for line, name in ((3, "z-raid"), (5, "a-harvest")):
        draft.cell("data/events.csv", line, "id", name)
        draft.cell("data/events.csv", line, "date", "2020-03-05")
        draft.cell("data/events.csv", line, "date_to", "2020-03-07")
    events = dm.open_dataset(draft.path).tables.events
    assert list(events.index) == ["new-year", "spring", "a-harvest", "z-raid"]


def test_details_come_in_the_order_asked_with_the_title_in_the_language_or_in_english(small):
    assert event_words(small.tables, [2, 1], "fr") == [
        {
            "id": "raid",
            "title": "Un raid",
            "sources": [
                ["The Wire", "https://example.org/2"],
                ["The Gazette", "https://example.org/1"],
            ],
            "figures": "Morts : 2 (1 à 3) · 40 personnes déplacées",
        },
        {
            "id": "spring",
            "title": "A protest in spring",
            "sources": [["The Wire", "https://example.org/2"]],
        },
    ]
    assert event_words(small.tables, [2], "ar")[0]["title"] == "غارة"


def test_details_of_an_imported_event_say_how_it_was_placed(draft):
    text = (draft.path / "data/events.csv").read_text("utf-8")
    header, *rows = text.splitlines()
    placings = ["point,", "text,source_headline: Hil: <b>", "city,", "editor,"]
    lines = [f"{row},{placing}" for row, placing in zip(rows, placings, strict=True)]
    draft.write("data/events.csv", "\n".join([f"{header},placed_by,placed_from", *lines]))
    tables = dm.open_dataset(draft.path).tables
    said = {row["id"]: row.get("placed") for row in event_words(tables, range(4), "en")}
    assert said == {
        "new-year": "Placed by its coordinates",
        "raid": "Placed by its headline: “Hil: <b>”",
        "spring": "No district is named: it stands for the city",
        "harvest": None,
    }
    draft.replace("data/events.csv", "source_headline", "Betreff")
    tables = dm.open_dataset(draft.path).tables
    assert event_words(tables, [2], "en")[0]["placed"] == (
        "Placed by its column Betreff: “Hil: <b>”"
    )


def test_details_of_no_event_are_refused(small):
    with pytest.raises(IndexError):
        event_words(small.tables, [4], "en")


def test_a_title_that_looks_like_a_program_is_carried_as_it_is(draft):
    text = "</script><img src=x onerror=alert(1)>${x}`"
    draft.cell("data/events.csv", 3, "title_en", text)
    tables = dm.open_dataset(draft.path).tables
    assert event_words(tables, [2], "en")[0]["title"] == text
