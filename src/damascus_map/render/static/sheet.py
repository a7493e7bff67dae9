"""A sheet: what is drawn as one file, whatever is on it, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from matplotlib.figure import Figure

from damascus_map.language import Language
from damascus_map.render.frame import Captioned, headline_of
from damascus_map.render.plain_text import plain_text
from damascus_map.render.static.layouts import UNITS_PER_INCH, Layout
from damascus_map.render.static.pen import Pen
from damascus_map.render.style import GROUND


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn sheet.

    Attributes
    ----------
    figure
        What is drawn.
    dots_per_unit
        Pixels of a PNG to a unit, at scale 1.
    facts
        What the file says of itself, by its name in English: see `facts_of`.
    """

    figure: Figure
    dots_per_unit: float
    facts: Mapping[str, str]


def pen_on_sheet(layout: Layout, words: Language) -> Pen:
    """Return the pen for an empty sheet, mirrored where the language is."""
    size = (layout.width / UNITS_PER_INCH, layout.height / UNITS_PER_INCH)
    figure = Figure(figsize=size, dpi=UNITS_PER_INCH, facecolor=GROUND["panel"])
    is_mirrored = words.direction == "rtl"
    return Pen(figure, layout.width, layout.height, words.direction, is_mirrored, count())


def facts_of(shown: Captioned) -> dict[str, str]:
    """Return what every file says of itself, by its name in English."""
    origin = shown.origin
    facts = {
        "Title": headline_of(shown),
        "Date shown": shown.days,
        "View": origin.address,
        "Language": shown.words.code,
        "Dataset": f"{origin.dataset} {origin.version}",
        "Dataset SHA-256": origin.content_hash,
        "Software": origin.software,
        "Sources": "; ".join(origin.sources),
        "Attribution": "; ".join(origin.attributions),
        "Licence": "; ".join(origin.licences),
    }
    if origin.command:
        facts["Command"] = origin.command
    return {name: plain_text(text) for name, text in facts.items()}


def text_of(facts: Mapping[str, str]) -> str:
    """Return facts in one line, for a file with a single field for them."""
    return " | ".join(f"{name}: {text}" for name, text in facts.items())


def rights_of(facts: Mapping[str, str]) -> str:
    """Return whom the layers come from, and under which licences."""
    return f"{facts['Attribution']} | {facts['Licence']}"
