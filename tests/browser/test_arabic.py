"""The page in Arabic: it runs from right to left, and nothing on it is left in English."""

import re

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.opened_page import ADDRESS_MS
from tests.browser.test_data_page import PATIENCE_MS, give, map_of_own, open_data_page, table
from tools.live_page import Server

__all__ = ["table"]  # a fixture

SWITCH = {"EN", "FR", "\N{ARABIC LETTER AIN}"}
# Names of controls, and texts of Streamlit's own parts; what the map fills has tests of its own.
SAID = """() => {
  const own = "[data-dm-outlet], [data-testid=stHtml], [data-testid=stIconMaterial], iframe";
  const nodes = [...document.querySelectorAll("body *")].filter((node) => !node.closest(own));
  return nodes.flatMap((node) => [
    ...["aria-label", "title", "placeholder", "alt"].map((name) => node.getAttribute(name)),
    ...(node.closest("button, label, summary, [role=tooltip], [data-testid=stFileUploader]")
      ? [...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.nodeValue)
      : []),
  ]).filter((text) => text && /[a-z]{2}/i.test(text) && !/[\\u0600-\\u06ff]/.test(text));
}"""
ICON_OR_SIZE = re.compile(r" icon$|^[\d.]+KB$")


def english_on(page: Page) -> list[str]:
    """Give what is said without an Arabic letter, but for icons, languages and sizes."""
    return [
        text for text in page.evaluate(SAID) if text not in SWITCH and not ICON_OR_SIZE.search(text)
    ]


def left_of(one: Locator) -> float:
    box = one.bounding_box()
    assert box
    return box["x"]


def middle_of(one: Locator) -> float:
    box = one.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def date_of(frame: Frame) -> str:
    return frame.evaluate("() => window.damascusMap.state().date")


def test_the_page_of_the_map_runs_from_right_to_left(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "lang=ar&district=qaboun")
    frame.evaluate("() => { window.sameMap = true; }")
    panel, sidebar = page.get_by_test_id("dm-panel"), page.get_by_test_id("stSidebar")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("القابون", timeout=PATIENCE_MS)
    expect(panel).to_contain_text("معظمه تحت سيطرة: فصائل المعارضة")
    expect(page).to_have_title("دمشق: من كان يسيطر على أيّ حيّ")
    expect(page.locator(".dm-head")).to_contain_text("الأحد 7 أيار 2017")
    expect(sidebar).to_have_accessible_name("الشريط الجانبي")
    assert left_of(panel) < left_of(page.locator("iframe").first) < left_of(sidebar)
    legend, zoom = frame.get_by_test_id("dm-legend"), frame.locator(".leaflet-control-zoom")
    assert left_of(zoom) < left_of(legend)
    expect(page.get_by_role("button", name="عرض الكل")).to_be_visible()
    page.get_by_text("الجداول والتنزيلات").click()
    # Beside its picture a table is written out for screen readers, in the order of the picture.
    heads = page.get_by_test_id("stDataFrame").locator("canvas [role=columnheader]")
    expect(heads.last).to_have_text("التاريخ", timeout=PATIENCE_MS)
    assert english_on(page) == []

    frame.get_by_test_id("dm-timeline").press("ArrowRight")
    page.wait_for_url(re.compile(r"date=2017-05-08.*lang=ar"), timeout=ADDRESS_MS)
    expect(panel).to_contain_text("حضور دون تحديد المدى: الحكومة السورية")
    expect(page.locator(".dm-head")).to_contain_text("الاثنين 8 أيار 2017")
    assert frame.evaluate("() => window.sameMap")


def test_time_runs_from_left_to_right(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server, "lang=ar&span=2017-05-01,2017-05-10")
    slider, hand = frame.get_by_test_id("dm-timeline"), frame.locator(".dm-playhead")
    box, plot = slider.bounding_box(), frame.locator(".dm-plot").bounding_box()
    assert box
    assert plot
    ends = (box["x"] - plot["x"], plot["x"] + plot["width"] - box["x"] - box["width"])
    assert ends[0] < ends[1], "the names stand at the right"
    assert middle_of(hand) == pytest.approx(box["x"] + 0.65 * box["width"], abs=2)
    assert middle_of(frame.locator(".dm-pill")) == pytest.approx(middle_of(hand), abs=2)
    for share, day in ((0.05, "2017-05-01"), (0.85, "2017-05-09")):
        x = box["x"] + share * box["width"]
        page.mouse.click(x, box["y"] + box["height"] / 2)
        frame.wait_for_function("day => window.damascusMap.state().date === day", arg=day)
        assert middle_of(hand) == pytest.approx(x, abs=2)
    order = ("dm-previous", "dm-play", "dm-next")
    places = [left_of(frame.get_by_test_id(name)) for name in order]
    assert places == sorted(places)
    frame.get_by_role("button", name="التغيّر السابق").click()
    frame.wait_for_function("() => window.damascusMap.state().date < '2017-05-09'")


def test_the_dialog_of_pictures(page: Page, server: Server, open_map) -> None:
    open_map(page, server, "lang=ar&district=qaboun")
    page.get_by_role("button", name="حفظ", exact=True).click()
    dialog = page.get_by_role("dialog")
    preview = dialog.get_by_role("img", name="معاينة الصورة: الأحد 7 أيار 2017")
    expect(preview).to_be_visible(timeout=PATIENCE_MS)
    expect(dialog.get_by_role("radio", name="العربية")).to_be_checked()
    expect(dialog.get_by_test_id("stCode").first).to_contain_text("lang=ar")
    close = dialog.get_by_role("button", name="إغلاق")
    assert middle_of(close) < middle_of(dialog)
    forms = {"PNG", "SVG", "PDF", "ZIP", "Excel", "GeoPackage", "HTML", "English", "Français"}
    assert set(english_on(page)) <= forms
    close.click()
    expect(dialog).to_be_hidden()


def test_all_ways_keep_the_language(page: Page, server: Server, open_map, table) -> None:
    open_data_page(page, server, open_map, "date=2017-05-04&lang=ar")
    expect(page.get_by_role("heading", level=1)).to_have_text("بياناتك")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    give(page, table)
    recognised = page.get_by_test_id("dm-recognised")
    expect(recognised).to_contain_text("ged.csv", timeout=PATIENCE_MS)
    expect(page.get_by_test_id("dm-summary")).to_contain_text("قُرئت 4 صفوف", timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="إزالة ged.csv")).to_be_visible()
    assert [text for text in english_on(page) if "ged.csv" not in text] == []
    page.get_by_role("button", name="اعرض على الخريطة").click()
    frame = map_of_own(page)
    page.wait_for_url(re.compile(r"/\?date=2017-05-04&lang=ar$"), timeout=ADDRESS_MS)
    expect(page.get_by_test_id("dm-own-data")).to_contain_text("بياناتك")
    page.get_by_role("button", name="التضامن", exact=True).click()
    page.wait_for_url(re.compile(r"districts=.*lang=ar"), timeout=ADDRESS_MS)
    assert date_of(frame) == "2017-05-04"


def test_streamlit_speaks_the_language_that_is_chosen(page: Page, server: Server, open_map) -> None:
    open_map(page, server)
    sidebar = page.get_by_test_id("stSidebar")
    names = (
        ("\N{ARABIC LETTER AIN}", "الشريط الجانبي"),
        ("FR", "Volet latéral"),
        ("EN", "Sidebar"),
    )
    for switch, name in names:
        page.get_by_role("radio", name=switch, exact=True).click()
        expect(sidebar).to_have_accessible_name(name)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
