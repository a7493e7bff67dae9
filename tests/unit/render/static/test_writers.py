"""Pictures as files: what they say of themselves, the same bytes, and safe writing."""

import hashlib
import io
import re
import subprocess
import sys
from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.render.frame import frame_of
from damascus_map.render.static.layouts import LAYOUTS, POINTS_PER_UNIT
from damascus_map.render.static.lettering import width_of, wrapped
from damascus_map.render.static.picture import draw_picture, drawing_settings
from damascus_map.render.static.sheet import facts_of
from damascus_map.render.static.writers import (
    WRITERS,
    form_of,
    snapshot_bytes,
)

VIEW = View(on=date(2017, 5, 7))
SIZES = {"landscape": (1600, 900), "square": (1080, 1080)}
AGAIN = """
import hashlib, sys
from datetime import date
import damascus_map
from damascus_map.model.view import View
from damascus_map.render.static.writers import WRITERS, snapshot_bytes
tables = damascus_map.open_dataset().tables
for form in WRITERS:
    content, _ = snapshot_bytes(tables, View(on=date(2017, 5, 7)), form)
    print(hashlib.sha256(content).hexdigest())
"""


@pytest.fixture(scope="module")
def files(dataset):
    return {form: snapshot_bytes(dataset.tables, VIEW, form)[0] for form in WRITERS}


@pytest.mark.parametrize("layout", SIZES)
def test_a_png_is_as_large_as_its_layout_times_the_scale(dataset, layout):
    wide, high = SIZES[layout]
    content, _ = snapshot_bytes(dataset.tables, VIEW, "png", layout=layout, scale=0.5)
    assert Image.open(io.BytesIO(content)).size == (wide // 2, high // 2)


def test_a_page_is_a4_at_300_dots_an_inch(dataset):
    content, _ = snapshot_bytes(dataset.tables, VIEW, "png", layout="page")
    assert Image.open(io.BytesIO(content)).size == (2481, 3507)


def test_a_second_process_writes_the_same_bytes(files):
    command = [sys.executable, "-c", AGAIN]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    assert found == [hashlib.sha256(content).hexdigest() for content in files.values()]


def test_another_day_gives_other_bytes(dataset, files):
    other, _ = snapshot_bytes(dataset.tables, View(on=date(2014, 3, 1)), "png")
    assert other != files["png"]


def test_a_png_says_what_it_was_made_from(dataset, files):
    text = Image.open(io.BytesIO(files["png"])).text
    facts = facts_of(frame_of(dataset.tables, VIEW))
    assert {name: text[name] for name in facts} == facts
    assert text["Date shown"] == "2017-05-07"
    assert text["View"] == "?date=2017-05-07"
    assert dataset.tables.package.content_hash in text["Dataset SHA-256"]


@pytest.mark.parametrize("part", ["2017-05-07", "AFP", "OpenStreetMap", "damascus-map 0.1.0"])
def test_svg_and_pdf_say_it_too(files, part):
    assert part in files["svg"].decode()
    assert part.encode() in files["pdf"] or part.encode("utf-16-be") in files["pdf"]


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_text_of_an_svg_stays_text(dataset, lang):
    view = View(on=date(2017, 5, 7), lang=lang)
    text = snapshot_bytes(dataset.tables, view, "svg")[0].decode()
    frame = frame_of(dataset.tables, view)
    for wanted in (frame.title, frame.date_text, *(one.name for one in frame.districts)):
        assert re.search(rf"<text[^>]*>\u200f?{re.escape(wanted)}</text>", text)


def test_fonts_of_a_pdf_are_embedded(files):
    assert b"/FontFile2" in files["pdf"]
    assert b"/Type3" not in files["pdf"]
    assert b"/CreationDate" not in files["pdf"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("day", ["2013-08-21", "2017-05-07", "2018-05-20"])
def test_no_letter_is_too_small_and_none_leaves_the_sheet(dataset, layout, lang, day):
    frame = frame_of(dataset.tables, View(on=date.fromisoformat(day), lang=lang, window=None))
    with drawing_settings():
        figure = draw_picture(dataset.tables, frame, layout).figure
        texts = [one for one in figure.texts + figure.artists if hasattr(one, "get_text")]
        renderer = FigureCanvasAgg(figure).get_renderer()
        boxes = [one.get_window_extent(renderer) for one in texts]
    assert len(texts) > 40
    assert min(one.get_fontsize() for one in texts) >= 7
    assert min(box.x0 for box in boxes) >= 0
    assert min(box.y0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= LAYOUTS[layout].width
    assert max(box.y1 for box in boxes) <= LAYOUTS[layout].height


def test_the_smallest_letters_of_a_layout_can_be_read_in_print():
    assert all(layout.small * POINTS_PER_UNIT >= 7 for layout in LAYOUTS.values())


def test_a_text_is_broken_where_it_is_too_wide():
    lines = wrapped("one two three four five six", 12, 80)
    assert len(lines) > 1
    assert all(width_of(line, 12) <= 80 for line in lines)
    assert " ".join(lines) == "one two three four five six"


def test_mathematics_in_a_name_stays_text(draft):
    import damascus_map

    draft.properties(1, name_en="$\\frac{a}{b}$ <b>")
    tables = damascus_map.open_dataset(draft.path).tables
    content, _ = snapshot_bytes(tables, View(on=date(2020, 3, 6)), "svg")
    assert "$\\frac{a}{b}$ &lt;b&gt;</text>" in content.decode()


@pytest.mark.parametrize(("name", "form"), [("a.png", "png"), ("b.c.SVG", "svg"), ("d.pdf", "pdf")])
def test_the_format_follows_the_ending(tmp_path, name, form):
    assert form_of(tmp_path / name) == form


@pytest.mark.parametrize("name", ["a", "a.gif", ".png.txt"])
def test_an_unknown_ending_lists_those_that_work(tmp_path, name):
    with pytest.raises(UnknownChoiceError, match=r"\.png, \.svg, \.pdf"):
        form_of(tmp_path / name)


@pytest.mark.parametrize("options", [{"layout": "poster"}, {"scale": 0}, {"scale": 100}])
def test_an_unknown_layout_or_scale_is_an_error(dataset, options):
    with pytest.raises(UnknownChoiceError):
        snapshot_bytes(dataset.tables, VIEW, "png", **options)
