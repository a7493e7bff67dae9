"""An import from files to events: every row is found again, once."""

from collections.abc import Iterable, Sequence

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damascus_map.data.event_parquet import typed_events
from damascus_map.data.imported import with_import
from damascus_map.data.load import load
from damascus_map.data.tables import Tables
from damascus_map.errors import ImportFileError
from damascus_map.ingest import pipeline
from damascus_map.ingest.batches import Plan
from damascus_map.ingest.event_ids import EventIds
from damascus_map.ingest.forms import form_from
from damascus_map.ingest.pipeline import Taken, run
from damascus_map.ingest.readers import Source
from damascus_map.ingest.report import Report
from damascus_map.model.vocabulary import Placing

HEADER = "id,date,title,text,lat,lon,town"
INSIDE_JOBAR = "33.5280,36.3350"
ROWS = {
    "point": f"1,2017-05-07,Shells fall,,{INSIDE_JOBAR},",
    "text": "2,2017-05-07,Clashes,Clashes in Qaboun,,,Damascus",
    "city": "3,2017-05-08,A march,People march,,,Damascus",
    "outside": "4,2017-05-08,A march,People march,36.2021,37.1343,Aleppo",
    "unplaced": "5,2017-05-09,Talks,Talks go on,,,",
    "refused": "6,soon,Talks,Talks go on,,,Damascus",
}
OUTCOMES = ("point", "text", "city", "outside", "unplaced")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load()


def source(rows: Iterable[str], name: str = "mine.csv") -> Source:
    return Source(name, content="\n".join([HEADER, *rows, ""]).encode())


def imported(tables: Tables, sources: Sequence[Source], **plan: object) -> tuple[Report, Taken]:
    kept = Taken()
    return run(tables, sources, Plan("mine", **plan), kept), kept  # type: ignore[arg-type]


def test_each_row_has_one_outcome(tables: Tables) -> None:
    report, kept = imported(tables, [source(ROWS.values())])
    assert report.read == 6
    assert {name: report.placed[Placing(name)] for name in OUTCOMES} == dict.fromkeys(OUTCOMES, 1)
    assert report.refused == {"date-format": 1}
    assert report.adds_up
    assert report.events == sum(map(len, kept.events)) == 3
    assert sum(map(len, kept.outside)) == 2
    assert kept.refused[0]["cells"].tolist() == [ROWS["refused"]]
    assert report.by_district()["jobar"] == report.by_district()["qaboun"] == 1
    assert int(report.by_year["total"].sum()) == 5


def test_a_row_elsewhere_is_kept_as_it_came(tables: Tables) -> None:
    _, kept = imported(tables, [source(ROWS.values())])
    rows = pd.concat(kept.outside)
    assert rows["town"].tolist() == ["Aleppo", ""]
    assert rows["placed_by"].tolist() == ["outside", "unplaced"]
    assert rows["row"].tolist() == [5, 6]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(sorted(ROWS)), max_size=30))
def test_totals_add_up_whatever_comes(tables: Tables, names: list[str]) -> None:
    report, kept = imported(tables, [source(ROWS[name] for name in names)])
    assert report.read == len(names)
    assert report.adds_up
    for name in OUTCOMES:
        assert report.placed[Placing(name)] == names.count(name)
    ids = [one for events in kept.events for one in events["id"].to_pylist()]
    assert len(set(ids)) == len(ids)


def test_the_events_keep_the_contract(tables: Tables) -> None:
    report, kept = imported(tables, [source(ROWS.values())])
    both = with_import(tables, pa.concat_tables(kept.events), report.sources, report.description)
    assert len(both.events) == len(tables.events) + 3
    point = both.events.loc["mine-1"]
    assert (point["placed_by"], point["district_ids"]) == ("point", ("jobar",))
    assert (point["lat"], point["lon"]) == (33.528, 36.335)
    text = both.events.loc["mine-2"]
    assert (text["placed_by"], text["placed_from"]) == ("text", "text: Qaboun")
    assert both.sources.loc["import-mine-table", "title"] == "Own table (mine.csv)"


def test_an_event_cites_its_own_origin_and_no_other(tables: Tables) -> None:
    acled = (
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,admin1,location,notes\n"
        "SYR1,2017-05-07,Battles,Armed clash,A,B,Damascus,Jobar,Clash\n"
    )
    sources = [source([ROWS["text"]]), Source("acled.csv", content=acled.encode())]
    report, kept = imported(tables, sources)
    both = with_import(tables, pa.concat_tables(kept.events), report.sources, report.description)
    cited = both.events.loc[["mine-2", "mine-syr1"], "source_ids"].tolist()
    assert cited == [("import-mine-table",), ("import-mine-acled",)]
    publishers = both.sources.loc[[one for (one,) in cited], "publisher"].tolist()
    assert publishers == ["Own table", "ACLED"]
    assert both.restricted_sources == {"import-mine-acled"}


