"""A real drag along the timeline: from the hand to the drawing, and from picture to picture.

The window is all events up to the day, and the hand moves to and fro over the last tenth of the
control by the shortest steps that change the day, so that nine of ten events or more are in the
window all the time.
"""

from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Error

from benchmarks.contenders import OURSELVES, Contender, Stand, box_of, opened, rest, served
from benchmarks.figures import OURS, Figure

TO_DRAWN: Final = "scrubbing: from the hand to drawn"
TO_SCRIPT: Final = "scrubbing: from the hand to the map's script"
FRAMES: Final = "scrubbing: from frame to frame"
PICTURES: Final = "scrubbing: from picture to picture"
TARGETS: Final = {
    10_000: {"p95": 16.7},
    100_000: {"median": 16.7, "p95": 33.0},
    1_000_000: {"median": 33.0},
}

_STRETCH: Final = 0.1
_FEWEST_PICTURES: Final = 3
_RECORD: Final = """() => {
    window.top.benchmark.pictures.length = 0;
    window.benchmarkFrames = [];
    window.benchmarkWaits = [];
    window.benchmarkNoteWait = event =>
        window.benchmarkWaits.push(performance.now() - event.timeStamp);
    window.addEventListener("pointermove", window.benchmarkNoteWait, true);
    const note = time => {
        window.benchmarkFrames.push(time);
        window.benchmarkRequest = requestAnimationFrame(note);
    };
    window.benchmarkRequest = requestAnimationFrame(note);
}"""
_RECORDED: Final = """() => {
    cancelAnimationFrame(window.benchmarkRequest);
    window.removeEventListener("pointermove", window.benchmarkNoteWait, true);
    const steps = times => times.slice(1).map((time, i) => Math.round(10 * (time - times[i])) / 10);
    const pictures = window.top.benchmark.pictures;
    return [steps(window.benchmarkFrames), steps(pictures), window.benchmarkWaits];
}"""


def measure_scrubbing(
    browser: Browser, dataset: Path, events: int, times: int, contender: Contender = OURSELVES
) -> list[Figure]:
    """Drag for so many moves, on a map that follows the hand.

    Parameters
    ----------
    browser : Browser
        As readers have it: its frames follow a screen of 60 Hz.
    dataset : Path
        Folder of the dataset.
    events : int
        The number of its events.
    times : int
        How many moves the hand makes.
    contender : Contender
        Whose map.

    Returns
    -------
    list of Figure
        The time between pictures, and for this project the map's own times and the frames too.
    """
    name = contender.name
    try:
        with (
            served(contender, dataset, dataset.parent / "server.txt") as server,
            opened(browser, contender, server.url, "window=all&date=2025-12-31") as stand,
        ):
            frames, pictures, waits = dragged(stand, times, contender.pixels)
            drawn = stand.frame.evaluate("() => window.damascusMap?.timings() ?? []")[-times:]
    except Error as error:
        return [Figure(PICTURES, "ms", (), events, name, reason=str(error).splitlines()[0])]
    between = Figure(PICTURES, "ms", tuple(pictures), events, name)
    if name != OURS:
        return [between]
    targets = TARGETS.get(events, {})
    return [
        Figure(TO_DRAWN, "ms", tuple(drawn), events, targets=targets),
        Figure(TO_SCRIPT, "ms", tuple(waits), events),
        Figure(FRAMES, "ms", tuple(frames), events, targets=targets),
        between,
    ]


def dragged(
    stand: Stand, moves: int, pixels: int = 1
) -> tuple[list[float], list[float], list[float]]:
    """Drag to and fro and let go.

    Parameters
    ----------
    stand : Stand
        The open page.
    moves : int
        How many moves the hand makes.
    pixels : int
        The length of each.

    Returns
    -------
    frames, pictures, waits : list of float
        Milliseconds from each frame of the browser to the next, from each new picture of the map
        to the next, and from each move of the pointer until the browser hands it to the script.
    """
    mouse = stand.page.mouse
    box = box_of(stand.control)
    right, y = box["x"] + box["width"] - 1, box["y"] + box["height"] / 2
    mouse.move(right, y)
    mouse.down()
    stand.frame.evaluate(_RECORD)
    for leg, steps in enumerate(_legs(moves, round(box["width"] * _STRETCH / pixels))):
        turn = right - steps * pixels
        mouse.move(right if leg % 2 else turn, y, steps=steps)
    frames, pictures, waits = stand.frame.evaluate(_RECORDED)
    mouse.up()
    if len(pictures) < _FEWEST_PICTURES:
        raise Error("the map did not follow the hand")
    rest(stand.page)
    return frames, pictures, waits


def _legs(moves: int, stretch: int) -> list[int]:
    """Divide the moves into ways to and fro."""
    whole, left_over = divmod(moves, stretch)
    return [stretch] * whole + ([left_over] if left_over else [])
