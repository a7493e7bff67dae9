"""A chart as a part of a page: its texts, a drawing for each width, a cursor for keys, tables."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from damascus_map.language import N_
from damascus_map.render.charts.axes import LOOKS
from damascus_map.render.charts.chart import Asked, Chart
from damascus_map.render.import_report import section_tree
from damascus_map.render.markup import element

_NOTHING = N_("There is nothing to draw with these filters in this time.")
_HOW = N_("Click, or press Enter, for the map on that day; arrow keys move along the chart.")


def chart_tree(chart: Chart, asked: Asked) -> Element:
    """Return a chart with its title and its notes.

    Parameters
    ----------
    chart
        The chart.
    asked
        What it was asked to show.
    """
    words = asked.words
    notes = " ".join(filter(None, (*chart.notes, chart.drawn)))
    title = f"dm-title-{chart.name}"
    return element(
        "article",
        element("h2", chart.title, id=title),
        element("p", notes, class_="dm-quiet dm-small"),
        element("p", chart.summary, class_="dm-glance") if chart.summary else None,
        *(
            _drawings(chart, asked)
            if chart.draw
            else [element("p", words.text(_NOTHING), class_="dm-notice", role="status")]
        ),
        class_="dm-chart",
        aria_labelledby=title,
        data_testid=f"dm-chart-{chart.name}",
    )


def _drawings(chart: Chart, asked: Asked) -> Sequence[Element]:
    assert chart.draw is not None
    drawings = []
    for look in LOOKS:
        drawing = chart.draw(look)
        drawing.attrib |= {
            "class": f"dm-drawing dm-{look.name}",
            "role": "img",
            "aria-label": f"{chart.title}. {chart.summary}",
            "font-size": f"{look.letters:g}",
        }
        drawings.append(drawing)
    marks = [node for node in drawings[0].iter() if node.get("class") == "dm-mark"]
    here = _mark_of_day(marks, asked)
    cursor = element(
        "div",
        class_="dm-cursor",
        role="slider",
        tabindex="0",
        aria_label=chart.title,
        aria_describedby=f"dm-how-{chart.name}",
        aria_valuemin="1",
        aria_valuemax=str(len(marks)),
        aria_valuenow=str(here + 1),
        aria_valuetext=marks[here].findtext("title") or "",
    )
    how = element("span", asked.words.text(_HOW), class_="dm-how", id=f"dm-how-{chart.name}")
    readout = element("span", class_="dm-readout", aria_hidden="true")
    return (
        element("div", cursor, *drawings, class_="dm-chart-box", dir="ltr"),
        element("p", readout, how, class_="dm-quiet dm-small"),
    )


def _mark_of_day(marks: Sequence[Element], asked: Asked) -> int:
    """Return the place of the last mark that begins on the day of the view or before."""
    day = asked.view.on.isoformat()
    begun = [n for n, one in enumerate(marks) if one.attrib["data-dm-day"] <= day]
    return begun[-1] if begun else 0


def chart_tables(chart: Chart) -> list[Element]:
    """Return the tables of a chart; each can be scrolled on its own, with keys too."""
    trees = []
    for place, section in enumerate(chart.tables):
        tree = section_tree(section, with_title=place > 0)
        tree.attrib |= {"tabindex": "0", "role": "region", "aria-label": section.title}
        trees.append(tree)
    return trees
