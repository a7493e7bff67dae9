"""What a reader does, in a real browser: open, move in time, filter, choose, share."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.opened_page import ADDRESS_MS, state_of
from tools.live_page import MAP_FRAME, Server


def wait_for_date(frame: Frame, date: str) -> None:
    frame.wait_for_function("date => window.damascusMap.state().date === date", arg=date)


def slider(frame: Frame):
    return frame.get_by_test_id("dm-timeline")


def mark_frame(frame: Frame) -> None:
    """Leave a mark in the map's window, which a reload would lose."""
    frame.evaluate("() => { window.markOfTheTest = 1; }")


def is_same_frame(page: Page) -> bool:
    element = page.query_selector(MAP_FRAME)
    return element.content_frame().evaluate("() => window.markOfTheTest === 1")


def day_x(frame: Frame, day: str) -> float:
    """Where a day lies on the slider, as a share of its width."""
    return frame.evaluate(
        """day => {
            const slider = document.querySelector('[data-testid=dm-timeline]');
            const days = iso => Date.parse(iso + 'T00:00Z') / 864e5;
            const now = days(window.damascusMap.state().date);
            const first = now - (slider.ariaValueNow - slider.ariaValueMin);
            const span = slider.ariaValueMax - slider.ariaValueMin;
            return (days(day) - first) / span;
        }""",
        day,
    )


