"""The page in one file: opened from a disk without any network, it does all that the map does."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

import damascus_map as dm
from damascus_map.data.tables import Tables
from damascus_map.model.dates import window_start
from damascus_map.model.view import View
from damascus_map.render.offline import offline_page
from tests.browser.conftest import DESKTOP, PHONE, READER, TIMEOUT_MS, Watch

DAY = date(2017, 5, 7)
END = date(2025, 12, 31)
LANGUAGES = ("en", "fr", "ar")
HOSTILE = "<img src=x onerror=alert(1)></script><!--</iframe>\u2028${alert(2)}'\"&amp;"
NARROW = {**PHONE, "viewport": {"width": 360, "height": 740}}
REFUSES_ADDRESSES = """() => {
    const refuse = () => { throw new DOMException("not here", "SecurityError"); };
    History.prototype.replaceState = refuse;
    History.prototype.pushState = refuse;
}"""


@pytest.fixture(scope="module")
def tables() -> Tables:
    return dm.open_dataset().tables


@pytest.fixture(scope="module")
def file(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stick") / "damascus.html"
    path.write_bytes(offline_page(tables, View(on=DAY), LANGUAGES, END))
    return path


@pytest.fixture
def opened(chromium: Browser, watch: Watch) -> Callable[..., object]:
    """The function ``opened(file, query="", device=DESKTOP, script="")``: a page, and its map."""

    @contextmanager
    def open_file(
        file: Path, query: str = "", device: dict | None = None, script: str = ""
    ) -> Iterator[tuple[Page, Frame]]:
        context = chromium.new_context(**READER, **(device or DESKTOP), offline=True)
        context.set_default_timeout(TIMEOUT_MS)
        watch.attach(context)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("dialog", lambda dialog: watch.faults.append(f"dialog: {dialog.message}"))
        if script:
            page.add_init_script(f"({script})()")
        page.goto(f"{file.as_uri()}{query}")
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_function("() => window.damascusMap && window.damascusMap.state()")
        expect(page.get_by_role("table")).to_be_visible()
        yield page, frame
        context.close()
        assert {url.split("?")[0] for url in asked} == {file.as_uri()}
        assert not watch.outside
        assert not watch.faults, "\n".join(watch.faults)

    return open_file


def test_the_map_is_drawn_and_nothing_is_asked_for(opened, file: Path) -> None:
    with opened(file) as (page, frame):
        expect(frame.get_by_test_id("dm-district-qaboun")).to_be_visible()
        expect(frame.get_by_test_id("dm-legend")).to_contain_text("Opposition groups")
        expect(page.locator(".dm-head")).to_contain_text("Sunday 7 May 2017")
        expect(page.get_by_test_id("dm-panel")).to_contain_text("Mostly held by opposition groups")
        assert page.title() == "Damascus: who held which district, Sunday 7 May 2017"


@pytest.mark.parametrize(
    ("lang", "said", "truce"),
    [
        ("en", "s reported by 28 Feb 2017", "Dated February, June or July 2014 (truce)."),
        ("fr", "après les publications au 28 févr. 2017", "Daté de : février, juin ou juillet"),
    ],
)
def test_a_link_opens_the_map_as_reported_by_a_day(opened, file: Path, lang, said, truce) -> None:
    query = f"?date=2014-06-20&reported=2017-02-28&district=qaboun&lang={lang}"
    with opened(file, query) as (page, frame):
        panel = page.get_by_test_id("dm-panel")
        expect(page.locator(".dm-head")).to_contain_text(said)
        expect(frame.get_by_test_id("dm-reported-mark")).to_be_visible()
        expect(panel).to_contain_text(truce)
        # Syria Direct, which has July, had not been published a day earlier.
        frame.evaluate("() => damascusMap.show({ reported: '2017-01-31' })")
        expect(panel).not_to_contain_text(truce)


def test_the_page_may_not_connect_at_all(opened, file: Path, watch: Watch) -> None:
    with opened(file) as (page, frame):
        reached = """() => fetch("data:text/plain,x").then(() => true, () => false)"""
        assert page.evaluate(reached) is False
        assert frame.evaluate(reached) is False
        run = """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return window.ran === true;
        }"""
        assert page.evaluate(run) is False
        assert frame.evaluate(run) is False
        assert watch.faults
        assert all("Content Security Policy" in fault for fault in watch.faults)
        watch.faults.clear()


@pytest.mark.parametrize(
    ("lang", "before", "after", "held"),
    [
        ("en", "Sunday 7 May 2017", "Wednesday 7 June 2017", "Syrian government since 15 May 2017"),
        ("fr", "Dimanche 7 mai 2017", "Mercredi 7 juin 2017", "début\N{NO-BREAK SPACE}: 15 mai"),
        ("ar", "الأحد 7 أيار 2017", "الأربعاء 7 حزيران 2017", "منذ 15 أيار 2017"),
    ],
)
def test_a_key_and_a_drag_move_time_and_the_page_follows(
    opened, file: Path, lang: str, before: str, after: str, held: str
) -> None:
    with opened(file, f"?lang={lang}") as (page, frame):
        expect(page.locator(".dm-head")).to_contain_text(before)
        timeline = frame.get_by_test_id("dm-timeline")
        timeline.press("PageUp")
        expect(page.locator(".dm-head")).to_contain_text(after)
        expect(page.get_by_test_id("dm-panel")).to_contain_text(held)
        expect(page.get_by_test_id("dm-date-field")).to_have_value("2017-06-07")
        expect(page).to_have_url(re.compile(r"\?date=2017-06-07"))
        box = timeline.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.5, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.2, y, steps=5)
        page.mouse.up()
        expect(page).not_to_have_url(re.compile("2017-06-07"))
        dragged = frame.evaluate("() => window.damascusMap.state().date")
        assert dragged < "2016"
        expect(page.get_by_test_id("dm-date-field")).to_have_value(dragged)
        page.go_back()
        expect(page.locator(".dm-head")).to_contain_text(after)


def test_language_turns_the_whole_page(opened, file: Path) -> None:
    with opened(file, "?district=jobar") as (page, frame):
        expect(page.get_by_role("heading", name="How to read this map")).to_be_visible()
        page.get_by_role("radio", name="AR").check(force=True)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.get_by_role("heading", name="How to read this map")).to_be_hidden()
        expect(page.get_by_role("heading", name="كيف تُقرأ هذه الخريطة")).to_be_visible()
        expect(page.get_by_test_id("dm-panel")).to_contain_text("ما يستند إليه ذلك")
        expect(frame.get_by_test_id("dm-legend")).to_contain_text("فصائل المعارضة")
        page.get_by_role("radio", name="FR").check(force=True)
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        expect(page.get_by_role("columnheader", name="Événement", exact=True)).to_be_visible()
        assert page.title().startswith("Damas : qui tenait quel quartier")


def test_filters_leave_out_and_bring_back(opened, file: Path) -> None:
    with opened(file, "?window=30") as (page, frame):
        rows = page.get_by_role("table").locator("tbody tr")
        expect(rows).to_have_count(20)
        page.get_by_role("checkbox", name="Report").uncheck(force=True)
        kinds = rows.locator("td:nth-child(2)")
        expect(kinds.filter(has_text="Report")).to_have_count(0)
        expect(kinds.filter(has_text="Clash")).not_to_have_count(0)
        page.get_by_role("checkbox", name="Tadamon").uncheck(force=True)
        expect(page.get_by_test_id("dm-panel")).not_to_contain_text("Tadamon")
        page.get_by_role("radio", name="high only").check(force=True)
        expect(rows.filter(has_text="medium")).to_have_count(0)
        state = frame.evaluate("() => window.damascusMap.state()")
        assert "tadamon" not in state["districts"]
        assert "report" not in state["types"]
        assert state["confidence"] == "high"
        address = page.url
        page.get_by_role("button", name="Show everything").click()
        expect(page).to_have_url(re.compile(r"\.html$"))
        expect(page.get_by_role("checkbox", name="Report")).to_be_checked()
        page.goto(address)  # a link to the file keeps the filters
        expect(page.get_by_role("checkbox", name="Report")).not_to_be_checked()
        expect(page.get_by_role("radio", name="high only")).to_be_checked()


def test_every_claim_and_every_source_is_there(opened, file: Path, tables: Tables) -> None:
    dataset = dm.Dataset(tables)
    day = date(2016, 1, 1)
    with opened(file, f"?date={day}&district=jobar&window=90") as (page, _):
        claims = dataset.claims_on("jobar", day)
        assert len(claims) > 8  # more than the served page shows
        panel = page.get_by_test_id("dm-panel")
        for summary in claims["summary_en"]:
            expect(panel).to_contain_text(summary)
        sources = page.locator("section", has=page.get_by_role("heading", name="Sources"))
        expect(sources.locator("details li")).to_have_count(len(tables.sources))
        events = dataset.events_between(window_start(day, 90), day)
        every_claim = [dataset.claims_on(one, day) for one in tables.district_ids]
        wanted = set().union(*(one["source_id"] for one in every_claim), *events["source_ids"])
        assert len(wanted) > claims["source_id"].nunique()
        cited = page.locator('[data-dm-outlet="sources"] li cite')
        assert set(cited.all_inner_texts()) == set(tables.sources.loc[list(wanted), "title"])


@pytest.mark.parametrize("device", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overflows_and_the_map_comes_first(opened, file: Path, lang, device) -> None:
    with opened(file, f"?lang={lang}&district=jobar&window=90", device) as (page, _):
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        if device is not DESKTOP:
            map_box = page.locator("iframe").bounding_box()
            panel_box = page.get_by_test_id("dm-panel").bounding_box()
            assert map_box is not None
            assert panel_box is not None
            assert map_box["y"] + map_box["height"] <= panel_box["y"]
            assert map_box["y"] + map_box["height"] <= device["viewport"]["height"]
            expect(page.get_by_test_id("dm-date-field")).to_be_hidden()
            page.get_by_text(re.compile("Date and filters|Date et filtres|التاريخ وعوامل")).locator(
                "visible=true"
            ).click()
            expect(page.get_by_test_id("dm-date-field")).to_be_visible()
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_browser_that_keeps_addresses_as_they_are_shows_the_view(
    opened, tables: Tables, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    view = View(on=date(2013, 8, 21), window=30, districts=("jobar",), lang="fr")
    file.write_bytes(offline_page(tables, view, ["fr"], END))
    with opened(file, script=REFUSES_ADDRESSES) as (page, frame):
        expect(page.locator(".dm-head")).to_contain_text("Mercredi 21 août 2013")
        state = frame.evaluate("() => window.damascusMap.state()")
        assert (state["from"], state["districts"]) == ("2013-07-23", ["jobar"])
        frame.get_by_test_id("dm-timeline").press("PageUp")
        expect(page.locator(".dm-head")).to_contain_text("21 septembre 2013")
        assert page.url == file.as_uri()
    with opened(file) as (page, _):
        expect(page.locator(".dm-head")).to_contain_text("Mercredi 21 août 2013")
        assert page.url.endswith("?date=2013-08-21&districts=jobar&window=30&lang=fr")


def test_without_scripts_it_says_who_held_what(chromium: Browser, file: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    notice = page.locator("body > noscript > .dm-notice")
    expect(notice).to_be_visible()
    assert "who held which district on Sunday 7 May 2017" in str(notice.text_content())
    expect(page.locator("main")).to_contain_text("Mostly held by opposition groups")
    expect(page.locator(".dm-head")).to_contain_text("Sunday 7 May 2017")
    expect(page.locator("iframe")).to_be_hidden()
    context.close()


def test_hostile_text_is_text(opened, tables: Tables, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    made = replace(
        tables,
        package=replace(tables.package, title=dict.fromkeys(LANGUAGES, HOSTILE), version=HOSTILE),
        events=tables.events.assign(title_en=HOSTILE),
        sources=tables.sources.assign(publisher=HOSTILE, title=HOSTILE, url="javascript:alert(3)"),
        claims=tables.claims.assign(summary_en=HOSTILE, attributed_to=HOSTILE),
        districts=tables.districts.assign(name_en=HOSTILE),
        parties=tables.parties.assign(name_en=HOSTILE),
    )
    file.write_bytes(offline_page(made, View(on=DAY, window=None), ["en"], END))
    with opened(file, "?district=jobar") as (page, frame):
        for where in (page, frame):
            assert where.locator("img").count() == 0
            assert where.locator("a[href^='javascript']").count() == 0
        assert page.locator("iframe").count() == 1
        for place in (
            ".dm-head h1",
            ".dm-panel h2",
            ".dm-table td >> nth=2",
            ".dm-sources >> nth=0",
        ):
            expect(page.locator(place).first).to_contain_text(
                "<img src=x onerror=alert(1)></script>"
            )
