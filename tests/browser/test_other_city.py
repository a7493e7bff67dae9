"""Another city: its dashboard opens, and nothing on it names the one that names the program."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import DESKTOP, Watch, guarded_page
from tools.live_page import Server, open_map, running_server

NAMED = re.compile("damas|دمشق", re.IGNORECASE)
PROGRAM = "damascus-map"
# What a reader sees or hears: texts, and the attributes that are shown or read out.
WORDS = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll('*')].flatMap(one =>
    ['title', 'alt', 'aria-label', 'aria-valuetext', 'aria-description', 'placeholder', 'download']
      .map(name => one.getAttribute(name) ?? '')),
  ...[...document.querySelectorAll('svg text, svg title, svg desc')].map(one => one.textContent),
].join('\\n')"""


@pytest.fixture(scope="module")
def city_server(other_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the other city."""
    folder = tmp_path_factory.mktemp("city")
    variables = {"DAMASCUS_MAP_DATASET": str(other_city)}
    with running_server(folder / "server.txt", environment=variables) as server:
        yield server


@pytest.fixture
def city_page(chromium: Browser, city_server: Server, watch: Watch) -> Iterator[Page]:
    """A page of a desktop, guarded."""
    with guarded_page(chromium, city_server, watch, DESKTOP) as page:
        yield page


def names_no_other(*places: Page | Frame) -> None:
    for place in places:
        words = place.evaluate(WORDS).replace(PROGRAM, "")
        assert NAMED.findall(words) == []


@pytest.mark.parametrize(
    ("lang", "title", "name"),
    [
        ("en", "Riverton: who held what", "Harbour"),
        ("fr", "Riverton : qui tenait quoi", "Port"),
    ],
)
def test_the_dashboard_of_another_city(
    city_page: Page, city_server: Server, lang: str, title: str, name: str
) -> None:
    frame = open_map(city_page, city_server, f"date=2013-05-15&district=d0&lang={lang}")
    panel = city_page.get_by_test_id("dm-panel")
    expect(panel.get_by_role("heading", level=2)).to_contain_text(name)
    expect(panel).to_contain_text("City Watch")
    expect(city_page.locator(".dm-head")).to_contain_text(title)
    expect(city_page).to_have_title(title)
    expect(frame.get_by_test_id("dm-legend")).to_contain_text("Harbour Guard")
    shown = frame.locator(".dm-name").evaluate_all(
        "all => all.map(one => one.innerText.split('\\n'))"
    )
    assert ["Saint Anne"] in shown or lang != "en"
    assert [lines for lines in shown if len(set(lines)) < len(lines)] == []
    names_no_other(city_page, frame)


def test_its_downloads_are_named_after_it(
    city_page: Page, city_server: Server, tmp_path: Path
) -> None:
    open_map(city_page, city_server, "date=2013-05-15")
    city_page.get_by_text("Tables and downloads").click()
    with city_page.expect_download() as started:
        city_page.get_by_role("button", name="Download GeoJSON").click()
    assert started.value.suggested_filename == "riverton-events-2013-05-15.geojson"
    text = Path(started.value.path()).read_text(encoding="utf-8").replace(PROGRAM, "")
    assert NAMED.findall(text) == []
    picture = city_page.request.get(f"{city_server.url}/snapshot.svg?date=2013-05-15")
    assert "riverton-2013-05-15" in picture.headers["content-disposition"]
    assert NAMED.findall(picture.text().replace(PROGRAM, "")) == []
    city_page.get_by_role("button", name="Save", exact=True).click()
    expect(city_page.get_by_role("dialog")).to_be_visible()
    names_no_other(city_page)
