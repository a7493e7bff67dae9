"""Sheets as files: PNG, SVG and PDF, the same bytes for the same view, with where they come from.

What writes SVG and PDF is imported where it is needed, so that a PNG is there a quarter of a second
earlier.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from damascus_map.data.tables import Tables
from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.render.frame import frame_of
from damascus_map.render.output import ending_of
from damascus_map.render.static.layouts import UNITS_PER_INCH
from damascus_map.render.static.picture import Picture, draw_picture, drawing_settings
from damascus_map.render.static.sheet import Sheet, rights_of, text_of

SCALES: Final = (0.25, 8.0)
_LEVEL: Final = 3
"""Of a PNG's compression: half the time of the usual 6, for a few kilobytes."""


def snapshot_bytes(
    tables: Tables, view: View, form: str, *, layout: str = "landscape", scale: float = 1
) -> tuple[bytes, Picture]:
    """Return a picture of a view as the content of a file.

    Parameters
    ----------
    tables, view
        The dataset, and what is shown of it.
    form
        A key of `WRITERS`.
    layout
        A key of `layouts.LAYOUTS`.
    scale
        By which the pixels of a PNG are multiplied.

    Returns
    -------
    bytes
        The file's content.
    Picture
        What was drawn, with what found no room.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the view, the layout, the form or the scale cannot be used.
    """
    _check_form(form, scale)
    frame = frame_of(tables, view)
    with drawing_settings():
        picture = draw_picture(tables, frame, layout)
        return WRITERS[form](picture.sheet, scale), picture


def sheet_bytes(draw: Callable[[], Sheet], form: str, *, scale: float = 1) -> bytes:
    """Return a sheet as the content of a file.

    Parameters
    ----------
    draw
        Draws it; called inside `drawing_settings`.
    form, scale
        As `snapshot_bytes`.

    Raises
    ------
    UnknownChoiceError
        If the form or the scale cannot be used.
    """
    _check_form(form, scale)
    with drawing_settings():
        return WRITERS[form](draw(), scale)


def _check_form(form: str, scale: float) -> None:
    if form not in WRITERS:
        raise UnknownChoiceError(f"There is no format {form!r}. Known: {', '.join(WRITERS)}.")
    check_within("A scale", scale, SCALES)


def check_within(what: str, value: float, limits: tuple[float, float]) -> None:
    """Refuse a number outside its limits, both of them allowed.

    Raises
    ------
    UnknownChoiceError
        If it is; the message names what it is of, and the limits.
    """
    low, high = limits
    if not low <= value <= high:
        raise UnknownChoiceError(
            f"{what} of {value:g} cannot be used: expected {low:g} to {high:g}."
        )


def form_of(path: Path) -> str:
    """Return the format that a file's ending asks for.

    Raises
    ------
    UnknownChoiceError
        If there is none; the message lists the endings that work.
    """
    return ending_of(path, WRITERS)


def _png(sheet: Sheet, scale: float) -> bytes:
    sheet.figure.set_dpi(UNITS_PER_INCH * sheet.dots_per_unit * scale)
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    facts = PngInfo()
    for name, text in sheet.facts.items():
        facts.add_itxt(name, text)
    dots = round(sheet.figure.dpi)
    content = io.BytesIO()
    # The sheet is opaque: three colours a pixel say all.
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels)
    image.convert("RGB").save(
        content, "png", pnginfo=facts, compress_level=_LEVEL, dpi=(dots, dots)
    )
    return content.getvalue()


def _svg(sheet: Sheet, _: float) -> bytes:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    facts = sheet.facts
    metadata = {
        "Title": facts["Title"],
        "Description": text_of(facts),
        "Coverage": facts["Date shown"],
        "Identifier": facts["View"],
        "Language": facts["Language"],
        "Source": facts["Sources"],
        "Rights": rights_of(facts),
        "Creator": facts["Software"],
        "Date": None,
    }
    return _printed(FigureCanvasSVG(sheet.figure).print_svg, metadata)


def _pdf(sheet: Sheet, _: float) -> bytes:
    from matplotlib.backends.backend_pdf import FigureCanvasPdf

    facts = sheet.facts
    metadata = {
        "Title": facts["Title"],
        "Subject": text_of(facts),
        "Keywords": f"{facts['Date shown']}; {facts['Dataset']}; {facts['Dataset SHA-256']}",
        "Author": facts["Attribution"],
        "Creator": facts["Software"],
        "CreationDate": None,
    }
    return _printed(FigureCanvasPdf(sheet.figure).print_pdf, metadata)


def _printed(write: Callable[..., Any], metadata: Mapping[str, Any]) -> bytes:
    content = io.BytesIO()
    write(content, metadata=dict(metadata))
    return content.getvalue()


WRITERS: Final[Mapping[str, Callable[[Sheet, float], bytes]]] = MappingProxyType(
    {"png": _png, "svg": _svg, "pdf": _pdf}
)
