"""What a search has found, in words: for the page's field and for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
import shapely

from damascus_map.data.tables import Tables
from damascus_map.language import LANGUAGES, N_, Language, capitalised, language
from damascus_map.model.dates import PartialDate, parse_partial_date
from damascus_map.model.vocabulary import EventType, Situation
from damascus_map.query.search import Found, Hit, search
from damascus_map.query.search_index import ResultKind, SearchIndex, search_index
from damascus_map.render.address import event_day
from damascus_map.render.words import event_type_name, localised, situation_words, span_words

DAY: Final = "day"
"""The kind of a result that is a date itself."""

GROUP_NAMES: Final[Mapping[str, str]] = {
    DAY: N_("Date"),
    ResultKind.PLACE: N_("Places"),
    ResultKind.EVENT: N_("Events"),
    ResultKind.CLAIM: N_("Statements"),
    ResultKind.SOURCE: N_("Sources"),
}

_PLACE_ZOOM: Final = 14

Json = dict[str, Any]


def index_of(tables: Tables) -> SearchIndex:
    """Return the index of a dataset, with the names of kinds and situations in each language."""
    spoken = [language(code) for code in LANGUAGES]
    kinds = {str(kind): [event_type_name(kind, one) for one in spoken] for kind in EventType}
    situations = {
        str(situation): [situation_words([situation], one) for one in spoken]
        for situation in Situation
    }
    called = {
        name: [*situations.get(name, []), *kinds.get(name, [])] for name in situations | kinds
    }
    return search_index(tables, called)


def search_report(
    tables: Tables, index: SearchIndex, text: str, *, last_day: date, lang: str, most: int = 6
) -> Json:
    """Return what answers to some words, as plain values.

    Parameters
    ----------
    tables, index
        The dataset and its index.
    text
        What is sought.
    last_day
        Last civil day of the timeline.
    lang
        Code of the language of the results.
    most
        How many results of each kind are given.

    Returns
    -------
    dict
        ``query``; ``unmet``, a sentence on the words that none of the results has, or ""; and
        ``groups``: each with ``kind``, ``name``, ``total`` and ``results``. A result
        has ``id``, ``title``, ``about`` (a text: when, where, who), and ``address`` or, for a
        source, ``page``: the parameters that lead to it.
    """
    words = language(lang)
    found = search(index, text, most=most)
    teller = _Teller(tables, words, last_day)
    groups = [*teller.days(found), *teller.groups(found)]
    return {"query": text, "unmet": teller.unmet(found), "groups": groups}


class _Teller:
    """Says results of one dataset in one language.

    Parameters
    ----------
    tables, words, last_day
        As for `search_report`.
    """

    def __init__(self, tables: Tables, words: Language, last_day: date) -> None:
        self.tables = tables
        self.words = words
        self.last_day = last_day

    def days(self, found: Found) -> list[Json]:
        """Return the dates that the search names, where the timeline has them, as a group."""
        first_day = self.tables.package.first_day
        shown = [one for one in found.dates if one.first <= self.last_day and one.last >= first_day]
        results = [self._day(known) for known in dict.fromkeys(shown)]
        return [self._group(DAY, results, len(results))] if results else []

    def groups(self, found: Found) -> list[Json]:
        """Return the results by their kind."""
        return [
            self._group(group.kind, [self._result(hit) for hit in group.shown], group.total)
            for group in found.groups
        ]

    def unmet(self, found: Found) -> str:
        """Say which of the words no result has."""
        if not found.unmet:
            return ""
        lacking = self.words.list_of([self.words.isolated(one.said) for one in found.unmet])
        return self.words.text(N_("No match for: {words}"), words=lacking)

    def _group(self, kind: str, results: list[Json], total: int) -> Json:
        name = self.words.text(GROUP_NAMES[kind])
        return {"kind": str(kind), "name": name, "total": total, "results": results}

    def _day(self, known: PartialDate) -> Json:
        """Show the last day of a month or a year, and all events of it."""
        day = min(known.last, self.last_day)
        begin = max(known.first, self.tables.package.first_day)
        address = {"date": day.isoformat()}
        if known.first != known.last:
            address["window"] = str((day - begin).days + 1)
        about = self.words.text(N_("Show this date"))
        title = capitalised(self.words.partial_date(known))
        return {"id": known.text, "title": title, "about": about, "address": address}

    def _result(self, hit: Hit) -> Json:
        say = {
            ResultKind.PLACE: self._place,
            ResultKind.EVENT: self._event,
            ResultKind.CLAIM: self._claim,
            ResultKind.SOURCE: self._source,
        }[hit.kind]
        return {"id": hit.id, **say(hit.id)}

    def _place(self, name: str) -> Json:
        layer, _, place = name.rpartition("/")
        if not layer:
            row = self.tables.districts.loc[place]
            about = self.words.text(N_("District"))
            return {
                "title": str(row[f"name_{self.words.code}"]),
                "about": about,
                "address": {"district": place},
            }
        feature = _feature(self.tables, layer, place)
        named = feature["properties"]
        title = named.get(f"name_{self.words.code}") or named.get("name_en") or named["name_ar"]
        point = shapely.geometry.shape(feature["geometry"]).representative_point()
        about = N_("Neighbourhood") if layer == "neighbourhoods" else N_("Place")
        return {
            "title": str(title).replace("_", ","),
            "about": self.words.text(about),
            "address": {"view": f"{point.x:.4f},{point.y:.4f},{_PLACE_ZOOM}"},
        }

    def _event(self, name: str) -> Json:
        row = _row(self.tables.events, name)
        about = [
            event_type_name(row["type"], self.words),
            span_words(row, "date", "date_to", self.words),
            self._names(row["district_ids"]),
        ]
        day = event_day(row, self.tables, self.last_day)
        return {
            "title": localised(row, "title", self.words),
            "about": _joined(about),
            "address": {"date": day.isoformat(), "event": name},
        }

    def _claim(self, name: str) -> Json:
        row = _row(self.tables.claims, name)
        about = [
            span_words(row, "on", "until", self.words),
            self._names([row["district_id"]]),
            str(row["attributed_to"]),
        ]
        return {
            "title": localised(row, "summary", self.words),
            "about": _joined(about),
            "address": {"date": self._claim_day(name), "district": str(row["district_id"])},
        }

    def _claim_day(self, name: str) -> str:
        """Return a day on which the panel names a claim: one of an interval that rests on it."""
        row = _row(self.tables.claims, name)
        control = self.tables.control
        citing = control[control["claim_ids"].map(lambda ids: name in ids)]
        touching = citing[
            (citing["first"] <= row["last"])
            & (citing["end"].isna() | (citing["end"] > row["first"]))
        ]
        begins = [row["first"], *touching["first"].head(1)]
        day: date = max(begins).date()
        return min(max(day, self.tables.package.first_day), self.last_day).isoformat()

    def _source(self, name: str) -> Json:
        row = _row(self.tables.sources, name)
        published = str(row["published"])
        about = [str(row["publisher"]), self._published(published) if published else ""]
        return {"title": str(row["title"]), "about": _joined(about), "page": {"source": name}}

    def _published(self, text: str) -> str:
        return self.words.partial_date(parse_partial_date(text))

    def _names(self, districts: Any) -> str:
        names = self.tables.districts[f"name_{self.words.code}"]
        return self.words.list_of([str(names[one]) for one in districts if not pd.isna(one)])


def _row(frame: pd.DataFrame, name: str) -> Mapping[Any, Any]:
    return frame.loc[[name]].to_dict(orient="records")[0]


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _feature(tables: Tables, layer: str, place: str) -> Mapping[str, Any]:
    """Return a feature of a layer by its id."""
    features = tables.context[layer]["features"]
    return next(one for one in features if one["properties"].get("id") == place)
