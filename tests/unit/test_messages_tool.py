"""What tools/messages.py says of a translation."""

import pytest
from babel.messages.catalog import Catalog, Message

from tools.messages import catalogues, faults, load

FRENCH, ARABIC = Catalog(locale="fr"), Catalog(locale="ar")
EVENTS = ("one event", "{n} events")
OF_ARABIC = ("لا أحداث", "حدث", "حدثان", "{n} أحداث", "{n} حدث", "{n} حدثًا")


@pytest.mark.parametrize(
    ("text", "translation", "said"),
    [
        ("since {date}", "depuis le {date}", []),
        ("since {date}", "", ["not translated"]),
        ("since {date}", "depuis le {jour}", ["fills ['jour'], which the text does not"]),
        ("since {date}", "depuis", ["leaves out ['date']"]),
        ("since {date}", "since {date}", ["still English: 'since {date}'"]),
        ("Source", "Source", []),
        ("{name}, {date}", "{name}, {date}", []),
        (EVENTS, ("un événement", "{n} événements"), []),
        (EVENTS, ("un événement", ""), ["not translated"]),
        (EVENTS, ("un événement", "événements"), ["does not name the number in 'événements'"]),
        (EVENTS, ("un événement", "{n} events"), ["still English: '{n} events'"]),
        (EVENTS, ("un événement",), ["has 1 forms, not 2"]),
    ],
)
def test_faults_of_a_translation(
    text: str | tuple[str, ...], translation: str | tuple[str, ...], said: list[str]
) -> None:
    assert list(faults(Message(text, translation), FRENCH)) == said


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        (OF_ARABIC, []),
        (OF_ARABIC[:2], ["has 2 forms, not 6"]),
        ((*OF_ARABIC[:5], "حدثًا"), ["does not name the number in 'حدثًا'"]),
        ((*OF_ARABIC[:5], "{n} événements"), ["still English: '{n} événements'"]),
    ],
)
def test_arabic_has_six_forms_in_its_own_letters(
    translation: tuple[str, ...], said: list[str]
) -> None:
    assert list(faults(Message(EVENTS, translation), ARABIC)) == said


def test_a_guess_is_not_a_translation() -> None:
    assert list(faults(Message("part", "partie", flags={"fuzzy"}), FRENCH)) == ["not translated"]


def test_arabic_names_months_as_in_the_levant() -> None:
    """Babel's dates do; so must what a translator writes."""
    egyptian = ("يناير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "أكتوبر", "ديسمبر")
    (path,) = (path for path in catalogues() if path.parent.parent.name == "ar")
    texts = [str(message.string) for message in load(path)]
    assert not [text for text in texts for month in egyptian if month in text]
