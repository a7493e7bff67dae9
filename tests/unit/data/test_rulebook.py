"""One rule, one dataset that breaks it and one that comes close and does not."""

import hashlib
import re

import pandas as pd
import pytest

from damascus_map.data.event_parquet import EVENTS_SCHEMA
from damascus_map.data.load import findings_of
from damascus_map.data.rulebook import RULEBOOK, finding

PACKAGE = "datapackage.json"
DISTRICTS = "geo/districts.geojson"
PARTIES = "data/parties.csv"
SOURCES = "data/sources.csv"
CLAIMS = "data/claims.csv"
CONTROL = "data/control.csv"
EVENTS = "data/events.csv"
STORY = "data/story.csv"
STORY_HEADER = (
    "id,order,date,district_id,window,title_en,title_fr,title_ar,"
    "text_en,text_fr,text_ar,claim_ids,source_ids\n"
)
IMPORTED = "imports/table/events.parquet"

ARABIC_ONE = "\N{ARABIC-INDIC DIGIT ONE}"
BOW = [[[36.3, 33.5], [36.31, 33.51], [36.31, 33.5], [36.3, 33.51], [36.3, 33.5]]]
TRIANGLE = [[[36.4, 33.5], [36.41, 33.5], [36.4, 33.51], [36.4, 33.5]]]
DALE = {
    "type": "Feature",
    "properties": {
        "id": "dale",
        **dict.fromkeys(("name", "name_en", "name_fr", "name_ar"), "Dale"),
    },
    "geometry": {"type": "Polygon", "coordinates": TRIANGLE},
}


def _resource(draft, digest):
    resource = {"path": EVENTS, "hash": digest}
    draft.json(PACKAGE, lambda content: content.update(resources=[resource]))


def _import(draft, content):
    """Let the package name an import whose events are one row of this column, or these bytes."""
    folder = draft.path / "imports" / "table"
    folder.mkdir(parents=True)
    draft.json(PACKAGE, lambda package: package.update(resources=[{"path": IMPORTED}]))
    (folder / "sources.csv").write_bytes(draft.read(SOURCES))
    if isinstance(content, bytes):
        (folder / "events.parquet").write_bytes(content)
    else:
        columns = {key: ["x"] for key in EVENTS_SCHEMA.names} | content
        pd.DataFrame(columns).to_parquet(folder / "events.parquet")


def _loop(draft, name):
    draft.remove(name)
    (draft.path / name).symlink_to((draft.path / name).name)


