"""What the page and the command line hand out: status, events and changes, as values and files.

Reports are plain values, ready for JSON; the other functions return the text of a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import shapely

from damascus_map.language import Language, language
from damascus_map.model.dates import parse_day
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.below import is_below
from damascus_map.query.dataset import Dataset
from damascus_map.query.reported import state_of
from damascus_map.render.columns import (
    CONFIDENCE_COLUMNS,
    EVENT_COLUMNS,
    REPORTED_COLUMNS,
    Column,
    district_columns,
    names_of,
)
from damascus_map.render.plain_text import csv_text, json_text
from damascus_map.render.provenance import restriction
from damascus_map.render.records import (
    Record,
    change_record,
    dataset_record,
    district_record,
    event_details,
    event_records,
    once,
)


def status_report(
    dataset: Dataset,
    on: str | date,
    *,
    districts: Sequence[str] | None = None,
    lang: str = "en",
    reported: date | None = None,
    confidence: Confidence = Confidence.LOW,
) -> Record:
    """Return who held each district on a day, on what evidence.

    Parameters
    ----------
    dataset
        To ask.
    on
        Civil day in Damascus.
    districts
        Ids of the districts wanted; None for all.
    lang
        Code of the language of names, sentences and summaries.
    reported
        Civil day by which it had been published; None for what is known now.
    confidence
        The lowest that a map of it draws; nothing is left out of the report.

    Returns
    -------
    dict
        ``date``; ``reported_by`` where it is given; ``confidence_asked`` above low, and then of
        each district whether it is ``drawn``; ``dataset`` (name, version, hash);
        ``districts``, each with the extent of each party (None where it is not known),
        sentence, claims and disagreements, and what of `as_reported_by` there is to say.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the day, a district or the language cannot be used.
    """
    words = language(lang)
    day, tables = parse_day(on), dataset.tables
    chosen = None if districts is None else tuple(districts)
    state = state_of(tables, View(on=day, districts=chosen, reported=reported))
    frame = pd.DataFrame(state).drop(columns="geometry").reset_index(names="id")
    rows = frame.to_dict(orient="records")
    return {
        "date": day.isoformat(),
        **({} if reported is None else {"reported_by": reported.isoformat()}),
        **({} if confidence is Confidence.LOW else {"confidence_asked": str(confidence)}),
        "dataset": dataset_record(tables),
        "districts": [
            district_record(tables, row, day.isoformat(), words, reported)
            | ({} if confidence is Confidence.LOW else {"drawn": _drawn(row, confidence)})
            for row in rows
        ],
    }


def _drawn(row: Mapping[Any, Any], least: Confidence) -> str:
    return "no" if is_below(row, least) else "yes"


def status_csv(dataset: Dataset, report: Record) -> str:
    """Return a status report as comma-separated values, one row a district."""
    columns = district_columns(dataset.tables.party_ids)
    return csv_text(names_of((*columns, *columns_asked(report))), status_rows(report))


def columns_asked(report: Record) -> tuple[Column, ...]:
    """Return the columns that districts have beside the usual ones, for what was asked."""
    by = REPORTED_COLUMNS if "reported_by" in report else ()
    return (*by, *(CONFIDENCE_COLUMNS if "confidence_asked" in report else ()))


def status_rows(report: Record) -> list[Record]:
    """Return the districts of a status report with the parts of each in one level too."""
    return [
        {
            **district,
            **{f"extent_{party}": extent for party, extent in district["parties"].items()},
            **_asked_of(report),
            "claim_ids": [claim["id"] for claim in district["claims"]],
            "publishers": once(claim["source"]["publisher"] for claim in district["claims"]),
        }
        for district in report["districts"]
    ]


def status_geojson(dataset: Dataset, report: Record, about: Record | None = None) -> str:
    """Return a status report as GeoJSON: the outlines (WGS84), with the report as properties.

    What else there is to say of the file, `about`, stands beside the features.
    """
    outlines = dataset.tables.districts.geometry
    features = [
        {
            "type": "Feature",
            "id": district["id"],
            "geometry": shapely.geometry.mapping(outlines[district["id"]]),
            "properties": {**_asked_of(report), **district},
        }
        for district in report["districts"]
    ]
    return json_text(_collection(dataset, features, about), indent=None)


def _asked_of(report: Record) -> Record:
    names = ("date", "reported_by", "confidence_asked")
    return {name: report[name] for name in names if name in report}


def events_report(
    dataset: Dataset,
    events: pd.DataFrame,
    begin: str | date,
    end: str | date,
    *,
    lang: str = "en",
) -> Record:
    """Return what happened between two days, both inclusive, with the sources.

    Parameters
    ----------
    dataset
        That the events are of.
    events
        `events_between` of the same days, or any part of it.
    begin, end
        First and last civil day.
    lang
        Code of the language of the titles.

    Raises
    ------
    InvalidDateError, UnknownChoiceError
        If a day or the language cannot be used.
    """
    return {
        "from": parse_day(begin).isoformat(),
        "to": parse_day(end).isoformat(),
        **_notice(dataset, events, language(lang)),
        "events": event_records(dataset.tables, events, language(lang)),
    }


def events_csv(dataset: Dataset, events: pd.DataFrame, lang: str = "en") -> str:
    """Return events as comma-separated values; `events` is any part of `events_between`."""
    rows = event_details(dataset.tables, events, language(lang))
    return csv_text(names_of(EVENT_COLUMNS), rows)


def events_geojson(
    dataset: Dataset, events: pd.DataFrame, lang: str = "en", about: Record | None = None
) -> str:
    """Return events as GeoJSON (WGS84); `events` is any part of `events_between`.

    Only an event whose coordinates its source gives has a geometry: a district is not a place.
    What else there is to say of the file, `about`, stands beside the features.
    """
    features = [
        {
            "type": "Feature",
            "id": record["id"],
            "geometry": _point(record["lon"], record["lat"]),
            "properties": record,
        }
        for record in event_details(dataset.tables, events, language(lang))
    ]
    said = {**_notice(dataset, events, language(lang)), **(about or {})}
    return json_text(_collection(dataset, features, said), indent=None)


def changes_report(
    dataset: Dataset,
    begin: str | date,
    end: str | date,
    *,
    districts: Sequence[str] | None = None,
    lang: str = "en",
) -> Record:
    """Return what changed hands, or changed otherwise, after `begin` and up to `end`.

    Parameters
    ----------
    dataset
        To ask.
    begin, end
        Civil days.
    districts
        Ids of the districts wanted; None for all.
    lang
        Code of the language of names and sentences.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If an argument cannot be used.
    """
    words = language(lang)
    changes = dataset.changes_between(begin, end, districts=districts)
    rows = changes.to_dict(orient="records")
    return {
        "from": parse_day(begin).isoformat(),
        "to": parse_day(end).isoformat(),
        "changes": [change_record(dataset.tables, row, words) for row in rows],
    }


def changes_csv(report: Record) -> str:
    """Return a report of changes as comma-separated values."""
    columns = ("on", "district", "name", "before", "after", "confidence", "claims", "note")
    rows = [
        {**change, **{side: change[side]["sentence"] for side in ("before", "after")}}
        for change in report["changes"]
    ]
    return csv_text(columns, rows)


def _notice(dataset: Dataset, events: pd.DataFrame, words: Language) -> Record:
    """Return the notice that some of these rows may not be passed on, where there are such."""
    cited = (source for sources in events["source_ids"].unique() for source in sources)
    notice = restriction(dataset.tables, cited, words)
    return {"notice": notice} if notice else {}


def _collection(dataset: Dataset, features: Sequence[Record], about: Record | None) -> Record:
    return {
        "type": "FeatureCollection",
        **(about or {}),
        "dataset": dataset_record(dataset.tables),
        "attribution": list(dataset.tables.package.attributions),
        "licences": list(dataset.tables.package.licences),
        "features": list(features),
    }


def _point(lon: float | None, lat: float | None) -> Record | None:
    return None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
