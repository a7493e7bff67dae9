"""A new dataset: valid from the first, and its templates show what is right."""

import json

import pytest
import shapely
from shapely.geometry import mapping
from shapely.geometry import shape as shape_of

from damascus_map.data.load import default_path, findings_of, load
from damascus_map.data.new_dataset import Beginning, new_dataset
from damascus_map.data.templates import CONTROL_TEMPLATE
from damascus_map.errors import InvalidDatasetError, OutputExistsError
from damascus_map.ingest.control import import_control


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "above" / "my city"
    new_dataset(folder)
    return folder


def test_it_has_the_districts_of_the_default_one_and_nothing_of_its_judgements(made):
    tables, default = load(made), load(default_path())
    assert tables.findings == ()
    assert tables.district_ids == default.district_ids
    assert tables.context.keys() == default.context.keys()
    assert tables.package.name == "my-city"
    assert tables.package.attributions == default.package.attributions
    for name in ("parties", "sources", "claims", "events"):
        assert getattr(tables, name).empty
    assert list(tables.control["district_id"]) == sorted(default.district_ids)


def test_nothing_is_left_beside_it(made):
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_what_is_there_is_kept(made, tmp_path):
    before = {path: path.read_bytes() for path in made.rglob("*.*") if path.is_file()}
    with pytest.raises(OutputExistsError, match="new or an empty folder"):
        new_dataset(made)
    assert {path: path.read_bytes() for path in made.rglob("*.*") if path.is_file()} == before
    (tmp_path / "empty").mkdir()
    new_dataset(tmp_path / "empty")
    assert findings_of(tmp_path / "empty") == ()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_rows_of_the_templates_keep_every_rule(tmp_path, lang):
    folder = tmp_path / "a"
    new_dataset(folder, Beginning(lang=lang))
    districts = load(folder).district_ids
    for template in sorted((folder / "templates").glob("*.csv")):
        remarks = [line for line in _lines(template) if line.startswith("# ")]
        rows = [line for line in _lines(template) if not line.startswith("# ")]
        header = rows[0].split(",")
        listed = [line[2:].partition(":")[0] for line in remarks[1:]]
        assert listed == header
        if template.name == "control.csv":
            others = [one for one in districts if one != rows[1].split(",")[0]]
            rows[1] = rows[1].replace("2011-01-01", "2011-03-15")
            rows += [_unknown(one, header) for one in others]
        if template.name != "control-table.csv":
            _write(folder / "data" / template.name, rows)
    assert findings_of(folder) == ()
    assert load(folder).gazetteer["means"].tolist() == ["name", "other", "city"]


def test_the_template_of_the_table_of_control_can_be_taken_in(tmp_path):
    new_dataset(tmp_path / "a")
    taken = import_control(tmp_path / "a" / CONTROL_TEMPLATE, tmp_path / "a")
    assert (taken.rows, taken.parties) == (1, ("the army",))


def test_districts_that_break_the_contract_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("damascus_map.data.new_dataset._own_layers", _far_apart)
    with pytest.raises(InvalidDatasetError, match="km from the centre"):
        new_dataset(tmp_path / "a", Beginning(districts=object()))
    assert list(tmp_path.iterdir()) == []


def _far_apart(_):
    source = (default_path() / "geo" / "districts.geojson").read_text(encoding="utf-8")
    content = json.loads(source)
    shape = shapely.affinity.translate(shape_of(content["features"][0]["geometry"]), 3, 0)
    content["features"][0]["geometry"] = mapping(shape)
    return {"geo/districts.geojson": json.dumps(content).encode()}


def _unknown(district, header):
    cells = {"district_id": district, "valid_from": "2011-03-15", "confidence": "low"}
    return ",".join(cells.get(name, "") for name in header)


def _lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def _write(path, lines):
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
