"""What datapackage.json may say, and what is made of it."""

import hashlib
from datetime import date

import pytest

from damascus_map.data.load import findings_of, load

PACKAGE = "datapackage.json"
PERIOD = {"id": "spring", "from": "2020-03-01", "to": "2020-05-31", "title": "Spring 2020"}


def change(draft, **properties):
    draft.json(PACKAGE, lambda content: content.update(properties))


def shown(value):
    """Write a value as a finding does: a long one is cut."""
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def test_a_package_is_read(draft):
    change(
        draft,
        title="Two places",
        title_fr="Deux lieux",
        resources=[
            {"path": "data/events.csv", "attribution": "© The Wire"},
            {"path": "data/claims.csv", "attribution": "© The Wire"},
            {"path": "data/none.csv", "attribution": "© Nobody"},
        ],
    )
    package = load(draft.path).package
    assert (package.name, package.version) == ("two-places", "1.2.3")
    assert package.title == {"en": "Two places", "fr": "Deux lieux", "ar": "Two places"}
    assert (package.first_day, package.opening_day) == (date(2020, 1, 1), date(2020, 3, 10))
    assert package.centre == (36.31, 33.51)
    assert package.attributions == ("© The Wire", "© Nobody")


def test_what_may_be_left_out_has_a_default(draft):
    for name in ("opening_day", "centre"):
        draft.json(PACKAGE, lambda content, name=name: content.pop(name))
    package = load(draft.path).package
    assert package.opening_day == package.first_day
    assert package.centre is None
    assert package.title["en"] == package.name
    assert package.attributions == ()
    assert package.periods == ()


def test_periods_are_read_with_their_names(draft):
    change(draft, periods=[{**PERIOD, "title_fr": "Printemps 2020"}])
    (spring,) = load(draft.path).package.periods
    assert (spring.id, spring.first, spring.last) == ("spring", date(2020, 3, 1), date(2020, 5, 31))
    assert spring.names == {"en": "Spring 2020", "fr": "Printemps 2020", "ar": "Spring 2020"}


@pytest.mark.parametrize("content", ["[]", "1", '"x"', "{}"])
def test_another_content_lacks_every_property(draft, content):
    draft.write(PACKAGE, content)
    findings = findings_of(draft.path)
    assert [(one.rule, one.column) for one in findings] == [
        ("missing-property", name) for name in ("name", "version", "first_day")
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_day", "2020"),
        ("first_day", "2020-02-31"),
        ("first_day", "soon"),
        ("opening_day", 5),
        ("opening_day", "2019-12-31"),
        ("opening_day", "2020-03"),
        ("centre", "36.3, 33.5"),
        ("centre", [36.3]),
        ("centre", [36.3, "33.5"]),
        ("centre", [1000, 33.5]),
        ("centre", {"lon": 36.3, "lat": 33.5, "alt": 0}),
        ("centre", 36.3),
        ("periods", 5),
        ("periods", ["spring"]),
        ("periods", [{"id": "spring"}]),
        ("periods", [PERIOD, PERIOD]),
        ("periods", [PERIOD | {"id": "Spring 2020"}]),
        ("periods", [PERIOD | {"id": 5}]),
        ("periods", [PERIOD | {"title": ""}]),
        ("periods", [PERIOD | {"from": "2020-03"}]),
        ("periods", [PERIOD | {"to": "2020-02-29"}]),
        ("resources", 5),
        ("resources", {"path": "data/events.csv"}),
        ("resources", ["data/events.csv"]),
    ],
)
def test_a_property_that_cannot_be_used_is_named(draft, name, value):
    change(draft, **{name: value})
    (only,) = findings_of(draft.path)
    assert (only.rule, only.file, only.column) == ("wrong-property", PACKAGE, name)
    assert only.value == shown(value)


@pytest.mark.parametrize("name", ["name", "version", "first_day"])
def test_a_property_of_another_type_is_missing(draft, name):
    change(draft, **{name: 2020})
    assert [(one.rule, one.column) for one in findings_of(draft.path)] == [
        ("missing-property", name)
    ]


def test_the_hash_follows_the_content_and_not_the_folder(draft, tmp_path):
    import shutil

    change(draft, resources=[{"path": "data/events.csv"}])
    before = load(draft.path).package.content_hash
    moved = tmp_path / "elsewhere"
    shutil.copytree(draft.path, moved)
    assert load(moved).package.content_hash == before
    draft.replace("data/events.csv", "A raid on the hill", "A raid on a hill")
    assert load(draft.path).package.content_hash != before


def test_a_file_that_is_not_the_one_described_is_a_warning_and_opens(draft):
    digest = hashlib.sha256(draft.read("data/events.csv")).hexdigest()
    change(draft, resources=[{"path": "data/events.csv", "hash": f"sha256:{digest}"}])
    assert load(draft.path).findings == ()
    draft.replace("data/events.csv", "A raid on the hill", "A raid on a hill")
    (only,) = load(draft.path).findings
    assert (only.rule, only.severity, only.file) == ("stale-hash", "warning", "data/events.csv")


@pytest.mark.parametrize("path", ["a" * 5000, "a\0b", "data", 7, None])
def test_a_resource_that_is_no_file_is_passed_over(draft, path):
    change(draft, resources=[{"path": path, "hash": "sha256:0"}])
    assert findings_of(draft.path) == ()


def test_a_file_outside_the_folder_is_not_read(draft):
    outside = draft.path.parent / "outside.csv"
    outside.write_text("one", encoding="utf-8")
    change(draft, resources=[{"path": "../outside.csv", "hash": "sha256:0"}])
    before = load(draft.path).package.content_hash
    assert findings_of(draft.path) == ()
    outside.write_text("another", encoding="utf-8")
    assert load(draft.path).package.content_hash == before
