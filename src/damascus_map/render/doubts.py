"""What is uncertain about what a picture shows, and what is left out, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.below import is_below
from damascus_map.query.disagreements import disagreements, disagreements_around
from damascus_map.query.published import disagreements_published_by
from damascus_map.query.reported import NOT_REPORTED
from damascus_map.render.words import LEAST_CONFIDENCE_NAMES, UNDATED_CLAIMS

if TYPE_CHECKING:
    from damascus_map.render.frame import DistrictFrame

Row = Mapping[Any, Any]
Span = tuple[date, date]

_OF_SEVERAL: Final = NN_(
    "{n} event of several districts stands at each of them.",
    "{n} events of several districts stand at each of them.",
)


def as_reported_notes(
    tables: Tables, view: View, rows: Sequence[Row], words: Language
) -> Iterable[str]:
    """Yield what a picture as reported by a day shows, carries on, and leaves out."""
    if view.reported is None:
        return
    text = N_("As reported by {date}: only what had been published by then is shown.")
    yield words.text(text, date=words.short_day(view.reported))
    name = f"name_{words.code}"
    carried = [str(row[name]) for row in rows if row["is_carried_on"]]
    if carried:
        text = N_("Carried on as last reported: {districts}.")
        yield words.text(text, districts=words.list_of(carried))
    missing = [str(row[name]) for row in rows if row["status"] == NOT_REPORTED]
    if missing:
        yield words.text(N_("Not yet reported: {districts}."), districts=words.list_of(missing))
    undated = [claim for row in rows for claim in row["undated_claim_ids"]]
    if undated:
        publishers = tables.sources.loc[tables.claims.loc[undated, "source_id"], "publisher"]
        listed = words.text(N_(", ")).join(sorted(set(publishers)))
        yield words.plural(UNDATED_CLAIMS, len(undated), publishers=listed)


def asked_confidence(view: View, rows: Sequence[Row], words: Language) -> Iterable[str]:
    """Yield which confidence is asked for, and of which districts what is known has less."""
    if view.confidence is Confidence.LOW:
        return
    level = words.text(LEAST_CONFIDENCE_NAMES[view.confidence])
    yield words.text(N_("Only what has the confidence asked for is shown: {level}."), level=level)
    below = [str(row[f"name_{words.code}"]) for row in rows if is_below(row, view.confidence)]
    if below:
        text = N_("Dotted, since what is known has less: {districts}.")
        yield words.text(text, districts=words.list_of(below))


def doubts(districts: Sequence[DistrictFrame], of_several: int, words: Language) -> Iterable[str]:
    """Yield a sentence on each doubt about what is shown."""
    pale = [one.name for one in districts if one.confidence is Confidence.LOW]
    if pale:
        yield words.text(N_("Low confidence: {districts}."), districts=words.list_of(pale))
    grey = [one.name for one in districts if any(fill.party is None for fill in one.fills)]
    if grey:
        text = N_("Grey, since not known who held it or a part of it: {districts}.")
        yield words.text(text, districts=words.list_of(grey))
    differ = [one.name for one in districts if one.is_disputed]
    if differ:
        yield words.text(N_("Sources differ on {districts}."), districts=words.list_of(differ))
    if any(one.events for one in districts):
        yield words.text(N_("Events known to a district only stand at its name, not at a place."))
    if of_several and len(districts) > 1:
        yield words.plural(_OF_SEVERAL, of_several)


def carried_on(tables: Tables, on: date, words: Language) -> Iterable[str]:
    """Yield a sentence where the day lies after all that the dataset knows."""
    last = pd.concat([tables.claims["last"], tables.control["first"]]).max().date()
    if on > last and not tables.claims.empty:
        text = N_("The dataset knows no statement after {date}: the last state is carried on.")
        yield words.text(text, date=words.day(last))


def is_disputed(tables: Tables, row: Row, reported: date | None) -> bool:
    """Say whether a disagreement touches the interval of a district, as the panel lists them."""
    if reported is not None:
        around = disagreements_around(tables, row["id"], row["first"], row["end"])
        return not disagreements_published_by(tables, around, reported).empty
    end: date = date.max if pd.isna(row["end"]) else row["end"].date()
    spans = disputed_spans(tables, row["id"])
    return any(first < end and row["first"].date() <= last for first, last in spans)


def disputed_spans(tables: Tables, district: str) -> Sequence[Span]:
    """Return first and last day (inclusive) of each disagreement of a district."""
    return _disputed_spans(tables).get(district, ())


@lru_cache(maxsize=2)  # a dataset and the one that replaces it
def _disputed_spans(tables: Tables) -> Mapping[str, Sequence[Span]]:
    found = disagreements(tables)
    spans: dict[str, list[Span]] = {}
    for district, first, last in zip(
        found["district_id"], found["first"].dt.date, found["last"].dt.date, strict=True
    ):
        spans.setdefault(district, []).append((first, last))
    return spans
