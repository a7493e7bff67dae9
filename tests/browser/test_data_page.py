"""A reader's own table, from the file to the map, seen by nobody else."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, Response, expect

from tests.browser.conftest import DESKTOP, READER, guarded_page
from tests.browser.opened_page import IDLE
from tools.live_page import MAP_FRAME, Server

PATIENCE_MS = 60_000
COLUMNS = (
    "id,date_start,date_end,date_prec,type_of_violence,side_a,side_b,source_headline,"
    "where_coordinates,where_prec,latitude,longitude,adm_1,low,best,high,event_clarity"
)
ROW = "{id},{day} 00:00:00,{day} 00:00:00,1,1,Government of Syria,Insurgents,{text},{rest}"
CITY = "Damascus city,2,33.513364,36.291575,Damascus governorate,0,1,2,1"
MENU = re.compile("^(More|Plus|المزيد)$")
PAGE_NAME = re.compile("^(Your data|Vos données|بياناتك)$")
TEXTS = ("Clashes in Jopar", "Shells on Qabun", "Clashes between Jobar and Barzeh", "A raid")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file as UCDP shapes them: three rows name districts, one of them two; one names none."""
    rows = [
        ROW.format(id=900 + number, day=f"2017-05-{number + 3:02}", text=text, rest=CITY)
        for number, text in enumerate(TEXTS)
    ]
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([COLUMNS, *rows, ""]), encoding="utf-8")
    return path


def open_data_page(page: Page, server: Server, open_map, query: str = "") -> None:
    open_map(page, server, query)
    go_to_data_page(page)
    expect(page.locator("input[type=file]")).to_be_attached(timeout=PATIENCE_MS)


def go_to_data_page(page: Page) -> None:
    page.locator(".st-key-dm-top").get_by_role("button", name=MENU).click()
    page.get_by_text(PAGE_NAME, exact=True).click()


