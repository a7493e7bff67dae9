"""A reader's own data: fetched by who knows the token, gone with the session, kept by no cache."""

import asyncio
import gc
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from starlette.datastructures import Headers

from damascus_map import Dataset
from damascus_map.render.interactive import constant_map
from damascus_map.render.publication import Publication, publication_of
from damascus_map.server.assets import ASSETS
from damascus_map.server.own_data import share, shared

LAST_DAY = date(2020, 12, 31)
OF_ONE_READER = "a-token-that-nobody-can-guess"


@pytest.fixture
def own(dataset: Dataset) -> Publication:
    return publication_of(dataset, LAST_DAY, token=OF_ONE_READER)


@dataclass
class Answer:
    status: int = 0
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    async def take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], Headers(raw=message["headers"])
        else:
            self.body += message.get("body", b"")


async def nothing() -> dict[str, str]:
    return {"type": "http.request"}


def ask(address: str) -> Answer:
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "headers": [],
        "root_path": "",
        "path": path,
        "query_string": query.encode(),
    }
    answer = Answer()
    asyncio.run(ASSETS(scope, nothing, answer.take))
    return answer


def test_the_assets_are_sent_to_who_knows_the_token_and_kept_by_no_cache(own) -> None:
    share(own)
    events = f"/assets/{own.folder}events/{own.events.hash}/details.json?rows=0"
    for address in (f"/assets/{own.folder}{own.scene.name}", events):
        answer = ask(address)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert ask(address.replace(OF_ONE_READER, "another")).status == 404
    assert ask(f"/assets/{own.folder}{own.scene.name}").body == own.scene.content


def test_it_is_not_among_what_everybody_may_fetch(own) -> None:
    share(own)
    assert ask(f"/assets/{own.scene.name}").status == 404


def test_what_the_session_lets_go_of_is_gone(dataset) -> None:
    own = publication_of(dataset, LAST_DAY, token=OF_ONE_READER)
    share(own)
    assert shared(OF_ONE_READER) is own
    del own
    gc.collect()
    assert shared(OF_ONE_READER) is None


def test_data_without_a_token_are_not_shared(dataset) -> None:
    with pytest.raises(ValueError, match="token"):
        share(publication_of(dataset, LAST_DAY))


def test_the_map_of_own_data_asks_for_them_by_the_token(own, dataset) -> None:
    page = constant_map(own).get_root().render()
    assert page.count(f"assets/session/{OF_ONE_READER}/") == 7
    assert "session/" not in constant_map(publication_of(dataset, LAST_DAY)).get_root().render()
