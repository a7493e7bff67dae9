"""How things add up over time, against figures worked out by hand or in another way."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damascus_map.errors import InvalidDateError, UnknownDistrictError
from damascus_map.model.dates import Bin, parse_partial_date
from damascus_map.query.series import (
    LeftOut,
    area_by_party,
    deaths_over_time,
    events_by_kind,
    people_moved,
)

WHOLE = ("2011-03-15", "2019-12-31")
STEPS = {"whole": 1.0, "most": 0.7, "part": 0.3}


def plain_shares(extents):
    """The shares of a district by the rule in words: steps, what is left is shared."""
    if "whole" in extents.values():
        return {party: 1.0 for party, extent in extents.items() if extent == "whole"}
    widths = {party: STEPS.get(extent, 0) for party, extent in extents.items()}
    signs = 0.15 * list(extents.values()).count("present")
    sharing = [party for party, extent in extents.items() if extent == "shared"]
    left = 1 - sum(widths.values()) - signs
    for party in sharing:
        widths[party] = max(0.3, left / len(sharing))
    scale = max(1.0, sum(widths.values()) + signs)
    return {party: width / scale for party, width in widths.items() if width}


def plain_area(tables, day, districts):
    """The square kilometres on a day, from the map's own question about it."""
    sums = {}
    from damascus_map.query.control import control_on

    for _, row in control_on(tables, day, districts=districts).iterrows():
        extents = {party: row[party] for party in tables.party_ids}
        held = plain_shares(extents)
        rest = 1 - sum(held.values())
        nobody = "present" if "present" in extents.values() else "unknown"
        for holder, share in [*held.items(), (nobody, rest)]:
            sums[holder] = sums.get(holder, 0) + share * row["area_km2"]
    return sums


def row_on(areas, day):
    moment = pd.Timestamp(day)
    return areas[(areas["first"] <= moment) & (areas["last"] >= moment)].iloc[0]


@settings(max_examples=20)
@given(
    day=st.dates(date(2011, 3, 15), date(2025, 6, 30)),
    districts=st.sampled_from([None, ["qaboun"], ["jobar", "tadamon"]]),
)
def test_areas_are_those_of_the_map_on_any_day(dataset, day, districts):
    areas = area_by_party(dataset.tables, "2011-03-15", "2025-06-30", districts=districts)
    found, expected = row_on(areas, day), plain_area(dataset.tables, day, districts)
    for holder in [*dataset.tables.party_ids, "present", "unknown"]:
        assert found[holder] == pytest.approx(expected.get(holder, 0), abs=0.003)
    assert found["below"] == 0


def test_areas_follow_one_another_without_a_gap_and_always_sum_up(dataset):
    tables = dataset.tables
    areas = area_by_party(tables, *WHOLE)
    whole = tables.districts["area_km2"].sum()
    figures = areas[[*tables.party_ids, "present", "unknown", "below"]]
    assert figures.sum(axis=1).tolist() == pytest.approx([whole] * len(areas))
    assert (areas["first"].iloc[1:].to_numpy() == (areas["last"] + pd.Timedelta("1D"))[:-1]).all()
    assert str(areas["first"].iloc[0].date()), str(areas["last"].iloc[-1].date()) == WHOLE
    assert not (figures.diff().iloc[1:].abs().sum(axis=1) == 0).any()


def test_areas_change_only_where_control_changes(dataset):
    areas = area_by_party(dataset.tables, *WHOLE)
    changes = dataset.changes_between(*WHOLE)
    held = changes[changes["extents_before"] != changes["extents_after"]]
    assert set(areas["first"].iloc[1:]) <= set(held["on"])
    soft = areas[areas["precision"] != "day"]["first"]
    assert set(soft) <= set(held[held["precision"] != "day"]["on"])


