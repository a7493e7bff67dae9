"""What a chart of events leaves out: sentences with counts, and a table with the names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from damascus_map.language import N_, NN_, Counted, Language
from damascus_map.query.series import LeftOut, Series
from damascus_map.render.charts.chart import Asked
from damascus_map.render.import_sections import Section
from damascus_map.render.provenance import restriction
from damascus_map.render.words import event_type_name, localised, span_words

COUNTS: Final[Mapping[LeftOut, Counted]] = {
    LeftOut.NO_FIGURE: NN_("{n} without a figure", "{n} without a figure"),
    LeftOut.VAGUE: NN_("{n} dated too loosely", "{n} dated too loosely"),
    LeftOut.SUM: NN_("{n} sum over more than a month", "{n} sums over more than a month"),
    LeftOut.EARLIER: NN_("{n} begun before this time", "{n} begun before this time"),
    LeftOut.ELSEWHERE: NN_("{n} that names no district", "{n} that name no district"),
    LeftOut.UNDATED: NN_(
        "{n} of which no source tells when it was published",
        "{n} of which no source tells when it was published",
    ),
    LeftOut.LOOSELY_REPORTED: NN_(
        "{n} whose first source tells only a month or a year",
        "{n} whose first source tells only a month or a year",
    ),
}
REASONS: Final[Mapping[LeftOut, str]] = {
    LeftOut.NO_FIGURE: N_("No figure"),
    LeftOut.VAGUE: N_("Dated too loosely"),
    LeftOut.SUM: N_("A sum over more than a month"),
    LeftOut.EARLIER: N_("Begun before this time"),
    LeftOut.ELSEWHERE: N_("Names no district"),
    LeftOut.UNDATED: N_("No source tells when it was published"),
    LeftOut.LOOSELY_REPORTED: N_("Its first source tells only a month or a year"),
}
"""Why something is left out, in a table."""

_LEFT_OUT: Final = N_("Left out: {counts}.")
_OF_SEVERAL: Final = NN_(
    "{n} event names other districts too, and counts whole.",
    "{n} events name other districts too, and count whole.",
)
_NO_DISTRICT: Final = NN_(
    "{n} event of the whole city or country is among them.",
    "{n} events of the whole city or country are among them.",
)
MOST_NAMED: Final = 500
LIST_OF: Final = N_("The first {n} of {total}.")


def left_out_notes(asked: Asked, series: Series, said: str = _LEFT_OUT) -> Iterator[str]:
    """Yield sentences on what a series leaves out, and on what of it is of other places too.

    Parameters
    ----------
    asked
        What the chart is asked to show.
    series
        Its figures.
    said
        Says that something is left out, with ``{counts}``: a key of the catalogues.
    """
    words = asked.words
    yield from left_out_counts(series, said, words)
    if asked.view.districts is not None:
        chosen = set(asked.view.districts)
        named = series.events["district_ids"]
        beyond = sum(bool(ids) and not chosen.issuperset(ids) for ids in named)
        if beyond:
            yield words.plural(_OF_SEVERAL, beyond)
        nowhere = sum(not ids for ids in named)
        if nowhere:
            yield words.plural(_NO_DISTRICT, nowhere)
    sources = (source for cited in series.events["source_ids"] for source in cited)
    notice = restriction(asked.tables, sources, words)
    if notice:
        yield notice


def left_out_counts(series: Series, said: str, words: Language) -> Iterator[str]:
    """Yield what a series leaves out in a sentence, if it does."""
    counts = [words.plural(COUNTS[reason], len(ids)) for reason, ids in reasons_of(series) if ids]
    if counts:
        yield words.text(said, counts=words.text(N_("; ")).join(counts))


def left_out_table(asked: Asked, series: Series) -> tuple[Section, ...]:
    """Return the events that are left out as a table, if there are any."""
    words, events = asked.words, asked.tables.events
    named = [(reason, one) for reason, ids in reasons_of(series) for one in ids]
    if not named:
        return ()
    shown = named[:MOST_NAMED]
    rows = events.loc[[one for _, one in shown]].to_dict(orient="records")
    heads = (N_("Date"), N_("Event"), N_("Kind"), N_("Why it is left out"))
    lead = ""
    if len(named) > len(shown):
        lead = words.text(LIST_OF, n=words.number(len(shown)), total=words.number(len(named)))
    return (
        Section(
            title=words.text(N_("Left out of this chart")),
            heads=tuple(words.text(head) for head in heads),
            rows=tuple(
                (
                    span_words(row, "date", "date_to", words),
                    localised(row, "title", words),
                    event_type_name(row["type"], words),
                    words.text(REASONS[reason]),
                )
                for (reason, _), row in zip(shown, rows, strict=True)
            ),
            lead=lead,
            sentences=frozenset((1,)),
        ),
    )


def reasons_of(series: Series) -> Iterator[tuple[LeftOut, tuple[str, ...]]]:
    """Return the ids of what a series leaves out, by reason, in the order of the sentences."""
    return ((reason, series.left_out[reason]) for reason in COUNTS)


def cited(events: pd.DataFrame) -> list[str]:
    """Return the sources of events, as often as they are cited."""
    return [source for ids in events["source_ids"] for source in ids]


def bin_words(words: Language) -> Mapping[str, str]:
    """Return how a chart says in what it counts."""
    return {
        "month": words.text(N_("by month")),
        "quarter": words.text(N_("by quarter")),
        "year": words.text(N_("by year")),
    }
