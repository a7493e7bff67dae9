"""The timeline under a reader's hands: zoom in time, brush, play, hints, touch, keys."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from playwright.sync_api import Browser, CDPSession, Frame, Locator, Page, expect

import damascus_map as dm
from tests.browser.conftest import DESKTOP, Watch, guarded_page
from tests.browser.opened_page import ADDRESS_MS, state_of
from tools.live_page import Server

OPENING = "2017-05-07"


def span_of(frame: Frame) -> list[date]:
    return [date.fromisoformat(day) for day in state_of(frame)["span"]]


def days_in(span: list[date]) -> int:
    return (span[1] - span[0]).days + 1


def wait_for_state(frame: Frame, condition: str, arg: object = None) -> None:
    frame.wait_for_function(
        f"arg => {{ const s = damascusMap.state(); return {condition}; }}", arg=arg
    )


def slider(frame: Frame) -> Locator:
    return frame.get_by_test_id("dm-timeline")


def point_of(frame: Frame, day: str, part: float = 0.5) -> tuple[float, float]:
    """Where the middle of a day lies in the page, at a part of the timeline's height."""
    box = slider(frame).bounding_box()
    span = span_of(frame)
    passed = (date.fromisoformat(day) - span[0]).days + 0.5
    return box["x"] + box["width"] * passed / days_in(span), box["y"] + box["height"] * part


def show_period(frame: Frame, period: str) -> None:
    frame.get_by_test_id("dm-period").select_option(period)


def drag(page: Page, grip: Locator, dx: float) -> None:
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx / 2, y)
    page.mouse.move(x + dx, y)
    page.mouse.up()


# ------------------------------------------------------------------------------- zoom in time


