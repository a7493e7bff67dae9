"""Answers whether datapackage.json describes the files that lie beside it, and makes it do so.

``python tools/seal_package.py`` writes the size and SHA-256 of every resource;
``python tools/seal_package.py --check`` changes nothing and lists what is stale.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Resource: TypeAlias = dict[str, Any]

PACKAGE = Path(__file__).resolve().parent.parent / "datapackage.json"
SEAL_KEYS = ("bytes", "hash")


def seal_of(content: bytes) -> Resource:
    """Return the size and the SHA-256 of a file's content.

    Parameters
    ----------
    content
        All bytes of the file.

    Returns
    -------
    dict
        ``bytes`` and ``hash``, as the Data Package standard writes them.
    """
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def sealed(resource: Resource, content: bytes) -> Resource:
    """Return a resource with the seal of its content, always at the same place.

    Parameters
    ----------
    resource
        Description of one file.
    content
        All bytes of the file.

    Returns
    -------
    dict
        A new description: the seal stands after ``encoding``, or last.
    """
    seal = seal_of(content)
    described: Resource = {}
    for key, value in resource.items():
        if key not in SEAL_KEYS:
            described[key] = value
        if key == "encoding":
            described |= seal
    return described | seal


def faults_of(resource: Resource, content: bytes | None) -> list[str]:
    """Say in what a resource differs from its file.

    Parameters
    ----------
    resource
        Description of one file.
    content
        All bytes of the file, or None if there is no file.

    Returns
    -------
    list of str
        One sentence a fault; empty if the seal holds.
    """
    path = resource["path"]
    if content is None:
        return [f"{path}: the file is missing"]
    seal = seal_of(content)
    return [
        f"{path}: {key} is {resource.get(key, 'not given')}, the file has {seal[key]}"
        for key in SEAL_KEYS
        if resource.get(key) != seal[key]
    ]


def read_contents(folder: Path, resources: list[Resource]) -> dict[str, bytes]:
    """Read the files of a package that exist.

    Parameters
    ----------
    folder
        Folder of datapackage.json.
    resources
        Descriptions with a ``path`` relative to it.

    Returns
    -------
    dict
        Content by path; a missing file has no entry. A folder of Parquet files has the content of
        these, one after the other in the order of their paths.
    """
    found = {}
    for path in (str(resource["path"]) for resource in resources):
        file = folder / path
        parts = [file] if file.is_file() else sorted(file.rglob("*.parquet"))
        if parts:
            found[path] = b"".join(part.read_bytes() for part in parts)
    return found


def package_text(package: Mapping[str, Any]) -> str:
    """Write a package as JSON: two spaces, letters as they are, a final newline."""
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Seal or check the package; return the exit code.

    Returns
    -------
    int
        0 if every resource is sealed, 1 if one is stale (``--check``) or missing.
    """
    parser = argparse.ArgumentParser(description="Write or check sizes and hashes of a package.")
    parser.add_argument("package", type=Path, nargs="?", default=PACKAGE, help="datapackage.json")
    parser.add_argument("--check", action="store_true", help="change nothing, list what is stale")
    options = parser.parse_args()
    package = json.loads(options.package.read_text(encoding="utf-8"))
    contents = read_contents(options.package.parent, package["resources"])
    if not options.check:
        package["resources"] = [
            sealed(resource, contents[resource["path"]])
            if resource["path"] in contents
            else resource
            for resource in package["resources"]
        ]
        options.package.write_bytes(package_text(package).encode())
    faults = [
        fault
        for resource in package["resources"]
        for fault in faults_of(resource, contents.get(resource["path"]))
    ]
    print("\n".join(faults) or f"{len(contents)} files are as described")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
