"""What the browser is sent, by the hash of its content: scene, events, evidence, plugin."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Final

from damascus_map.data.load import default_path
from damascus_map.language import LANGUAGES, language
from damascus_map.query.dataset import Dataset, open_dataset
from damascus_map.query.search_index import SearchIndex
from damascus_map.render.event_columns import MEDIA_TYPE, as_column_file, event_columns
from damascus_map.render.evidence import evidence
from damascus_map.render.scene import as_json_bytes, content_hash, scene
from damascus_map.render.search_results import index_of

OWN_ASSETS: Final = "session"
"""The folder of assets that belong to one reader's session."""

_OPENING: Final = Lock()
WEB: Final = Path(__file__).parent / "web"
SCRIPTS: Final = (
    "time.js",
    "words.js",
    "elements.js",
    "state.js",
    "columns.js",
    "order.js",
    "slots.js",
    "events.js",
    "sight.js",
    "grid.js",
    "placing.js",
    "clusters.js",
    "dots.js",
    "reported.js",
    "frame.js",
    "ground.js",
    "tip.js",
    "textures.js",
    "districts.js",
    "names.js",
    "details.js",
    "copy_link.js",
    "items.js",
    "event_card.js",
    "lists.js",
    "summary.js",
    "stacks.js",
    "labels.js",
    "surface.js",
    "symbols.js",
    "density.js",
    "points.js",
    "pointing.js",
    "legend.js",
    "counter.js",
    "places.js",
    "margins.js",
    "axis.js",
    "bands.js",
    "histogram.js",
    "gestures.js",
    "brush.js",
    "mark.js",
    "overview.js",
    "hints.js",
    "player.js",
    "clock.js",
    "periods.js",
    "controls.js",
    "timeline.js",
    "camera.js",
    "address.js",
    "link.js",
    "evidence.js",
    "head.js",
    "fields.js",
    "status.js",
    "panel.js",
    "happenings.js",
    "opened.js",
    "sheet.js",
    "search.js",
    "actions.js",
    "tour.js",
    "page.js",
    "painter.js",
    "view.js",
    "loading.js",
    "plugin.js",
)
"""The plugin's files, in the order in which they are joined: each needs those before it."""

COMPARISON_SCRIPTS: Final = ("side.js", "swipe.js", "compared_days.js", "comparison.js")
"""What a comparison of two days needs beside the plugin."""

STYLES: Final = ("root.css", "map.css", "cards.css", "events.css", "opened.css", "timeline.css")
"""Its style sheets, joined likewise."""

_KEPT: Final = 4
_COMPRESSION: Final = 6
_QUICK_COMPRESSION: Final = 1
_LARGE: Final = 1 << 20
"""From so many bytes on compression is quick: 18 MB of columns of events are packed in a seventh of
the time, and are a tenth larger."""

_READ: Final = (
    *("datapackage.json", "data/*.csv", "geo/*.geojson"),
    *("imports/*/sources.csv", "imports/*/events.parquet", "imports/*/events.parquet/**/*.parquet"),
)
"""The files of a dataset folder that its opening reads."""

