"""The commands as reported by a day: status, picture, data, bundle, page."""

import csv
import io
import json
import shlex
import zipfile

import pytest
from PIL import Image

from tests.integration.command_line import run

ASKED = ("--date", "2017-05-09", "--reported-by", "2017-05-08")


def test_status_tells_what_was_known():
    result = run("status", *ASKED, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["date"], found["reported_by"]) == ("2017-05-09", "2017-05-08")
    qaboun = next(one for one in found["districts"] if one["id"] == "qaboun")
    assert qaboun["parties"]["opposition"] == "most"
    assert qaboun["carried_on"] == "yes"
    assert (qaboun["last_report"], qaboun["later_claims"]) == ("2017-05-08", 1)
    assert all(claim["source"]["published"] <= "2017-05-08" for claim in qaboun["claims"])
    table = run("status", *ASKED, "--lang", "fr")
    assert "après les publications au 8 mai 2017" in table.stdout


def test_status_as_values_has_more_columns_only_where_it_is_asked():
    asked = list(csv.DictReader(io.StringIO(run("status", *ASKED, "--format", "csv").stdout)))
    plain = list(csv.DictReader(io.StringIO(run("status", *ASKED[:2], "--format", "csv").stdout)))
    more = ["reported_by", "last_report", "carried_on", "later_claims", "undated_claims"]
    assert [name for name in asked[0] if name not in plain[0]] == more
    features = json.loads(run("status", *ASKED, "--format", "geojson").stdout)["features"]
    assert {one["properties"]["reported_by"] for one in features} == {"2017-05-08"}


@pytest.mark.parametrize("day", ["2017-05", "tomorrow", "2199-01-01"])
def test_a_day_that_cannot_be_used_is_refused(day):
    result = run("status", "--date", "2017-05-09", "--reported-by", day)
    assert result.exit_code != 0
    assert day in result.stderr


def test_a_picture_says_it_in_what_it_was_made_from(tmp_path):
    file = tmp_path / "day.png"
    assert run("snapshot", *ASKED, "--scale", "0.25", "--out", file).exit_code == 0
    with Image.open(file) as picture:
        assert "as reported by 8 May 2017" in picture.text["Title"]
        assert picture.text["View"] == "?date=2017-05-09&reported=2017-05-08"


def test_a_bundle_holds_what_was_known_and_the_command_for_it(tmp_path):
    file = tmp_path / "day.zip"
    assert run("bundle", *ASKED, "--scale", "0.25", "--out", file).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        texts = {name.rpartition("/")[2]: name for name in archive.namelist()}
        claims = archive.read(texts["claims.csv"]).decode()
        districts = archive.read(texts["districts.csv"]).decode()
        command = archive.read(next(name for name in archive.namelist() if "command" in name))
    for row in csv.DictReader(io.StringIO(claims)):
        assert row["published"] <= "2017-05-08"
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(districts))}
    assert rows["barze"]["reported_by"] == "2017-05-08"
    words = shlex.split(command.decode().splitlines()[-1])
    assert words[words.index("--reported-by") + 1] == "2017-05-08"
    assert "reported-2017-05-08" in words[words.index("--out") + 1]
