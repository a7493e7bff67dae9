"""Making the next while this one is at work: two steps of an import share the time."""

from __future__ import annotations

import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from damascus_map.errors import LostProcessError
from damascus_map.processes import started_pool

_MADE_APART: Final = 2
"""So many are made before they are asked for by a process, which should never wait."""

T = TypeVar("T")
P = ParamSpec("P")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator yields, in its order; the next one is made in a thread meanwhile.

    What it raises is raised here. Arrow works without Python's lock, so that time is won.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as worker:
        for made in _each(worker, partial(_next_of, items), 1):
            yield made[0]


def ahead_apart(make: Callable[P, Iterator[T]], *given: P.args, **named: P.kwargs) -> Iterator[T]:
    """Yield what `make` yields, as `ahead` does; it is called in a process of its own.

    What is yielded comes over in files: by a pipe it would come in thousands of small parts, and
    each of them would wait until this process has a moment for it.

    Parameters
    ----------
    make, given, named
        What gives the iterator, and its arguments; they and what it yields can be pickled.

    Raises
    ------
    LostProcessError
        If the process was ended from outside.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        started_pool(1, _begin, folder, make, given, named) as worker,
    ):
        try:
            for path in _each(worker, _next_here, _MADE_APART):
                with path.open("rb") as file:
                    made: T = pickle.load(file)  # noqa: S301 - our own process has written it
                path.unlink()
                yield made
        except BrokenProcessPool as error:
            raise LostProcessError(
                "A process that read was ended from outside, perhaps for want of memory. Close "
                "other programs, or import the files one by one."
            ) from error


def _each(worker: Executor, following: Callable[[], T | None], number: int) -> Iterator[T]:
    """Yield what is made, so many ahead, until there is None."""
    made = deque(worker.submit(following) for _ in range(number))
    while (one := made.popleft().result()) is not None:
        made.append(worker.submit(following))
        yield one


def _next_of(items: Iterator[T]) -> tuple[T] | None:
    for item in items:
        return (item,)
    return None


_begun: list[Iterator[Path]] = []
"""In a process of its own: what it goes through."""


def _begin(
    folder: str, make: Callable[..., Iterator[Any]], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    _begun.append(_written(Path(folder), make(*given, **named)))


def _written(folder: Path, items: Iterator[Any]) -> Iterator[Path]:
    for number, item in zip(count(), items, strict=False):
        path = folder / f"{number}.pickle"
        with path.open("wb") as file:
            pickle.dump(item, file, protocol=pickle.HIGHEST_PROTOCOL)
        yield path


def _next_here() -> Path | None:
    return next(_begun[0], None)
