"""Who is compared: the app of each, how it is opened, and what takes a move of one month."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, FloatRect, Frame, Locator, Page
from playwright.sync_api import TimeoutError as TooLateError

from benchmarks.figures import OURS
from tools import live_page

PICTURE_WIDTH: Final = 1280
PICTURE_HEIGHT: Final = 720

_PEERS: Final = Path(__file__).parent / "peers"
_MARKS: Final = Path(__file__).with_name("marks.js")
_SERVED_AS_OURS: Final = (
    "--server.address=127.0.0.1",
    "--server.headless=true",
    "--server.enableWebsocketCompression=true",
    "--server.maxMessageSize=1000",
    "--browser.gatherUsageStats=false",
    "--browser.serverAddress=localhost",
)
_OPENING_DEADLINE_S: Final = 60
_REST_MS: Final = 500
_POLLING_MS: Final = 50
_FIRST_VIEWPORT: Final = (PICTURE_WIDTH + 160, 1000)  # a page of Streamlit has margins
_FITTINGS: Final = 4
_COLUMNS: Final = 1.4  # the map shares a wider page with a panel
_IDLE: Final = "[data-testid='stApp'][data-test-script-state='notRunning']"


@dataclass(frozen=True)
class Contender:
    """A map with a control of time, in a page of Streamlit.

    Parameters
    ----------
    name : str
        As in the table.
    way : str
        How a move reaches the map, in a few words.
    page : Path or None
        The peer's page; None for this project.
    frame : str or None
        The frame that holds the control; None where it lies in the page itself.
    control : str
        What takes the keys.
    month_back : str
        The key that goes back by a month.
    pixels : int
        The shortest way of the hand that changes the map while it drags; 0 if the map does not
        follow.
    """

    name: str
    way: str
    page: Path | None = None
    frame: str | None = None
    control: str = "[data-testid='stSlider'] input"
    month_back: str = "ArrowLeft"
    pixels: int = 0


OURSELVES: Final = Contender(
    OURS,
    "in the map's frame",
    frame=live_page.MAP_FRAME,
    control="[data-testid='dm-timeline']",
    month_back="PageDown",
    pixels=1,
)
CONTENDERS: Final = (
    OURSELVES,
    Contender("folium, rebuilt", "the map is built anew", _PEERS / "folium_rebuilt.py"),
    Contender("folium, feature group", "the group is sent anew", _PEERS / "folium_group.py"),
    Contender(
        "swiftmap",
        "WebGL in the map's frame",
        _PEERS / "swiftmap_layer.py",
        frame="iframe[title^='swiftmap']",
        control=".swiftmap-time-slider",
        pixels=2,
    ),
    Contender("pydeck", "WebGL, the points are sent anew", _PEERS / "pydeck_layer.py"),
)
EMPTY_MAP: Final = Contender("empty folium map", "", _PEERS / "empty_map.py")


@contextmanager
def served(contender: Contender, dataset: Path, log: Path) -> Iterator[live_page.Server]:
    """Serve a contender's page on a dataset for as long as the context lasts.

    Parameters
    ----------
    contender : Contender
        Whose page.
    dataset : Path
        Folder of the dataset.
    log : Path
        Where the server's output goes.

    Yields
    ------
    Server
        The server, which answers.
    """
    environment = {"DAMASCUS_MAP_DATASET": str(dataset)}
    if contender.page is None:
        with live_page.running_server(log, environment=environment) as server:
            yield server
        return
    environment |= {
        "BENCHMARK_PAGE": str(contender.page),
        "PYTHONPATH": str(live_page.REPOSITORY),
    }
    with live_page.running_server(
        log, app=_PEERS / "app.py", options=_SERVED_AS_OURS, environment=environment
    ) as server:
        yield server


@dataclass(frozen=True)
class Stand:
    """An open page, and where its control is.

    Parameters
    ----------
    page : Page
        The page in the browser.
    frame : Frame
        The frame that holds the control.
    control : Locator
        What takes the keys and the pointer.
    """

    page: Page
    frame: Frame
    control: Locator


@contextmanager
def opened(browser: Browser, contender: Contender, url: str, query: str = "") -> Iterator[Stand]:
    """Open a page so that its map is 1280 by 720 pixels, and wait until it stands.

    Parameters
    ----------
    browser : Browser
        The browser; the page has a context of its own, without what was kept before.
    contender : Contender
        Whose page.
    url : str
        Its address.
    query : str
        What follows the question mark.

    Yields
    ------
    Stand
        The open page.
    """
    width, height = _FIRST_VIEWPORT
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(path=_MARKS)
    page = context.new_page()
    page.goto(f"{url}/?{query}")
    wait_for_picture(page, _OPENING_DEADLINE_S, "the page was not open")
    frame = page.main_frame
    if contender.frame is not None:
        frame = _frame_of(page, contender.frame)
        _fit(page, contender.frame)
    if contender.page is None:
        frame.evaluate("() => window.damascusMap.ready.then(() => true)")
    rest(page)
    try:
        yield Stand(page, frame, frame.locator(contender.control).first)
    finally:
        context.close()


def rest(page: Page) -> None:
    """Wait until the server's answer to the last move has been taken in."""
    page.wait_for_timeout(_REST_MS)
    page.wait_for_selector(_IDLE, state="attached", timeout=_OPENING_DEADLINE_S * 1000)


def wait_for_picture(page: Page, deadline_s: float, otherwise: str) -> None:
    """Wait until a picture stands that is newer than the last one that was asked about.

    Raises
    ------
    TooLateError
        If it takes too long; the message says what was waited for.
    """
    try:
        page.wait_for_function(
            "() => benchmark.picture > 0", timeout=deadline_s * 1000, polling=_POLLING_MS
        )
    except TooLateError as error:
        raise TooLateError(f"{otherwise} within {deadline_s} s") from error


def box_of(control: Locator) -> FloatRect:
    """Give where an element is on the page, in pixels."""
    box = control.bounding_box()
    if box is None:
        raise LookupError(f"{control} is not to be seen")
    return box


def _frame_of(page: Page, selector: str) -> Frame:
    element = page.wait_for_selector(selector)
    frame = element.content_frame() if element else None
    if frame is None:
        raise LookupError(f"the element {selector} at {page.url} holds no frame")
    return frame


def _fit(page: Page, frame: str) -> None:
    """Change the size of the page until its map's frame has the size that is measured at."""
    width, height = _FIRST_VIEWPORT
    for _ in range(_FITTINGS):
        box = box_of(page.locator(frame))
        width += round((PICTURE_WIDTH - box["width"]) * _COLUMNS)
        height += round(PICTURE_HEIGHT - box["height"])
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(_REST_MS / 2)
