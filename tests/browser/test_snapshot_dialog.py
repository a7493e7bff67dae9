"""The dialog of pictures: it shows the view that is seen, hands it out, and disturbs nothing."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.opened_page import IDLE
from tools.live_page import MAP_FRAME, Server

PATIENCE_MS = 60_000
AT_ONCE = """(dialog, names) => {
    const radios = [...dialog.querySelectorAll("[role=radio]")];
    for (const name of names) radios.find((radio) => radio.textContent.trim() === name).click();
}"""
WIDTH = "node => [node.scrollWidth, node.clientWidth]"


def open_dialog(page: Page, name: str = "Save") -> Locator:
    page.get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(preview_of(dialog)).to_be_visible(timeout=PATIENCE_MS)
    return dialog


def preview_of(dialog: Locator) -> Locator:
    return dialog.get_by_role("img", name=re.compile("Preview|Aperçu|معاينة"))


def previewed_day(dialog: Locator, day: str) -> None:
    preview = dialog.get_by_role("img", name=f"Preview of the picture: {day}")
    expect(preview).to_be_visible(timeout=PATIENCE_MS)


def address_of(dialog: Locator) -> Locator:
    return dialog.get_by_test_id("stCode").first


def download(page: Page, dialog: Locator, name: str, folder: Path) -> Path:
    with page.expect_download(timeout=PATIENCE_MS) as waiting:
        dialog.get_by_role("button", name=name).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_it_shows_the_view_that_the_reader_sees_now(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "district=qaboun")
    frame.evaluate("() => { window.sameMap = true; }")
    timeline = frame.get_by_test_id("dm-timeline")
    timeline.press("PageUp")
    timeline.press("ArrowRight")  # and no time to rest
    dialog = open_dialog(page)
    previewed_day(dialog, "Thursday 8 June 2017")
    expect(address_of(dialog)).to_contain_text("/snapshot.png?date=2017-06-08")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.get_by_role("button", name="Jobar", exact=True).first.click()  # leaves the map
    page.wait_for_url(re.compile("districts="))
    dialog = open_dialog(page)
    expect(address_of(dialog)).to_contain_text("districts=barze,qaboun,techrine,tadamon")
    state = frame.evaluate("() => [window.sameMap, window.damascusMap.state()]")
    assert state[0], "the map was not made anew"
    assert (state[1]["date"], state[1]["district"]) == ("2017-06-08", "qaboun")


def test_it_shows_the_day_seen_while_time_runs(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "date=2013-01-01")
    frame.evaluate("() => window.damascusMap.play({ daysPerSecond: 30 })")
    frame.wait_for_function("() => window.damascusMap.state().date > '2013-01-20'")
    dialog = open_dialog(page)
    expect(address_of(dialog)).to_contain_text("date=201")
    day = re.search(r"date=(\d{4}-\d\d-\d\d)", address_of(dialog).inner_text())
    assert day
    assert day[1] > "2013-01-20"


def test_options_change_preview_address_and_command(page: Page, server: Server, open_map) -> None:
    open_map(page, server, "district=jobar&window=30")
    dialog = open_dialog(page)
    expect(dialog.get_by_text("1,600 by 900 pixels")).to_be_visible()
    before = preview_of(dialog).get_attribute("src")
    names = ["Square", "2\N{MULTIPLICATION SIGN}", "العربية"]
    dialog.evaluate(AT_ONCE, names)  # as a quick hand does: no choice may undo another
    dialog.get_by_text("Only Jobar").click()
    expect(dialog.get_by_text("2,160 by 2,160 pixels")).to_be_visible()
    address = (
        "/snapshot.png?date=2017-05-07&districts=jobar&window=30&lang=ar&layout=square&scale=2"
    )
    expect(address_of(dialog)).to_contain_text(address)
    expect(dialog.get_by_test_id("stCode").nth(1)).to_contain_text(
        "damascus-map snapshot --date 2017-05-07 --district jobar --window 30 --layout square "
        "--scale 2 --lang ar --out damascus-map-2017-05-07-jobar-ar.png"
    )
    expect(preview_of(dialog)).not_to_have_attribute("src", before or "", timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)
    url = address_of(dialog).inner_text().strip()
    answer = page.request.get(url, timeout=PATIENCE_MS)
    assert answer.status == 200
    assert Image.open(io.BytesIO(answer.body())).size == (2160, 2160)


def test_a_click_hands_out_the_file(page: Page, server: Server, open_map, tmp_path: Path) -> None:
    open_map(page, server, "lang=fr")
    dialog = open_dialog(page, "Enregistrer")
    picture = download(page, dialog, "Télécharger PNG", tmp_path)
    assert picture.name == "damascus-map-2017-05-07-fr.png"
    assert Image.open(io.BytesIO(picture.read_bytes())).size == (1600, 900)
    answer = page.request.get(address_of(dialog).inner_text().strip(), timeout=PATIENCE_MS)
    assert answer.body() == picture.read_bytes()
    dialog.get_by_role("radio", name="PDF").click()
    document = download(page, dialog, "Télécharger PDF", tmp_path)
    assert document.name == "damascus-map-2017-05-07-fr.pdf"
    assert document.read_bytes().startswith(b"%PDF")


def test_data_and_bundle_and_the_page_in_one_file_are_handed_out(
    page: Page, server: Server, open_map, tmp_path: Path
) -> None:
    open_map(page, server, "date=2014-02-18")
    dialog = open_dialog(page)
    stem = "damascus-map-2014-02-18-en"
    for form, ending, begin in (
        ("ZIP", "zip", b"PK"),
        ("Excel", "xlsx", b"PK"),
        ("GeoPackage", "gpkg", b"SQLite format 3"),
        ("HTML", "html", b"<!DOCTYPE html>"),
    ):
        dialog.get_by_role("radio", name=form).click()
        expect(dialog.get_by_role("radiogroup", name="Layout")).to_be_hidden()
        file = download(page, dialog, f"Download {form}", tmp_path)
        assert file.name == f"{stem}.{ending}"
        assert file.read_bytes()[: len(begin)].lower() == begin.lower()
    names = zipfile.ZipFile(tmp_path / f"{stem}.zip").namelist()
    assert {"picture.png", "manifest.json", "command.txt"} <= set(names)


def test_the_address_is_copied(page: Page, server: Server, open_map) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_map(page, server)
    dialog = open_dialog(page)
    copy = address_of(dialog).get_by_role("button", name="Copy to clipboard")
    expect(copy).to_be_visible()  # without a pointer above it
    copy.click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{server.url}/snapshot.png?date=2017-05-07"


def test_it_works_by_keyboard_alone(page: Page, server: Server, open_map) -> None:
    open_map(page, server)
    button = page.get_by_role("button", name="Save", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="This view as a file")
    expect(preview_of(dialog)).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE)
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.evaluate("() => document.activeElement.closest('[role=dialog]') !== null")
        assert focused, "the page behind cannot be reached"
    for group in ("Format", "Layout", "Size", "Language of the file"):
        expect(dialog.get_by_role("radiogroup", name=group)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_view_without_districts_is_told_so(page: Page, server: Server, open_map) -> None:
    open_map(page, server, "districts=")
    page.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("No district is shown: choose one", timeout=PATIENCE_MS)
    expect(preview_of(dialog)).to_have_count(0)


@pytest.mark.parametrize(("lang", "name"), [("en", "Save"), ("fr", "Enregistrer"), ("ar", "حفظ")])
def test_a_phone_shows_all_of_it(phone: Page, server: Server, open_map, lang, name) -> None:
    open_map(phone, server, f"lang={lang}&district=qaboun")
    head = phone.locator(".st-key-dm-top")
    expect(phone.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert len(set(head.evaluate(WIDTH))) == 1
    dialog = open_dialog(phone, name)
    scrolled, shown = dialog.evaluate(WIDTH)
    assert scrolled <= shown
    box = preview_of(dialog).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button = dialog.get_by_role("button", name=re.compile("PNG"))
    button.scroll_into_view_if_needed()
    expect(button).to_be_in_viewport()
    assert phone.locator(MAP_FRAME).count() == 1
