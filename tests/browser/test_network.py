"""Nothing leaves this machine, and no other site's page gets in."""

import http.client
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tools.live_page import Server
from tools.offline_streamlit import REFUSED_MARK


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def answer_to(server: Server, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(connection):
        connection.request("GET", path, headers=names)
        given = connection.getresponse()
        return Answer(given.status, given.headers, given.read())


def test_page_of_another_site_gets_no_socket_and_asks_nobody(server: Server) -> None:
    seen = server.log.stat().st_size
    refused = answer_to(
        server,
        "/_stcore/stream",
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        Origin="https://example.org",
    )
    assert refused.status == 403
    assert REFUSED_MARK not in server.log.read_text(encoding="utf-8")[seen:]


def test_assets_are_compressed_and_kept_by_the_browser(
    page: Page, server: Server, open_map
) -> None:
    addresses = []
    page.on("request", lambda request: addresses.append(urlsplit(request.url).path))
    open_map(page, server)
    scene = next(path for path in addresses if "/assets/scene-" in path)
    given = answer_to(server, scene, Accept_Encoding="gzip")
    assert given.status == 200
    assert given.headers["Content-Encoding"] == "gzip"
    assert "immutable" in given.headers["Cache-Control"]
    assert given.headers["Access-Control-Allow-Origin"] is None
    assert int(given.headers["Content-Length"]) < 250_000


def test_an_unknown_asset_is_not_found(server: Server) -> None:
    assert answer_to(server, "/assets/scene-0000000000000000.json").status == 404


def test_no_file_beside_the_assets_is_given(server: Server) -> None:
    for way in ("..", "%2e%2e", "..%2f.."):
        answer = answer_to(server, f"/assets/leaflet/{way}/{way}/{way}/apps.py")
        assert b"AppConfig" not in answer.body
