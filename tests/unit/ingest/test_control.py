"""A table of who held what: what it becomes, what stays unknown, and what is refused."""

import contextlib
import csv
import gzip
import io
import shutil
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damascus_map.data import writing
from damascus_map.data.load import findings_of, load
from damascus_map.errors import ImportFileError, UnfitFileError, UnknownChoiceError
from damascus_map.ingest.control import import_control
from damascus_map.ingest.party_colours import colours_for
from damascus_map.render.exports.bundle import packed
from damascus_map.render.style import UNKNOWN_COLOUR
from tests.unit.render.colour_sight import SIGHTS, difference, lab_of, rgb_of

HEADER = "district,from,to,party,extent,source,confidence,situation,note\n"
UNKNOWN = UNKNOWN_COLOUR


@pytest.fixture
def city(other_city, tmp_path):
    return Path(shutil.copytree(other_city, tmp_path / "riverton"))


def take(folder, text, **options):
    path = folder.parent / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_control(path, folder, force=True, **options)


def intervals(folder, district):
    rows = csv.DictReader(io.StringIO((folder / "data/control.csv").read_text(encoding="utf-8")))
    return [list(row.values()) for row in rows if row["district_id"] == district]


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder, text, **options):
    """Give rule, row and column of each finding; the dataset stays as it was."""
    before = content(folder)
    with pytest.raises(UnfitFileError) as caught:
        take(folder, text, **options)
    assert content(folder) == before
    for one in caught.value.findings:
        assert "{" not in one.message + one.advice + one.example
    return [(one.rule, one.row, one.column) for one in caught.value.findings]


def test_the_other_city_breaks_no_rule(city):
    tables = load(city)
    assert tables.findings == ()
    assert tables.party_ids == ("harbour-guard", "city-watch")
    assert tables.package.opening_day.isoformat() == "2013-05-15"


def test_intervals_follow_one_another_and_what_is_not_said_is_unknown(city):
    unknown = "Nothing is said of this time."
    assert intervals(city, "d0") == [
        ["d0", "2011-01-01", "2012-03", "", "", "", "low", "", unknown],
        [
            *("d0", "2012-03", "2013-05-15", "whole", "", "", "high"),
            *("d0-2012-03-harbour-guard", ""),
        ],
        [
            *("d0", "2013-05-15", "2014-06", "part", "most", "fighting", "low"),
            *("d0-2013-05-15-city-watch;d0-2013-05-15-harbour-guard", ""),
        ],
        ["d0", "2014-06", "", "", "", "", "low", "", unknown],
    ]
    assert intervals(city, "d4") == [
        ["d4", "2011-01-01", "", "", "", "", "low", "", "Nothing is known yet."]
    ]


def test_a_last_day_is_inclusive_where_no_row_begins_on_it(city):
    take(city, HEADER + "D4,2015-03-01,2015-03-31,City Watch,whole,The Herald\n")
    assert [row[1:3] for row in intervals(city, "d4")] == [
        *(["2011-01-01", "2015-03-01"], ["2015-03-01", "2015-04-01"], ["2015-04-01", ""]),
    ]
    claims = load(city).claims
    assert claims.loc["d4-2015-03-01-city-watch", "until"] == "2015-03-31"


def test_a_month_ends_with_the_month(city):
    take(city, HEADER + "D4,2015-03,2015-04,City Watch,whole,The Herald\n")
    assert [row[1:3] for row in intervals(city, "d4")][1] == ["2015-03", "2015-05"]


def test_a_column_valid_to_is_the_first_day_after(city):
    text = HEADER.replace("to,", "valid_to,") + "D4,2015-03-01,2015-03-31,City Watch,,The Herald\n"
    taken = take(city, text)
    row = intervals(city, "d4")[1]
    assert row[1:5] == ["2015-03-01", "2015-03-31", "", "present"]
    assert {"day-after", "extent-not-said", "confidence-not-said"} <= {t.rule for t in taken.told}