def test_doubles_are_told_and_merged_only_on_request(tables: Tables) -> None:
    twice = [source([ROWS["text"]], "a.csv"), source([ROWS["text"]], "b.csv")]
    report, kept = imported(tables, twice)
    assert (len(report.duplicates), report.merged, report.events) == (1, 0, 2)
    assert pa.concat_tables(kept.events)["id"].to_pylist() == ["mine-2", "mine-f1-r2"]
    report, kept = imported(tables, twice, merge_duplicates=True)
    assert (len(report.duplicates), report.merged, report.events) == (1, 1, 1)
    assert report.adds_up


def test_a_person_says_where_a_row_belongs(tables: Tables) -> None:
    placings = {("mine.csv", 2): ("barze",), ("mine.csv", 3): (), ("mine.csv", 99): ("jobar",)}
    report, kept = imported(tables, [source([ROWS["city"], ROWS["text"]])], placings=placings)
    events = typed_events(pa.concat_tables(kept.events)).set_index("id")
    assert events["placed_by"].tolist() == [Placing.EDITOR, Placing.CITY]
    assert events["district_ids"].tolist() == [("barze",), ()]
    assert events["lon"].isna().all()
    assert report.adds_up


def test_a_table_without_a_date_is_refused_with_its_columns(tables: Tables) -> None:
    nothing = Source("odd.csv", content=b"colour,size\nred,3\n")
    with pytest.raises(ImportFileError, match=r"odd\.csv: no column tells the date.*colour, size"):
        imported(tables, [nothing])


def test_its_owner_says_what_the_columns_mean(tables: Tables) -> None:
    table = Source("odd.csv", content=b"quand;quoi\n2017-05-07;Obus sur Jobar\n")
    report, _ = imported(
        tables,
        [table],
        choose=lambda piece: form_from("date=quand,text=quoi", list(piece.rows.columns)),
    )
    assert report.placed[Placing.TEXT] == 1


def test_what_the_listener_raises_ends_the_import(tables: Tables) -> None:
    told = []

    def listen(*said: object) -> None:
        told.append(said)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tables, [source([ROWS["city"]])], Plan("mine"), Taken(), progress=listen)
    assert told == [(1.0, 1, "mine.csv")]


def test_many_rows_on_one_point_are_told(tables: Tables) -> None:
    near = [f"{number},2017-05-07,A,,33.4001,36.3001," for number in range(40)]
    rows = [*near, *(f"{number},2017-05-07,A,,33.9,36.9," for number in range(40, 80))]
    report, _ = imported(tables, [source(rows)])
    assert [(one.lon, one.lat, one.rows) for one in report.shared_points] == [
        (36.3001, 33.4001, 40)
    ]
    report, _ = imported(tables, [source(rows)], city_points=((36.3001, 33.4001),))
    assert report.shared_points == ()
    assert report.placed[Placing.CITY] == 40


def test_ids_are_slugs_and_given_once() -> None:
    ids = EventIds("mine", ["mine-7"])
    files = pd.Series(["a.csv"] * 5, index=[2, 3, 4, 5, 6])
    own = pd.Series(["ucdp:7", "ucdp:8", "ucdp:8", "حدث", "x:Ä b_C"], index=files.index)
    first = ids.of(own, files)
    assert first.tolist() == ["mine-f1-r2", "mine-8", "mine-f1-r4", "mine-f1-r5", "mine-b-c"]
    again = ids.of(pd.Series(["ucdp:8"], index=[2]), pd.Series(["b.csv"], index=[2]))
    assert again.tolist() == ["mine-f2-r2"]


def test_what_the_editors_took_already_is_found(tables: Tables) -> None:
    ucdp = (
        b"id,type_of_violence,where_prec,date_start,date_end,source_headline,adm_1,side_a,side_b\n"
        b"215274,1,1,2016-01-02,2016-01-02,Clashes in Jobar,Damascus Governorate,A,B\n"
    )
    report, _ = imported(tables, [Source("ged.csv", content=ucdp)])
    assert report.duplicates["first"].tolist() == ["2016-01-02-jobar-clash"]


def test_another_process_reads_what_this_one_would(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [source(ROWS.values()), source([ROWS["text"]], "more.csv")]
    here, kept_here = imported(tables, sources, merge_duplicates=True)
    monkeypatch.setattr(pipeline, "_LARGE_BYTES", 0)
    there, kept_there = imported(tables, sources, merge_duplicates=True, apart=True)
    assert there.as_dict() == here.as_dict()
    assert pa.concat_tables(kept_there.events) == pa.concat_tables(kept_here.events)
    pd.testing.assert_frame_equal(pd.concat(kept_there.outside), pd.concat(kept_here.outside))
    with pytest.raises(ImportFileError, match=r"bad\.csv"):
        imported(
            tables,
            [source([], "bad.csv"), Source("bad.csv", content=b"PK\3\4")],
            apart=True,
        )