def _districts(draft, count):
    """Fill the dataset up with districts of which nothing is known, six in a row."""

    def extend(content):
        first = content["features"][0]
        for number in range(2, count):
            west, south = 36.30 + number % 6 / 100, 33.51 + number // 6 / 100
            ring = [[west, south], [west + 0.01, south], [west, south + 0.01], [west, south]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            properties = first["properties"] | {"id": f"d{number}"}
            content["features"].append(first | {"properties": properties, "geometry": geometry})

    draft.json(DISTRICTS, extend)
    rows = "".join(f"d{number},2020-01-01,,,,,,low,,\n" for number in range(2, count))
    draft.write(CONTROL, draft.read(CONTROL) + rows.encode())


def _guest_called(draft, name):
    for file in (PARTIES, CONTROL):
        draft.replace(file, "guests", name)


# What is done to the small dataset, and the findings that follow: file, row, column, value.
BREACHES = [
    # files
    ("missing-file", lambda d: d.remove(SOURCES), (SOURCES, None, None, None)),
    ("missing-file", lambda d: d.remove(PACKAGE), (PACKAGE, None, None, None)),
    ("unreadable-file", lambda d: _loop(d, SOURCES), (SOURCES, None, None, None)),
    (
        "not-utf8",
        lambda d: d.write(EVENTS, d.read(EVENTS).replace(b"Un raid", b"Un \xe9t\xe9")),
        (EVENTS, 3, None, r"b'\xe9t\xe9,\xd8\xba\xd8\xa7'"),
    ),
    ("not-csv", lambda d: d.replace(EVENTS, "A protest", '"A" protest'), (EVENTS, 4, None, None)),
    ("not-parquet", lambda d: _import(d, b"id,date"), (IMPORTED, None, None, None)),
    (
        "column-type",
        lambda d: _import(
            d,
            {
                **{key: [["x"]] for key in ("district_ids", "actors", "source_ids")},
                **{key: [0.5] for key in ("lon", "lat")},
                "deaths_best": ["three"],
                **{
                    name: pd.array([1], "Int32")
                    for name in ("deaths_low", "deaths_high", "people_moved")
                },
            },
        ),
        (IMPORTED, None, "deaths_best", "string"),
    ),
    (
        "leftover-import",
        lambda d: (d.path / "imports" / "dead").mkdir(parents=True),
        ("imports/dead", None, None, None),
    ),
    ("cell-count", lambda d: d.replace(EVENTS, "raid,2020", "raid,,2020"), (EVENTS, 3, None, None)),
    (
        "missing-column",
        lambda d: d.write(PARTIES, re.sub(rb",(note)?\n", b"\n", d.read(PARTIES))),
        (PARTIES, 1, "note", None),
    ),
    (
        "unknown-column",
        lambda d: d.replace(CLAIMS, "note,topic", "note,subject"),
        (CLAIMS, 1, "subject", None),
    ),
    (
        "broken-json",
        lambda d: d.write(PACKAGE, '{\n"name": "x",\n"version" 1}'),
        (PACKAGE, 3, None, None),
    ),
    (
        "not-geojson",
        lambda d: d.write(DISTRICTS, '{"type": "Topology"}'),
        (DISTRICTS, None, None, None),
    ),
    (
        "nothing-there",
        lambda d: d.json(DISTRICTS, lambda content: content.update(features=[])),
        (DISTRICTS, None, None, None),
    ),
    (
        "wrong-crs",
        lambda d: d.square(2, 252_000.0, 3_711_000.0),
        (DISTRICTS, 2, "geometry", "252000.0, 3711000.0"),
    ),
    (
        "wrong-crs",
        lambda d: d.json(
            DISTRICTS,
            lambda content: content.update(
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
            ),
        ),
        (DISTRICTS, None, "crs", "urn:ogc:def:crs:EPSG::32637"),
    ),
    (
        "missing-property",
        lambda d: d.json(PACKAGE, lambda content: content.pop("version")),
        (PACKAGE, None, "version", None),
    ),
    (
        "wrong-property",
        lambda d: d.json(PACKAGE, lambda content: content.update(first_day="2020-01")),
        (PACKAGE, None, "first_day", "2020-01"),
    ),
    (
        "wrong-property",
        lambda d: d.properties(2, population_2004="many"),
        (DISTRICTS, 2, "population_2004", "many"),
    ),
    ("stale-hash", lambda d: _resource(d, "sha256:0"), (EVENTS, None, None, None)),
    # cells
    (
        "required",
        lambda d: d.cell(CLAIMS, 3, "attributed_to", "  "),
        (CLAIMS, 3, "attributed_to", "  "),
    ),
    ("required", lambda d: d.properties(2, id=""), (DISTRICTS, 2, "id", None)),
    ("required", lambda d: d.cell(EVENTS, 4, "source_ids", " ;"), (EVENTS, 4, "source_ids", " ;")),
    (
        "date-format",
        lambda d: d.cell(EVENTS, 4, "date", "2020-02-30"),
        (EVENTS, 4, "date", "2020-02-30"),
    ),
    ("date-format", lambda d: d.cell(CLAIMS, 2, "on", "5/3/2020"), (CLAIMS, 2, "on", "5/3/2020")),
    ("date-format", lambda d: d.cell(EVENTS, 4, "date", "٢٠٢٠-٠٣"), (EVENTS, 4, "date", "٢٠٢٠-٠٣")),
    ("slug", lambda d: d.cell(EVENTS, 5, "id", "Harvest 1"), (EVENTS, 5, "id", "Harvest 1")),
    ("slug", lambda d: d.properties(1, id="Hill"), (DISTRICTS, 1, "id", "Hill")),
    ("choice", lambda d: d.cell(EVENTS, 5, "type", "battle"), (EVENTS, 5, "type", "battle")),
    ("choice", lambda d: d.cell(CONTROL, 3, "north", "half"), (CONTROL, 3, "north", "half")),
    (
        "choice",
        lambda d: d.cell(CONTROL, 6, "situation", "truce;war"),
        (CONTROL, 6, "situation", "truce;war"),
    ),
    (
        "whole-number",
        lambda d: d.cell(EVENTS, 3, "deaths_low", "1.5"),
        (EVENTS, 3, "deaths_low", "1.5"),
    ),
    (
        "whole-number",
        lambda d: d.cell(EVENTS, 3, "deaths_low", ARABIC_ONE),
        (EVENTS, 3, "deaths_low", ARABIC_ONE),
    ),
    ("decimal-number", lambda d: d.cell(EVENTS, 3, "lon", "36,3"), (EVENTS, 3, "lon", "36,3")),
    ("colour", lambda d: d.cell(PARTIES, 4, "colour", "#77"), (PARTIES, 4, "colour", "#77")),
    ("duplicate-id", lambda d: d.cell(EVENTS, 4, "id", "raid"), (EVENTS, 4, "id", "raid")),
    ("duplicate-id", lambda d: d.cell(EVENTS, 4, "id", "raid "), (EVENTS, 4, "id", "raid ")),
    ("reserved-id", lambda d: _guest_called(d, "status"), (PARTIES, 4, "id", "status")),
    (
        "reversed-dates",
        lambda d: d.cell(EVENTS, 3, "date_to", "2020-03-04"),
        (EVENTS, 3, "date_to", "2020-03-04"),
    ),
    ("reversed-dates", lambda d: d.cell(CLAIMS, 4, "until", "2019"), (CLAIMS, 4, "until", "2019")),
    (
        "deaths-order",
        lambda d: d.cell(EVENTS, 3, "deaths_low", "4"),
        (EVENTS, 3, "deaths_best", "4, 2, 3"),
    ),
    (
        "deaths-order",
        lambda d: (d.cell(EVENTS, 3, "deaths_best", ""), d.cell(EVENTS, 3, "deaths_low", "4")),
        (EVENTS, 3, "deaths_best", "4, , 3"),
    ),
    (
        "coordinates-precision",
        lambda d: d.cell(EVENTS, 3, "place_precision", "district"),
        (EVENTS, 3, "lon", "36.305"),
    ),
    ("half-coordinates", lambda d: d.cell(EVENTS, 3, "lat", ""), (EVENTS, 3, "lat", None)),
    ("half-coordinates", lambda d: d.cell(EVENTS, 3, "lon", ""), (EVENTS, 3, "lon", None)),
    # references between tables
    (
        "unknown-reference",
        lambda d: d.cell(EVENTS, 3, "source_ids", "wire;rumour"),
        (EVENTS, 3, "source_ids", "rumour"),
    ),
    (
        "unknown-reference",
        lambda d: d.cell(EVENTS, 5, "district_ids", "hill;dale"),
        (EVENTS, 5, "district_ids", "dale"),
    ),
    (
        "unknown-reference",
        lambda d: d.cell(CLAIMS, 5, "party", "east"),
        (CLAIMS, 5, "party", "east"),
    ),
    (
        "unknown-reference",
        lambda d: d.cell(CONTROL, 6, "claim_ids", "mill-north;mill-south;mill-east"),
        (CONTROL, 6, "claim_ids", "mill-east"),
    ),
    (
        "unused",
        lambda d: d.cell(CONTROL, 6, "claim_ids", "mill-north"),
        (CLAIMS, 5, "id", "mill-south"),
    ),
    (
        "unused",
        lambda d: d.replace(SOURCES, "wire,", "diary,A diary,Notes,,,,,blog,\nwire,"),
        (SOURCES, 3, "id", "diary"),
    ),
    # control
    (
        "first-day",
        lambda d: d.cell(CONTROL, 5, "valid_from", "2020-01-02"),
        (CONTROL, 5, "valid_from", "2020-01-02"),
    ),
    (
        "gap",
        lambda d: d.cell(CONTROL, 4, "valid_from", "2020-04-02"),
        (CONTROL, 4, "valid_from", "2020-04-02"),
    ),
    (
        "overlap",
        lambda d: d.cell(CONTROL, 4, "valid_from", "2020-03-31"),
        (CONTROL, 4, "valid_from", "2020-03-31"),
    ),
    (
        "not-open",
        lambda d: d.cell(CONTROL, 6, "valid_to", "2021"),
        (CONTROL, 6, "valid_to", "2021"),
    ),
    (
        "open-too-early",
        lambda d: d.cell(CONTROL, 5, "valid_to", ""),
        (CONTROL, 5, "valid_to", None),
    ),
    (
        "no-interval",
        lambda d: d.json(DISTRICTS, lambda content: content["features"].append(DALE)),
        (CONTROL, None, None, "dale"),
    ),
    (
        "whole-not-alone",
        lambda d: d.cell(CONTROL, 2, "guests", "present"),
        (CONTROL, 2, None, "guests"),
    ),
    (
        "whole-not-alone",
        lambda d: d.cell(CONTROL, 2, "south", "whole"),
        (CONTROL, 2, None, "south"),
    ),
    ("two-most", lambda d: d.cell(CONTROL, 3, "north", "most"), (CONTROL, 3, None, "north, south")),
    ("shared-alone", lambda d: d.cell(CONTROL, 6, "south", "none"), (CONTROL, 6, None, "north")),
    (
        "no-claim",
        lambda d: d.cell(CLAIMS, 3, "until", "2020-03-31"),
        (CONTROL, 4, "claim_ids", "hill-late"),
    ),
    ("no-claim", lambda d: d.cell(CONTROL, 5, "situation", "calm"), (CONTROL, 5, "claim_ids", "")),
    (
        "claim-of-other-district",
        lambda d: d.cell(CONTROL, 6, "claim_ids", "mill-north;mill-south;hill-late"),
        (CONTROL, 6, "claim_ids", "hill-late"),
    ),
    # story
    (
        "before-first-day",
        lambda d: d.write(STORY, f"{STORY_HEADER}a,1,2019-12-31,,,A,,,B,,,hill-early,\n"),
        (STORY, 2, "date", "2019-12-31"),
    ),
    (
        "step-without-evidence",
        lambda d: d.write(STORY, f"{STORY_HEADER}a,1,2020-01-01,,,A,,,B,,,,\n"),
        (STORY, 2, "claim_ids", None),
    ),
    # geometry
    ("invalid-geometry", lambda d: d.outline(1, "Polygon", BOW), (DISTRICTS, 1, "geometry", None)),
    ("invalid-geometry", lambda d: d.outline(2, "Blob", []), (DISTRICTS, 2, None, None)),
    ("invalid-geometry", lambda d: d.outline(2, "Polygon", []), (DISTRICTS, 2, "geometry", "mill")),
    (
        "invalid-geometry",
        lambda d: d.outline(2, "Point", [36.3, 33.5]),
        (DISTRICTS, 2, "geometry", "mill"),
    ),
    ("far-away", lambda d: d.square(2, 36.31, 33.70), (DISTRICTS, 2, "geometry", "mill")),
    ("far-away", lambda d: d.square(2, 33.50, 36.31), (DISTRICTS, 2, "geometry", "mill")),
    (
        "overlapping-districts",
        lambda d: d.square(2, 36.3098, 33.50),
        (DISTRICTS, 1, "geometry", "hill"),
    ),
    ("too-many-districts", lambda d: _districts(d, 33), (DISTRICTS, None, None, "33")),
    ("missing-name", lambda d: d.properties(2, name_ar=" "), (DISTRICTS, 2, "name_ar", None)),
]

# Findings that a breach cannot but bring with it.
CONSEQUENCES = {
    "required": {"unknown-reference", "no-interval"},
    "slug": {"unknown-reference", "no-interval"},
    "reserved-id": {"unknown-column"},
}


def _header_alone(draft, name):
    draft.write(name, draft.read(name).splitlines(keepends=True)[0])


def _nobody(draft):
    """Leave the dataset without a party: nothing is known of any district."""
    for name in (PARTIES, SOURCES, CLAIMS, EVENTS):
        _header_alone(draft, name)
    rows = [f"{one},2020-01-01,,,low,,Nothing is known." for one in ("hill", "mill")]
    header = "district_id,valid_from,valid_to,situation,confidence,claim_ids,note"
    draft.write(CONTROL, "\n".join([header, *rows, ""]))


def _reversed_rows(draft, name):
    header, *rows = draft.read(name).splitlines(keepends=True)
    draft.write(name, b"".join([header, *reversed(rows)]))


def _linked(draft, name):
    draft.write("elsewhere.csv", draft.read(name))
    draft.remove(name)
    (draft.path / name).symlink_to(draft.path / "elsewhere.csv")


def _in_pieces(draft):
    pieces = [[[[36.3, 33.5], [36.31, 33.5], [36.3, 33.51], [36.3, 33.5]]]]
    draft.outline(1, "MultiPolygon", pieces)


def _crs84(draft):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    draft.json(DISTRICTS, lambda content: content.update(crs=crs, bbox=[36, 33, 37, 34]))


def _package(draft, **changed):
    draft.json(PACKAGE, lambda content: content.update(changed))


# What comes close to a breach of the rule, and is none.
NEAR_MISSES = [
    ("missing-file", lambda d: d.remove(EVENTS)),
    ("unreadable-file", lambda d: _linked(d, SOURCES)),
    ("not-utf8", lambda d: d.replace(EVENTS, "Un raid", "Un été")),
    ("not-utf8", lambda d: d.write(EVENTS, b"\xef\xbb\xbf" + d.read(EVENTS))),
    ("not-csv", lambda d: d.replace(EVENTS, "A protest in spring", '"A ""protest"", or two"')),
    ("cell-count", lambda d: d.replace(EVENTS, "\nspring", "\n\nspring")),
    ("missing-column", lambda d: d.write(CLAIMS, re.sub(rb",(topic)?\n", b"\n", d.read(CLAIMS)))),
    (
        "unknown-column",
        lambda d: d.write(PARTIES, re.sub(rb"(.*),(.*)\n", rb"\2,\1\n", d.read(PARTIES))),
    ),
    ("broken-json", lambda d: d.write(PACKAGE, b"\xef\xbb\xbf \n" + d.read(PACKAGE))),
    ("wrong-crs", _crs84),
    ("missing-property", lambda d: d.json(PACKAGE, lambda content: content.pop("opening_day"))),
    ("wrong-property", lambda d: _package(d, centre=None, resources=None, opening_day=None)),
    ("wrong-property", lambda d: _package(d, opening_day="2020-01-01", resources=[{}])),
    ("wrong-property", lambda d: d.properties(1, population_2004=12, area_km2=None)),
    ("nothing-there", lambda d: _header_alone(d, EVENTS)),
    ("nothing-there", _nobody),
    ("stale-hash", lambda d: _resource(d, "sha256:" + hashlib.sha256(d.read(EVENTS)).hexdigest())),
    (
        "stale-hash",
        lambda d: _package(d, resources=[{"path": "data/none.csv", "hash": "sha256:0"}]),
    ),
    ("date-format", lambda d: d.cell(EVENTS, 4, "date", "2020-02-29")),
    ("date-format", lambda d: d.cell(SOURCES, 2, "published", "2020")),
    ("slug", lambda d: d.cell(EVENTS, 5, "id", "harvest_1-a")),
    ("choice", lambda d: d.cell(CONTROL, 6, "situation", " truce ; calm ;")),
    ("whole-number", lambda d: d.cell(EVENTS, 3, "people_moved", "0")),
    ("decimal-number", lambda d: d.cell(EVENTS, 3, "lon", "36")),
    ("colour", lambda d: d.cell(PARTIES, 4, "colour", "#abcdef")),
    ("duplicate-id", lambda d: d.cell(EVENTS, 4, "id", "hill-early")),
    ("reserved-id", lambda d: _guest_called(d, "is")),
    ("reversed-dates", lambda d: d.cell(EVENTS, 3, "date_to", "2020-03")),
    ("reversed-dates", lambda d: d.cell(EVENTS, 3, "date_to", "2020-03-05")),
    (
        "deaths-order",
        lambda d: [d.cell(EVENTS, 3, f"deaths_{one}", "3") for one in ("low", "best")],
    ),
    ("deaths-order", lambda d: d.cell(EVENTS, 3, "deaths_best", "")),
    ("coordinates-precision", lambda d: d.cell(EVENTS, 3, "place_precision", "street")),
    ("half-coordinates", lambda d: [d.cell(EVENTS, 3, one, "") for one in ("lon", "lat")]),
    ("unknown-reference", lambda d: d.cell(EVENTS, 3, "source_ids", " wire ;gazette;")),
    ("unused", lambda d: d.cell(CLAIMS, 2, "source_id", "wire")),
    ("first-day", lambda d: d.cell(CONTROL, 5, "valid_from", "2020")),
    ("gap", lambda d: d.cell(CONTROL, 4, "valid_from", "2020-04-01")),
    ("overlap", lambda d: _reversed_rows(d, CONTROL)),
    ("whole-not-alone", lambda d: d.cell(CONTROL, 2, "guests", "none")),
    ("two-most", lambda d: d.cell(CONTROL, 3, "guests", "present")),
    ("shared-alone", lambda d: d.cell(CONTROL, 6, "south", "present")),
    ("no-claim", lambda d: d.cell(CLAIMS, 2, "on", "2020")),
    ("invalid-geometry", _in_pieces),
    ("far-away", lambda d: d.square(2, 36.31, 33.68)),
    ("overlapping-districts", lambda d: d.square(2, 36.30995, 33.50)),
    ("too-many-districts", lambda d: _districts(d, 32)),
    ("missing-name", lambda d: d.properties(2, note=None, aliases=None)),
]


def test_every_rule_has_a_breach():
    assert {rule for rule, *_ in BREACHES} == set(RULEBOOK)


@pytest.mark.parametrize(
    ("rule", "breach", "expected"),
    BREACHES,
    ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(BREACHES)],
)
def test_a_breach_makes_its_finding_and_no_other(draft, rule, breach, expected):
    breach(draft)
    found = findings_of(draft.path)
    assert [(one.file, one.row, one.column, one.value) for one in found if one.rule == rule] == [
        expected
    ]
    assert {one.rule for one in found} - {rule} <= CONSEQUENCES.get(rule, set())
    assert {one.severity for one in found if one.rule == rule} == {RULEBOOK[rule].severity}
    for one in found:
        assert "{" not in one.message + one.advice
        assert one.example
        assert one.example == one.as_dict()["example"]


