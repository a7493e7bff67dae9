"""The pictures of a film in a folder: which are there already, whole, and may stay."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo, putchunk

from damascus_map.errors import OutputExistsError, OutputPathError

_RECIPE: Final = "Series"
_HEAD_BYTES: Final = 33
"""Of a PNG: its signature and the chunk with its size; texts may follow."""

_NAMED_AT_MOST: Final = 3


def with_recipe(png: bytes, recipe: str) -> bytes:
    """Return a PNG that says which series it belongs to."""
    info, chunks = PngInfo(), io.BytesIO()
    info.add_itxt(_RECIPE, recipe)
    for kind, text, *_ in info.chunks:
        putchunk(chunks, kind, text)
    return png[:_HEAD_BYTES] + chunks.getvalue() + png[_HEAD_BYTES:]


def prepare_folder(folder: Path) -> None:
    """Make a folder if it is not there; see that it can be written to.

    Raises
    ------
    OutputPathError
        If there is no folder around it, a file has its name, or it cannot be written to.
    """
    if not folder.parent.is_dir():
        raise OutputPathError(f"There is no folder {folder.parent} to make {folder.name} in.")
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputPathError(
            f"{folder} cannot be a folder of pictures: {error.strerror}."
        ) from error


def kept_pictures(
    folder: Path, pictures: Sequence[Path], recipe: str, *, force: bool
) -> frozenset[Path]:
    """Return the pictures of a series that are there already; those that are broken are not.

    Parameters
    ----------
    folder
        Where the series stands.
    pictures
        All of it.
    recipe
        What its pictures say of it.
    force
        Whether other files may stand beside it, and other pictures be replaced.

    Raises
    ------
    OutputExistsError
        If anything else is in the folder and it was not forced.
    """
    wanted = set(pictures)
    there = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    recipes = {path: _recipe_of(path) for path in there if path in wanted}
    foreign = [path for path in there if recipes.get(path) != recipe]
    if foreign and not force:
        names = ", ".join(path.name for path in foreign[:_NAMED_AT_MOST])
        more = ", …" if len(foreign) > _NAMED_AT_MOST else ""
        raise OutputExistsError(
            f"In {folder} stands what does not belong to this series: {names}{more}. Give another "
            "folder; or --force, which replaces pictures of the same days and leaves the rest."
        )
    return frozenset(path for path, said in recipes.items() if said == recipe and _is_whole(path))


def remove_debris(folder: Path, pictures: Sequence[Path]) -> None:
    """Remove what was left half written where a process was ended from outside."""
    beginnings = tuple(f".{path.name}." for path in pictures)
    for path in folder.glob(".*"):
        if path.name.startswith(beginnings):
            path.unlink(missing_ok=True)


def _recipe_of(path: Path) -> str | None:
    try:
        with Image.open(path, formats=["png"]) as picture:
            return picture.info.get(_RECIPE)
    except (OSError, SyntaxError, ValueError):
        return None


def _is_whole(path: Path) -> bool:
    try:
        with Image.open(path, formats=["png"]) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError):
        return False
    return True
