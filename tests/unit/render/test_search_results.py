"""What a search has found, in words."""

from datetime import date

import pytest

from damascus_map.language import LANGUAGES
from damascus_map.render.search_reports import search_csv
from damascus_map.render.search_results import index_of, search_report

LAST_DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def index(dataset):
    return index_of(dataset.tables)


@pytest.fixture
def report(dataset, index):
    def ask(text, lang="en", most=6):
        tables = dataset.tables
        return search_report(tables, index, text, last_day=LAST_DAY, lang=lang, most=most)

    return ask


def of_kind(report, kind):
    return next(group for group in report["groups"] if group["kind"] == kind)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_result_has_a_title_and_a_way(report, lang):
    for text in ("Qaboun May 2017", "Yarmouk", "Al Hurriya", "AFP"):
        for group in report(text, lang)["groups"]:
            assert group["name"]
            assert group["total"] >= len(group["results"]) > 0
            for one in group["results"]:
                assert one["title"]
                assert ("address" in one) != ("page" in one)


def test_a_date_is_a_result_with_all_events_of_its_time(report):
    days = of_kind(report("7/5/2017"), "day")["results"]
    assert [one["address"] for one in days] == [{"date": "2017-05-07"}, {"date": "2017-07-05"}]
    (month,) = of_kind(report("mai 2017", "fr"), "day")["results"]
    assert month["title"] == "Mai 2017"
    assert month["address"] == {"date": "2017-05-31", "window": "31"}


def test_a_date_that_the_timeline_has_not_is_no_result(report):
    assert [group["kind"] for group in report("7/5/1999")["groups"]] == []


def test_an_event_leads_to_its_first_day(report):
    first = of_kind(report("first batch Barze"), "event")["results"][0]
    address = {"date": "2017-05-08", "event": "2017-05-08-barze-evacuation"}
    assert first["address"] == address
    assert first["about"] == "Evacuation · 8 May 2017 · Barzé"


def test_a_claim_leads_to_a_day_on_which_the_panel_names_it(report, dataset):
    control = dataset.tables.control
    for text in ("truce", "held", "fighting", "AFP", "2014", "SOHR"):
        for one in of_kind(report(text, most=300), "claim")["results"]:
            day, district = one["address"]["date"], one["address"]["district"]
            of_district = control[control["district_id"] == district]
            holding = of_district[of_district["first"] <= day].iloc[-1]
            assert one["id"] in holding["claim_ids"], one["id"]


def test_a_source_leads_to_its_page(report):
    (only,) = of_kind(report("Zaman al-Wasl"), "source")["results"]
    assert only["page"] == {"source": "zaman-al-wasl-2016-02-27"}


def test_a_place_around_leads_the_map_there(report):
    first = of_kind(report("اليرموك", "ar"), "place")["results"][0]
    lon, lat, zoom = map(float, first["address"]["view"].split(","))
    assert 36.2 < lon < 36.4
    assert 33.4 < lat < 33.6
    assert zoom == 14


def test_the_rest_is_counted_and_written_nowhere(report):
    group = of_kind(report("Jobar", most=2), "event")
    assert len(group["results"]) == 2
    assert group["total"] > 10


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "No match for: "), ("fr", "Sans résultat : "), ("ar", "بلا نتيجة: ")],
)
def test_words_that_no_result_has_are_told(report, lang, told):
    assert report("Jobar", lang)["unmet"] == ""
    unmet = report("Jobar elephants", lang)["unmet"]
    assert unmet.startswith(told)
    assert "elephants" in unmet


def test_results_as_comma_separated_values(report):
    lines = search_csv(report("Zaman al-Wasl", most=1)).splitlines()
    assert lines[0] == "kind,id,title,about,address"
    assert any("sources?source=zaman-al-wasl-2016-02-27" in line for line in lines)
