"""The tables of a run: medians, ratios, targets met and missed, and what could not be measured."""

import json

import pytest

from benchmarks.figures import OURS, Figure, ratio_in_turns, ratio_of
from benchmarks.moves import TO_PICTURE
from benchmarks.plot import draw
from benchmarks.report import (
    MARKS,
    markdown_table,
    reasons_of,
    sheets_of,
    write_into,
    write_json,
)

FIGURES = [
    Figure("heap", "MB", (140.0, 160.0), 10, targets={"median": 150}),
    Figure("frame", "ms", (10.0,) * 19 + (40.0,), 10, targets={"median": 16.7, "p95": 16.7}),
    Figure("opening", "ms", (9.0,), 10, targets={"median": 8.9}),
    Figure(TO_PICTURE, "ms", (20.0,), 10),
    Figure(TO_PICTURE, "ms", (50.0,), 10, "peer"),
    Figure(TO_PICTURE, "ms", (), 1_000, "peer", reason="no picture within 30 s"),
]


@pytest.fixture
def targets():
    return {row[0]: row[-1] for row in sheets_of(FIGURES)[0].rows}


def test_a_target_is_met_when_it_is_reached_exactly(targets):
    assert targets["heap"] == "met"


def test_one_of_twenty_may_lie_above_a_p95(targets):
    assert targets["frame"] == "met"
    slower = Figure("frame", "ms", (10.0,) * 18 + (40.0,) * 2, targets={"p95": 16.7})
    assert slower.met is False


def test_a_missed_target_is_named(targets):
    assert targets["opening"] == "missed"


def test_what_was_not_measured_is_neither_met_nor_missed():
    figure = Figure("heap", "MB", (), 10, targets={"median": 150}, reason="the tab died")
    assert sheets_of([figure])[0].rows[0][-1] == "not measured"


def test_contenders_stand_side_by_side_with_their_ratio():
    sheet = sheets_of(FIGURES)[1]
    assert sheet.heads == ["events", OURS, "peer"]
    assert sheet.rows[0] == ["10", "20.0", "50.0 (2.5\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN})"]
    assert sheet.rows[1] == ["1,000", "\N{EN DASH}", "\N{EN DASH}"]
    assert reasons_of(FIGURES) == ["peer, 1,000 events: no picture within 30 s"]


def test_a_ratio_needs_both_figures():
    above, below = Figure("a", "ms", (23.0,)), Figure("b", "ms", (20.0,))
    assert ratio_of("a beside b", above, below, 1.15).met is True
    assert ratio_of("a beside b", above, Figure("b", "ms", reason="no"), 1.15).values == ()


def test_the_results_stand_between_their_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", encoding="utf-8")
    for _ in range(2):
        write_into(page, FIGURES, {"cores": 2})
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{MARKS[0]}")
    assert text.endswith(f"{MARKS[1]}\nafter\n")
    assert "old" not in text
    assert text.count(markdown_table(sheets_of(FIGURES)[0])) == 1


def test_the_json_holds_each_figure_with_its_verdict(tmp_path):
    write_json(tmp_path / "results.json", FIGURES, {"cores": 2})
    report = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert report["machine"] == {"cores": 2}
    assert [row["met"] for row in report["figures"]] == [True, True, False, None, None, None]
    assert report["figures"][0]["median"] == 150


def test_the_picture_names_each_contender_and_is_the_same_twice(tmp_path):
    pictures = [tmp_path / name for name in ("one.svg", "two.svg")]
    for path in pictures:
        draw(FIGURES, path)
    first, second = (path.read_text(encoding="utf-8") for path in pictures)
    assert first == second
    assert OURS in first
    assert "peer" in first


def test_a_ratio_in_turns_leaves_aside_what_slows_both() -> None:
    above, below = Figure("a", "ms", (11, 220, 33)), Figure("b", "ms", (10, 200, 20))
    assert ratio_in_turns("a beside b", above, below, 1.15).values == (1.1, 1.1, 1.65)
    assert ratio_in_turns("a beside b", above, below, 1.15).met is True
