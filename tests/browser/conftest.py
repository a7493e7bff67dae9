"""A real Chromium, the running page, and guards that end a test in which either misbehaves.

While a test has a page, every request to another machine is refused and recorded; so is every
error of the browser's console and of the server. Whatever was recorded fails the test at its end.
A test that provokes an error on purpose empties the list in `watch` after it has looked at it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    Page,
    Route,
    expect,
    sync_playwright,
)

from tools import live_page
from tools.offline_streamlit import REFUSED_MARK

THIS_MACHINE = ("127.0.0.1", "localhost")
OUTSIDE = re.compile(r"^https?://(?!(127\.0\.0\.1|localhost)(:\d+)?(/|$))")
# Streamlit looks for its own address below that of a page first, where it is not.
FIRST_TRY = re.compile(r"^https?://[^/]+/[a-z]+/_stcore/(health|host-config)$")
# Streamlit closes a socket once more whose reader has just left; nobody misses anything.
LEFT = re.compile(
    r"Exception in ASGI application\nTraceback(?:(?!Exception in ASGI application).)*?"
    r'WebSocketDisconnected: Cannot call "send" once a close message has been sent\.\n',
    re.DOTALL,
)
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)
# West of Damascus and of Greenwich: a date that takes the reader's time zone shows the day before.
READER = {"locale": "en-GB", "timezone_id": "America/Los_Angeles"}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


@dataclass
class Watch:
    """What went wrong while a page was open.

    Parameters
    ----------
    outside : list of str
        The addresses on other machines that were asked for, all refused.
    faults : list of str
        Errors of the console, of scripts and of the server.
    """

    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Refuse and record requests to other machines, and record errors, in a context."""
        context.route(OUTSIDE, self._refuse)
        context.on("page", lambda page: page.on("websocket", self._see_websocket))
        context.on("console", self._see_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _refuse(self, route: Route) -> None:
        self.outside.append(route.request.url)
        route.abort("blockedbyclient")

    def _see_websocket(self, websocket: Any) -> None:
        if urlsplit(websocket.url).hostname not in THIS_MACHINE:
            self.outside.append(websocket.url)

    def _see_console(self, message: Any) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not FIRST_TRY.match(address):
            self.faults.append(f"console: {message.text} at {address}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session; that there is none is a failure."""
    with sync_playwright() as playwright:
        browser = live_page.launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live_page.Server]:
    """The page, served from the repository as `make run` does."""
    log = tmp_path_factory.mktemp("server") / "output.txt"
    with live_page.running_server(log) as running:
        yield running


@pytest.fixture
def watch() -> Watch:
    """The list of what went wrong in this test's page."""
    return Watch()


@pytest.fixture
def page(chromium: Browser, server: live_page.Server, watch: Watch) -> Iterator[Page]:
    """A page of a desktop, guarded."""
    with guarded_page(chromium, server, watch, DESKTOP) as opened:
        yield opened


@pytest.fixture
def phone(chromium: Browser, server: live_page.Server, watch: Watch) -> Iterator[Page]:
    """A page of a phone with a touch screen, guarded."""
    with guarded_page(chromium, server, watch, PHONE) as opened:
        yield opened


@pytest.fixture
def open_map() -> Callable[..., Frame]:
    """The function ``open_map(page, server, query="")``: the map's frame once it shows a date."""
    return live_page.open_map


@contextmanager
def guarded_page(
    browser: Browser, server: live_page.Server, watch: Watch, device: dict[str, Any]
) -> Iterator[Page]:
    """Give a page of its own context, and fail at the end for whatever `watch` has seen."""
    seen = server.log.stat().st_size
    context = browser.new_context(**READER, **device)
    context.set_default_timeout(TIMEOUT_MS)
    watch.attach(context)
    try:
        yield context.new_page()
    finally:
        context.close()
    output = LEFT.sub("", server.log.read_bytes()[seen:].decode(errors="replace"))
    if "Traceback" in output or REFUSED_MARK in output:
        watch.faults.append(f"server:\n{output}")
    assert not watch.outside, "asked for on other machines: " + ", ".join(watch.outside)
    assert not watch.faults, "\n".join(watch.faults)
