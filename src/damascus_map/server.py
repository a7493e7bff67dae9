"""The routes beside the page: the plugin, its data, and Leaflet; all from this machine."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import js_lib_leaflet
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from damascus_map.errors import DatasetError
from damascus_map.model.dates import today
from damascus_map.render.publication import (
    Publication,
    plugin_assets,
    publication,
    published_assets,
)
from damascus_map.ui.styles import page_styles

DATASET_VARIABLE: Final = "DAMASCUS_MAP_DATASET"
PAGE: Final = Path(__file__).parent / "page.py"

_LEAFLET: Final = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"


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
    headers = {"Cache-Control": _FOR_A_YEAR, "X-Content-Type-Options": "nosniff"}
    return Response(asset.content, media_type=asset.media_type, headers=headers)


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


MIDDLEWARE: Final = [Middleware(RefuseForeignSockets)]

ROUTES: Final[list[BaseRoute]] = [
    Mount(
        "/assets",
        routes=[
            Mount("/leaflet", StaticFiles(directory=_LEAFLET)),
            Route("/{name}", send_asset),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
    )
]
