"""``GET /snapshot.png``: pictures by their address, from a real server that many ask at once."""

import hashlib
import http.client
import io
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

import damascus_map as dm
from damascus_map.render.picture_request import order_from
from damascus_map.render.static.writers import snapshot_bytes
from tools.live_page import Server, running_server

DAY = "date=2017-05-07"
SIGNATURES = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
TIMEOUT_S = 120


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "output.txt"
    with running_server(log) as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8")


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=TIMEOUT_S)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


@pytest.mark.parametrize("form", SIGNATURES)
def test_each_form_is_a_file_that_articles_may_embed(server: Server, form: str) -> None:
    answer = ask(server, f"/snapshot.{form}?{DAY}&district=qaboun&lang=fr")
    assert answer.status == 200
    assert answer.body.startswith(SIGNATURES[form])
    headers = answer.headers
    assert headers.get_content_type() == TYPES[form]
    assert headers["Content-Disposition"] == (
        f'inline; filename="damascus-map-2017-05-07-qaboun-fr.{form}"'
    )
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "public, max-age=300"
    assert ("sandbox" in headers.get("Content-Security-Policy", "")) == (form == "svg")
    assert headers["ETag"].startswith('"')


def test_a_picture_is_that_of_the_library_in_the_size_asked_for(server: Server) -> None:
    query = "date=2013-08-21&layout=square&scale=0.5&lang=ar&window=30"
    answer = ask(server, f"/snapshot.png?{query}")
    dataset = dm.open_dataset()
    pairs = [tuple(part.split("=")) for part in query.split("&")]
    order = order_from(pairs, "png", dataset.tables, dm.model.dates.today())  # type: ignore[arg-type]
    content, _ = snapshot_bytes(dataset.tables, order.view, "png", layout="square", scale=0.5)
    assert hashlib.sha256(answer.body).digest() == hashlib.sha256(content).digest()
    assert Image.open(io.BytesIO(answer.body)).size == (540, 540)


def test_the_address_of_a_page_is_the_address_of_its_picture(server: Server) -> None:
    page = f"{DAY}&districts=jobar,qaboun&window=30&confidence=high&view=36.3,33.5,13&span="
    answer = ask(server, f"/snapshot.svg?{page}2016-01-01,2018-01-01")
    assert answer.status == 200
    assert f"?{DAY}&amp;districts=qaboun,jobar&amp;window=30&amp;confidence=high" in answer.text
    assert ">Jobar<" in answer.text
    assert ">Tadamon<" not in answer.text


def test_who_has_the_picture_is_told_so(server: Server) -> None:
    path = f"/snapshot.png?{DAY}&scale=0.25"
    etag = ask(server, path).headers["ETag"]
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = ask(server, path, If_None_Match=named)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag)
        assert again.headers["Cache-Control"] == "public, max-age=300"
    assert ask(server, path, If_None_Match='"other"').status == 200
    assert ask(server, f"{path}&window=8").headers["ETag"] != etag
    same = ask(server, f"/snapshot.png?scale=0.250&window=7&{DAY}&lang=en", "HEAD")
    assert same.headers["ETag"] == etag


