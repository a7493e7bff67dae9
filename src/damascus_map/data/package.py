"""What ``datapackage.json`` says about a dataset, checked, and whether it means these files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from damascus_map.data.cells import is_slug
from damascus_map.data.files import parts_of, read_json, sha256_of
from damascus_map.data.rulebook import finding
from damascus_map.data.schema import DATASET_PATHS, LANGUAGES, PACKAGE_PATH
from damascus_map.data.tables import Import, Package, Period
from damascus_map.errors import Finding, InvalidDateError
from damascus_map.language import N_
from damascus_map.model.dates import parse_day

_LENGTH_OF_A_DAY: Final = len("2026-11-22")
_REQUIRED: Final = ("name", "version", "first_day")

_IMPORT: Final = re.compile(
    r"(?P<folder>imports/(?P<name>[a-z0-9]+(?:[-_][a-z0-9]+)*)(?:\.2)?)/events\.parquet"
)
"""Path of the events of an import. One that takes the place of another of its name stands in a
folder with `.2` behind it, so that there is always one that is whole."""

Content = Mapping[str, Any]


def read_package(folder: Path, *, hashed: bool = True) -> tuple[Package | None, list[Finding]]:
    """Return the description of the dataset in a folder, or None and what is wrong with it.

    Without hashes no other file is read, and none is found to be stale.
    """
    content, findings = read_json(folder, PACKAGE_PATH)
    if content is None:
        return None, findings
    if not isinstance(content, dict):
        content = {}
    for name in _REQUIRED:
        if not isinstance(content.get(name), str):
            findings.append(finding("missing-property", PACKAGE_PATH, column=name))
    if findings:
        return None, findings
    for name, (is_good, expected) in _FORMS.items():
        if content.get(name) is not None and not is_good(content):
            place = {"column": name, "value": content[name]}
            findings.append(finding("wrong-property", PACKAGE_PATH, **place, expected=expected))
    if findings:
        return None, findings
    hashes = _hashes(folder, _resources(content)) if hashed else {}
    return _package(content, hashes), _stale(_resources(content), hashes)


def _is_first_day(content: Content) -> bool:
    return _is_day(content["first_day"])


def _is_opening_day(content: Content) -> bool:
    first, opening = content["first_day"], content["opening_day"]
    return _is_day(opening) and (not _is_day(first) or parse_day(opening) >= parse_day(first))


def _is_day(value: Any) -> bool:
    try:
        parse_day(value if isinstance(value, str) else "")
    except InvalidDateError:
        return False
    return True


def _is_centre(content: Content) -> bool:
    try:
        lon, lat = content["centre"]
        return bool(abs(lon) <= 180 and abs(lat) <= 90)  # noqa: PLR2004 - degrees
    except (TypeError, ValueError):
        return False


def _is_resources(content: Content) -> bool:
    return _is_list_of_objects(content["resources"])


def _is_licences(content: Content) -> bool:
    return _is_list_of_objects(content["licenses"])


def _is_periods(content: Content) -> bool:
    periods = content["periods"]
    if not _is_list_of_objects(periods) or not all(map(_is_period, periods)):
        return False
    return len({period["id"] for period in periods}) == len(periods)


def _is_period(period: Content) -> bool:
    name, title = period.get("id"), period.get("title")
    if not (isinstance(name, str) and is_slug(name) and isinstance(title, str) and title):
        return False
    return _is_day(period.get("from")) and _is_day(period.get("to")) and _is_in_order(period)


def _is_in_order(period: Content) -> bool:
    return parse_day(period["from"]) <= parse_day(period["to"])


def _is_list_of_objects(listed: Any) -> bool:
    return isinstance(listed, list) and all(isinstance(item, dict) for item in listed)


_FORMS: Final[Mapping[str, tuple[Callable[[Content], bool], str]]] = {
    "first_day": (_is_first_day, N_("one day, such as 2011-03-15")),
    "opening_day": (_is_opening_day, N_("one day, not before first_day")),
    "centre": (_is_centre, N_("longitude and latitude in degrees, such as [36.3, 33.5]")),
    "licenses": (_is_licences, N_("a list of objects, each with a name and a title")),
    "periods": (
        _is_periods,
        N_("a list of objects, each with an id of its own, a title, and the days from and to"),
    ),
    "resources": (_is_resources, N_("a list of objects, one for each file")),
}
"""Whether a property can be used, and what stands there if it can."""


def _resources(content: Content) -> Sequence[Content]:
    return content.get("resources") or ()


def _package(content: Content, hashes: Mapping[str, str]) -> Package:
    title = str(content.get("title", content["name"]))
    resources = _resources(content)
    origins = (item.get("attribution") for item in resources)
    imports = imports_in(content)
    licensed = [content, *(one.description for one in imports)]
    centre = content.get("centre")
    whole = hashlib.sha256(repr(sorted(hashes.items())).encode()).hexdigest()
    return Package(
        name=content["name"],
        title=_in_each_language(content, title),
        version=content["version"],
        first_day=parse_day(content["first_day"]),
        opening_day=parse_day(content.get("opening_day") or content["first_day"]),
        centre=(float(centre[0]), float(centre[1])) if centre else None,
        attributions=tuple(dict.fromkeys(str(origin) for origin in origins if origin)),
        licences=tuple(dict.fromkeys(line for part in licensed for line in licence_lines(part))),
        periods=tuple(_period(item) for item in content.get("periods") or ()),
        files=tuple(_path_of(item) for item in resources),
        imports=imports,
        content_hash=whole,
        created=_created(content),
    )


def _created(content: Content) -> date | None:
    """Return the day of a time such as ``2026-11-22T00:00:00Z``; None where there is none."""
    day = str(content.get("created", ""))[:_LENGTH_OF_A_DAY]
    return parse_day(day) if _is_day(day) else None


def _period(item: Content) -> Period:
    return Period(
        id=item["id"],
        first=parse_day(item["from"]),
        last=parse_day(item["to"]),
        names=_in_each_language(item, item["title"]),
    )


def _in_each_language(item: Content, title: str) -> dict[str, str]:
    return {lang: str(item.get(f"title_{lang}", title)) for lang in LANGUAGES}


def package_bytes(content: Content) -> bytes:
    """Return the file that says this: two spaces, letters as they are, a final newline."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


