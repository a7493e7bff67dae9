"""Where a server's pictures are drawn: one at a time, each once for all who ask, kept for a while.

matplotlib's settings belong to the process, so a second thread would have to wait in any case.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from threading import Lock
from typing import Final

from damascus_map import __version__
from damascus_map.data.tables import Tables
from damascus_map.errors import BusyError, DrawingError
from damascus_map.render.comparison_order import ComparisonOrder, comparison_command
from damascus_map.render.picture_order import PictureOrder, address_of_order

_LOG: Final = logging.getLogger(__name__)
_MOST_WAITING: Final = 16
_MOST_BYTES: Final = 64 * 2**20


@dataclass(eq=False, slots=True)
class Job:
    """A picture that is wanted.

    Attributes
    ----------
    key
        What names its content.
    content
        Its bytes, now or later.
    readers
        How many wait for it.
    """

    key: str
    content: Future[bytes]
    readers: int = 0


class Studio:
    """A worker with a short queue and a shelf of finished pictures.

    Parameters
    ----------
    most_waiting
        Pictures that are drawn or wait to be, beyond which nobody else is let in.
    most_bytes
        Of the pictures that are kept; those not asked for the longest go first.
    """

    def __init__(self, most_waiting: int = _MOST_WAITING, most_bytes: int = _MOST_BYTES) -> None:
        self._most_waiting, self._most_bytes = most_waiting, most_bytes
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="studio")
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def ask(self, key: str, draw: Callable[[], bytes], *, patient: bool = False) -> Job:
        """Ask for a picture; who asks for one that is drawn already waits for the same.

        Parameters
        ----------
        key
            What names its content.
        draw
            Draws it, in the worker.
        patient
            Wait however long the queue is.

        Raises
        ------
        BusyError
            If as many wait as may.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                job = Job(key, Future())
                job.content.set_result(self._kept[key])
                return job
            job = self._jobs.get(key) or self._begun(key, draw, patient=patient)
            job.readers += 1
            return job

    def leave(self, job: Job) -> None:
        """Wait no longer; what nobody waits for is not drawn, unless it is being drawn already."""
        with self._lock:
            job.readers -= 1
            if job.readers <= 0 and self._jobs.get(job.key) is job and job.content.cancel():
                del self._jobs[job.key]

    def _begun(self, key: str, draw: Callable[[], bytes], *, patient: bool) -> Job:
        if len(self._jobs) >= self._most_waiting and not patient:
            raise BusyError(f"{len(self._jobs)} pictures wait to be drawn: ask again in a moment.")
        job = self._jobs[key] = Job(key, self._worker.submit(self._drawn, key, draw))
        return job

    def _drawn(self, key: str, draw: Callable[[], bytes]) -> bytes:
        try:
            content = draw()
            self._keep(key, content)
        except Exception as error:
            _LOG.exception("A picture could not be drawn")
            text = "The picture could not be drawn: the log of the server says why."
            raise DrawingError(text) from error
        finally:
            with self._lock:
                del self._jobs[key]
        return content

    def _keep(self, key: str, content: bytes) -> None:
        with self._lock:
            self._kept[key] = content
            while sum(map(len, self._kept.values())) > self._most_bytes:
                self._kept.popitem(last=False)


_STUDIO: Final = Studio()


def picture_key(tables: Tables, order: PictureOrder) -> str:
    """Return what names the content of a picture: the same key, the same bytes."""
    return _key(tables, address_of_order(order, tables))


def _key(tables: Tables, asked: str) -> str:
    made_of = (tables.package.content_hash, __version__, _matplotlib_version(), asked)
    return sha256("\n".join(made_of).encode()).hexdigest()[:32]


@cache
def _matplotlib_version() -> str:
    """Return it without the library itself, which the first picture imports."""
    return version("matplotlib")


def ask_for_picture(tables: Tables, order: PictureOrder, *, patient: bool = False) -> Job:
    """Ask the server's studio for a picture of a view.

    Parameters
    ----------
    tables, order
        The dataset, and the picture.
    patient
        Wait however long the queue is.

    Raises
    ------
    BusyError
        If as many wait as may.
    """

    def draw() -> bytes:
        from damascus_map.render.static.writers import snapshot_bytes

        content, _ = snapshot_bytes(
            tables, order.view, order.form, layout=order.layout, scale=order.scale
        )
        return content

    return _STUDIO.ask(picture_key(tables, order), draw, patient=patient)


def leave_picture(job: Job) -> None:
    """Wait no longer for a picture."""
    _STUDIO.leave(job)


def drawn_picture(tables: Tables, order: PictureOrder) -> bytes:
    """Return a picture of a view when it is drawn, however many wait.

    Raises
    ------
    DrawingError
        If it cannot be drawn.
    """
    return ask_for_picture(tables, order, patient=True).content.result()


def drawn_comparison(tables: Tables, order: ComparisonOrder) -> bytes:
    """Return a comparison of two days when it is drawn, however many wait.

    Raises
    ------
    DrawingError
        If it cannot be drawn.
    """

    def draw() -> bytes:
        from damascus_map.render.static.comparison_sheet import comparison_bytes

        return comparison_bytes(tables, order)

    key = _key(tables, comparison_command(order))
    return _STUDIO.ask(key, draw, patient=True).content.result()
