"""What the map plugin is given, as plain values."""

import json
from datetime import date

import pytest
import shapely

import damascus_map as dm
from damascus_map.language import LANGUAGES
from damascus_map.model.vocabulary import EventType
from damascus_map.render.scene import (
    as_json_bytes,
    content_hash,
    day_number,
    event_columns,
    scene,
)
from damascus_map.render.style import OUTLINES

LAST_DAY = date(2020, 12, 31)


@pytest.fixture(scope="module")
def drawn(small):
    return scene(small.tables, LAST_DAY)


@pytest.fixture(scope="module")
def columns(small):
    return event_columns(small.tables)


def test_days_are_counted_from_1970():
    assert [day_number(date(1970, 1, 1)), day_number(date(2017, 5, 7))] == [0, 17293]
    assert day_number(date(1969, 12, 31)) == -1


def test_the_frame_of_the_scene(drawn):
    assert drawn["dataset"]["name"] == "two-places"
    assert (drawn["first_day"], drawn["last_day"]) == (18262, 18627)
    assert drawn["opening_view"]["bounds_wsen"] == [36.3, 33.5, 36.32, 33.51]
    assert [party["id"] for party in drawn["parties"]] == ["north", "south", "guests"]
    assert drawn["parties"][0] == {
        "id": "north",
        "colour": "#AA3300",
        "names": {"en": "The North", "fr": "Le Nord", "ar": "الشمال"},
    }
    assert [kind["id"] for kind in drawn["kinds"]] == list(EventType)
    assert set(drawn["messages"]) == set(drawn["dates"]) == set(LANGUAGES)


def test_the_intervals_of_a_district_are_those_of_the_data(drawn, small):
    hill, mill = drawn["districts"]
    assert (hill["id"], mill["id"]) == ("hill", "mill")
    assert [(one["from"], one["to"]) for one in hill["intervals"]] == [
        (18262, 18326),
        (18326, 18353),
        (18353, None),
    ]
    fought = hill["intervals"][1]
    assert fought["fills"] == [{"party": "north", "share": 0.3}, {"party": "south", "share": 0.7}]
    assert (fought["outline"], fought["situation"]) == ("solid", ["fighting"])
    assert (fought["from_precision"], fought["to_precision"]) == ("day", "month")
    assert fought["sentence"]["en"] == (
        "Mostly held by the South; partly held by the North. Fighting."
    )
    assert mill["intervals"][0]["fills"] == [{"party": None, "share": 1.0}]
    for district in drawn["districts"]:
        for interval in district["intervals"]:
            assert interval["outline"] in OUTLINES
            assert set(interval["sentence"]) == set(LANGUAGES)


def test_a_name_stands_inside_its_district(drawn, small):
    for district in drawn["districts"]:
        outline = small.tables.districts.geometry[district["id"]]
        assert outline.contains(shapely.Point(district["anchor"]))
        assert shapely.geometry.shape(district["geometry"]).equals(outline)


def test_the_months_and_weekdays_of_each_language(drawn):
    for code, words in drawn["dates"].items():
        assert [len(words[key]) for key in ("months", "months_short", "weekdays")] == [12, 12, 7]
        assert {"en": "Sunday", "fr": "dimanche", "ar": "الأحد"}[code] == words["weekdays"][0]
    assert drawn["dates"]["fr"]["first"] == "1er"
    assert drawn["dates"]["en"]["first"] is None


def test_events_are_columns_of_one_length_in_the_order_of_time(columns):
    assert columns["count"] == 4
    assert columns["id"] == ["new-year", "spring", "raid", "harvest"]
    lengths = {key: len(values) for key, values in columns.items() if isinstance(values, list)}
    assert set(lengths.values()) == {4}
    assert columns["first"] == sorted(columns["first"])
    assert (columns["first"][2], columns["last"][2]) == (18326, 18328)
    assert [list(EventType)[kind] for kind in columns["kind"]] == [
        "report",
        "protest",
        "clash",
        "ceasefire",
    ]


def test_the_districts_of_an_event_are_a_mask_over_those_of_the_scene(columns):
    assert columns["districts"] == [0b00, 0b10, 0b01, 0b11]


def test_a_district_named_twice_counts_once(draft):
    draft.cell("data/events.csv", 3, "district_ids", "hill;hill")
    assert event_columns(dm.open_dataset(draft.path).tables)["districts"] == [0, 2, 1, 3]


def test_what_is_not_known_of_an_event_is_null(columns):
    assert columns["lon"] == [None, None, 36.305, None]
    assert columns["lat"] == [None, None, 33.505, None]


def test_a_title_is_in_the_language_or_in_english(columns):
    assert columns["title"]["fr"][1:3] == ["A protest in spring", "Un raid"]
    assert columns["title"]["ar"][2] == "غارة"
    assert columns["source"] == ["The Gazette", "The Wire", "The Wire", "The Wire"]


def test_the_scene_and_the_events_are_plain_values(drawn, columns):
    for content in (drawn, columns):
        written = as_json_bytes(content)
        assert as_json_bytes(json.loads(written)) == written
        assert as_json_bytes(content) == written
        json.dumps(content, allow_nan=False)


def test_the_same_dataset_gives_the_same_bytes(small, drawn):
    assert as_json_bytes(scene(small.tables, LAST_DAY)) == as_json_bytes(drawn)


def test_the_hash_follows_the_content():
    assert content_hash(b"") == "e3b0c44298fc1c14"
    assert content_hash(b"a") != content_hash(b"b")


def test_a_text_that_looks_like_a_program_is_carried_as_it_is(draft):
    text = "</script><img src=x onerror=alert(1)>${x}`"
    draft.cell("data/events.csv", 3, "title_en", text)
    columns = event_columns(dm.open_dataset(draft.path).tables)
    assert json.loads(as_json_bytes(columns))["title"]["en"][2] == text
