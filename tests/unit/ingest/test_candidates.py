"""Rows as they came, read as candidates or refused."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damascus_map.errors import QueryError
from damascus_map.ingest.candidates import candidates, settled
from damascus_map.ingest.forms import form_from, recognised
from damascus_map.ingest.reasons import REASONS
from damascus_map.ingest.rows import CANDIDATE_COLUMNS, REFUSED_COLUMNS, Piece, no_refusals

UCDP = {
    "id": "901",
    "type_of_violence": "1",
    "side_a": "Government of Hill",
    "side_b": "the  South",
    "source_office": "Wire;Gazette;Wire",
    "source_headline": "Fights at the &quot;mill&quot;\u200b",
    "where_prec": "1",
    "where_coordinates": "Hill city",
    "where_description": "the old\nmill",
    "adm_1": "Hill Governorate",
    "latitude": "33.513364",
    "longitude": "36.291575",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-05-07 00:00:00.000",
    "date_end": "2017-05-07 00:00:00.000",
    "low": "1",
    "best": "2",
    "high": "3",
}
ACLED = {
    "event_id_cnty": "HIL12",
    "event_date": "16 May 2025",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Forces; North",
    "actor2": "",
    "admin1": "Hill",
    "location": "Mill",
    "latitude": "33.5",
    "longitude": "36.3",
    "geo_precision": "1",
    "source": "Gazette",
    "notes": "On 16 May a person of a name was hurt.",
    "fatalities": "4",
}
OWN = {"date": "2017-05-07", "type": "clash", "lat": "33.5133", "lon": "36.2915", "notes": "Mill"}


def piece(*rows):
    index = range(2, len(rows) + 2)
    return Piece("made.csv", pd.DataFrame(rows, dtype="str", index=index), no_refusals())


def read(*rows, **form):
    made = piece(*rows)
    return candidates(made, replace(recognised(list(made.rows.columns)), **form))


def one(row, **changes):
    taken, refused = read(row | changes)
    assert refused.empty, refused.to_dict("records")
    return taken.iloc[0]


def refusal(row, **changes):
    taken, refused = read(row | changes)
    assert taken.empty
    return refused.iloc[0]


def test_a_row_of_ucdp_becomes_a_candidate():
    row = one(UCDP)
    assert row.to_dict() == {
        "origin_id": "ucdp:901",
        "date": "2017-05-07",
        "date_to": "",
        "type": "clash",
        "origin_type": "type_of_violence 1",
        "actors": ("Government of Hill", "the South"),
        "title_en": "Clashes between Government of Hill and the South",
        "title_fr": "Affrontements entre Government of Hill et the South",
        "title_ar": "اشتباكات بين Government of Hill وthe South",
        "deaths_low": 1,
        "deaths_best": 2,
        "deaths_high": 3,
        "people_moved": None,
        "lon": 36.291575,
        "lat": 33.513364,
        "precision": "point",
        "region": "Hill Governorate",
        "confidence": "medium",
        "note": "UCDP id 901; after Wire, Gazette",
        "place:where_coordinates": "Hill city",
        "place:where_description": "the old mill",
        "text:source_headline": 'Fights at the "mill"',
    }


def test_the_columns_have_the_types_of_the_contract():
    for taken, refused in (read(UCDP), read(ACLED), read(OWN), read(OWN | {"date": "x"})):
        assert taken.columns[: len(CANDIDATE_COLUMNS)].tolist() == list(CANDIDATE_COLUMNS)
        assert refused.columns.tolist() == list(REFUSED_COLUMNS)
        assert {str(taken[name].dtype) for name in ("deaths_low", "people_moved")} == {"Int64"}
        assert {str(taken[name].dtype) for name in ("lon", "lat")} == {"float64"}
        assert {str(taken[name].dtype) for name in ("date", "type", "note", "title_ar")} == {"str"}


def test_a_row_of_acled_becomes_a_candidate_without_its_notes_in_the_title():
    row = one(ACLED)
    assert (row["origin_id"], row["date"], row["type"]) == ("acled:HIL12", "2025-05-16", "shelling")
    assert row["actors"] == ("Forces, North",)
    assert row["title_en"] == "Shelling: Forces, North"
    assert (row["deaths_low"], row["deaths_best"]) == (pd.NA, 4)
    assert row["precision"] == "district"
    assert row["confidence"] == "medium"
    assert row["note"] == "ACLED id HIL12; after Gazette"
    assert row["text:notes"].startswith("On 16 May")
    kept = [str(row[name]) for name in CANDIDATE_COLUMNS]
    assert not any("person" in text for text in kept)


@pytest.mark.parametrize(
    ("start", "end", "precision", "date", "date_to", "kind"),
    [
        ("2017-05-07", "2017-05-07", "1", "2017-05-07", "", "clash"),
        ("2017-05-07", "2017-05-09", "2", "2017-05-07", "2017-05-09", "clash"),
        ("2017-05-07", "2017-05-13", "3", "2017-05-07", "2017-05-13", "clash"),
        ("2017-05-01", "2017-05-31", "4", "2017-05", "", "clash"),
        ("2017-05-03", "2017-05-03", "4", "2017-05", "", "clash"),
        ("2017-05-20", "2017-06-10", "4", "2017-05-20", "2017-06-10", "clash"),
        ("2017-05-01", "2017-05-31", "5", "2017-05-01", "2017-05-31", "clash"),
        ("2017-05-01", "2017-06-01", "5", "2017-05-01", "2017-06-01", "report"),
        ("2016-01-01", "2016-12-31", "5", "2016-01-01", "2016-12-31", "report"),
    ],
)
def test_a_time_of_ucdp_is_kept_as_far_as_it_is_known(start, end, precision, date, date_to, kind):
    row = one(UCDP, date_start=start, date_end=end, date_prec=precision)
    assert (row["date"], row["date_to"], row["type"]) == (date, date_to, kind)
    assert ("sum over the time" in row["title_en"]) == (kind == "report")
    assert ("حصيلة" in row["title_ar"]) == (kind == "report")


def test_acled_days_are_kept_as_far_as_they_are_known():
    week, month = one(ACLED, time_precision="2"), one(ACLED, time_precision="3")
    assert (week["date"], week["confidence"]) == ("2025-05-16", "medium")
    assert week["note"].endswith("day known to the week only")
    assert (month["date"], month["confidence"]) == ("2025-05", "low")


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", "point"), ("2", "city"), ("2.0", "city"), ("3", "region"), ("7", "region"), ("", "")],
)
def test_where_prec_says_what_the_point_is(code, precision):
    assert one(UCDP, where_prec=code)["precision"] == precision


@pytest.mark.parametrize(
    ("lat", "lon", "said", "precision"),
    [
        ("33.5133", "36.2915", "", "point"),
        ("33.513", "36.2915", "", "point"),
        ("33.51", "36.2915", "", "city"),
        ("33.513", "36.291", "", "city"),
        ("33.51", "36.29", "street", "street"),
        ("", "", "", ""),
        ("", "", "region", "region"),
    ],
)
def test_a_point_of_an_own_table_is_as_exact_as_it_is_written(lat, lon, said, precision):
    assert one(OWN | {"precision": said}, lat=lat, lon=lon)["precision"] == precision


def test_a_long_siege_is_no_sum_of_sieges():
    row = one(OWN | {"date_to": "2018-05-07"}, type="siege")
    assert (row["type"], row["title_en"]) == ("siege", "Siege")
    assert one(OWN | {"date_to": "2018-05-07"})["type"] == "report"


def test_a_year_is_a_date_that_is_little_known_and_no_sum():
    row = one(OWN, date="2016")
    assert (row["date"], row["date_to"], row["type"]) == ("2016", "", "clash")


def test_a_title_of_the_own_table_is_kept_and_not_mixed_with_made_ones():
    row = one(OWN | {"title": " The mill &amp; the hill "})
    assert (row["title_en"], row["title_fr"]) == ("The mill & the hill", "")
    assert one(OWN | {"title": ""})["title_fr"] == "Affrontement"


def test_a_kind_that_is_not_known_is_other_and_keeps_its_name():
    row = one(OWN, type="Duel")
    assert (row["type"], row["origin_type"], row["title_en"]) == ("other", "Duel", "Incident")


def test_constants_hold_for_every_row():
    made = piece({"When": "2017-05-07", "Y": "33.51", "X": "36.29"})
    form = form_from(
        "date=When,lat=Y,lon=X,precision=:district,type=:shelling,place=:Mill,confidence=:high",
        list(made.rows.columns),
    )
    row = candidates(made, form)[0].iloc[0]
    assert (row["precision"], row["type"], row["place:place"]) == ("district", "shelling", "Mill")
    assert row["confidence"] == "high"


@pytest.mark.parametrize(
    ("row", "changes", "reason", "column", "value"),
    [
        (UCDP, {"date_start": ""}, "no-date", "date_start", ""),
        (UCDP, {"date_start": "soon"}, "date-format", "date_start", "soon"),
        (UCDP, {"date_end": "later"}, "date-format", "date_end", "later"),
        (UCDP, {"date_end": "2017-05-06"}, "reversed-dates", "date_end", "2017-05-06"),
        (OWN, {"date": "07/05/2017"}, "ambiguous-date", "date", "07/05/2017"),
        (UCDP, {"best": "two"}, "not-a-number", "best", "two"),
        (UCDP, {"latitude": "north"}, "not-a-number", "latitude", "north"),
        (UCDP, {"low": "3"}, "deaths-order", "best", "2"),
        (UCDP, {"high": "1"}, "deaths-order", "high", "1"),
        (UCDP, {"best": "", "low": "9"}, "deaths-order", "high", "3"),
        (UCDP, {"latitude": ""}, "half-coordinates", "latitude", ""),
        (OWN, {"lon": " "}, "half-coordinates", "lon", " "),
        (UCDP, {"latitude": "91"}, "coordinates-range", "latitude", "91"),
        (OWN, {"lon": "-180.5"}, "coordinates-range", "lon", "-180.5"),
        (OWN | {"precision": "exact"}, {}, "precision", "precision", "exact"),
        (OWN | {"confidence": "sure"}, {}, "confidence", "confidence", "sure"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_as_it_came(row, changes, reason, column, value):
    found = refusal(row, **changes)
    assert reason in REASONS
    assert (found["reason"], found["column"], found["value"]) == (reason, column, value)
    assert (found["file"], found["row"]) == ("made.csv", "2")
    lines = io.StringIO(found["cells"], newline="")
    assert list(csv.reader(lines)) == [list((row | changes).values())]


def test_rows_are_taken_and_refused_apart_and_keep_their_numbers():
    taken, refused = read(OWN, OWN | {"date": ""}, OWN, OWN | {"lat": "x", "date": "y"})
    assert taken.index.tolist() == [2, 4]
    assert refused[["row", "reason"]].to_numpy().tolist() == [
        ["3", "no-date"],
        ["5", "date-format"],
    ]


def test_a_file_of_several_pieces_is_read_in_the_order_that_one_of_them_shows():
    first, second = piece(OWN | {"date": "07/05/2017"}), piece(OWN | {"date": "20/05/2017"})
    form = recognised(list(OWN))
    assert settled(first, form).day_first is None
    assert settled(second, form).day_first is True
    assert settled(first, settled(second, form)).day_first is True


def test_a_form_that_does_not_fit_is_an_error_that_names_the_columns():
    with pytest.raises(QueryError, match=r"made\.csv: no column .* Columns: place, lat"):
        candidates(piece({"place": "Mill", "lat": "1"}), recognised(["place", "lat"]))
    with pytest.raises(QueryError, match="'date', said to hold date, is not there"):
        candidates(piece({"day": "2017"}), recognised(["date"]))


def test_a_file_without_rows_has_no_candidates():
    rows = pd.DataFrame(columns=list(UCDP), dtype="str")
    taken, refused = candidates(Piece("made.csv", rows, no_refusals()), recognised(list(UCDP)))
    assert taken.empty
    assert refused.empty
    assert taken.columns[: len(CANDIDATE_COLUMNS)].tolist() == list(CANDIDATE_COLUMNS)


@settings(max_examples=25)
@given(st.sampled_from([UCDP, ACLED, OWN]), st.data())
def test_any_cell_is_read_or_refused(row, data):
    cells = st.text(max_size=12) | st.sampled_from(["NA", "1e400", "-0", "\u0663", "&#0;", "2.50"])
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(list(row)), cells), max_size=20))
    taken, refused = read(row, *(row | {column: text} for column, text in drawn))
    rows = {*taken.index.astype(str), *refused["row"]}
    assert len(taken) + len(refused) == len(rows) == len(drawn) + 1
    assert set(refused["reason"]) <= set(REASONS)
