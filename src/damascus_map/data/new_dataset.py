"""Making a new dataset: districts, empty tables, and templates that say what belongs into them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from damascus_map.data.boundaries import Boundaries
from damascus_map.data.load import default_path
from damascus_map.data.package import package_bytes
from damascus_map.data.schema import (
    CLAIMS,
    CONTEXT_PATHS,
    DISTRICTS_PATH,
    EVENTS,
    GAZETTEER,
    PACKAGE_PATH,
    PARTIES,
    SOURCES,
    control_table,
)
from damascus_map.data.slugs import slug_of
from damascus_map.data.templates import template_files
from damascus_map.data.writing import (
    read_package_json,
    table_bytes,
    write_dataset,
)
from damascus_map.errors import OutputExistsError
from damascus_map.language import LANGUAGES, N_, language

FIRST_DAY: Final = date(2011, 1, 1)
"""Of a dataset with districts of its own, where none is said."""

_TITLE: Final = N_("Who held which district")
_UNKNOWN_NOTE: Final = "Nothing is known yet."
_VERSION: Final = "0.1.0"
_KEPT: Final = ("first_day", "opening_day", "centre", "periods", "licenses")
"""What a dataset with the districts of the default one takes over from its description."""

_TITLES: Final = ("title", "title_fr", "title_ar")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new dataset begins with.

    Attributes
    ----------
    districts
        Its districts; None for those of the default dataset, with its layers.
    title
        By language; a language that is left out has the English one, or any.
    first_day
        Civil day on which its intervals of control begin; None for the default one.
    lang
        Language of the templates.
    """

    districts: Boundaries | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    first_day: date | None = None
    lang: str = "en"


def new_dataset(folder: Path, beginning: Beginning | None = None) -> None:
    """Make a dataset that is valid and says nothing: districts, empty tables, templates.

    Parameters
    ----------
    folder
        Not there yet, or empty; folders above it are made.
    beginning
        What it begins with; None for the districts and layers of the default dataset, without
        its judgements and its events.

    Raises
    ------
    OutputExistsError
        If there is something in the folder already.
    InvalidDatasetError
        If the districts break the contract, as where they lie too far from one another.
    OutputPathError
        If the folder cannot be written.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise OutputExistsError(
            f"There is something at {folder} already: give the path of a new or an empty folder."
        )
    begun = beginning or Beginning()
    layers = _default_layers() if begun.districts is None else _own_layers(begun.districts)
    package = _package(folder, begun)
    features = json.loads(layers[DISTRICTS_PATH])["features"]
    districts = [feature["properties"]["id"] for feature in features]
    tables = _tables(districts, package["first_day"])
    package["resources"] = [_resource(path, begun) for path in (*layers, *tables)]
    contents = {PACKAGE_PATH: package_bytes(package), **layers, **tables}
    templates = template_files(districts[0], language(begun.lang)) if districts else {}
    write_dataset(folder, {**contents, **templates})


def _default_layers() -> dict[str, bytes]:
    home = default_path()
    paths = (DISTRICTS_PATH, *CONTEXT_PATHS.values(), GAZETTEER.path)
    return {path: (home / path).read_bytes() for path in paths if (home / path).exists()}


def _own_layers(districts: Boundaries) -> dict[str, bytes]:
    text = json.dumps(districts.collection, ensure_ascii=False, separators=(",", ":"))
    return {DISTRICTS_PATH: (text + "\n").encode()}


def _tables(districts: list[str], first_day: str) -> dict[str, bytes]:
    """Return the tables, with an interval of each district in which nothing is known."""
    control = control_table(())
    rows = [
        {
            "district_id": district,
            "valid_from": first_day,
            "confidence": "low",
            "note": _UNKNOWN_NOTE,
        }
        for district in districts
    ]
    empty = {
        table.path: table_bytes((), [one.name for one in table.columns if not one.optional])
        for table in (PARTIES, SOURCES, CLAIMS, EVENTS)
    }
    return {**empty, control.path: table_bytes(rows, control.column_names)}


def _package(folder: Path, begun: Beginning) -> dict[str, Any]:
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug_of(folder.absolute().name) or "dataset",
        **_titles(begun),
        "version": _VERSION,
    }
    if begun.districts is None:
        default = read_package_json(default_path())
        titles = () if begun.title else _TITLES
        package |= {name: default[name] for name in (*_KEPT, *titles) if name in default}
    if begun.first_day is not None or begun.districts is not None:
        day = (begun.first_day or FIRST_DAY).isoformat()
        package["first_day"] = day
        package["opening_day"] = max(day, package.get("opening_day", day))
    return package


def _titles(begun: Beginning) -> dict[str, str]:
    given = begun.title
    usual = given.get("en") or next(iter(given.values()), None)
    titles = {code: given.get(code) or usual or language(code).text(_TITLE) for code in LANGUAGES}
    return {"title": titles["en"], "title_fr": titles["fr"], "title_ar": titles["ar"]}


def _resource(path: str, begun: Beginning) -> dict[str, Any]:
    """Return what the package says of a file; the origin of a layer stands on every map."""
    described: dict[str, Any] = {"name": Path(path).stem, "path": path, "encoding": "utf-8"}
    if begun.districts is None and path.startswith("geo/"):
        of_default = read_package_json(default_path()).get("resources") or ()
        found: dict[str, Any] = next((one for one in of_default if one["path"] == path), {})
        kept = ("attribution", "licenses", "sources")
        described |= {name: found[name] for name in kept if name in found}
    return described
