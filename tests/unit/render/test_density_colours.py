"""The cells of the density on every ground they lie on, for each kind of sight."""

import itertools
import re
from math import floor

import pytest

from damascus_map.render.style import DENSITY, GROUND, OPACITY, UNKNOWN_COLOUR
from tests.unit.render.colour_sight import SIGHTS, difference, lab_of, laid_over, rgb_of

BARE = ("ground", "city", "water", "road", "road_minor")
UNDER_DISTRICTS = ("ground", "city")
LEAST_FROM_GROUND = {"normal": 18, "protan": 10, "deutan": 10, "tritan": 10}
LEAST_FROM_NEIGHBOUR = 12
LEAST_STEP_OF_LIGHTNESS = 10
# A cell is about 12 pixels wide; the steps of the zoom make these of it.
CELL_WIDTHS_PX = range(9, 18)


@pytest.fixture(scope="module")
def grounds(dataset):
    """Each ground by its name: bare, or under a party's colour at each strength."""
    bare = {name: rgb_of(GROUND[name]) for name in BARE}
    holders = dict(dataset.tables.parties["colour"]) | {"unknown": UNKNOWN_COLOUR}
    held = {
        f"{party} at {opacity} on {name}": laid_over(bare[name], rgb_of(colour), opacity)
        for party, colour in holders.items()
        for opacity in sorted(set(OPACITY.values()))
        for name in UNDER_DISTRICTS
    }
    return bare | held


def say(figures):
    print(figures)  # noqa: T201 - `pytest -s` shows the figures


def rounded(figures):
    return ", ".join(f"{figure:.1f}" for figure in figures)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_measure_agrees_with_the_published_pairs(one, other, distance):
    """Pairs of Sharma, Wu and Dalal (2005), by which implementations are held."""
    assert difference(one, other) == pytest.approx(distance, abs=1e-4)
    assert difference(other, one) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_grey_is_grey_to_every_eye(sight):
    assert difference(lab_of(rgb_of("#808080"), sight), lab_of(rgb_of("#808080"))) < 0.1


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_cell_stands_out_from_every_ground(grounds, sight):
    nearest = {}
    for one in DENSITY:
        seen = lab_of(rgb_of(one.colour), sight)
        distances = {
            name: difference(seen, lab_of(ground, sight)) for name, ground in grounds.items()
        }
        name = min(distances, key=distances.__getitem__)
        nearest[one.colour] = distances[name]
        say(f"{sight}: {one.colour} is {distances[name]:.1f} from its nearest ground, {name}")
    assert min(nearest.values()) >= LEAST_FROM_GROUND[sight], nearest


@pytest.mark.parametrize("sight", SIGHTS)
def test_neighbouring_classes_are_told_apart_and_more_is_darker(sight):
    seen = [lab_of(rgb_of(one.colour), sight) for one in DENSITY]
    pairs = list(itertools.pairwise(seen))
    distances = [difference(one, other) for one, other in pairs]
    steps = [one[0] - other[0] for one, other in pairs]
    say(f"{sight}: neighbours differ by {rounded(distances)}, in lightness by {rounded(steps)}")
    assert min(distances) >= LEAST_FROM_NEIGHBOUR
    assert min(steps) >= LEAST_STEP_OF_LIGHTNESS


def test_the_size_of_a_cell_tells_its_class_too():
    for width in CELL_WIDTHS_PX:
        covered = [floor(width * one.side + 0.5) for one in DENSITY]
        assert covered == sorted(set(covered)), f"of {width} pixels"
        assert covered[0] >= 4
        assert covered[-1] <= width


def test_the_colours_are_written_in_full_and_none_twice():
    colours = [one.colour for one in DENSITY]
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)
    assert len(set(colours)) == len(colours)
