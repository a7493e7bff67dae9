"""Making the next while this one is at work: two steps of an import share the time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

_END: Final = object()

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator yields, in its order; the next one is made in a thread meanwhile.

    What it raises is raised here. Arrow works without Python's lock, so that time is won.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as worker:
        following = worker.submit(next, items, _END)
        while (item := following.result()) is not _END:
            following = worker.submit(next, items, _END)
            yield item  # type: ignore[misc]  # it is not the end
