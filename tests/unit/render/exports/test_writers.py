"""Files of a view's data: what each holds, and which table goes into which."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date

import pytest

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.render.exports.content import TABLE_NAMES, about, view_content
from damascus_map.render.exports.writers import FORMS, content_bytes, export_bytes
from damascus_map.render.plain_text import without_marks

VIEW = View(on=date(2017, 5, 7), lang="ar")
SMALL = View(on=date(2020, 3, 7), window=None)
AGAIN = """
import hashlib, os, sys, time
os.umask(int(sys.argv[1]))
time.time = lambda: 4e9
time.localtime = lambda *_: time.gmtime(4e9)
from datetime import date
import damascus_map
from damascus_map.model.view import View
from damascus_map.render.exports.bundle import bundle_bytes
from damascus_map.render.exports.writers import FORMS, export_bytes
dataset = damascus_map.open_dataset()
view = View(on=date(2017, 5, 7), lang="ar")
for form in FORMS:
    print(hashlib.sha256(export_bytes(dataset, view, form)).hexdigest())
print(hashlib.sha256(bundle_bytes(dataset, view)).hexdigest())
"""


def table(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def hashes_elsewhere(folder, umask, **environment):
    found = subprocess.run(
        [sys.executable, "-c", AGAIN, str(umask)],
        capture_output=True,
        check=True,
        text=True,
        cwd=folder,
        env={**os.environ, **environment},
    )
    return found.stdout.split()


def test_another_day_place_clock_and_reader_give_the_same_bytes(dataset, tmp_path):
    from damascus_map.render.exports.bundle import bundle_bytes

    here = [export_bytes(dataset, VIEW, form) for form in FORMS]
    here.append(bundle_bytes(dataset, VIEW))
    environment = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    there = hashes_elsewhere(tmp_path, 0o077, **environment)
    assert there == [hashlib.sha256(content).hexdigest() for content in here]


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_csv_has_the_rows_of_its_table(dataset, name):
    content = view_content(dataset, VIEW)
    found = table(content_bytes(content, "csv", name))
    assert [row["id"] for row in found] == [row["id"] for row in content.tables[name].rows]
    assert list(found[0]) == [column.name for column in content.tables[name].columns]


def test_a_csv_keeps_texts_that_a_spreadsheet_would_reckon_with(draft):
    import damascus_map

    draft.cell("data/events.csv", 4, "title_en", "=1+1;-2")
    dataset = damascus_map.open_dataset(draft.path)
    (found,) = table(export_bytes(dataset, View(on=date(2020, 3, 4)), "csv", what="events"))
    assert found["title"] == "'=1+1;'-2"
    assert without_marks(found["title"]) == "=1+1;-2"


@pytest.mark.parametrize("what", ["districts", "events"])
def test_a_geojson_says_what_it_was_made_from(dataset, what):
    content = view_content(dataset, VIEW)
    found = json.loads(content_bytes(content, "geojson", what))
    assert found["type"] == "FeatureCollection"
    assert {name: found[name] for name in about(content)} == about(content)
    assert len(found["features"]) == len(content.tables[what].rows)


def test_only_an_event_with_coordinates_has_a_place(small):
    found = json.loads(export_bytes(small, SMALL, "geojson", what="events"))["features"]
    places = {one["id"]: one["geometry"] for one in found}
    assert {name for name, place in places.items() if place} == {"raid"}


@pytest.mark.parametrize("form", FORMS)
def test_a_view_of_nothing_is_a_whole_file(dataset, form):
    content = view_content(dataset, View(on=date(2017, 5, 7), districts=(), types=()))
    assert set(content.empty_tables) == set(TABLE_NAMES)
    written = content_bytes(content, form)
    if form in ("geojson", "json"):
        found = json.loads(written)
        assert (found["features"] if form == "geojson" else found) == []
    if form == "csv":
        assert table(written) == []


@pytest.mark.parametrize(
    ("form", "what", "said"),
    [
        ("doc", None, "geojson, csv, gpkg"),
        ("csv", "event", "Did you mean events?"),
        ("geojson", "claims", r"cannot hold claims.*choose \.csv, \.gpkg, \.parquet, \.xlsx"),
        ("bib", "events", "only sources"),
        ("gpkg", "events", "holds all tables"),
    ],
)
def test_a_table_that_does_not_fit_the_format_is_refused(small, form, what, said):
    with pytest.raises(UnknownChoiceError, match=said):
        export_bytes(small, SMALL, form, what=what)
