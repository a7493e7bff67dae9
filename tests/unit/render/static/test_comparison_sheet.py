"""The comparison sheet: two maps and a table that share the room, and nothing dropped unsaid."""

from datetime import date

import pytest

from damascus_map.errors import UnknownChoiceError
from damascus_map.model.view import View
from damascus_map.render.comparison import comparison_of
from damascus_map.render.static import comparison_sheet
from damascus_map.render.static.comparison_sheet import draw_comparison
from damascus_map.render.static.layouts import COMPARISON_LAYOUTS
from damascus_map.render.static.picture import drawing_settings

SPRING = (date(2017, 5, 7), date(2017, 6, 15))
YEARS = (date(2013, 6, 1), date(2018, 6, 15))


def drawn(tables, days, layout="landscape", **options):
    shown = comparison_of(tables, View(on=days[0], **options), days[1])
    with drawing_settings():
        return draw_comparison(tables, shown, layout)


def said(sheet):
    return " ".join(one.get_text() for one in sheet.figure.artists if hasattr(one, "get_text"))


@pytest.mark.parametrize("layout", COMPARISON_LAYOUTS)
@pytest.mark.parametrize(
    ("lang", "days"), [("en", SPRING), ("en", YEARS), ("fr", YEARS), ("ar", YEARS)]
)
def test_no_text_touches_another_or_leaves_the_sheet(
    dataset, texts_of, overlaps, layout, lang, days
):
    sheet = drawn(dataset.tables, days, layout, lang=lang, window=None)
    with drawing_settings():
        texts = texts_of(sheet.figure)
    assert len(texts) > 60
    assert overlaps(texts) == []
    assert min(one.get_fontsize() for one, _ in texts) >= 7
    size = COMPARISON_LAYOUTS[layout]
    assert min(box.x0 for _, box in texts) >= 0
    assert max(box.x1 for _, box in texts) <= size.width
    assert min(box.y0 for _, box in texts) >= 0
    assert max(box.y1 for _, box in texts) <= size.height


def test_each_change_has_its_row_where_there_is_room(dataset):
    text = said(drawn(dataset.tables, SPRING, districts=("qaboun",)))
    for day in ("8 May 2017", "10 May 2017", "13 May 2017", "14 May 2017", "15 May 2017"):
        assert day in text
    assert "taken together" not in text


def test_changes_are_taken_together_where_there_is_none_and_this_is_said(dataset):
    text = said(drawn(dataset.tables, YEARS))
    assert "taken together" in text
    assert "Each of the 42 is listed by: damascus-map changes --from 2013-06-01" in text
    for name in ("Barzé", "Qaboun", "Techrine", "Jobar", "Tadamon", "In the whole city"):
        assert name in text
    assert "No room here" not in text


def test_what_the_table_has_no_room_for_is_named(dataset, monkeypatch):
    tries = [(True, 1, 0.5), (False, 1, 0.5)]
    monkeypatch.setattr("damascus_map.render.static.comparison_sheet._TRIES", tries)
    text = said(drawn(dataset.tables, YEARS, "page"))
    assert "No room here for: " in text
    assert "In the whole city or country. Events are listed by: damascus-map events" in text


def test_no_change_is_said_for_each_district(dataset):
    sheet = drawn(dataset.tables, (date(2019, 2, 1), date(2019, 3, 1)))
    text = said(sheet)
    assert "No change between these days" in text
    assert text.count("No change") == 1 + 5
    assert "taken together" not in text


def test_what_finds_no_room_on_a_map_stands_in_the_legend_with_its_day(dataset, monkeypatch):
    real = comparison_sheet.draw_map

    def crowded(pen, frame, *place, **options):
        left = real(pen, frame, *place, **options)
        left.districts.append("Jobar: 3 events")
        return left

    monkeypatch.setattr(comparison_sheet, "draw_map", crowded)
    text = said(drawn(dataset.tables, SPRING, "page"))
    assert "No room on the map" in text
    assert "7 May 2017: Jobar: 3 events" in text
    assert "15 Jun 2017: Jobar: 3 events" in text


def test_the_sheet_says_what_it_was_made_from(dataset):
    facts = drawn(dataset.tables, SPRING, "page", districts=("jobar",), lang="fr").facts
    assert facts["Date shown"] == "2017-05-07, 2017-06-15"
    assert facts["Command"] == (
        "damascus-map compare --from 2017-05-07 --to 2017-06-15 --district jobar"
        " --window 7 --lang fr --layout page"
    )
    assert facts["Dataset SHA-256"] == dataset.tables.package.content_hash


def test_an_unknown_layout_is_an_error(dataset):
    with pytest.raises(UnknownChoiceError, match="landscape, page"):
        drawn(dataset.tables, SPRING, "square")
