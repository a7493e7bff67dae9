"""A chart as a file: its figures as CSV and JSON, its tables for a terminal, its drawing as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, tostring

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.language import N_, Language
from damascus_map.render.charts.area import area_chart
from damascus_map.render.charts.axes import WIDE, label, line, number, plot_in, wrapped
from damascus_map.render.charts.chart import Asked, Chart
from damascus_map.render.charts.deaths import deaths_chart
from damascus_map.render.charts.kinds import events_chart
from damascus_map.render.charts.lags import lags_chart
from damascus_map.render.charts.moved import moved_chart
from damascus_map.render.frame import title_of
from damascus_map.render.listing import Listing
from damascus_map.render.markup import element
from damascus_map.render.picture_order import stem_of
from damascus_map.render.plain_text import csv_text, json_text
from damascus_map.render.style import GROUND

CHARTS: Final = {
    "area": area_chart,
    "events": events_chart,
    "deaths": deaths_chart,
    "moved": moved_chart,
    "lags": lags_chart,
}
"""What makes each chart, by its name, in the order of the page."""

_FAMILY: Final = "Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, DejaVu Sans, sans-serif"
_MARGIN: Final = 24
_TITLE: Final = 20
_LINE: Final = 1.45
_MOST_LINES: Final = 12
_MOST_PUBLISHERS: Final = 12


def chart_csv(chart: Chart) -> str:
    """Return the figures of a chart as comma-separated values."""
    return csv_text(chart.columns, chart.rows)


def chart_json(chart: Chart, asked: Asked) -> str:
    """Return the figures of a chart as JSON, with what it leaves out and what it was made from."""
    first, last = asked.span
    origin = chart.origin
    content: dict[str, Any] = {
        "series": chart.name,
        "title": chart.title,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "notes": list(chart.notes),
        "dataset": {
            "name": origin.dataset,
            "version": origin.version,
            "hash": origin.content_hash,
        },
        "rows": list(chart.rows),
    }
    if chart.left_out:
        content["left_out"] = {str(reason): list(ids) for reason, ids in chart.left_out.items()}
    return json_text(content)


def chart_listing(chart: Chart) -> RenderableType:
    """Return the figures of a chart as a table for a terminal, with its notes."""
    main = chart.tables[0]
    table = Listing(
        Text(main.title, style="bold"), main.heads, [main.rows], main.sentences, main.figures
    )
    said = [one for one in (chart.summary, *chart.notes) if one]
    return Group(table, *(Text(one) for one in said))


def file_stem(chart: Chart, asked: Asked) -> str:
    """Return the name of a chart's files without their ending."""
    first, last = asked.span
    return f"{stem_of(asked.tables.package.name)}-{chart.name}-{first}-{last}"


def chart_svg(chart: Chart, asked: Asked) -> bytes:
    """Return a chart as an SVG file that stands alone: title, notes, drawing, sources, origin.

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if chart.draw is None:
        raise ValueError(f"The chart {chart.name!r} has nothing to draw: it has no file.")
    drawing = chart.draw(WIDE)
    for node in drawing.iter():
        for name in [one for one in node.attrib if one.startswith("data-")]:
            del node.attrib[name]
    height = float(drawing.attrib["viewBox"].split()[3])
    head = [*chart.notes, chart.drawn, chart.summary]
    above = list(_lines(head, _MARGIN + _TITLE + 10, asked.words, "ink"))
    top = _MARGIN + _TITLE + 10 + _height(above)
    foot = top + height + 16
    below = list(_lines(_facts(chart, asked.words), foot, asked.words, "muted"))
    drawing.attrib |= {
        "x": str(_MARGIN),
        "y": number(top),
        "width": number(WIDE.width),
        "height": number(height),
    }
    plot = plot_in(WIDE, asked.words, 0, 0, 0)
    edge = WIDE.width + _MARGIN if plot.is_mirrored else _MARGIN
    headline = f"{title_of(asked.tables, asked.words)} · {chart.title}"
    heading = label(plot, headline, edge, _MARGIN + 0.75 * _TITLE, plot.opening[1], bold=True)
    heading.set("font-size", str(_TITLE))
    width, whole = WIDE.width + 2 * _MARGIN, foot + _height(below) + 8
    sheet = element(
        "svg",
        element("title", headline),
        element("desc", " ".join([*head, *_facts(chart, asked.words)])),
        element("rect", width="100%", height="100%", fill=GROUND["panel"]),
        heading,
        *above,
        drawing,
        line(_MARGIN, foot - 12, WIDE.width + _MARGIN, foot - 12, "line"),
        *below,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(whole)}",
        width=number(width),
        height=number(whole),
        font_family=_FAMILY,
        font_size=number(WIDE.letters),
        lang=asked.words.code,
    )
    return bytes(tostring(sheet, encoding="utf-8", xml_declaration=True))


def _height(lines: Sequence[Element]) -> float:
    return len(lines) * _LINE * WIDE.letters


def _lines(texts: Sequence[str], top: float, words: Language, colour: str) -> Iterator[Element]:
    """Yield texts as lines beneath one another, each text on a line of its own or several."""
    plot = plot_in(WIDE, words, 0, 0, 0)
    side = plot.opening[1]
    edge = WIDE.width + _MARGIN if plot.is_mirrored else _MARGIN
    y = top
    for text in filter(None, texts):
        for one in wrapped(text, WIDE.letters, WIDE.width, _MOST_LINES):
            y += _LINE * WIDE.letters
            yield label(plot, one, edge, y - 0.4 * WIDE.letters, side, colour=colour)


def _facts(chart: Chart, words: Language) -> list[str]:
    """Return what a file says of its origin: sources, dataset, address, attribution, licences."""
    origin = chart.origin
    sources = list(origin.sources[:_MOST_PUBLISHERS])
    if len(origin.sources) > len(sources):
        more = words.number(len(origin.sources) - len(sources))
        sources.append(words.text(N_("{n} more"), n=more))
    dataset = words.text(
        N_("Dataset {name} {version} ({hash}). Days are civil days in local time."),
        name=origin.dataset,
        version=origin.version,
        hash=origin.content_hash[:12],
    )
    return [
        words.text(N_("Sources: {sources}"), sources=", ".join(sources)) if sources else "",
        f"{dataset} {origin.software} /charts{origin.address}",
        *origin.licences,
    ]
