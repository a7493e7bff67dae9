"""What a reader can search for and copy in the PDF: title, date, sources, names of districts."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from damascus_map.model.view import View
from damascus_map.render.frame import frame_of
from damascus_map.render.static.writers import snapshot_bytes

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text_of(dataset, lang):
    view = View(on=date(2017, 5, 7), lang=lang)
    reader = PdfReader(io.BytesIO(snapshot_bytes(dataset.tables, view, "pdf")[0]))
    text = MARKS.sub("", reader.pages[0].extract_text())
    return frame_of(dataset.tables, view), reader.metadata, text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_title_date_sources_and_names_stand_in_the_text(dataset, lang):
    frame, _, text = text_of(dataset, lang)
    lines = text.splitlines()
    assert lines[0] == frame.title
    assert lines[1].startswith(frame.date_text)
    flowing = " ".join(lines)
    assert ", ".join(frame.origin.sources) in flowing
    assert all(note in flowing for note in frame.notes)
    assert all(one.name in flowing for one in frame.districts)
    assert all(one.name_below and one.name_below in flowing for one in frame.districts)
    assert all(key.text in flowing for group in frame.legend for key in group.keys)


def test_arabic_words_are_whole_though_they_stand_as_they_are_drawn(dataset):
    """What takes its text from where letters stand finds a line's words from left to right."""
    frame, metadata, text = text_of(dataset, "ar")
    flowing = " ".join(text.splitlines())
    assert all(one.name in flowing for one in frame.districts)
    assert all(source in text for source in frame.origin.sources)
    assert all(word in text for word in frame.date_text.split())
    plain = [word for word in frame.title.split() if not re.search("[\u064b-\u0652:]", word)]
    assert plain
    assert all(word in text for word in plain)
    assert f"{frame.title}، {frame.date_text}" in metadata.title.replace(",", "،")