def test_small_areas_worked_out_by_hand(small):
    areas = area_by_party(small.tables, "2020-01-10", "2020-12-31")
    rows = [
        (str(row["first"].date()), *(round(row[one], 3) for one in ("north", "south", "unknown")))
        for _, row in areas.iterrows()
    ]
    # Two places of 1.03 km²: the hill is the North's, then 30 and 70 %; the mill is shared later.
    assert rows == [
        ("2020-01-10", 1.03, 0.0, 1.03),
        ("2020-02-01", 1.545, 0.515, 0.0),
        ("2020-03-05", 0.824, 1.236, 0.0),
    ]
    assert areas["precision"].tolist() == ["day", "month", "day"]
    sure = area_by_party(small.tables, "2020-01-10", "2020-12-31", confidence="high").iloc[-1]
    assert (sure["below"], sure["north"]) == (pytest.approx(2.06), 0)
    early = area_by_party(small.tables, "2020-01-10", "2020-01-20", confidence="high").iloc[0]
    # where nothing is said, nothing is below
    assert early["unknown"] == pytest.approx(1.03)


def test_what_is_only_present_is_nobodys(dataset):
    row = row_on(area_by_party(dataset.tables, *WHOLE, districts=["barze"]), "2017-05-07")
    assert row["present"] == pytest.approx(dataset.tables.districts.loc["barze", "area_km2"])
    assert row[list(dataset.tables.party_ids)].sum() == 0


@pytest.mark.parametrize("days", [("2010-01-01", "2012-01-01"), ("2013-01-02", "2013-01-01")])
def test_a_time_that_is_none_is_refused(dataset, days):
    with pytest.raises(InvalidDateError):
        area_by_party(dataset.tables, *days)


def test_a_district_that_is_not_there_is_refused(dataset):
    with pytest.raises(UnknownDistrictError):
        area_by_party(dataset.tables, *WHOLE, districts=["atlantis"])


def beginnings(dataset, first, last, **filters):
    """Each event that begins between two days for sure, counted one by one."""
    found = dataset.events_between(first, last, **filters).reset_index().to_dict(orient="records")
    for one in found:
        known = parse_partial_date(one["date"])
        if pd.Timestamp(first).date() <= known.first and known.last <= pd.Timestamp(last).date():
            yield one


@pytest.mark.parametrize("size", list(Bin))
@pytest.mark.parametrize("filters", [{}, {"districts": ["jobar"], "confidence": "high"}])
def test_events_are_counted_as_one_would_by_hand(dataset, size, filters):
    series = events_by_kind(dataset.tables, *WHOLE, size, **filters)
    for row in series.rows.to_dict(orient="records"):
        days = row.pop("first").date(), row.pop("last").date()
        found = [one["type"] for one in beginnings(dataset, *days, **filters)]
        assert {kind: n for kind, n in row.items() if n} == {
            kind: found.count(kind) for kind in set(found)
        }
    everything = dataset.events_between(*WHOLE, **filters)
    aside = {one for ids in series.left_out.values() for one in ids}
    assert aside | set(series.events.index) == set(everything.index)
    assert not aside & set(series.events.index)


def test_small_events_worked_out_by_hand(small):
    series = events_by_kind(small.tables, "2020-03-01", "2020-08-31", Bin.QUARTER)
    assert series.rows.drop(columns=["first", "last"]).to_dict(orient="list") == {
        "protest": [1, 0, 0],
        "clash": [1, 0, 0],
        "ceasefire": [0, 0, 1],
    }
    cut = events_by_kind(small.tables, "2020-03-06", "2020-08-31", Bin.QUARTER)
    assert cut.left_out[LeftOut.EARLIER] == ("raid",)
    assert cut.left_out[LeftOut.VAGUE] == ("spring",)


def lowest(one):
    known = [one[f"deaths_{level}"] for level in ("low", "best")]
    return next((int(n) for n in known if not pd.isna(n)), 0)


def highest(one):
    known = [one[f"deaths_{level}"] for level in ("high", "best", "low")]
    return next(int(n) for n in known if not pd.isna(n))


@pytest.mark.parametrize("size", list(Bin))
def test_deaths_are_added_as_one_would_by_hand(dataset, size):
    series = deaths_over_time(dataset.tables, *WHOLE, size)
    for row in series.rows.to_dict(orient="records"):
        days = row["first"].date(), row["last"].date()
        told = [
            one
            for one in beginnings(dataset, *days)
            if not all(pd.isna(one[f"deaths_{level}"]) for level in ("low", "best", "high"))
        ]
        assert row["events"] == len(told)
        assert (row["low"], row["high"]) == (sum(map(lowest, told)), sum(map(highest, told)))
        bests = [one["deaths_best"] for one in told]
        if told and not any(map(pd.isna, bests)):
            assert row["best"] == sum(bests)
        else:
            assert pd.isna(row["best"])


