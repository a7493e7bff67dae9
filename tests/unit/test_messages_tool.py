"""What tools/messages.py says of a translation."""

import pytest
from babel.messages.catalog import Message

from tools.messages import faults


@pytest.mark.parametrize(
    ("text", "translation", "said"),
    [
        ("since {date}", "depuis le {date}", []),
        ("since {date}", "", ["not translated"]),
        ("since {date}", "depuis le {jour}", ["fills ['jour'], which the text does not"]),
        ("since {date}", "depuis", ["leaves out ['date']"]),
        (("one event", "{n} events"), ("un événement", "{n} événements"), []),
        (("one event", "{n} events"), ("un événement", ""), ["not translated"]),
    ],
)
def test_faults_of_a_translation(
    text: str | tuple[str, ...], translation: str | tuple[str, ...], said: list[str]
) -> None:
    assert list(faults(Message(text, translation))) == said


def test_a_guess_is_not_a_translation() -> None:
    assert list(faults(Message("part", "partie", flags={"fuzzy"}))) == ["not translated"]
