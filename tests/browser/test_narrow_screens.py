"""Small windows and phones: nothing is cut, nothing overflows, no name lies under a card."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch, guarded_page
from tools.live_page import Server, open_map

SIZES = [(320, 640), (360, 780), (800, 600)]
LANGUAGES = ["en", "fr", "ar"]
PATIENCE_MS = 60_000
THUMB_PX = 44
SMALLEST_TARGET_PX = 24
COVERED = """() => {
  const boxes = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((node) => node.offsetWidth > 0)
      .map((node) => [node.dataset.district || node.className, node.getBoundingClientRect()]);
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const labels = ".leaflet-dm-labels-pane > .dm-name, .leaflet-dm-labels-pane > .dm-stack";
  return boxes(labels).flatMap(([name, box]) =>
    boxes(".leaflet-control").filter(([, card]) => meet(box, card)).map(([card]) => [name, card]));
}"""
CUT = """() => {
  const context = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll(".dm-select")].filter((node) => {
    const style = getComputedStyle(node);
    context.font = style.font;
    const text = context.measureText(node.selectedOptions[0].text).width;
    return text + parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) > node.offsetWidth;
  }).map((node) => node.selectedOptions[0].text);
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_small_window_shows_everything(
    chromium: Browser, server: Server, watch: Watch, size: tuple[int, int], language: str
) -> None:
    device = {"viewport": {"width": size[0], "height": size[1]}, "has_touch": size[0] < 400}
    with guarded_page(chromium, server, watch, device) as page:
        frame = open_map(page, server, f"date=2017-05-07&lang={language}")
        expect(frame.get_by_test_id("dm-events")).to_be_visible()
        assert frame.evaluate("() => map.getSize().x") < 600, "the legend begins closed"
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        assert frame.evaluate(CUT) == []
        assert (page.evaluate(OVERFLOW), frame.evaluate(OVERFLOW)) == (0, 0)
        assert frame.evaluate(COVERED) == []
        frame.locator(".dm-legend-toggle").click()
        legend = frame.locator(".dm-legend").bounding_box()
        counter = frame.locator(".dm-counter").bounding_box()
        assert legend["y"] + legend["height"] <= counter["y"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_panel_is_a_sheet_that_leaves_the_map_in_sight(
    phone: Page, server: Server, language: str
) -> None:
    frame = open_map(phone, server, f"date=2017-05-07&district=qaboun&lang={language}")
    handle, panel = phone.get_by_test_id("dm-sheet"), phone.get_by_test_id("dm-panel")
    expect(handle).to_have_attribute("aria-expanded", "false", timeout=PATIENCE_MS)
    expect(panel).to_be_hidden()
    map_of_page = phone.locator("iframe").bounding_box()
    closed = handle.bounding_box()
    assert closed["height"] >= THUMB_PX
    assert map_of_page["y"] + map_of_page["height"] <= closed["y"], "the timeline lies below it"
    name = frame.evaluate("() => document.querySelector('[aria-pressed=true]').ariaLabel")
    expect(handle.locator("strong")).not_to_be_empty()
    assert handle.locator("strong").inner_text() in name

    handle.tap()
    expect(panel).to_be_visible()
    assert handle.bounding_box()["y"] > map_of_page["y"] + map_of_page["height"] / 3
    handle.press("ArrowUp")
    assert handle.bounding_box()["y"] < map_of_page["y"] + map_of_page["height"] / 3
    phone.get_by_test_id("dm-chosen").press("Escape")
    expect(panel).to_be_hidden()
    expect(handle).to_be_focused()

    x, y = closed["x"] + closed["width"] / 2, closed["y"] + closed["height"] / 2
    for up, isopen in ((100, "true"), (-60, "false")):
        start = handle.bounding_box()["y"] + closed["height"] / 2 if up < 0 else y
        phone.mouse.move(x, start)
        phone.mouse.down()
        phone.mouse.move(x, start - up, steps=3)
        phone.mouse.up()
        expect(handle).to_have_attribute("aria-expanded", isopen)
    assert phone.evaluate(OVERFLOW) == 0


def test_what_a_thumb_presses_is_large_enough(phone: Page, server: Server) -> None:
    frame = open_map(phone, server, "date=2017-05-07")
    expect(frame.get_by_test_id("dm-events")).to_be_visible()
    sizes = frame.evaluate(
        """() => [...document.querySelectorAll("button, select, [role=slider], .leaflet-bar a")]
            .filter((node) => node.checkVisibility() && !node.closest("[hidden]"))
            .map((node) => [node.dataset.testid || node.className, node.getBoundingClientRect()])
            .map(([name, { width, height }]) => [name, Math.min(width, height)])"""
    )
    assert [one for one in sizes if one[1] < SMALLEST_TARGET_PX] == []
