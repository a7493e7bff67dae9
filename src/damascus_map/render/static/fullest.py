"""What do the pictures of a film show together? A frame with room for all of them.

A picture that is drawn beside it has its parts where all others have theirs, and nothing jumps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from damascus_map.data.tables import Tables
from damascus_map.model.vocabulary import EventType
from damascus_map.render.frame import Frame
from damascus_map.render.legend_keys import Look, legend_of
from damascus_map.render.shown_events import PointEvent
from damascus_map.render.static.layouts import Layout
from damascus_map.render.static.lettering import width_of, wrapped


@dataclass(slots=True)
class _Found:
    """What has been seen, in the order in which it was."""

    looks: dict[Look, None] = field(default_factory=dict)
    kinds: set[EventType] = field(default_factory=set)
    elsewhere: Counter[EventType] = field(default_factory=Counter)
    points: dict[PointEvent, None] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    date_text: str = ""
    summary: str = ""


def fullest_of(tables: Tables, frames: Iterable[Frame], layout: Layout) -> Frame:
    """Return what frames show together: the widest texts, every source, place and legend entry.

    Parameters
    ----------
    tables
        The dataset that all are of.
    frames
        At least one, each looked at once and then let go; all show the same districts in the
        same language.
    layout
        Of the pictures: how many lines a text takes depends on it.
    """
    found = _Found()
    rest = iter(frames)
    first = next(rest)
    for frame in chain([first], rest):
        _add(found, frame, layout)
    kinds = [kind for kind in EventType if kind in found.kinds]
    return replace(
        first,
        date_text=found.date_text,
        summary=found.summary,
        points=tuple(found.points),
        elsewhere={kind: found.elsewhere[kind] for kind in EventType if found.elsewhere[kind]},
        legend=legend_of(tables.parties, tuple(found.looks), kinds, first.words),
        notes=found.notes,
        origin=replace(
            first.origin,
            sources=tuple(sorted(found.sources, key=lambda name: (-found.sources[name], name))),
        ),
    )


def _add(found: _Found, frame: Frame, layout: Layout) -> None:
    looks = ((one.fills, one.outline, one.confidence) for one in frame.districts)
    found.looks.update(dict.fromkeys(looks))
    found.kinds.update(_kinds(frame))
    found.elsewhere |= Counter(frame.elsewhere)
    found.points.update(dict.fromkeys(frame.points))
    found.sources.update(frame.origin.sources)
    found.notes = max(found.notes, frame.notes, key=_lines_in(layout))
    found.date_text = max(found.date_text, frame.date_text, key=_width)
    found.summary = max(found.summary, frame.summary, key=_width)


def _kinds(frame: Frame) -> Iterator[EventType]:
    return (key.kind for group in frame.legend for key in group.keys if key.kind)


def _lines_in(layout: Layout) -> Callable[[tuple[str, ...]], int]:
    room = layout.width - 2 * layout.margin

    def lines(notes: tuple[str, ...]) -> int:
        return len(wrapped(" ".join(notes), layout.small, room)) if notes else 0

    return lines


def _width(text: str) -> float:
    return width_of(text, 1)