def test_wheel_zooms_in_time_at_the_pointer_and_the_address_follows(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    whole = span_of(frame)
    x, y = point_of(frame, "2014-01-01")
    page.mouse.move(x, y)
    page.mouse.wheel(0, -720)
    wait_for_state(frame, "s.span[0] > arg", whole[0].isoformat())
    nearer = span_of(frame)
    assert days_in(nearer) == pytest.approx(days_in(whole) / 4, rel=0.01)
    assert point_of(frame, "2014-01-01")[0] == pytest.approx(
        x, abs=4
    )  # a pixel, four times as wide
    page.wait_for_url(re.compile(f"span={nearer[0]}%2C{nearer[1]}|span={nearer[0]},{nearer[1]}"))
    assert state_of(frame)["date"] == OPENING
    page.mouse.wheel(0, 2000)
    wait_for_state(frame, "s.span[0] === arg", whole[0].isoformat())
    assert span_of(frame) == whole


def test_wheel_with_shift_goes_along_in_time(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    show_period(frame, "year")
    page.mouse.move(*point_of(frame, "2017-06-30"))
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 200)
    page.keyboard.up("Shift")
    wait_for_state(frame, "s.span[0] > '2017-01-15'")
    assert days_in(span_of(frame)) == pytest.approx(365, abs=1)


def test_presets_show_the_war_a_year_the_spring_and_the_last_days(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    whole = span_of(frame)
    expected = {
        "war": ["2011-03-15", "2024-12-08"],
        "spring-2017": ["2017-02-18", "2017-05-29"],
        "year": ["2017-01-01", "2017-12-31"],
        "days": ["2017-02-07", "2017-05-07"],
    }
    for period, span in expected.items():
        show_period(frame, period)
        wait_for_state(frame, "s.span.join() === arg.join()", span)
        expect(frame.get_by_test_id("dm-period")).to_have_value(period)
    show_period(frame, "all")
    wait_for_state(frame, "s.span[0] === arg", whole[0].isoformat())
    assert span_of(frame) == whole


def test_buttons_and_keys_zoom_around_the_date(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    whole = days_in(span_of(frame))
    frame.get_by_role("button", name="Show less time").click()
    wait_for_state(frame, "s.span[0] > '2012-01-01'")
    assert days_in(span_of(frame)) == pytest.approx(whole / 2, rel=0.01)
    slider(frame).press("+")
    wait_for_state(frame, "s.span[1] < '2023-01-01'")
    assert days_in(span_of(frame)) == pytest.approx(whole / 4, rel=0.01)
    slider(frame).press("0")
    wait_for_state(frame, "s.span[0] === '2011-03-15'")
    expect(frame.get_by_role("button", name="Show more time")).to_be_disabled()


def test_the_shortest_span_has_days_as_ticks_and_cannot_shrink(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    for _ in range(14):
        slider(frame).press("+")
    wait_for_state(frame, "s.span[0] > '2017-04-25'")
    assert 10 <= days_in(span_of(frame)) <= 11
    ticks = frame.evaluate(
        """() => {
            const span = damascusMap.state().span.map(DM.time.dayOf);
            const words = { date: (day, form) => (form === 'day_tick' ? '30 May' : form) };
            const plot = { span: [span[0], span[1] + 1], fontPx: 12, xOf: day => day * 65 };
            return DM.axis.ticksOf(plot, words).map(tick => tick.text);
        }"""
    )
    assert set(ticks) == {"30 May"}
    assert len(ticks) >= 10


def test_a_link_opens_the_same_part_of_time(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "span=2016-01-01,2016-12-31&date=2016-05-01")
    wait_for_state(frame, "s.span.join() === '2016-01-01,2016-12-31'")


def test_a_date_outside_what_is_shown_turns_the_page_of_time(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    show_period(frame, "spring-2017")
    wait_for_state(frame, "s.span[0] === '2017-02-18'")
    before = days_in(span_of(frame))
    for _ in range(3):
        slider(frame).press("PageUp")
    wait_for_state(frame, "s.date === '2017-08-07'")
    first, last = span_of(frame)
    assert first <= date(2017, 8, 7) <= last
    assert days_in([first, last]) == pytest.approx(before, abs=1)


def test_the_overview_takes_time_along(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    expect(frame.get_by_test_id("dm-overview")).to_be_hidden()
    show_period(frame, "year")
    overview = frame.get_by_test_id("dm-overview")
    expect(overview).to_be_visible()
    box = overview.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    wait_for_state(frame, "s.span[1] < '2014-01-01'")
    assert days_in(span_of(frame)) == pytest.approx(365, abs=1)


# -------------------------------------------------------------------------------------- brush


def test_the_brush_is_dragged_at_its_beginning(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    show_period(frame, "spring-2017")
    drag(page, frame.get_by_test_id("dm-window-start"), -100)
    wait_for_state(frame, "s.from < '2017-04-25'")
    shown = state_of(frame)
    assert shown["date"] == OPENING
    days = (date.fromisoformat(OPENING) - date.fromisoformat(shown["from"])).days + 1
    page.wait_for_url(re.compile(f"window={days}(&|$)"), timeout=ADDRESS_MS)
    assert state_of(frame)["from"] == shown["from"]
    expect(page.get_by_test_id("stSidebar")).to_contain_text(f"{days} days")


def test_the_brush_is_dragged_at_its_end_while_its_beginning_stays(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    show_period(frame, "spring-2017")
    drag(page, frame.get_by_test_id("dm-window-end"), 120)
    wait_for_state(frame, "s.date > '2017-05-20'")
    shown = state_of(frame)
    assert shown["from"] == "2017-05-01"
    page.wait_for_url(re.compile(f"date={shown['date']}"), timeout=ADDRESS_MS)
    assert state_of(frame)["from"] == "2017-05-01"


def test_a_window_made_by_hand_keeps_its_length_when_the_date_moves(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "window=45")
    wait_for_state(frame, "s.from === '2017-03-24'")
    slider(frame).press("ArrowRight")
    page.wait_for_url(re.compile("date=2017-05-08"), timeout=ADDRESS_MS)
    assert state_of(frame)["from"] == "2017-03-25"
    assert "window=45" in page.url


def test_cumulative_counts_all_before_and_goes_back(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    button = frame.get_by_role("button", name="All events up to the date")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    wait_for_state(frame, "s.from === null")
    events = dm.open_dataset().tables.events
    assert state_of(frame)["eventsInWindow"] == (events["first"] <= pd.Timestamp(OPENING)).sum()
    page.wait_for_url(re.compile("window=all"), timeout=ADDRESS_MS)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    wait_for_state(frame, "s.from === '2017-05-01'")


def test_the_window_s_beginning_has_keys_and_says_its_day(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "lang=fr")
    start = frame.get_by_test_id("dm-window-start")
    expect(start).to_have_attribute("role", "slider")
    expect(start).to_have_attribute("aria-valuetext", "lundi 1er mai 2017")
    start.press("ArrowLeft")
    expect(start).to_have_attribute("aria-valuetext", "dimanche 30 avril 2017")
    start.press("PageDown")
    wait_for_state(frame, "s.from === '2017-03-30'")
    start.press("Home")
    wait_for_state(frame, "s.from === null")
    start.press("End")
    wait_for_state(frame, "s.from === '2017-05-07'")


# --------------------------------------------------------------------------------------- play


def test_loop_plays_what_is_shown_again(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2017-06-20&span=2017-03-01,2017-06-30")
    frame.get_by_role("button", name="Loop what is shown").click()
    frame.get_by_test_id("dm-play").click()
    wait_for_state(frame, "s.date < '2017-05-01'")
    frame.get_by_test_id("dm-play").click()
    assert state_of(frame)["span"] == ["2017-03-01", "2017-06-30"]
    page.wait_for_url(re.compile(f"date={state_of(frame)['date']}"), timeout=ADDRESS_MS)


def test_without_loop_play_turns_the_pages_of_time(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2017-06-20&span=2017-03-01,2017-06-30")
    frame.get_by_test_id("dm-speed").select_option("speed_quarter")
    frame.get_by_test_id("dm-play").click()
    wait_for_state(frame, "s.span[0] > '2017-06-01'")
    frame.get_by_test_id("dm-play").click()


def test_play_skips_to_changes(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "district=jobar")
    frame.get_by_test_id("dm-speed").select_option("speed_change")
    frame.get_by_test_id("dm-play").click()
    wait_for_state(frame, "s.date === '2017-06-20'")
    frame.get_by_test_id("dm-play").click()


def test_play_at_the_end_begins_again(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    slider(frame).press("End")
    wait_for_state(frame, "s.date > '2026-01-01'")
    frame.get_by_test_id("dm-play").click()
    wait_for_state(frame, "s.date < '2012-01-01'")
    frame.get_by_test_id("dm-play").click()


@pytest.fixture
def calm_page(chromium: Browser, server: Server, watch: Watch) -> Iterator[Page]:
    """A page of a reader who has asked for less motion."""
    with guarded_page(chromium, server, watch, {**DESKTOP, "reduced_motion": "reduce"}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("opened", "least_days", "most_steps"), [("calm_page", 28, 4), ("page", 1, 400)]
)
def test_play_takes_whole_steps_for_who_wants_less_motion(
    request: pytest.FixtureRequest,
    server: Server,
    open_map,
    opened: str,
    least_days: int,
    most_steps: int,
) -> None:
    page: Page = request.getfixturevalue(opened)
    frame = open_map(page, server, "date=2014-01-01")
    frame.evaluate(
        """() => {
            window.days = [];
            const look = () => {
                const day = Date.parse(damascusMap.state().date) / 864e5;
                if (day !== window.days.at(-1)) window.days.push(day);
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    frame.get_by_test_id("dm-play").click()
    wait_for_state(frame, "s.date > '2014-03-10'")
    frame.get_by_test_id("dm-play").click()
    days = frame.evaluate("() => window.days")
    steps = [after - before for before, after in pairwise(days)]
    assert min(steps) >= least_days
    assert len(steps) <= most_steps


# -------------------------------------------------------------------------------------- hints


def test_histogram_tells_the_exact_counts_of_a_month_by_kind(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    events = dm.open_dataset().tables.events
    month = (events["first"] >= "2013-08-01") & (events["first"] < "2013-09-01")
    fine = events["precision"] != "year"
    count = int((month & fine).sum())
    page.mouse.move(*point_of(frame, "2013-08-15", 0.25))
    tip = frame.locator(".dm-tip:visible")
    expect(tip).to_contain_text("August 2013")
    expect(tip).to_contain_text(f"{count} event")
    by_kind = events[month & fine].groupby("type").size()
    assert sorted(map(int, tip.locator(".dm-sum").all_inner_texts())) == sorted(by_kind)


def test_histogram_follows_the_filters(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "types=massacre")
    page.mouse.move(*point_of(frame, "2013-04-15", 0.25))
    tip = frame.locator(".dm-tip:visible")
    expect(tip).to_contain_text("April 2013")
    kinds = tip.locator(".dm-legend-key + span").all_inner_texts()
    assert set(kinds) <= {"Massacre"}


def test_an_event_known_to_the_month_spans_it(page: Page, server: Server, open_map) -> None:
    events = dm.open_dataset().tables.events
    known_to_month = events[events["precision"] == "month"].iloc[-1]
    first, last = known_to_month["first"].date(), known_to_month["last"].date()
    around = f"{first - timedelta(days=20)},{last + timedelta(days=20)}"
    frame = open_map(page, server, f"date={first}&span={around}")
    tip = frame.locator(".dm-tip:visible")
    for day in (first + timedelta(days=1), last - timedelta(days=1)):
        page.mouse.move(*point_of(frame, day.isoformat(), 0.3))
        expect(tip).to_contain_text("known to the month or year only")


def test_a_jump_in_the_number_of_sources_is_marked_and_explained(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    jump = frame.evaluate(
        """async () => {
            const scene = performance.getEntriesByType('resource').find(r => /scene-/.test(r.name));
            const { source_changes } = await (await fetch(scene.name)).json();
            return { ...source_changes[0], iso: DM.time.isoOf(source_changes[0].day) };
        }"""
    )
    x, y = point_of(frame, jump["iso"], 0.3)
    page.mouse.move(x, y)
    tip = frame.locator(".dm-tip:visible")
    expect(tip).to_contain_text(f"{jump['before']} before, {jump['after']} after")


def test_a_band_says_who_held_the_district(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "span=2017-03-01,2017-06-30")
    box = slider(frame).bounding_box()
    x, _ = point_of(frame, "2017-06-25")
    page.mouse.move(x, box["y"] + box["height"] - 26 - 12.6 * 4.5)
    tip = frame.locator(".dm-tip:visible")
    expect(tip).to_contain_text("Barzé, Sunday 25 June 2017")
    expect(tip).to_contain_text("overnment")


def test_a_beginning_known_to_the_month_has_a_soft_edge(
    page: Page, server: Server, open_map
) -> None:
    """Through the month in which the change lies, the band passes from the old look to the new."""
    frame = open_map(page, server, "date=2013-02-15&span=2013-01-01,2013-04-30")
    strengths = frame.evaluate(
        """() => {
            const drawn = [];
            const painter = Object.create(DM.bands.BandPainter.prototype);
            Object.assign(painter, { scene: { last_day: 100 }, paint: (y, look, days, strength) =>
                drawn.push([look.name, days[0], strength]) });
            painter.drawInterval(0, { name: 'new', from: 10, to: 90, from_precision: 'month' },
                { name: 'old' }, 1);
            return drawn;
        }"""
    )
    assert strengths[0][:2] == ["new", 10]
    old = [strength for name, _, strength in strengths if name == "old"]
    assert len(old) >= 5
    assert old == sorted(old, reverse=True)
    assert old[0] > 0.9
    assert old[-1] < 0.1


# ------------------------------------------------------------------------- touch, keys, words


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)],
        },
    )


def test_one_finger_scrubs_and_the_page_follows(phone: Page, server: Server, open_map) -> None:
    frame = open_map(phone, server)
    session = phone.context.new_cdp_session(phone)
    (x, y), (end, _) = point_of(frame, OPENING), point_of(frame, "2013-06-01")
    touch(session, "touchStart", (x, y))
    touch(session, "touchMove", ((x + end) / 2, y))
    touch(session, "touchMove", (end, y))
    wait_for_state(frame, "s.date < '2013-09-01'")
    assert "date=" not in phone.url
    touch(session, "touchEnd")
    phone.wait_for_url(re.compile("date=2013-0"), timeout=ADDRESS_MS)


def test_two_fingers_draw_time_apart_and_leave_the_date(
    phone: Page, server: Server, open_map
) -> None:
    frame = open_map(phone, server)
    before = span_of(frame)
    session = phone.context.new_cdp_session(phone)
    x, y = point_of(frame, "2015-01-01")
    touch(session, "touchStart", (x - 20, y))
    touch(session, "touchStart", (x - 20, y), (x + 20, y))
    touch(session, "touchMove", (x - 40, y), (x + 40, y))
    touch(session, "touchMove", (x - 80, y), (x + 80, y))
    wait_for_state(frame, "s.span[0] > '2013-01-01'")
    touch(session, "touchEnd")
    assert days_in(span_of(frame)) == pytest.approx(days_in(before) / 4, rel=0.05)
    assert point_of(frame, "2015-01-01")[0] == pytest.approx(x, abs=3)
    assert state_of(frame)["date"] == OPENING


def test_controls_of_a_phone_lie_inside_it(phone: Page, server: Server, open_map) -> None:
    frame = open_map(phone, server)
    for name in ("dm-play", "dm-speed", "dm-loop", "dm-cumulative", "dm-period", "dm-time-in"):
        box = frame.get_by_test_id(name).bounding_box()
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 390, name
        assert min(box["width"], box["height"]) >= 24, name


def test_the_date_is_a_complete_slider_and_spoken_in_the_reader_s_language(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "lang=fr")
    handle = slider(frame)
    expect(handle).to_have_attribute("role", "slider")
    expect(handle).to_have_attribute("aria-label", re.compile(r"\w"))
    expect(handle).to_have_attribute("aria-valuetext", "dimanche 7 mai 2017")
    low, now, high = (int(handle.get_attribute(f"aria-value{k}")) for k in ("min", "now", "max"))
    assert low < now < high
    handle.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuetext", "samedi 6 mai 2017")
    expect(handle).to_have_attribute("aria-valuenow", str(now - 1))


@pytest.mark.parametrize("hook", ["dm-timeline", "dm-window-start", "dm-loop", "dm-period"])
def test_focus_is_visible(page: Page, server: Server, open_map, hook: str) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-next").focus()
    node = frame.get_by_test_id(hook)
    outline: Callable[[], str] = lambda: node.evaluate("n => getComputedStyle(n).outlineStyle")  # noqa: E731
    assert outline() == "none"
    page.keyboard.press("Tab")
    for _ in range(12):
        if node.evaluate("n => n === document.activeElement"):
            break
        page.keyboard.press("Tab")
    assert outline() == "solid"


def test_a_finger_that_stays_after_a_pinch_changes_nothing(
    phone: Page, server: Server, open_map
) -> None:
    frame = open_map(phone, server)
    session = phone.context.new_cdp_session(phone)
    x, y = point_of(frame, "2015-01-01")
    touch(session, "touchStart", (x - 20, y))
    touch(session, "touchStart", (x - 20, y), (x + 20, y))
    touch(session, "touchMove", (x - 60, y), (x + 60, y))
    wait_for_state(frame, "s.span[0] > '2012-01-01'")
    before = span_of(frame)
    touch(session, "touchEnd", (x - 60, y))
    touch(session, "touchMove", (x - 90, y))
    touch(session, "touchEnd")
    phone.wait_for_url(re.compile("span="), timeout=ADDRESS_MS)
    assert span_of(frame) == before
    assert state_of(frame)["date"] == OPENING


def test_a_handle_stops_at_the_edge_of_what_is_shown(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "span=2017-01-01,2017-12-31")
    drag(page, frame.get_by_test_id("dm-window-end"), 2000)
    wait_for_state(frame, "s.date === '2017-12-31'")
    drag(page, frame.get_by_test_id("dm-window-start"), -2000)
    wait_for_state(frame, "s.from === '2017-01-01'")


def test_a_date_of_the_sidebar_turns_the_page_of_time_in_the_address_too(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "span=2017-01-01,2017-12-31")
    page.get_by_test_id("dm-date-field").fill("2014-05-07")
    page.get_by_test_id("dm-date-field").press("Enter")
    wait_for_state(frame, "s.date === '2014-05-07'")
    first, last = span_of(frame)
    assert first <= date(2014, 5, 7) <= last
    page.wait_for_url(re.compile(f"span={first}(%2C|,){last}"), timeout=ADDRESS_MS)


def test_a_window_from_before_the_first_day_keeps_its_handle(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "date=2011-03-17&window=30")
    start = frame.get_by_test_id("dm-window-start")
    expect(start).to_be_visible()
    start.press("End")
    wait_for_state(frame, "s.from === '2011-03-17'")
