"""The page of charts as a reader uses it, in two languages."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.axe import findings
from tests.browser.conftest import PHONE, guarded_page
from tests.browser.opened_page import IDLE
from tools.live_page import MAP_FRAME, Server

PATIENCE_MS = 60_000
SPRING = "span=2017-03-01,2017-06-30&districts=barze,qaboun&confidence=medium"
WORDS = {
    "en": {"table": "As a table", "csv": "Download CSV", "svg": "Download SVG", "may": "May 2017"},
    "fr": {
        "table": "En tableau",
        "csv": "Télécharger en CSV",
        "svg": "Télécharger en SVG",
        "may": "mai 2017",
    },
}
both = pytest.mark.parametrize("lang", ["en", "fr"])


def open_charts(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"{server.url}/charts?{query}")
    expect(page.get_by_test_id("dm-chart-lags")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)


def parameters(page: Page) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(urlsplit(page.url).query).items()}


def map_of(page: Page) -> Frame:
    element = page.wait_for_selector(MAP_FRAME, timeout=PATIENCE_MS)
    frame = element.content_frame()
    frame.wait_for_function("() => window.damascusMap?.state()?.date", timeout=PATIENCE_MS)
    return frame


def rows_of(page: Page, name: str) -> list[list[str]]:
    table = page.get_by_test_id(f"dm-table-{name}").locator("table").first
    rows = table.locator("tbody tr")
    return [rows.nth(place).locator("td").all_inner_texts() for place in range(rows.count())]


@both
def test_a_link_opens_the_charts_and_their_tables_hold_the_same_numbers(
    page: Page, server: Server, lang: str
) -> None:
    words = WORDS[lang]
    open_charts(page, server, f"{SPRING}&lang={lang}")
    deaths = page.get_by_test_id("dm-chart-deaths")
    expect(deaths.locator("svg.dm-wide")).to_be_visible()
    expect(deaths.locator("svg.dm-narrow")).to_be_hidden()
    said = deaths.locator("svg.dm-wide .dm-mark title").all_text_contents()
    page.locator(".st-key-dm-chart-deaths").get_by_text(words["table"], exact=True).click()
    expect(page.get_by_test_id("dm-table-deaths")).to_be_visible(timeout=PATIENCE_MS)
    shown = rows_of(page, "deaths")
    page.wait_for_selector(IDLE)
    assert findings(page, ".st-key-dm-charts") == []
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.locator(".st-key-dm-chart-deaths").get_by_role("button", name=words["csv"]).click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    written = list(csv.DictReader(io.StringIO(text)))
    assert [row[1:3] for row in shown] == [[row["events"], row["low"]] for row in written]
    assert len(said) == len(written) == 4
    for one, row in zip(said, written, strict=True):
        assert re.search(rf"2017\W+{row['low']}\b", one) or row["events"] == "0", one
    assert words["may"] in said[2]
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.locator(".st-key-dm-chart-deaths").get_by_role("button", name=words["svg"]).click()
    assert waiting.value.suggested_filename == "damascus-map-deaths-2017-03-01-2017-06-30.svg"


@both
def test_a_filter_changes_the_charts_and_the_address_and_the_map_keeps_it(
    page: Page, server: Server, lang: str
) -> None:
    open_charts(page, server, f"date=2017-05-10&lang={lang}")
    area = page.get_by_test_id("dm-chart-area")
    expect(area).to_contain_text("Tadamon")
    page.get_by_test_id("stSidebar").get_by_role("button", name="Tadamon", exact=True).click()
    expect(area).not_to_contain_text("Tadamon", timeout=PATIENCE_MS)
    page.wait_for_function("() => location.search.includes('districts')")
    assert parameters(page)["districts"] == "barze,qaboun,techrine,jobar"
    page.locator(".st-key-dm-to-map button").click()
    state = map_of(page).evaluate("() => window.damascusMap.state()")
    assert (state["date"], len(state["districts"])) == ("2017-05-10", 4)


@both
def test_a_click_leads_to_the_day_in_the_same_session(
    page: Page, server: Server, lang: str
) -> None:
    open_charts(page, server, f"span=2017-05-01,2017-05-31&lang={lang}")
    page.evaluate("() => { window.sameDocument = true; }")
    mark = page.locator("[data-testid='dm-chart-area'] svg.dm-wide [data-dm-day='2017-05-15']")
    box = mark.bounding_box()
    # The stretch lasts for fourteen days: a click after three quarters of it means the 25th.
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + 40)
    assert map_of(page).evaluate("() => window.damascusMap.state().date") == "2017-05-25"
    assert page.evaluate("() => window.sameDocument")
    assert parameters(page)["span"] == "2017-05-01,2017-05-31"


@both
def test_keys_move_along_a_chart_and_open_the_map_with_the_events_of_a_month(
    page: Page, server: Server, lang: str
) -> None:
    open_charts(page, server, f"span=2017-03-01,2017-06-30&lang={lang}")
    cursor = page.get_by_test_id("dm-chart-events").get_by_role("slider")
    cursor.focus()
    expect(cursor).to_have_attribute("aria-valuenow", "2")
    page.keyboard.press("ArrowRight")
    expect(cursor).to_have_attribute("aria-valuetext", re.compile(f"^{WORDS[lang]['may']}.*26"))
    expect(page.get_by_test_id("dm-chart-events").locator(".dm-readout")).to_contain_text("26")
    page.keyboard.press("Enter")
    assert map_of(page).evaluate("() => window.damascusMap.state().date") == "2017-05-31"
    assert parameters(page)["window"] == "31"


@both
def test_a_narrow_screen_has_drawings_of_its_own_and_nothing_overflows(
    chromium: Browser, server: Server, watch, lang: str
) -> None:
    device = {**PHONE, "viewport": {"width": 360, "height": 780}}
    with guarded_page(chromium, server, watch, device) as page:
        open_charts(page, server, f"lang={lang}")
        for name in ("area", "events", "deaths", "moved", "lags"):
            chart = page.get_by_test_id(f"dm-chart-{name}")
            expect(chart.locator("svg.dm-narrow")).to_be_visible()
            expect(chart.locator("svg.dm-wide")).to_be_hidden()
        assert page.evaluate("() => document.documentElement.scrollWidth") == 360
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('.dm-narrow text')]"
            ".map((one) => one.getBoundingClientRect()).filter((box) => box.width)"
            ".map((box) => [box.left, box.right, box.height])"
        )
        assert all(left >= 0 and right <= 360 and height >= 11 for left, right, height in sizes)
