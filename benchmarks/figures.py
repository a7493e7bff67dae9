"""What was measured: figures with their target, and whether they met it."""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

OURS: Final = "damascus-map"


@dataclass(frozen=True)
class Figure:
    """The answer to one question.

    Parameters
    ----------
    question : str
        What was measured.
    unit : str
        Of the values, such as ``ms``.
    values : tuple of float
        One for each time; none if it could not be measured.
    events : int, optional
        The number of events in the dataset.
    contender : str
        Whose map it was.
    targets : mapping of str to float
        At most how much the ``median`` or the ``p95`` shall be.
    reason : str
        Why it could not be measured.
    """

    question: str
    unit: str
    values: tuple[float, ...] = ()
    events: int | None = None
    contender: str = OURS
    targets: Mapping[str, float] = field(default_factory=dict)
    reason: str = ""

    @property
    def median(self) -> float | None:
        """The middle value."""
        return statistics.median(self.values) if self.values else None

    @property
    def p95(self) -> float | None:
        """The value that 95 of 100 do not exceed."""
        if not self.values:
            return None
        ordered = sorted(self.values)
        return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]

    @property
    def met(self) -> bool | None:
        """Whether every target is met; None if there is none, or nothing was measured."""
        if not self.targets or not self.values:
            return None
        return all(getattr(self, name) <= most for name, most in self.targets.items())


def ratio_of(question: str, above: Figure, below: Figure, most: float) -> Figure:
    """Set the median of one figure beside that of another.

    Parameters
    ----------
    question : str
        What the ratio says.
    above, below : Figure
        What is divided, and by what.
    most : float
        The largest ratio that is aimed at.

    Returns
    -------
    Figure
        The ratio, with its target; without a value where a figure is missing.
    """
    targets = {"median": most}
    if above.median is None or not below.median:
        reason = above.reason or below.reason
        return Figure(question, "times", events=above.events, targets=targets, reason=reason)
    values = (above.median / below.median,)
    return Figure(question, "times", values, events=above.events, targets=targets)


def ratio_in_turns(question: str, above: Figure, below: Figure, most: float) -> Figure:
    """Set each value of one figure beside that of another which was taken in the same turn.

    What slows the whole machine down for a while slows both, and leaves the ratios as they are.

    Parameters
    ----------
    question, above, below, most
        As `ratio_of`; both figures have as many values.

    Returns
    -------
    Figure
        A ratio for each turn, with its target.
    """
    values = tuple(one / other for one, other in zip(above.values, below.values, strict=True))
    return Figure(question, "times", values, events=above.events, targets={"median": most})
