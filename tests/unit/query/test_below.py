"""What is below the confidence asked for: only what is said, and only where it is less sure."""

from datetime import date

import pytest

from damascus_map.model.vocabulary import Confidence
from damascus_map.query.below import is_below
from damascus_map.query.control import control_on
from damascus_map.query.reported import as_reported_by

LOW, MEDIUM, HIGH = Confidence


@pytest.mark.parametrize(
    ("status", "situation", "confidence", "least", "below"),
    [
        ("north", (), "low", LOW, False),
        ("north", (), "low", MEDIUM, True),
        ("unclear", (), "medium", MEDIUM, False),
        ("shared", (), "medium", HIGH, True),
        ("north", ("siege",), "high", HIGH, False),
        # nobody is known to be there: only a situation could be unsure
        ("unknown", (), "low", HIGH, False),
        ("unknown", ("fighting",), "low", MEDIUM, True),
        ("not_reported", (), "low", HIGH, False),
    ],
)
def test_what_is_said_is_below_where_it_is_less_sure(status, situation, confidence, least, below):
    state = {"status": status, "situation": situation, "confidence": confidence}
    assert is_below(state, least) is below


def test_what_is_carried_on_is_of_low_confidence(dataset):
    on, by = date(2017, 5, 20), date(2017, 5, 16)
    now = control_on(dataset.tables, on, districts=["qaboun"]).iloc[0]
    then = as_reported_by(dataset.tables, on, by, districts=["qaboun"]).iloc[0]
    assert (is_below(now, MEDIUM), is_below(then, MEDIUM)) == (False, True)
    assert then["is_carried_on"]
