"""Who holds a district is told by every kind of sight: the parties' colours as they are drawn."""

from itertools import combinations

import pytest

from damascus_map.model.vocabulary import Confidence
from damascus_map.query.reported import NOT_REPORTED
from damascus_map.render.style import GROUND, NOT_REPORTED_COLOUR, OPACITY, UNKNOWN_COLOUR
from tests.unit.render.colour_sight import SIGHTS, difference, lab_of, laid_over, rgb_of

LEAST = 15
"""Of two fills of the same confidence; the less is known, the paler they are."""

UNDER_DISTRICTS = ("ground", "city")


@pytest.fixture(scope="module")
def colours(dataset):
    return dict(dataset.tables.parties["colour"]) | {"not known": UNKNOWN_COLOUR}


def seen_as(colours, confidence, ground, sight):
    """Return the colours of fills as an eye sees them, in Lab."""
    below = rgb_of(GROUND[ground])
    drawn = {
        name: laid_over(below, rgb_of(colour), OPACITY[confidence])
        for name, colour in colours.items()
    }
    # That nothing was published is drawn as surely as can be.
    light = laid_over(below, rgb_of(NOT_REPORTED_COLOUR), OPACITY[Confidence.HIGH])
    return {name: lab_of(one, sight) for name, one in (drawn | {NOT_REPORTED: light}).items()}


@pytest.mark.parametrize("confidence", Confidence)
@pytest.mark.parametrize("sight", SIGHTS)
def test_two_parties_never_look_alike(colours, sight, confidence):
    nearest = []
    for ground in UNDER_DISTRICTS:
        seen = seen_as(colours, confidence, ground, sight)
        pairs = ((difference(seen[a], seen[b]), a, b) for a, b in combinations(seen, 2))
        nearest.append((*min(pairs), ground))
    distance, one, other, ground = min(nearest)
    print(f"| {sight} | {confidence} | {distance:.1f} | {one}, {other} on {ground} |")  # noqa: T201
    assert distance >= LEAST, (one, other)
