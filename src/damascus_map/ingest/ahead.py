"""Making the next while this one is at work: two steps of an import share the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, ParamSpec, TypeVar

from damascus_map.errors import LostProcessError
from damascus_map.processes import started_pool

T = TypeVar("T")
P = ParamSpec("P")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator yields, in its order; the next one is made in a thread meanwhile.

    What it raises is raised here. Arrow works without Python's lock, so that time is won.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as worker:
        yield from _each(worker, partial(_next_of, items))


def ahead_apart(make: Callable[P, Iterator[T]], *given: P.args, **named: P.kwargs) -> Iterator[T]:
    """Yield what `make` yields, as `ahead` does; it is called in a process of its own.

    Parameters
    ----------
    make, given, named
        What gives the iterator, and its arguments; they and what it yields can be pickled.

    Raises
    ------
    LostProcessError
        If the process was ended from outside.
    """
    with started_pool(1, _begin, make, given, named) as worker:
        try:
            yield from _each(worker, _next_here)
        except BrokenProcessPool as error:
            raise LostProcessError(
                "A process that read was ended from outside, perhaps for want of memory. Close "
                "other programs, or import the files one by one."
            ) from error


def _each(worker: Executor, following: Callable[[], list[T]]) -> Iterator[T]:
    """Yield the one member of each list that is made ahead, until one is empty."""
    made = worker.submit(following)
    while one := made.result():
        made = worker.submit(following)
        yield one[0]


def _next_of(items: Iterator[T]) -> list[T]:
    for item in items:
        return [item]
    return []


_begun: list[Iterator[Any]] = []
"""In a process of its own: what it goes through."""


def _begin(
    make: Callable[..., Iterator[Any]], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    _begun.append(make(*given, **named))


def _next_here() -> list[Any]:
    return _next_of(_begun[0])
