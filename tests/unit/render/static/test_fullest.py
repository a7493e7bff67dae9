"""Pictures of one film: nothing jumps from one to the next."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from damascus_map.model.view import View
from damascus_map.model.vocabulary import EventType
from damascus_map.render.frame import frame_of
from damascus_map.render.shown_events import PointEvent
from damascus_map.render.static.fullest import fullest_of
from damascus_map.render.static.layouts import LAYOUTS
from damascus_map.render.static.picture import draw_picture, drawing_settings

DAYS = ("2012-07-15", "2013-08-21", "2014-03-01", "2017-05-07", "2018-05-20")


def frames_of(dataset, lang="en"):
    return [
        frame_of(dataset.tables, View(on=date.fromisoformat(day), lang=lang, window=30))
        for day in DAYS
    ]


def places_of(picture):
    """Give each text of a picture that stands there once, with its place, size and side."""
    texts = [one for one in picture.figure.artists if hasattr(one, "get_text")]
    once = Counter(one.get_text() for one in texts)
    return {
        one.get_text(): (*one.get_position(), one.get_fontsize(), one.get_ha())
        for one in texts
        if once[one.get_text()] == 1
    }


def entries_of(frame):
    return [(group.title, key.text) for group in frame.legend for key in group.keys]


def drawn(dataset, frames, layout, fullest):
    with drawing_settings():
        return [draw_picture(dataset.tables, one, layout, fullest) for one in frames]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_stands_in_two_pictures_stands_at_the_same_place(dataset, layout, lang):
    frames = frames_of(dataset, lang)
    fullest = fullest_of(dataset.tables, frames, LAYOUTS[layout])
    places = [places_of(one) for one in drawn(dataset, frames, layout, fullest)]
    first = places[0]
    mark = "\u200f" if lang == "ar" else ""
    assert {mark + one.name for one in frames[0].districts} <= first.keys()
    for other in places[1:]:
        # A number beside a symbol moves with it; all else that both show stays.
        both = {text for text in first.keys() & other.keys() if not text.strip("\u200f").isdigit()}
        assert len(both) > 25
        assert {text: other[text] for text in both} == {text: first[text] for text in both}


def test_alone_the_same_pictures_would_differ(dataset):
    frames = frames_of(dataset)
    places = [places_of(one) for one in drawn(dataset, frames, "page", None)]
    assert any(
        places[0][text] != other[text] for other in places for text in places[0].keys() & other
    )


def test_the_legend_explains_what_any_picture_shows_once(dataset):
    frames = frames_of(dataset)
    fullest = fullest_of(dataset.tables, frames, LAYOUTS["square"])
    said = entries_of(fullest)
    assert len(said) == len(set(said))
    for frame in frames:
        assert set(entries_of(frame)) <= set(said)
        assert set(frame.origin.sources) <= set(fullest.origin.sources)
        assert set(frame.elsewhere) <= set(fullest.elsewhere)


def test_frames_are_let_go_one_by_one(dataset):
    alive = []

    def frames():
        for frame in frames_of(dataset):
            alive.append(frame.on)
            yield frame

    assert fullest_of(dataset.tables, frames(), LAYOUTS["page"]).on == date(2012, 7, 15)
    assert len(alive) == len(DAYS)


def test_names_give_way_to_every_place_of_an_event_in_the_film(small):
    bare = frame_of(small.tables, View(on=date(2020, 2, 1)))
    events = tuple(PointEvent(36.305 + i / 5000, 33.505, EventType.CLASH) for i in range(-3, 4))
    busy = replace(bare, points=events)
    fullest = fullest_of(small.tables, [bare, busy], LAYOUTS["landscape"])
    before, after = (
        places_of_hill(one) for one in drawn(small, [bare, busy], "landscape", fullest)
    )
    (alone,) = (places_of_hill(one) for one in drawn(small, [bare], "landscape", None))
    assert before == after
    assert before != alone


def places_of_hill(picture):
    texts = [one for one in picture.figure.artists if hasattr(one, "get_text")]
    return [one.get_position() for one in texts if one.get_text() == "Hill"]
