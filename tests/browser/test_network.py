"""Nothing leaves this machine, and no other site's page gets in."""

import gzip
import http.client
import json
import re
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

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


@pytest.fixture(scope="module")
def assets(chromium: Browser, server: Server) -> list[str]:
    """The addresses of the assets that the page asks for; the events come last."""
    addresses = []
    with closing(chromium.new_page()) as page:
        page.on("request", lambda request: addresses.append(urlsplit(request.url).path))
        with page.expect_request("**/assets/events-*"):
            page.goto(server.url)
    return [path for path in addresses if path.startswith("/assets/")]


def asset(assets: list[str], stem: str) -> str:
    return next(path for path in assets if path.startswith(f"/assets/{stem}-"))


@pytest.mark.parametrize("stem", ["scene", "events", "plugin", "page"])
def test_assets_are_compressed_once_and_kept_by_the_browser(assets, server: Server, stem) -> None:
    path = asset(assets, stem)
    given = answer_to(server, path, Accept_Encoding="gzip, br")
    plain = answer_to(server, path)
    assert (given.status, plain.status) == (200, 200)
    assert given.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(given.body) == plain.body  # one layer: nothing compresses it again
    for answer in (given, plain):
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Access-Control-Allow-Origin"] is None
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert int(answer.headers["Content-Length"]) == len(answer.body) < 900_000


def test_the_page_announces_what_its_map_will_ask_for(assets, server: Server) -> None:
    announced = re.findall(r"<([^>]+)>; rel=prefetch", answer_to(server, "/").headers["Link"])
    assert {f"/{address}" for address in announced} >= {
        asset(assets, stem) for stem in ("plugin", "scene")
    }
    assert {answer_to(server, f"/{address}").status for address in announced} == {200}


def test_the_events_are_columns_of_numbers(assets, server: Server) -> None:
    given = answer_to(server, asset(assets, "events"))
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.body.startswith(b"DMEV")


def test_the_words_of_events_are_given_in_the_order_asked(assets, server: Server) -> None:
    base = asset(assets, "events").replace("/events-", "/events/").replace(".bin", "/details.json")
    both = answer_to(server, f"{base}?rows=3,0&lang=fr")
    assert both.status == 200
    assert "immutable" in both.headers["Cache-Control"]
    last, first = json.loads(both.body)["rows"]
    assert set(first) == {"id", "title", "sources"}
    assert json.loads(answer_to(server, f"{base}?rows=0&lang=fr").body)["rows"] == [first]
    english = json.loads(answer_to(server, f"{base}?rows=3").body)["rows"][0]
    assert (english["id"], english["sources"]) == (last["id"], last["sources"])
    assert english["title"] != last["title"]


@pytest.mark.parametrize(
    "query",
    [
        *("", "rows=", "rows=a", "rows=-1", "rows=1,,2", "rows=1&lang=xx"),
        *("rows=1000000", f"rows={'9' * 30}", f"rows={','.join(['1'] * 201)}"),
    ],
)
def test_rows_that_are_no_positions_are_refused_in_plain_words(
    assets, server: Server, query
) -> None:
    base = asset(assets, "events").replace("/events-", "/events/").replace(".bin", "/details.json")
    given = answer_to(server, f"{base}?{query}")
    assert given.status == 400
    assert given.headers["Content-Type"].startswith("text/plain")
    assert given.headers["Cache-Control"] is None


def test_words_of_other_events_are_not_found(server: Server) -> None:
    path = "/assets/events/0000000000000000/details.json?rows=1"
    assert answer_to(server, path).status == 404


def test_an_unknown_asset_is_not_found(server: Server) -> None:
    assert answer_to(server, "/assets/scene-0000000000000000.json").status == 404


def test_no_file_beside_the_assets_is_given(server: Server) -> None:
    for way in ("..", "%2e%2e", "..%2f.."):
        answer = answer_to(server, f"/assets/leaflet/{way}/{way}/{way}/apps.py")
        assert b"AppConfig" not in answer.body
