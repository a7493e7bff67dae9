"""Pictures as files: how soon one is there, beside folium's way, many at once, and a time-lapse."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import folium
from js_lib_leaflet import __file__ as leaflet_package
from playwright.sync_api import Playwright, Route

import damascus_map as dm
from benchmarks.contenders import OURSELVES, served
from benchmarks.figures import Figure, ratio_in_turns, ratio_of
from damascus_map.data.load import default_path
from damascus_map.data.tables import Tables
from damascus_map.model.view import View
from damascus_map.render.static.writers import snapshot_bytes
from tools.live_page import launch_chromium

WARM: Final = "picture of 1600 by 900, the process being warm"
COLD: Final = "damascus-map snapshot, the whole process"
COLD_FLOOR: Final = "Python alone that imports geopandas and matplotlib, and ends"
COLD_SHARE: Final = "snapshot beside that"
FOLIUM: Final = "picture as folium makes it: a browser is started, and waits three seconds"
FOLIUM_UNWAITED: Final = "picture as folium makes it, waiting only until it is drawn"
SHARE_OF_FOLIUM: Final = "picture beside folium's"
AT_ONCE: Final = "20 requests at once for 5 pictures"
SERVER: Final = "memory of the server after them"
TIMELAPSE: Final = "time-lapse of 94 months, PNG series"
QUESTIONS: Final = (
    WARM,
    COLD,
    COLD_FLOOR,
    COLD_SHARE,
    FOLIUM,
    FOLIUM_UNWAITED,
    SHARE_OF_FOLIUM,
    AT_ONCE,
    SERVER,
    TIMELAPSE,
)
MANY_EVENTS: Final = 10_000

_DAY: Final = date(2017, 5, 7)
_LAST_DAY: Final = date(2025, 12, 31)
_MONTH: Final = timedelta(days=30)
_FOLIUM_WAITS_MS: Final = 3000  # the `delay` of folium's `Map._to_png`
_REQUESTS: Final = 20
_PICTURES: Final = 5
_WAIT_S: Final = 120
_LEAFLET: Final = Path(leaflet_package).parent


def measure_pictures(
    playwright: Playwright, many: Path, folder: Path, times: int, say: Callable[[str], None]
) -> list[Figure]:
    """Measure all that pictures have targets for.

    Parameters
    ----------
    playwright : Playwright
        A started Playwright.
    many : Path
        Folder of the dataset with `MANY_EVENTS` events.
    folder : Path
        For what is written.
    times : int
        How often each picture is made.
    say : callable
        Takes a line on what goes on.

    Returns
    -------
    list of Figure
        Seconds and megabytes.
    """
    say("pictures: warm")
    tables = dm.open_dataset().tables
    warm = _warm(tables, None, [View(_DAY - number * _MONTH) for number in range(times)], 0.4)
    views = [View(_LAST_DAY - timedelta(number), window=None) for number in range(times)]
    full = _warm(dm.open_dataset(many).tables, MANY_EVENTS, views, 0.6)
    say("pictures: cold")
    turns = [
        (_command(folder, "snapshot", "--date", "2017-05-07", "--out", f"{number}.png"), _floor())
        for number in range(max(5, times // 2))
    ]
    cold = Figure(COLD, "s", tuple(ours for ours, _ in turns), targets={"median": 3.0})
    floor = Figure(COLD_FLOOR, "s", tuple(floor for _, floor in turns))
    say("pictures: folium")
    theirs, unwaited = _folium(playwright, tables, max(3, times // 3))
    say("pictures: at once")
    at_once = _at_once(folder)
    say("pictures: time-lapse")
    return [
        warm,
        full,
        cold,
        floor,
        ratio_in_turns(COLD_SHARE, cold, floor, 3),
        theirs,
        unwaited,
        ratio_of(SHARE_OF_FOLIUM, warm, theirs, 1 / 8),
        *at_once,
        _timelapse(folder),
    ]


def _warm(tables: Tables, events: int | None, views: Iterable[View], most: float) -> Figure:
    """Draw a picture of each view; one before them fills caches."""
    values = []
    for view in [View(_DAY, window=None), *views]:
        begin = time.perf_counter()
        snapshot_bytes(tables, view, "png")
        values.append(time.perf_counter() - begin)
    return Figure(WARM, "s", tuple(values[1:]), events, targets={"median": most})


def _command(folder: Path, *arguments: str) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "damascus_map.cli", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - begin


def _floor() -> float:
    """Import what any picture of a map with these libraries needs, and end."""
    begin = time.perf_counter()
    imports = "import geopandas, matplotlib.figure"
    subprocess.run([sys.executable, "-c", imports], check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - begin


def _folium(playwright: Playwright, tables: Tables, times: int) -> tuple[Figure, Figure]:
    """Make folium's picture by the steps of its `Map._to_png`, without the network.

    The method needs selenium and a driver of the browser's own version; its steps are the same:
    the map is built and written as a page, a browser is started, opens it, waits, takes a
    photograph of the map, and ends.
    """
    waited, unwaited = [], []
    for wait_ms, values in ((_FOLIUM_WAITS_MS, waited), (0, unwaited)):
        for _ in range(times):
            begin = time.perf_counter()
            _photograph(playwright, tables, wait_ms)
            values.append(time.perf_counter() - begin)
    return Figure(FOLIUM, "s", tuple(waited)), Figure(FOLIUM_UNWAITED, "s", tuple(unwaited))


def _photograph(playwright: Playwright, tables: Tables, wait_ms: int) -> bytes:
    state = dm.Dataset(tables).control_on(_DAY)[["name", "status", "geometry"]]
    colours = tables.parties["colour"].to_dict()
    drawn = folium.Map(tiles=None, width=1600, height=900)
    look: Any = lambda one: {"fillColor": colours.get(one["properties"]["status"], "#999999")}  # noqa: E731
    folium.GeoJson(state.to_json(), style_function=look).add_to(drawn)
    west, south, east, north = state.total_bounds
    drawn.fit_bounds([(south, west), (north, east)])
    browser = launch_chromium(playwright)
    try:
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        page.route("**/*", _from_this_machine)
        page.set_content(drawn.get_root().render(), wait_until="domcontentloaded")
        page.wait_for_function(
            "many => document.querySelectorAll('path.leaflet-interactive').length >= many",
            arg=len(state),
        )
        page.wait_for_timeout(wait_ms)
        return page.locator(".folium-map").screenshot()
    finally:
        browser.close()


def _from_this_machine(route: Route) -> None:
    """Answer what folium would load from elsewhere: Leaflet; the rest is not needed here."""
    name = route.request.url.rsplit("/", 1)[-1]
    found = next(_LEAFLET.rglob(name), None) if name.startswith("leaflet.") else None
    if found:
        route.fulfill(path=found)
    else:
        route.abort()


def _at_once(folder: Path) -> list[Figure]:
    """Ask the server for a few pictures many times at once; each answer is waited for."""
    import psutil  # the tests read this module without it

    targets = {"p95": 4.0}
    with served(OURSELVES, default_path(), folder / "server.txt") as server:
        process = psutil.Process(server.process)
        days = [(_DAY - number * _MONTH).isoformat() for number in range(_PICTURES)]
        addresses = [f"{server.url}/snapshot.png?date={days[number % _PICTURES]}&lang=fr"
                     for number in range(_REQUESTS)]  # fmt: skip
        try:
            with ThreadPoolExecutor(_REQUESTS) as readers:
                values = tuple(readers.map(_answered, addresses))
        except OSError as error:
            return [Figure(AT_ONCE, "s", targets=targets, reason=f"the server says {error}")]
        memory = process.memory_info().rss / 1e6
    return [
        Figure(AT_ONCE, "s", values, targets=targets),
        Figure(SERVER, "MB", (memory,), targets={"median": 600}),
    ]


def _answered(address: str) -> float:
    """Return the seconds until a picture is there; who is told to come again does so."""
    begin = time.perf_counter()
    while True:
        try:
            with urllib.request.urlopen(address, timeout=_WAIT_S) as answer:  # noqa: S310
                if not answer.read().startswith(b"\x89PNG"):
                    raise OSError("something that is no picture")
            return time.perf_counter() - begin
        except urllib.error.HTTPError as error:
            if error.code != 429 or time.perf_counter() - begin > _WAIT_S:
                raise
            time.sleep(float(error.headers.get("Retry-After", 1)))


def _timelapse(folder: Path) -> Figure:
    span = ("--from", "2011-03-15", "--to", "2018-12-31", "--step", "month")
    targets = {"median": 40.0}
    try:
        values = (_command(folder, "timelapse", *span, "--out", "series"),)
    except subprocess.CalledProcessError as error:
        return Figure(TIMELAPSE, "s", targets=targets, reason=error.stderr.decode().strip()[-80:])
    return Figure(TIMELAPSE, "s", values, targets=targets)
