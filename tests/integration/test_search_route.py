"""``POST /assets/search.json``, events by their id, and who may embed the page: a real server."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from damascus_map.server.shown import EMBEDDING_VARIABLE, shown_publication
from tools.live_page import Server, running_server

SITE = "https://news.example.org"
TIMEOUT_S = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "output.txt"
    with running_server(
        log, environment={EMBEDDING_VARIABLE: f"{SITE} {SITE.upper()}/"}
    ) as running:
        yield running
    output = log.read_text(encoding="utf-8")
    assert "Traceback" not in output
    assert "kaboun" not in output  # nobody keeps what was looked for


def ask(server: Server, method: str, path: str, body: str | None = None):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=TIMEOUT_S)
    try:
        connection.request(method, path, body=body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(("lang", "kind"), [("en", "Places"), ("fr", "Lieux"), ("ar", "الأماكن")])
def test_words_are_answered_in_the_language_asked_for(server: Server, lang: str, kind: str) -> None:
    body = json.dumps({"text": "kaboun", "lang": lang})
    status, headers, content = ask(server, "POST", "/assets/search.json", body)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    first = json.loads(content)["groups"][0]
    assert (first["name"], first["results"][0]["address"]) == (kind, {"district": "qaboun"})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"text": 5, "lang": "en"}',
        '{"text": "a", "lang": "de"}',
        "x" * 5000,
    ],
)
def test_another_question_is_refused(server: Server, body: str) -> None:
    status, _, content = ask(server, "POST", "/assets/search.json", body)
    assert status == 400
    assert "expected" in content


def test_words_do_not_stand_in_an_address(server: Server) -> None:
    assert ask(server, "GET", "/assets/search.json?text=kaboun")[0] in (404, 405)
    assert ask(server, "POST", "/assets/session/none/search.json", "{}")[0] == 404


def test_an_event_is_found_by_its_id(server: Server) -> None:
    shown = shown_publication()
    path = f"/assets/events/{shown.events.hash}/details.json"
    found = json.loads(ask(server, "GET", f"{path}?id=2017-05-08-barze-evacuation&lang=fr")[2])
    assert found["rows"][0]["id"] == "2017-05-08-barze-evacuation"
    assert "1\u202f022" in found["rows"][0]["figures"] or "1 022" in found["rows"][0]["figures"]
    assert list(shown.dataset.tables.events.index)[found["row"]] == found["rows"][0]["id"]
    assert json.loads(ask(server, "GET", f"{path}?id=none")[2]) == {"row": None, "rows": []}


def test_only_named_sites_may_embed_a_page(server: Server) -> None:
    for path in ("/", "/?embed=true", "/data"):
        assert (
            ask(server, "GET", path)[1]["Content-Security-Policy"]
            == f"frame-ancestors 'self' {SITE}"
        )
