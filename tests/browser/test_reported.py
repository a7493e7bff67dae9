"""As reported by a day: a second date that map, panel, timeline and address follow."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

import damascus_map as dm
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Extent
from damascus_map.query.events import events_of
from damascus_map.query.reported import NOT_REPORTED, as_reported_by
from damascus_map.render.style import NOT_REPORTED_FILLS, fills_of
from tests.browser.opened_page import ADDRESS_MS, Traffic, date_field, panel_of, state_of
from tests.browser.test_timeline import wait_for_state
from tools.live_page import Server

PARTS = {
    Page: ".dm-field:has([data-testid='dm-reported-switch'])",
    Frame: "[data-testid='dm-timeline']",
}
SAID = {
    "en": ("s reported by 8 May 2017", "Not yet reported", "Show all that is known now"),
    "fr": ("après les publications au 8 mai 2017", "Rien de publié encore", "Montrer tout"),
}


def reported_field(page: Page):
    return page.get_by_test_id("dm-reported-field")


def serious_findings(place: Page | Frame) -> list[tuple[str, str]]:
    """What axe finds in the second date's field, or mark, that keeps somebody from using it."""
    found = Axe().run(place, context=PARTS[type(place)]).response["violations"]
    return [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def mark(frame: Frame):
    return frame.get_by_test_id("dm-reported-mark")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_second_date_is_set_followed_undone_and_removed(
    page: Page, server: Server, open_map, lang: str
) -> None:
    head, unreported, remove = SAID[lang]
    frame = open_map(page, server, f"date=2017-05-09&district=qaboun&lang={lang}")
    panel = panel_of(page)
    expect(panel).to_contain_text("10 May 2017" if lang == "en" else "10 mai 2017")
    expect(mark(frame)).to_be_hidden()
    reported_field(page).fill("2017-05-08")
    reported_field(page).press("Enter")
    page.wait_for_url(re.compile("reported=2017-05-08"), timeout=ADDRESS_MS)
    expect(page.locator(".dm-head")).to_contain_text(head)
    expect(mark(frame)).to_contain_text(head)
    # of the negotiation of the 9th was told on the 14th: the 7th is carried on
    assert state_of(frame)["band"]["qaboun"]["outline"] == "dashed"
    assert serious_findings(page) + serious_findings(frame) == []
    rows = panel.locator("ul.dm-rows").first.locator("li")
    expect(rows).to_have_count(6)
    expect(panel.get_by_test_id("dm-left-out")).to_contain_text("1 ")
    # a district without a published statement, in panel, map and legend
    frame.evaluate("() => damascusMap.show({ date: '2012-07-18', reported: '2012-07-20' })")
    frame.evaluate("() => damascusMap.show({ district: 'techrine' })")
    expect(panel).to_contain_text(unreported)
    expect(frame.get_by_test_id("dm-legend")).to_contain_text(unreported)
    expect(frame.get_by_test_id("dm-district-techrine")).to_have_attribute(
        "aria-label", re.compile(unreported)
    )
    page.go_back()
    page.go_back()
    expect(reported_field(page)).to_have_value("2017-05-08")
    page.go_back()
    expect(reported_field(page)).to_have_value("")
    expect(mark(frame)).to_be_hidden()
    page.go_forward()
    expect(mark(frame)).to_be_visible()
    page.get_by_test_id("dm-reported-switch").click()
    page.wait_for_url(lambda url: "reported" not in url, timeout=ADDRESS_MS)
    expect(page.locator(".dm-head")).not_to_contain_text(head)
    # without a date the same button takes the one that is shown
    page.get_by_test_id("dm-reported-switch").click()
    expect(reported_field(page)).to_have_value("2017-05-09")
    expect(page.get_by_test_id("dm-reported-switch")).to_contain_text(remove)
    reported_field(page).fill("8 May")
    reported_field(page).press("Enter")
    expect(reported_field(page)).to_have_attribute("aria-invalid", "true")
    reported_field(page).fill("")
    reported_field(page).press("Enter")
    expect(mark(frame)).to_be_hidden()


def test_the_map_knows_what_python_knows(page: Page, server: Server, open_map) -> None:
    tables = dm.open_dataset().tables
    frame = open_map(page, server, "window=30")
    frame.wait_for_function("() => damascusMap.state().eventsInWindow > 0")
    first = date(2011, 3, 15)
    pairs = [
        (first + timedelta(days=271 * k % 5600), first + timedelta(days=(271 * k + gap) % 5700))
        for k in range(20)
        for gap in (0, 1, 40, 700, -200 % 5700)
    ]
    asked = [[on.isoformat(), by.isoformat()] for on, by in pairs]
    told = frame.evaluate(
        """pairs => pairs.map(([date, reported]) => {
            damascusMap.show({ date, reported });
            const { band, eventsInWindow, ...state } = damascusMap.state();
            return [band, eventsInWindow, state.date, state.reported];
        })""",
        asked,
    )
    for (on, by), (band, events, *days) in zip(pairs, told, strict=True):
        assert days == [on.isoformat(), by.isoformat()]
        known = as_reported_by(tables, on, by)
        for district, row in known.iterrows():
            extents = {party: row[party] and Extent(row[party]) for party in tables.party_ids}
            is_known = row["status"] != NOT_REPORTED
            fills = fills_of(extents) if is_known else NOT_REPORTED_FILLS
            drawn = [(one["party"], one["share"]) for one in band[district]["fills"]]
            assert drawn == [(one.party, one.share) for one in fills], (on, by, district)
        assert events == len(events_of(tables, View(on, 30, reported=by))), (on, by)


def test_a_move_with_a_second_date_sends_nothing(page: Page, server: Server, open_map) -> None:
    traffic = Traffic(page)
    frame = open_map(page, server, "date=2017-05-07&reported=2017-05-08")
    expect(panel_of(page)).to_contain_text("Qaboun")
    traffic.watch()
    frame.get_by_test_id("dm-timeline").press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"), timeout=ADDRESS_MS)
    expect(date_field(page)).to_have_value("2017-06-07")
    mark(frame).press("ArrowRight")
    page.wait_for_url(re.compile("reported=2017-05-09"), timeout=ADDRESS_MS)
    expect(reported_field(page)).to_have_value("2017-05-09")
    mark(frame).press("Shift+ArrowLeft")
    expect(reported_field(page)).to_have_value("2017-05-02")
    assert (traffic.passed, traffic.runs()) == ([], 0)


def test_the_mark_is_moved_by_hand_and_removed(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2017-05-07&reported=2017-05-08")
    expect(mark(frame)).to_be_visible()
    box = mark(frame).bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] - 10, y)
    page.mouse.up()
    wait_for_state(frame, "s.reported < '2016-06-01'")
    assert state_of(frame)["date"] == "2017-05-07"
    page.wait_for_url(re.compile("reported=201[2-6]"), timeout=ADDRESS_MS)
    frame.locator(".dm-reported-remove").click()
    wait_for_state(frame, "s.reported === null")
    expect(mark(frame)).to_be_hidden()
    page.go_back()
    expect(mark(frame)).to_be_visible()
    mark(frame).press("Delete")
    wait_for_state(frame, "s.reported === null")
    page.go_back()
    page.get_by_role("button", name="Show everything").click()
    wait_for_state(frame, "s.reported === null")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "savait au 8 mai 2017"), ("ar", "لا ما كان معروفًا في 8 أيار 2017")],
)
def test_a_page_that_cannot_follow_the_second_date_says_so(
    page: Page, server: Server, lang: str, said: str
) -> None:
    told = page.get_by_test_id("dm-all-known")
    for path in ("ledger", "charts", "compare"):
        page.goto(f"{server.url}/{path}?reported=2017-05-08&lang={lang}")
        expect(told).to_contain_text(said)
    page.goto(f"{server.url}/charts?lang={lang}")
    expect(page.locator(".st-key-dm-charts")).to_be_visible()
    expect(told).to_have_count(0)
