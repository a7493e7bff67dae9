"""Sources as BibTeX and CSL-JSON: what parsers read back is what the dataset says."""

import json
import re

import bibtexparser
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.model.vocabulary import SourceKind
from damascus_map.render.bibliography import bibtex, csl_json

CSL_TYPES = {
    *("article-newspaper", "dataset", "entry-encyclopedia", "post-weblog", "report", "webpage"),
}
CSL_TEXTS = {"title", "container-title", "publisher", "language", "URL", "note"}
LATEX = {
    **{f"\\{sign}": sign for sign in "#$%&_"},
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
}
ROW = {
    "publisher": "The Gazette",
    "title": "A title",
    "published": "2014-02-15",
    "language": "en",
    "url": "https://example.org/a_b?c=1&d=%20#e",
    "licence": "",
    "kind": "newspaper",
    "note": "",
}


def frame(**changed):
    return pd.DataFrame([{**ROW, **changed}], index=pd.Index(["gazette-1"], name="id"))


def parsed(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    return library.entries


def entry(**changed):
    (found,) = parsed(bibtex(frame(**changed)))
    return found


def plain(field):
    """Read a field of BibTeX as a typesetter does."""
    pattern = "|".join(map(re.escape, sorted(LATEX, key=len, reverse=True)))
    return re.sub(pattern, lambda found: LATEX[found[0]], field)


def kept(field):
    """Read a field whose capitals are kept by braces of its own."""
    assert field.startswith("{")
    assert field.endswith("}")
    return plain(field[1:-1])


def test_every_source_is_an_entry_under_its_id(dataset):
    sources = dataset.tables.sources
    entries = parsed(bibtex(sources))
    assert [one.key for one in entries] == list(sources.index)
    assert [kept(one["title"]) for one in entries] == list(sources["title"])
    assert [kept(one["author"]) for one in entries] == list(sources["publisher"])


@pytest.mark.parametrize(
    ("kind", "entry_type", "field"),
    [
        ("newspaper", "article", "journal"),
        ("un", "techreport", "institution"),
    ],
)
def test_the_kind_of_a_source_makes_its_entry(kind, entry_type, field):
    found = entry(kind=kind)
    assert (found.entry_type, found[field]) == (entry_type, "The Gazette")


def test_any_other_kind_names_its_publisher_as_the_author_alone():
    found = entry(kind="dataset")
    assert found.entry_type == "misc"
    assert [name for name, field in found.items() if "The Gazette" in field] == ["author"]


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_can_be_written(kind):
    assert entry(kind=kind)["title"]
    assert json.loads(csl_json(frame(kind=kind)))[0]["type"] in CSL_TYPES


@pytest.mark.parametrize(
    ("published", "fields", "parts"),
    [
        ("2014-02-15", {"year": "2014", "month": "feb", "day": "15"}, [2014, 2, 15]),
        ("2014-02", {"year": "2014", "month": "feb"}, [2014, 2]),
        ("2014", {"year": "2014"}, [2014]),
        ("", {}, None),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(published, fields, parts):
    found = entry(published=published).fields_dict
    assert {name: found[name].value for name in ("year", "month", "day") if name in found} == fields
    (item,) = json.loads(csl_json(frame(published=published)))
    assert item.get("issued") == (None if parts is None else {"date-parts": [parts]})


def test_an_address_stays_as_it_is():
    assert entry()["url"] == ROW["url"]


def test_an_address_cannot_end_its_field():
    assert entry(url="https://example.org/}{ a\\")["url"] == "https://example.org/%7D%7B%20a%5C"


@given(st.text(st.sampled_from("aé ع{}\\#$%&_^~\"@=,'-"), min_size=1).map(str.strip).filter(bool))
def test_any_title_is_read_back(title):
    found = entry(title=title, note=title, publisher=title)
    assert (kept(found["title"]), plain(found["note"])) == (title, title)


def test_csl_has_what_its_schema_asks_for(dataset):
    items = json.loads(csl_json(dataset.tables.sources))
    assert [item["id"] for item in items] == list(dataset.tables.sources.index)
    for item in items:
        assert item["type"] in CSL_TYPES
        assert set(item) <= {"id", "type", "author", "issued"} | CSL_TEXTS
        assert all(isinstance(item[name], str) and item[name] for name in CSL_TEXTS & set(item))
        assert [list(name) for name in item["author"]] == [["literal"]]
        for parts in item.get("issued", {"date-parts": []})["date-parts"]:
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def test_no_sources_are_whole_files():
    nothing = frame().iloc[:0]
    assert bibtex(nothing) == ""
    assert json.loads(csl_json(nothing)) == []
