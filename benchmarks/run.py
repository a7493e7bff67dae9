"""One run: every question, on made datasets of each size, in one browser after the other."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Playwright

from benchmarks import imports, memory, moves, opening, pages, panel, pictures, scrub
from benchmarks.contenders import OURSELVES, Contender
from benchmarks.figures import Figure
from benchmarks.synthetic import write_dataset
from tools.live_page import launch_chromium

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
UNLIMITED: Final = ("--disable-frame-rate-limit", "--disable-gpu-vsync")


@dataclass(frozen=True)
class Rounds:
    """How often each thing is done.

    Parameters
    ----------
    moves, drags, clicks, openings, loadings, heap, sessions, pictures, imports : int
        Moves by key, steps of a drag, clicks on the timeline, openings of the page, loadings of a
        million events, moves between two weighings of the heap, further sessions, pictures, and
        imports of a million rows.
    """

    moves: int = 12
    drags: int = 300
    clicks: int = 20
    openings: int = 9
    loadings: int = 3
    heap: int = 1_000
    sessions: int = 15
    pictures: int = 15
    imports: int = 3


QUICK: Final = Rounds(4, 60, 5, 3, 1, 100, 4, 4, 1)

Say = Callable[[str], None]


class Run:
    """Measures one question after the other, and keeps the figures.

    Parameters
    ----------
    playwright : Playwright
        A started Playwright.
    folder : Path
        For the made datasets and the logs of the servers.
    rounds : Rounds
        How often each thing is done.
    say : callable
        Takes a line on what goes on.
    """

    def __init__(self, playwright: Playwright, folder: Path, rounds: Rounds, say: Say) -> None:
        self.figures: list[Figure] = []
        self.chromium = ""
        self._playwright = playwright
        self._folder = folder
        self._rounds = rounds
        self._say = say

    def compare(self, contenders: Sequence[Contender], sizes: Sequence[int]) -> None:
        """Measure the moves of every contender, and the drags of those that follow the hand."""
        for contender in contenders:
            reason = ""
            for size in sizes:
                reason = self._moves(contender, size, reason)
        for contender in (one for one in contenders if one.pixels):
            for size in sizes:
                self._ask(scrub.measure_scrubbing, size, self._rounds.drags, contender)

    def measure_targets(self, sizes: Sequence[int]) -> None:
        """Measure what only this project has a target for, at the sizes of the targets."""
        rounds = self._rounds
        if sizes_of_panels := [size for size in panel.SIZES if size in sizes]:
            self._say(f"{OURSELVES.name}: panels, in turns")
            datasets = {size: self._dataset(size) for size in sizes_of_panels}
            with self._browser() as browser:
                self.figures += panel.measure_panels(browser, datasets, rounds.clicks)
        for ask, size, count in (
            (opening.measure_opening, opening.MAP_SIZE, rounds.openings),
            (memory.measure_sessions, memory.SESSION_SIZE, rounds.sessions),
            (opening.measure_loading, opening.EVENTS_SIZE, rounds.loadings),
            (memory.measure_heap, memory.HEAP_SIZE, rounds.heap),
        ):
            if size in sizes:
                self._ask(ask, size, count)

    def measure_pictures(self) -> None:
        """Measure pictures as files, beside the way of folium."""
        many = self._dataset(pictures.MANY_EVENTS)
        self.figures += pictures.measure_pictures(
            self._playwright, many, self._folder, self._rounds.pictures, self._say
        )

    def measure_imports(self) -> None:
        """Measure the import of large tables, and the page on what comes of it."""
        times = self._rounds.imports
        self.figures += imports.measure_imports(self._folder, times, self._say)
        with self._browser() as browser:
            self.figures += imports.measure_result(browser, self._folder, times)
        self.figures += imports.measure_pieces(self._folder, self._say)

    def measure_pages(self) -> None:
        """Measure how long each page takes to open, beside the map."""
        self._say(f"{OURSELVES.name}: every page, in turns")
        with self._browser() as browser:
            self.figures += pages.measure_pages(browser, self._folder, self._rounds.openings)

    def _moves(self, contender: Contender, size: int, failed: str) -> str:
        """Measure a contender's moves; where a smaller size failed, only say so."""
        if failed:
            self.figures += moves.not_measured(contender, size, failed)
            return failed
        self._say(f"{contender.name}: moves, {size:,} events")
        with self._browser(*UNLIMITED) as browser:
            dataset = self._dataset(size)
            found = moves.measure_moves(browser, dataset, size, self._rounds.moves, contender)
        self.figures += found
        return found[0].reason and f"{found[0].reason} at {size:,} events"

    def _ask(
        self,
        measure: Callable[..., Figure | list[Figure]],
        size: int,
        count: int,
        contender: Contender = OURSELVES,
    ) -> None:
        self._say(f"{contender.name}: {measure.__name__.replace('_', ' ')}, {size:,} events")
        ask = partial(measure, contender=contender) if contender is not OURSELVES else measure
        with self._browser() as browser:
            found = ask(browser, self._dataset(size), size, count)
        self.figures += found if isinstance(found, list) else [found]

    @contextmanager
    def _browser(self, *arguments: str) -> Iterator[Browser]:
        """Start a browser of its own for each question, so that none inherits the last one's."""
        browser = launch_chromium(self._playwright, *arguments)
        self.chromium = browser.version
        try:
            yield browser
        finally:
            browser.close()

    def _dataset(self, size: int) -> Path:
        folder = self._folder / f"{size}"
        return folder if folder.exists() else write_dataset(folder, size)
