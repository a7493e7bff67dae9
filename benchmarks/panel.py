"""From the release of the hand to the panel, with few events and with many."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks.contenders import OURSELVES, Stand, box_of, opened, rest, served
from benchmarks.figures import Figure, ratio_in_turns

TO_PANEL: Final = "release to panel updated"
SIZES: Final = (1_000, 100_000)
MOST_MS: Final = 350
MOST_TIMES: Final = 1.15

_HEAD: Final = ".dm-head strong"


def measure_panels(browser: Browser, datasets: Mapping[int, Path], times: int) -> list[Figure]:
    """Click on the timeline of each page in turn, until the page's head names the new day.

    Parameters
    ----------
    browser : Browser
        As readers have it.
    datasets : mapping of int to Path
        Folders of the datasets, by the number of their events.
    times : int
        How many clicks.

    Returns
    -------
    list of Figure
        The milliseconds of each click, with a window of seven days; for two datasets the larger
        one's beside the smaller one's, turn by turn.
    """
    with ExitStack() as pages:
        stands = [pages.enter_context(_page(browser, dataset)) for dataset in datasets.values()]
        rows = [
            # The first fills caches.
            [_moved_ms(stand, 0.1 + 0.3 * move / times) for stand in stands]
            for move in range(times + 1)
        ][1:]
    figures = [
        Figure(TO_PANEL, "ms", values, events, targets={"median": MOST_MS})
        for events, values in zip(datasets, zip(*rows, strict=True), strict=True)
    ]
    if len(figures) == len(SIZES):
        below, above = figures
        question = f"{TO_PANEL}, beside {SIZES[0]:,} events"
        figures.append(ratio_in_turns(question, above, below, MOST_TIMES))
    return figures


@contextmanager
def _page(browser: Browser, dataset: Path) -> Iterator[Stand]:
    with (
        served(OURSELVES, dataset, dataset.parent / f"server-{dataset.name}.txt") as server,
        opened(browser, OURSELVES, server.url) as stand,
    ):
        yield stand


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
