"""How a report of an import puts things: what can become of a row, and why to look at one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damascus_map.ingest.duplicates import Match
from damascus_map.ingest.report import MERGED, REFUSED, Report
from damascus_map.ingest.rows import Doubt
from damascus_map.language import N_, NN_, Language
from damascus_map.model.vocabulary import Placing

FATE_NAMES: Final[Mapping[str, str]] = {
    Placing.EDITOR: N_("Placed by hand"),
    Placing.POINT: N_("Placed by point"),
    Placing.TEXT: N_("Placed by text"),
    Placing.CITY: N_("City only"),
    Placing.OUTSIDE: N_("Elsewhere"),
    Placing.UNPLACED: N_("Place not known"),
    REFUSED: N_("Refused"),
    MERGED: N_("Merged"),
}
"""What can become of a row."""

FATE_MEANINGS: Final = {
    Placing.EDITOR: N_("A person said where it belongs."),
    Placing.POINT: N_("The point of the row lies in a district."),
    Placing.TEXT: N_("A place name or a text of the row names a district."),
    Placing.CITY: N_("Known to the city: an event, but in no district."),
    Placing.OUTSIDE: N_("Of another place: no event here, kept in outside.csv."),
    Placing.UNPLACED: N_("Nothing says where: no event here, kept in outside.csv."),
    REFUSED: N_("Cannot be read as an event: kept in rejected.csv as it came."),
    MERGED: N_("Says the same as another row, and is one event with it."),
}

DOUBT_NAMES: Final[Mapping[Doubt, str]] = {
    Doubt.SPELLING: N_("Unknown spelling"),
    Doubt.SEVERAL: N_("Several districts"),
    Doubt.ELSEWHERE: N_("Point or place elsewhere"),
}

DOUBT_MEANINGS: Final = {
    Doubt.SPELLING: N_("Near a known spelling of the district, but not one of them."),
    Doubt.SEVERAL: N_("More than one district is named; the event belongs to each."),
    Doubt.ELSEWHERE: N_("The district is named, but the point or another place lies elsewhere."),
}

TWIN_NAMES: Final = {
    Match.ID: N_("Same id"),
    Match.TEXT: N_("Same day, district, kind and text"),
}
"""Why two rows are held for one."""

NOT_PASSED_ON: Final = N_("These rows may not be passed on, by the terms of their origin.")

_IN_DISTRICTS_BY: Final = (Placing.EDITOR, Placing.POINT, Placing.TEXT)
_READ: Final = NN_("{n} row read", "{n} rows read")
_EVENTS: Final = NN_("{n} event", "{n} events")
_IN_DISTRICTS: Final = NN_("{n} of them in a district", "{n} of them in a district")


def summary(report: Report, words: Language) -> str:
    """Return the account in one line: rows, events, those of them in a district."""
    in_districts = sum(report.placed[how] for how in _IN_DISTRICTS_BY)
    counted = ((_READ, report.read), (_EVENTS, report.events), (_IN_DISTRICTS, in_districts))
    return words.text(N_(", ")).join(words.plural(forms, n) for forms, n in counted)


def nothing_taken(report: Report, words: Language) -> str:
    """Return why an import that makes no event is not stored."""
    if not report.read:
        return words.text(N_("The files hold no row: nothing was stored."))
    outcomes = (
        f"{words.text(FATE_NAMES[k])} ({words.number(n)})" for k, n in fates(report).items() if n
    )
    text = N_("No row became an event: nothing was stored. What became of them: {outcomes}.")
    return words.text(text, outcomes=words.text(N_(", ")).join(outcomes))


def fates(report: Report) -> dict[str, int]:
    """Return how many rows became what, by the keys of `FATE_NAMES`; they add up to those read."""
    refused = sum(report.refused.values())
    return {**{str(how): n for how, n in report.placed.items()}, REFUSED: refused} | {
        MERGED: report.merged
    }
