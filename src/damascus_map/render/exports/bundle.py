"""A view as one ZIP archive: picture, data, sources, the command for it, and what proves it whole.

The same view gives the same bytes: entries stand in the order of their names, all of 1 January
1980, readable by all and writable by their owner (0644), and compressed alike.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from stat import S_IFREG
from typing import Final

from damascus_map.model.view import View
from damascus_map.query.dataset import Dataset
from damascus_map.render.exports.command import command_text
from damascus_map.render.exports.content import Content, about, view_content
from damascus_map.render.exports.description import data_package, readme
from damascus_map.render.exports.writers import content_bytes
from damascus_map.render.plain_text import json_text

PICTURES: Final = ("pdf", "png", "svg")
MANIFEST: Final = "manifest.json"
MEDIA_TYPE: Final = "application/zip"

_DATA: Final[Mapping[str, tuple[str, str | None]]] = {
    "data/claims.csv": ("csv", "claims"),
    "data/districts.csv": ("csv", "districts"),
    "data/districts.geojson": ("geojson", "districts"),
    "data/districts.parquet": ("parquet", "districts"),
    "data/events.csv": ("csv", "events"),
    "data/events.geojson": ("geojson", "events"),
    "data/events.parquet": ("parquet", "events"),
    "data/sources.csv": ("csv", "sources"),
    "data/view.gpkg": ("gpkg", None),
    "data/view.xlsx": ("xlsx", None),
    "sources/sources.bib": ("bib", None),
    "sources/sources.csl.json": ("json", None),
}
"""Path of each file of data, its format, and the table that it holds."""

_FIRST_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can name."""

_MODE: Final = S_IFREG | 0o644
_UNIX: Final = 3
_LEVEL: Final = 9


def bundle_bytes(
    dataset: Dataset, view: View, *, layout: str = "landscape", scale: float = 1
) -> bytes:
    """Return a view with its data as a ZIP archive.

    Parameters
    ----------
    dataset, view
        What is shown of what.
    layout, scale
        Of the pictures: see `snapshot_bytes`.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the view, the layout or the scale cannot be used.
    OutputTooLargeError
        If a format cannot hold that much.
    """
    return packed(bundle_files(view_content(dataset, view), layout=layout, scale=scale))


def bundle_files(
    content: Content, *, layout: str = "landscape", scale: float = 1
) -> dict[str, bytes]:
    """Return the files of a bundle by their path in it, in the order of the paths."""
    from damascus_map.render.static.picture import draw_picture, drawing_settings
    from damascus_map.render.static.writers import SCALES, WRITERS, check_within

    check_within("A scale", scale, SCALES)
    with drawing_settings():
        sheet = draw_picture(content.dataset.tables, content.frame, layout).sheet
        files = {f"picture.{form}": WRITERS[form](sheet, scale) for form in PICTURES}
    for path, (form, what) in _DATA.items():
        files[path] = content_bytes(content, form, what)
    files["command.txt"] = command_text(content, layout, scale).encode()
    files["datapackage.json"] = data_package(content, files).encode()
    files["README.txt"] = readme(content, [*files, "README.txt", MANIFEST]).encode()
    files[MANIFEST] = _manifest(content, files).encode()
    return dict(sorted(files.items()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive that says nothing of when, where and by whom it was made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path, file in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _FIRST_OF_ZIP)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file)
    return content.getvalue()


def _manifest(content: Content, files: Mapping[str, bytes]) -> str:
    """Return what the bundle is, and size and SHA-256 of every other file, in order of names."""
    listed = [
        {"path": path, "bytes": len(file), "sha256": hashlib.sha256(file).hexdigest()}
        for path, file in sorted(files.items())
    ]
    return json_text({**about(content), "files": listed})
