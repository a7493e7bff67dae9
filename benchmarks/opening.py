"""Opening the page: until the map is drawn, and until a million events are."""

import http.client
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize

from benchmarks.contenders import EMPTY_MAP, OURSELVES, served
from benchmarks.figures import Figure, ratio_in_turns
from tools.live_page import MAP_FRAME

TO_MAP: Final = "page opened until the map is drawn"
TO_EVENTS: Final = "page opened until the events are drawn"
TRANSFER: Final = "events, compressed"
MAP_SIZE: Final = 100_000
EVENTS_SIZE: Final = 1_000_000
MOST_TIMES: Final = 1.15
MOST_MS: Final = 6_000
MOST_MB: Final = 12

_DEADLINE_MS: Final = 60_000
_VIEWPORT: Final[ViewportSize] = {"width": 1440, "height": 900}
# Looks at each frame of the screen, in the page itself: no answer to this program is waited for.
_WATCH: Final = """([frame, isDrawn]) => new Promise(resolve => {
    const drawn = new Function("window", "return " + isDrawn);
    const look = () => {
        const shown = frame ? document.querySelector(frame)?.contentWindow : window;
        if (shown && drawn(shown)) resolve(performance.now());
        else requestAnimationFrame(look);
    };
    look();
})"""
DISTRICTS_DRAWN: Final = "window.damascusMap?.state()?.date"
_LEAFLET_READY: Final = "window.document.querySelector('.leaflet-map-pane')"
EVENTS_DRAWN: Final = "window.damascusMap?.state()?.eventsDrawn > {share}"


def measure_opening(browser: Browser, dataset: Path, events: int, times: int) -> list[Figure]:
    """Open the page and an empty folium map in turn, each time with nothing kept before.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How often each is opened.

    Returns
    -------
    list of Figure
        Both times, and their ratio in each turn.
    """
    log = dataset.parent
    with (
        served(OURSELVES, dataset, log / "server.txt") as server,
        served(EMPTY_MAP, dataset, log / "floor.txt") as floor,
    ):
        ways = ((server.url, DISTRICTS_DRAWN), (floor.url, _LEAFLET_READY))
        rows = [[opened_ms(browser, *way) for way in ways] for _ in range(times + 1)][1:]
    own, empty = zip(*rows, strict=True)
    ours = Figure(TO_MAP, "ms", own, events)
    theirs = Figure(TO_MAP, "ms", empty, events, EMPTY_MAP.name)
    ratio = ratio_in_turns(f"{TO_MAP}, beside an empty map", ours, theirs, MOST_TIMES)
    return [ours, theirs, ratio]


def measure_loading(browser: Browser, dataset: Path, events: int, times: int) -> list[Figure]:
    """Open the page with all events in the window, until they are drawn, and weigh them.

    Parameters
    ----------
    browser, dataset, events, times
        As `measure_opening`.

    Returns
    -------
    list of Figure
        The time, and the megabytes that the events have on their way.
    """
    drawn = EVENTS_DRAWN.format(share=events * 0.9)
    with served(OURSELVES, dataset, dataset.parent / "server.txt") as server:
        url = f"{server.url}/?window=all&date=2025-12-31"
        values = [opened_ms(browser, url, drawn) for _ in range(times + 1)][1:]
        weight = _events_mb(browser, server.url)
    return [
        Figure(TO_EVENTS, "ms", tuple(values), events, targets={"median": MOST_MS}),
        Figure(TRANSFER, "MB", (weight,), events, targets={"median": MOST_MB}),
    ]


def opened_ms(browser: Browser, url: str, is_drawn: str, *, frame: str | None = MAP_FRAME) -> float:
    """Open a page with nothing kept before; give the time until a script says that it is drawn.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    url : str
        The page.
    is_drawn : str
        A condition in the window of the frame.
    frame : str or None
        The frame; None for the page's own window.

    Returns
    -------
    float
        Milliseconds.
    """
    context = browser.new_context(viewport=_VIEWPORT)
    try:
        page = context.new_page()
        page.set_default_timeout(_DEADLINE_MS)
        page.goto(url, wait_until="commit")
        taken: float = page.evaluate(_WATCH, [frame, is_drawn])
    finally:
        context.close()
    return taken


def _events_mb(browser: Browser, url: str) -> float:
    """Weigh the events as they are sent to a browser that takes gzip."""
    page = browser.new_page()
    with page.expect_request(re.compile(r"/assets/events-[^/]+$")) as asked:
        page.goto(url)
    address = urlsplit(asked.value.url)
    page.close()
    connection = http.client.HTTPConnection(address.netloc)
    connection.request("GET", address.path, headers={"Accept-Encoding": "gzip"})
    return len(connection.getresponse().read()) / 1e6
