"""The default dataset: it keeps its contract, and says what its sources say."""

import re
from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.data.load import findings_of
from damascus_map.model.extents import leading_party
from damascus_map.query.control import extents_in

DISTRICTS = ("barze", "qaboun", "techrine", "jobar", "tadamon")
PARTIES = ("government", "opposition", "jihadist", "is", "transitional")
FIRST_DAY = date(2011, 3, 15)
LAST_DAY = date(2026, 12, 31)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
DISPATCH = "afp-2017-05-07"
DISPATCH_DAY = "2017-05-07"

# The facts of the dispatch of 7 May 2017, by number: the event, its type, and its districts.
DISPATCH_FACTS = {
    1: ("2017-05-07-barze-negotiation", "negotiation", ("barze", "qaboun")),
    2: ("2017-05-07-barze-report", "report", ("barze", "qaboun")),
    3: ("2017-05-07-barze-report-2", "report", ("barze",)),
    4: ("2017-05-07-qaboun-report", "report", ("qaboun", "techrine")),
    5: ("2017-05-07-jobar-report", "report", ("jobar",)),
    6: ("2017-05-07-barze-report-3", "report", ("barze", "tadamon")),
    7: ("2017-04-qaboun-clash", "clash", ("qaboun",)),
    8: ("2017-05-07-barze-ceasefire", "ceasefire", ("barze", "qaboun")),
    9: ("2017-05-07-barze-report-4", "report", ("barze", "qaboun")),
    10: ("2017-05-06-syria-ceasefire", "ceasefire", ()),
    11: ("2017-05-07-syria-report", "report", ()),
    12: ("2017-05-07-syria-report-2", "report", ()),
    13: ("2017-05-07-syria-report-3", "report", ()),
}

# Every row of the UCDP Georeferenced Event Dataset (Syria 2016-2019) that names a district.
UCDP_IDS = (
    *(215274, 216414, 216437, 219453, 223863, 224699, 230199, 232502, 232702, 234599, 234600),
    *(242248, 242357, 242381, 242835, 243080, 243099, 243148, 243255, 243349, 243440, 243444),
    *(244070, 244932, 244947, 244950, 244953, 245124, 245457, 245854, 245886, 246677, 246727),
    *(246883, 246942, 248429, 250381, 250761, 251018, 256567, 257563, 258191, 259574, 299980),
    *(316003, 318193, 318431, 319448),
)
UCDP_IDS_OF_LATER_EDITIONS = (215340,)

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def events(dataset):
    return dataset.tables.events


def test_it_has_no_fault_and_no_warning(repository):
    assert [str(one) for one in findings_of(repository)] == []


def test_it_is_the_default(dataset, repository):
    assert dataset.tables.path.samefile(repository)
    assert dataset.tables.district_ids == DISTRICTS
    assert dataset.tables.party_ids == PARTIES


def test_it_opens_on_the_day_of_the_dispatch(dataset):
    package = dataset.tables.package
    assert (package.first_day, package.opening_day) == (FIRST_DAY, date(2017, 5, 7))


def test_attributions_name_the_origins_of_the_layers(dataset):
    said = " ".join(dataset.tables.package.attributions)
    for origin in ("UN OCHA", "CC BY 3.0 IGO", "OpenStreetMap contributors", "ODbL"):
        assert origin in said


# ------------------------------------------------------------------------------ who held what


@pytest.mark.parametrize(
    ("day", "district", "party", "extents"),
    [
        ("2017-05-07", "qaboun", "opposition", {"most"}),
        ("2017-05-07", "techrine", "opposition", {"most"}),
        ("2017-05-07", "jobar", "opposition", {"shared"}),
        ("2017-05-07", "jobar", "government", {"shared"}),
        ("2017-05-07", "barze", "opposition", {"present"}),
        ("2017-05-07", "tadamon", "opposition", {"present"}),
        ("2017-06-15", "barze", "government", {"whole"}),
        ("2017-06-15", "qaboun", "government", {"whole"}),
        ("2017-06-15", "techrine", "government", {"whole"}),
        *(("2018-06-15", district, "government", {"whole"}) for district in DISTRICTS),
        ("2013-06-01", "jobar", "opposition", {"most", "whole"}),
        *(("2025-01-01", district, "transitional", {"whole"}) for district in DISTRICTS),
    ],
)
def test_who_held_what(dataset, day, district, party, extents):
    assert dataset.control_on(day).loc[district, party] in extents


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (
            "2017-05-07",
            {
                "barze": "unclear",
                "qaboun": "opposition",
                "techrine": "opposition",
                "jobar": "shared",
                "tadamon": "unclear",
            },
        ),
        ("2018-06-15", dict.fromkeys(DISTRICTS, "government")),
        ("2025-01-01", dict.fromkeys(DISTRICTS, "transitional")),
    ],
)
def test_the_status_of_all_five(dataset, day, status):
    assert dataset.control_on(day)["status"].to_dict() == status


