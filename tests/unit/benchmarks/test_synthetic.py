"""The made events: inside their districts, over the whole time, the same for the same seed."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import damascus_map as dm
from benchmarks.synthetic import FIRST_DAY, LAST_DAY, made_events, write_dataset
from damascus_map.data.load import default_path
from damascus_map.model.vocabulary import Confidence, EventType

COUNT = 2_000


@pytest.fixture(scope="module")
def events():
    return made_events(COUNT)


def test_the_dataset_keeps_the_contract_and_says_what_it_is(tmp_path):
    dataset = dm.open_dataset(write_dataset(tmp_path / "made", 300))
    assert len(dataset.tables.events) == 300
    assert dataset.tables.package.name == "synthetic"


def test_each_event_lies_in_the_district_that_it_names(events):
    districts = gpd.read_file(default_path() / "geo" / "districts.geojson").set_index("id")
    shapes = districts.geometry.loc[events["district_ids"]]
    assert shapely.contains_xy(shapes.to_numpy(), events["lon"], events["lat"]).all()
    assert set(events["district_ids"]) == set(districts.index)


def test_all_kinds_and_confidences_are_there(events):
    assert set(events["type"]) == set(EventType)
    assert set(events["confidence"]) == set(Confidence)


def test_the_dates_cover_the_time_and_a_few_are_wider_than_a_day(events):
    first = pd.to_datetime(events["date"], format="ISO8601")
    assert FIRST_DAY <= first.min().date() <= first.max().date() <= LAST_DAY
    assert (first.max() - first.min()).days > 0.95 * (LAST_DAY - FIRST_DAY).days
    by_month = (events["date"].str.len() == len("2011-03")).mean()
    several_days = events["date_to"].notna().mean()
    assert 0.01 < by_month < 0.06
    assert 0.01 < several_days < 0.06
    assert (events["date_to"].dropna() > events["date"][events["date_to"].notna()]).all()


def test_a_seed_makes_the_same_events_and_another_makes_others(events):
    pd.testing.assert_frame_equal(made_events(COUNT), events)
    assert not made_events(COUNT, seed=1)["lon"].equals(events["lon"])


def test_nothing_made_is_in_the_default_dataset():
    assert not dm.open_dataset().tables.events["title_en"].str.contains("ynthetic").any()
