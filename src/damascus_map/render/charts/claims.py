"""Who said what of a district, when: a lane for each party, a dot for each claim, over time.

Time runs from left to right in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.query.control import extents_in
from damascus_map.query.ledger import Entry, Ledger
from damascus_map.render.charts.axes import line, number, width_of
from damascus_map.render.charts.chart import day_of
from damascus_map.render.claim_words import claim_words
from damascus_map.render.markup import element
from damascus_map.render.style import GROUND, UNKNOWN_COLOUR, fills_of
from damascus_map.render.time_axis import TimeAxis, ticks_of
from damascus_map.render.words import party_names, span_words

Row = Mapping[Any, Any]

_RADIUS: Final = 4.0
_STEP: Final = 2 * _RADIUS + 1.5
_LABEL: Final = 20.0
_GAP: Final = 8.0
_BAND: Final = 14.0
_FOOT: Final = 20.0
_EDGE: Final = 8.0
_LETTERS: Final = 12
_LEAST_LINE: Final = 3 * _RADIUS
_HALO: Final = 3.5

AGREED: Final = "agreed"
DISPUTED: Final = "disputed"
LEFT: Final = "left"
_DOTS: Final[Mapping[str, Mapping[str, str]]] = {
    AGREED: {"stroke": GROUND["ink"], "stroke_width": "0.8"},
    DISPUTED: {"fill": GROUND["panel"], "stroke": GROUND["ink"], "stroke_width": "1.8"},
    LEFT: {"fill_opacity": "0.3", "stroke": GROUND["muted"], "stroke_width": "0.8"},
}
DOT_NAMES: Final[Mapping[str, str]] = {
    AGREED: N_("cited by the map, and undisputed"),
    DISPUTED: N_("in a disagreement"),
    LEFT: N_("not cited by the map"),
}
"""What the look of a dot means."""

_LANES: Final = NN_("{name}: {n} statement", "{name}: {n} statements")


@dataclass(frozen=True, slots=True)
class _Pen:
    """What the parts of the chart are drawn with."""

    tables: Tables
    words: Language
    axis: TimeAxis
    addresses: Mapping[str, str]
    marked: str | None

    @property
    def names(self) -> dict[str, str]:
        return party_names(self.tables.parties, self.words)

    def colour_of(self, party: str | None) -> str:
        return UNKNOWN_COLOUR if party is None else str(self.tables.parties.at[party, "colour"])


def dot_of(claim: Row) -> str:
    """Return how a claim is drawn: `AGREED`, `DISPUTED`, or `LEFT` where no interval cites it."""
    if claim["is_disputed"]:
        return DISPUTED
    return AGREED if claim["is_cited"] else LEFT


def claims_chart(
    ledger: Ledger,
    tables: Tables,
    words: Language,
    *,
    width: float,
    addresses: Mapping[str, str],
    marked: str | None = None,
) -> Element:
    """Return the claims of a ledger over time as SVG.

    Parameters
    ----------
    ledger
        Of a district, whole or narrowed; the time that the chart spans is that of the whole one.
    tables
        The dataset that it is of.
    words
        The language.
    width
        Of the drawing, in units; its height follows from what is said.
    addresses
        By claim id, where a click on its dot leads.
    marked
        Id of a claim whose dot has a ring around it.
    """
    whole = ledger.whole
    first = min([tables.package.first_day, *(day.date() for day in whole.claims["first"])])
    last = max([*whole.claims["last"], *(entry.state["first"] for entry in whole.entries)])
    axis = TimeAxis(first, date(last.year + 1, 1, 1), _EDGE, width - _EDGE)
    pen = _Pen(tables, words, axis, addresses, marked)
    parts = [_title(words.text(N_("What the map shows")), 0, pen)]
    parts += _band(whole.entries, _LABEL, pen)
    y = _LABEL + _BAND + _GAP
    for party, claims in lanes_of(ledger, tables).items():
        text = words.plural(_LANES, len(claims), name=lane_name(party, pen.names, words))
        placed = list(_placed(claims, axis))
        parts += [_title(text, y, pen), *_dots(placed, y + _LABEL, pen)]
        y += _LABEL + (max(row for _, _, row in placed) + 1) * _STEP + _GAP
    about = chart_words(ledger, tables, words)
    return element(
        "svg",
        element("title", about),
        *_ticks(y, pen),
        *parts,
        viewBox=f"0 0 {width:g} {y + _FOOT:g}",
        role="img",
        aria_label=about,
        class_="dm-chart",
    )


def lanes_of(ledger: Ledger, tables: Tables) -> dict[str | None, list[Row]]:
    """Return the claims about each party, in their order; those about none come last."""
    claims: Sequence[Row] = ledger.claims.reset_index(names="id").to_dict(orient="records")
    lanes = {
        party: [claim for claim in claims if claim["party"] == party]
        for party in (*tables.party_ids, None)
    }
    return {party: of_party for party, of_party in lanes.items() if of_party}


def lane_name(party: str | None, names: Mapping[str, str], words: Language) -> str:
    """Return the name of a lane: the party's, or that the claims name none."""
    text = words.text(N_("No party named")) if party is None else names[party]
    return capitalised(text)


