"""A bundle: what is in it, what proves it whole, and the command that makes it again."""

import hashlib
import io
import json
import shlex
import stat
import zipfile
from datetime import date

import pytest

from damascus_map.language import LANGUAGES
from damascus_map.model.view import View
from damascus_map.render.exports.bundle import MANIFEST, bundle_bytes, bundle_files
from damascus_map.render.exports.command import bundle_command, command_text
from damascus_map.render.exports.content import view_content
from damascus_map.render.static.writers import snapshot_bytes

VIEW = View(on=date(2020, 3, 7), districts=("hill",), types=("clash",), window=None)


@pytest.fixture(scope="module")
def bundle(small):
    return zipfile.ZipFile(io.BytesIO(bundle_bytes(small, VIEW, layout="square", scale=0.5)))


def test_the_manifest_has_size_and_hash_of_every_other_file(bundle):
    manifest = json.loads(bundle.read(MANIFEST))
    paths = [file["path"] for file in manifest["files"]]
    assert paths == sorted(paths) == sorted(set(bundle.namelist()) - {MANIFEST})
    for file in manifest["files"]:
        content = bundle.read(file["path"])
        assert len(content) == file["bytes"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_entries_tell_nothing_of_who_made_them(bundle):
    assert bundle.namelist() == sorted(bundle.namelist())
    for entry in bundle.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert stat.filemode(entry.external_attr >> 16) == "-rw-r--r--"
        assert (entry.create_system, entry.extra, entry.comment) == (3, b"", b"")
    assert bundle.testzip() is None


def test_the_pictures_are_those_of_the_view(bundle, small):
    for form in ("png", "svg", "pdf"):
        wanted, _ = snapshot_bytes(small.tables, VIEW, form, layout="square", scale=0.5)
        assert bundle.read(f"picture.{form}") == wanted


def test_the_command_names_the_view_and_no_path(bundle, small):
    *told, command = bundle.read("command.txt").decode().splitlines()
    assert all(line.startswith("# ") for line in told)
    assert small.tables.package.content_hash in "".join(told)
    assert str(small.tables.path) not in "".join([*told, command])
    assert shlex.split(command) == [
        *("damascus-map", "bundle", "--date", "2020-03-07"),
        *("--out", "two-places-2020-03-07.zip", "--district", "hill", "--window", "all"),
        *("--type", "clash", "--confidence", "low", "--layout", "square", "--scale", "0.5"),
        *("--lang", "en", "--dataset", "two-places"),
    ]


def test_a_name_of_a_dataset_gives_no_command_and_no_path(draft):
    import damascus_map

    name = "../a\nrm -r x; echo 'y"
    draft.json("datapackage.json", lambda package: package.update(name=name, title=name))
    content = view_content(damascus_map.open_dataset(draft.path), VIEW)
    *told, command = command_text(content, "square", 1).splitlines()
    assert all(line.startswith("# ") for line in told)
    words = shlex.split(command)
    assert words[words.index("--out") + 1] == "damascus-map-2020-03-07.zip"
    assert words[-2:] == ["--dataset", name.replace("\n", " ")]


def test_the_included_dataset_needs_no_name_wherever_it_was_read_from(copy_of_dataset):
    import damascus_map

    view = View(on=date(2017, 5, 7), districts=())
    content = view_content(damascus_map.open_dataset(copy_of_dataset), view)
    words = shlex.split(bundle_command(content, "page", 1))
    assert "--dataset" not in words
    assert words[words.index("--district") + 1] == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_readme_names_every_file_and_the_origin(dataset, lang):
    content = view_content(dataset, View(on=date(2017, 5, 7), lang=lang))
    files = bundle_files(content, layout="square", scale=0.25)
    text = files["README.txt"].decode()
    assert all(path in text for path in files)
    told = " ".join(text.split())
    origin = content.frame.origin
    for part in (origin.content_hash, *origin.attributions, *origin.licences, *origin.sources):
        assert part in told
    assert text.startswith(f"{content.frame.title}, {content.frame.date_text}\n=")


def test_a_readme_says_which_tables_are_empty(small):
    content = view_content(small, View(on=date(2020, 1, 10), districts=("mill",), window=1))
    text = bundle_files(content, layout="square", scale=0.25)["README.txt"].decode()
    assert "no rows: Events, Statements and Sources." in text


def test_the_data_package_describes_every_csv(bundle):
    package = json.loads(bundle.read("datapackage.json"))
    described = {one["path"]: one["schema"]["fields"] for one in package["resources"]}
    assert set(described) == {name for name in bundle.namelist() if name.endswith(".csv")}
    for path, fields in described.items():
        header = bundle.read(path).decode("utf-8-sig").splitlines()[0]
        assert [field["name"] for field in fields] == header.split(",")
