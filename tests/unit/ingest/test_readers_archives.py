"""Paths, folders, patterns, and what is packed: opened within limits, or refused."""

import gzip
import io
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from damascus_map.errors import (
    ImportFileError,
    ImportFileNotFoundError,
    ImportTooLargeError,
    WrongKindError,
)
from damascus_map.ingest.readers import Limits, Source, expand, pieces
from damascus_map.ingest.wrong_files import FAULTS, refusal

TABLE = b"id,place\n1,Jobar\n2,Qaboun\n"
SMALL = Limits(
    unpacked_bytes=2_000_000, ratio=50, ratio_from_bytes=100_000, members=3, file_bytes=9_000_000
)


def zipped(files, method=zipfile.ZIP_DEFLATED):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as members:
        for name, content in files.items():
            members.writestr(name, content)
    return archive.getvalue()


def encrypted():
    content = bytearray(zipped({"a.csv": TABLE}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def read(content, name, limits=SMALL):
    return list(pieces([Source(name, content=content)], limits=limits))


def test_a_gzipped_table_is_read():
    (piece,) = read(gzip.compress(TABLE), "a.csv.gz")
    assert (piece.file, list(piece.rows["place"])) == ("a.csv.gz", ["Jobar", "Qaboun"])


def test_the_tables_of_an_archive_are_read_and_the_rest_is_named():
    content = zipped({"x/a.csv": TABLE, "read.me": b"?", "__MACOSX/a.csv": b"\0", "b.tsv": TABLE})
    first, second = read(content, "e.zip")
    assert (first.file, second.file) == ("e.zip/x/a.csv", "e.zip/b.tsv")
    assert len(first.rows) == len(second.rows) == 2
    (notice,) = first.notices
    assert (notice.file, notice.parameters) == ("e.zip", {"names": "read.me"})
    assert second.notices == ()


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.zip", encrypted(), WrongKindError, "the archive is encrypted"),
        ("a.zip", zipped({"b.zip": b"PK"}), WrongKindError, "holds other archives only"),
        ("a.zip", zipped({"b.csv": zipped({})}), WrongKindError, "holds other archives only"),
        ("a.csv.gz", gzip.compress(gzip.compress(TABLE)), WrongKindError, "other archives only"),
        ("a.zip", zipped({"b.png": b"1"}), WrongKindError, "the archive holds no table"),
        ("a.zip", zipped({}), WrongKindError, "the archive holds no table"),
        ("a.zip", zipped({"b.csv": b"\x89PNG\r\n"}), WrongKindError, "this is a picture"),
        ("a.zip", zipped({"a.csv": TABLE})[:-30], ImportFileError, "broken or not whole"),
        ("a.zip", zipped({"a.csv": TABLE})[:30], ImportFileError, "broken or not whole"),
        ("a.csv.gz", gzip.compress(TABLE)[:-12], ImportFileError, "broken or not whole"),
        ("a.csv.gz", b"\x1f\x8bnothing", ImportFileError, "broken or not whole"),
        (
            "a.xlsx",
            zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
            WrongKindError,
            "this is a spreadsheet. Open it and save its sheet as “CSV UTF-8”",
        ),
        (
            "a.zip",
            zipped({"[Content_Types].xml": b"", "xl/vbaProject.bin": b""}),
            WrongKindError,
            "with macros",
        ),
        (
            "a.ods",
            zipped({"META-INF/manifest.xml": b"", "content.xml": b""}),
            WrongKindError,
            "this is a spreadsheet",
        ),
        (
            "a.docx",
            zipped({"[Content_Types].xml": b"", "word/document.xml": b""}),
            WrongKindError,
            "this is a document",
        ),
        ("a.zip", zipped({f"{n}.csv": TABLE for n in range(4)}), ImportTooLargeError, "4 files"),
        (
            "a.zip",
            zipped({"a.csv": b"a,b\n" + b"0,0\n" * 200_000}),
            ImportTooLargeError,
            "50 times",
        ),
        ("a.csv.gz", gzip.compress(b"a,b\n" + b"0,0\n" * 200_000), ImportTooLargeError, "50 times"),
        (
            "a.zip",
            zipped({"a.csv": TABLE * 40_000, "b.csv": TABLE * 40_000}, zipfile.ZIP_STORED),
            ImportTooLargeError,
            "unpacks to more than 2 MB",
        ),
        ("a.csv", b"a,b\n" + b"1,2\n" * 3_000_000, ImportTooLargeError, "12 MB, and at most 9 MB"),
    ],
    # Archives hold the second in which they were made: each process would call the tests otherwise.
    ids=lambda value: "archive" if isinstance(value, bytes) else None,
)
def test_an_archive_that_cannot_be_trusted_is_refused(name, content, error, words):
    with pytest.raises(error) as caught:
        read(content, name)
    assert type(caught.value) is error
    assert words in str(caught.value)


