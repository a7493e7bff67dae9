"""What happened around the day, in words: the window, and the week after."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language
from damascus_map.model.view import View
from damascus_map.query.dataset import Dataset
from damascus_map.render.words import event_type_name, localised, span_words
from damascus_map.ui.markup import Child, element, link, show

_SHOWN: Final = 20
_SHOWN_AFTER: Final = 4
_AFTER: Final = timedelta(days=7)


def show_events(dataset: Dataset, view: View, events: pd.DataFrame, words: Language) -> None:
    """Show the events of the window, newest first, and what came in the week after.

    Parameters
    ----------
    dataset
        To ask.
    view
        Date, district and filters.
    events
        The events of the view.
    words
        The language.
    """
    children: list[Child] = [element("h3", words.text(N_("Up to this day")))]
    found = _events_of(events, view.district)
    if found.empty:
        nothing = words.text(N_("No event in this window. Widen it in the sidebar."))
        children.append(element("p", nothing, class_="dm-quiet"))
    else:
        children += _list(dataset, found.iloc[::-1].head(_SHOWN), len(found), words)
    after = _events_of(_events_after(dataset, view), view.district)
    if not after.empty:
        children.append(element("h3", words.text(N_("In the week after"))))
        children += _list(dataset, after.head(_SHOWN_AFTER), len(after), words)
    show(element("section", *children, class_="dm-panel", data_testid="dm-events"))


def _events_after(dataset: Dataset, view: View) -> pd.DataFrame:
    events = dataset.events_between(
        view.on + timedelta(days=1),
        view.on + _AFTER,
        districts=view.districts,
        types=view.types,
        confidence=view.confidence,
    )
    return events[(events["first"] > pd.Timestamp(view.on)).to_numpy(dtype=bool)]


def _events_of(events: pd.DataFrame, district: str | None) -> pd.DataFrame:
    if district is None:
        return events
    there = events["district_ids"].map(lambda ids: not ids or district in ids)
    return events[there.to_numpy(dtype=bool)]


def _list(dataset: Dataset, events: pd.DataFrame, of: int, words: Language) -> list[Child]:
    """Return the events as a list, and how many of all there are more."""
    rows = [_event(dataset, row, words) for row in events.to_dict(orient="records")]
    children: list[Child] = [element("ul", *rows, class_="dm-rows")]
    if of > len(events):
        more = words.plural(NN_("{n} more event.", "{n} more events."), of - len(events))
        children.append(element("p", more, class_="dm-quiet"))
    return children


def _event(dataset: Dataset, row: Mapping[Hashable, Any], words: Language) -> Element:
    sources = dataset.tables.sources.loc[list(row["source_ids"])]
    named: list[Child] = []
    for publisher, url in zip(sources["publisher"], sources["url"], strict=True):
        named += [", " if named else None, link(publisher, url)]
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
