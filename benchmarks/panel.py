"""From the release of the hand to the panel, with few events and with many."""

import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks.contenders import OURSELVES, Stand, box_of, opened, rest, served
from benchmarks.figures import Figure, ratio_of

TO_PANEL: Final = "release to panel updated"
SIZES: Final = (1_000, 100_000)
MOST_MS: Final = 350
MOST_TIMES: Final = 1.15

_HEAD: Final = ".dm-head strong"


def measure_panel(browser: Browser, dataset: Path, events: int, times: int) -> Figure:
    """Click on the timeline and wait until the page's head names the new day.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How many clicks.

    Returns
    -------
    Figure
        The milliseconds of each, with a window of seven days.
    """
    with (
        served(OURSELVES, dataset, dataset.parent / "server.txt") as server,
        opened(browser, OURSELVES, server.url) as stand,
    ):
        _moved_ms(stand, 0.1)  # fills caches
        values = [_moved_ms(stand, 0.15 + 0.3 * move / times) for move in range(times)]
    return Figure(TO_PANEL, "ms", tuple(values), events, targets={"median": MOST_MS})


def panel_ratio(figures: list[Figure]) -> Figure:
    """Set the larger dataset's time beside the smaller one's."""
    below, above = (next(one for one in figures if one.events == size) for size in SIZES)
    return ratio_of(f"{TO_PANEL}, beside {SIZES[0]:,} events", above, below, MOST_TIMES)


def _moved_ms(stand: Stand, share: float) -> float:
    """Click at a share of the timeline's width."""
    page, head = stand.page, stand.page.locator(_HEAD)
    rest(page)
    before = head.inner_text()
    box = box_of(stand.control)
    page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    page.mouse.down()
    begin = time.perf_counter()
    page.mouse.up()
    page.wait_for_function(
        "([head, text]) => document.querySelector(head).innerText !== text", arg=[_HEAD, before]
    )
    return (time.perf_counter() - begin) * 1000
