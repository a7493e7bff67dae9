"""What is to be drawn where two days are compared: a frame of each, and what changed between.

A change is one after the first day and up to the second: what differs between the two maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence, EventType
from damascus_map.query.changes import changes_between
from damascus_map.query.control import control_on
from damascus_map.query.disagreements import disagreements_between
from damascus_map.query.events import events_between, events_of
from damascus_map.render.address import window_name
from damascus_map.render.comparison_order import comparison_address
from damascus_map.render.frame import DistrictFrame, Frame, Origin, frame_of, origin_of
from damascus_map.render.legend_keys import LegendGroup, legend_of
from damascus_map.render.shown_events import Counts, counted
from damascus_map.render.words import control_sentence, party_names

Row = Mapping[Any, Any]

_CHANGES: Final = NN_("{n} change between these days", "{n} changes between these days")
_FROM_TO: Final = NN_("{n} change, {first} to {last}", "{n} changes, {first} to {last}")


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a district, or several taken together.

    Attributes
    ----------
    when
        Its date, as far as it is known.
    before, after
        Who held the district, in words.
    publishers, statements
        Who stands behind what holds after it, and the number of their statements.
    is_weak
        Whether the confidence of what holds after it is low.
    is_disputed
        Whether sources differ on the days of the change, or about a statement that it rests on.
    """

    when: str
    before: str
    after: str
    publishers: tuple[str, ...]
    statements: int
    is_weak: bool
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class DistrictChanges:
    """What happened to a district between the days.

    Attributes
    ----------
    name
        Of the district.
    steps
        Each change, the earliest first; empty where nothing changed.
    overall
        All of them as one; without any, what held all the time.
    events
        Between the days, by kind, with a known place or without.
    """

    name: str
    steps: tuple[Step, ...]
    overall: Step
    events: Counts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a comparison sheet shows.

    Attributes
    ----------
    before, after
        The frames of the two days.
    districts
        What changed, in the order of the dataset.
    elsewhere
        Events between the days of no district, by kind.
    legend
        What the legend explains: only what one of the two maps shows.
    title, date_text, days, summary, notes, origin
        As those of a `Captioned` picture.
    """

    before: Frame
    after: Frame
    districts: tuple[DistrictChanges, ...]
    elsewhere: Counts
    legend: tuple[LegendGroup, ...]
    title: str
    date_text: str
    days: str
    summary: str
    notes: tuple[str, ...]
    origin: Origin

    @property
    def words(self) -> Language:
        """The language."""
        return self.before.words


def comparison_of(tables: Tables, view: View, until: date) -> Comparison:
    """Return what a comparison of two days shows.

    Parameters
    ----------
    tables
        The dataset.
    view
        The first day, with window, filters and language.
    until
        The second day: civil, later than the first.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the second day is not later, the first lies before the dataset, or a district or the
        language does not exist.
    """
    if until <= view.on:
        raise InvalidDateError(
            f"Two days are compared, the earlier one first: {until} is not later than {view.on}."
        )
    before, after = frame_of(tables, view), frame_of(tables, replace(view, on=until))
    words = before.words
    changes = changes_between(tables, view.on, until, districts=view.districts)
    events = events_between(
        tables,
        view.on + timedelta(days=1),
        until,
        districts=view.districts,
        types=view.types,
        confidence=view.confidence,
    )
    steps, found = changes.to_dict(orient="records"), events.to_dict(orient="records")
    differing = disagreements_between(tables, view.on, until).to_dict(orient="records")
    of_district = {
        one.id: _Between(
            [row for row in steps if row["district_id"] == one.id],
            [row for row in differing if row["district_id"] == one.id],
            found,
        )
        for one in before.districts
    }
    looks = [(o.fills, o.outline, o.confidence) for o in (*before.districts, *after.districts)]
    return Comparison(
        before=before,
        after=after,
        districts=tuple(
            _district(tables, one, of_district[one.id], words) for one in before.districts
        ),
        elsewhere=counted(row["type"] for row in found if not row["district_ids"]),
        legend=legend_of(tables.parties, looks, _kinds(before, after, found), words),
        title=before.title,
        date_text=words.text(
            N_("{first} and {second}"),
            first=words.short_day(view.on),
            second=words.short_day(until),
        ),
        days=f"{before.days}, {after.days}",
        summary=words.plural(_CHANGES, len(steps))
        if steps
        else words.text(N_("No change between these days")),
        notes=(*_notes(before, after), *_differences(before, of_district)),
        origin=_origin(tables, view, (before, after), steps, found),
    )


@dataclass(frozen=True, slots=True)
class _Between:
    """Changes and disagreements of a district in the time, and the events of all districts."""

    changes: Sequence[Row]
    disagreements: Sequence[Row]
    events: Sequence[Row]


def _district(
    tables: Tables, one: DistrictFrame, between: _Between, words: Language
) -> DistrictChanges:
    rows, differing = between.changes, between.disagreements
    steps = tuple(_step(tables, [row], differing, words) for row in rows)
    return DistrictChanges(
        name=one.name,
        steps=steps,
        overall=_step(tables, rows, differing, words) if rows else _unchanged(one),
        events=counted(row["type"] for row in between.events if one.id in row["district_ids"]),
    )


def _step(tables: Tables, rows: Sequence[Row], differing: Sequence[Row], words: Language) -> Step:
    """Return changes of a district, in their order, as one."""
    names = party_names(tables.parties, words)
    first, last = rows[0], rows[-1]
    dates = [words.known_date(row["on"].date(), row["precision"]) for row in (first, last)]
    when = words.plural(_FROM_TO, len(rows), first=dates[0], last=dates[1])
    claims = list(dict.fromkeys(claim for row in rows for claim in row["claim_ids"]))
    sources = tables.claims.loc[claims, "source_id"]
    publishers = tables.sources.loc[sources, "publisher"]
    return Step(
        when=dates[0] if len(rows) == 1 else when,
        before=control_sentence(first["extents_before"], first["situation_before"], names, words),
        after=control_sentence(last["extents_after"], last["situation_after"], names, words),
        publishers=tuple(dict.fromkeys(publishers)),
        statements=len(claims),
        is_weak=last["confidence"] == Confidence.LOW,
        is_disputed=any(_concerns(one, row) for one in differing for row in rows),
    )


def _concerns(disagreement: Row, change: Row) -> bool:
    """Tell whether a disagreement is about the day of a change, or a statement that it rests on."""
    of_day = disagreement["first"] <= change["on"] <= disagreement["last"]
    return of_day or not set(disagreement["claim_ids"]).isdisjoint(change["claim_ids"])


def _unchanged(one: DistrictFrame) -> Step:
    return Step(
        when="",
        before=one.sentence,
        after=one.sentence,
        publishers=(),
        statements=0,
        is_weak=one.confidence is Confidence.LOW,
    )


def _kinds(before: Frame, after: Frame, events: Sequence[Row]) -> list[EventType]:
    """Return the kinds of event that a map or the table shows, in their order."""
    kinds = {EventType(row["type"]) for row in events}
    for frame in (before, after):
        kinds.update(one.kind for one in frame.points)
        for one in frame.districts:
            kinds.update(one.events)
    return [kind for kind in EventType if kind in kinds]


def _notes(before: Frame, after: Frame) -> Iterable[str]:
    """Yield what is uncertain: what holds for both maps once, then the rest by its day."""
    yield from (note for note in before.notes if note in after.notes)
    for frame, other in ((before, after), (after, before)):
        own = [note for note in frame.notes if note not in other.notes]
        if own:
            day = frame.words.short_day(frame.on)
            yield frame.words.text(N_("{date}: {text}"), date=day, text=" ".join(own))


def _differences(before: Frame, of_district: Mapping[str, _Between]) -> Iterable[str]:
    """Yield on which districts sources differ in the time, and on how many points each."""
    words = before.words
    listed = [
        words.text(N_("{district} ({n})"), district=one.name, n=words.number(count))
        for one in before.districts
        if (count := len(of_district[one.id].disagreements))
    ]
    if listed:
        text = N_("In the time compared sources differ on {list}.")
        yield words.text(text, list=words.list_of(listed))


def _origin(
    tables: Tables,
    view: View,
    frames: tuple[Frame, Frame],
    steps: Sequence[Row],
    events: Sequence[Row],
) -> Origin:
    claims = [claim for row in steps for claim in row["claim_ids"]]
    sources = [source for row in events for source in row["source_ids"]]
    for frame in frames:
        state = control_on(tables, frame.on, districts=view.districts)
        shown = events_of(tables, replace(view, on=frame.on))
        claims += [claim for ids in state["claim_ids"] for claim in ids]
        sources += [source for ids in shown["source_ids"] for source in ids]
    both = origin_of(tables, {}, claims=claims, sources=sources)
    until = frames[1].on
    address = comparison_address(view, until, tables)
    return replace(both, address=address, command=_command(view, until))


def _command(view: View, until: date) -> str:
    """Return the command that makes the sheet again."""
    parts = [f"damascus-map compare --from {view.on} --to {until}"]
    parts += [f"--district {one}" for one in view.districts or ()]
    parts += [f"--window {window_name(view.window)}", f"--lang {view.lang}"]
    return " ".join(parts)
