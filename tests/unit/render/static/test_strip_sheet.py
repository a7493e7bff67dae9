"""The strip: bands in the map's colours, soft edges, dates that never touch, marks and ticks."""

import io
from datetime import date

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from damascus_map.language import language
from damascus_map.model.vocabulary import Confidence
from damascus_map.render.static.bands import draw_fade, draw_look
from damascus_map.render.static.districts import paint_of
from damascus_map.render.static.layouts import STRIP_LAYOUT, Box
from damascus_map.render.static.picture import drawing_settings
from damascus_map.render.static.sheet import Sheet, pen_on_sheet
from damascus_map.render.static.strip_sheet import draw_strip
from damascus_map.render.static.writers import sheet_bytes
from damascus_map.render.strip import Look, strip_of
from damascus_map.render.style import OPACITY, Fill

WAR = (date(2011, 3, 15), date(2024, 12, 31))
YEAR = (date(2017, 1, 1), date(2017, 12, 31))
COLOURS = {"north": "#AA3300", "south": "#0033AA"}
NORTH, SOUTH = (Look((Fill(party, 1.0),), Confidence.HIGH) for party in COLOURS)


def drawn(tables, days, districts=None, lang="en"):
    shown = strip_of(tables, *days, districts=districts, lang=lang)
    with drawing_settings():
        return draw_strip(shown)


def pixels(draw):
    """Draw into the box of 400 by 100 at 100, 100; give its pixels."""

    def sheet():
        pen = pen_on_sheet(STRIP_LAYOUT, language("en"))
        draw(pen, Box(100, 100, 400, 100))
        return Sheet(pen.figure, 1, {"Title": "a"})

    image = Image.open(io.BytesIO(sheet_bytes(sheet, "png")))
    return np.asarray(image)[110:190, 110:490].astype(float) / 255


def paint(party, confidence=Confidence.HIGH):
    return np.array(to_rgb(paint_of(party, COLOURS, OPACITY[confidence])))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("days", [WAR, YEAR], ids=["war", "year"])
@pytest.mark.parametrize("districts", [None, ["tadamon"], ["qaboun"]])
def test_no_text_touches_another_or_leaves_the_sheet(
    dataset, texts_of, overlaps, lang, days, districts
):
    sheet = drawn(dataset.tables, days, districts, lang)
    with drawing_settings():
        texts = texts_of(sheet.figure)
    assert overlaps(texts) == []
    assert min(one.get_fontsize() for one, _ in texts) >= 7
    wide, high = sheet.figure.get_size_inches() * 100
    assert min(box.x0 for _, box in texts) >= 0
    assert max(box.x1 for _, box in texts) <= wide
    assert min(box.y0 for _, box in texts) >= 0
    assert max(box.y1 for _, box in texts) <= high


def test_a_date_stands_at_its_day_in_every_language(dataset, texts_of):
    places = {}
    for lang, said in (("en", "2018"), ("ar", "2018")):
        sheet = drawn(dataset.tables, WAR, None, lang)
        with drawing_settings():
            places[lang] = {
                one.get_text().strip("\u200f"): box for one, box in texts_of(sheet.figure)
            }
        ticks = [places[lang][year].x0 for year in ("2012", "2015", said, "2023")]
        assert ticks == sorted(ticks)
    assert places["en"]["Jobar"].x1 < places["en"]["2012"].x0
    assert places["ar"]["جوبر"].x0 > places["ar"]["2023"].x1


def test_what_cannot_be_seen_is_counted(dataset):
    sheet = drawn(dataset.tables, WAR)
    text = " ".join(one.get_text() for one in sheet.figure.artists if hasattr(one, "get_text"))
    assert "too short to be seen at this scale" in text
    assert "no room for their dates. All are listed by: damascus-map changes" in text


def test_a_whole_hold_is_one_colour():
    found = pixels(lambda pen, box: draw_look(pen, NORTH, box, COLOURS))
    assert np.abs(found - paint("north")).max() < 0.01


def test_stripes_cover_their_shares():
    look = Look((Fill("north", 0.3), Fill("south", 0.7)), Confidence.HIGH)
    found = pixels(lambda pen, box: draw_look(pen, look, box, COLOURS))
    is_north = np.abs(found - paint("north")).sum(axis=2) < 0.3
    assert is_north.mean() == pytest.approx(0.3, abs=0.03)


def test_low_confidence_is_paler():
    look = Look(NORTH.fills, Confidence.LOW)
    found = pixels(lambda pen, box: draw_look(pen, look, box, COLOURS))
    assert np.abs(found - paint("north", Confidence.LOW)).max() < 0.01
    assert found.mean() > paint("north").mean() + 0.1


def test_what_is_not_known_is_grey():
    look = Look((Fill(None, 1.0),), Confidence.HIGH)
    found = pixels(lambda pen, box: draw_look(pen, look, box, COLOURS))
    assert np.ptp(found.mean(axis=(0, 1))) < 0.1


def test_a_soft_edge_goes_step_by_step_from_one_colour_to_the_other():
    found = pixels(lambda pen, box: draw_fade(pen, NORTH, SOUTH, box, COLOURS))
    blue = found[:, :, 2].mean(axis=0)
    assert (np.diff(blue) >= -0.005).all()
    assert len(np.unique(blue.round(2))) > 5
    assert np.abs(found[:, 0] - paint("north")).max() < 0.1
    assert np.abs(found[:, -1] - paint("south")).max() < 0.1


def test_the_sheet_grows_with_its_bands(dataset):
    one, five = (
        drawn(dataset.tables, WAR, districts).figure.get_figheight()
        for districts in (["jobar"], None)
    )
    assert one < 7 < five < 12


def test_the_sheet_says_what_it_was_made_from(dataset):
    facts = drawn(dataset.tables, YEAR, ["jobar"]).facts
    assert facts["Date shown"] == "2017-01-01, 2017-12-31"
    assert facts["View"] == "?span=2017-01-01,2017-12-31&districts=jobar"
    assert facts["Command"].endswith("--to 2017-12-31 --district jobar --lang en")
