"""Processes of the program's own: they hear of Ctrl-C through it alone, and end when it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any


def started_pool(
    processes: int, prepare: Callable[..., object], *given: object
) -> ProcessPoolExecutor:
    """Return a pool of processes that are starting already.

    Parameters
    ----------
    processes
        How many.
    prepare, given
        What each process calls before its work, with which arguments; all can be pickled.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        processes, context, initializer=_prepare, initargs=(gc.get_threshold(), prepare, given)
    )
    with _interrupts_later():
        for _ in range(processes):  # each makes one of them start
            pool.submit(os.getpid)
    return pool


def _prepare(
    garbage: tuple[int, int, int], prepare: Callable[..., object], given: tuple[Any, ...]
) -> None:
    gc.set_threshold(*garbage)  # it looks for garbage as seldom as the program itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back, also from what is started meanwhile; then it is heard here alone."""
    if not hasattr(signal, "pthread_sigmask"):  # there is none on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
