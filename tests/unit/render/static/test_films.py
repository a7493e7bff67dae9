"""A series of pictures as one film: GIF, WebP and MP4."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image, ImageDraw

from damascus_map.errors import MissingProgramError, OutputError, UnknownChoiceError
from damascus_map.render.static.films import (
    FFMPEG,
    FILMS,
    check_film_tools,
    film_form,
    write_mp4,
    write_webp,
)
from damascus_map.render.style import SYMBOLS

SIZE = (161, 91)
COLOURS = [symbol.colour for symbol in SYMBOLS.values()]
FACTS = {
    "Title": "Damascus, été, دمشق <&>",
    "Dates shown": "2020-01-01 to 2020-01-04, 4 pictures",
    "View": "?date=2020-01-01",
    "Dataset SHA-256": "ab" * 32,
    "Software": "damascus-map 0.1.0",
    "Sources": "AFP; Reuters",
    "Attribution": "© Somebody",
    "Licence": "CC-BY-4.0",
}


@pytest.fixture
def pictures(tmp_path):
    """Four pictures: the second is as the first, the others have a moving box and a ramp."""
    paths = []
    for number, left in enumerate((10, 10, 60, 110)):
        picture = Image.new("RGB", SIZE, "#FFFDF8")
        draw = ImageDraw.Draw(picture)
        for x in range(SIZE[0]):
            draw.line([(x, 80), (x, 90)], fill=(x, 255 - x, 3 * x % 256))
        for place, colour in enumerate(COLOURS):
            draw.rectangle([4 + 8 * place, 4, 6 + 8 * place, 5], fill=colour)
        draw.rectangle([left, 30, left + 20, 60], fill="#D15E11")
        paths.append(tmp_path / f"{number}.png")
        picture.save(paths[-1])
    return paths


def written(form, pictures, out, seconds=0.5):
    ticks = []
    FILMS[form](pictures, out, seconds, FACTS, ticks.append)
    assert ticks[-1] == len(pictures)
    return out


def shown_in(path):
    with Image.open(path) as film:
        for number in range(film.n_frames):
            film.seek(number)
            yield np.asarray(film.convert("RGB")), film.info["duration"]


def probed(path):
    command = ["ffprobe", "-v", "error", "-count_packets", "-show_streams", "-show_format"]
    done = subprocess.run(
        [*command, "-of", "json", path], capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout)


def test_a_webp_shows_every_picture_as_it_is(pictures, tmp_path):
    found = list(shown_in(written("webp", pictures, tmp_path / "a.webp")))
    for number in (0, 2, 3):
        wanted = np.asarray(Image.open(pictures[number]))
        assert any(np.array_equal(pixels, wanted) for pixels, _ in found)
    assert sum(duration for _, duration in found) == 2000


def test_a_gif_shows_every_picture_with_the_colours_of_symbols_exact(pictures, tmp_path):
    found = list(shown_in(written("gif", pictures, tmp_path / "a.gif")))
    assert [duration for _, duration in found] == [500] * 4
    for (pixels, _), path in zip(found, pictures, strict=True):
        wanted = np.asarray(Image.open(path)).astype(int)
        assert (pixels[:70] == wanted[:70]).all()
        assert abs(pixels - wanted).max() < 30


def test_only_what_has_changed_is_written_to_a_gif(pictures, tmp_path):
    both = written("gif", pictures[:2], tmp_path / "b.gif").stat().st_size
    assert both < written("gif", pictures[:1], tmp_path / "a.gif").stat().st_size + 60


@pytest.mark.parametrize("form", FILMS)
def test_the_same_pictures_give_the_same_bytes(pictures, tmp_path, form):
    films = [written(form, pictures, tmp_path / f"{name}.{form}") for name in "ab"]
    hashes = {hashlib.sha256(film.read_bytes()).hexdigest() for film in films}
    assert len(hashes) == 1


@pytest.mark.parametrize("form", FILMS)
def test_one_picture_is_a_film_too(pictures, tmp_path, form):
    assert written(form, pictures[:1], tmp_path / f"a.{form}").stat().st_size > 500


def test_every_film_says_what_it_was_made_from(pictures, tmp_path):
    with Image.open(written("gif", pictures, tmp_path / "a.gif")) as film:
        gif = film.info["comment"].decode()
    with Image.open(written("webp", pictures, tmp_path / "a.webp")) as film:
        root = ET.fromstring(film.info["xmp"])  # noqa: S314 - written by the test
        xmp = " ".join(root.itertext())
    tags = probed(written("mp4", pictures, tmp_path / "a.mp4"))["format"]["tags"]
    for name, text in FACTS.items():
        assert f"{name}: {text}" in gif
        assert f"{name}: {text}" in xmp
        assert f"{name}: {text}" in tags["comment"]
    assert tags["title"] == FACTS["Title"]
    assert "CC-BY-4.0" in tags["copyright"]
    assert "creation_time" not in tags


def test_an_mp4_plays_everywhere(pictures, tmp_path):
    found = probed(written("mp4", pictures, tmp_path / "a.mp4"))
    (stream,) = found["streams"]
    assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
    assert (stream["width"], stream["height"]) == (162, 92)
    assert float(found["format"]["duration"]) == pytest.approx(2, abs=0.05)
    assert int(stream["nb_read_packets"]) == 50


def test_an_mp4_shows_the_pictures_in_their_colours(pictures, tmp_path):
    film = written("mp4", pictures, tmp_path / "a.mp4")
    command = [FFMPEG, "-v", "error", "-ss", "1.2", "-i", film, "-frames:v", "1"]
    subprocess.run([*command, tmp_path / "one.png"], check=True)
    seen = np.asarray(Image.open(tmp_path / "one.png").convert("RGB")).astype(int)
    wanted = np.asarray(Image.open(pictures[2])).astype(int)
    assert abs(seen[45, 70] - wanted[45, 70]).max() < 8
    assert abs(seen[70, 20] - wanted[70, 20]).max() < 8


def test_what_ffmpeg_says_is_in_the_error(pictures, tmp_path):
    with pytest.raises(OutputError, match="No such file"):
        write_mp4(pictures, tmp_path / "missing" / "a.mp4", 0.5, FACTS, lambda _: None)


def test_ffmpeg_is_ended_where_the_work_is_stopped(pictures, tmp_path):
    def stop(number):
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_mp4(pictures, tmp_path / "a.mp4", 0.5, FACTS, stop)


def test_a_long_film_keeps_one_picture_in_memory(pictures, tmp_path, monkeypatch):
    opened = []
    original = Image.open
    monkeypatch.setattr(Image, "open", lambda *a, **k: opened.append(a[0]) or original(*a, **k))
    write_webp(pictures * 3, tmp_path / "a.webp", 0.5, FACTS, lambda _: None)
    assert [path for path in opened if path in pictures][:4] == pictures


@pytest.mark.parametrize(
    ("name", "form"), [("a.gif", "gif"), ("b.c.WebP", "webp"), ("d.mp4", "mp4"), ("folder", None)]
)
def test_the_format_follows_the_ending(tmp_path, name, form):
    assert film_form(tmp_path / name) == form


def test_a_folder_that_is_there_may_have_a_dot_in_its_name(tmp_path):
    (tmp_path / "series.v2").mkdir()
    assert film_form(tmp_path / "series.v2") is None


@pytest.mark.parametrize("name", ["a.avi", "a.png"])
def test_an_unknown_ending_lists_those_that_work(tmp_path, name):
    with pytest.raises(UnknownChoiceError, match=r"\.gif, \.webp, \.mp4; .*folder"):
        film_form(tmp_path / name)


def test_ffmpeg_that_is_here_is_found():
    assert shutil.which(FFMPEG), "these tests need ffmpeg: apt-get install ffmpeg"
    check_film_tools("mp4")


def test_without_ffmpeg_only_an_mp4_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for form in ("gif", "webp", None):
        check_film_tools(form)
    with pytest.raises(MissingProgramError, match=r"apt-get install ffmpeg.*\.webp"):
        check_film_tools("mp4")


def test_an_ffmpeg_without_h264_is_refused(tmp_path, monkeypatch):
    fake = Path(tmp_path, FFMPEG)
    fake.write_text("#!/bin/sh\necho mpeg4\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError, match="libx264"):
        check_film_tools("mp4")
