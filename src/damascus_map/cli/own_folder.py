"""The dataset that a call changes: never the one that comes with the program, unless it is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from damascus_map.errors import OutputExistsError


def check_not_included(folder: Path, *, force: bool) -> None:
    """Refuse to change the dataset that comes with the program.

    Raises
    ------
    OutputExistsError
        If the folder is that dataset, and nothing is forced.
    """
    from damascus_map.data.load import default_path

    if not force and folder.resolve() == default_path().resolve():
        raise OutputExistsError(
            f"{folder} is the dataset that comes with the program. Choose another folder, or say "
            "--force."
        )


@contextmanager
def own_folder(folder: Path, lang: str, *, force: bool) -> Iterator[None]:
    """Make a dataset where there is none; it goes again if nothing comes into it.

    Raises
    ------
    OutputExistsError
        If the folder is the dataset that comes with the program, and nothing is forced.
    """
    from damascus_map.data.new_dataset import Beginning, new_dataset
    from damascus_map.data.writing import without_empty_folders_above

    check_not_included(folder, force=force)
    was_there = folder.exists()
    is_new = not was_there or _is_empty(folder)
    with without_empty_folders_above(folder):
        try:
            if is_new:
                new_dataset(folder, Beginning(lang=lang))
            yield
        except BaseException:
            if is_new:
                shutil.rmtree(folder, ignore_errors=True)
            if is_new and was_there:
                folder.mkdir(exist_ok=True)
            raise


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:  # it is a file, or may not be looked into: opening it says so
        return False
