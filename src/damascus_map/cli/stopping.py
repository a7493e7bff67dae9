"""A call that is stopped: by Ctrl-C, or by being told to end, it leaves the dataset as it was."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

import typer

from damascus_map.language import N_, language
from damascus_map.terminal import STOPPED

_UNTOUCHED: Final = N_("Stopped. The dataset is as it was.")
_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def untouched_if_stopped(lang: str) -> Iterator[None]:
    """Clear away what was begun when the call is stopped, and say that nothing was changed.

    Raises
    ------
    typer.Exit
        With the status of a program that was interrupted.
    """
    with _handled_by(_interrupt):
        try:
            yield
        except KeyboardInterrupt:
            typer.echo(language(lang).text(_UNTOUCHED), err=True)
            raise typer.Exit(STOPPED) from None


@contextmanager
def until_done() -> Iterator[None]:
    """Let who stops the call wait for nothing to come: what has begun here ends whole, soon."""
    with _handled_by(signal.SIG_IGN):
        yield


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    """Stop, once: programs that end others tell them twice, which would stop the clearing away."""
    for one in _STOPPING:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _handled_by(handler: signal._HANDLER) -> Iterator[None]:
    heard = [one for one in _STOPPING if signal.getsignal(one) != signal.SIG_IGN]  # not all may be
    before = {number: signal.signal(number, handler) for number in heard}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
