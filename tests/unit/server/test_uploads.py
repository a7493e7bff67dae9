"""Uploads stay in memory."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

import damascus_map.server  # noqa: F401 - it says that uploads are kept in memory

EDGE = b"edge"


def form_with(content: bytes) -> Request:
    head = b'Content-Disposition: form-data; name="file"; filename="events.csv"\r\n\r\n'
    body = b"--" + EDGE + b"\r\n" + head + content + b"\r\n--" + EDGE + b"--\r\n"

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    kind = (b"content-type", b"multipart/form-data; boundary=" + EDGE)
    return Request({"type": "http", "method": "PUT", "headers": [kind]}, receive)


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_an_upload_is_never_put_into_a_file(size: int) -> None:
    async def is_on_disk() -> bool:
        async with form_with(b"x" * size).form() as form:
            assert form["file"].size == size
            return bool(form["file"].file._rolled)

    assert not asyncio.run(is_on_disk())
