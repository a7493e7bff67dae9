"""A journey by keyboard alone, in both directions of reading: every stop is seen, none holds on."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.opened_page import IDLE
from tools.live_page import Server, open_map

PATIENCE_MS = 60_000
MOST_STOPS = 90
WHERE = """() => {
    let node = document.activeElement;
    while (node && node.tagName === "IFRAME") node = node.contentDocument.activeElement;
    const view = node.ownerDocument.defaultView;
    const isMarked = (one) => {
        const { outlineStyle, outlineWidth, boxShadow } = view.getComputedStyle(one);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    const around = [node, node.parentElement, node.parentElement?.parentElement].filter(Boolean);
    const ring = node.matches(".dm-district") && node.ownerDocument.querySelector(".dm-focused");
    const held = node.closest("[class*='st-key-']");
    return {
        tag: node.tagName.toLowerCase(),
        name: node.dataset.testid || node.id || String(node.className.baseVal ?? node.className),
        within: held ? held.className : "",
        text: (node.getAttribute("aria-label") || node.textContent || "").trim().slice(0, 60),
        seen: Boolean(ring) || around.some(isMarked),
    };
}"""


@dataclass
class Walk:
    """A way through the page by the Tab key."""

    page: Page
    hidden: list[dict[str, Any]]

    def to(self, key: str = "Tab", **wanted: str) -> dict[str, Any]:
        """Go on to the first stop that is wanted, and write down those that are not seen."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.page.evaluate(WHERE)
            passed.append(stop)
            if stop["tag"] not in ("body", "html", "iframe") and not stop["seen"]:
                self.hidden.append(stop)
            if all(re.search(pattern, stop[part]) for part, pattern in wanted.items()):
                return stop
        raise AssertionError(f"{wanted} is not reached: {passed}")


def open_event(page: Page, walk: Walk) -> None:
    walk.to(name="^dm-to-ledger$")
    events = page.locator("[data-testid='dm-events'] li button")
    title = events.first.inner_text()
    walk.to(tag="button", text=re.escape(title[:30]))
    page.keyboard.press("Enter")
    card = page.get_by_test_id("dm-event")
    expect(card).to_contain_text(title, timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.evaluate(WHERE)["text"].startswith(title[:30]), "the focus is not given back"


def go_to_ledger_and_back(page: Page, walk: Walk) -> None:
    walk.to("Shift+Tab", name="^dm-to-ledger$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ledger"))
    expect(page.locator(".dm-ledger")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)
    walk.to(within="st-key-dm-to-map")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("dm-to-ledger")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ("Skip to main content", "Clash")), ("ar", ("المحتوى", "اشتباك"))],
)
def test_a_journey_by_keys_alone(
    page: Page, server: Server, watch: Watch, lang: str, said: tuple[str, str]
) -> None:
    skip, clash = said
    frame = open_map(page, server, f"date=2017-05-07&lang={lang}")
    expect(page.get_by_test_id("dm-events")).to_be_visible()
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)
    walk = Walk(page, [])

    walk.to(text=skip)
    walk.to(within="st-key-dm-types")
    walk.to("ArrowRight", text=clash)
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("types="))
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)

    walk.to(within="st-key-dm-menu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()

    walk.to(name="dm-district-qaboun")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("district=qaboun"))
    walk.to(name="^dm-timeline$")
    page.keyboard.press("PageUp")
    page.wait_for_url(re.compile("date=2017-06-07"))
    page.keyboard.press("PageDown")
    page.wait_for_url(lambda address: "date=" not in address)  # the day that the page opens with

    open_event(page, walk)
    go_to_ledger_and_back(page, walk)
    assert "district=qaboun" in page.url
    assert walk.hidden == []
    assert frame.is_detached()