def test_the_small_dataset_breaks_no_rule(draft):
    assert findings_of(draft.path) == ()


@pytest.mark.parametrize(
    ("rule", "edit"), NEAR_MISSES, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(NEAR_MISSES)]
)
def test_what_comes_close_to_a_breach_is_none(draft, rule, edit):
    before = {path: path.read_bytes() for path in draft.path.rglob("*.*") if path.is_file()}
    edit(draft)
    after = {path: path.read_bytes() for path in draft.path.rglob("*.*") if path.is_file()}
    assert after != before
    assert [str(one) for one in findings_of(draft.path)] == []


def test_a_finding_shows_no_more_than_the_beginning_of_a_long_value():
    shown = finding("slug", EVENTS, row=2, column="id", value="X" * 1000).value
    assert shown == "X" * 79 + "…"


def test_a_value_with_braces_is_text():
    found = finding("unused", CLAIMS, value="{value.__class__}")
    assert found.message == "nothing refers to {value.__class__}"


def test_a_rule_that_is_not_in_the_book_is_a_fault_of_the_program():
    with pytest.raises(KeyError, match="no-such-rule"):
        finding("no-such-rule", CLAIMS)


# A cell or two that are wrong, where they stand, and how an example mends them.
@pytest.mark.parametrize(
    ("name", "line", "column", "wrong"),
    [
        (EVENTS, 4, "date", "5/3/2020"),
        (EVENTS, 5, "type", "battle"),
        (EVENTS, 3, "deaths_low", "one"),
        (EVENTS, 3, "lon", "36,3"),
        (PARTIES, 4, "colour", "red"),
        (CONTROL, 3, "north", "half"),
        (CONTROL, 6, "situation", "truce;war"),
        (CONTROL, 5, "confidence", "sure"),
        (SOURCES, 2, "kind", "paper"),
        (CLAIMS, 3, "verified", "perhaps"),
        (CLAIMS, 3, "attributed_to", ""),
    ],
)
def test_the_example_of_a_cell_is_right_in_its_place(draft, name, line, column, wrong):
    draft.cell(name, line, column, wrong)
    (before,) = [one for one in findings_of(draft.path) if one.column == column]
    draft.cell(name, line, column, before.example)
    assert [one for one in findings_of(draft.path) if one.column == column] == []


@pytest.mark.parametrize(
    ("breach", "line"),
    [
        (lambda d: d.cell(CONTROL, 4, "valid_from", "2020-04-02"), 4),
        (lambda d: d.cell(CONTROL, 4, "valid_from", "2020-03-31"), 4),
        (lambda d: d.cell(CONTROL, 5, "valid_from", "2020-01-02"), 5),
        (lambda d: d.cell(CONTROL, 6, "valid_to", "2021"), 6),
        (lambda d: d.cell(CONTROL, 5, "valid_to", ""), 5),
    ],
    ids=["gap", "overlap", "first-day", "not-open", "open-too-early"],
)
def test_the_example_of_an_interval_mends_it(draft, breach, line):
    breach(draft)
    (found,) = findings_of(draft.path)
    column, _, value = found.example.partition("=")
    draft.cell(CONTROL, line, column, value)
    assert findings_of(draft.path) == ()
