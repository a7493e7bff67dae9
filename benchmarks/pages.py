"""Opening every page of the dashboard by its address, beside opening the map."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks.figures import Figure, ratio_in_turns
from benchmarks.opening import DISTRICTS_DRAWN, opened_ms
from damascus_map.ui.site import CHARTS, COMPARE, DATA, LEDGER, MAP, PAGE_NAMES, SOURCES
from tools.live_page import MAP_FRAME, running_server

MOST_TIMES: Final = 1.5

_IN_FRAME: Final = f"document.querySelector('{MAP_FRAME}')?.contentWindow"
_MAP_DRAWN: Final = DISTRICTS_DRAWN.replace("window.", f"{_IN_FRAME}?.")
_IS_IDLE: Final = """document.querySelector("[data-test-script-state='notRunning']")"""
_CONTENT: Final[Mapping[str, str]] = {
    LEDGER: ".dm-intervals",
    COMPARE: "[data-testid='dm-sum-up']",
    CHARTS: "[data-testid='dm-chart-lags'] svg",
    SOURCES: "[data-testid='dm-sources-count']",
    DATA: "[data-testid='stFileUploader']",
}
"""What of a page is shown last; of one that is not named here its container, at rest."""


def _is_complete(page: str) -> str:
    """Give the script that says whether all of a page is there."""
    if page == MAP:
        return f"{_IS_IDLE} && {_MAP_DRAWN}"
    shown = f'document.querySelector("{_CONTENT.get(page, f".st-key-dm-{page}")}")'
    maps = f" && {_MAP_DRAWN.replace('.date', '.from')}" if page == COMPARE else ""
    return f"{_IS_IDLE} && {shown}{maps}"


def _question(page: str) -> str:
    return f"{PAGE_NAMES[page]} opened until it is complete"


def _share(page: str) -> str:
    return f"{_question(page)}, beside the map"


QUESTIONS: Final = tuple(ask(page) for page in PAGE_NAMES for ask in (_question, _share))


def measure_pages(browser: Browser, folder: Path, times: int) -> list[Figure]:
    """Open each page by its address, one after the other, with nothing kept in the browser.

    The server is warm: each page was opened once before. The dataset is the one that the program
    carries, since it has claims and sources.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    folder : Path
        For the log of the server.
    times : int
        How often each is opened.

    Returns
    -------
    list of Figure
        The time of each page, and its ratio to the map's in the same turn.
    """
    with running_server(folder / "server.txt") as server:
        addresses = {page: f"{server.url}/{'' if page == MAP else page}" for page in PAGE_NAMES}
        turns = [
            [
                opened_ms(browser, address, _is_complete(page), frame=None)
                for page, address in addresses.items()
            ]
            for _ in range(times + 1)
        ][1:]
    columns = zip(*turns, strict=True)
    found = {
        page: Figure(_question(page), "ms", values)
        for page, values in zip(PAGE_NAMES, columns, strict=True)
    }
    ratios = (
        ratio_in_turns(_share(page), one, found[MAP], MOST_TIMES)
        for page, one in found.items()
        if page != MAP
    )
    return [*found.values(), *ratios]
