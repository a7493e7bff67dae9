"""What the map and the page fetch: the plugin, its data, styles and Leaflet, from this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import js_lib_leaflet
import pandas as pd
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from damascus_map.errors import DatasetError
from damascus_map.language import LANGUAGES, language
from damascus_map.render.event_columns import event_words
from damascus_map.render.publication import (
    OWN_ASSETS,
    Asset,
    Publication,
    comparison_assets,
    plugin_assets,
    published_assets,
)
from damascus_map.render.scene import as_json_bytes
from damascus_map.server.own_data import shared
from damascus_map.server.searching import send_own_results, send_results
from damascus_map.server.shown import shown_publication
from damascus_map.ui.assets import page_script, page_styles

_LEAFLET: Final = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_KEPT_FOR_EVER: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}
_OF_ONE_READER: Final = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}
_ROWS: Final = re.compile(r"\d{1,9}(?:,\d{1,9})*", re.ASCII)
_MOST_ROWS: Final = 200


def send_asset(request: Request) -> Response:
    """Answer with one asset; its name holds its hash, so a browser may keep it for ever."""
    own = (page_styles(), page_script(), *plugin_assets(), *comparison_assets())
    assets = {asset.name: asset for asset in own}
    with suppress(DatasetError):  # the page says what is wrong; it still needs its styles
        assets |= published_assets(shown_publication())
    return _sent(request, assets, _KEPT_FOR_EVER)


def send_own_asset(request: Request) -> Response:
    """Answer with one asset of a reader's own data; no cache keeps it."""
    own = shared(request.path_params["token"])
    return _sent(request, {} if own is None else published_assets(own), _OF_ONE_READER)


def _sent(request: Request, assets: Mapping[str, Asset], kept: Mapping[str, str]) -> Response:
    asset = assets.get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("There is no such asset; reload the page.", status_code=404)
    headers = {**kept, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(asset.compressed, media_type=asset.media_type, headers=headers)


def send_details(request: Request) -> Response:
    """Answer with the words of a few events, in the order in which their rows are asked for."""
    try:
        shown = shown_publication()
    except DatasetError:
        return PlainTextResponse("There are no events; reload the page.", status_code=404)
    return _details(request, shown, _KEPT_FOR_EVER)


def send_own_details(request: Request) -> Response:
    """Answer with the words of a few events of a reader's own data."""
    own = shared(request.path_params["token"])
    if own is None:
        return PlainTextResponse("There are no events; reload the page.", status_code=404)
    return _details(request, own, _OF_ONE_READER)


def _details(request: Request, shown: Publication, kept: Mapping[str, str]) -> Response:
    if request.path_params["hash"] != shown.events.hash:
        return PlainTextResponse("There are no such events; reload the page.", status_code=404)
    tables = shown.dataset.tables
    lang = request.query_params.get("lang", LANGUAGES[0])
    if (name := request.query_params.get("id")) is not None:
        return _details_of(name, shown, lang, kept)
    try:
        rows = _asked_rows(request.query_params.get("rows", ""), len(tables.events))
        details = event_words(tables, rows, language(lang).code)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    return Response(
        as_json_bytes({"rows": details}), media_type="application/json", headers=dict(kept)
    )


def _details_of(name: str, shown: Publication, lang: str, kept: Mapping[str, str]) -> Response:
    """Answer with the row and the words of the event with an id; null where there is none."""
    tables = shown.dataset.tables
    row = int(tables.events.index.get_indexer(pd.Index([name]))[0])
    try:
        details = [] if row < 0 else event_words(tables, [row], language(lang).code)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    content = as_json_bytes({"row": None if row < 0 else row, "rows": details})
    return Response(content, media_type="application/json", headers=dict(kept))


def _asked_rows(text: str, count: int) -> list[int]:
    """Read positions from ``3,7,12``; raise ValueError if they are none, or too many."""
    match = _ROWS.fullmatch(text)
    rows = [int(part) for part in text.split(",")] if match else []
    if not 0 < len(rows) <= _MOST_ROWS or max(rows) >= count:
        raise ValueError(
            f"rows: expected 1 to {_MOST_ROWS} positions below {count}, separated by commas"
        )
    return rows


ASSETS: Final = Mount(
    "/assets",
    routes=[
        Mount("/leaflet", StaticFiles(directory=_LEAFLET)),
        Route("/events/{hash}/details.json", send_details),
        Route(f"/{OWN_ASSETS}/{{token}}/events/{{hash}}/details.json", send_own_details),
        Route(f"/{OWN_ASSETS}/{{token}}/search.json", send_own_results, methods=["POST"]),
        Route(f"/{OWN_ASSETS}/{{token}}/{{name}}", send_own_asset),
        Route("/search.json", send_results, methods=["POST"]),
        Route("/{name}", send_asset),
    ],
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
)