@pytest.mark.parametrize(
    "text",
    [
        "quartier;du;au;acteur;étendue;source\nVerger;2015;;City Watch;tout;Le Matin\n",
        "الحي\tمن\tإلى\tالجهة\tالمدى\tالمصدر\nالبستان\t2015\t\tCity Watch\tكامل\tالصباح\n",  # noqa: RUF001 - Arabic
        "\ufeff# a remark\nHow much,Source,Party,From,District\n,,,,\nall,X,city watch,2015,D4\n",
        "district,from,party,extent,source\n#adm,#date,#org,#v,#s\nD4,2015,City-Watch,WHOLE,X\n",
    ],
    ids=["French", "Arabic", "English", "HXL"],
)
def test_columns_and_words_are_recognised_in_three_languages(city, text):
    take(city, text)
    assert intervals(city, "d4")[1][1:5] == ["2015", "", "", "whole"]


def test_columns_can_be_named(city):
    columns = {"district": "a", "from": "b", "party": "c", "source": "d", "extent": "e"}
    take(city, "a,b,c,d,e\nD4,2015,City Watch,X,most\n", mapping=columns)
    assert intervals(city, "d4")[1][4] == "most"
    with pytest.raises(UnknownChoiceError, match="district, from, to"):
        take(city, HEADER, mapping={"where": "district"})
    with pytest.raises(UnknownChoiceError, match="It has: district"):
        take(city, HEADER, mapping={"note": "nothing"})


ROW = "D4,2015,2016,City Watch,most,The Herald,low,,\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER, ("no-rows", None, None)),
        ("a,b\n1,2\n", ("column-not-found", None, None)),
        (HEADER + ROW.replace("D4", "D9"), ("unknown-district", 2, "district")),
        (HEADER + ROW.replace("D4", ""), ("empty-cell", 2, "district")),
        (HEADER + ROW + ROW.replace("2015", ""), ("empty-cell", 3, "from")),
        (HEADER + ROW.replace("2015", "1/2/2015"), ("date-form", 2, "from")),
        (HEADER + ROW.replace("2016", "2014"), ("reversed", 2, "to")),
        (HEADER + ROW.replace("most", "much"), ("unknown-word", 2, "extent")),
        (HEADER + ROW.replace("low,,", "so,,"), ("unknown-word", 2, "confidence")),
        (HEADER + ROW.replace("low,,", "low,war,"), ("unknown-word", 2, "situation")),
        (HEADER + ROW.replace("The Herald", ""), ("empty-cell", 2, "source")),
        (HEADER + ROW.replace("City Watch,most", ","), ("says-nothing", 2, "party")),
        (HEADER + ROW.replace("City Watch", ""), ("extent-without-party", 2, "party")),
        (HEADER + ROW + ROW.replace("most", "part"), ("two-extents", 3, None)),
        (HEADER + ROW + ROW.replace("City Watch,most", "X,most"), ("two-most", 3, None)),
        (HEADER + ROW + ROW.replace("City Watch,most", "X,whole"), ("whole-not-alone", 3, None)),
        (HEADER + ROW.replace("most", "shared"), ("shared-alone", 2, None)),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_row(other_city, text, expected):
    assert expected in refused(other_city, text)


@pytest.mark.parametrize(
    ("name", "wrapped", "told"),
    [
        ("utf-8", bytes, set()),
        ("utf-16", bytes, {"UTF-16"}),
        ("cp1256", bytes, {"Windows-1256"}),
        ("cp1256", gzip.compress, {"Windows-1256"}),
        ("utf-8", lambda content: packed({"in/a.csv": content, "b.md": b"#"}), set()),
    ],
)
def test_it_is_read_in_any_usual_encoding_packed_or_not(city, name, wrapped, told):
    text = "الحي,من,إلى,الجهة,المدى,المصدر\nالبستان,2015,,City Watch,كامل,الصباح\n"  # noqa: RUF001 - Arabic
    taken = take(city, wrapped(text.encode(name)))
    assert intervals(city, "d4")[1][1:5] == ["2015", "", "", "whole"]
    encodings = {one.parameters.get("encoding") for one in taken.told if one.rule == "file"}
    assert encodings - {None} == told


