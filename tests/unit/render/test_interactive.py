"""What the page tells the map: addresses once, then the view."""

import re
from datetime import date

import pytest

from damascus_map.model.view import MapView, View
from damascus_map.render.interactive import constant_map, show_message
from damascus_map.render.publication import publication

LAST_DAY = date(2020, 12, 31)


@pytest.fixture
def shown(draft):
    return publication(draft.path, LAST_DAY)


def test_a_view_is_told_in_days():
    view = View(
        on=date(2020, 3, 10),
        window=45,
        map_view=MapView(36.3, 33.5, 12.5),
        span=(date(2020, 3, 1), date(2020, 6, 30)),
    )
    told = show_message(view, 3)
    assert (told["date"], told["from"], told["seq"]) == ("2020-03-10", "2020-01-26", 3)
    assert told["span"] == ["2020-03-01", "2020-06-30"]
    assert told["view"] == [36.3, 33.5, 12.5]


def test_no_window_and_no_span_are_null():
    told = show_message(View(on=date(2020, 3, 10), window=None), 0)
    assert (told["from"], told["span"], told["view"]) == (None, None, None)


def test_the_map_holds_addresses_of_this_server_and_no_data(shown):
    page = constant_map(shown).get_root().render()
    assert f'"../../assets/events/{shown.events.hash}/details.json"' in page
    assert f'"../../assets/{shown.events.name}"' in page
    assert f'"../../assets/{shown.scene.name}"' in page
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert "A raid on the hill" not in page
