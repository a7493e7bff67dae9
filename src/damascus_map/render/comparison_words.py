"""Saying in words what lies between two days: the sentence that sums it up, and the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language
from damascus_map.query.comparison import DEATHS, MOVED, ComparedDays, Happened
from damascus_map.query.control import SHARED, UNCLEAR, UNKNOWN
from damascus_map.render.words import event_type_name, party_names

_CHANGES: Final = NN_("{n} change", "{n} changes")
_IN_DISTRICTS: Final = NN_(
    "From {first} to {second}: {changes} in {n} district.",
    "From {first} to {second}: {changes} in {n} districts.",
)
_EVENTS: Final = NN_("Meanwhile {n} event is known.", "Meanwhile {n} events are known.")
_NO_EVENT: Final = N_("No event is known between these days.")
_OF_KINDS: Final = NN_("{n} event: {kinds}", "{n} events: {kinds}")
_TELL_NONE: Final = NN_(
    "{figures} ({n} event gives no figure)", "{figures} ({n} events give no figure)"
)
_OF_EVENTS: Final = NN_("{figure} (of {n} event)", "{figure} (of {n} events)")
_NO_LEADER: Final[Mapping[str, str]] = {
    SHARED: N_("shared"),
    UNCLEAR: N_("extent not stated"),
    UNKNOWN: N_("not known"),
}
_LEVELS: Final[Mapping[str, str]] = {
    "deaths_low": N_("low {n}"),
    "deaths_best": N_("best {n}"),
    "deaths_high": N_("high {n}"),
}


def summary_of(tables: Tables, compared: ComparedDays, words: Language) -> str:
    """Return in a few sentences what lies between two days.

    Parameters
    ----------
    tables
        The dataset, for the names.
    compared
        What lies between them.
    words
        The language.
    """
    if compared.begin == compared.end:
        text = N_("Both days are {date}: nothing changed.")
        return words.text(text, date=words.short_day(compared.begin))
    return " ".join(_sentences(tables, compared, words))


def _sentences(tables: Tables, compared: ComparedDays, words: Language) -> Iterator[str]:
    days = {
        "first": words.short_day(compared.begin),
        "second": words.short_day(compared.end),
    }
    if not compared.changes:
        yield words.text(N_("From {first} to {second} nothing changed in what is shown."), **days)
    else:
        changes = words.plural(_CHANGES, compared.changes)
        changed = sum(bool(one.changes) for one in compared.districts)
        yield words.plural(_IN_DISTRICTS, changed, changes=changes, **days)
        yield _leads(tables, compared, words)
    happened = compared.together
    if not happened.events:
        yield words.text(_NO_EVENT)
        return
    yield words.plural(_EVENTS, happened.events)
    yield f"{deaths_words(happened, words)}."
    yield f"{moved_words(happened, words)}."


def _leads(tables: Tables, compared: ComparedDays, words: Language) -> str:
    """Return where another party leads than before; districts of the same change together."""
    names = tables.districts[f"name_{words.code}"]
    of_change: dict[tuple[str, str], list[str]] = {}
    for one in compared.districts:
        if one.before.status != one.after.status:
            change = one.before.status, one.after.status
            of_change.setdefault(change, []).append(str(names[one.id]))
    if not of_change:
        return words.text(N_("In no district another party leads than before."))
    leaders = {status: words.text(name) for status, name in _NO_LEADER.items()}
    leaders |= party_names(tables.parties, words)
    listed = [
        words.text(
            N_("{districts} (before: {before}; after: {after})"),
            districts=words.list_of(districts),
            before=leaders[before],
            after=leaders[after],
        )
        for (before, after), districts in of_change.items()
    ]
    return words.text(N_("Who leads has changed in {list}."), list=words.list_of(listed))


def kinds_words(happened: Happened, words: Language) -> str:
    """Return how many events there are of each kind: ``Clash 9, Shelling 3``."""
    named = [
        f"{event_type_name(kind, words)} {words.number(count)}"
        for kind, count in happened.kinds.items()
    ]
    return words.text(N_(", ")).join(named)


def deaths_words(happened: Happened, words: Language) -> str:
    """Return the deaths that the events tell, and how many events tell none.

    A figure that fewer events tell than another says of how many it is.
    """
    telling = happened.events - happened.without_deaths
    if not telling:
        return words.text(N_("Deaths: no event gives a figure"))
    figures = []
    for column in DEATHS:
        told = happened.sums[column]
        if told.total is None:
            continue
        figure = words.text(_LEVELS[column], n=words.number(told.total))
        is_of_all = told.events == telling
        figures.append(
            figure if is_of_all else words.plural(_OF_EVENTS, told.events, figure=figure)
        )
    text = words.text(N_("Deaths: {figures}"), figures=words.text(N_(", ")).join(figures))
    return _with_silent(text, happened.without_deaths, words)


def moved_words(happened: Happened, words: Language) -> str:
    """Return how many people were moved as the events tell, and how many events tell none."""
    total = happened.sums[MOVED].total
    if total is None:
        return words.text(N_("People moved: no event gives a figure"))
    text = words.text(N_("People moved: {n}"), n=words.number(total))
    return _with_silent(text, happened.without_moved, words)


def _with_silent(text: str, events: int, words: Language) -> str:
    return words.plural(_TELL_NONE, events, figures=text) if events else text


def happened_words(happened: Happened, words: Language) -> tuple[str, ...]:
    """Return what happened in three lines: kinds of event, deaths, people moved."""
    if not happened.events:
        return (words.text(_NO_EVENT),)
    return (
        words.plural(_OF_KINDS, happened.events, kinds=kinds_words(happened, words)),
        deaths_words(happened, words),
        moved_words(happened, words),
    )