@pytest.mark.parametrize(
    ("content_", "told"),
    [
        (b"PK\x03\x04\x00", "broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b'{"type": "FeatureCollection", "features": []}', "not a table of text"),
        (packed({"a.csv": b"district", "b.csv": b"district"}), "several tables"),
        (packed({"xl/workbook.xml": b"", "[Content_Types].xml": b""}), "spreadsheet"),
    ],
)
def test_what_is_no_table_of_text_is_refused(city, content_, told):
    before = content(city)
    with pytest.raises(ImportFileError, match=told):
        take(city, content_)
    assert content(city) == before


def test_what_is_there_is_kept_unless_it_is_to_be_replaced(city):
    path = city.parent / "table.csv"
    path.write_text(HEADER + "D0,2015,,City Watch,whole,The Herald\n", encoding="utf-8")
    before = content(city)
    with pytest.raises(UnfitFileError) as caught:
        import_control(path, city)
    assert [one.rule for one in caught.value.findings] == ["control-there"]
    assert content(city) == before
    kept = intervals(city, "d1")
    import_control(path, city, force=True)
    assert [row[1:5] for row in intervals(city, "d0")] == [
        ["2011-01-01", "2015", "", ""],
        ["2015", "", "", "whole"],
    ]
    assert intervals(city, "d1") == kept
    assert findings_of(city) == ()  # what only the old intervals cited is gone


def test_the_same_table_again_gives_the_same_bytes(city):
    text = HEADER + ROW + "D1,2015,,X,part,https://herald.example/1; The Herald\n"
    take(city, text)
    before = content(city)
    take(city, text)
    assert content(city) == before


def test_a_table_that_begins_earlier_moves_the_first_day(city):
    taken = take(city, HEADER + "D4,2010-05,,City Watch,whole,The Herald\n")
    assert load(city).package.first_day.isoformat() == "2010-05-01"
    assert [row[1:3] for row in intervals(city, "d0")][:2] == [
        ["2010-05-01", "2011-01-01"],
        ["2011-01-01", "2012-03"],
    ]
    assert "earlier-first-day" in {one.rule for one in taken.told}


@pytest.mark.parametrize("failing", [1, 3])
def test_a_fault_while_writing_leaves_the_dataset_as_it_was(city, monkeypatch, failing):
    before, calls = content(city), []
    replace = writing.Path.replace

    def stumble(self, target):
        calls.append(target)
        if len(calls) > failing:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(writing.Path, "replace", stumble)
    with pytest.raises(KeyboardInterrupt):
        take(city, HEADER + ROW)
    monkeypatch.undo()
    (city.parent / "table.csv").unlink()
    assert content(city) == before
    assert not [path for path in city.parent.iterdir() if path.name.startswith(".")]


DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2015, 12, 31))
SAID = st.tuples(
    st.sampled_from(["D0", "D4"]), DAYS, st.none() | DAYS, st.sampled_from(["A", "B", "C"])
)


@settings(max_examples=5)
@given(st.lists(SAID, min_size=1, max_size=6))
def test_any_table_gives_a_sound_dataset_or_findings(other_city, tmp_path_factory, said):
    folder = Path(shutil.copytree(other_city, tmp_path_factory.mktemp("any") / "city"))
    rows = [f"{d},{begin},{end or ''},{party},part,X\n" for d, begin, end, party in said]
    reversed_ = [end is not None and end < begin for _, begin, end, _ in said]
    if any(reversed_):
        assert {rule for rule, *_ in refused(folder, HEADER + "".join(rows))} == {"reversed"}
        return
    with contextlib.suppress(UnfitFileError):  # of a day on which a row ends before it begins
        take(folder, HEADER + "".join(rows))
    assert [one for one in findings_of(folder) if one.severity == "error"] == []


@pytest.mark.parametrize(("count", "least"), [(2, 25), (4, 14), (6, 11), (8, 8)])
def test_colours_are_apart_for_every_sight(count, least):
    colours = colours_for(count)
    for sight in SIGHTS:
        seen = [lab_of(rgb_of(one), sight) for one in (*colours, UNKNOWN)]
        assert min(difference(one, other) for one, other in combinations(seen, 2)) > least


def test_a_new_colour_keeps_clear_of_those_taken():
    taken = ("#B44800", "#088B59", "#324BB5")
    (new,) = colours_for(1, taken)
    for sight in SIGHTS:
        seen = lab_of(rgb_of(new), sight)
        assert min(difference(seen, lab_of(rgb_of(one), sight)) for one in taken) > 12