def imports_in(content: Content) -> tuple[Import, ...]:
    """Return the imports that the content of a ``datapackage.json`` names."""
    found = ((_IMPORT.fullmatch(_path_of(item)), item) for item in _resources(content))
    return tuple(
        Import(match["name"], match[0], f"{match['folder']}/sources.csv", item)
        for match, item in found
        if match is not None
    )


def licence_lines(content: Content) -> list[str]:
    """Return a line for each licence that a package or one of its resources names."""
    listed = content.get("licenses") or ()
    return [_licence(item) for item in listed if isinstance(item, dict)]


def _licence(item: Content) -> str:
    return str(item.get("title") or item.get("name") or item.get("path") or "")


def _hashes(folder: Path, resources: Sequence[Content]) -> dict[str, str]:
    """Return the SHA-256 of each file that is there, inside the folder, and no device."""
    hashes: dict[str, str] = {}
    for path in dict.fromkeys((*DATASET_PATHS, *map(_path_of, resources))):
        parts = parts_of(folder, path)
        with suppress(OSError):  # it may not be read
            if parts:
                hashes[path] = sha256_of(parts)
    return hashes


def _stale(resources: Sequence[Content], hashes: Mapping[str, str]) -> list[Finding]:
    """Return a warning for each file that is not the one described."""
    return [
        finding("stale-hash", _path_of(item))
        for item in resources
        if _path_of(item) in hashes
        and item.get("hash") not in (None, f"sha256:{hashes[_path_of(item)]}")
    ]


def _path_of(resource: Content) -> str:
    return str(resource.get("path", ""))
