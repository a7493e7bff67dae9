"""Small windows and phones: nothing is cut, nothing overflows, no name lies under a card."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watch, guarded_page
from tools.live_page import Server, open_map

SIZES = [(320, 640), (360, 780), (800, 600)]
LANGUAGES = ["en", "fr"]
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
