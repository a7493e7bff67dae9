"""What stands around a map: head, foot, scale bar, north arrow and locator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shapely
from matplotlib.path import Path

from damascus_map.language import N_, NN_, Language
from damascus_map.render.frame import Captioned, Frame
from damascus_map.render.static.ground import Land, Plane
from damascus_map.render.static.layouts import Box, Layout
from damascus_map.render.static.lettering import LINE, shortened, width_of, wrapped
from damascus_map.render.static.pen import Pen, rectangle
from damascus_map.render.style import GROUND

_KM: Final = (0.2, 0.5, 1, 2, 5, 10)
_LONGEST_BAR: Final = 0.2
_AND_MORE: Final = NN_("{sources}, and {n} more", "{sources}, and {n} more")
_HASH_SHOWN: Final = 16
_MARK: Final = "\u200e"


def draw_head(pen: Pen, frame: Captioned, layout: Layout, fullest: Captioned) -> float:
    """Draw title, date and number of events, with room for those of the fullest frame too.

    Returns where the head ends.
    """
    room = layout.width - 2 * layout.margin
    title = layout.title * min(1, room / width_of(frame.title, layout.title, "bold"))
    y = layout.margin + 0.8 * title
    pen.text(layout.margin, y, frame.title, title, weight="bold")
    y += 1.55 * layout.date
    pen.text(layout.margin, y, frame.date_text, layout.date)
    x = layout.margin + width_of(fullest.date_text, layout.date) + layout.date
    if x + width_of(fullest.summary, layout.text) > layout.width - layout.margin:
        x, y = layout.margin, y + 1.5 * layout.text
    pen.text(x, y, frame.summary, layout.text, colour=GROUND["muted"])
    return y + 0.9 * layout.date


def foot_lines(frame: Captioned, layout: Layout, fullest: Captioned) -> list[tuple[str, str]]:
    """Return the small print: lines, each with its colour of `style.GROUND`.

    Each text takes as many lines as in the fullest frame; those that it does not need are empty.
    """
    texts = zip(_foot_texts(frame, layout), _foot_texts(fullest, layout), strict=True)
    lines = []
    for (shown, colour), (longest, _) in texts:
        spare = [""] * (len(longest) - len(shown))
        lines += [(line, colour) for line in (*shown, *spare)]
    return lines


def _foot_texts(frame: Captioned, layout: Layout) -> list[tuple[list[str], str]]:
    room, size = layout.width - 2 * layout.margin, layout.small
    words, origin = frame.words, frame.origin
    sources = shortened(
        origin.sources,
        lambda text: len(wrapped(text, size, room)) <= layout.source_lines,
        lambda names, rest: _sources(names, rest, words),
    )
    version = words.text(
        N_("Dataset {name} {version}, SHA-256 {hash} · {software} · view {address}"),
        name=origin.dataset,
        version=origin.version,
        hash=f"{origin.content_hash[:_HASH_SHOWN]}…",
        software=origin.software,
        address=leftward(origin.address, words),
    )
    layers = words.text(
        N_("Map: {origins}"), origins=leftward(" · ".join(origin.attributions), words)
    )
    licences = words.text(
        N_("Licences: {licences}"), licences=leftward(" · ".join(origin.licences), words)
    )
    texts = [
        (" ".join(frame.notes), "ink"),
        (sources if origin.sources else "", "muted"),
        (layers if origin.attributions else "", "muted"),
        (licences if origin.licences else "", "muted"),
        (version, "muted"),
    ]
    return [(wrapped(text, size, room) if text else [], colour) for text, colour in texts]


def leftward(text: str, words: Language) -> str:
    """Return a text in Latin letters that keeps its signs in their order in Arabic lines."""
    if words.direction != "rtl":
        return text
    # Each word has its mark, for the line may be broken before any of them.
    return f"{_MARK}{text.replace(' ', f' {_MARK}')}{_MARK}"


def _sources(names: Sequence[str], rest: int, words: Language) -> str:
    listed = words.text(N_(", ")).join(names)
    if rest:
        listed = words.plural(_AND_MORE, rest, sources=listed)
    return words.text(N_("Sources: {sources}"), sources=listed)


def draw_foot(pen: Pen, lines: Sequence[tuple[str, str]], top: float, layout: Layout) -> None:
    """Draw the small print from a height on."""
    for number, (line, colour) in enumerate(lines):
        y = top + layout.small * (1 + number * LINE)
        if line:
            pen.text(layout.margin, y, line, layout.small, colour=GROUND[colour])


def draw_scale(
    pen: Pen, plane: Plane, words: Language, *, is_left: bool = False, gap: float = 6
) -> Box:
    """Draw scale bar and north arrow; return the place they take.

    Parameters
    ----------
    pen
        Of the sheet itself, not mirrored.
    plane
        How long a metre is.
    words
        The language.
    is_left
        Whether it stands at the left.
    gap
        From the map's side.
    """
    longest = plane.box.w * _LONGEST_BAR * plane.metres_per_unit / 1000
    km = max((one for one in _KM if one <= longest), default=_KM[0])
    length = km * 1000 / plane.metres_per_unit
    wide = max(length + 24, 46)
    right = plane.box.x + gap + wide if is_left else plane.box.right - gap
    bottom = plane.box.bottom
    y, left = bottom - 12, right - 12 - length
    size = 12.0
    for colour, width in ((GROUND["panel"], 5), (GROUND["ink"], 1.6)):
        bar = Path([(left, y - 6), (left, y), (left + length, y), (left + length, y - 6)])
        pen.path(bar, edge=colour, width=width)
    label = words.text(N_("{n} km"), n=words.number(km))
    pen.text(left + length / 2, y - 6, label, size, align="middle", halo=2)
    tip = (plane.box.x + gap + 20 if is_left else right - 20, y - 62)
    arrow = [(0, 0), (8, 26), (0, 20), (-8, 26)]
    shape = Path([(tip[0] + x, tip[1] + dy) for x, dy in [*arrow, arrow[0]]], closed=True)
    pen.path(shape, fill=GROUND["ink"], edge=GROUND["panel"], width=1)
    pen.text(tip[0], tip[1] - 4, words.text(N_("N")), size, weight="bold", align="middle", halo=2)
    return Box(right - wide, tip[1] - 20, wide, bottom - tip[1] + 20)


def draw_locator(pen: Pen, frame: Frame, land: Land, plane: Plane, box: Box) -> None:
    """Draw a small map of the surroundings, with the districts and the part that is shown.

    Parameters
    ----------
    pen
        Of the sheet itself, not mirrored.
    frame, land, plane
        What is shown, and where.
    box
        The place of the locator, on the sheet itself.
    """
    pen.box(box, fill=GROUND["panel"], edge=GROUND["line"])
    around = land.layer("surroundings")
    shown = [land.districts[one.id] for one in frame.districts]
    west, south, east, north = shapely.total_bounds([*around, *shown])
    scale = max((east - west) / (box.w - 12), (north - south) / (box.h - 12))
    left = (west + east) / 2 - box.w / 2 * scale
    small = Plane(box, float(left), float((south + north) / 2 + box.h / 2 * scale), float(scale))
    clip = rectangle(box)
    city = land.layer("surroundings", kind="city")
    pen.path(small.path(around), fill=GROUND["ground"], edge=GROUND["line"], width=0.5)
    pen.path(small.path(city), fill=GROUND["line"], edge=GROUND["muted"], width=0.6)
    pen.path(small.path(shown), fill=GROUND["ink"])
    view = small.path([shapely.box(*plane.bounds)])
    pen.path(view, edge="#8C1D40", width=1.2, clip=clip)
