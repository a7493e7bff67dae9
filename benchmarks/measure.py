"""Figures of a benchmark: how long, how much, and beside what."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What was measured, and the figures.

    Parameters
    ----------
    name : str
        What was measured.
    unit : str
        ``ms`` or ``kB``.
    figures : tuple of float
        One for each time.
    target : float, optional
        The median that is aimed at, at most.
    floor : float, optional
        The median of the least that the same browser and server can do, in this very run.
    """

    name: str
    unit: str
    figures: tuple[float, ...]
    target: float | None = None
    floor: float | None = None

    @property
    def median(self) -> float:
        """The middle figure."""
        return statistics.median(self.figures)

    @property
    def ratio(self) -> float | None:
        """How many times the floor the median is."""
        return None if not self.floor else self.median / self.floor


def timed(name: str, ask: Callable[[], object], rounds: int = 20) -> Measure:
    """Time a call; the first one, which fills caches, is not counted."""
    ask()
    times_ms = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask()
        times_ms.append((time.perf_counter() - begin) * 1000)
    return Measure(name, "ms", tuple(times_ms))
