"""The charts: what is drawn, written and said is one and the same, in three languages."""

import csv
import io
import json
import re
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

import pytest

from damascus_map.language import language
from damascus_map.model.dates import Bin
from damascus_map.model.view import View
from damascus_map.query.series import area_by_party
from damascus_map.render.charts.axes import LOOKS, NARROW, WIDE, plot_in, value_ticks, wrapped
from damascus_map.render.charts.chart import Asked
from damascus_map.render.charts.files import CHARTS, chart_csv, chart_json, chart_svg, file_stem
from damascus_map.render.charts.on_page import chart_tables, chart_tree

ON = date(2017, 5, 7)
SPRING = (date(2017, 3, 1), date(2017, 6, 30))
LAST = date(2020, 12, 31)
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def asked(dataset):
    def make(lang="en", bins=None, on=ON, **view):
        return Asked(dataset.tables, View(on=on, lang=lang, **view), LAST, bins)

    return make


def marks_of(drawing):
    return [node for node in drawing.iter("rect") if node.get("class") == "dm-mark"]


def texts_of(drawing):
    return [node.text for node in drawing.iter("text")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(CHARTS))
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_everything_lies_inside_the_drawing(asked, name, look, lang):
    for span in (None, SPRING):
        drawing = CHARTS[name](asked(lang, span=span)).draw(look)
        left, top, width, height = map(float, drawing.get("viewBox").split())
        assert (left, top, width) == (0, 0, look.width)
        for node in drawing.iter("rect"):
            if "patternUnits" in node.attrib or node.get("x") is None:
                continue
            x, y, w, h = (float(node.get(key)) for key in ("x", "y", "width", "height"))
            assert -0.1 <= x <= x + w <= width + 0.1, node.attrib
            assert -0.1 <= y <= y + h <= height + 0.1, node.attrib
            assert min(w, h) >= 0
        for node in drawing.iter("text"):
            assert 0 <= float(node.get("x")) <= width
            assert 0 <= float(node.get("y")) <= height
            assert node.get("direction") == ("rtl" if lang == "ar" else "ltr")


@pytest.mark.parametrize("name", ["area", "events", "deaths"])
def test_marks_cover_the_time_once(asked, name):
    view = asked(span=SPRING, bins=Bin.MONTH)
    marks = marks_of(CHARTS[name](view).draw(WIDE))
    spans = []
    for mark in marks:
        day = date.fromisoformat(mark.get("data-dm-day"))
        if name == "area":
            spans.append((day, date.fromisoformat(mark.get("data-dm-until"))))
        else:
            spans.append((day - timedelta(days=int(mark.get("data-dm-window")) - 1), day))
    assert spans[0][0] == SPRING[0]
    assert spans[-1][1] == SPRING[1]
    following = [first - timedelta(days=1) for first, _ in spans[1:]]
    assert following == [last for _, last in spans[:-1]]


