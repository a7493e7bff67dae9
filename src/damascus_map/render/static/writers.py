"""Pictures as files: PNG, SVG and PDF, the same bytes for the same view, with where they come from.

A file is whole or not there: it is written beside its place and then put into it. What writes SVG
and PDF is imported where it is needed, so that a PNG is there a quarter of a second earlier.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from damascus_map.data.tables import Tables
from damascus_map.errors import OutputExistsError, OutputPathError, UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.render.frame import Frame, frame_of
from damascus_map.render.plain_text import plain_text
from damascus_map.render.static.layouts import UNITS_PER_INCH
from damascus_map.render.static.picture import Picture, draw_picture, drawing_settings

SCALES: Final = (0.25, 8.0)
_ALL_MAY_READ: Final = 0o666
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
    if form not in WRITERS:
        raise UnknownChoiceError(f"There is no format {form!r}. Known: {', '.join(WRITERS)}.")
    low, high = SCALES
    if not low <= scale <= high:
        raise UnknownChoiceError(
            f"A scale of {scale:g} cannot be used: expected {low:g} to {high:g}."
        )
    frame = frame_of(tables, view)
    with drawing_settings():
        picture = draw_picture(tables, frame, layout)
        return WRITERS[form](picture, scale), picture


def form_of(path: Path) -> str:
    """Return the format that a file's ending asks for.

    Raises
    ------
    UnknownChoiceError
        If there is none; the message lists the endings that work.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in WRITERS:
        known = ", ".join(f".{one}" for one in WRITERS)
        raise UnknownChoiceError(
            f"The ending of {path.name!r} names no format that can be written. Known: {known}."
        )
    return form


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a place where a file cannot be put.

    Raises
    ------
    OutputPathError
        If the folder is missing, or the path is a folder.
    OutputExistsError
        If there is a file already and it is not to be replaced.
    """
    if not path.parent.is_dir():
        raise OutputPathError(f"There is no folder {path.parent} to write {path.name} into.")
    if path.is_dir():
        raise OutputPathError(f"{path} is a folder: give the path of a file.")
    if path.exists() and not force:
        raise OutputExistsError(f"There is a file at {path} already: --force replaces it.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or not there.

    Raises
    ------
    OutputPathError
        If it cannot be written.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_ALL_MAY_READ & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputPathError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def facts_of(frame: Frame) -> dict[str, str]:
    """Return what every file says of itself, by its name in English."""
    origin = frame.origin
    facts = {
        "Title": f"{frame.title}, {frame.date_text}",
        "Date shown": frame.on.isoformat(),
        "View": origin.address,
        "Language": frame.words.code,
        "Dataset": f"{origin.dataset} {origin.version}",
        "Dataset SHA-256": origin.content_hash,
        "Software": origin.software,
        "Sources": "; ".join(origin.sources),
        "Attribution": "; ".join(origin.attributions),
        "Licence": "; ".join(origin.licences),
    }
    return {name: plain_text(text) for name, text in facts.items()}


def _described(picture: Picture) -> dict[str, str]:
    facts = facts_of(picture.frame)
    missing = picture.left_over.places
    return facts | ({"Places without room": "; ".join(missing)} if missing else {})


def _as_text(facts: Mapping[str, str]) -> str:
    return " | ".join(f"{name}: {text}" for name, text in facts.items())


def _png(picture: Picture, scale: float) -> bytes:
    picture.figure.set_dpi(UNITS_PER_INCH * picture.layout.dots_per_unit * scale)
    canvas = FigureCanvasAgg(picture.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    facts = PngInfo()
    for name, text in _described(picture).items():
        facts.add_itxt(name, text)
    dots = round(picture.figure.dpi)
    content = io.BytesIO()
    # The sheet is opaque: three colours a pixel say all.
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels)
    image.convert("RGB").save(
        content, "png", pnginfo=facts, compress_level=_LEVEL, dpi=(dots, dots)
    )
    return content.getvalue()


def _svg(picture: Picture, _: float) -> bytes:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    facts = _described(picture)
    metadata = {
        "Title": facts["Title"],
        "Description": _as_text(facts),
        "Coverage": facts["Date shown"],
        "Identifier": facts["View"],
        "Language": facts["Language"],
        "Source": facts["Sources"],
        "Rights": f"{facts['Attribution']} | {facts['Licence']}",
        "Creator": facts["Software"],
        "Date": None,
    }
    return _printed(FigureCanvasSVG(picture.figure).print_svg, metadata)


def _pdf(picture: Picture, _: float) -> bytes:
    from matplotlib.backends.backend_pdf import FigureCanvasPdf

    facts = _described(picture)
    metadata = {
        "Title": facts["Title"],
        "Subject": _as_text(facts),
        "Keywords": f"{facts['Date shown']}; {facts['Dataset']}; {facts['Dataset SHA-256']}",
        "Author": facts["Attribution"],
        "Creator": facts["Software"],
        "CreationDate": None,
    }
    return _printed(FigureCanvasPdf(picture.figure).print_pdf, metadata)


def _printed(write: Callable[..., Any], metadata: Mapping[str, Any]) -> bytes:
    content = io.BytesIO()
    write(content, metadata=dict(metadata))
    return content.getvalue()


WRITERS: Final[Mapping[str, Callable[[Picture, float], bytes]]] = MappingProxyType(
    {"png": _png, "svg": _svg, "pdf": _pdf}
)
