"""The studio: one drawing at a time, shared, kept while there is room, and never too many."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from damascus_map.errors import BusyError, DrawingError
from damascus_map.model.view import View
from damascus_map.render import studio
from damascus_map.render.picture_order import PictureOrder
from damascus_map.render.studio import Studio, picture_key

PATIENCE_S = 30


class Brush:
    """Counts what is drawn; each drawing waits until it may."""

    def __init__(self):
        self.drawn, self.at_once, self.most_at_once = [], 0, 0
        self.may, self.begun = threading.Event(), threading.Event()

    def of(self, name, size=1):
        def draw():
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.begun.set()
            assert self.may.wait(PATIENCE_S)
            self.drawn.append(name)
            self.at_once -= 1
            return name.encode() * size

        return draw


@pytest.fixture
def brush():
    made = Brush()
    yield made
    made.may.set()


def test_one_is_drawn_at_a_time_in_turn_and_all_are_answered(brush):
    room = Studio()
    jobs = [room.ask(name, brush.of(name)) for name in "abcab"]
    brush.may.set()
    assert [job.content.result(PATIENCE_S) for job in jobs] == [b"a", b"b", b"c", b"a", b"b"]
    assert (brush.drawn, brush.most_at_once) == (["a", "b", "c"], 1)


def test_what_is_drawn_is_kept(brush):
    brush.may.set()
    room = Studio()
    assert room.ask("a", brush.of("a")).content.result(PATIENCE_S) == b"a"
    assert room.ask("a", brush.of("other")).content.result(PATIENCE_S) == b"a"
    assert brush.drawn == ["a"]


def test_what_was_not_asked_for_the_longest_goes_when_there_is_no_room(brush):
    brush.may.set()
    room = Studio(most_bytes=25)
    for name in ("a", "b", "a", "c", "a", "b"):
        room.ask(name, brush.of(name, 10)).content.result(PATIENCE_S)
    assert brush.drawn == ["a", "b", "c", "b"]


def test_a_picture_larger_than_the_shelf_is_handed_out_all_the_same(brush):
    brush.may.set()
    room = Studio(most_bytes=5)
    assert len(room.ask("a", brush.of("a", 10)).content.result(PATIENCE_S)) == 10


def test_too_many_are_refused_but_not_who_waits_for_one_of_them_or_is_patient(brush):
    room = Studio(most_waiting=2)
    jobs = [room.ask(name, brush.of(name)) for name in "ab"]
    with pytest.raises(BusyError, match="2 pictures wait"):
        room.ask("c", brush.of("c"))
    jobs += [room.ask("b", brush.of("b")), room.ask("d", brush.of("d"), patient=True)]
    brush.may.set()
    assert [job.content.result(PATIENCE_S) for job in jobs] == [b"a", b"b", b"b", b"d"]
    assert room.ask("c", brush.of("c")).content.result(PATIENCE_S) == b"c"


def test_what_nobody_waits_for_any_more_is_not_drawn(brush):
    room = Studio(most_waiting=3)
    first = room.ask("a", brush.of("a"))
    assert brush.begun.wait(PATIENCE_S)
    left, shared, again = (room.ask(name, brush.of(name)) for name in "bcc")
    for job in (first, left, shared):  # the first is being drawn, and for the third one waits yet
        room.leave(job)
    last = room.ask("d", brush.of("d"))
    brush.may.set()
    assert (again.content.result(PATIENCE_S), last.content.result(PATIENCE_S)) == (b"c", b"d")
    assert brush.drawn == ["a", "c", "d"]


def test_a_failure_is_told_logged_and_not_kept(caplog):
    room = Studio()

    def spill():
        raise ZeroDivisionError("paint")

    with pytest.raises(DrawingError, match="log of the server"):
        room.ask("a", spill).content.result(PATIENCE_S)
    assert "ZeroDivisionError: paint" in caplog.text
    assert room.ask("a", lambda: b"better").content.result(PATIENCE_S) == b"better"


def test_a_key_follows_the_picture_the_dataset_and_the_versions(small, monkeypatch):
    order = PictureOrder(View(date(2020, 3, 10)))
    key = picture_key(small.tables, order)
    package = replace(small.tables.package, content_hash="0" * 64)
    others = [
        picture_key(small.tables, replace(order, form="svg")),
        picture_key(small.tables, replace(order, scale=2)),
        picture_key(small.tables, PictureOrder(View(date(2020, 3, 11)))),
        picture_key(replace(small.tables, package=package), order),
    ]
    monkeypatch.setattr(studio, "__version__", "99")
    others.append(picture_key(small.tables, order))
    assert len({key, *others}) == 6