def with_events(draft, rows):
    """The small dataset with other events: id, dates, kind, districts, deaths, people moved."""
    import damascus_map

    head = (draft.path / "data/events.csv").read_text(encoding="utf-8").splitlines()[0]
    lines = [
        f"{one},{day},{end},{places},{kind},,An event,,,"
        f"{','.join(map(str, figures))},,,district,high,wire,"
        for one, day, end, kind, places, *figures in rows
    ]
    draft.write("data/events.csv", "\n".join([head, *lines, ""]))
    return damascus_map.open_dataset(draft.path).tables


def test_figures_of_every_shape(draft):
    tables = with_events(
        draft,
        [
            ("all", "2020-02-01", "", "clash", "hill", 1, 2, 3, ""),
            ("least", "2020-02-02", "", "clash", "hill", 5, "", "", ""),
            ("best", "2020-02-03", "", "clash", "mill", "", 7, "", ""),
            ("most", "2020-03-01", "", "clash", "mill", "", "", 9, ""),
            ("silent", "2020-03-02", "", "clash", "mill", "", "", "", ""),
            ("sum", "2020-03-03", "2020-06-30", "report", "mill", 100, 200, 300, ""),
            ("city", "2020-04-01", "", "clash", "", 4, 4, 4, ""),
            ("year", "2020", "", "clash", "hill", 2, 2, 2, ""),
        ],
    )
    series = deaths_over_time(tables, "2020-02-01", "2020-12-31", Bin.MONTH)
    rows = series.rows.set_index(series.rows["first"].dt.month)
    figures = rows[["events", "low", "high", "open"]].astype(int)
    assert figures.loc[2].tolist() == [3, 13, 15, 1]
    assert figures.loc[3].tolist() == [1, 0, 9, 0]
    assert figures.loc[4].tolist() == [1, 4, 4, 0]
    assert rows["best"].loc[4] == 4
    assert rows["best"].loc[[2, 3, 5]].isna().all()
    assert {reason: ids for reason, ids in series.left_out.items() if ids} == {
        LeftOut.NO_FIGURE: ("silent",),
        LeftOut.SUM: ("sum",),
        LeftOut.VAGUE: ("year",),
    }
    of_hill = deaths_over_time(tables, "2020-01-01", "2020-12-31", Bin.YEAR, districts=["hill"])
    assert of_hill.left_out[LeftOut.ELSEWHERE] == ("city",)
    assert of_hill.rows.loc[0, ["events", "low", "high"]].tolist() == [3, 8, 10]


def test_people_moved_event_by_event(draft):
    tables = with_events(
        draft,
        [
            ("before", "2020-01-30", "2020-02-03", "evacuation", "hill", "", "", "", 10),
            ("buses", "2020-02-05", "", "evacuation", "hill", "", "", "", 20),
            ("march", "2020-03", "", "evacuation", "mill", "", "", "", ""),
            ("flight", "2020-04-01", "", "clash", "mill", "", "", "", 30),
            ("quiet", "2020-05-01", "", "clash", "mill", "", "", "", ""),
            ("country", "2020-06-01", "", "evacuation", "", "", "", "", 40),
        ],
    )
    series = people_moved(tables, "2020-02-01", "2020-12-31")
    assert series.rows["people_moved"].to_dict() == {"buses": 20, "flight": 30, "country": 40}
    assert series.left_out[LeftOut.EARLIER] == ("before",)
    assert series.left_out[LeftOut.NO_FIGURE] == ("march",)
    of_mill = people_moved(tables, "2020-02-01", "2020-12-31", districts=["mill"])
    assert list(of_mill.rows.index) == ["flight"]
    assert of_mill.left_out[LeftOut.ELSEWHERE] == ("country",)


def test_people_moved_of_the_dataset(dataset):
    series = people_moved(dataset.tables, "2017-05-01", "2017-05-31")
    assert series.rows["people_moved"].tolist() == [1022, 2289, 1012]
    assert len(series.left_out[LeftOut.NO_FIGURE]) == 2
    later = date(2017, 5, 29) + timedelta(days=1)
    assert people_moved(dataset.tables, later, "2017-12-31").rows.empty
