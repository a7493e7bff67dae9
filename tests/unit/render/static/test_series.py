"""The pictures of a film in a folder: which may stay."""

import io

import pytest
from PIL import Image

from damascus_map.errors import OutputExistsError, OutputPathError
from damascus_map.render.static.series import (
    kept_pictures,
    prepare_folder,
    remove_debris,
    with_recipe,
)


def png(colour="red"):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "png")
    return content.getvalue()


@pytest.fixture
def series(tmp_path):
    pictures = [tmp_path / f"2020-01-0{day}.png" for day in (1, 2, 3)]
    for path in pictures[:2]:
        path.write_bytes(with_recipe(png(), "ours"))
    return tmp_path, pictures


def test_a_recipe_leaves_the_picture_as_it_is():
    marked = Image.open(io.BytesIO(with_recipe(png("blue"), "days, été, يوم")))
    assert marked.text == {"Series": "days, été, يوم"}
    assert marked.getpixel((3, 3)) == (0, 0, 255)


def test_whole_pictures_of_the_series_are_kept(series):
    folder, pictures = series
    assert kept_pictures(folder, pictures, "ours", force=False) == set(pictures[:2])


def test_a_broken_picture_of_the_series_is_drawn_again(series):
    folder, pictures = series
    pictures[1].write_bytes(pictures[1].read_bytes()[:-20])
    assert kept_pictures(folder, pictures, "ours", force=False) == {pictures[0]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"mine"),
        ("2020-01-03.png", png()),
        ("2020-01-03.png", b""),
        ("2020-01-09.png", with_recipe(png(), "ours")),
        ("2020-01-03.png", with_recipe(png(), "another hash")),
    ],
)
def test_anything_else_is_named_and_not_touched(series, name, content):
    folder, pictures = series
    (folder / name).write_bytes(content)
    with pytest.raises(OutputExistsError, match=rf"{name}.*--force"):
        kept_pictures(folder, pictures, "ours", force=False)
    kept = kept_pictures(folder, pictures, "ours", force=True)
    assert kept == set(pictures[:2])
    assert (folder / name).read_bytes() == content


def test_what_a_killed_process_left_is_removed_and_no_other_hidden_file(series):
    folder, pictures = series
    (folder / ".2020-01-03.png.x7k").write_bytes(b"half")
    (folder / ".keep").write_bytes(b"")
    assert kept_pictures(folder, pictures, "ours", force=False)
    remove_debris(folder, pictures)
    assert sorted(path.name for path in folder.glob(".*")) == [".keep"]


def test_a_folder_is_made_where_it_can_be(tmp_path):
    prepare_folder(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    (tmp_path / "file").write_text("mine")
    for wrong in ("file", "missing/new"):
        with pytest.raises(OutputPathError):
            prepare_folder(tmp_path / wrong)


def test_a_folder_that_takes_no_file_is_a_clear_error(tmp_path, monkeypatch):
    def fails(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", fails)
    with pytest.raises(OutputPathError, match="No space left"):
        prepare_folder(tmp_path / "new")