def test_page_opens_on_the_day_of_the_dispatch(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    shown = state_of(frame)
    assert shown["date"] == "2017-05-07"
    assert shown["from"] == "2017-05-01"
    assert shown["eventsInWindow"] == shown["eventsDrawn"] > 0
    expect(frame.get_by_test_id("dm-date")).to_have_text("Sunday 7 May 2017")
    for district in ("barze", "qaboun", "techrine", "jobar", "tadamon"):
        expect(frame.get_by_test_id(f"dm-district-{district}")).to_be_visible()


def test_the_page_shows_all_thirteen_facts_of_the_dispatch(
    page: Page, server: Server, open_map
) -> None:
    open_map(page, server)
    events = page.get_by_test_id("dm-events")
    facts = (
        "Talks under way on the evacuation of fighters and families from Barzé and Qaboun",
        "first evacuation of rebels inside the capital",
        "departures from Barzé could begin the next day",
        "hold most of Qaboun and Techrine",
        "Jobar is shared",
        "are present in Barzé and Tadamon",
        "Weeks of heavy fighting in Qaboun",
        "Ceasefire until midnight",
        "calm in Barzé and Qaboun",
        "De-escalation begins in four zones of Syria",
        "nearly 11,000 people",
        "several evacuations have already taken place",
        "more than 320,000 dead",
    )
    for fact in facts:
        row = events.get_by_role("listitem").filter(has_text=fact)
        expect(row).to_have_count(1)
        expect(row).to_contain_text("AFP")


def test_legend_lists_only_what_is_in_view(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2024-12-31&window=1")
    legend = frame.get_by_test_id("dm-legend")
    expect(legend).to_contain_text("Transitional authorities")
    expect(legend).not_to_contain_text("Syrian government")
    expect(legend).not_to_contain_text("Clash")


def test_map_names_its_origins(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    attribution = frame.locator(".dm-attribution")
    expect(attribution).to_contain_text("UN OCHA")
    expect(attribution).to_contain_text("OpenStreetMap contributors")


def test_drag_of_the_timeline_moves_map_then_page_and_address(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    mark_frame(frame)
    box = slider(frame).bounding_box()
    middle = box["y"] + box["height"] / 2
    start = box["x"] + box["width"] * day_x(frame, "2017-05-07")
    end = box["x"] + box["width"] * day_x(frame, "2013-06-01")
    page.mouse.move(start, middle)
    page.mouse.down()
    page.mouse.move((start + end) / 2, middle, steps=4)
    frame.wait_for_function("() => window.damascusMap.state().date < '2016-06-01'")
    assert "date=" not in page.url
    page.mouse.move(end, middle, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"date=2013-0[5-7]"), timeout=ADDRESS_MS)
    shown = state_of(frame)["date"]
    assert f"date={shown}" in page.url
    expect(page.locator(".dm-head")).to_contain_text("2013")
    assert is_same_frame(page)


def test_keys_move_by_day_month_and_to_the_ends(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    slider(frame).focus()
    for key, date in (
        ("ArrowRight", "2017-05-08"),
        ("ArrowLeft", "2017-05-07"),
        ("PageUp", "2017-06-07"),
        ("PageDown", "2017-05-07"),
        ("Home", "2011-03-15"),
    ):
        slider(frame).press(key)
        wait_for_date(frame, date)
    expect(slider(frame)).to_have_attribute("aria-valuetext", "Tuesday 15 March 2011")
    slider(frame).press("End")
    frame.wait_for_function("() => window.damascusMap.state().date > '2026-01-01'")


def test_the_window_keeps_its_length_while_the_date_moves(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    slider(frame).press("ArrowRight")
    wait_for_date(frame, "2017-05-08")
    assert state_of(frame)["from"] == "2017-05-02"


def test_previous_and_next_change(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "district=jobar")
    frame.get_by_role("button", name="Next change").click()
    wait_for_date(frame, "2017-06-20")
    frame.get_by_role("button", name="Previous change").click()
    wait_for_date(frame, "2017-05-04")
    page.wait_for_url(re.compile("date=2017-05-04"), timeout=ADDRESS_MS)


def test_play_runs_and_pauses_and_then_the_page_follows(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-play").click()
    frame.wait_for_function("() => window.damascusMap.state().date > '2017-05-20'")
    frame.get_by_test_id("dm-play").click()
    page.wait_for_url(re.compile(r"date=2017-"), timeout=ADDRESS_MS)
    assert f"date={state_of(frame)['date']}" in page.url


def test_move_keeps_zoom_and_place(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "view=36.3400,33.5350,14")
    mark_frame(frame)
    before = state_of(frame)["view"]
    assert before[2] == 14
    slider(frame).press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    assert state_of(frame)["view"] == pytest.approx(before, abs=1e-3)
    assert is_same_frame(page)


def test_zoom_by_hand_is_in_the_address(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    frame.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile(r"view=36\."), timeout=ADDRESS_MS)


def test_click_on_a_district_opens_its_panel(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-district-jobar").press("Enter")
    page.wait_for_url(re.compile("district=jobar"), timeout=ADDRESS_MS)
    panel = page.get_by_test_id("dm-panel")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Jobar")
    expect(panel).to_contain_text("Shared by Syrian government and opposition groups")
    expect(panel).to_contain_text("Sources disagree")


def test_filter_by_district_and_date_in_the_sidebar(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    page.get_by_role("button", name="Tadamon", exact=True).click()
    frame.wait_for_function("() => window.damascusMap.state().districts?.length === 4")
    assert "tadamon" not in state_of(frame)["districts"]
    page.wait_for_url(re.compile(r"districts=barze"), timeout=ADDRESS_MS)
    page.get_by_role("button", name="Show everything").click()
    frame.wait_for_function("() => window.damascusMap.state().districts === null")


def test_window_and_kinds_filter_what_is_counted(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    seven = state_of(frame)["eventsInWindow"]
    page.get_by_role("radio", name="all", exact=True).click()
    frame.wait_for_function("n => window.damascusMap.state().eventsInWindow > n", arg=seven)
    everything = state_of(frame)["eventsInWindow"]
    page.get_by_role("button", name="Clash", exact=True).click()
    frame.wait_for_function("n => window.damascusMap.state().eventsInWindow < n", arg=everything)
    expect(page.locator(".dm-head")).to_contain_text(f"{state_of(frame)['eventsInWindow']} events")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("date=2013-06-01&district=jobar&window=30", "Jobar"),
        ("date=2018-06-15&district=tadamon&lang=fr", "Tadamon"),
    ],
)
def test_a_copied_link_opens_the_same_view(
    page: Page, server: Server, open_map, query: str, heading: str
) -> None:
    frame = open_map(page, server, query)
    shown = state_of(frame)
    wanted = dict(part.split("=") for part in query.split("&"))
    assert shown["date"] == wanted["date"]
    assert shown["district"] == wanted["district"]
    expect(page.get_by_test_id("dm-panel").get_by_role("heading", level=2)).to_contain_text(heading)
    assert sorted(page.url.split("?")[1].split("&")) == sorted(query.split("&"))


def test_malformed_values_fall_back_and_say_so(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2017-13-45&district=%3Cscript%3E&window=0&district_x=1")
    assert state_of(frame)["date"] == "2017-05-07"
    complaints = page.get_by_test_id("dm-complaint")
    expect(complaints).to_have_count(3)
    expect(complaints.filter(has_text="<script>")).to_have_count(1)


def test_french_throughout(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "lang=fr&district=qaboun")
    expect(frame.get_by_test_id("dm-date")).to_have_text("dimanche 7 mai 2017")
    expect(page.get_by_test_id("dm-panel")).to_contain_text("Sur quoi cela repose")
    expect(page.locator(".dm-head")).to_contain_text("Damas")


def test_language_switch_keeps_the_view(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2013-06-01")
    mark_frame(frame)
    page.get_by_role("radio", name="FR", exact=True).click()
    expect(frame.get_by_test_id("dm-date")).to_have_text("samedi 1er juin 2013")
    assert state_of(frame)["date"] == "2013-06-01"
    assert is_same_frame(page)


def test_events_are_downloaded(page: Page, server: Server, open_map, tmp_path: Path) -> None:
    open_map(page, server)
    page.get_by_text("Tables and downloads").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / "events.csv"
    started.value.save_as(file)
    text = file.read_text(encoding="utf-8-sig")
    assert text.startswith("id,date")
    assert "2017-05-07-barze-ceasefire" in text
    assert started.value.suggested_filename == "damascus-map-events-2017-05-07.csv"


def test_phone_shows_map_and_timeline_without_overflow(
    phone: Page, server: Server, open_map
) -> None:
    frame = open_map(phone, server)
    box = slider(frame).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    width = phone.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_phone_timeline_works_with_a_finger(phone: Page, server: Server, open_map) -> None:
    frame = open_map(phone, server)
    box = slider(frame).bounding_box()
    phone.touchscreen.tap(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    frame.wait_for_function("() => window.damascusMap.state().date < '2015-12-31'")
    phone.wait_for_url(re.compile(r"date=201"), timeout=ADDRESS_MS)


@pytest.mark.parametrize("click", ["FR", "30"])
def test_a_control_used_right_after_a_drag_loses_neither(
    page: Page, server: Server, open_map, click: str
) -> None:
    frame = open_map(page, server, "date=2014-05-01")
    box = slider(frame).bounding_box()
    x, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=2)
    page.mouse.up()
    page.get_by_role("radio", name=click, exact=True).click()
    wanted = "lang=fr" if click == "FR" else "window=30"
    page.wait_for_url(re.compile(wanted), timeout=ADDRESS_MS)
    shown = state_of(frame)
    assert shown["date"] != "2014-05-01"
    page.wait_for_url(re.compile(f"date={shown['date']}"), timeout=ADDRESS_MS)
    expect(page.get_by_role("radio", name=click, exact=True)).to_be_checked()
    assert wanted in page.url
