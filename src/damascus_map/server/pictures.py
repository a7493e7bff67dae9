"""Pictures by their address: ``GET /snapshot.png?date=2017-05-07&district=qaboun&lang=fr``."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from damascus_map.errors import BusyError, DatasetError, DrawingError, QueryError
from damascus_map.language import LANGUAGES, N_, Language, language
from damascus_map.render.picture_order import PICTURE_TYPES, PictureOrder, file_name
from damascus_map.render.picture_request import order_from
from damascus_map.render.publication import Publication
from damascus_map.render.studio import Job, ask_for_picture, leave_picture, picture_key
from damascus_map.server.shown import shown_publication

_FOR_ALL: Final = {
    # A picture holds nothing that not everybody may see, and is made to stand in articles: scripts
    # and canvases of other sites may read it.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_NOT_KEPT: Final = {**_FOR_ALL, "Cache-Control": "no-store"}
# The dataset may be corrected under the same address: after five minutes a browser asks whether.
_KEPT: Final = {**_FOR_ALL, "Cache-Control": "public, max-age=300"}
# Opened by itself an SVG is a document of this site; it is to run nothing, whatever it holds.
_OF_SVG: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox"
}
_LONGEST_QUERY: Final = 4000
_RETRY_AFTER_S: Final = 5


async def send_picture(request: Request) -> Response:
    """Answer with a picture of a view, or say in plain text why there is none."""
    words = _asked_words(request)
    form = request.path_params["form"]
    if form not in PICTURE_TYPES:
        text = N_("There is no picture of the form {form}. Known: {known}.")
        return _refused(404, words, text, form=form[:20], known=", ".join(PICTURE_TYPES))
    if len(request.url.query) > _LONGEST_QUERY:
        text = N_("The address is too long: at most {n} characters after the question mark.")
        return _refused(400, words, text, n=_LONGEST_QUERY)
    try:
        shown = await run_in_threadpool(shown_publication)
        pairs = request.query_params.multi_items()
        order = order_from(pairs, form, shown.dataset.tables, shown.last_day)
    except DatasetError:
        text = N_("The dataset cannot be shown at present; the page at / says what is wrong.")
        return _refused(503, words, text)
    except QueryError as error:
        text = N_("There is no picture at this address.\n{faults}")
        return _refused(400, words, text, faults=error)
    return await _answer(request, shown, order, words)


async def _answer(
    request: Request, shown: Publication, order: PictureOrder, words: Language
) -> Response:
    """Send the picture, unless the reader has it or has asked for nothing but the head."""
    tables = shown.dataset.tables
    packed = order.form != "png" and "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{picture_key(tables, order)}{"-gzip" if packed else ""}"'
    name = file_name(order, tables.package.name)
    headers = {
        **_KEPT,
        "ETag": etag,
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": order.view.lang,
        "Vary": "Accept-Encoding",
        **(_OF_SVG if order.form == "svg" else {}),
    }
    if _has(request.headers.get("If-None-Match", ""), etag):
        return Response(status_code=304, headers=headers)
    media_type = PICTURE_TYPES[order.form]
    if request.method == "HEAD":
        head = Response(media_type=media_type, headers=headers)
        del head.headers["Content-Length"]  # it is known when the picture is drawn
        return head
    try:
        content = await _content(request, ask_for_picture(tables, order))
    except BusyError:
        text = N_("Many pictures are being drawn: ask again in {n} seconds.")
        return _refused(429, words, text, n=_RETRY_AFTER_S)
    except DrawingError:
        text = N_("The picture could not be drawn: the log of the server says why.")
        return _refused(500, words, text)
    if packed:  # here, so that each of the two has an ETag of its own
        headers["Content-Encoding"] = "gzip"
        content = await run_in_threadpool(gzip.compress, content, 6, mtime=0)
    return Response(content, media_type=media_type, headers=headers)


async def _content(request: Request, job: Job) -> bytes:
    """Wait for a picture as long as the reader does."""
    drawn = asyncio.wrap_future(job.content)
    gone = asyncio.create_task(_gone(request))
    try:
        waiting: set[asyncio.Future[Any]] = {drawn, gone}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        return drawn.result() if drawn.done() else b""
    finally:
        gone.cancel()
        leave_picture(job)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _has(asked: str, etag: str) -> bool:
    """Tell whether a header ``If-None-Match`` names what the reader would be sent."""
    named = [one.strip().removeprefix("W/") for one in asked.split(",")]
    return "*" in named or etag in named


def _asked_words(request: Request) -> Language:
    lang = request.query_params.get("lang", "")
    return language(lang if lang in LANGUAGES else LANGUAGES[0])


def _refused(status: int, words: Language, text: str, **parameters: object) -> Response:
    headers: Mapping[str, str] = {**_NOT_KEPT, "Content-Language": words.code}
    if status == 429:  # noqa: PLR2004 - too many requests
        headers = {**headers, "Retry-After": str(_RETRY_AFTER_S)}
    message = words.text(text, **parameters)
    return PlainTextResponse(f"{message}\n", status_code=status, headers=dict(headers))


PICTURES: Final = Route("/snapshot.{form}", send_picture)
