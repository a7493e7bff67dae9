"""What lies between two days as values and as a file: the same rows for page and command line."""

from __future__ import annotations

from typing import Final

from damascus_map.data.tables import Tables
from damascus_map.language import Language, language
from damascus_map.query.comparison import (
    DEATHS,
    MOVED,
    ComparedDays,
    ComparedDistrict,
    Happened,
    Hold,
    Row,
    compare_days,
)
from damascus_map.render.comparison_order import ComparisonOrder
from damascus_map.render.comparison_words import summary_of
from damascus_map.render.plain_text import csv_text, json_text
from damascus_map.render.records import (
    Record,
    change_record,
    dataset_record,
    disagreement_records,
    hold_record,
    once,
)
from damascus_map.render.words import Names, party_names

_FIGURES: Final = (
    *("events", "kinds", *DEATHS, "events_without_deaths"),
    *(MOVED, "events_without_people_moved"),
)
_COLUMNS: Final = (
    *("row", "district", "name", "on", "before", "after", "confidence", "claims", "publishers"),
    *("changes", *_FIGURES, "disagreements", "note"),
)


def comparison_report(tables: Tables, compared: ComparedDays, words: Language) -> Record:
    """Return what lies between two days as plain values, ready for JSON.

    Parameters
    ----------
    tables
        The dataset.
    compared
        What lies between them.
    words
        The language of names and sentences.

    Returns
    -------
    dict
        ``from`` and ``to``; ``dataset`` (name, version, hash); ``summary``; ``districts``, each
        with who held it ``before`` and ``after``, its ``changes`` with their claims and
        publishers, what ``happened``, and the ``disagreements`` of the time; what ``happened``
        ``elsewhere``, and all of it ``together``.
    """
    return {
        "from": compared.begin.isoformat(),
        "to": compared.end.isoformat(),
        "dataset": dataset_record(tables),
        "summary": summary_of(tables, compared, words),
        "districts": [_district(tables, one, words) for one in compared.districts],
        "elsewhere": _happened(compared.elsewhere),
        "together": _happened(compared.together),
        "attribution": list(tables.package.attributions),
        "licences": list(tables.package.licences),
    }


def comparison_csv(report: Record) -> str:
    """Return a report of `comparison_report` as comma-separated values.

    A row is a district (its figures of the whole time), a change in it, ``elsewhere`` or
    ``together``: figures are in one row each, so that nothing is counted twice by adding them.
    """
    rows: list[Record] = []
    for one in report["districts"]:
        rows.append(_district_row(one))
        rows += [_change_row(change) for change in one["changes"]]
    rows += [{"row": place, **_figures(report[place])} for place in ("elsewhere", "together")]
    return csv_text(_COLUMNS, [dict.fromkeys(_COLUMNS) | row for row in rows])


def comparison_data(tables: Tables, order: ComparisonOrder) -> bytes:
    """Return the data of a comparison as the content of a file.

    Parameters
    ----------
    tables
        The dataset.
    order
        The days, the districts, the language, and a key of `DATA_TYPES`.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        As `compare_days`, or if the language does not exist.
    """
    view = order.view
    compared = compare_days(tables, view.on, order.until, districts=view.districts)
    report = comparison_report(tables, compared, language(view.lang))
    return (comparison_csv(report) if order.form == "csv" else json_text(report)).encode()


def _district(tables: Tables, one: ComparedDistrict, words: Language) -> Record:
    names = party_names(tables.parties, words)
    return {
        "district": one.id,
        "name": tables.districts.at[one.id, f"name_{words.code}"],
        "before": _hold(one.before, names, words),
        "after": _hold(one.after, names, words),
        "changes": [_change(tables, row, words) for row in one.changes],
        "happened": _happened(one.happened),
        "disagreements": disagreement_records(tables, one.disagreements, words),
    }


def _hold(hold: Hold, names: Names, words: Language) -> Record:
    told = hold_record(hold.extents, hold.situation, names, words)
    return {"status": hold.status, **told, "confidence": str(hold.confidence)}


def _change(tables: Tables, row: Row, words: Language) -> Record:
    sources = tables.claims.loc[list(row["claim_ids"]), "source_id"]
    publishers = once(map(str, tables.sources.loc[sources, "publisher"]))
    return {**change_record(tables, row, words), "publishers": publishers}


def _happened(happened: Happened) -> Record:
    return {
        "events": happened.events,
        "kinds": {str(kind): count for kind, count in happened.kinds.items()},
        **{
            column: {"sum": told.total, "events": told.events}
            for column, told in happened.sums.items()
        },
        "events_without_deaths": happened.without_deaths,
        "events_without_people_moved": happened.without_moved,
    }


def _figures(happened: Record) -> Record:
    kinds = [f"{kind}={count}" for kind, count in happened["kinds"].items()]
    sums = {column: happened[column]["sum"] for column in (*DEATHS, MOVED)}
    return {**happened, **sums, "kinds": kinds}


def _district_row(one: Record) -> Record:
    return {
        "row": "district",
        "district": one["district"],
        "name": one["name"],
        "before": one["before"]["sentence"],
        "after": one["after"]["sentence"],
        "confidence": one["after"]["confidence"],
        "changes": len(one["changes"]),
        **_figures(one["happened"]),
        "disagreements": len(one["disagreements"]),
    }


def _change_row(change: Record) -> Record:
    sides = {side: change[side]["sentence"] for side in ("before", "after")}
    told = {key: change[key] for key in ("district", "name", "on", "confidence", "claims")}
    return {
        "row": "change",
        **told,
        **sides,
        "publishers": change["publishers"],
        "note": change["note"],
    }