def give(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def fate(page: Page, how: str) -> str:
    return page.get_by_test_id(f"dm-fate-{how}").locator("b").inner_text()


def choose_first_cell(table: Locator) -> None:
    """Click the first cell below the header, which is drawn; its double for readers tells of it."""
    cell = table.locator("#glide-cell-0-0")
    expect(cell).to_be_attached(timeout=PATIENCE_MS)
    table.scroll_into_view_if_needed()
    table.locator(".dvn-scroller").click(position={"x": 60, "y": 52})
    expect(cell).to_have_attribute("aria-selected", "true", timeout=PATIENCE_MS)


def map_of_own(page: Page) -> Frame:
    expect(page.get_by_test_id("dm-own-data")).to_be_visible(timeout=PATIENCE_MS)
    element = page.wait_for_selector(MAP_FRAME, timeout=PATIENCE_MS)
    frame = element.content_frame()
    frame.wait_for_function("() => window.damascusMap?.state()?.date")
    return frame


def test_from_a_file_to_the_map_and_back(
    page: Page, server: Server, open_map, table: Path, tmp_path: Path
) -> None:
    fetched: list[Response] = []
    page.on("response", lambda answer: fetched.append(answer))  # noqa: PLW0108 - it is marked
    open_data_page(page, server, open_map, "date=2017-05-04&window=7&types=protest")
    give(page, table)
    expect(page.get_by_test_id("dm-recognised")).to_contain_text(
        "ged.csv · UCDP Georeferenced Event Dataset · 17 columns", timeout=PATIENCE_MS
    )
    picture = page.get_by_role("img", name=re.compile("Rows by district"))
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    expect(picture).to_have_attribute("alt", re.compile("Barzé 1, Qaboun 1, .* Jobar 2"))
    assert (fate(page, "text"), fate(page, "city"), fate(page, "refused")) == ("3", "1", "0")
    expect(page.get_by_test_id("dm-doubts")).to_contain_text("1 row was placed")

    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        page.get_by_role("button", name="Download as a dataset").click()
    assert waiting.value.suggested_filename == "ged.zip"

    page.get_by_role("button", name="Show on the map").click()
    frame = map_of_own(page)
    assert frame.evaluate("() => window.damascusMap.state().date") == "2017-05-04"
    expect(page.get_by_role("heading", level=1)).to_contain_text("+ ged")
    own = [answer for answer in fetched if "/assets/session/" in answer.url]
    assert {answer.headers["cache-control"] for answer in own} == {"private, no-store"}
    token = urlsplit(own[0].url).path.split("/")[3]
    assert token not in page.url

    page.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_visible(timeout=PATIENCE_MS)
    expect(dialog.get_by_test_id("stCode")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    go_to_data_page(page)
    expect(page.get_by_test_id("dm-kept-files")).to_contain_text("ged.csv", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Back to the map").click()
    map_of_own(page)
    page.get_by_role("button", name="Show the dataset of this site").click()
    expect(page.get_by_test_id("dm-own-data")).to_have_count(0, timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("+ ged")


def test_another_reader_sees_nothing_of_it(
    chromium: Browser, page: Page, server: Server, open_map, table: Path, watch
) -> None:
    open_data_page(page, server, open_map)
    give(page, table)
    page.get_by_role("button", name="Show on the map").click(timeout=PATIENCE_MS)
    map_of_own(page)
    with guarded_page(chromium, server, watch, DESKTOP) as other:
        open_data_page(other, server, open_map)
        expect(other.get_by_test_id("dm-kept-files")).to_have_count(0)
        other.get_by_role("button", name="Back to the map").click()
        expect(other.get_by_role("heading", level=1)).to_have_text(
            re.compile("district$"), timeout=PATIENCE_MS
        )
        expect(other.get_by_test_id("dm-own-data")).to_have_count(0)
        other.wait_for_selector(IDLE)


def test_reading_can_be_stopped_and_begun_again(
    page: Page, server: Server, open_map, tmp_path: Path
) -> None:
    header, row = COLUMNS, ROW.format(id="{id}", day="2017-05-07", text=TEXTS[0], rest=CITY)
    rows = (row.format(id=number) for number in range(150_000))
    large = tmp_path / "large.csv"
    large.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    open_data_page(page, server, open_map)
    give(page, large)
    page.get_by_role("button", name="Stop", exact=True).click(timeout=PATIENCE_MS)
    expect(page.get_by_text("Stopped: no row was taken.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("dm-fate-text")).to_have_count(0)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_test_id("dm-fate-text").locator("b")).to_have_text(
        "150,000", timeout=PATIENCE_MS
    )


def test_going_back_and_forward_keeps_the_view(page: Page, server: Server, open_map) -> None:
    open_data_page(page, server, open_map, "date=2017-03-01&district=jobar&lang=fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos données")
    page.go_back()
    expect(page.locator(".dm-panel h2")).to_contain_text("Jobar", timeout=PATIENCE_MS)
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos données", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Retour à la carte").click()
    page.wait_for_url(re.compile(r"/\?date=2017-03-01&district=jobar&lang=fr$"))
    expect(page.locator(".dm-panel h2")).to_contain_text("Jobar", timeout=PATIENCE_MS)


def test_a_wrong_file_is_refused_then_a_row_of_a_table_corrected(
    page: Page, server: Server, open_map, table: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    open_data_page(page, server, open_map)
    give(page, wrong)
    refused = page.get_by_test_id("dm-refused")
    expect(refused).to_contain_text("photo.csv", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Remove photo.csv").click()
    expect(refused).to_have_count(0, timeout=PATIENCE_MS)
    give(page, table)
    expect(page.get_by_test_id("dm-summary")).to_contain_text("4 rows", timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)  # nothing moves the table any more
    choose_first_cell(page.get_by_test_id("stDataFrame").last)
    page.keyboard.press("Delete")  # no district
    apply = page.get_by_role("button", name="Apply the corrections")
    expect(apply).to_be_enabled(timeout=PATIENCE_MS)
    apply.click()
    expect(page.get_by_text("1 row placed by you.")).to_be_visible(timeout=PATIENCE_MS)
    assert (fate(page, "text"), fate(page, "city")) == ("2", "2")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_nothing_is_wider_than_a_phone(
    phone: Page, server: Server, open_map, table: Path, lang: str
) -> None:
    open_data_page(phone, server, open_map, f"lang={lang}")
    give(phone, table)
    expect(phone.get_by_test_id("dm-summary")).to_be_visible(timeout=PATIENCE_MS)
    main = phone.get_by_test_id("stMainBlockContainer")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_has_an_address_of_its_own(chromium: Browser, server: Server) -> None:
    # Streamlit looks for itself below the page's address first, which the console calls an error.
    context = chromium.new_context(**READER, **DESKTOP)
    opened = context.new_page()
    opened.goto(f"{server.url}/data?lang=fr")
    expect(opened.get_by_role("heading", level=1)).to_have_text("Vos données", timeout=PATIENCE_MS)
    opened.wait_for_selector(IDLE)  # a page that is closed while it is sent leaves a trace
    context.close()
