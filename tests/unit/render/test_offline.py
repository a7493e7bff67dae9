"""The page in one file: what is in it, what it may do, and how large it becomes."""

import base64
import gzip
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.model.view import View
from damascus_map.render import offline
from damascus_map.render.markup import policy_hash
from damascus_map.render.offline import offline_page

DAY = date(2017, 5, 7)
END = date(2025, 12, 31)
LIMIT_BYTES = 1_500_000
HOSTILE = "</script><!--<script></style></iframe>\u2028\"'&amp;"


class Reader(HTMLParser):
    """Collects the elements of a page, and the text of its scripts and styles."""

    def __init__(self):
        super().__init__()
        self.elements, self.texts, self.inside = [], [], None

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        self.texts.append((self.inside, data))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def inline(self, tag):
        return [text for name, text in self.texts if name == tag]


def read(text):
    reader = Reader()
    reader.feed(text)
    return reader


def data_of(page):
    packed = page.inline("script")[-1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.fixture(scope="module")
def content(dataset):
    return offline_page(dataset.tables, View(on=DAY), ("en", "fr", "ar"), END).decode()


def test_the_default_dataset_in_three_languages_fits_the_limit(content):
    assert len(content.encode()) <= LIMIT_BYTES


def test_only_what_is_in_the_file_may_run_and_nothing_may_be_fetched(content):
    page = read(content)
    policy = next(meta for meta in page.all("meta") if "http-equiv" in meta)["content"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    map_page = read(page.all("iframe")[0]["srcdoc"])
    for source in (page, map_page):
        assert not any("src" in attributes for _, attributes in source.elements)
        assert not any("style" in attributes for _, attributes in source.elements)
        assert not any(name.startswith("on") for _, at in source.elements for name in at)
    scripts = [text for text in map_page.inline("script") if text.strip()]
    styles = [*page.inline("style"), *map_page.inline("style")]
    assert [len(scripts), len(styles)] == [2, 4]
    for text in (*scripts, *styles):
        assert policy_hash(text) in policy


def test_no_script_of_the_program_could_end_its_element():
    for script in offline._scripts():
        assert not re.search("</script|<!--|<script", script, re.IGNORECASE)
    for sheet in offline._map_styles():
        assert "</style" not in sheet.lower()


def test_the_licence_of_the_map_library_stays_with_it(content):
    script = read(read(content).all("iframe")[0]["srcdoc"]).inline("script")[0]
    for text in (script, content):
        assert "Redistributions in binary form must reproduce" in text
    assert "@preserve" in script
    assert "sourceMappingURL" not in script


def test_the_head_says_what_it_was_made_from(content, dataset):
    metas = [
        (meta["name"], meta["content"]) for meta in read(content).all("meta") if "name" in meta
    ]
    package = dataset.tables.package
    assert ("dcterms.title", "Damascus: who held which district, Sunday 7 May 2017") in metas
    assert ("dcterms.temporal", "2017-05-07") in metas
    assert ("dcterms.isFormatOf", f"{package.name} {package.version}") in metas
    assert ("dcterms.provenance", f"SHA-256 {package.content_hash}") in metas
    assert ("generator", f"damascus-map {dm.__version__}") in metas
    for licence in package.licences:
        assert ("dcterms.license", licence) in metas
    assert ("dcterms.source", "AFP") in metas


def test_the_file_holds_every_event_and_source_with_its_words(content, dataset):
    data = data_of(read(content))
    events, sources = dataset.tables.events, dataset.tables.sources
    assert data["about"]["ids"] == list(events.index)
    assert data["titles"]["ar"] == list(events["title_ar"])
    assert [url for _, url in data["sources"]] == list(sources["url"])
    for place, ids in enumerate(events["source_ids"]):
        cited = [sources.index[one] for one in data["about"]["sources"][place]]
        assert cited == list(ids)
    lows = [counts and counts[0] for counts in data["about"]["deaths"]]
    assert lows == [None if pd.isna(count) else count for count in events["deaths_low"]]
    assert content.count('<li data-dm-source="">') == len(sources)


def test_the_timeline_ends_on_the_day_that_the_file_names(dataset):
    page = read(offline_page(dataset.tables, View(on=DAY), ["en"], DAY).decode())
    assert data_of(page)["scene"]["last_day"] == (DAY - date(1970, 1, 1)).days
    assert any("--until 2017-05-07" in text for _, text in page.texts)
    with pytest.raises(dm.InvalidDateError, match="ends on 2017-05-07: expected 2017-05-08"):
        offline_page(dataset.tables, View(on=date(2017, 5, 8)), ["en"], DAY)


def test_the_opening_view_is_named_as_on_the_served_page(dataset):
    view = View(
        on=date(2013, 8, 21),
        window=None,
        districts=("jobar",),
        lang="fr",
        reported=date(2013, 9, 30),
    )
    page = read(offline_page(dataset.tables, view, ["fr"], END).decode())
    opening = data_of(page)["opening"]
    named = "?date=2013-08-21&districts=jobar&window=all&lang=fr&reported=2013-09-30"
    assert opening["address"] == named
    assert opening["message"] == {
        "date": "2013-08-21",
        "from": None,
        "districts": ["jobar"],
        "lang": "fr",
        "reported": "2013-09-30",
    }
    assert page.all("html") == [{"lang": "fr", "dir": "ltr"}]
    command = "--date 2013-08-21 --until 2025-12-31 --district jobar --window all --lang fr"
    command += " --reported-by 2013-09-30"
    assert any(command in text for _, text in page.texts)


def test_hostile_texts_leave_the_elements_as_they_are(dataset):
    tables = dataset.tables
    made = replace(
        tables,
        events=tables.events.assign(title_en=HOSTILE),
        sources=tables.sources.assign(title=HOSTILE, publisher=HOSTILE, url=HOSTILE),
        districts=tables.districts.assign(name_en=HOSTILE),
    )
    plain = read(offline_page(tables, View(on=DAY), ["en"], END).decode())
    page = read(offline_page(made, View(on=DAY), ["en"], END).decode())
    tags = [name for name, _ in page.elements if name not in ("a", "span", "meta")]
    assert tags == [name for name, _ in plain.elements if name not in ("a", "span", "meta")]
    assert set(data_of(page)["titles"]["en"]) == {HOSTILE}


def test_too_many_events_are_refused_with_a_way_on(dataset, monkeypatch):
    monkeypatch.setattr(offline, "MOST_EVENTS", 100)
    with pytest.raises(dm.OutputTooLargeError, match=r"174 events.* 100.*damascus-map serve"):
        offline_page(dataset.tables, View(on=DAY), ["en"], END)
