"""An Excel workbook: no formulas, right to left in Arabic, days as days, where it comes from."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from damascus_map.errors import OutputTooLargeError
from damascus_map.language import LANGUAGES, language
from damascus_map.model.view import View
from damascus_map.render.exports.content import about_rows, view_content
from damascus_map.render.exports.frames import view_frames
from damascus_map.render.exports.workbook import workbook_bytes
from damascus_map.render.exports.writers import content_bytes

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "  =HYPERLINK(1)", "'=1"]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet):
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture(scope="module")
def content(dataset):
    return view_content(dataset, View(on=date(2017, 5, 7), window=None))


def test_the_sheets_are_the_frames(content):
    book = opened(content_bytes(content, "xlsx"))
    frames = view_frames(content)
    assert book.sheetnames == [*frames, "about"]
    for name, frame in frames.items():
        plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore")).astype(object)
        header, *found = rows(book[name])
        assert header == tuple(plain.columns)
        wanted = plain.where(plain.notna(), None).itertuples(index=False, name=None)
        assert found == list(wanted)


def test_a_day_is_a_day(content):
    sheet = opened(content_bytes(content, "xlsx"))["districts"]
    assert sheet["A2"].value.isoformat() == "2017-05-07T00:00:00"
    assert sheet["A2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_arabic_is_written_from_right_to_left(dataset, lang):
    book = opened(content_bytes(view_content(dataset, View(date(2017, 5, 7), lang=lang)), "xlsx"))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {lang == "ar"}
    assert language(lang).text("Title") == book["about"]["A2"].value


def test_no_text_becomes_a_formula(content):
    frame = pd.DataFrame({"text": pd.Series(FORMULAS, dtype="str")})
    book = opened(workbook_bytes({"odd": frame}, about_rows(content), language("en")))
    cells = [row[0] for row in book["odd"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_a_workbook_says_what_it_was_made_from(content):
    book = opened(content_bytes(content, "xlsx"))
    assert [value for _, value in rows(book["about"])[1:]] == [
        row[1] for row in about_rows(content)
    ]
    assert book.properties.title == "Damascus: who held which district, Sunday 7 May 2017"
    assert content.frame.origin.content_hash in book.properties.keywords
    times = (book.properties.created, book.properties.modified)
    assert [time.year for time in times] == [1980, 1980]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"text": pd.Series(["a" * 32_768], dtype="str")}),
        pd.DataFrame({"number": pd.Series(0.0, index=range(1_048_576))}),
    ],
    ids=["a text", "a table"],
)
def test_what_excel_cannot_hold_is_an_error_that_names_other_formats(content, frame):
    with pytest.raises(OutputTooLargeError, match=r"table odd.*\.csv"):
        workbook_bytes({"odd": frame}, about_rows(content), language("en"))


def test_a_title_that_no_file_may_hold_is_written_by_name(draft):
    import damascus_map

    draft.json("datapackage.json", lambda package: package.update(title="a\x00\u202eb"))
    dataset = damascus_map.open_dataset(draft.path)
    book = opened(content_bytes(view_content(dataset, View(date(2020, 3, 7))), "xlsx"))
    assert book.properties.title.startswith("a<U+0000><U+202E>b, ")
