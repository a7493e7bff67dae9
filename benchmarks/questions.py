"""The questions that the page and the library put to the default dataset."""

import time
from collections.abc import Callable
from typing import Final

import damascus_map as dm
from benchmarks.figures import Figure

_DAY: Final = "2017-05-07"


def measure_questions() -> list[Figure]:
    """Time each question; the first answer, which fills caches, is not counted."""
    dataset = dm.open_dataset()
    return [
        _timed("open the dataset", dm.open_dataset, rounds=5),
        _timed("control on a day", lambda: dataset.control_on(_DAY)),
        _timed("claims on a day", lambda: dataset.claims_on("qaboun", _DAY)),
        _timed("all events", lambda: dataset.events_between(None, _DAY)),
        _timed("changes of six years", lambda: dataset.changes_between("2012-01-01", _DAY)),
        _timed("disagreements", dataset.disagreements),
    ]


def _timed(question: str, ask: Callable[[], object], rounds: int = 20) -> Figure:
    ask()
    values = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask()
        values.append((time.perf_counter() - begin) * 1000)
    return Figure(question, "ms", tuple(values))
