"""The memory that the events take in the browser, and each session on the server."""

from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Final

import psutil
from playwright.sync_api import Browser, CDPSession

from benchmarks.contenders import OURSELVES, opened, rest, served
from benchmarks.figures import Figure
from benchmarks.scrub import dragged
from tools import live_page

HEAP: Final = "browser heap"
GROWTH: Final = "growth of the browser heap"
SESSION: Final = "server memory for each further session"
HEAP_SIZE: Final = 1_000_000
SESSION_SIZE: Final = 100_000
MOST_HEAP_MB: Final = 150
MOST_GROWTH_PERCENT: Final = 5
MOST_SESSION_MB: Final = 3

_MOVES_OF_A_DRAG: Final = 50


def measure_heap(browser: Browser, dataset: Path, events: int, times: int) -> list[Figure]:
    """Weigh the page's heap with all events in the window, before and after many moves.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How many moves the hand makes; it lets go after each fifty, and the page is told.

    Returns
    -------
    list of Figure
        Megabytes, and by how many per cent they grow.
    """
    with (
        served(OURSELVES, dataset, dataset.parent / "server.txt") as server,
        opened(browser, OURSELVES, server.url, "window=all&date=2025-12-31") as stand,
    ):
        inspector = stand.page.context.new_cdp_session(stand.page)
        dragged(stand, _MOVES_OF_A_DRAG)  # fills caches
        before = _heap_mb(inspector)
        for _ in range(times // _MOVES_OF_A_DRAG):
            dragged(stand, _MOVES_OF_A_DRAG)
        after = _heap_mb(inspector)
    grown = (after / before - 1) * 100
    return [
        Figure(HEAP, "MB", (before, after), events, targets={"median": MOST_HEAP_MB}),
        Figure(
            f"{GROWTH} over {times:,} moves",
            "%",
            (grown,),
            events,
            targets={"median": MOST_GROWTH_PERCENT},
        ),
    ]


def measure_sessions(browser: Browser, dataset: Path, events: int, times: int) -> Figure:
    """Open one session after the other, all of which stay, and weigh the server after each.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How many further sessions.

    Returns
    -------
    Figure
        By how many megabytes of its own the server has grown with each. What opening the data
        took is given back at times, so that one step can be below zero; the median is not moved.
    """
    weights = []
    with (
        served(OURSELVES, dataset, dataset.parent / "server.txt") as server,
        ExitStack() as sessions,
    ):
        process = psutil.Process(server.process)
        for _ in range(times + 1):
            context = sessions.enter_context(browser.new_context())
            page = context.new_page()
            live_page.open_map(page, server)
            rest(page)
            weights.append(process.memory_full_info().uss / 1e6)
    steps = tuple(after - before for before, after in pairwise(weights))
    return Figure(SESSION, "MB", steps, events, targets={"median": MOST_SESSION_MB})


def _heap_mb(inspector: CDPSession) -> float:
    """Weigh scripts' objects, the document's, and the arrays outside the heap proper."""
    for _ in range(2):
        inspector.send("HeapProfiler.collectGarbage")
    usage = inspector.send("Runtime.getHeapUsage")
    kinds = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
    return float(sum(usage.get(kind, 0) for kind in kinds)) / 1e6
