"""Data that is broken, or that looks like a program: the page says so, or shows it as text."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, TIMEOUT_MS, Watch, guarded_page
from tools.live_page import MAP_FRAME, Server, open_map, running_server

HOSTILE = "<img src=x onerror=alert(1)></script>${alert(2)}`x` \u202eabc :red[no]"
SCRIPTED = "() => document.querySelectorAll('img[src=x], [onerror]').length"


@contextmanager
def page_of(
    folder: Path, chromium: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Page, Server]]:
    """Serve another dataset; the variable reaches the server as it does from the command line."""
    monkeypatch.setenv("DAMASCUS_MAP_DATASET", str(folder))
    with (
        running_server(folder.parent / "server.txt") as server,
        guarded_page(chromium, server, watch, DESKTOP) as page,
    ):
        yield page, server


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_hostile_text_is_shown_as_text_everywhere(
    copy_of_dataset: Path, chromium: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_json = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    replace_in(copy_of_dataset / "data/parties.csv", "opposition groups", HOSTILE)
    replace_in(copy_of_dataset / "data/sources.csv", ",AFP,", f",{HOSTILE},")
    replace_in(copy_of_dataset / "data/events.csv", "Ceasefire until midnight", HOSTILE)
    replace_in(
        copy_of_dataset / "geo/districts.geojson", '"name_en":"Jobar"', f'"name_en":"{in_json}"'
    )
    replace_in(copy_of_dataset / "datapackage.json", "Damascus: who held which district", in_json)
    with page_of(copy_of_dataset, chromium, watch, monkeypatch) as (page, server):
        page.on("dialog", lambda dialog: watch.faults.append(f"dialog: {dialog.message}"))
        frame = open_map(page, server, "district=jobar")
        panel = page.get_by_test_id("dm-panel")
        expect(panel.get_by_role("heading", level=2)).to_contain_text(
            "<img src=x onerror=alert(1)>"
        )
        expect(panel).to_contain_text("Shared by Syrian government and <img src=x")
        expect(page.get_by_test_id("dm-events")).to_contain_text("</script>${alert(2)}`x`")
        expect(page.locator(".dm-head")).to_contain_text(":red[no]")
        expect(frame.get_by_test_id("dm-legend")).to_contain_text("<img src=x onerror=alert(1)>")
        frame.get_by_test_id("dm-district-jobar").hover(force=True)
        frame.evaluate("() => document.querySelectorAll('.dm-stack').forEach(one => one.click())")
        assert page.evaluate(SCRIPTED) == 0
        assert frame.evaluate(SCRIPTED) == 0


def test_broken_dataset_is_reported_and_the_page_comes_back_once_it_is_mended(
    copy_of_dataset: Path, chromium: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = copy_of_dataset / "data" / "control.csv"
    good = control.read_text(encoding="utf-8")
    replace_in(control, "qaboun,2017-05-07,", "qaboun,2017-05-70,")
    with page_of(copy_of_dataset, chromium, watch, monkeypatch) as (page, server):
        page.goto(f"{server.url}/?lang=fr")
        problem = page.get_by_test_id("dm-problem")
        expect(problem).to_contain_text("data/control.csv, ligne", timeout=TIMEOUT_MS)
        expect(problem).to_contain_text("2017-05-70")
        expect(page.locator("iframe")).to_have_count(0)
        control.write_text(good, encoding="utf-8")
        frame = open_map(page, server)
        assert frame.evaluate("() => window.damascusMap.state().date") == "2017-05-07"


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"no"), (200, b"<html>a page of somebody else's"), (200, b"DMEV\x04\x00\x00\x00{}  ")],
    ids=["an error", "another file", "half a file"],
)
def test_events_that_do_not_load_are_named_and_can_be_asked_for_again(
    page: Page, server: Server, watch: Watch, status: int, body: bytes
) -> None:
    page.route("**/assets/events-*.bin", lambda route: route.fulfill(status=status, body=body))
    page.goto(server.url)
    frame = page.wait_for_selector(MAP_FRAME).content_frame()
    notice = frame.get_by_role("status").filter(has_text="The events could not be loaded")
    expect(notice).to_be_visible()
    expect(frame.get_by_test_id("dm-district-jobar")).to_be_visible()
    page.unroute("**/assets/events-*.bin")
    frame.get_by_role("button", name="Try again").click()
    frame.wait_for_function("() => window.damascusMap.state().eventsInWindow > 0")
    assert len(watch.faults) == (1 if status == HTTPStatus.INTERNAL_SERVER_ERROR else 0)
    watch.faults.clear()


def test_the_page_goes_on_without_a_map_that_does_not_come(
    page: Page, server: Server, watch: Watch
) -> None:
    page.route("**/assets/plugin-*.js", lambda route: route.abort())
    page.goto(server.url)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The map could not be loaded", timeout=TIMEOUT_MS)
    expect(page.get_by_role("button", name="Show everything")).to_be_visible()
    page.get_by_text("Tables and downloads").click()
    expect(page.get_by_role("radio", name="Events (17)")).to_be_visible()
    assert watch.faults
    watch.faults.clear()
