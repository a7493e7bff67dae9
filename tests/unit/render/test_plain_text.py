"""Texts of the data are written as text, wherever they go."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damascus_map.render.plain_text import csv_text, json_text, plain_text, without_marks

HARMFUL = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e"}
HARMFUL |= {*"\u2066\u2067\u2068\u2069\u2028\u2029"}
ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Barzé, برزة", "Barzé, برزة"),
        ("<b>&amp;[red]${x}`", "<b>&amp;[red]${x}`"),
        ("one\ttwo\r\nthree\u2028four", "one two three four"),
        ("\x1b[2J\x07", "<U+001B>[2J<U+0007>"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("half \ud800", "half <U+D800>"),
        ("right-to-left mark \u200f stays", "right-to-left mark \u200f stays"),
    ],
)
def test_plain_text(text, shown):
    assert plain_text(text) == shown


@given(ANY_TEXT)
def test_plain_text_can_be_shown_anywhere(text):
    shown = plain_text(text)
    assert not HARMFUL & set(shown)
    assert plain_text(shown) == shown
    shown.encode()


@given(st.dictionaries(ANY_TEXT, ANY_TEXT | st.integers() | st.none()))
def test_json_gives_the_same_texts_back_and_nothing_harmful(content):
    text = json_text(content)
    assert json.loads(text) == content
    assert not (HARMFUL - {"\n"}) & set(text)
    text.encode()


def test_json_has_letters_as_they_are_and_no_nan():
    assert json_text({"a": "برزة"}, indent=None) == '{"a": "برزة"}\n'
    with pytest.raises(ValueError, match="Out of range"):
        json_text(float("nan"))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (0, "0"),
        (-1.5, "-1.5"),
        (["a", "b"], "a;b"),
        ([], ""),
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2 men", "'-2 men"),
        (["+1"], "'+1"),
        ("a;=1+1", "a;'=1+1"),
        ("'=1", "''=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("it's 3-4", "it's 3-4"),
        ('say "a, b"\n', 'say "a, b" '),
    ],
)
def test_csv_cells(value, cell):
    header, row = csv.reader(io.StringIO(csv_text(["x"], [{"x": value}]), newline=""))
    assert (header, row) == (["x"], [cell] if cell else [""])


@given(st.lists(ANY_TEXT, min_size=2, max_size=2))
def test_csv_keeps_its_rows_and_cells(texts):
    text = csv_text(["a", "b"], [dict(zip("ab", texts, strict=True))])
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [len(row) for row in rows] == [2, 2]
    parts = [part for cell in rows[1] for part in cell.split(";")]
    assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in parts)


@given(st.text(st.sampled_from(" ';=+-@a\uff1d"), max_size=8))
def test_a_text_is_read_back_from_csv_without_its_marks(text):
    written = csv_text(["a", "b"], [{"a": text, "b": "end"}])
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert without_marks(row["a"]) == text
