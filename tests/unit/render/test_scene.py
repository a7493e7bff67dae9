"""What the map plugin is given, as plain values."""

import json
import re
from dataclasses import asdict
from datetime import date

import pytest
import shapely

import damascus_map as dm
from damascus_map.language import LANGUAGES
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.render.address import opening_view
from damascus_map.render.publication import SCRIPTS, STYLES, WEB
from damascus_map.render.scene import (
    as_json_bytes,
    content_hash,
    day_number,
    scene,
)
from damascus_map.render.style import (
    BADGES,
    DENSITY,
    GROUND,
    OUTLINES,
    STRIPE_PERIOD,
    SYMBOLS,
    UNKNOWN_COLOUR,
    line_of,
    strokes_of,
)

LAST_DAY = date(2020, 12, 31)
PLUGIN = {name: (WEB / name).read_text(encoding="utf-8") for name in (*SCRIPTS, *STYLES)}


@pytest.fixture(scope="module")
def drawn(small):
    return scene(small.tables, LAST_DAY)


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
        "texture": None,
        "colour": "#AA3300",
        "names": {"en": "The North", "fr": "Le Nord", "ar": "الشمال"},
    }
    assert [kind["id"] for kind in drawn["kinds"]] == list(EventType)
    assert set(drawn["messages"]) == set(drawn["dates"]) == set(LANGUAGES)


def test_the_styles_of_cells_and_of_uncertain_ground(drawn):
    assert drawn["density"] == [{"colour": one.colour, "side": one.side} for one in DENSITY]
    assert set(drawn["opacity"]) == set(Confidence)
    assert drawn["opacity"]["low"] < drawn["opacity"]["medium"] <= drawn["opacity"]["high"] <= 1


def test_badges_stripes_and_outlines_are_those_of_the_style_table(drawn):
    for kind in drawn["kinds"]:
        symbol = SYMBOLS[EventType(kind["id"])]
        assert (kind["colour"], kind["glyph"]) == (symbol.colour, symbol.glyph)
        assert kind["badge"] == asdict(BADGES[symbol.badge])
    assert drawn["stripe_period"] == STRIPE_PERIOD
    assert list(drawn["outlines"]) == list(OUTLINES)
    for key, outline in OUTLINES.items():
        for name, strokes in (("strokes", strokes_of(outline)), ("line", line_of(outline))):
            written = [{**asdict(one), "dash": list(one.dash)} for one in strokes]
            assert drawn["outlines"][key][name] == written


def numbers_in(text):
    return [float(number) for number in re.findall(r"\d*\.?\d+", text)]


def lines_of_the_plugin(is_meant):
    return [
        (name, line)
        for name, text in PLUGIN.items()
        for line in text.splitlines()
        if is_meant(line)
    ]


def test_the_plugin_has_no_path_of_a_badge_or_glyph():
    paths = [one.outline for one in BADGES.values()] + [one.glyph for one in SYMBOLS.values()]
    assert lines_of_the_plugin(lambda line: any(path in line for path in paths)) == []


def test_the_plugin_has_no_stripe_period_and_no_dash_or_part_of_an_outline():
    drawings = [draw(outline) for outline in OUTLINES.values() for draw in (strokes_of, line_of)]
    dashes = {stroke.dash for strokes in drawings for stroke in strokes if stroke.dash}
    whole, *inner = (stroke.width for stroke in strokes_of(OUTLINES["double"]))
    parts = {round(width / whole, 2) for width in inner}
    assert (len(dashes), len(parts)) == (2, 2)

    def is_written_again(line):
        rows = re.findall(r"[\d.]+(?:[ ,]+[\d.]+)+", line)
        is_of_stripes = re.search("(?i)stripe|pattern|period", line)
        is_of_strokes = re.search("(?i)stroke|outline|width", line)
        return (
            not dashes.isdisjoint(tuple(numbers_in(row)) for row in rows)
            or (is_of_strokes and not parts.isdisjoint(numbers_in(line)))
            or (is_of_stripes and STRIPE_PERIOD in numbers_in(line))
        )

    assert lines_of_the_plugin(is_written_again) == []


