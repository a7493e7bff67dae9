"""Tables of text: every usual way in which one is saved gives the same rows, or says why not."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damascus_map.errors import ImportFileError, ImportTooLargeError, WrongKindError
from damascus_map.ingest.encodings import encoding_of
from damascus_map.ingest.headers import column_names, shape_of
from damascus_map.ingest.readers import Limits, Source, pieces
from damascus_map.ingest.rows import REFUSED_COLUMNS

TABLE = 'id,place,note\n1,Jobar,"a, b"\n2,حي جوبر,"two\nlines, ""quoted"""\n'
ROWS = [["1", "Jobar", "a, b"], ["2", "حي جوبر", 'two\nlines, "quoted"']]
CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=8
)


def read(content, name="table.csv", **how):
    data = content if isinstance(content, bytes) else content.encode()
    return list(pieces([Source(name, content=data)], **how))


def only(content, name="table.csv", **how):
    (piece,) = read(content, name, **how)
    return piece


def said(piece):
    return [notice.message_template.format(**notice.parameters) for notice in piece.notices]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.rstrip("\n").encode(),
        b"\n\n" + TABLE.encode().replace(b"\n2,", b"\n\n2,"),
        b"sep=,\r\n" + TABLE.encode(),
    ],
    ids=["plain", "byte order mark", "no last line end", "empty lines", "line of Excel"],
)
def test_a_table_is_the_same_however_it_was_saved(content):
    piece = only(content)
    assert piece.rows.to_numpy().tolist() == ROWS
    assert list(piece.rows.index) == [2, 3]
    assert (list(piece.rows.columns), len(piece.refused)) == (["id", "place", "note"], 0)
    assert (piece.file, piece.share, said(piece)) == ("table.csv", 1.0, [])


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_any_end_of_line_is_one(ends):
    assert only("a,b\n1,2\n3,4\n".replace("\n", ends)).rows.to_numpy().tolist() == [
        ["1", "2"],
        ["3", "4"],
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_separates_the_cells_is_seen(separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["id", "place", "note"], *ROWS])
    assert only(text.getvalue()).rows.to_numpy().tolist() == ROWS


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("utf-16", "UTF-16", "a,b\nحي جوبر,é\n"),
        ("utf-32", "UTF-32", "a,b\nحي جوبر,é\n"),
        ("cp1256", "Windows-1256", "a,b\nحي جوبر,القابون\n"),
        ("cp1252", "Windows-1252", "a,b\nBarzé,près de Damas en été\n"),
        ("cp1252", "Windows-1252", "a,b\nBarzé," + "x" * 2_000_000 + "\n"),
    ],
)
def test_another_encoding_is_read_and_said(encoding, name, text):
    pieces_read = read(text.encode(encoding), limits=Limits(row_bytes=1 << 23))
    rows = [row for piece in pieces_read for row in piece.rows.to_numpy().tolist()]
    assert rows == [text.splitlines()[1].split(",")]
    assert said(pieces_read[-1]) == [f"the file is not UTF-8; it was read as {name}"]


def test_the_first_letter_beyond_ascii_decides_however_late_it_comes():
    content = b"a,b\n" + b"1,2\n" * 400_000 + "3,é\n".encode("cp1252")
    found = read(content, rows_at_once=300_000)
    assert [len(piece.rows) for piece in found] == [300_000, 100_001]
    assert found[-1].rows.iloc[-1].tolist() == ["3", "é"]
    assert said(found[-1]) == ["the file is not UTF-8; it was read as Windows-1252"]


def test_a_letter_that_was_cut_does_not_make_another_encoding():
    content = "id,note\n1,القرية\n2,جوبر القديمة\n".encode().replace("ة\n2".encode(), b"\xd8\n2")
    piece = only(content)
    assert list(piece.rows["note"]) == ["القري�", "جوبر القديمة"]
    assert said(piece) == ["letters that cannot be read stand as � now: 1"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("قال المرصد إن القصف طال حي جوبر", "cp1256"),
        ("El año pasado, señor Muñoz", "cp1252"),
        ("Déjà vu à Barzé", "cp1252"),
        ("“Jobar” again", "cp1252"),
        ("ÉTÉ 2013", "cp1252"),
    ],
)
def test_the_encoding_is_told_by_which_letters_make_words(text, encoding):
    assert encoding_of(text.encode(encoding)) == encoding
    assert encoding_of(text.encode()) == "utf-8"


