"""Where the number of publishers jumps from one half-year to the next."""

import pandas as pd
import pytest

import damascus_map as dm
from damascus_map.query.sources_over_time import source_changes

EVENT_COLUMNS = (
    "id,date,date_to,district_ids,type,actors,title_en,title_fr,title_ar,deaths_low,deaths_best,"
    "deaths_high,people_moved,lon,lat,place_precision,confidence,source_ids,note"
)
SOURCE_COLUMNS = "id,publisher,title,published,language,url,licence,kind,note"


@pytest.fixture
def jumps_of(draft):
    """A function: what jumps, given how many publishers report events of each half-year."""

    def jumps(counts, publishers=9):
        sources = [f"s{n},Publisher {n % publishers},T,,,,,agency," for n in range(20)]
        used = draft.read("data/sources.csv").decode().strip()
        draft.write("data/sources.csv", "\n".join([used, *sources]))
        rows = [
            f"e{place}-{number},{day},,,report,,T,,,,,,,,,region,low,s{number};s{number},"
            for place, (day, count) in enumerate(counts)
            for number in range(count)
        ]
        draft.write("data/events.csv", "\n".join([EVENT_COLUMNS, *rows]))
        found = source_changes(dm.open_dataset(draft.path).tables)
        return [
            (str(day.date()), before, after) for day, before, after in found.itertuples(index=False)
        ]

    return jumps


@pytest.mark.parametrize(
    ("before", "after", "jumps"),
    [(3, 6, True), (6, 3, True), (4, 7, False), (2, 4, False), (1, 4, True), (5, 5, False)],
)
def test_a_jump_doubles_or_halves_and_is_of_three_or_more(jumps_of, before, after, jumps):
    found = jumps_of([("2020-03-05", before), ("2020-08-01", after)])
    assert found == ([("2020-07-01", before, after)] if jumps else [])


def test_a_half_year_without_events_has_no_publisher(jumps_of):
    found = jumps_of([("2020-02-01", 3), ("2021-02-01", 3)])
    assert found == [("2020-07-01", 3, 0), ("2021-01-01", 0, 3)]


def test_documents_of_one_publisher_count_once(jumps_of):
    assert jumps_of([("2020-03-05", 2), ("2020-08-01", 9)], publishers=2) == []


def test_an_event_known_to_the_year_counts_where_it_begins(jumps_of):
    assert jumps_of([("2020", 1), ("2020-09", 4)]) == [("2020-07-01", 1, 4)]


def test_the_time_before_1970_has_half_years_too(jumps_of):
    assert jumps_of([("1969-12-31", 1), ("1970-01-01", 4)]) == [("1970-01-01", 1, 4)]


def test_a_dataset_without_events_has_no_jump(draft):
    draft.remove("data/events.csv")
    found = source_changes(dm.open_dataset(draft.path).tables)
    assert (list(found.columns), len(found)) == (["day", "before", "after"], 0)
    assert isinstance(found, pd.DataFrame)
