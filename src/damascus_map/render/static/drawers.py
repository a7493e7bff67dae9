"""Drawing many pictures at once, in processes of their own: the drawing library takes one each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.errors import OutputError
from damascus_map.model.view import View
from damascus_map.processes import started_pool
from damascus_map.render.frame import Frame, frame_of
from damascus_map.render.output import write_whole
from damascus_map.render.static.picture import draw_picture, drawing_settings
from damascus_map.render.static.series import with_recipe
from damascus_map.render.static.writers import WRITERS

_MOST_PROCESSES: Final = 4
_FEW: Final = 4
"""So many pictures are drawn sooner than another process has started."""


@dataclass(frozen=True, slots=True)
class SeriesLook:
    """How each picture of a series is drawn.

    Attributes
    ----------
    fullest
        What all pictures show together.
    layout, scale
        As for a picture by itself.
    recipe
        What every picture says of the series it belongs to.
    """

    fullest: Frame
    layout: str
    scale: float
    recipe: str


class Drawers:
    """Processes that draw pictures; they start at once, and end with this one.

    Parameters
    ----------
    tables
        The dataset, sent to each.
    number
        Pictures to draw; a few are drawn in this process.
    """

    def __init__(self, tables: Tables, number: int) -> None:
        self._tables = tables
        processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
        self._pool = None
        if processes > 1 and number > _FEW:
            self._pool = started_pool(processes, _receive, tables)

    def draw(self, views: Mapping[Path, View], look: SeriesLook) -> Iterator[Path]:
        """Draw views, each into its file; yield each path when its picture is there.

        Raises
        ------
        OutputPathError
            If one cannot be written.
        OutputError
            If a process was ended from outside.
        """
        if self._pool is None:
            for path, view in views.items():
                yield _drawn(self._tables, view, path, look)
            return
        try:
            jobs = [self._pool.submit(_draw, view, path, look) for path, view in views.items()]
            for job in as_completed(jobs):
                yield job.result()
        except BrokenProcessPool as error:
            raise OutputError(
                "A process that drew was ended from outside, perhaps for want of memory: the "
                "pictures made so far are kept, and the same call goes on from them."
            ) from error

    def close(self) -> None:
        """Let the pictures under way be finished, and none begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


_sent: list[Tables] = []
"""In a process that draws: the dataset, sent once."""


def _receive(tables: Tables) -> None:
    _sent.append(tables)


def _draw(view: View, path: Path, look: SeriesLook) -> Path:
    return _drawn(_sent[0], view, path, look)


def _drawn(tables: Tables, view: View, path: Path, look: SeriesLook) -> Path:
    with drawing_settings():
        picture = draw_picture(tables, frame_of(tables, view), look.layout, look.fullest)
        content = WRITERS["png"](picture.sheet, look.scale)
    write_whole(path, with_recipe(content, look.recipe))
    return path
