"""Two dates compared in a real browser: link, maps, swipe, dates, files, phone."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.browser.axe import findings
from tests.browser.conftest import PHONE, Watch, guarded_page
from tools.live_page import MAP_FRAME, Server

PATIENCE_MS = 60_000
A_PIXEL = 4e-4  # degrees, at the zoom of the opening
DAYS = "from=2017-02-18&to=2017-05-14"
STATE = "window.damascusMap.state()"
WORDS = {
    "en": {
        "captions": ("Saturday 18 February 2017", "Sunday 14 May 2017"),
        "summary": "From 18 Feb 2017 to 14 May 2017: 13 changes in 5 districts.",
        "nothing": "Both days are 14 May 2017: nothing",
        "swipe": "Swipe",
        "download": "Download PNG",
    },
    "fr": {
        "captions": ("Samedi 18 février 2017", "Dimanche 14 mai 2017"),
        "summary": "13 changements dans 5 quartiers.",
        "nothing": "Les deux jours sont le 14 mai 2017",
        "swipe": "Balayage",
        "download": "Télécharger PNG",
    },
}
Compare = Callable[[Page, str], Frame]
languages = pytest.mark.parametrize("lang", list(WORDS))


@pytest.fixture
def compare(server: Server) -> Compare:
    """The function ``compare(page, query)``: the frame of both maps when all stands."""

    def opened(page: Page, query: str) -> Frame:
        page.goto(f"{server.url}/compare?{query}")
        expect(page.get_by_test_id("dm-sum-up")).to_be_visible(timeout=PATIENCE_MS)
        frame = page.wait_for_selector(MAP_FRAME).content_frame()
        frame.wait_for_function(f"() => window.damascusMap && {STATE}", timeout=PATIENCE_MS)
        expect(page.get_by_test_id("dm-first-field")).to_be_visible()
        return frame

    return opened


def days_of(frame: Frame) -> tuple[str, str]:
    state = frame.evaluate(STATE)
    return state["from"], state["to"]


def address_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def middle_of(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 3 * box["height"] / 4


@languages
def test_a_link_opens_both_days_on_maps_that_move_together(
    page: Page, compare: Compare, lang: str
) -> None:
    frame = compare(page, f"{DAYS}&lang={lang}")
    words = WORDS[lang]
    assert days_of(frame) == ("2017-02-18", "2017-05-14")
    for side, caption in zip(("dm-before", "dm-after"), words["captions"], strict=True):
        expect(frame.get_by_test_id(side).locator(".dm-side-day")).to_have_text(caption)
    expect(page.get_by_test_id("dm-sum-up")).to_contain_text(words["summary"])
    assert page.get_by_test_id("dm-changes").locator("tbody[data-district]").count() == 5
    claim = page.locator(".dm-cited a").first.get_attribute("href")
    assert re.fullmatch(rf"ledger\?claim=barze-2017-[\w-]+&lang={lang}", claim)

    before, after = frame.evaluate(STATE)["views"]
    assert before == after
    x, y = middle_of(frame.get_by_test_id("dm-before"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y - 40, steps=4)
    moved = frame.evaluate(STATE)["views"]
    assert moved[0] != before
    assert moved[1] == pytest.approx(moved[0], abs=A_PIXEL)
    page.mouse.up()
    frame.wait_for_function(f"() => {STATE}.views[0].join() === {STATE}.views[1].join()")
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function(
        f"(zoom) => {STATE}.views.every((view) => view[2] > zoom)", arg=before[2]
    )
    nearer = frame.evaluate(STATE)["views"]
    assert nearer[1] == nearer[0]
    assert findings(page) == []


@languages
def test_days_are_changed_by_hand_put_in_order_and_gone_back_to(
    page: Page, compare: Compare, lang: str
) -> None:
    frame = compare(page, f"{DAYS}&lang={lang}")
    first, second = page.get_by_test_id("dm-first-field"), page.get_by_test_id("dm-second-field")
    second.fill("2016-01-01")
    second.press("Enter")
    assert days_of(frame) == ("2016-01-01", "2017-02-18")
    expect(first).to_have_value("2016-01-01")
    expect(second).to_have_value("2017-02-18")
    expect(page).to_have_url(re.compile("from=2016-01-01&to=2017-02-18"))
    expect(page.get_by_test_id("dm-sum-up")).to_contain_text("2016")

    page.go_back()
    expect(first).to_have_value("2017-02-18")
    expect(page.get_by_test_id("dm-sum-up")).to_contain_text(WORDS[lang]["summary"])
    assert days_of(frame) == ("2017-02-18", "2017-05-14")

    first.fill("2017-05-14")
    first.press("Enter")
    expect(page.get_by_test_id("dm-sum-up")).to_contain_text(WORDS[lang]["nothing"])
    first.fill("1999-12-31")
    first.press("Enter")
    expect(page.locator("#dm-first-error")).to_be_visible()
    assert days_of(frame) == ("2017-05-14", "2017-05-14")

    page.get_by_test_id("dm-pairs").locator("label").first.click()
    expect(page).to_have_url(re.compile("from=2016-05-07&to=2017-05-07"))
    page.get_by_role("button", name="Jobar", exact=True).click()
    expect(page.locator("tbody[data-district=jobar]")).to_have_count(0)
    assert address_of(page)["districts"] == ["barze,qaboun,techrine,tadamon"]
    assert "jobar" not in frame.evaluate(STATE)["districts"]
    assert days_of(frame) == ("2016-05-07", "2017-05-07")


@languages
def test_a_divider_moves_by_keys_and_by_hand_and_the_picture_is_downloaded(
    page: Page, compare: Compare, lang: str
) -> None:
    frame = compare(page, f"{DAYS}&lang={lang}")
    page.get_by_label(WORDS[lang]["swipe"]).check()
    divider = frame.get_by_test_id("dm-divider")
    divider.focus()
    for key, share in (("ArrowRight", 52), ("PageDown", 42), ("Home", 0), ("End", 100)):
        divider.press(key)
        assert frame.evaluate(STATE)["divider"] == share
        expect(divider).to_have_attribute("aria-valuenow", str(share))
    divider.press("Home")
    stage = frame.get_by_test_id("dm-compare-stage").bounding_box()
    x, y = stage["x"], stage["y"] + stage["height"] / 2
    page.mouse.move(x + 8, y)
    page.mouse.down()
    page.mouse.move(x + stage["width"] / 4, y, steps=3)
    page.mouse.up()
    assert frame.evaluate(STATE)["divider"] == pytest.approx(25, abs=1)
    # Each half of the stage belongs to the map that is seen there.
    seen = "([x, y]) => document.elementFromPoint(x, y).closest('.dm-side').dataset.testid"
    sides = [frame.evaluate(seen, [stage["width"] * part, 200]) for part in (0.1, 0.6)]
    assert sides == ["dm-before", "dm-after"]

    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.get_by_role("button", name=WORDS[lang]["download"]).click()
    name = f"damascus-map-2017-02-18-2017-05-14-{lang}.png"
    assert waiting.value.suggested_filename == name
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
    expect(page.locator(".dm-command")).to_contain_text(name)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_narrow_phone_nothing_is_wider_than_the_screen(
    chromium: Browser, server: Server, watch: Watch, compare: Compare, lang: str
) -> None:
    narrow = {**PHONE, "viewport": {"width": 360, "height": 740}}
    with guarded_page(chromium, server, watch, narrow) as page:
        frame = compare(page, f"{DAYS}&lang={lang}")
        assert frame.evaluate(STATE)["mode"] == "swipe"
        first, second = (one.bounding_box() for one in frame.locator(".dm-side-day").all())
        divider = frame.get_by_role("slider").bounding_box()
        middle = divider["x"] + divider["width"] / 2
        assert first["x"] + first["width"] < middle < second["x"]
        widths = page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map((node) => node.scrollWidth)"
        )
        assert max(widths) <= 360
        assert page.get_by_test_id("dm-changes").bounding_box()["width"] <= 360
        page.get_by_test_id("dm-modes").locator("label").first.click()
        before, after = (
            frame.get_by_test_id(side).bounding_box() for side in ("dm-before", "dm-after")
        )
        assert before["y"] + before["height"] < after["y"]
        assert findings(page) == []
