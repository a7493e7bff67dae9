"""The closed sets are those of the data contract."""

import pytest

from damascus_map.model import vocabulary

CONTRACT = {
    "Extent": "none present part shared most whole",
    "Situation": "calm fighting siege truce ceasefire negotiation evacuation",
    "Confidence": "low medium high",
    "EventType": (
        "protest clash shelling air_strike chemical_attack massacre siege negotiation ceasefire "
        "truce evacuation control_change explosion report other"
    ),
    "PlacePrecision": "point street district city region",
    "Placing": "editor point text city outside unplaced",
    "Meaning": "name word other nearby city region around",
    "SourceKind": (
        "agency newspaper broadcaster ngo un government monitor dataset encyclopedia blog"
    ),
    "Verified": "yes partial no",
}


@pytest.mark.parametrize(("name", "values"), CONTRACT.items())
def test_the_values_are_those_of_the_contract(name, values):
    assert list(getattr(vocabulary, name)) == values.split()


def test_confidence_has_an_order():
    assert [level.rank for level in vocabulary.Confidence] == [0, 1, 2]
