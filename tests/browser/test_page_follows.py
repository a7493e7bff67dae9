"""The page beside the map follows it by itself: head, fields and panel, without the server."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

import damascus_map as dm
from damascus_map.model.dates import window_start
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.events import events_of
from damascus_map.query.selection import rows_with
from damascus_map.render.address import address_of
from tests.browser.opened_page import ADDRESS_MS, IDLE, Traffic, date_field, panel_of
from tools.live_page import MAP_FRAME, Server


def to_date(frame: Frame, day: str) -> None:
    frame.evaluate("date => window.damascusMap.show({ date })", day)


def test_a_move_sends_nothing_and_asks_nothing(page: Page, server: Server, open_map) -> None:
    traffic = Traffic(page)
    frame = open_map(page, server)
    expect(panel_of(page)).to_contain_text("Qaboun")
    traffic.watch()
    frame.get_by_test_id("dm-timeline").press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    expect(page.locator(".dm-head")).to_contain_text("Wednesday 7 June 2017")
    expect(panel_of(page)).to_contain_text("Syrian government since 15 May 2017")
    expect(date_field(page)).to_have_value("2017-06-07")
    assert (traffic.passed, traffic.runs()) == ([], 0)
    page.get_by_role("radio", name="FR", exact=True).click()  # the guards above can see
    expect(page.locator(".dm-head")).to_contain_text("Mercredi 7 juin 2017")
    assert traffic.passed
    assert traffic.runs() > 0


@pytest.mark.parametrize("district", ["qaboun", "tadamon"])
def test_the_panel_names_the_claims_and_events_that_the_dataset_gives(
    page: Page, server: Server, open_map, district: str
) -> None:
    dataset = dm.open_dataset()
    frame = open_map(page, server, f"district={district}&window=30")
    days = [date(2011, 4, 1) + timedelta(days=97 * step) for step in range(28)]
    for day in days:
        to_date(frame, day.isoformat())
        expect(date_field(page)).to_have_value(day.isoformat())
        claims = dataset.claims_on(district, day)
        told = panel_of(page).locator("h3:has-text('What this rests on') + ul > li")
        wanted = list(claims["summary_en"].head(8))
        expect(told).to_contain_text(wanted)
        events = events_of(dataset.tables, View(on=day, window=30))
        concerned = rows_with(events["district_ids"], lambda ids: not ids or district in ids)
        titles = list(events[concerned]["title_en"].iloc[::-1].head(20))
        happened = page.get_by_test_id("dm-events")
        rows = happened.locator("h3:has-text('Up to this day') + ul > li")
        expect(rows).to_contain_text(titles)
        if not titles:
            expect(happened).to_contain_text("No event in this window")


def test_the_overview_says_what_the_dataset_says(page: Page, server: Server, open_map) -> None:
    open_map(page, server, "date=2014-03-01")
    rows = panel_of(page).locator("ul.dm-rows > li")
    expect(rows).to_have_count(5)
    names = dm.open_dataset().tables.districts["name_en"]
    expect(rows).to_contain_text(list(names))


def test_a_date_is_written_and_a_wrong_one_is_explained(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    field = date_field(page)
    field.fill("2013-06-01")
    field.press("Enter")
    frame.wait_for_function("() => window.damascusMap.state().date === '2013-06-01'")
    page.wait_for_url(re.compile("date=2013-06-01"), timeout=ADDRESS_MS)
    for wrong in ("1 June", "2013-02-30", "1999-01-01", "2099-01-01", ""):
        field.fill(wrong)
        field.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Write a day as 2017-05-07, from 2011-0")
        expect(field).to_have_attribute("aria-invalid", "true")
        assert frame.evaluate("() => window.damascusMap.state().date") == "2013-06-01"
        field.press("Escape")
        expect(field).to_have_value("2013-06-01")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_a_window_of_any_length_stands_beside_the_usual_ones(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "window=45")
    windows = page.get_by_role("group", name="Events shown").get_by_role("radio")
    expect(windows).to_have_count(6)
    expect(page.get_by_role("radio", name="45 days", exact=True)).to_be_checked()
    page.get_by_role("radio", name="30", exact=True).click()
    frame.wait_for_function("() => window.damascusMap.state().from === '2017-04-08'")
    expect(windows).to_have_count(5)
    page.wait_for_url(re.compile("window=30"), timeout=ADDRESS_MS)


def test_a_district_is_chosen_beside_the_map(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    page.get_by_test_id("dm-chosen").select_option(label="Jobar")
    frame.wait_for_function("() => window.damascusMap.state().district === 'jobar'")
    expect(panel_of(page).get_by_role("heading", level=2)).to_contain_text("Jobar")
    page.get_by_test_id("dm-chosen").select_option(label="All districts")
    frame.wait_for_function("() => window.damascusMap.state().district === null")
    page.wait_for_url(lambda url: "district" not in url, timeout=ADDRESS_MS)


def test_a_district_that_the_filter_leaves_out_is_told_so(
    page: Page, server: Server, open_map
) -> None:
    open_map(page, server, "district=jobar&districts=barze")
    expect(panel_of(page)).to_contain_text("The filter leaves this district out of the map.")


def test_no_district_helps(page: Page, server: Server, open_map) -> None:
    open_map(page, server, "districts=")
    expect(panel_of(page)).to_contain_text("No district is shown. Choose one in the sidebar.")


def test_back_and_forward_are_followed_at_once_by_map_page_and_filters(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    shown = "() => window.damascusMap.state()"
    page.get_by_role("button", name="Tadamon", exact=True).click()
    page.wait_for_url(re.compile("districts="), timeout=ADDRESS_MS)
    frame.get_by_test_id("dm-timeline").press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    page.go_back()
    frame.wait_for_function(f"() => ({shown})().date === '2017-05-07'")
    expect(date_field(page)).to_have_value("2017-05-07")
    assert len(frame.evaluate(shown)["districts"]) == 4
    page.go_back()
    frame.wait_for_function(f"() => ({shown})().districts === null")
    expect(page.get_by_role("button", name="Tadamon", exact=True)).to_have_attribute(
        "data-selected", "true"
    )
    expect(page.locator(".dm-head")).to_contain_text("5 districts")
    page.go_forward()
    frame.wait_for_function(f"() => ({shown})().districts?.length === 4")
    page.wait_for_selector(IDLE)
    expect(page.locator(".dm-head")).to_contain_text("4 districts")


VIEWS = (
    View(on=date(2013, 6, 1), window=None, district="jobar", confidence=Confidence.HIGH),
    View(on=date(2011, 3, 15), window=1, districts=("barze", "tadamon"), lang="fr"),
    View(on=date(2024, 12, 8), window=45, types=("clash", "truce"), district="barze"),
    View(on=date(2017, 5, 7), districts=(), types=()),
    View(on=date(2017, 4, 2), span=(date(2017, 3, 1), date(2017, 6, 30))),
)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_map_reads_and_writes_an_address_as_the_library_does(
    page: Page, server: Server, open_map, view: View
) -> None:
    tables = dm.open_dataset().tables
    frame = open_map(page, server, urlencode(address_of(view, tables)))
    state = frame.evaluate("() => window.damascusMap.state()")
    start = window_start(view.on, view.window)
    assert state["date"] == view.on.isoformat()
    assert state["from"] == (start and start.isoformat())
    assert (state["district"], state["lang"]) == (view.district, view.lang)
    assert state["confidence"] == str(view.confidence)
    assert state["districts"] == (None if view.districts is None else list(view.districts))
    assert state["types"] == (None if view.types is None else list(view.types))
    after = replace(view, on=view.on + timedelta(days=2))
    to_date(frame, after.on.isoformat())
    written = parse_qsl(urlsplit(page.url).query, keep_blank_values=True)
    assert dict(written) == address_of(after, tables)


def test_filters_of_page_map_and_address_agree_after_back_and_a_quick_move(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "districts=barze,qaboun,techrine,jobar")
    page.get_by_text("Tables and downloads").click()
    expect(page.get_by_role("radio", name=re.compile("Events"))).to_be_visible()
    for day in range(8, 14):
        page.get_by_role("button", name="Qaboun", exact=True).click()
        page.wait_for_url(re.compile("districts=barze,techrine,jobar"), timeout=ADDRESS_MS)
        page.go_back()
        to_date(frame, f"2017-05-{day:02}")
        page.wait_for_url(re.compile(f"date=2017-05-{day:02}"), timeout=ADDRESS_MS)
        pill = page.get_by_role("button", name="Qaboun", exact=True)
        expect(pill).to_have_attribute("data-selected", "true")
        page.wait_for_selector(IDLE)
        assert "qaboun" in frame.evaluate("() => window.damascusMap.state().districts")
        assert "districts=barze,qaboun,techrine,jobar" in page.url


def test_what_the_reader_writes_stays_while_the_map_comes_to_rest(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    field = date_field(page)
    field.fill("2015-1")
    frame.get_by_role("button", name="Zoom in").click(force=True)
    page.wait_for_url(re.compile("view="), timeout=ADDRESS_MS)
    expect(page.get_by_role("alert")).to_contain_text("Write a day as")  # the field was left
    expect(field).to_have_value("2015-1")


def test_the_focus_stays_in_what_stays_the_same(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    link = page.get_by_test_id("dm-events").get_by_role("link").first
    link.focus()
    frame.evaluate("() => window.damascusMap.show({ view: [36.33, 33.53, 13] })")
    page.wait_for_url(re.compile("view="), timeout=ADDRESS_MS)
    expect(link).to_be_focused()


@pytest.mark.parametrize(("lang", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_document_says_its_language(
    page: Page, server: Server, open_map, lang: str, direction: str
) -> None:
    frame = open_map(page, server, f"lang={lang}")
    for document in (page, frame):
        expect(document.locator("html")).to_have_attribute("lang", lang)
        expect(document.locator("html")).to_have_attribute("dir", direction)


@pytest.mark.parametrize(
    "query",
    [
        "view=36.3,99,14",
        "view=500,33.5,9",
        "lang=de",
        "date=2017-13-45",
        "span=2017-06-01,2017-05-01",
    ],
)
def test_page_and_map_agree_on_what_cannot_be_used(
    page: Page, server: Server, open_map, query: str
) -> None:
    frame = open_map(page, server, f"{query}&window=30")
    before = page.url
    expect(page.get_by_test_id("dm-complaint")).to_contain_text(query)
    state = frame.evaluate("() => window.damascusMap.state()")
    assert (state["date"], state["from"], state["lang"]) == ("2017-05-07", "2017-04-08", "en")
    assert 36 < state["view"][0] < 37
    assert 33 < state["view"][1] < 34
    assert page.url == before


def test_open_tables_follow_each_move(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-timeline").press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    page.get_by_text("Tables and downloads").click()
    expect(page.get_by_role("radio", name="Events (0)")).to_be_visible()
    to_date(frame, "2017-05-07")
    expect(page.get_by_role("radio", name="Events (17)")).to_be_visible()
    page.wait_for_selector(IDLE)


def test_a_page_that_is_made_anew_keeps_what_the_map_says(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-timeline").press("PageUp")
    expect(date_field(page)).to_have_value("2017-06-07")
    page.evaluate(
        "() => document.querySelectorAll('[data-dm-outlet]').forEach(one => one.replaceChildren())"
    )
    expect(date_field(page)).to_have_value("2017-06-07")
    expect(page.locator(".dm-head")).to_contain_text("Wednesday 7 June 2017")
    expect(panel_of(page)).to_contain_text("Qaboun")


def test_a_note_that_was_opened_stays_open_while_nothing_changes(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "date=2017-05-20&district=tadamon")
    note = panel_of(page).locator("details")
    note.locator("summary").click()
    expect(note).to_have_attribute("open", "")
    to_date(frame, "2017-05-21")
    expect(date_field(page)).to_have_value("2017-05-21")
    expect(note).to_have_attribute("open", "")


def test_the_head_goes_along_while_the_hand_is_down(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    slider = frame.get_by_test_id("dm-timeline")
    box = slider.bounding_box()
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(x + 2 * step, y)
        page.wait_for_timeout(60)
    expect(page.locator(".dm-head strong")).not_to_contain_text("2017")
    expect(date_field(page)).to_have_value("2017-05-07")
    page.mouse.up()
    expect(date_field(page)).not_to_have_value("2017-05-07")


def test_going_back_while_time_runs_stops_it_there(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    frame.get_by_test_id("dm-timeline").press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    frame.get_by_test_id("dm-play").click()
    frame.wait_for_function("() => window.damascusMap.state().date > '2017-06-12'")
    page.go_back()
    expect(date_field(page)).to_have_value("2017-05-07")
    assert "date=" not in page.url
    assert frame.evaluate("() => window.damascusMap.state().date") == "2017-05-07"


def test_a_panel_that_does_not_load_says_so_and_can_be_asked_for_again(
    page: Page, server: Server, watch, open_map
) -> None:
    page.route("**/assets/evidence-*.json", lambda route: route.abort())
    open_map(page, server)
    expect(page.get_by_text("The panel could not be loaded.")).to_be_visible()
    page.unroute("**/assets/evidence-*.json")
    page.get_by_role("button", name="Try again").click()
    expect(panel_of(page)).to_contain_text("Qaboun")
    assert page.query_selector(MAP_FRAME)
    assert watch.faults
    watch.faults.clear()
