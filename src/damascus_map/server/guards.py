"""What every answer passes: foreign sockets and frames are refused, the map's files announced."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from damascus_map.errors import DatasetError
from damascus_map.render.publication import plugin_assets
from damascus_map.server.shown import embedding_origins, shown_publication


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


class AllowEmbedding:
    """Let only this site, and those that the server names, show its pages in a frame.

    Streamlit sends nothing of the kind: without this any site could. This site itself always may,
    since the map stands in a frame of the page.

    Parameters
    ----------
    app
        The app behind this one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.policy = " ".join(("frame-ancestors 'self'", *embedding_origins()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a header on each answer that is a page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guard(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A page that the browser has kept gets the policy of today.
                is_kept = message["status"] == HTTPStatus.NOT_MODIFIED
                if is_kept or headers.get("content-type", "").startswith("text/html"):
                    headers.append("Content-Security-Policy", self.policy)
            await send(message)

        await self.app(scope, receive, guard)


def _wanted() -> list[str]:
    """Return the addresses of what the map needs, in the order in which it asks for it."""
    script, styles = plugin_assets()
    wanted = ["leaflet/leaflet.js", script.name, "leaflet/leaflet.css", styles.name]
    with suppress(DatasetError):  # the page says what is wrong
        wanted.append(shown_publication().scene.name)
    return [f"assets/{name}" for name in wanted]
