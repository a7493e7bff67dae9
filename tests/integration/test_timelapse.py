"""``damascus-map timelapse``: films from a shell, stopped and gone on with."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from PIL import Image

from tests.integration.command_line import run

SPAN = ("--from", "2017-05-01", "--to", "2017-05-03", "--step", "day")
SMALL = ("--scale", "0.25", "--window", "1")
DAYS = ["2017-05-01", "2017-05-02", "2017-05-03"]
# In a background job Ctrl-C is not heard unless it is asked for.
STOPPABLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from damascus_map.cli import main
if __name__ == "__main__":
    main()
"""
PATIENCE_S = 300
timelapse = partial(run, "timelapse")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    folder = tmp_path_factory.mktemp("series") / "days"
    result = timelapse(*SPAN, *SMALL, "--out", folder)
    assert result.exit_code == 0, result.output
    return folder


def test_a_series_is_a_picture_for_each_day(series):
    assert sorted(contents(series)) == [f"{day}.png" for day in DAYS]
    for day in DAYS:
        said = Image.open(series / f"{day}.png").text
        assert said["Date shown"] == day
        assert f"?date={day}" in said["View"]
        assert "layout landscape, scale 0.25" in said["Series"]


def test_a_series_as_reported_by_a_day_is_another_one(series, tmp_path):
    span = ("--from", "2017-05-13", "--to", "2017-05-14", "--step", "day")
    out = tmp_path / "known"
    result = timelapse(*span, *SMALL, "--reported-by", "2017-05-13", "--out", out)
    assert result.exit_code == 0, result.output
    said = Image.open(out / "2017-05-14.png").text
    assert "reported=2017-05-13" in said["View"]
    refused = timelapse(*span, *SMALL, "--reported-by", "2017-05-14", "--out", out)
    assert refused.exit_code == 2


def test_a_whole_series_is_left_as_it_is(series):
    before = {path: path.stat().st_mtime_ns for path in series.iterdir()}
    result = timelapse(*SPAN, *SMALL, "--out", series)
    assert result.exit_code == 0
    assert "3 pictures were there already" in result.stderr
    assert {path: path.stat().st_mtime_ns for path in series.iterdir()} == before


def test_what_is_missing_is_drawn_again_to_the_same_bytes(series, tmp_path):
    (tmp_path / "days").mkdir()
    for name, content in contents(series).items():
        (tmp_path / "days" / name).write_bytes(content)
    (tmp_path / "days" / "2017-05-02.png").unlink()
    result = timelapse(*SPAN, *SMALL, "--out", tmp_path / "days")
    assert "2 pictures were there already" in result.stderr
    assert contents(tmp_path / "days") == contents(series)


@pytest.mark.parametrize("other", [("--lang", "fr"), ("--window", "30"), ("--district", "jobar")])
def test_pictures_of_another_film_are_kept_and_named(series, other):
    before = contents(series)
    result = timelapse(*SPAN, *SMALL, "--out", series, *other)
    assert result.exit_code == 2
    assert "2017-05-01.png" in result.stderr
    assert contents(series) == before


@pytest.mark.parametrize("form", ["gif", "webp", "mp4"])
def test_a_film_is_made_and_its_pictures_are_removed(tmp_path, form):
    out = tmp_path / f"days.{form}"
    result = timelapse(*SPAN, *SMALL, "--out", out, "--layout", "square")
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert b"2017-05-01 to 2017-05-03, 3 pictures" in out.read_bytes()
    before = out.read_bytes()
    assert timelapse(*SPAN, *SMALL, "--out", out).exit_code == 2
    assert out.read_bytes() == before


def test_a_film_that_cannot_be_written_leaves_its_pictures_for_the_next_call(tmp_path, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    out = tmp_path / "days.gif"
    with monkeypatch.context() as patched:
        patched.setattr("damascus_map.render.static.films.write_gif", fails)
        result = timelapse(*SPAN, *SMALL, "--out", out)
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert sorted(contents(tmp_path / "days.gif.pictures")) == [f"{day}.png" for day in DAYS]
    result = timelapse(*SPAN, *SMALL, "--out", out)
    assert "3 pictures were there already" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*SPAN, "--out", "a.avi"), ".gif, .webp, .mp4"),
        ((*SPAN, "--out", "missing/a.gif"), "There is no folder"),
        ((*SPAN, "--out", "missing/a"), "There is no folder"),
        ((*SPAN, "--out", "a", "--district", "joobar"), "Did you mean jobar?"),
        ((*SPAN, "--out", "a", "--scale", "50"), "scale"),
        ((*SPAN, "--out", "a", "--seconds", "0"), "seconds"),
        ((*SPAN, "--out", "a", "--window", "0"), "number of days"),
        (("--from", "2017-05-03", "--to", "2017-05-01", "--out", "a"), "before the beginning"),
        (("--from", "2017-05-03", "--to", "2190-01-01", "--out", "a"), "has not come yet"),
        (("--from", "2000-01-01", "--to", "2017-01-01", "--out", "a"), "first day of the dataset"),
        (("--from", "May", "--to", "2017-01-01", "--out", "a"), "YYYY-MM-DD"),
        ((*SPAN[:4], "--step", "change", "--district", "jobar", "--out", "a"), "another step"),
    ],
)
def test_a_wrong_call_is_a_clear_error_and_writes_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = timelapse(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_ffmpeg_nothing_is_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = timelapse(*SPAN, "--out", tmp_path / "a.mp4")
    assert result.exit_code == 2
    assert "apt-get install ffmpeg" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_keeps_what_is_drawn_and_the_same_call_goes_on(tmp_path):
    out = tmp_path / "many.webp"
    folder = tmp_path / "many.webp.pictures"
    span = ("--from", "2017-04-20", "--to", "2017-05-07", "--step", "day")
    call = [sys.executable, "-c", STOPPABLE, "timelapse", *span, *SMALL, "--out", out]
    with subprocess.Popen(
        call, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            until = time.monotonic() + PATIENCE_S
            while not list(folder.glob("*.png")) and process.poll() is None:
                assert time.monotonic() < until
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    kept = contents(folder)
    assert 0 < len(kept) < 18
    assert f"{len(kept)} of 18" in said
    assert all(name.startswith("2017-") for name in kept)
    assert not out.exists()
    result = timelapse(*span, *SMALL, "--out", out)
    assert result.exit_code == 0, result.output
    assert f"{len(kept)} picture" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
