"""What is said of a district with less confidence than a reader asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from damascus_map.model.vocabulary import Confidence
from damascus_map.query.control import UNKNOWN
from damascus_map.query.reported import NOT_REPORTED

BELOW: Final = "below"
"""In place of a party: something is said of the ground, with less confidence than asked for."""


def is_below(state: Mapping[Any, Any], least: Confidence) -> bool:
    """Tell whether what a state says of a district is less sure than asked for.

    Where nobody is known to be, and nothing to go on, nothing is said: that stays what it is.

    Parameters
    ----------
    state
        A row of `control_on` or of `as_reported_by`: its status, situation and confidence.
    least
        The lowest confidence wanted.

    Examples
    --------
    >>> held = {"status": "shared", "situation": (), "confidence": "low"}
    >>> is_below(held, Confidence.MEDIUM), is_below(held, Confidence.LOW)
    (True, False)
    >>> is_below(held | {"status": "unknown"}, Confidence.HIGH)
    False
    """
    says_something = state["status"] not in (UNKNOWN, NOT_REPORTED) or len(state["situation"]) > 0
    return says_something and Confidence(state["confidence"]).rank < least.rank
