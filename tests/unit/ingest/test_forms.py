"""Which column means what: recognised, or said."""

import pickle

import pytest

from damascus_map.errors import MappingError
from damascus_map.ingest.fields import Field, field_key, field_of_tag
from damascus_map.ingest.forms import ORIGINS, form_from, recognised
from damascus_map.language import language

UCDP_41 = [
    *("id", "year", "active_year", "type_of_violence"),
    *("conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name"),
    *("side_a_new_id", "side_a", "side_b_new_id", "gwnob"),
    *("side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "adm_1", "adm_2", "latitude"),
    *("longitude", "geom_wkt", "priogrid_gid", "country"),
    *("country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b"),
    *("deaths_civilians", "deaths_unknown", "low", "best"),
    "high",
]
UCDP_42 = [*UCDP_41, "gwnoa"]
UCDP_43 = ["iso3", *UCDP_42]
UCDP_49 = [
    *(name for name in UCDP_42 if name not in ("low", "best", "high")),
    *("relid", "code_status", "where_description", "conflict_dset_id", "dyad_dset_id"),
    *("side_a_dset_id", "side_b_dset_id", "best", "high", "low"),
]
ACLED_31 = [
    *("event_id_cnty", "event_date", "year", "time_precision"),
    *("disorder_type", "event_type", "sub_event_type", "actor1"),
    *("assoc_actor_1", "inter1", "actor2", "assoc_actor_2"),
    *("inter2", "interaction", "civilian_targeting", "iso"),
    *("region", "country", "admin1", "admin2"),
    *("admin3", "location", "latitude", "longitude"),
    *("geo_precision", "source", "source_scale", "notes"),
    *("fatalities", "tags", "timestamp"),
]
ACLED_OLD = ["data_id", "iso", *(name for name in ACLED_31 if name not in ("iso", "tags"))]


@pytest.mark.parametrize("columns", [UCDP_41, UCDP_42, UCDP_43, UCDP_49], ids=len)
def test_each_edition_of_ucdp_is_recognised_in_any_order(columns):
    mixed = sorted(columns, key=lambda name: name[::-1])
    form = recognised(mixed)
    assert form.name == "ucdp"
    assert form == recognised(columns)
    assert form.columns[Field.ACTOR] == ("side_a", "side_b")
    assert form.columns[Field.TEXT] == ("source_headline",)
    assert form.columns[Field.DEATHS_BEST] == ("best",)
    described = ("where_description",) if "where_description" in columns else ()
    assert form.columns[Field.PLACE] == ("where_coordinates", *described)
    assert len(form.columns) == 17


@pytest.mark.parametrize("columns", [ACLED_31, ACLED_OLD], ids=len)
def test_each_edition_of_acled_is_recognised(columns):
    form = recognised([name.upper() for name in reversed(columns)])
    assert form.name == "acled"
    assert form.columns[Field.ID] == ("EVENT_ID_CNTY",)
    assert form.columns[Field.REGION] == ("ADMIN1",)
    assert form.columns[Field.TEXT] == ("NOTES",)
    assert not form.origin.may_be_passed_on


def test_a_table_of_acled_is_one_however_much_of_it_was_left_out():
    form = recognised(["event_id_cnty", "event_date", "location", "notes"])
    assert (form.name, form.origin) == ("acled", ORIGINS["acled"])


@pytest.mark.parametrize("name", ["ucdp", "acled"])
def test_what_an_owner_says_of_columns_does_not_change_whose_they_are(name):
    columns = {"ucdp": UCDP_41, "acled": ACLED_31}[name]
    form = form_from({"place": columns[0]}, columns)
    assert (form.name, form.origin) == ("table", ORIGINS[name])


def test_only_acled_forbids_to_pass_rows_on():
    assert [name for name, origin in ORIGINS.items() if not origin.may_be_passed_on] == ["acled"]


@pytest.mark.parametrize(
    ("columns", "meanings"),
    [
        (["When", "What", "Lat", "Lng"], ["date", "text", "lat", "lon"]),
        (["date", "y", "x", "title"], ["date", "lat", "lon", "title"]),
        (["Date début", "Date fin", "Lieu", "Morts"], ["date", "date_to", "place", "deaths_best"]),
        (["التاريخ", "المكان", "خط العرض", "خط الطول"], ["date", "place", "lat", "lon"]),
        (["تاريخ", "الحيّ", "القتلى"], ["date", "place", "deaths_best"]),
    ],
)
def test_an_own_table_is_recognised_by_common_names(columns, meanings):
    form = recognised(columns)
    assert form.name == "table"
    assert form.columns == {
        Field(meaning): (name,) for meaning, name in zip(meanings, columns, strict=True)
    }


def test_tags_go_before_names():
    tags = {"A": "#date+start", "B": "#geo+lat", "C": "#geo +lon", "date": "#meta+source"}
    form = recognised(["A", "B", "C", "date"], tags)
    assert form.columns[Field.DATE] == ("A",)
    assert form.columns[Field.LAT] == ("B",)
    assert form.columns[Field.LON] == ("C",)
    assert form.columns[Field.SOURCE] == ("date",)


@pytest.mark.parametrize(
    ("tag", "meaning"),
    [
        ("#date", Field.DATE),
        ("#Date +End", Field.DATE_TO),
        ("#affected+killed", Field.DEATHS_BEST),
        ("#affected+killed+max", Field.DEATHS_HIGH),
        ("#affected+f", None),
        ("#population", None),
        ("", None),
    ],
)
def test_a_tag_means_what_its_closest_row_says(tag, meaning):
    assert field_of_tag(tag) is meaning


def test_a_table_without_a_date_is_not_complete():
    assert not recognised(["place", "lat", "lon"]).is_complete
    assert form_from("date=:2017-05", ["place"]).is_complete


def test_of_two_columns_of_one_meaning_the_better_name_counts():
    assert recognised(["when", "date"]).columns[Field.DATE] == ("date",)


def test_what_is_said_goes_before_what_is_recognised():
    form = form_from("date=Reported,text=", ["date", "Reported", "notes", "lat", "lon"])
    assert form.columns[Field.DATE] == ("Reported",)
    assert Field.TEXT not in form.columns
    assert form.columns[Field.LAT] == ("lat",)


def test_a_column_that_is_said_to_mean_one_thing_means_no_other():
    form = form_from({"note": "notes", "date": "day"}, ["day", "notes"])
    assert form.columns == {Field.NOTE: ("notes",), Field.DATE: ("day",)}


def test_a_colon_begins_a_constant_and_repeating_adds_a_column():
    form = form_from("place=Town,place=Quarter,precision=:district", ["Town", "Quarter", "day"])
    assert form.columns[Field.PLACE] == ("Town", "Quarter")
    assert form.constants == {Field.PRECISION: "district"}


def test_names_are_found_in_spite_of_their_letters_and_with_commas_in_quotes():
    assert form_from("date=WHEN", ["When "]).columns[Field.DATE] == ("When ",)
    named = form_from('"date=Day, exactly"', ["Day, exactly"])
    assert named.columns[Field.DATE] == ("Day, exactly",)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("day=When", ["“day”", "date_to", "people_moved"]),
        ("date=Wen", ["“Wen”", "Is it “When”?", "Columns: When, Y"]),
        ("date=Z", ["“Z”", "Columns: When, Y", "(date=:Z)"]),
        ("date", ["“date” says no column", "date=When"]),
        ("precision=:exact", ["“exact”", "point, street, district"]),
        ("lat=Y,lat=When", ["lat has 2 columns", "at most 1"]),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_what_can(mapping, words):
    with pytest.raises(MappingError) as caught:
        form_from(mapping, ["When", "Y"])
    for word in words:
        assert word in str(caught.value)
    there = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    for code in ("fr", "ar"):
        told = str(there.translated(language(code).text))
        assert told != str(caught.value)
        assert "{" not in told


def test_names_are_compared_without_case_marks_and_signs():
    assert field_key(" Événement_N° ") == "evenementn"