_MEDIA_TYPES: Final = {
    "bin": MEDIA_TYPE,
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file for the browser.

    Attributes
    ----------
    name
        File name with the hash of the content in it: what has the same name is the same.
    hash
        That hash.
    content, compressed
        The bytes, as they are and with gzip: compressed once, not for each reader.
    media_type
        As in the header ``Content-Type``.
    """

    name: str
    hash: str
    content: bytes
    compressed: bytes
    media_type: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Publication:
    """A dataset opened, with what the browser needs of it.

    Attributes
    ----------
    dataset
        To ask on the server.
    scene, events
        For the map plugin: all that is constant, and the columns of the events.
    evidence
        What the panel beside the map says, by language.
    event_types
        The kinds of event that there are, sorted.
    last_day
        Last civil day of the timeline.
    index
        Makes the index of its words when it is asked for the first time, and keeps it.
    token
        What nobody can guess, and stands in the addresses of its assets: of a reader's own data,
        which only their page may fetch. Empty for what the server shows to all.
    """

    dataset: Dataset
    scene: Asset
    events: Asset
    evidence: Mapping[str, Asset]
    event_types: tuple[str, ...]
    last_day: date
    index: Callable[[], SearchIndex]
    token: str = ""

    @property
    def folder(self) -> str:
        """Where its assets lie, below the address of all assets."""
        return f"{OWN_ASSETS}/{self.token}/" if self.token else ""


def publication(path: str | Path | None, last_day: date) -> Publication:
    """Open a dataset for the browser; the same until a file of the folder changes.

    Parameters
    ----------
    path
        The dataset folder; None for the default one.
    last_day
        Last civil day of the timeline.

    Raises
    ------
    DatasetNotFoundError, InvalidDatasetError
        As `open_dataset`.
    """
    folder = default_path() if path is None else Path(path)
    with _OPENING:  # many readers at once wait for one opening, instead of each making its own
        return _publication(folder, last_day, _fingerprint(folder))


def publication_of(dataset: Dataset, last_day: date, *, token: str = "") -> Publication:
    """Make for the browser what it needs of a dataset.

    Parameters
    ----------
    dataset
        What is shown.
    last_day
        Last civil day of the timeline.
    token
        See `Publication`; empty for a dataset that everybody may fetch.
    """
    tables = dataset.tables
    # The events' words are asked for by the hash of the columns, so it has to follow them too.
    columns = as_column_file(event_columns(tables), dataset=tables.package.content_hash)
    return Publication(
        dataset,
        asset_of("scene", as_json_bytes(scene(tables, last_day)), "json"),
        asset_of("events", columns, "bin"),
        {
            code: asset_of("evidence", as_json_bytes(evidence(tables, language(code))), "json")
            for code in LANGUAGES
        },
        tuple(sorted(tables.events["type"].unique())),
        last_day,
        cache(partial(index_of, tables)),
        token,
    )


def asset_of(stem: str, content: bytes, ending: str) -> Asset:
    """Return content as an asset, named by its hash; the ending is bin, css, js or json."""
    key = content_hash(content)
    level = _COMPRESSION if len(content) < _LARGE else _QUICK_COMPRESSION
    compressed = gzip.compress(content, level, mtime=0)
    return Asset(f"{stem}-{key}.{ending}", key, content, compressed, _MEDIA_TYPES[ending])


@cache
def plugin_assets() -> tuple[Asset, Asset]:
    """Return the plugin's script, its files joined into one, and its style sheet."""
    script, styles = joined(SCRIPTS).encode(), joined(STYLES).encode()
    return asset_of("plugin", script, "js"), asset_of("plugin", styles, "css")


@cache
def comparison_assets() -> tuple[Asset, Asset]:
    """Return what the comparison of two days needs beside the plugin: script and style sheet."""
    script, styles = joined(COMPARISON_SCRIPTS).encode(), web_file("comparison.css").encode()
    return asset_of("comparison", script, "js"), asset_of("comparison", styles, "css")


def published_assets(shown: Publication) -> Mapping[str, Asset]:
    """Return what the browser may ask of a dataset, by name."""
    return {a.name: a for a in (shown.scene, shown.events, *shown.evidence.values())}


def joined(names: Iterable[str]) -> str:
    """Return files of the plugin as one text, in this order."""
    return "\n".join(map(web_file, names))


def web_file(name: str) -> str:
    """Return the text of one of the plugin's files."""
    return (WEB / name).read_text(encoding="utf-8")


@lru_cache(maxsize=_KEPT)
def _publication(
    folder: Path,
    last_day: date,
    fingerprint: tuple[tuple[str, int, int], ...],  # noqa: ARG001 - part of the cache's key
) -> Publication:
    return publication_of(open_dataset(folder), last_day)


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, time and size of each file of the dataset, to see when one changes."""
    files = [path for pattern in _READ for path in folder.glob(pattern)]
    stats = [(file, file.stat()) for file in files if file.is_file()]
    return tuple(sorted((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in stats))
