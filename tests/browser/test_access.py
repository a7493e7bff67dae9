"""Every page and every state of the map's page, looked at by axe-core, in two languages.

A page that joins the menu is looked at without a line here. ``pytest -s`` prints the table that
docs/accessibility.md holds.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

import damascus_map as dm
from damascus_map.model.view import View
from damascus_map.render.offline import offline_page
from damascus_map.ui.site import DATA, MAP, PAGE_NAMES
from tests.browser.axe import IMPACTS, Finding, findings
from tests.browser.conftest import DESKTOP, READER, Watch, guarded_page
from tests.browser.opened_page import IDLE
from tools.live_page import MAP_FRAME, Server, open_map

PATIENCE_MS = 60_000
WIDTHS = {1440: 900, 390: 844}
NARROW_PX = 360
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")]
    .map((node) => node.scrollWidth - node.clientWidth)"""
VIEW = "date=2017-05-07&district=qaboun"
LED_TO = {"ledger": "&claim=qaboun-2012-loss-xinhua", "sources": "&source=afp-2017-05-07"}
"""What a link to a page can lead to beside the view."""


@dataclass(frozen=True)
class Allowed:
    """What Streamlit does itself, and no page of it can change.

    Parameters
    ----------
    rule, html : str
        The rule that is broken, and a part of the element that breaks it.
    places : tuple of str
        The pages or states in which it is found, each time.
    reason : str
        Why it stays.
    """

    rule: str
    html: str
    places: tuple[str, ...]
    reason: str

    def covers(self, finding: Finding) -> bool:
        return self.rule == finding.rule and self.html in finding.html


ALLOWED = (
    Allowed(
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"',
        ("data",),
        "Streamlit names the area for files, and says that it is for show: what is pressed is "
        "the button inside it, which has a name of its own.",
    ),
    Allowed(
        "region",
        'role="menu"',
        ("menu",),
        "Streamlit hangs its menus below the body. One is open for as long as the focus is in it.",
    ),
)


