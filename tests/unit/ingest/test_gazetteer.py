"""What a dataset knows of places: names, traps, the city, outlines."""

import pickle

import numpy as np
import pandas as pd
import pytest
import shapely

from damascus_map.data.load import load
from damascus_map.errors import InvalidDatasetError, UnknownChoiceError
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.placing import read_column
from damascus_map.model.vocabulary import Meaning

HEADER = "text,means,district_id,lon,lat,note\n"


@pytest.fixture(scope="module")
def ground():
    return Ground.of(load())


def test_a_point_is_in_the_district_that_holds_it(ground):
    random = np.random.default_rng(7)
    lon, lat = random.uniform(36.2, 36.4, 4000), random.uniform(33.4, 33.6, 4000)
    found = ground.districts_at(lon, lat)
    one_by_one = [
        next((n for n, area in enumerate(ground.outlines) if area.covers(point)), -1)
        for point in shapely.points(lon, lat)
    ]
    assert found.tolist() == one_by_one
    assert len(set(one_by_one)) == len(ground.district_ids) + 1


def test_a_point_on_a_shared_line_belongs_to_the_first(tables_with):
    ground = Ground.of(tables_with(""))
    assert ground.districts_at(np.array([36.31, np.nan]), np.array([33.505, 33.505])).tolist() == [
        0,
        -1,
    ]


def test_the_point_of_the_city_is_known_within_a_metre(ground):
    lon = np.array([36.291575, 36.291583, 36.2917, np.nan])
    lat = np.array([33.513364, 33.513364, 33.513364, 33.513364])
    assert ground.is_city_point(lon, lat).tolist() == [True, True, False, False]


def test_more_points_can_stand_for_the_city():
    ground = Ground.of(load(), city_points=[(36.3, 33.5)])
    assert ground.is_city_point(np.array([36.3]), np.array([33.5])).all()


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ((33.513364, 36.291575), "lies 3.. km .* longitude comes first: is it 36.291575,33.51336"),
        ((36.92, 33.51), r"lies 5. km from the districts.*first\.$"),
        ((-74.0, 40.7), r"lies 9\d\d\d km from the districts.*first\.$"),
    ],
)
def test_a_point_far_from_the_districts_does_not_stand_for_their_city(point, told):
    with pytest.raises(UnknownChoiceError, match=told):
        Ground.of(load(), city_points=[point])


def test_far_is_ten_kilometres(ground):
    lon, lat = np.array([36.3, 36.72, 36.3, np.nan]), np.array([33.51, 34.73, 33.68, 33.51])
    assert ground.is_far(lon, lat).tolist() == [False, True, True, False]


def test_it_can_be_sent_to_another_process(ground):
    assert pickle.loads(pickle.dumps(ground)) == ground  # noqa: S301 - our own


def test_a_trap_covers_every_spelling_of_the_name(ground):
    phrases = ground.lexicon.phrases["@techrine"]
    assert (("@techrine", "dam"), Meaning.OTHER, "techrine") in phrases
    assert len(phrases[0][0]) >= len(phrases[-1][0])


def test_places_that_count_as_a_district_are_not_nearby(ground):
    nearby = {phrase for entries in ground.lexicon.phrases.values() for phrase, *_ in entries}
    assert ("harasta",) in nearby
    assert ("abbas",) not in nearby  # Al Abbas is a part of Barzé


@pytest.fixture
def tables_with(draft):
    def made(rows):
        draft.write("data/gazetteer.csv", HEADER + rows)
        return load(draft.path)

    return made


def names_in(tables, text):
    ground = Ground.of(tables)
    texts = pd.Series([text], dtype="str")
    codes, readings = read_column(texts, ground.lexicon, (Meaning.NAME,), is_place=False)
    return [mention.district_id for mention in readings[codes[0]].mentions]


def test_another_city_needs_no_gazetteer(draft):
    draft.properties(1, aliases=["Old Hill Town"])
    tables = load(draft.path)
    assert tables.gazetteer.empty
    assert names_in(tables, "Shots at the Old Hill Town and in Mill") == ["hill", "mill"]
    assert names_in(tables, "A hill of sand, an old town") == []


def test_rows_of_the_gazetteer_add_names_and_traps(tables_with):
    tables = tables_with("Moulin,name,mill,,,\nMill Valley,other,mill,,,\n")
    assert names_in(tables, "Fire at Moulin; calm in Mill Valley") == ["mill"]
    assert names_in(tables, "Calm in Moulin Valley") == []


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("Moulin,name,milll,,,\n", "unknown-reference"),
        ("Moulin,nom,mill,,,\n", "choice"),
        (",name,mill,,,\n", "required"),
    ],
)
def test_a_wrong_row_is_found(tables_with, row, rule):
    with pytest.raises(InvalidDatasetError) as caught:
        tables_with(row)
    assert [found.rule for found in caught.value.findings] == [rule]
