"""What the search field asks: words go to the server, results come back.

The words come in the body of the request: an address is kept by proxies and histories.
"""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from damascus_map.errors import DatasetError
from damascus_map.language import LANGUAGES
from damascus_map.render.publication import Publication
from damascus_map.render.scene import as_json_bytes
from damascus_map.render.search_results import search_report
from damascus_map.server.own_data import shared
from damascus_map.server.shown import shown_publication

_MOST_BYTES: Final = 4096
_NOT_KEPT: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


async def send_results(request: Request) -> Response:
    """Answer with what is found in the dataset that the server shows."""
    try:
        shown = await run_in_threadpool(shown_publication)
    except DatasetError:
        return _refused(404, "There is nothing to be searched; reload the page.")
    return await _results(request, shown)


async def send_own_results(request: Request) -> Response:
    """Answer with what is found in a reader's own data."""
    own = shared(request.path_params["token"])
    if own is None:
        return _refused(404, "There is nothing to be searched; reload the page.")
    return await _results(request, own)


async def _results(request: Request, shown: Publication) -> Response:
    asked = await _asked(request)
    if asked is None:
        return _refused(400, 'expected {"text": "…", "lang": "en"}, no longer than 4096 bytes')
    report = await run_in_threadpool(_report, shown, *asked)
    return Response(as_json_bytes(report), media_type="application/json", headers=_NOT_KEPT)


def _report(shown: Publication, text: str, lang: str) -> dict[str, Any]:
    tables, last_day = shown.dataset.tables, shown.last_day
    return search_report(tables, shown.index(), text, last_day=last_day, lang=lang)


async def _asked(request: Request) -> tuple[str, str] | None:
    """Return text and language of a request, None for one of another form."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > _MOST_BYTES:
            return None
    try:
        asked = json.loads(content)
        text, lang = asked["text"], asked["lang"]
    except (ValueError, KeyError, TypeError):
        return None
    return (text, lang) if isinstance(text, str) and lang in LANGUAGES else None


def _refused(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status_code=status, headers=_NOT_KEPT)
