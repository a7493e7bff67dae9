"""Which sources are listed, in which order, and what is written of them."""

import csv
import io

import pytest

import damascus_map as dm
from damascus_map.language import language
from damascus_map.render.source_list import (
    folded,
    language_name,
    listed_sources,
    sources_csv,
    sources_report,
)


@pytest.fixture(scope="module")
def tables():
    return dm.open_dataset().tables


def test_all_sources_come_in_the_order_of_the_dataset(tables):
    assert list(listed_sources(tables).index) == list(tables.sources.index)


def test_a_kind(tables):
    listed = listed_sources(tables, kind="un")
    assert list(listed.index) == ["un-s-2013-553", "un-a-68-663"] or set(listed["kind"]) == {"un"}
    assert len(listed) == 2


@pytest.mark.parametrize("search", ["le monde", "MONDE 2013", "mondé", "  le   monde  "])
def test_a_search_forgives_accents_capitals_and_order(tables, search):
    listed = listed_sources(tables, search=search)
    assert "le-monde-2013-05-27" in listed.index
    assert set(listed["publisher"]) == {"Le Monde"}


def test_what_is_not_there_is_not_found(tables):
    assert listed_sources(tables, search="monde nothing").empty


def test_names_are_sorted_from_the_first_letter(tables):
    names = [folded(name) for name in listed_sources(tables, order="publisher")["publisher"]]
    assert names == sorted(names)


@pytest.mark.parametrize("order", ["claims", "events", "published", "intervals_alone"])
def test_numbers_and_days_are_sorted_from_the_last(tables, order):
    values = list(listed_sources(tables, order=order)[order])
    assert values == sorted(values, reverse=True)


def test_an_order_that_is_none_leaves_the_dataset_s(tables):
    assert list(listed_sources(tables, order="url; --").index) == list(tables.sources.index)


def test_the_file_says_what_each_contributed(small):
    report = sources_report(small.tables, listed_sources(small.tables))
    rows = list(csv.DictReader(io.StringIO(sources_csv(report))))
    assert [row["id"] for row in rows] == ["gazette", "wire"]
    wire = rows[1]
    assert (wire["claims"], wire["events"], wire["districts"]) == ("3", "3", "hill;mill")
    assert report["dataset"]["name"] == "two-places"


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [("en", "ar", "Arabic"), ("fr", "en", "anglais"), ("en", "zz", "zz"), ("en", "", "")],
)
def test_the_name_of_a_language(code, lang, name):
    assert language_name(lang, language(code)) == name
