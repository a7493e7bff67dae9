"""The static map beside its baselines: what a reader would see as a change fails.

``make baselines`` draws the baselines anew, when a change was meant.
"""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw

from damascus_map.render.static import badges, districts, labels
from tools import baselines

NAME = "2017-05-07-landscape-en"


@pytest.mark.parametrize("name", baselines.NAMES)
def test_the_picture_is_that_of_the_baseline(dataset, name, tmp_path):
    picture = baselines.draw(dataset.tables, name)
    found = baselines.difference(picture, baselines.baseline_of(name))
    if found.is_visible:
        picture.save(tmp_path / f"{name}.png")
        found.picture.save(tmp_path / f"{name}-difference.png")
        pytest.fail(
            f"{name} differs: up to {found.worst} of {baselines.CELL**2} pixels of a cell. "
            f"The new picture and where it differs are in {tmp_path}; "
            "if this was meant, `make baselines` draws the baselines anew."
        )


def test_there_is_no_baseline_too_many():
    assert {path.stem for path in baselines.FOLDER.iterdir()} == set(baselines.NAMES)


@pytest.fixture(scope="module")
def picture(dataset):
    return baselines.draw(dataset.tables, NAME)


def differs(picture):
    return baselines.difference(picture, baselines.baseline_of(NAME)).is_visible


def test_a_picture_moved_by_a_pixel_differs(picture):
    assert not differs(picture)
    assert differs(ImageChops.offset(picture, 1, 0))


def test_a_picture_of_another_size_differs(picture):
    assert differs(picture.crop((0, 0, picture.width - 1, picture.height)))


def test_a_small_square_of_a_slightly_other_colour_differs(picture):
    changed = picture.copy()
    box = (400, 150, 404, 154)
    colour = tuple(part - 40 if part > 128 else part + 40 for part in picture.getpixel((402, 152)))
    ImageDraw.Draw(changed).rectangle(box, fill=colour)
    assert differs(changed)


def test_the_last_bits_of_a_colour_do_not_matter(picture):
    assert not differs(Image.eval(picture, lambda value: max(value - 6, 0)))


@pytest.mark.parametrize(
    ("module", "name", "changed"),
    [
        (labels, "_draw_name", lambda draw: lambda pen, one, box, *rest: draw(
            pen, one, replace(box, x=box.x + 4), *rest)),
        (labels, "draw_stack", lambda draw: lambda pen, stack, box, **rest: draw(
            pen, stack, replace(box, y=box.y + 4), **rest)),
        (districts, "stripes_of", lambda stripes: lambda outline, fills, period: stripes(
            outline, fills, 1.1 * period)),
        (districts, "blended", lambda blended: lambda colour, opacity, *on: blended(
            colour, 0.8 * opacity, *on)),
        (badges, "path_from_svg", lambda read: lambda text: read("M4 4H20V20H4Z")),
    ],
    ids=["a name moved", "a stack moved", "wider stripes", "paler colours", "other symbols"],
)  # fmt: skip
def test_a_change_that_a_reader_can_see_differs(dataset, monkeypatch, module, name, changed):
    monkeypatch.setattr(module, name, changed(getattr(module, name)))
    assert differs(baselines.draw(dataset.tables, NAME))
