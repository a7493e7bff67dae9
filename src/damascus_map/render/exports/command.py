"""The command that makes a bundle again, without a path of the machine that made it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from functools import cache

from damascus_map.data.load import default_path
from damascus_map.data.package import read_package
from damascus_map.data.tables import Package
from damascus_map.language import N_
from damascus_map.render.address import window_name
from damascus_map.render.exports.content import Content
from damascus_map.render.frame import headline_of
from damascus_map.render.picture_order import PROGRAM, stem_of
from damascus_map.render.plain_text import plain_text


def bundle_name(content: Content) -> str:
    """Return the file name that a bundle is made under again."""
    by = f"-reported-{content.view.reported}" if content.view.reported else ""
    return f"{stem_of(content.frame.origin.dataset)}-{content.view.on.isoformat()}{by}.zip"


def bundle_command(content: Content, layout: str, scale: float) -> str:
    """Return the command line that makes a bundle again.

    A dataset other than the one included is named by its name: its folder is whoever's runs it.
    """
    view = content.view
    words = [PROGRAM, "bundle", "--date", view.on.isoformat(), "--out", bundle_name(content)]
    words += _repeated("--district", view.districts)
    words += ["--window", window_name(view.window)]
    words += [] if view.reported is None else ["--reported-by", view.reported.isoformat()]
    words += _repeated("--type", view.types)
    words += ["--confidence", view.confidence]
    words += ["--layout", layout, "--scale", f"{scale:g}", "--lang", view.lang]
    if not is_included(content.dataset.tables.package):
        words += ["--dataset", plain_text(content.frame.origin.dataset)]
    return shlex.join(words)


def _repeated(option: str, values: Sequence[str] | None) -> list[str]:
    """Return an option once for each value; an empty one says that none is wanted."""
    if values is None:
        return []
    return [word for value in values or ("",) for word in (option, value)]


def command_text(content: Content, layout: str, scale: float) -> str:
    """Return the command with what it takes to give the same bytes, as comments above it."""
    words, origin = content.frame.words, content.frame.origin
    told = [
        headline_of(content.frame),
        words.text(N_("Software: {software}"), software=origin.software),
        words.text(
            N_("Dataset: {name} {version}, SHA-256 {hash}"),
            name=origin.dataset,
            version=origin.version,
            hash=origin.content_hash,
        ),
    ]
    if not is_included(content.dataset.tables.package):
        text = N_("Put the path of that dataset's folder in place of {name} behind --dataset.")
        told.append(words.text(text, name=origin.dataset))
    lines = [f"# {plain_text(line)}" for line in told]
    return "\n".join([*lines, bundle_command(content, layout, scale), ""])


def is_included(package: Package) -> bool:
    """Tell whether a dataset is the one that comes with the program, wherever it was read from."""
    return package.content_hash == _included_hash()


@cache
def _included_hash() -> str | None:
    package, _ = read_package(default_path())
    return None if package is None else package.content_hash
