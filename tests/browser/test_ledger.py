"""The ledger and the sources in a browser: by link, by filter, from a claim to its source and back.

Each test runs in two languages, since links have to keep the one that was chosen.
"""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opened_page import IDLE
from tools.live_page import Server

PATIENCE_MS = 60_000
LANGUAGES = ["en", "fr"]
CLAIM = "qaboun-2012-loss-xinhua"
MARK = "() => (window.sameDocument = true)"
IS_SAME = "() => window.sameDocument === true"
IN_SIGHT = """id => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
}"""


def open_page(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    expect(page.locator(".dm-ledger, .dm-sources").first).to_be_visible(timeout=PATIENCE_MS)


def asked_of(page: Page) -> tuple[str, dict[str, str]]:
    parts = urlsplit(page.url)
    return parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_claim_to_its_source_and_back(page: Page, server: Server, lang: str) -> None:
    open_page(page, server, f"ledger?claim={CLAIM}&date=2017-05-13&lang={lang}")
    claim = page.locator(f"[id='claim-{CLAIM}']")
    expect(claim).to_have_class(re.compile("dm-marked"))
    page.wait_for_function(IN_SIGHT, arg=f"claim-{CLAIM}")
    district = page.get_by_role("navigation", name=re.compile("Districts|Quartiers"))
    expect(district.locator("[aria-current]")).to_have_text("Qaboun")
    page.evaluate(MARK)

    claim.get_by_role("link", name="Xinhua").click()
    card = page.locator(".dm-source-card")
    expect(card.get_by_role("heading", level=2)).to_have_text("Xinhua", timeout=PATIENCE_MS)
    path, asked = asked_of(page)
    assert path == "/sources"
    assert asked["source"] == "xinhua-2017-05-13"
    assert (asked["date"], asked.get("lang", "en")) == ("2017-05-13", lang)

    said = re.compile("lost Qaboun|perdu Qaboun")
    card.locator(".dm-rests > li").filter(has_text=said).get_by_role("link").click()
    expect(claim).to_have_class(re.compile("dm-marked"), timeout=PATIENCE_MS)
    assert asked_of(page)[1]["claim"] == CLAIM
    assert "source" not in asked_of(page)[1]

    page.go_back()
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate(IS_SAME), "the site was loaded again, and the session lost"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ledger_is_narrowed_and_widened(page: Page, server: Server, lang: str) -> None:
    open_page(page, server, f"ledger?district=qaboun&lang={lang}")
    claims = page.locator("li.dm-claim")
    whole = claims.count()
    kinds = page.get_by_role("navigation", name=re.compile("Kinds of source|Types de source"))
    kinds.get_by_role("link", name=re.compile("blog")).click()
    notice = page.get_by_role("status").filter(has_text=re.compile("left out|laissées de côté"))
    expect(notice).to_be_visible(timeout=PATIENCE_MS)
    assert asked_of(page)[1]["kind"] == "blog"
    assert 0 < claims.count() < whole

    page.locator("#dm-ledger-source").focus()
    page.locator("#dm-ledger-source").select_option("afp-2017-05-07")
    page.wait_for_url("**source=afp-2017-05-07**")
    expect(page.locator("li.dm-claim").first).to_contain_text("AFP", timeout=PATIENCE_MS)
    assert "kind" not in asked_of(page)[1]
    assert set(page.locator("li.dm-claim .dm-source > a[data-dm-to]").all_inner_texts()) == {"AFP"}
    expect(page.locator("#dm-ledger-source")).to_be_focused()

    notice.get_by_role("link").click()
    expect(notice).to_have_count(0, timeout=PATIENCE_MS)
    assert claims.count() == whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_has_a_table_and_a_file(page: Page, server: Server, lang: str) -> None:
    open_page(page, server, f"ledger?district=techrine&lang={lang}")
    chart = page.get_by_role(
        "img", name=re.compile("Techrine, 2014 to 2024|Techrine, de 2014 à 2024")
    )
    expect(chart).to_be_visible()
    page.locator("#dm-claims-table > summary").press("Enter")
    rows = page.locator("#dm-claims-table tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() == chart.locator(".dm-dot").count() == 15
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename == "damascus-map-ledger-techrine.csv"
    chart.locator(".dm-dot").first.click()
    page.wait_for_url("**claim=techrine**")
    expect(page.locator("li.dm-marked").first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sources_are_searched_sorted_and_taken_along(page: Page, server: Server, lang: str) -> None:
    open_page(page, server, f"sources?lang={lang}")
    rows = page.locator(".dm-sources-table tbody tr")
    assert rows.count() == 95
    page.locator("#dm-sources-search").fill("le monde")
    page.locator("#dm-sources-search").press("Enter")
    page.wait_for_url("**search=le+monde**")
    expect(page.get_by_test_id("dm-sources-count")).to_have_text("1 source", timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.get_by_role("button", name="CSL-JSON").click()
    found = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert [one["id"] for one in found] == ["le-monde-2013-05-27"]

    page.locator("#dm-sources-search").fill("")
    page.locator("#dm-sources-search").press("Enter")
    expect(rows).to_have_count(95, timeout=PATIENCE_MS)
    page.get_by_role("columnheader", name=re.compile("^(Statements|Affirmations)")).locator(
        "a"
    ).click()
    expect(page.locator("th[aria-sort='descending']")).to_be_visible(timeout=PATIENCE_MS)
    expect(rows.first).to_contain_text("Uppsala")


def test_the_panel_of_the_map_leads_to_the_ledger_and_back(
    page: Page, server: Server, open_map
) -> None:
    open_map(page, server, "date=2014-03-01&district=qaboun&types=clash&lang=fr")
    page.evaluate(MARK)
    page.get_by_test_id("dm-to-ledger").click()
    shown = page.locator(".dm-shown-now")
    expect(shown).to_contain_text("la carte est au 1er mars 2014", timeout=PATIENCE_MS)
    assert asked_of(page)[0] == "/ledger"
    page.get_by_role("button", name="Retour à la carte").click()
    expect(page.get_by_test_id("dm-to-ledger")).to_be_visible(timeout=PATIENCE_MS)
    path, asked = asked_of(page)
    assert path == "/"
    assert asked == {"date": "2014-03-01", "district": "qaboun", "types": "clash", "lang": "fr"}
    assert page.evaluate(IS_SAME), "the site was loaded again, and the session lost"
