"""The legend: however much it explains, it finds room, and uses all of its columns."""

from datetime import date

import pytest

from damascus_map.model.view import View
from damascus_map.render.frame import frame_of
from damascus_map.render.static.layouts import LAYOUTS
from damascus_map.render.static.legend import _blocks, _columns, legend_height

PAGE = LAYOUTS["page"]
WIDTH = PAGE.width - 2 * PAGE.margin


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_many_kinds_of_events_go_on_in_the_next_column(dataset, lang):
    frame = frame_of(dataset.tables, View(on=date(2018, 5, 20), window=None, lang=lang))
    height = legend_height(frame, PAGE, WIDTH)
    assert height < PAGE.legend_height
    width = (WIDTH - 2 * PAGE.gap) / 3
    assert (
        _columns(list(_blocks(frame, PAGE, PAGE.text, width, 1, {})), height, 3, PAGE.text) is None
    )
    columns = _columns(list(_blocks(frame, PAGE, PAGE.text, width, 2, {})), height, 3, PAGE.text)
    assert columns is not None
    assert len(columns) == 3
    kinds = [[row.key.kind for row in column[0].rows if row.key] for column in columns[1:]]
    assert [*kinds[0], *kinds[1]] == [key.kind for key in frame.legend[-1].keys]
    assert len(kinds[0]) - len(kinds[1]) in (0, 1)


def test_a_few_kinds_stay_in_one_column(dataset):
    frame = frame_of(dataset.tables, View(on=date(2017, 5, 7)))
    width = (WIDTH - 2 * PAGE.gap) / 3
    height = legend_height(frame, PAGE, WIDTH)
    assert _columns(list(_blocks(frame, PAGE, PAGE.text, width, 1, {})), height, 3, PAGE.text)