def chart_words(ledger: Ledger, tables: Tables, words: Language) -> str:
    """Return what the chart shows in a sentence, for who does not see it."""
    names = party_names(tables.parties, words)
    counts = [
        words.plural(_LANES, len(claims), name=lane_name(party, names, words))
        for party, claims in lanes_of(ledger, tables).items()
    ]
    days = ledger.claims["first"]
    return words.text(
        N_("Statements on {district}, {first} to {last}. {counts}. A table below holds them all."),
        district=tables.districts.at[ledger.district, f"name_{words.code}"],
        first=words.known_date(days.min().date(), "year"),
        last=words.known_date(days.max().date(), "year"),
        counts=words.text(N_("; ")).join(counts),
    )


def dot_key(look: str) -> Element:
    """Return a dot as the key beside the chart has it."""
    ring = {"r": f"{_RADIUS:g}", "cx": "6", "cy": "6"}
    dot = element("circle", **{"fill": GROUND["muted"], **_DOTS[look], **ring})
    return element("svg", dot, viewBox="0 0 12 12", width="14", height="14", aria_hidden="true")


def _placed(claims: Iterable[Row], axis: TimeAxis) -> Iterator[tuple[Row, float, int]]:
    """Yield each claim with its place in time, and the first row that has room for its dot."""
    ends: list[float] = []
    for claim in claims:
        x = axis.x_of(day_of(claim["first"]))
        row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
        end = max(x + _STEP, axis.x_of(day_of(claim["last"])) + _RADIUS)
        ends[row : row + 1] = [end]
        yield claim, x, row


def _dots(placed: Iterable[tuple[Row, float, int]], top: float, pen: _Pen) -> Iterator[Element]:
    for claim, x, row in placed:
        y = round(top + row * _STEP + _RADIUS, 1)
        until = pen.axis.x_of(day_of(claim["last"]))
        colour = pen.colour_of(claim["party"])
        at = {"cx": number(x), "cy": number(y)}
        look = {"fill": colour, **_DOTS[dot_of(claim)], "r": f"{_RADIUS:g}"}
        yield element(
            "g",
            element("title", _said(claim, pen)),
            _line(x, until, y, colour) if until - x > _LEAST_LINE else None,
            _ring(at) if claim["id"] == pen.marked else None,
            element("circle", **at, **look),
            class_="dm-dot",
            data_dm_to=pen.addresses[claim["id"]],
        )


def _line(begin: float, end: float, y: float, colour: str) -> Element:
    places = {"x1": number(begin), "x2": number(end), "y1": number(y), "y2": number(y)}
    return element("line", **places, stroke=colour, stroke_width="2")


def _ring(at: Mapping[str, str]) -> Element:
    look = {"fill": "none", "stroke": GROUND["ink"], "stroke_width": "2"}
    return element("circle", **at, **look, r=f"{_RADIUS + _HALO:g}")


def _said(claim: Row, pen: _Pen) -> str:
    parts = (
        span_words(claim, "on", "until", pen.words),
        claim_words(claim, pen.names, pen.words),
        str(claim["attributed_to"]),
    )
    return " · ".join(part for part in parts if part)


def _band(entries: Sequence[Entry], top: float, pen: _Pen) -> Iterator[Element]:
    """Yield what the map draws: for each interval its parties, as high as they hold of it."""
    for entry in entries:
        begin = pen.axis.x_of(day_of(entry.state["first"]))
        ends = entry.state["end"]
        end: float = pen.axis.right if pd.isna(ends) else pen.axis.x_of(day_of(ends))
        y = top
        for fill in fills_of(extents_in(entry.state, pen.tables.party_ids)):
            height = fill.share * _BAND
            box = {"x": begin, "y": y, "width": max(end - begin, 0.8), "height": height}
            places = {name: f"{round(value, 2):g}" for name, value in box.items()}
            colour = pen.colour_of(fill.party)
            yield element("rect", **places, fill=colour, shape_rendering="crispEdges")
            y += height


def _title(text: str, top: float, pen: _Pen) -> Element:
    rtl = pen.words.direction == "rtl"
    x = pen.axis.right if rtl else pen.axis.left
    return _text(text, x, top + _LABEL - 7, direction=pen.words.direction)


def _ticks(bottom: float, pen: _Pen) -> Iterator[Element]:
    """Yield a line at each tick of time, and its words beneath."""
    for tick in ticks_of(pen.axis, _LETTERS, pen.words, partial(width_of, size=_LETTERS)):
        x = pen.axis.x_of(tick.day)
        yield line(x, _LABEL, x, bottom, "line")
        middle = max(x, width_of(tick.text, _LETTERS) / 2)
        yield _text(tick.text, middle, bottom + _FOOT - 6, text_anchor="middle")


def _text(text: str, x: float, y: float, **attributes: str) -> Element:
    places = {"x": number(x), "y": number(y), "fill": GROUND["ink"], "font_size": str(_LETTERS)}
    return element("text", text, **places, **attributes)
