"""What is not known, and the methodology, in a browser: found, narrowed, followed, taken along."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.opened_page import IDLE
from tools.live_page import Server

PATIENCE_MS = 60_000
LANGUAGES = ["en", "ar"]
MARK = "() => (window.sameDocument = true)"
IS_SAME = "() => window.sameDocument === true"
IN_SIGHT = """id => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight;
}"""
MORE = re.compile("More|المزيد")
METHODOLOGY = re.compile("^(Methodology|المنهجية)$")


def open_page(page: Page, server: Server, watch: Watch, path: str) -> None:
    """Open a page by its link; Streamlit first asks below it for what lies beside the map."""
    page.goto(f"{server.url}/{path}")
    expect(page.locator(".dm-coverage, .dm-methodology").first).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)
    watch.faults[:] = [fault for fault in watch.faults if "/_stcore/" not in fault]


def asked_of(page: Page) -> tuple[str, dict[str, str]]:
    parts = urlsplit(page.url)
    return parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_editor_works_from_what_is_not_known(
    page: Page, server: Server, watch: Watch, lang: str
) -> None:
    open_page(page, server, watch, f"coverage?date=2014-03-01&lang={lang}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    page.evaluate(MARK)
    totals = page.get_by_test_id("dm-coverage-totals")
    expect(totals).to_contain_text("68")

    # a count leads to its list, and the address to it can be passed on
    counts = page.get_by_test_id("dm-coverage-counts").get_by_role("link")
    assert counts.count() == 7
    counts.nth(5).click()
    page.wait_for_url("**list=disagreements**")
    page.wait_for_function(IN_SIGHT, arg="dm-list-disagreements")

    # a district narrows every list
    page.locator(".dm-chips").first.get_by_role("link").nth(3).click()
    page.wait_for_url("**district=techrine**")
    rows = page.get_by_test_id("dm-one-source").locator("tbody tr")
    expect(rows).to_have_count(5, timeout=PATIENCE_MS)
    expect(page.get_by_test_id("dm-disagreements").locator("tbody tr")).to_have_count(1)
    page.wait_for_selector(IDLE)
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.get_by_role("button", name="CSV").first.click()
    assert waiting.value.suggested_filename == "damascus-map-one-source-techrine.csv"
    text = waiting.value.path().read_text(encoding="utf-8")
    assert {row["district"] for row in csv.DictReader(io.StringIO(text))} == {"techrine"}

    # an entry leads to the ledger, where the computed confidence stands beside the editors'
    rows.nth(1).get_by_role("link").click()
    expect(page.locator("li.dm-marked").first).to_be_visible(timeout=PATIENCE_MS)
    path, asked = asked_of(page)
    assert (path, asked["date"], asked["lang"]) == ("/ledger", "2014-03-01", lang)
    computed = page.locator("[data-dm-interval='2017-05-07'] [data-dm-computed]")
    expect(computed).to_have_attribute("data-dm-computed", "medium")
    computed.click()
    page.wait_for_url("**part=confidence**")
    expect(page.locator("#dm-part-confidence")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_function(IN_SIGHT, arg="dm-part-confidence")
    assert page.evaluate(IS_SAME), "the site was loaded again, and the session lost"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawings_lead_on_and_the_menu_to_the_methodology(
    page: Page, server: Server, watch: Watch, lang: str
) -> None:
    open_page(page, server, watch, f"coverage?date=2014-03-01&lang={lang}")
    months = page.get_by_test_id("dm-months")
    drawing = months.get_by_role("img").first
    assert drawing.locator("> g").count() == 5
    months.locator("summary").first.press("Enter")
    expect(months.locator("details[open] tbody tr").first).to_be_visible()
    drawing.locator("> g").nth(4).locator("rect").first.click()
    page.wait_for_url("**/ledger?**district=tadamon**")
    # The page has changed, not its address alone: what is seen after going back is seen anew.
    expect(months).to_have_count(0, timeout=PATIENCE_MS)
    page.go_back()
    told = page.get_by_test_id("dm-events")
    expect(told).to_be_visible(timeout=PATIENCE_MS)
    told.locator("summary").press("Enter")
    expect(told.locator("details[open] tbody tr")).to_have_count(95)
    told.get_by_role("img").first.locator("> g").first.locator("rect").last.click()
    page.wait_for_url("**/sources?**source=ucdp**")
    expect(told).to_have_count(0, timeout=PATIENCE_MS)
    page.go_back()
    expect(told).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name=MORE).click()
    page.get_by_text(METHODOLOGY).click()
    expect(page.locator(".dm-methodology")).to_be_visible(timeout=PATIENCE_MS)
    assert asked_of(page) == ("/methodology", {"date": "2014-03-01", "lang": lang})
    page.locator(".dm-contents").get_by_role("link").last.press("Enter")
    page.wait_for_url("**part=citing**")
    page.wait_for_function(IN_SIGHT, arg="dm-part-citing")
    expect(page.locator("#dm-part-citing")).to_contain_text("Creative Commons")