def test_the_plugin_has_no_colour_of_the_style_table_but_those_before_the_scene_has_come():
    table = {*GROUND.values(), UNKNOWN_COLOUR, *(one.colour for one in DENSITY)}
    table |= {one.colour for one in SYMBOLS.values()}
    found = lines_of_the_plugin(
        lambda line: not table.isdisjoint(re.findall("#[0-9A-F]{6}", line.upper()))
    )
    assert {name for name, _ in found} == {"root.css"}
    written = re.findall(r"--dm-(\w+): (#\w{6});", PLUGIN["root.css"])
    first = {name: colour.upper() for name, colour in written if name in GROUND}
    assert len(first) == len(found)
    assert first == {name: GROUND[name] for name in first}


def test_the_opening_view_is_the_one_that_an_empty_address_means(drawn, small):
    opening = opening_view(small.tables)
    named = {key: drawn["opening_view"][key] for key in ("window", "confidence", "lang")}
    assert named == {key: getattr(opening, key) for key in named}
    assert drawn["opening_day"] == day_number(opening.on)


def test_named_periods_and_jumps_of_sources_are_days(draft):
    period = {"id": "may", "from": "2020-05-01", "to": "2020-05-31", "title": "May"}
    draft.json("datapackage.json", lambda content: content.update(periods=[period]))
    wires = [f"wire-{number},Wire {number},Dispatch,,,,,agency," for number in range(4)]
    draft.write("data/sources.csv", draft.read("data/sources.csv") + "\n".join(wires).encode())
    cited = ";".join(f"wire-{number}" for number in range(4))
    draft.cell("data/events.csv", 5, "source_ids", cited)
    draft.cell("data/events.csv", 3, "source_ids", "wire")
    draft.cell("data/events.csv", 2, "source_ids", "wire")
    drawn = scene(dm.open_dataset(draft.path).tables, LAST_DAY)
    names = dict.fromkeys(LANGUAGES, "May")
    assert drawn["periods"] == [{"id": "may", "from": 18383, "to": 18413, "names": names}]
    assert drawn["source_changes"] == [{"day": 18444, "before": 1, "after": 4}]
    json.dumps(drawn)


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


def test_the_steps_tell_from_which_day_on_an_interval_had_which_look(drawn):
    first, fought, _ = drawn["districts"][0]["intervals"]
    assert [day for day, _ in first["steps"]] == [18443]  # the yearbook of June 2020
    ((day, place),) = fought["steps"]
    assert day == 18326  # the dispatch of 5 March
    look = drawn["looks"][place]
    # the editors give the North what the claim on the South leaves
    assert look["fills"] == fought["fills"]
    assert look["confidence"] == fought["confidence"] == "medium"
    below = drawn["below"]
    assert below["sentence"]["en"] == "Below the confidence asked for."
    assert below["fills"] == [{"party": "below", "share": 1.0}]
    assert below["colour"] == drawn["unknown"]["colour"]
    unreported = drawn["not_reported"]
    assert unreported["sentence"]["en"] == "Not yet reported."
    assert unreported["fills"] == [{"party": "not_reported", "share": 1.0}]


def test_the_last_step_of_the_default_dataset_is_what_the_map_draws():
    drawn = scene(dm.open_dataset().tables, date(2026, 11, 22))
    for district in drawn["districts"]:
        for interval in district["intervals"]:
            look = drawn["looks"][interval["steps"][-1][1]]
            assert {name: interval[name] for name in look} == look
            days = [day for day, _ in interval["steps"]]
            assert days == sorted(set(days))


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


def test_the_scene_is_plain_values(drawn):
    written = as_json_bytes(drawn)
    assert as_json_bytes(json.loads(written)) == written
    assert as_json_bytes(drawn) == written
    json.dumps(drawn, allow_nan=False)


def test_the_same_dataset_gives_the_same_bytes(small, drawn):
    assert as_json_bytes(scene(small.tables, LAST_DAY)) == as_json_bytes(drawn)


def test_the_hash_follows_the_content():
    assert content_hash(b"") == "e3b0c44298fc1c14"
    assert content_hash(b"a") != content_hash(b"b")
