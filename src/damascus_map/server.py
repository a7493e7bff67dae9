"""The routes beside the page: the plugin, its data, and Leaflet; all from this machine."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import js_lib_leaflet
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from damascus_map.errors import DatasetError
from damascus_map.language import LANGUAGES, language
from damascus_map.model.dates import today
from damascus_map.render.event_columns import event_words
from damascus_map.render.publication import (
    Publication,
    plugin_assets,
    publication,
    published_assets,
)
from damascus_map.render.scene import as_json_bytes
from damascus_map.ui.assets import page_styles

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"
PAGE: Final = Path(__file__).parent / "page.py"

_LEAFLET: Final = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_KEPT_FOR_EVER: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}
_ROWS: Final = re.compile(r"\d{1,9}(?:,\d{1,9})*", re.ASCII)
_MOST_ROWS: Final = 200


def dataset_path() -> str | None:
    """Return the dataset folder that the server was started with; None for the default one."""
    return os.environ.get(DATASET_VARIABLE) or None


def shown_publication() -> Publication:
    """Open the dataset that the server shows.

    Raises
    ------
    DatasetNotFoundError, InvalidDatasetError
        As `open_dataset`.
    """
    return publication(dataset_path(), today())


def send_asset(request: Request) -> Response:
    """Answer with one asset; its name holds its hash, so a browser may keep it for ever."""
    assets = {asset.name: asset for asset in (page_styles(), *plugin_assets())}
    with suppress(DatasetError):  # the page says what is wrong; it still needs its styles
        assets |= published_assets(shown_publication())
    asset = assets.get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("There is no such asset; reload the page.", status_code=404)
    headers = {**_KEPT_FOR_EVER, "Vary": "Accept-Encoding"}
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
    if request.path_params["hash"] != shown.events.hash:
        return PlainTextResponse("There are no such events; reload the page.", status_code=404)
    tables = shown.dataset.tables
    lang = request.query_params.get("lang", LANGUAGES[0])
    try:
        rows = _asked_rows(request.query_params.get("rows", ""), len(tables.events))
        details = event_words(tables, rows, language(lang).code)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    return Response(
        as_json_bytes({"rows": details}), media_type="application/json", headers=_KEPT_FOR_EVER
    )


def _asked_rows(text: str, count: int) -> list[int]:
    """Read positions from ``3,7,12``; raise ValueError if they are none, or too many."""
    match = _ROWS.fullmatch(text)
    rows = [int(part) for part in text.split(",")] if match else []
    if not 0 < len(rows) <= _MOST_ROWS or max(rows) >= count:
        raise ValueError(
            f"rows: expected 1 to {_MOST_ROWS} positions below {count}, separated by commas"
        )
    return rows


class RefuseForeignSockets:
    """Refuse a WebSocket that a page of another site opens, before anything else looks at it.

    Streamlit refuses it too, but first asks an outside service for this machine's own address.
    A proxy in front of the server has to keep the header ``Host``.

    Parameters
    ----------
    app
        The app behind this one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on to the app behind."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc != headers.get("host"):
                refusal = WebSocketClose(code=1008, reason="a page of another site")
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


class AnnounceAssets:
    """Name what the map will ask for in the answer that carries the page, to have it early.

    The page's own scripts come first: what is named here is fetched when the line is free.

    Parameters
    ----------
    app
        The app behind this one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a header on each page of HTML that is no asset."""
        if scope["type"] != "http" or "." in scope["path"] or "/assets/" in scope["path"]:
            await self.app(scope, receive, send)
            return

        async def announce(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", ", ".join(map("<{}>; rel=prefetch".format, _wanted())))
            await send(message)

        await self.app(scope, receive, announce)


def _wanted() -> list[str]:
    """Return the addresses of what the map needs, in the order in which it asks for it."""
    script, styles = plugin_assets()
    wanted = ["leaflet/leaflet.js", script.name, "leaflet/leaflet.css", styles.name]
    with suppress(DatasetError):  # the page says what is wrong
        wanted.append(shown_publication().scene.name)
    return [f"assets/{name}" for name in wanted]


MIDDLEWARE: Final = [Middleware(RefuseForeignSockets), Middleware(AnnounceAssets)]

ROUTES: Final[list[BaseRoute]] = [
    Mount(
        "/assets",
        routes=[
            Mount("/leaflet", StaticFiles(directory=_LEAFLET)),
            Route("/events/{hash}/details.json", send_details),
            Route("/{name}", send_asset),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
    )
]
