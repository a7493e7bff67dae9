"""Reading bytes: encodings, line ends, quotes and line numbers."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.data import files
from damascus_map.data.files import LINE, read_json, read_table, read_text

TABLE = "id,note\na,first\nb,second\n"
CELLS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=12
)


def written(folder, content, name="table.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return read_table(folder, name)


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode(),
        TABLE.rstrip("\n").encode(),
        b'"id","note"\n"a","first"\n"b","second"\n',
    ],
    ids=["plain", "bom", "crlf", "cr", "bom and crlf", "no last line end", "quoted"],
)
def test_a_table_is_the_same_however_it_was_saved(tmp_path, content):
    frame, findings = written(tmp_path, content)
    assert findings == []
    expected = {"id": ["a", "b"], "note": ["first", "second"], LINE: [2, 3]}
    assert frame.to_dict(orient="list") == expected


def test_line_numbers_are_those_of_an_editor(tmp_path):
    text = 'id,note\na,"one\ntwo\nthree"\n\nb,\n\n\nc,"x\r\ny"\nd,"end"\n'
    frame, findings = written(tmp_path, text)
    assert findings == []
    assert dict(zip(frame["id"], frame[LINE], strict=True)) == {"a": 2, "b": 6, "c": 9, "d": 11}
    assert list(frame["note"]) == ["one\ntwo\nthree", "", "x\r\ny", "end"]


def test_line_numbers_begin_after_a_header_of_two_lines(tmp_path):
    frame, _ = written(tmp_path, '"id","a\nnote"\nx,\n')
    assert list(frame[LINE]) == [3]


def test_a_row_with_another_number_of_cells_is_left_out_and_named(tmp_path):
    frame, findings = written(tmp_path, "id,note\na\nb,second\nc,third,more\nd,fourth\n")
    assert list(frame["id"]) == ["b", "d"]
    assert [(one.rule, one.row, one.message) for one in findings] == [
        ("cell-count", 2, "the row has 1 cells, the header has 2"),
        ("cell-count", 4, "the row has 3 cells, the header has 2"),
    ]


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_table_longer_than_what_is_kept_at_once_is_whole(tmp_path, monkeypatch, at_once):
    content = 'id,note\na,"two\nlines"\nb\nc,\n\nd,last\n'
    whole, faults = written(tmp_path, content)
    monkeypatch.setattr(files, "_ROWS_AT_ONCE", at_once)
    frame, findings = written(tmp_path, content)
    pd.testing.assert_frame_equal(frame, whole)
    assert findings == faults
    assert list(frame[LINE]) == [2, 5, 7]
    assert list(frame.index) == [0, 1, 2]


def test_an_open_quote_is_named_where_it_opens(tmp_path):
    frame, findings = written(tmp_path, 'id,note\na,first\nb,"second\nc,third\n')
    assert list(frame["id"]) == ["a"]
    assert [(one.rule, one.row) for one in findings] == [("not-csv", 3)]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n"])
def test_an_empty_table_has_no_column_and_no_row(tmp_path, content):
    frame, findings = written(tmp_path, content)
    assert findings == []
    assert list(frame.columns) == [LINE]
    assert frame.empty


def test_a_table_with_a_header_alone_has_no_row(tmp_path):
    frame, findings = written(tmp_path, "id,note\n")
    assert (list(frame.columns), len(frame), findings) == (["id", "note", LINE], 0, [])


@pytest.mark.parametrize("value", ["NA", "nan", "None", "null", "007", "1e5", "TRUE", " a "])
def test_a_cell_stays_the_text_it_is(tmp_path, value):
    frame, _ = written(tmp_path, f"id\n{value}\n")
    assert list(frame["id"]) == [value]


def test_a_cell_of_a_megabyte_is_a_finding(tmp_path):
    frame, findings = written(tmp_path, f"id,note\na,\nb,{'x' * 2**20}\n")
    assert list(frame["id"]) == ["a"]
    assert [(one.rule, one.row, one.value) for one in findings] == [("not-csv", 3, None)]


@pytest.mark.parametrize(
    ("content", "line", "value"),
    [
        (b"id\n\xff\xfea\n", 2, r"b'\xff\xfea\n'"),
        ("id,note\na,b\nc,été\n".encode("latin-1"), 3, r"b'\xe9t\xe9\n'"),
        (b"\xff\xfei\x00d\x00", 1, r"b'\xff\xfei\x00d\x00'"),
    ],
)
def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path, content, line, value):
    frame, findings = written(tmp_path, content)
    assert frame is None
    assert [(one.rule, one.row, one.value) for one in findings] == [("not-utf8", line, value)]


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_a_program_wrote_is_read_again(tmp_path_factory, rows):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("id", "note"), *rows])
    frame, findings = written(tmp_path_factory.mktemp("table"), text.getvalue())
    assert findings == []
    assert list(frame[["id", "note"]].itertuples(index=False, name=None)) == rows
    assert frame[LINE].is_monotonic_increasing
    assert isinstance(frame, pd.DataFrame)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_finding(tmp_path_factory, content):
    frame, findings = written(tmp_path_factory.mktemp("table"), content)
    assert frame is not None or findings
    assert all(one.severity == "error" for one in findings)


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_bytes_are_json_or_a_finding(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("json")
    (folder / "file.json").write_bytes(content)
    value, findings = read_json(folder, "file.json")
    assert (value is None) == bool(findings)


@pytest.mark.parametrize(
    ("content", "row", "reason"),
    [
        ("", 1, "Expecting value"),
        ('{\n"a": 1,\n}', 3, "Expecting property name"),
        ("[1, 2", 1, "Expecting ','"),
        ("null", 1, "it holds nothing"),
        ("[" * 100_000, None, "it is nested too deeply"),
        ("9" * 5000, None, "a number or a letter in it cannot be used"),
        ("[NaN]", None, "a number or a letter in it cannot be used"),
        ("[-Infinity]", None, "a number or a letter in it cannot be used"),
        ("[1e999]", None, "a number or a letter in it cannot be used"),
        (r'["\ud83d"]', None, "a number or a letter in it cannot be used"),
    ],
)
def test_broken_json_is_a_finding_with_its_line(tmp_path, content, row, reason):
    (tmp_path / "file.json").write_text(content, encoding="utf-8")
    value, findings = read_json(tmp_path, "file.json")
    assert value is None
    assert [(one.rule, one.row) for one in findings] == [("broken-json", row)]
    assert reason in findings[0].message


def test_a_letter_of_two_halves_and_a_large_number_are_json(tmp_path):
    (tmp_path / "file.json").write_text(r'["\ud83d\ude00", 1e12]', encoding="utf-8")
    assert read_json(tmp_path, "file.json") == (["\N{GRINNING FACE}", 1e12], [])


def test_a_file_that_is_not_there_is_a_finding(tmp_path):
    (tmp_path / "folder").mkdir()
    for name in ("none.csv", "folder", "none/none.csv"):
        text, findings = read_text(tmp_path, name)
        assert text is None
        assert [(one.rule, one.file) for one in findings] == [("missing-file", name)]