def test_a_row_of_hxl_tags_is_kept_for_its_meaning_alone():
    piece = only("id,iso3,when\n#event+id,,#date+start\n7,SYR,2017\n")
    assert piece.rows.to_numpy().tolist() == [["7", "SYR", "2017"]]
    assert list(piece.rows.index) == [3]
    assert piece.tags == {"id": "#event+id", "when": "#date+start"}
    assert said(piece) == ["the second row holds HXL tags; it was used to know the columns"]


@pytest.mark.parametrize("row", ["#1,a", "#one,2", ","])
def test_a_row_that_only_begins_like_tags_is_a_row(row):
    piece = only(f"id,place\n{row}\n1,2\n")
    assert piece.tags == {}
    assert piece.rows.iloc[-1].tolist() == ["1", "2"]


def test_a_row_with_another_number_of_cells_is_refused_as_it_came():
    piece = only('id,place\n1\n2,Jobar\n\n3,"Bar,zé",x\n4,Qaboun\n5,6,7')
    assert dict(zip(piece.rows.index, piece.rows["id"], strict=True)) == {3: "2", 5: "4"}
    assert tuple(piece.refused.columns) == REFUSED_COLUMNS
    assert piece.refused.to_numpy().tolist() == [
        ["table.csv", 2, "cell-count", "", "1 / 2", "1"],
        ["table.csv", 4, "cell-count", "", "3 / 2", '3,"Bar,zé",x'],
        ["table.csv", 6, "cell-count", "", "3 / 2", "5,6,7"],
    ]


def test_a_refused_row_is_given_with_commas():
    piece = only("id;place\n1;a,b;c\n2;d\n")
    assert list(piece.refused["cells"]) == ['1,"a,b",c']


def test_a_quotation_mark_that_is_never_closed_is_said_of_the_row_that_holds_the_rest():
    piece = only('id,note\n1,a\n2,"b\n3,c\n4,d\n')
    assert list(piece.rows["id"]) == ["1"]
    assert piece.refused.to_numpy().tolist() == [
        ["table.csv", 3, "open-quote", "", "", '2,"b\n3,c\n4,d\n"']
    ]


def test_a_lone_quotation_mark_inside_a_cell_is_text():
    assert only('id,note\n1,5" shell\n').rows.to_numpy().tolist() == [["1", '5" shell']]


@pytest.mark.parametrize("rows_at_once", [1, 2, 3, 100])
def test_pieces_are_the_whole_in_order(rows_at_once):
    lines = [f"{number},x" if number % 4 else f"{number}" for number in range(1, 21)]
    found = read("id,b\n" + "\n".join(lines), rows_at_once=rows_at_once)
    taken = {row: cell for piece in found for row, cell in piece.rows["id"].items()}
    refused = {row: line for piece in found for row, line in piece.refused[["row", "cells"]].values}
    assert taken == {number + 1: f"{number}" for number in range(1, 21) if number % 4}
    assert refused == {number + 1: f"{number}" for number in range(4, 21, 4)}
    assert max(len(piece.rows) for piece in found) <= rows_at_once
    assert [piece.share for piece in found] == sorted(piece.share for piece in found)


def test_rows_keep_their_numbers_over_many_blocks():
    lines = [
        f"{number}" if number % 1000 == 7 and number > 7 else f"{number},x"
        for number in range(2, 40_002)
    ]
    found = read("id,b\n" + "\n".join(lines), rows_at_once=9_000, limits=Limits(row_bytes=4_096))
    for piece in found:
        assert piece.rows["id"].astype(int).tolist() == list(piece.rows.index)
    refused = [row for piece in found for row in piece.refused["row"]]
    assert refused == list(range(1_007, 40_002, 1_000))


def test_rows_of_empty_cells_are_counted_and_left_out():
    piece = only("a,b\n,\n1,\n,\n,\n")
    assert list(piece.rows.index) == [3]
    assert said(piece) == ["rows without any text in their cells were left out: 3"]


@pytest.mark.parametrize(
    ("text", "rows", "blank"),
    [
        ("a,b\n1,2\n   \n \t \n3,4\n", [2, 5], 2),
        ("a;b\n1;2\n ; \n;;;\n3;4\n", [2, 5], 2),
        ("a\tb\n1\t2\n  \n3\t4\n", [2, 4], 1),
        ("a\n1\n  \n3\n", [2, 4], 1),
    ],
)
def test_a_line_that_holds_only_spaces_is_a_row_of_empty_cells(text, rows, blank):
    piece = only(text)
    assert list(piece.rows.index) == rows
    assert list(piece.refused["row"]) == []
    assert said(piece) == [f"rows without any text in their cells were left out: {blank}"]