def test_jobar_was_not_the_governments_in_june_2017(dataset):
    jobar = dataset.control_on("2017-06-15").loc["jobar"]
    assert jobar["status"] != "government"
    assert jobar["opposition"] not in (None, "none")


def test_in_2011_only_the_government_is_seen_and_only_where_a_claim_says_so(dataset):
    state = dataset.control_on("2011-06-01")
    for district, row in state.iterrows():
        extents = {party: row[party] for party in PARTIES if row[party] not in (None, "none")}
        assert set(extents) <= {"government"}
        claims = dataset.claims_on(district, "2011-06-01")
        assert bool(extents) == ("government" in set(claims["party"]))
    assert {"barze", "qaboun", "jobar"} <= set(state.index[state["government"].notna()])


def test_the_fall_of_the_government_is_one_day_for_all(dataset):
    before, after = dataset.control_on("2024-12-07"), dataset.control_on("2024-12-08")
    assert set(before["status"]) == {"government"}
    assert set(after["status"]) == {"transitional"}
    changes = dataset.changes_between("2024-12-07", "2024-12-08")
    assert sorted(changes["district_id"]) == sorted(DISTRICTS)


# ------------------------------------------------------------------------------- the dispatch


@pytest.mark.parametrize("district", DISTRICTS)
def test_on_its_day_each_district_rests_on_the_dispatch(dataset, district):
    claims = dataset.claims_on(district, DISPATCH_DAY)
    cited = claims[(claims["source_id"] == DISPATCH) & (claims["days_away"] == 0)]
    state = dataset.control_on(DISPATCH_DAY).loc[district]
    said = dict(zip(cited["party"], cited["extent"], strict=True))
    assert said["opposition"] == state["opposition"]


@pytest.mark.parametrize(
    ("district", "situations"),
    [
        ("barze", {"ceasefire", "negotiation"}),
        ("qaboun", {"ceasefire", "negotiation"}),
        ("techrine", set()),
        ("jobar", set()),
        ("tadamon", set()),
    ],
)
def test_talks_and_a_ceasefire_in_two_districts(dataset, district, situations):
    state = dataset.control_on(DISPATCH_DAY).loc[district]
    talked = set(state["situation"]) & {"ceasefire", "negotiation"}
    assert talked == situations
    dispatch = dataset.tables.claims.loc[list(state["claim_ids"])].query("source_id == @DISPATCH")
    assert situations <= {situation for cell in dispatch["situation"] for situation in cell}


@pytest.mark.parametrize(("number", "fact"), DISPATCH_FACTS.items())
def test_each_fact_of_the_dispatch_is_seen_on_its_day(dataset, number, fact):
    name, kind, districts = fact
    first = date.fromisoformat(DISPATCH_DAY) - timedelta(days=6)
    shown = dataset.events_between(first, DISPATCH_DAY)
    assert name in shown.index
    event = shown.loc[name]
    assert DISPATCH in event["source_ids"]
    assert (event["type"], event["district_ids"]) == (kind, districts)
    for district in districts:
        state = dataset.control_on(DISPATCH_DAY, districts=[district], window=7)
        assert name in state.loc[district, "event_ids"]


def test_the_facts_of_the_dispatch_are_different_events():
    assert len({name for name, *_ in DISPATCH_FACTS.values()}) == 13


# ------------------------------------------------------------------------------ disagreements


@pytest.mark.parametrize(
    ("district", "topic", "kind", "publishers"),
    [
        ("qaboun", "qaboun-truce-2014", "date", {"Zaman al-Wasl", "AP", "Syria Direct"}),
        ("jobar", "jobar-entry-2013", "date", {"Le Monde", "Reuters"}),
        ("jobar", "de-escalation-2017-05", "date", {"TASS", "Interfax", "AFP"}),
        ("qaboun", "qaboun-fall-2017-05", "date", {"SOHR", "Al Jazeera"}),
        ("qaboun", "qaboun-fall-2017-05", "party", {"Al Jazeera"}),
        ("jobar", "ghouta-sarin-2013", "denial", {"Syrian Archive", "United Nations"}),
    ],
)
def test_the_known_disagreements_are_listed(dataset, district, topic, kind, publishers):
    found = dataset.disagreements(district)
    found = found[(found["topic"] == topic) & (found["kind"] == kind)]
    assert not found.empty
    claims = dataset.tables.claims.loc[[one for row in found["claim_ids"] for one in row]]
    assert publishers <= set(claims["source_id"].map(dataset.tables.sources["publisher"]))


def test_the_truce_of_qaboun_has_three_dates(dataset):
    claims = dataset.tables.claims.query("topic == 'qaboun-truce-2014'")
    assert sorted(claims["on"]) == ["2014-02", "2014-06", "2014-07"]


# ------------------------------------------------------------------------------------- events


def test_there_are_at_least_150_events(events):
    assert len(events) >= 150