def test_each_encoding_has_an_etag_of_its_own(server: Server) -> None:
    path = f"/snapshot.svg?{DAY}"
    plain, packed = (ask(server, path, Accept_Encoding=one) for one in ("identity", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_the_head_is_sent_without_a_picture(server: Server) -> None:
    path = "/snapshot.pdf?date=2014-01-01&scale=1"
    head = ask(server, path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers.get_content_type() == "application/pdf"
    assert head.headers["ETag"] == ask(server, path).headers["ETag"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("snapshot.gif", 404, "There is no picture of the form gif. Known: png, svg, pdf."),
        ("snapshot.png?date=2099-01-01", 400, "date=2099-01-01 cannot be used: expected a day fr"),
        ("snapshot.png?date=1999-01-01&lang=fr", 400, "date=1999-01-01 ne peut pas être utilisé"),
        ("snapshot.png?lang=ar&scale=99", 400, "scale=99"),
        ("snapshot.png?colour=red", 400, "There is no parameter colour. Known: lang, date"),
        ("snapshot.png?window=7&window=8", 400, "window is given more than once"),
        ("snapshot.png?district=%FF%00%0d%0aX", 400, "<U+0000>"),
        (f"snapshot.png?date={'9' * 5000}", 400, "at most 4000 characters"),
    ],
)
def test_what_cannot_be_used_is_named_in_plain_text(
    server: Server, path: str, status: int, said: str
) -> None:
    answer = ask(server, f"/{path}")
    assert answer.status == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert said in answer.text
    assert len(answer.text) < 1000


def test_twenty_at_once_for_five_pictures_are_all_answered(server: Server) -> None:
    paths = [f"/snapshot.png?date=2016-0{1 + number % 5}-07&scale=0.25" for number in range(20)]
    with ThreadPoolExecutor(20) as readers:
        answers = list(readers.map(lambda path: ask(server, path), paths))
    assert [answer.status for answer in answers] == [200] * 20
    assert len({answer.body for answer in answers}) == 5


def test_more_than_can_wait_are_asked_to_come_back(server: Server) -> None:
    paths = [f"/snapshot.png?date=2015-{1 + n // 20:02}-{1 + n % 20:02}" for n in range(60)]
    with ThreadPoolExecutor(60) as readers:
        answers = list(readers.map(lambda path: ask(server, path), paths))
    refused = [answer for answer in answers if answer.status == 429]
    assert {answer.status for answer in answers} == {200, 429}
    assert {answer.headers["Retry-After"] for answer in refused} == {"5"}
    assert "ask again in 5 seconds" in refused[0].text
    assert ask(server, paths[0]).status == 200


def test_readers_that_go_away_leave_the_queue(server: Server) -> None:
    host, port = urlsplit(server.url).hostname, urlsplit(server.url).port
    for number in range(14):
        with socket.create_connection((str(host), int(port or 0))) as gone:
            path = f"/snapshot.png?date=2012-{1 + number % 12:02}-{1 + number:02}&scale=4"
            gone.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    for _ in range(30):  # until the server has seen them go
        assert ask(server, f"/snapshot.png?{DAY}", "HEAD").status == 200
    # With the fourteen still in the queue there would be no room for as many others.
    paths = [f"/snapshot.png?date=2012-06-{1 + number:02}&scale=0.25" for number in range(14)]
    with ThreadPoolExecutor(14) as readers:
        answers = list(readers.map(lambda path: ask(server, path), paths))
    assert [answer.status for answer in answers] == [200] * 14


def test_a_broken_dataset_is_no_picture_and_no_traceback(
    copy_of_dataset: Path, tmp_path: Path
) -> None:
    (copy_of_dataset / "data" / "control.csv").write_text("nothing", encoding="utf-8")
    log = tmp_path / "output.txt"
    environment = {"DAMASCUS_MAP_DATASET": str(copy_of_dataset)}
    with running_server(log, environment=environment) as broken:
        answer = ask(broken, f"/snapshot.png?{DAY}&lang=fr")
    assert (answer.status, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "Le jeu de données ne peut pas être affiché" in answer.text
    assert str(copy_of_dataset) not in answer.text
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_a_corrected_dataset_is_another_picture(copy_of_dataset: Path, tmp_path: Path) -> None:
    path = f"/snapshot.png?{DAY}&scale=0.25"
    environment = {"DAMASCUS_MAP_DATASET": str(copy_of_dataset)}
    with running_server(tmp_path / "output.txt", environment=environment) as server:
        etag = ask(server, path).headers["ETag"]
        package = copy_of_dataset / "datapackage.json"
        text = package.read_text(encoding="utf-8")
        package.write_text(text.replace("who held", "who kept"), encoding="utf-8")
        again = ask(server, path, If_None_Match=etag)
    assert again.status == 200
    assert again.headers["ETag"] != etag
