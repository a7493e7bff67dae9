"""From the move to the picture, and the bytes of a move: the same measure for every contender.

Each move goes back by one month from the last day, by key, on a window of all events up to the
day. The picture stands when the map shows the new day or number, its frame is rendered, and WebGL
has drawn.
"""

import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Error

from benchmarks.contenders import (
    OURSELVES,
    Contender,
    Stand,
    opened,
    rest,
    served,
    wait_for_picture,
)
from benchmarks.figures import Figure
from benchmarks.wire import Relay, counted

TO_PICTURE: Final = "move to picture"
SENT: Final = "over the socket for a move"
ON_THE_WIRE: Final = "on the wire for a move"
TO_OPEN: Final = "on the wire to open the page"
MOST_KB: Final = 6

_MOVE_DEADLINE_S: Final = 30
_SERIES_S: Final = 40
_FEWEST: Final = 3


def measure_moves(
    browser: Browser, dataset: Path, events: int, times: int, contender: Contender = OURSELVES
) -> list[Figure]:
    """Move month by month; give times and bytes, or the reason why there are none.

    Parameters
    ----------
    browser : Browser
        With no limit to its frames, so that no picture waits for a screen.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How many moves, at most.
    contender : Contender
        Whose map.

    Returns
    -------
    list of Figure
        Time to the picture, bytes of the messages, bytes on the wire, and those of opening.
    """
    try:
        with (
            served(contender, dataset, dataset.parent / "server.txt") as server,
            counted(server.url) as relay,
            opened(browser, contender, relay.url, "window=all&date=2025-12-31") as stand,
        ):
            opened_mb = relay.bytes / 1e6
            rows = _moved(stand, contender, relay, times)
    except Error as error:
        return not_measured(contender, events, str(error).splitlines()[0])
    return [
        *_figures(contender, events, rows, ""),
        Figure(TO_OPEN, "MB", (opened_mb,), events, contender.name),
    ]


def not_measured(contender: Contender, events: int, reason: str) -> list[Figure]:
    """Give the figures of a contender without values, with the reason."""
    return _figures(contender, events, [], reason)


def _moved(
    stand: Stand, contender: Contender, relay: Relay, times: int
) -> list[tuple[float, float, float]]:
    """Give milliseconds, kilobytes of messages and kilobytes on the wire of each move."""
    stand.control.focus()
    stand.control.press(contender.month_back)  # fills caches; a slider may begin beside its steps
    rows: list[tuple[float, float, float]] = []
    begin = time.monotonic()
    while len(rows) < times:
        rows.append(_move(stand, contender.month_back, relay))
        if time.monotonic() - begin > _SERIES_S and len(rows) >= _FEWEST:
            break
    return rows


def _move(stand: Stand, key: str, relay: Relay) -> tuple[float, float, float]:
    page = stand.page
    rest(page)
    page.evaluate("() => { benchmark.picture = benchmark.bytes = 0; }")
    relay.bytes = 0
    stand.control.press(key)
    wait_for_picture(page, _MOVE_DEADLINE_S, "a move had no picture")
    rest(page)
    taken_ms, sent = page.evaluate("() => [benchmark.picture - benchmark.input, benchmark.bytes]")
    return taken_ms, sent / 1000, relay.bytes / 1000


def _figures(
    contender: Contender, events: int, rows: list[tuple[float, float, float]], reason: str
) -> list[Figure]:
    taken, sent, wired = zip(*rows, strict=True) if rows else ((), (), ())
    most = {"median": MOST_KB} if contender.page is None else {}
    name = contender.name
    return [
        Figure(TO_PICTURE, "ms", taken, events, name, reason=reason),
        Figure(SENT, "kB", sent, events, name, most, reason),
        Figure(ON_THE_WIRE, "kB", wired, events, name, reason=reason),
    ]