def test_a_header_alone_is_a_notice():
    piece = only("a,b\n")
    assert (list(piece.rows.columns), len(piece.rows)) == (["a", "b"], 0)
    assert said(piece) == ["there is no row under the header"]


def test_columns_without_a_name_of_their_own_get_one():
    piece = only("id,,id,id (2), note \n1,2,3,4,5\n")
    assert list(piece.rows.columns) == ["id", "column 2", "id (3)", "id (2)", "note"]
    assert said(piece) == ["columns without a name of their own are called: column 2, id (3)"]


@given(st.lists(st.text("ab 2()columns1", max_size=9), max_size=8))
def test_no_two_columns_have_one_name(cells):
    names, _ = column_names("a.csv", cells)
    assert len(set(names)) == len(cells)
    assert all(names)


@pytest.mark.parametrize("value", ["NA", "nan", "None", "null", "007", "1e5", "TRUE", " a "])
def test_a_cell_stays_the_text_it_is(value):
    piece = only(f"id,b\n{value},\n")
    assert piece.rows.to_numpy().tolist() == [[value, ""]]
    assert (piece.rows.dtypes == "str").all()


@settings(max_examples=60)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)
    )
)
def test_whatever_a_table_holds_is_read_back(rows):
    rows = [[f"x{cells[0]}", *cells[1:]] for cells in rows]
    names = [f"name{number}" for number in range(len(rows[0]))]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    piece = only(text.getvalue())
    assert piece.rows.to_numpy().tolist() == rows
    assert piece.refused.empty


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_refused(content):
    try:
        found = read(content, "events.csv")
    except ImportFileError as error:
        found = [str(error)]
    assert found


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", ImportFileError, "nothing stands in the file"),
        (b"\xef\xbb\xbf \r\n\n", ImportFileError, "nothing stands in the file"),
        (b",,,\n,,,\n", ImportFileError, "the first row names no column"),
        (b"a,b\n1,2\0\n", WrongKindError, "this is not text"),
        (b"a,b\n" + b"1,2\n" * 50_000 + b"1,\0\n", WrongKindError, "this is not text"),
        (b"\x89PNG\r\n\x1a\n", WrongKindError, "this is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", WrongKindError, "this is a picture"),
        (b"BM\x9a\0\0\0", WrongKindError, "this is a picture"),
        (b"%PDF-1.7\n", WrongKindError, "this is a document"),
        (b"MZ\x90\0", WrongKindError, "this is a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", WrongKindError, "save its sheet as “CSV UTF-8”"),
        (b"7z\xbc\xaf\x27\x1c\0\4", WrongKindError, "an archive of a kind that is not opened"),
        (b"\n<!DOCTYPE html><p>404", WrongKindError, "this is a web page"),
        (b'{"error": "not found"}', WrongKindError, "this is JSON, but not GeoJSON"),
        (b"," * 5_000 + b"\n", ImportTooLargeError, "names 5001 columns, and at most 1000"),
        (b"a,b\n1," + b"x" * 3_000_000, ImportTooLargeError, "a row after row 1 is longer"),
        (b'a,b\n1,"' + b"x\n" * 2_000_000, ImportTooLargeError, "never closed"),
        (b"x" * 5_000_000, ImportTooLargeError, "longer than 1 MB"),
        (b"a,b\n" + b"1,2,3\n" * 20_000, ImportFileError, "most rows have another number"),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else "",
)
def test_what_is_no_table_is_refused_with_the_reason(content, error, words):
    with pytest.raises(error) as caught:
        read(content, "events.csv")
    assert type(caught.value) is error
    assert words in str(caught.value)
    assert str(caught.value).startswith("events.csv: ")


def test_a_table_may_begin_like_a_picture():
    assert list(only("BM,MZ\n1,2\n").rows.columns) == ["BM", "MZ"]


@pytest.mark.parametrize(
    ("text", "separator", "columns"),
    [
        ("a;b;c\n1,5;2;3\n1,5;2;3\n", ";", 3),
        ("a,b\n1;2,3;4\n", ",", 2),
        ("name\nsome, text\nmore, text, here\n", ",", 1),
        ("a\tb\n1\t2", "\t", 2),
        ('"a;b",c\n1,2\n', ",", 2),
    ],
)
def test_the_shape_of_a_table_is_judged_by_its_first_rows(text, separator, columns):
    shape = shape_of(text, is_all=True)
    assert (shape.separator, shape.columns) == (separator, columns)