class Table:
    """What was found where; what is allowed is counted apart."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.left: list[str] = []

    def look(self, page: Page, place: str, width: int) -> None:
        """Write the line of a place, and keep what is found there and not allowed."""
        found = findings(page)
        allowed = [one for one in ALLOWED if place in one.places]
        needed = {one: [it for it in found if one.covers(it)] for one in allowed}
        rest = [it for it in found if not any(it in its for its in needed.values())]
        counts = Counter(it.impact for it in rest)
        spared = sum(map(len, needed.values()))
        cells = [place, self.lang, width, *(counts[impact] for impact in IMPACTS), spared]
        print("|", " | ".join(map(str, cells)), "|")  # noqa: T201 - `pytest -s` shows the table
        where = f"{place}, {self.lang}, {width} px"
        self.left += [f"{where}: {it}" for it in rest]
        self.left += [f"{where}: not needed: {one}" for one, its in needed.items() if not its]


@pytest.fixture
def table(lang: str) -> Iterator[Table]:
    """The table of one test, which fails at its end for what is in it."""
    print(f"\n| Place | Language | px | {' | '.join(IMPACTS)} | allowed |")  # noqa: T201
    lines = Table(lang)
    yield lines
    assert not lines.left, "\n".join(lines.left)


def open_page(page: Page, server: Server, name: str, lang: str) -> None:
    """Open a page by its link, and wait until all of it stands."""
    if name == MAP:
        open_map(page, server, f"{VIEW}&lang={lang}")
        expect(page.locator("[data-dm-outlet='panel'] h2").first).to_be_attached()
    else:
        page.goto(f"{server.url}/{name}?{VIEW}{LED_TO.get(name, '')}&lang={lang}")
        expect(page.locator(".dm-head h1")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)
    # Streamlit fetches some of its parts when they are first shown.
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE_MS)
    if name == DATA:
        expect(page.get_by_test_id("stFileUploaderDropzone")).to_be_visible(timeout=PATIENCE_MS)
    for element in page.query_selector_all(MAP_FRAME):
        frame = element.content_frame()
        assert frame is not None
        frame.wait_for_function("() => window.damascusMap?.state()", timeout=PATIENCE_MS)


def unfold(page: Page) -> None:
    """Open whatever can be opened on a page, such as the tables of its drawings."""
    for fold in page.locator("[data-testid=stMain] details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()


def look_at_widths(page: Page, table: Table, place: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => seen()))")
        table.look(page, place, width)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_every_page(page: Page, server: Server, lang: str, table: Table) -> None:
    for name in PAGE_NAMES:
        page.set_viewport_size(DESKTOP["viewport"])
        open_page(page, server, name, lang)
        unfold(page)
        look_at_widths(page, table, name)
        page.set_viewport_size({"width": NARROW_PX, "height": 780})
        page.wait_for_function(f"() => ({TOO_WIDE})().every((one) => one <= 0)")
        table.look(page, name, NARROW_PX)


def open_menu(page: Page, _: Frame) -> None:
    page.locator("[class*=st-key-dm-menu] button").first.click()
    expect(page.get_by_role("menu")).to_be_visible()


def open_list(_: Page, frame: Frame) -> None:
    frame.locator(".dm-counter-list").click()
    expect(frame.locator(".dm-list")).to_be_visible(timeout=PATIENCE_MS)


def card(page: Page, frame: Frame, name: str) -> Locator:
    """Find what stands in the panel, or on the map where the panel lies below it."""
    is_beside = page.evaluate("() => matchMedia('(min-width: 64rem)').matches")
    return (page if is_beside else frame).get_by_test_id(name)


def pull_sheet(page: Page, _: Frame) -> None:
    if page.get_by_test_id("dm-sheet").is_visible():
        page.get_by_test_id("dm-sheet").click()
    expect(page.get_by_test_id("dm-chosen")).to_be_visible()


def open_event(page: Page, frame: Frame) -> None:
    page.locator(".dm-panel .dm-rows button").first.click()
    expect(card(page, frame, "dm-event")).to_be_visible(timeout=PATIENCE_MS)


def find(page: Page, _: Frame) -> None:
    page.get_by_test_id("dm-search").fill("qaboun xyzzy")
    expect(page.get_by_role("option").first).to_be_visible(timeout=PATIENCE_MS)


def begin_tour(page: Page, frame: Frame) -> None:
    page.get_by_test_id("dm-tour-start").click()
    expect(card(page, frame, "dm-tour")).to_be_visible()


def open_dialog(page: Page, _: Frame) -> None:
    page.locator(".st-key-dm-snapshot button").click()
    expect(page.get_by_role("dialog").locator("img")).to_be_visible(timeout=PATIENCE_MS)


STATES = {
    "menu": open_menu,
    "list of events": open_list,
    "panel": pull_sheet,
    "event": open_event,
    "tour": begin_tour,
    "dialog": open_dialog,
    "search": find,
}


@pytest.mark.parametrize(("lang", "width"), [("en", 1440), ("ar", 390)])
def test_every_state_of_the_map(
    chromium: Browser, server: Server, watch: Watch, lang: str, width: int, table: Table
) -> None:
    device = {"viewport": {"width": width, "height": WIDTHS[width]}}
    with guarded_page(chromium, server, watch, device) as page:
        open_page(page, server, MAP, lang)
        frame = page.wait_for_selector(MAP_FRAME).content_frame()
        assert frame is not None
        for state, enter in STATES.items():
            if state == "search" and width < 640:
                page.get_by_test_id("stExpandSidebarButton").click()
            enter(page, frame)
            table.look(page, state, width)
            if state != "panel":
                page.keyboard.press("Escape")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_embedded_map(page: Page, server: Server, lang: str, table: Table) -> None:
    open_map(page, server, f"{VIEW}&embed=true&lang={lang}")
    expect(page.get_by_test_id("dm-full")).to_be_visible()
    look_at_widths(page, table, "embedded")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_in_one_file(chromium: Browser, tmp_path: Path, lang: str, table: Table) -> None:
    file = tmp_path / "damascus.html"
    tables, end = dm.open_dataset().tables, date(2025, 12, 31)
    file.write_bytes(offline_page(tables, View(on=date(2017, 5, 7), lang=lang), (lang,), end))
    context = chromium.new_context(**READER, **DESKTOP, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("table")).to_be_visible(timeout=PATIENCE_MS)
    page.frames[1].wait_for_function("() => window.damascusMap?.state()")
    look_at_widths(page, table, "one file")
    context.close()
