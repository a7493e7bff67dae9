"""Links to events, search, the tour, the map in a frame of another site; in two languages."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from damascus_map.server.shown import EMBEDDING_VARIABLE
from tests.browser.conftest import Watch, guarded_page
from tests.browser.opened_page import state_of
from tools.live_page import MAP_FRAME, Server, running_server

EVENT = "2017-05-08-barze-evacuation"
STEPS = 5


def field(page: Page):
    return page.get_by_test_id("dm-search")


def card(page: Page):
    return page.get_by_test_id("dm-event")


def watched(page: Page) -> list[str]:
    """Return the list that what passes between page and server is written to."""
    passed: list[str] = []

    def see(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: passed.append("socket"))

    page.on("websocket", see)
    page.on("request", lambda it: "favicon" in it.url or passed.append(it.url))
    return passed


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("Monday 8 May 2017", "First batch leaves Barzé", "The link is copied.")),
        ("fr", ("lundi 8 mai 2017", "Premier départ de Barzé", "Le lien est copié.")),
    ],
)
def test_a_link_to_an_event_opens_its_day_and_its_details(
    page: Page, server: Server, open_map, lang: str, said: tuple[str, str, str]
) -> None:
    day, title, copied = said
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = open_map(page, server, f"event={EVENT}&lang={lang}")
    expect(frame.get_by_test_id("dm-date")).to_have_text(day)
    expect(card(page)).to_contain_text(title)
    card(page).get_by_test_id("dm-link-event").click()
    expect(card(page).get_by_role("status")).to_have_text(copied)
    address = page.evaluate("() => navigator.clipboard.readText()")
    assert f"date=2017-05-08&event={EVENT}" in address
    assert ("lang=fr" in address) == (lang == "fr")
    frame.get_by_test_id("dm-timeline").press("ArrowRight")  # an event's details belong to its day
    expect(card(page)).to_be_hidden()
    page.wait_for_url(lambda url: "event=" not in url)
    page.goto(address)
    expect(card(page)).to_contain_text(title)


def test_the_link_to_a_view_names_its_day_and_can_be_taken_by_hand(
    page: Page, server: Server, open_map
) -> None:
    open_map(page, server, "district=jobar")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_test_id("dm-link-view").click()
    taken = page.get_by_role("textbox", name="Address of this view")
    expect(taken).to_have_value(f"{server.url}/?date=2017-05-07&district=jobar")
    expect(taken).to_be_focused()
    length = len(taken.input_value())
    assert taken.evaluate("it => it.selectionEnd - it.selectionStart") == length
    taken.press("Escape")
    expect(taken).to_be_hidden()


def test_an_event_of_a_list_opens_and_gives_the_focus_back(
    page: Page, server: Server, open_map
) -> None:
    open_map(page, server)
    page.get_by_role("button", name="Military source: departures from Barzé").click()
    expect(card(page)).to_be_focused()
    expect(card(page)).to_contain_text("AFP")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()


def test_an_event_is_read_while_time_stands(page: Page, server: Server, open_map) -> None:
    frame = open_map(page, server)
    event = page.get_by_role("button", name="Military source: departures from Barzé")
    expect(event).to_be_visible()
    frame.evaluate("() => damascusMap.play({ daysPerSecond: 1 })")
    event.click()
    expect(card(page)).to_be_visible()
    day = state_of(frame)["date"]
    page.wait_for_timeout(2_500)  # two days and a half, if it played on
    assert state_of(frame)["date"] == day
    expect(card(page)).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "asked", "title"),
    [
        ("en", "evacuaton qaboun 14 may 2017", "Rebels and families leave"),
        ("fr", "إجلاء القابون أيار 2017", "Rebelles et familles quittent"),
    ],
)
def test_an_event_is_found_by_keys_alone(
    page: Page, server: Server, open_map, lang: str, asked: str, title: str
) -> None:
    passed = watched(page)
    frame = open_map(page, server, f"lang={lang}")
    expect(field(page)).to_be_visible()
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    passed.clear()
    page.locator(".dm-head h1").click()
    page.keyboard.press("/")
    page.keyboard.type(asked)
    result = page.get_by_role("option", name=title)
    expect(result).to_contain_text("vacuation")
    while result.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text(title)
    assert frame.evaluate("() => window.damascusMap.state().date") == "2017-05-14"
    assert {one for one in passed if not one.endswith("/assets/search.json")} == set()


def test_results_lead_to_a_day_a_district_a_statement_a_place_and_a_source(
    page: Page, server: Server, open_map
) -> None:
    frame = open_map(page, server, "lang=fr")

    def find(text: str, name: str) -> None:
        field(page).fill(text)
        page.get_by_role("option", name=name).first.click()

    find("mai 2018", "Mai 2018")
    page.wait_for_url(re.compile("date=2018-05-31&window=31"))
    find("kaboun", "Qaboun Quartier")
    page.wait_for_url(re.compile("date=2018-05-31&district=qaboun"))
    find("sept mois de combats", "Une trêve a débuté à Qaboun")
    page.wait_for_url(re.compile("date=2014-02-01&district=qaboun"))
    expect(page.get_by_test_id("dm-panel")).to_contain_text("Une trêve a débuté à Qaboun")
    find("yarmuk", "Yarmouk Lieu")
    page.wait_for_url(re.compile(r"view=36\.\d+,33\.\d+,14"))
    assert frame.evaluate("() => window.damascusMap.state().view[2]") == 14
    field(page).fill("zaman al wasl")
    source = page.get_by_role("option").filter(has_text="Zaman al-Wasl").last
    expect(source).to_have_attribute(
        "href", re.compile(r"^sources\?source=zaman-al-wasl-2016-02-27&lang=fr")
    )
    field(page).fill("kaboun xyzzy")
    expect(page.locator("#dm-results")).to_contain_text("Sans résultat : xyzzy")
    field(page).fill("xyzzy")
    expect(page.locator("#dm-results")).to_contain_text("Rien trouvé pour « xyzzy ».")
    page.keyboard.press("Escape")
    expect(page.locator("#dm-results")).to_be_hidden()


def test_a_search_that_fails_says_so(page: Page, server: Server, watch, open_map) -> None:
    open_map(page, server)
    page.context.route("**/assets/search.json", lambda route: route.abort())
    field(page).fill("Qaboun")
    expect(
        page.get_by_role("alert").filter(has_text="The search could not be asked.")
    ).to_be_visible()
    watch.faults.clear()


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "2014: truces", "Step 2 of 5Spring 2017: the offensive"),
        ("fr", "2014 : des trêves", "Étape 2 sur 5Printemps 2017"),
    ],
)
def test_the_tour_goes_by_keys_and_asks_nothing(
    page: Page, server: Server, open_map, lang: str, first: str, second: str
) -> None:
    passed = watched(page)
    frame = open_map(page, server, f"lang={lang}")
    start = page.get_by_test_id("dm-tour-start")
    start.wait_for()
    expect(page.get_by_test_id("dm-panel")).to_contain_text("Qaboun")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    passed.clear()
    start.press("Enter")
    tour = page.get_by_test_id("dm-tour")
    expect(tour.get_by_role("heading")).to_contain_text(first)
    expect(tour.get_by_role("heading")).to_be_focused()
    expect(page.get_by_test_id("dm-tour-back")).to_be_disabled()
    page.get_by_test_id("dm-tour-next").press("Enter")
    expect(tour).to_contain_text(second)
    page.wait_for_url(re.compile("date=2017-03-19&district=qaboun&tour=2&window=30"))
    assert frame.evaluate("() => window.damascusMap.state().district") == "qaboun"
    for _ in range(STEPS - 2):
        page.get_by_test_id("dm-tour-next").press("Enter")
    page.wait_for_url(re.compile("date=2018-05-21&tour=5"))
    page.get_by_test_id("dm-tour-next").press("Enter")
    expect(tour).to_be_hidden()
    expect(start).to_be_focused()
    page.wait_for_url(lambda url: "date=2018-05-21" in url and "tour" not in url)
    assert passed == []
    page.go_back()
    expect(tour).to_be_visible()


def lower_edge(one: Locator) -> float:
    box = one.bounding_box()
    return 0 if box is None else box["y"] + box["height"]


def test_a_step_opens_by_its_address_on_a_phone(phone: Page, server: Server, open_map) -> None:
    frame = open_map(phone, server, "tour=2&lang=fr")
    tour = frame.get_by_test_id("dm-tour")  # in the map's frame, since the panel lies below it
    expect(tour).to_be_in_viewport()
    expect(tour.get_by_role("heading")).to_contain_text("Printemps 2017")
    day = phone.get_by_text("Dimanche 19 mars 2017")
    expect(day).to_be_visible()
    # It takes the timeline's place, so that it covers neither districts nor attribution.
    timeline = frame.get_by_test_id("dm-timeline")
    expect(timeline).to_be_hidden()
    lowest = max(lower_edge(one) for one in frame.locator(".dm-name, .leaflet-control").all())
    assert lowest <= tour.bounding_box()["y"]
    tour.get_by_test_id("dm-tour-next").tap()
    expect(phone.get_by_text("Dimanche 7 mai 2017")).to_be_visible()
    tour.get_by_role("button", name="Quitter la visite").tap()
    expect(timeline).to_be_visible()
    expect(frame.get_by_test_id("dm-date")).to_have_text("dimanche 7 mai 2017")
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_step_is_told_from_all_that_is_known(
    page: Page, server: Server, open_map, lang: str
) -> None:
    frame = open_map(page, server, f"tour=4&reported=2017-05-08&confidence=high&lang={lang}")
    assert (state_of(frame)["reported"], state_of(frame)["confidence"]) == (None, "low")
    frame.evaluate("() => damascusMap.show({ reported: '2017-05-08', confidence: 'high' })")
    page.get_by_test_id("dm-tour-next").click()
    page.wait_for_url(re.compile("tour=5"))
    assert (state_of(frame)["reported"], state_of(frame)["confidence"]) == (None, "low")
    assert "reported" not in page.url


def test_a_phone_finds_in_the_sidebar_which_then_closes(
    phone: Page, server: Server, open_map
) -> None:
    frame = open_map(phone, server)
    phone.get_by_test_id("stExpandSidebarButton").tap()
    field(phone).fill("First batch leaves Barzé")
    phone.get_by_role("option", name="First batch leaves").tap()
    expect(phone.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    expect(frame.get_by_test_id("dm-event")).to_contain_text("First batch leaves Barzé")


@contextmanager
def site(folder: Path, content: str) -> Iterator[str]:
    """Give the address of another site, under another name of this machine."""
    (folder / "index.html").write_text(content, encoding="utf-8")
    (folder / "favicon.ico").touch()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://localhost:{serving.server_port}"
        serving.shutdown()


def test_a_named_site_may_embed_the_map_and_another_may_not(
    chromium: Browser, watch, tmp_path: Path
) -> None:
    for name in ("allowed", "other"):
        (tmp_path / name).mkdir()
    with site(tmp_path / "allowed", "") as allowed, site(tmp_path / "other", "") as other:
        environment = {EMBEDDING_VARIABLE: f"https://example.org {allowed}"}
        with running_server(tmp_path / "log.txt", environment=environment) as server:
            query = "embed=true&date=2017-05-14&lang=fr"
            frame = f'<iframe src="{server.url}/?{query}" width="800" height="600"></iframe>'
            for name in ("allowed", "other"):
                (tmp_path / name / "index.html").write_text(f"<!doctype html>{frame}")
            context = chromium.new_context()
            watch.attach(context)
            page = context.new_page()
            page.goto(allowed)
            embedded = page.frame_locator("iframe")
            shown = embedded.frame_locator(MAP_FRAME)
            expect(shown.get_by_test_id("dm-date")).to_have_text(
                "dimanche 14 mai 2017", timeout=60_000
            )
            expect(embedded.get_by_role("heading", level=1)).to_contain_text("Damas")
            expect(embedded.get_by_test_id("dm-full")).to_have_attribute(
                "href", f"{server.url}/?date=2017-05-14&lang=fr"
            )
            expect(embedded.get_by_test_id("stSidebar")).to_have_count(0)
            expect(embedded.get_by_test_id("dm-snapshot")).to_have_count(0)
            assert watch.faults == []
            page.goto(other)
            page.wait_for_function("() => true")
            expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_count(0)
            refusal = [one for one in watch.faults if "frame-ancestors" in one]
            assert len(refusal) == 1
            context.close()
    assert "Traceback" not in (tmp_path / "log.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(480, 400), (600, 450), (800, 450)], ids=str)
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_small_frame_shows_every_district(
    chromium: Browser, server: Server, watch: Watch, open_map, size: tuple[int, int], lang: str
) -> None:
    device = {"viewport": {"width": size[0], "height": size[1]}}
    with guarded_page(chromium, server, watch, device) as page:
        frame = open_map(page, server, f"embed=true&date=2017-05-07&lang={lang}")
        place = frame.locator(".leaflet-container").bounding_box()
        for district in state_of(frame)["band"]:
            box = frame.get_by_test_id(f"dm-district-{district}").bounding_box()
            assert box["x"] >= place["x"]
            assert box["x"] + box["width"] <= place["x"] + place["width"]
            assert box["y"] >= place["y"]
            assert box["y"] + box["height"] <= place["y"] + place["height"]
