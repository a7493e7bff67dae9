"""What happened around the day, in words: the window, and the week after."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.query.dataset import Dataset
from damascus_map.query.events import events_of
from damascus_map.query.selection import rows_with
from damascus_map.render.words import event_type_name, localised, span_words
from damascus_map.ui.markup import Child, element, link

_SHOWN: Final = 20
_SHOWN_AFTER: Final = 4
_AFTER: Final = timedelta(days=7)

Row = Mapping[Hashable, Any]


def happenings(dataset: Dataset, view: View, words: Language) -> Element:
    """Return the events of the window, newest first, and what came in the week after.

    Parameters
    ----------
    dataset
        To ask.
    view
        Date, district and filters.
    words
        The language.
    """
    children: list[Child] = [element("h3", words.text(N_("Up to this day")))]
    found = _of_district(events_of(dataset.tables, view), view.district)
    if found.empty:
        nothing = words.text(N_("No event in this window. Widen it in the sidebar."))
        children.append(element("p", nothing, class_="dm-quiet"))
    else:
        children += _list(dataset, found.iloc[: -_SHOWN - 1 : -1], len(found), words)
    after = _of_district(_events_after(dataset, view), view.district)
    if not after.empty:
        children.append(element("h3", words.text(N_("In the week after"))))
        children += _list(dataset, after.head(_SHOWN_AFTER), len(after), words)
    return element("section", *children, class_="dm-panel", data_testid="dm-events")


def _events_after(dataset: Dataset, view: View) -> pd.DataFrame:
    week = replace(view, on=view.on + _AFTER, window=_AFTER.days)
    events = events_of(dataset.tables, week)
    return events[(events["first"] > pd.Timestamp(view.on)).to_numpy(dtype=bool)]


def _of_district(events: pd.DataFrame, district: str | None) -> pd.DataFrame:
    if district is None:
        return events
    return events[rows_with(events["district_ids"], lambda ids: not ids or district in ids)]


def _list(dataset: Dataset, events: pd.DataFrame, of: int, words: Language) -> list[Child]:
    """Return the events as a list, and how many of all there are more."""
    cited = {source for ids in events["source_ids"] for source in ids}
    sources = dataset.tables.sources.loc[list(cited)].to_dict(orient="index")
    rows = [_event(row, sources, words) for row in events.to_dict(orient="records")]
    children: list[Child] = [element("ul", *rows, class_="dm-rows")]
    if of > len(events):
        more = words.plural(NN_("{n} more event.", "{n} more events."), of - len(events))
        children.append(element("p", more, class_="dm-quiet"))
    return children


def _event(row: Row, sources: Mapping[Hashable, Row], words: Language) -> Element:
    named: list[Child] = []
    for source in map(sources.__getitem__, row["source_ids"]):
        named += [", " if named else None, link(source["publisher"], source["url"])]
    kind = event_type_name(row["type"], words)
    return element(
        "li",
        element("time", span_words(row, "date", "date_to", words)),
        element(
            "div",
            element("small", f"{kind} · "),
            f"{localised(row, 'title', words)} ",
            element("cite", *named),
        ),
    )
