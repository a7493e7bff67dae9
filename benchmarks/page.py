"""The page in Chromium: opening it, moving in time on the map, and the panel that follows."""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.measure import Measure
from tools import live_page

DAY = "2017-05-07"
KEYS = 200
MOVES = 20
OPENINGS = 5
SETTLED_MS = 1500
FLOOR_APP = Path(__file__).parent / "floor_app.py"
LON, LAT, ZOOM = 36.33, 33.53, 13
ONE_PIXEL_DEGREES = 0.0002
VIEWPORT = {"width": 1440, "height": 900}


def measure_page() -> list[Measure]:
    """Measure everything in one run, the floors in the same browser as the page.

    Returns
    -------
    list of Measure
        The frame is never reloaded and zoom and place are kept, or this raises.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        live_page.running_server(Path(folder) / "page.txt") as server,
        live_page.running_server(Path(folder) / "floor.txt", app=FLOOR_APP) as floor_server,
        sync_playwright() as playwright,
        live_page.launch_chromium(playwright) as browser,
    ):
        key_floor = statistics.median(key_floor_ms(browser))
        trip_floor = statistics.median(round_trip_floor_ms(browser, floor_server))
        openings = opening_ms(browser, server)
        page = browser.new_page(viewport=VIEWPORT)
        sizes = SocketMeter(page)
        frame = live_page.open_map(page, server, f"date={DAY}&view={LON},{LAT},{ZOOM}")
        keys = key_to_drawn_ms(frame)
        moves_ms, moves_kb = release_to_panel(page, frame, sizes)
        check_kept(page, frame)
        return [
            Measure("page opened until the map shows a date", "ms", tuple(openings)),
            Measure("key on the timeline to map drawn", "ms", tuple(keys), 50, key_floor),
            Measure("release to panel", "ms", tuple(moves_ms), 600, trip_floor),
            Measure("over the socket for a move", "kB", tuple(moves_kb), 20),
        ]


class SocketMeter:
    """Counts the bytes of a page's WebSockets, both ways, before compression.

    Parameters
    ----------
    page : Page
        The page, not yet opened.
    """

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", self._watch)

    def _watch(self, socket) -> None:  # noqa: ANN001 - Playwright's own
        socket.on("framereceived", self._count)
        socket.on("framesent", self._count)

    def _count(self, payload: bytes | str) -> None:
        self.bytes += len(payload if isinstance(payload, bytes) else payload.encode())


def opening_ms(browser: Browser, server: live_page.Server) -> list[float]:
    """Open the page anew, each time without what the browser has kept."""
    times = []
    for _ in range(OPENINGS):
        page = browser.new_page(viewport=VIEWPORT)
        begin = time.perf_counter()
        live_page.open_map(page, server, f"date={DAY}")
        times.append((time.perf_counter() - begin) * 1000)
        page.close()
    return times


def key_to_drawn_ms(frame: Frame) -> list[float]:
    """Press the arrow keys on the timeline; give the map's own times from key to drawn."""
    frame.evaluate("() => { window.markOfTheBenchmark = 1; }")
    timeline = frame.get_by_test_id("dm-timeline")
    timeline.focus()
    for press in range(KEYS):
        timeline.press("ArrowLeft" if press % 2 else "ArrowRight")
    times: list[float] = frame.evaluate("() => window.damascusMap.timings()")
    return times[-KEYS:]


def release_to_panel(
    page: Page, frame: Frame, sizes: SocketMeter
) -> tuple[list[float], list[float]]:
    """Click on the timeline; time until the page's head names the new day, and count bytes."""
    page.wait_for_timeout(SETTLED_MS)
    box = frame.get_by_test_id("dm-timeline").bounding_box()
    head = page.locator(".dm-head strong")
    times_ms, kilobytes = [], []
    for move in range(MOVES):
        before, sizes.bytes = head.inner_text(), 0
        x = box["x"] + box["width"] * (0.15 + 0.3 * (move + 1) / MOVES)
        page.mouse.move(x, box["y"] + box["height"] / 2)
        page.mouse.down()
        begin = time.perf_counter()
        page.mouse.up()
        page.wait_for_function(
            "text => document.querySelector('.dm-head strong').innerText !== text", arg=before
        )
        times_ms.append((time.perf_counter() - begin) * 1000)
        page.wait_for_timeout(SETTLED_MS)  # the rest of the run is counted too
        kilobytes.append(sizes.bytes / 1000)
    return times_ms, kilobytes


def check_kept(page: Page, frame: Frame) -> None:
    """Raise where the frame was reloaded, or zoom and place were lost, in all these moves."""
    now = page.query_selector(live_page.MAP_FRAME).content_frame()
    if not now.evaluate("() => window.markOfTheBenchmark === 1"):
        raise AssertionError("the map's frame was reloaded")
    lon, lat, zoom = frame.evaluate("() => window.damascusMap.state().view")
    if max(abs(lon - LON), abs(lat - LAT)) > ONE_PIXEL_DEGREES or zoom != ZOOM:
        raise AssertionError(f"zoom and place were lost: {lon}, {lat}, {zoom}")


def key_floor_ms(browser: Browser) -> list[float]:
    """Time from a key to the next picture on an empty page."""
    page = browser.new_page(viewport=VIEWPORT)
    page.evaluate(
        """() => {
            window.times = [];
            addEventListener('keydown', event => requestAnimationFrame(
                () => window.times.push(performance.now() - event.timeStamp)));
        }"""
    )
    for _ in range(KEYS):
        page.keyboard.press("ArrowRight")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    times: list[float] = page.evaluate("() => window.times")
    page.close()
    return times


def round_trip_floor_ms(browser: Browser, server: live_page.Server) -> list[float]:
    """Time from a click to the new text on the smallest Streamlit page."""
    page = browser.new_page(viewport=VIEWPORT)
    page.goto(server.url)
    button = page.get_by_role("button", name="count")
    button.wait_for()
    times = []
    for count in range(1, MOVES + 1):
        page.wait_for_timeout(SETTLED_MS / 5)
        button.hover()
        page.mouse.down()
        begin = time.perf_counter()
        page.mouse.up()
        page.wait_for_function(
            "n => document.querySelector('#count').textContent === String(n)", arg=count
        )
        times.append((time.perf_counter() - begin) * 1000)
    page.close()
    return times
