"""Putting a file in its place: whole or not there, an existing one kept, its ending known."""

import pytest

from damascus_map.errors import OutputExistsError, OutputPathError, UnknownChoiceError
from damascus_map.render.output import check_target, ending_of, write_whole


def test_an_ending_is_read_whatever_its_case(tmp_path):
    assert ending_of(tmp_path / "a.b.CSV", ["gpkg", "csv"]) == "csv"


def test_an_ending_that_is_not_known_lists_those_that_are(tmp_path):
    with pytest.raises(UnknownChoiceError, match=r"'a.doc'.*Known: \.gpkg, \.csv\."):
        ending_of(tmp_path / "a.doc", ["gpkg", "csv"])


def test_an_existing_file_is_kept_unless_forced(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"mine")
    with pytest.raises(OutputExistsError, match="--force"):
        check_target(path, force=False)
    check_target(path, force=True)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing/a.png", "."])
def test_a_place_that_takes_no_file_is_an_error(tmp_path, name):
    with pytest.raises(OutputPathError):
        check_target(tmp_path / name, force=True)


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    monkeypatch.setattr("pathlib.Path.replace", _fails)
    with pytest.raises(OutputPathError, match="full"):
        write_whole(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.png"]
    assert path.read_bytes() == b"old"


def _fails(*_):
    raise OSError(28, "the disk is full")