def test_an_archive_that_lies_about_its_sizes_is_counted_while_it_is_read():
    content = bytearray(zipped({"a.csv": b"a,b\n" + b"0,0\n" * 900_000}))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(ImportFileError, match=r"broken or not whole|times its size"):
        read(bytes(content), "a.zip")


def test_a_folder_stands_for_its_tables_and_a_pattern_for_its_files(tmp_path):
    for name in ("b.csv", "a.csv.gz", "x.png", ".hidden.csv", "more/c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TABLE)
    names = [source.path.name for source in expand([tmp_path])]
    assert names == ["a.csv.gz", "b.csv"]
    names = [source.path.name for source in expand([f"{tmp_path}/**/*.csv", tmp_path / "b.csv"])]
    assert names == ["b.csv", "c.csv"]
    assert [source.path for source in expand([tmp_path / "x.png"])] == [tmp_path / "x.png"]


def test_a_file_is_read_once_however_it_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.csv", "b.csv"):
        Path(name).write_bytes(TABLE)
    Path("c.csv").symlink_to("a.csv")
    given = ["b.csv", f"../{tmp_path.name}/a.csv", tmp_path / "b.csv", "."]
    assert [source.path.name for source in expand(given)] == ["b.csv", "a.csv"]


def test_a_name_with_brackets_is_itself_first(tmp_path):
    path = tmp_path / "events[1].csv"
    path.write_bytes(TABLE)
    assert [source.path for source in expand([str(path)])] == [path]


@pytest.mark.parametrize("pattern", ["", "none.csv", "none/*.csv", "a\0b.csv", "*" * 5_000])
def test_what_stands_for_no_file_is_said(tmp_path, monkeypatch, pattern):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ImportFileNotFoundError, match="there is no such file"):
        expand([pattern])


def test_a_folder_without_tables_is_said(tmp_path):
    with pytest.raises(ImportFileNotFoundError, match="no file in this folder is a table"):
        expand([tmp_path])


def test_what_never_ends_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    for path, words in [
        (tmp_path / "pipe.csv", "not a plain file"),
        ("/dev/zero", "not a plain file"),
        (tmp_path / "loop.csv", "cannot be read: Too many levels of symbolic links"),
    ]:
        with pytest.raises(ImportFileError, match=words):
            list(pieces(expand([path])))


def test_a_file_that_went_away_is_said(tmp_path):
    with pytest.raises(ImportFileNotFoundError):
        list(pieces([Source.of_path(tmp_path / "gone.csv")]))


def test_the_share_goes_over_all_files(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(TABLE)
    assert [piece.share for piece in pieces(expand([tmp_path]))] == [0.5, 1.0]


def test_a_reader_that_stops_early_closes_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100)
    found = pieces(expand([path]), rows_at_once=10)
    next(found)
    found.close()  # an open file would be a warning, which is an error here
    path.unlink()
    with pytest.raises(StopIteration):
        next(found)


@pytest.mark.parametrize("slug", FAULTS)
def test_each_refusal_is_one_line_that_says_what_to_do(slug):
    words = dict.fromkeys(("reason", "found", "limit", "row", "ratio"), 7)
    error = refusal(slug, "a.csv", **words)
    assert isinstance(error, ImportFileError)
    assert str(error) == f"a.csv: {error.message}. {error.advice}"
    assert "{" not in str(error)
    assert error.advice.endswith(".")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    assert (type(again), str(again)) == (type(error), str(error))
    other = error.translated(lambda text: f"« {text} »")
    assert type(other) is type(error)
    assert other.message == f"« {error.message} »"
