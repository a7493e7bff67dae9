"""Small windows and phones: nothing is cut, nothing overflows, no name lies under a card."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch, guarded_page
from tests.browser.opened_page import IDLE
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
CROWDED = """() => {
  const top = document.querySelector(".st-key-dm-top");
  const title = top.querySelector("h1");
  const size = parseFloat(getComputedStyle(title).fontSize);
  const text = document.createRange();
  text.selectNodeContents(title);
  const box = text.getBoundingClientRect();
  const covers = (node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return box.left < right && left < box.right && box.top < bottom && top < box.bottom;
  };
  const parts = [...top.querySelectorAll("button, a")].filter((node) => node.offsetWidth > 0);
  const openers = [...document.querySelectorAll("[data-testid=stExpandSidebarButton]")];
  const named = (why, nodes) => nodes.map((node) => [why, node.textContent]);
  return [
    ...named("covers the title", [...parts, ...openers].filter(covers)),
    ...named("is cut off", parts.filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left < 0 || right > document.documentElement.clientWidth;
    })),
    ...(box.height > 4 * size ? [["has too many lines", title.textContent]] : []),
  ];
}"""
SETTLED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let quiet = 0; quiet < 10; quiet += 1) {
    await frame();
    if (document.getAnimations().some((one) => one.playState === "running")) quiet = 0;
  }
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("language", "path"), [("en", ""), ("ar", ""), ("fr", "ledger")])
def test_the_head_of_a_page_has_room(page: Page, server: Server, language: str, path: str) -> None:
    page.goto(f"{server.url}/{path}?lang={language}")
    page.wait_for_selector(IDLE)
    if path == "":
        expect(page.get_by_test_id("dm-tour-start")).to_be_visible(timeout=PATIENCE_MS)
    found = {}
    for width in (1280, 1100, 1000, 800, 700, 640, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(f"() => document.documentElement.clientWidth === {width}")
        page.evaluate(SETTLED)
        found[width] = page.evaluate(CROWDED)
    assert {width: crowded for width, crowded in found.items() if crowded} == {}


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
