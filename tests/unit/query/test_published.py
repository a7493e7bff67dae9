"""When something was published, and how long after it happened."""

from datetime import date

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.query.disagreements import disagreements
from damascus_map.query.published import (
    days_of_events,
    days_of_publication,
    disagreements_published_by,
    events_published_by,
    first_publication,
    undated_sources,
)

SOURCES = "id,publisher,title,published,language,url,licence,kind,note"


def sources_of(draft, **published: str) -> "dm.Dataset":
    """Open the small dataset with its sources published on these dates."""
    rows = [f"{name},P,T,{text},en,,,agency," for name, text in published.items()]
    draft.write("data/sources.csv", "\n".join([SOURCES, *rows]))
    return dm.open_dataset(draft.path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-03-05", date(2020, 3, 5)),
        ("2020-02", date(2020, 2, 29)),
        ("2020", date(2020, 12, 31)),
        ("", None),
    ],
)
def test_a_source_counts_from_the_last_day_that_its_date_covers(draft, text, day):
    tables = sources_of(draft, gazette=text, wire="2020-03-05").tables
    assert days_of_publication(tables).get("gazette") == day
    assert undated_sources(tables) == (frozenset() if text else {"gazette"})


def test_a_source_without_a_date_was_there_when_the_dataset_was_made(draft):
    draft.json("datapackage.json", lambda it: it.update(created="2021-05-06T00:00:00Z"))
    tables = sources_of(draft, gazette="", wire="2020-03-05").tables
    assert tables.package.created == date(2021, 5, 6)
    assert days_of_publication(tables)["gazette"] == date(2021, 5, 6)
    assert undated_sources(tables) == {"gazette"}


@pytest.mark.parametrize("created", ["soon", "2021-13-01", 7, None])
def test_a_day_of_making_that_cannot_be_read_is_none(draft, created):
    draft.json("datapackage.json", lambda it: it.update(created=created))
    assert dm.open_dataset(draft.path).tables.package.created is None


def test_of_several_sources_the_first_counts(small):
    tables = small.tables
    assert first_publication(tables, ("gazette", "wire")) == date(2020, 3, 5)
    assert first_publication(tables, ("gazette",)) == date(2020, 6, 30)
    assert first_publication(tables, ("nobody",)) is None


@pytest.mark.parametrize(
    ("by", "known"),
    [
        ("2020-03-04", []),
        ("2020-03-05", ["spring", "raid", "harvest"]),
        ("2020-06-30", ["new-year", "spring", "raid", "harvest"]),
    ],
)
def test_events_that_had_been_published(small, by, known):
    events = small.tables.events
    found = events_published_by(small.tables, events, date.fromisoformat(by))
    assert list(found.index) == known


def test_the_day_of_each_event_in_the_order_of_the_dataset(small, draft):
    days = pd.Series(days_of_events(small.tables), small.tables.events.index)
    assert days["raid"] == pd.Timestamp("2020-03-05")
    assert days["new-year"] == pd.Timestamp("2020-06-30")
    undated = sources_of(draft, gazette="2020-06", wire="").tables
    assert list(pd.isna(days_of_events(undated))) == [False, True, False, True]


def test_a_disagreement_had_been_published_when_all_its_sides_had():
    tables = dm.open_dataset().tables
    found = disagreements(tables, "qaboun")
    assert disagreements_published_by(tables, found, date(2011, 1, 1)).empty
    known = disagreements_published_by(tables, found, date(2017, 5, 14))
    assert 0 < len(known) < len(found)
    assert len(disagreements_published_by(tables, found, date(2026, 11, 22))) == len(found)


def test_lags(small):
    lags = small.lags()
    raid, late = lags.loc["raid"], lags.loc["hill-late"]
    assert (raid["kind"], raid["lag_days"], raid["is_exact"]) == ("event", 0, True)
    assert (late["kind"], late["lag_days"], late["source_id"]) == ("claim", 0, "wire")
    yearbook = lags.loc["new-year"]
    assert (yearbook["lag_days"], yearbook["is_exact"]) == (181, False)
    announced = lags.loc["harvest"]
    assert announced["lag_days"] == -149
    assert list(lags["kind"]) == ["claim"] * 4 + ["event"] * 4


def test_no_lag_is_told_of_what_has_no_date(draft):
    lags = sources_of(draft, gazette="2020-06", wire="").lags()
    assert pd.isna(lags.loc["hill-late", "lag_days"])
    assert pd.isna(lags.loc["hill-late", "reported"])
    assert lags.loc["hill-late", "source_id"] is None
    assert lags.loc["raid", "source_id"] == "gazette"


def test_the_lags_of_the_default_dataset():
    dataset = dm.open_dataset()
    lags, tables = dataset.lags(), dataset.tables
    assert len(lags) == len(tables.claims) + len(tables.events)
    dispatch = lags.loc["barze-2011-07-15-security-forces-afp"]
    assert (dispatch["lag_days"], dispatch["is_exact"]) == (0, True)
    known = lags["reported"].notna()
    assert (lags["lag_days"].notna() == known).all()
