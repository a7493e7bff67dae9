"""What was reported when, in words: the steps of the chart of lags, its reports, and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, Final

from damascus_map.language import N_, NN_, Language
from damascus_map.query.first_reports import changes_of_time
from damascus_map.query.series import Series
from damascus_map.render.charts.chart import Asked, Row, day_of
from damascus_map.render.charts.left_out import LIST_OF, MOST_NAMED, REASONS, reasons_of
from damascus_map.render.import_sections import Section
from damascus_map.render.words import (
    SOURCE_KIND_NAMES,
    control_sentence,
    localised,
    party_names,
)

CHANGE: Final = "change"
EVENT: Final = "event"
KIND_NAMES: Final[Mapping[str, str]] = {
    CHANGE: N_("Changes of control and situation"),
    EVENT: N_("Events"),
}
STEPS: Final = (
    (-1, N_("announced before")),
    (0, N_("the same day")),
    (1, N_("a day later")),
    (7, N_("within a week")),
    (31, N_("within a month")),
    (366, N_("within a year")),
    (None, N_("later than that")),
)
"""Most days of each step, None for no end, and its name."""

MEDIAN: Final = N_("Median, in days")
_LATE: Final = 7
_AHEAD: Final = NN_("announced {n} day before", "announced {n} days before")
_LATER: Final = NN_("first reported {n} day later", "first reported {n} days later")


@dataclass(frozen=True, slots=True)
class Report:
    """Something that happened, and its first report.

    Attributes
    ----------
    kind
        `CHANGE` or `EVENT`.
    id
        Of the event; of a change its district and day.
    day, reported
        Civil days: its first one, and that of its first report.
    lag
        Days between them, below 0 for what was announced.
    districts
        Ids.
    title
        What happened, in the language.
    source
        Id of the first source.
    may_be_earlier
        Whether another source, not dated to the day, may have reported it earlier.
    """

    kind: str
    id: str
    day: date
    reported: date
    lag: int
    districts: tuple[str, ...]
    title: str
    source: str
    may_be_earlier: bool

    @property
    def step(self) -> int:
        """Place of its lag in `STEPS`."""
        return next(n for n, (most, _) in enumerate(STEPS) if most is None or self.lag <= most)


def reports_of(asked: Asked, kind: str, series: Series) -> list[Report]:
    """Return the changes, or the events, of a series with their first reports, earliest first."""
    return [
        Report(
            kind=kind,
            id=str(row["id"]),
            day=day_of(row["first"]),
            reported=day_of(row["reported"]),
            lag=int(row["lag_days"]),
            districts=row["district_ids"],
            title=_title(asked, kind, row),
            source=row["source_id"],
            may_be_earlier=bool(row["may_be_earlier"]) and row["lag_days"] > 0,
        )
        for row in series.rows.reset_index(names="id").to_dict(orient="records")
    ]


def _title(asked: Asked, kind: str, row: Mapping[Any, Any]) -> str:
    if kind == EVENT:
        return localised(row, "title", asked.words)
    tables, words = asked.tables, asked.words
    names = party_names(tables.parties, words)
    said = control_sentence(row["extents_after"], row["situation_after"], names, words)
    place = tables.districts.at[row["district_id"], f"name_{words.code}"]
    return words.text(N_("{place}: {text}"), place=place, text=said)


def lag_words(days: int, words: Language) -> str:
    """Return how long after it happened something was first reported."""
    if days == 0:
        return words.text(N_("first reported on the same day"))
    return words.plural(_LATER if days > 0 else _AHEAD, abs(days))


def median_words(lags: Sequence[int], words: Language) -> str:
    """Return the median of some days as a number."""
    return words.number(float(median(lags)))


def machine_rows(asked: Asked, reports: Sequence[Report]) -> tuple[Row, ...]:
    """Return the reports as rows of CSV and JSON."""
    publishers = asked.tables.sources["publisher"]
    return tuple(
        {
            "kind": one.kind,
            "id": one.id,
            "first": one.day.isoformat(),
            "reported": one.reported.isoformat(),
            "lag_days": one.lag,
            "may_be_earlier": "yes" if one.may_be_earlier else "no",
            "districts": list(one.districts),
            "publisher": publishers[one.source],
            "source_id": one.source,
            "title": one.title,
        }
        for one in reports
    )


def first_table(
    asked: Asked, title: str, bins: Sequence[tuple[date, date]], groups: Mapping[str, Any]
) -> Section:
    """Return what the drawing shows.

    Parameters
    ----------
    asked
        What is shown.
    title
        Of the chart.
    bins
        First and last civil day of each.
    groups
        For each kind the reports of each bin.
    """
    words = asked.words
    heads = (N_("Time"), N_("What"), *(name for _, name in STEPS), MEDIAN)
    rows = [
        (
            asked.bin_name(*days),
            words.text(KIND_NAMES[kind]),
            *(words.number(sum(one.step == step for one in found)) for step in range(len(STEPS))),
            median_words([one.lag for one in found], words),
        )
        for place, days in enumerate(bins)
        for kind, by_bin in groups.items()
        if (found := by_bin[place])
    ]
    return Section(
        title=title,
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(rows),
        figures=frozenset(range(2, len(heads))),
    )


def other_tables(asked: Asked, reports: Sequence[Report]) -> Iterator[Section]:
    """Yield who reported first, by kind of source, and what was reported late."""
    if reports:
        yield _by_source(asked, reports)
    late = sorted((one for one in reports if one.lag > _LATE), key=lambda one: -one.lag)
    if late:
        yield _late(asked, late)


def _by_source(asked: Asked, reports: Sequence[Report]) -> Section:
    words, kinds = asked.words, asked.tables.sources["kind"]
    groups: dict[str, list[Report]] = {}
    for one in reports:
        groups.setdefault(str(kinds[one.source] or ""), []).append(one)
    names = {str(kind): words.text(name) for kind, name in SOURCE_KIND_NAMES.items()}
    heads = (
        *(N_("Kind of source"), N_("Changes reported first"), N_("Events reported first")),
        *(MEDIAN, N_("Longest, in days")),
    )
    return Section(
        title=words.text(N_("By the kind of source that reported first")),
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(
            (
                names.get(kind, words.text(N_("not stated"))),
                *(words.number(sum(one.kind == what for one in found)) for what in KIND_NAMES),
                median_words([one.lag for one in found], words),
                words.number(max(one.lag for one in found)),
            )
            for kind, found in sorted(groups.items(), key=lambda item: -len(item[1]))
        ),
        figures=frozenset(range(1, len(heads))),
    )


def _late(asked: Asked, late: Sequence[Report]) -> Section:
    words, publishers = asked.words, asked.tables.sources["publisher"]
    heads = (
        *(N_("Date"), N_("What happened"), N_("First reported"), N_("Days later")),
        *(N_("Publisher"), N_("Perhaps earlier")),
    )
    return Section(
        title=words.text(N_("First reported more than a week later")),
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(
            (
                words.short_day(one.day),
                one.title,
                words.short_day(one.reported),
                words.number(one.lag),
                str(publishers[one.source]),
                words.text(N_("yes")) if one.may_be_earlier else "",
            )
            for one in late[:MOST_NAMED]
        ),
        lead=_cut(len(late), words),
        figures=frozenset((3,)),
        sentences=frozenset((1,)),
    )


def changes_left_out(asked: Asked, series: Series) -> Iterator[Section]:
    """Yield the changes that are left out as a table, if there are any."""
    words, view = asked.words, asked.view
    named = [(reason, one) for reason, ids in reasons_of(series) for one in ids]
    if not named:
        return
    changes = changes_of_time(
        asked.tables, *asked.span, districts=view.districts, confidence=view.confidence
    )
    heads = (N_("Date"), N_("What happened"), N_("Why it is left out"))
    yield Section(
        title=words.text(N_("Changes left out of this chart")),
        heads=tuple(words.text(head) for head in heads),
        rows=tuple(
            (
                words.known_date(
                    day_of(changes.at[one, "first"]), str(changes.at[one, "precision"])
                ),
                _title(asked, CHANGE, changes.loc[one].to_dict()),
                words.text(REASONS[reason]),
            )
            for reason, one in named[:MOST_NAMED]
        ),
        lead=_cut(len(named), words),
        sentences=frozenset((1,)),
    )


def _cut(total: int, words: Language) -> str:
    """Say that a table holds only the first rows, where it does."""
    if total <= MOST_NAMED:
        return ""
    return words.text(LIST_OF, n=words.number(MOST_NAMED), total=words.number(total))
