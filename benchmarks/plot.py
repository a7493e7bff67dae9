"""A picture of the comparison: the time of a move by the number of events, for each contender."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from benchmarks.figures import OURS, Figure
from benchmarks.moves import TO_PICTURE

_INK: Final = "#211D18"
_QUIET: Final = "#6F675B"
_LINE: Final = "#D8D1C4"
_OURS: Final = "#B0413E"
_PEERS: Final = ("#3F6EBC", "#53AA75", "#8A6D3B", "#7A5C99")
_SECOND_MS: Final = 1000


def draw(figures: Iterable[Figure], path: Path) -> None:
    """Draw the medians on two logarithmic scales, each line with its name at its end.

    Parameters
    ----------
    figures : iterable of Figure
        All of a run.
    path : Path
        The SVG to write; the same figures give the same file.
    """
    mpl.rcParams["svg.hashsalt"] = "damascus-map"
    mpl.rcParams["svg.fonttype"] = "none"
    picture = Picture(figsize=(8, 4.8), layout="constrained")
    axes = picture.subplots()
    lines = _lines(figures)
    colours = iter(_PEERS)
    for name, points in lines.items():
        colour = _OURS if name == OURS else next(colours)
        axes.plot(*zip(*points, strict=True), color=colour, marker="o", lw=1.8, ms=4)
        axes.annotate(
            name, points[-1], (7, 0), textcoords="offset points", color=colour, va="center"
        )
    _dress(axes)
    written = StringIO()
    picture.savefig(written, format="svg", metadata={"Date": None})
    lines = (line.rstrip() for line in written.getvalue().splitlines())  # it ends lines in blanks
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(figures: Iterable[Figure]) -> dict[str, list[tuple[int, float]]]:
    """Give number of events and median of each contender that was measured."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for one in figures:
        if one.question == TO_PICTURE and one.median is not None and one.events:
            lines.setdefault(one.contender, []).append((one.events, one.median))
    return lines


def _dress(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(right=axes.get_xlim()[1] * 6)  # room for the names
    axes.set_title("From a move on the timeline to the new picture", loc="left", color=_INK)
    axes.set_xlabel("events in the dataset", color=_QUIET)
    axes.yaxis.set_major_formatter(
        lambda ms, _: f"{ms / _SECOND_MS:g} s" if ms >= _SECOND_MS else f"{ms:g} ms"
    )
    axes.xaxis.set_major_formatter(lambda count, _: f"{count:,.0f}")
    axes.grid(axis="y", color=_LINE, lw=0.6)
    axes.minorticks_off()
    axes.tick_params(colors=_QUIET, length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(_LINE)