def test_bands_are_as_high_as_the_shares(asked, dataset):
    drawing = CHARTS["area"](asked()).draw(WIDE)
    bands = [node.get("points") for node in drawing.iter("polygon")]
    areas = area_by_party(dataset.tables, "2011-03-15", str(LAST))
    holders = [one for one in areas.columns[2:-1] if areas[one].max() > 0]
    assert len(bands) == len(holders)
    total = dataset.tables.districts["area_km2"].sum()
    for band, holder in zip(bands, holders, strict=True):
        points = [tuple(map(float, point.split(","))) for point in band.split()]
        over, under = points[: len(points) // 2 : 2], points[: len(points) // 2 - 1 : -2]
        heights = [low - high for (_, high), (_, low) in zip(over, under, strict=True)]
        assert heights == pytest.approx((WIDE.height * areas[holder] / total).tolist(), abs=0.11)


def test_the_line_of_the_day_stands_in_the_time_only(asked):
    said = "7 May 2017"
    for name in ("area", "events", "deaths", "lags"):
        assert said in texts_of(CHARTS[name](asked()).draw(WIDE))
        later = (date(2018, 1, 1), date(2018, 12, 31))
        assert said not in texts_of(CHARTS[name](asked(span=later)).draw(NARROW))


def test_words_stand_where_reading_begins():
    plain, mirrored = (plot_in(WIDE, language(lang), 0, 100, 60) for lang in ("en", "ar"))
    assert plain.beside[0] < plain.left == 60
    assert mirrored.beside[0] > mirrored.right == WIDE.width - 60
    first, last = date(2017, 1, 1), date(2017, 12, 31)
    for plot in (plain, mirrored):
        axis = plot.time_axis(first, last)
        assert axis.x_of(first) < axis.x_of(last)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (152, [0, 50, 100, 150, 200]),
        (1000, [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_ticks_of_values_are_round_whole_and_reach_the_highest(highest, ticks):
    assert value_ticks(highest) == ticks


def test_a_long_text_ends_in_dots():
    lines = wrapped("word " * 40, 10, 100, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert wrapped("short", 10, 100, 2) == ["short"]


def western(table):
    """The cells with the digits that Python reads."""
    return [[str(int(cell)) if cell.isdigit() else cell for cell in row] for row in table]


def cell_of(value):
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(CHARTS))
def test_table_csv_and_json_hold_the_same_numbers(asked, name, lang):
    view = asked(lang, span=SPRING)
    chart = CHARTS[name](view)
    rows = list(csv.DictReader(io.StringIO(chart_csv(chart))))
    told = json.loads(chart_json(chart, view))
    assert [{key: cell_of(value) for key, value in row.items()} for row in told["rows"]] == rows
    words = language(lang)
    table = chart.tables[0].rows
    if name == "area":
        figures = [words.number(round(float(row["km2"]), 2)) for row in rows]
        assert [cell for row in table for cell in row[2:]] == figures
    elif name == "events":
        figures = [words.number(int(row["events"])) for row in rows]
        assert [cell for row in table for cell in row[1:-1]] == figures
    elif name == "deaths":
        assert [row[2] for row in table] == [words.number(int(row["low"])) for row in rows]
    elif name == "lags":
        steps = [-1, 0, 1, 7, 31, 366, 10**6]
        told = [
            next(n for n, most in enumerate(steps) if int(row["lag_days"]) <= most) for row in rows
        ]
        sums = [sum(int(row[2 + step]) for row in western(table)) for step in range(7)]
        assert sums == [told.count(step) for step in range(7)]
    else:
        moved = [words.number(int(row["people_moved"])) for row in rows]
        assert [row[-1] for row in table] == moved


def test_a_lag_leads_to_its_event_or_district_and_many_to_their_time(asked):
    marks = marks_of(CHARTS["lags"](asked(span=SPRING, bins=Bin.MONTH)).draw(WIDE))
    said = {mark.findtext("title"): mark for mark in marks}
    single = next(mark for text, mark in said.items() if "announced 1 day before, AFP" in text)
    assert (single.get("data-dm-day"), single.get("data-dm-district")) == ("2017-05-08", "barze")
    many = said["May 2017: Events, the same day: 16"]
    assert (many.get("data-dm-day"), many.get("data-dm-window")) == ("2017-05-31", "31")
    events = [mark.get("data-dm-event") for mark in marks if mark.get("data-dm-event")]
    assert events
    days = [mark.get("data-dm-day")[:7] for mark in marks]
    assert days == sorted(days)


def test_lags_tell_medians_kinds_of_source_and_what_came_late(asked):
    chart = CHARTS["lags"](asked())
    assert chart.summary.startswith("Changes of control and situation: 35, median 0 days")
    assert "Changes left out: 9 dated too loosely" in " ".join(chart.notes)
    by_source, late, *left_out = chart.tables[1:]
    assert by_source.rows[0][:3] == ("news agency", "22", "34")
    days = [int(row[3].replace(",", "")) for row in late.rows]
    assert days == sorted(days, reverse=True)
    assert min(days) > 7
    assert sum(len(one.rows) for one in left_out) == sum(map(len, chart.left_out.values()))
    only_events = CHARTS["lags"](asked(span=(date(2011, 3, 15), date(2011, 12, 31))))
    assert "Changes" not in " ".join(texts_of(only_events.draw(WIDE)))


def test_what_is_left_out_is_counted_and_named(asked, dataset):
    chart = CHARTS["deaths"](asked(span=SPRING))
    silent = chart.left_out["no_figure"]
    assert any(f"Left out: {len(silent)} without a figure" in note for note in chart.notes)
    named = [row[1] for row in chart.tables[1].rows]
    assert named == dataset.tables.events.loc[list(silent), "title_en"].tolist()
    of_barze = CHARTS["moved"](asked(span=SPRING, districts=("barze",)))
    assert "1 that names no district" in " ".join(of_barze.notes)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(CHARTS))
def test_a_file_stands_alone(asked, name, lang):
    view = asked(lang, span=SPRING)
    chart = CHARTS[name](view)
    sheet = fromstring(chart_svg(chart, view))  # noqa: S314 - written a line above
    text = " ".join(node.text or "" for node in sheet.iter() if node.tag.endswith("}text"))
    assert view.tables.package.content_hash[:12] in text
    assert chart.title in text
    ids = {node.get("id") for node in sheet.iter() if node.tag.endswith("pattern")}
    used = re.findall(r"url\(#([^)]*)\)", chart_svg(chart, view).decode())
    assert set(used) <= ids
    assert not [one for node in sheet.iter() for one in node.attrib if one.startswith("data-")]
    assert file_stem(chart, view) == f"damascus-map-{name}-2017-03-01-2017-06-30"


def test_a_chart_without_data_says_so(asked):
    nothing = asked(types=("siege",), span=(date(2017, 6, 1), date(2017, 6, 30)))
    for name in ("events", "deaths", "moved", "lags"):
        chart = CHARTS[name](nothing)
        assert chart.draw is None
        tree = chart_tree(chart, nothing)
        assert "nothing to draw" in " ".join(tree.itertext())
        with pytest.raises(ValueError, match="nothing to draw"):
            chart_svg(chart, nothing)
    assert CHARTS["area"](asked(districts=())).draw is None


def test_the_cursor_begins_at_the_day_and_says_what_is_there(asked):
    for name in CHARTS:
        view = asked()
        tree = chart_tree(CHARTS[name](view), view)
        cursor = next(node for node in tree.iter("div") if node.get("role") == "slider")
        drawings = list(tree.iter("svg"))
        marks = marks_of(drawings[0])
        assert [len(marks_of(one)) for one in drawings] == [len(marks)] * 2
        assert cursor.get("aria-valuemax") == str(len(marks))
        here = marks[int(cursor.get("aria-valuenow")) - 1]
        assert here.get("data-dm-day") <= "2017-05-07"
        assert cursor.get("aria-valuetext") == here.findtext("title")
        assert all(one.get("role") == "img" and one.get("aria-label") for one in drawings)


def test_patterns_of_a_page_have_different_names(asked):
    view = asked()
    trees = [chart_tree(CHARTS[name](view), view) for name in CHARTS]
    ids = [node.get("id") for tree in trees for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_tables_can_be_reached_with_keys(asked):
    for tree in chart_tables(CHARTS["deaths"](asked())):
        assert (tree.get("role"), tree.get("tabindex")) == ("region", "0")
        assert tree.find("table") is not None