def test_every_row_of_ucdp_that_names_a_district_is_one_event(events):
    written = Counter(
        int(found)
        for note in events["note"]
        for found in re.findall(r"UCDP GED (?:[\d.]+, )?id (\d+)", note)
    )
    assert len(UCDP_IDS) == 48
    assert written == Counter((*UCDP_IDS, *UCDP_IDS_OF_LATER_EDITIONS))


def test_an_event_of_ucdp_cites_ucdp(events, dataset):
    of_ucdp = events[events["note"].str.contains("UCDP GED")]
    kinds = of_ucdp["source_ids"].map(
        lambda ids: {dataset.tables.sources.loc[one, "kind"] for one in ids}
    )
    assert of_ucdp.index[~kinds.map(lambda found: "dataset" in found)].tolist() == []


def test_no_event_is_drawn_finer_than_its_source(events):
    placed = events[events["lon"].notna() | events["lat"].notna()]
    assert set(placed["place_precision"]) <= {"point", "street"}
    of_ucdp = events[events["note"].str.contains("UCDP GED")]
    assert of_ucdp["lon"].isna().all()
    assert not (events["place_precision"].isin(["point", "street"]) & events["lon"].isna()).any()
    in_districts = events[events["place_precision"] == "district"]
    assert in_districts["district_ids"].map(bool).all()


@pytest.mark.parametrize("stem", ["title", "summary"])
def test_titles_and_summaries_stand_in_three_languages(dataset, stem):
    frame = dataset.tables.events if stem == "title" else dataset.tables.claims
    for lang in ("en", "fr", "ar"):
        texts = frame[f"{stem}_{lang}"]
        assert list(texts.index[texts.str.strip() == ""]) == []
        arabic = texts.map(lambda text: bool(ARABIC.search(text)))
        assert list(texts.index[arabic != (lang == "ar")]) == []
    for lang in ("fr", "ar"):
        same = frame[f"{stem}_{lang}"] == frame[f"{stem}_en"]
        assert list(frame.index[same]) == []


def test_no_two_events_of_a_day_have_the_same_title(events):
    assert not events.duplicated(["date", "title_en"]).any()


def test_events_do_not_lie_before_the_first_day_or_in_the_future(events):
    assert events["last"].min() >= pd.Timestamp(FIRST_DAY)
    assert events["last"].max() <= pd.Timestamp(LAST_DAY)


# ----------------------------------------------------------------------------------- no gaps


@given(day=DAYS, district=st.sampled_from(DISTRICTS))
def test_every_day_of_every_district_lies_in_one_interval(dataset, day, district):
    control = dataset.tables.control
    rows = control[control["district_id"] == district]
    stamp = pd.Timestamp(day)
    holding = rows[(rows["first"] <= stamp) & (rows["end"].isna() | (rows["end"] > stamp))]
    assert len(holding) == 1
    row = holding.iloc[0]
    state = dataset.control_on(day, districts=[district]).loc[district]
    assert {party: state[party] for party in PARTIES} == extents_in(row, PARTIES)
    assert state["claim_ids"] == row["claim_ids"]
    assert state["since"] <= row["first"] <= stamp
    assert (state["status"] in PARTIES) == (leading_party(extents_in(row, PARTIES)) is not None)


@given(day=DAYS, district=st.sampled_from(DISTRICTS))
def test_between_two_changes_nothing_changes(dataset, day, district):
    tomorrow = day + timedelta(days=1)
    changed = not dataset.changes_between(day, tomorrow, districts=[district]).empty
    before, after = (
        dataset.control_on(one, districts=[district]).loc[district] for one in (day, tomorrow)
    )
    differs = any(before[party] != after[party] for party in PARTIES)
    assert changed == (differs or set(before["situation"]) != set(after["situation"]))


@given(day=DAYS, district=st.sampled_from(DISTRICTS))
def test_whatever_is_drawn_rests_on_a_claim_of_the_district(dataset, day, district):
    state = dataset.control_on(day, districts=[district]).loc[district]
    claims = dataset.claims_on(district, day)
    assert set(claims["district_id"]) <= {district}
    drawn = any(state[party] is not None for party in PARTIES) or bool(state["situation"])
    assert not drawn or not claims.empty


def test_a_copy_with_one_cell_changed_is_found_out(copy_of_dataset):
    control = copy_of_dataset / "data" / "control.csv"
    text = control.read_text(encoding="utf-8")
    line = "barze,2014-01-06,2017-02-18,"
    assert text.count(line) == 1
    control.write_text(text.replace(line, "barze,2014-01-07,2017-02-18,"), encoding="utf-8")
    number = text[: text.index(line)].count("\n") + 1
    errors = [one for one in findings_of(copy_of_dataset) if one.severity == "error"]
    assert [(one.rule, one.file, one.row, one.column, one.value) for one in errors] == [
        ("gap", "data/control.csv", number, "valid_from", "2014-01-07")
    ]
