"""The confidence asked for: what is known with less is dotted on the map, and says so."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

import damascus_map as dm
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.frame import frame_of
from tests.browser.opened_page import ADDRESS_MS, Traffic, date_field, panel_of, state_of

DOTS = re.compile(r"url\(#dm-dots-")
SAID = {
    "en": (
        "Confidence asked for",
        "medium, high",
        "elow the confidence asked for",
        "low confidence",
    ),
    "fr": (
        "Niveau de confiance demandé",
        "moyenne, élevée",
        "ous le niveau de confiance demandé",
        "confiance faible",
    ),
}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_below_is_dotted_and_a_move_asks_nothing(
    page: Page, server, open_map, lang: str
) -> None:
    label, medium, below, low = SAID[lang]
    traffic = Traffic(page)
    frame = open_map(page, server, f"date=2017-05-09&district=qaboun&lang={lang}")
    panel, legend = panel_of(page), frame.get_by_test_id("dm-legend")
    qaboun, jobar = (frame.get_by_test_id(f"dm-district-{one}") for one in ("qaboun", "jobar"))
    expect(panel.locator("h3").first).to_be_visible()
    expect(legend).not_to_contain_text(below)
    expect(legend.locator(".dm-legend-row", has_text=low)).to_have_count(1)
    paler = legend.locator(".dm-legend-row", has_text=low).locator("rect").last
    expect(paler).to_have_attribute("fill-opacity", "0.78")
    statements = panel.locator("ul.dm-rows").first.locator("li").count()

    page.get_by_role("radiogroup", name=label).get_by_text(medium).click()
    page.wait_for_url(re.compile("confidence=medium"), timeout=ADDRESS_MS)
    expect(qaboun).to_have_attribute("fill", DOTS)
    expect(qaboun).to_have_attribute("aria-label", re.compile(below))
    expect(jobar).not_to_have_attribute("fill", DOTS)
    expect(legend).to_contain_text(below)
    expect(legend.locator(".dm-legend-row", has_text=low)).to_have_count(0)
    expect(panel).to_contain_text(below)
    expect(panel.locator("p.dm-quiet").nth(1)).to_contain_text(medium)
    expect(panel.locator("ul.dm-rows").first.locator("li")).to_have_count(statements)
    assert state_of(frame)["band"]["qaboun"]["outline"] == "plain"
    qaboun.hover()
    expect(frame.locator(".dm-tip:visible")).to_contain_text(below)

    traffic.watch()
    frame.get_by_test_id("dm-timeline").press("]")
    expect(date_field(page)).to_have_value("2017-05-10")
    expect(qaboun).not_to_have_attribute("fill", DOTS)
    expect(panel).not_to_contain_text(below)
    frame.get_by_test_id("dm-timeline").press("[")
    page.wait_for_url(re.compile("date=2017-05-08"), timeout=ADDRESS_MS)
    expect(qaboun).to_have_attribute("fill", DOTS)
    assert (traffic.passed, traffic.runs()) == ([], 0)


def test_the_map_hides_what_python_hides(page: Page, server, open_map) -> None:
    tables = dm.open_dataset().tables
    frame = open_map(page, server, "window=30")
    days = [date(2011, 3, 15) + timedelta(days=271 * k % 5600) for k in range(16)]
    views = [
        View(on, 30, confidence=least, reported=by)
        for on in days
        for least in Confidence
        for by in (None, on + timedelta(days=30))
    ]
    asked = [
        [one.on.isoformat(), str(one.confidence), one.reported and one.reported.isoformat()]
        for one in views
    ]
    told = frame.evaluate(
        """views => views.map(([date, confidence, reported]) => {
            damascusMap.show({ date, confidence, reported });
            return damascusMap.state().band;
        })""",
        asked,
    )
    for view, band in zip(views, told, strict=True):
        for district in frame_of(tables, view).districts:
            drawn = band[district.id]
            fills = [(one["party"], one["share"]) for one in drawn["fills"]]
            assert fills == [(one.party, one.share) for one in district.fills], view
            assert drawn["outline"] == district.outline, view
