"""Rows as they came become candidates: dates, kinds, titles, figures and points of the contract.

Nothing is placed here. A row that cannot be read is refused with one reason, and kept as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from damascus_map.errors import QueryError
from damascus_map.ingest.dates import day_order, days
from damascus_map.ingest.fields import Field
from damascus_map.ingest.figures import counts, degrees, is_exact
from damascus_map.ingest.forms import Form
from damascus_map.ingest.kinds import LASTING, read_kinds
from damascus_map.ingest.rows import (
    CANDIDATE_COLUMNS,
    PLACE,
    REFUSED_COLUMNS,
    TEXT,
    Piece,
    no_refusals,
)
from damascus_map.ingest.texts import (
    arrow,
    by_value,
    chosen,
    codes,
    constant,
    decorated,
    folded,
    lines_of,
    listed,
    tidied,
)
from damascus_map.ingest.titles import titles, with_sums
from damascus_map.model.dates import LONGEST_EVENT_DAYS, Precision
from damascus_map.model.vocabulary import Confidence, EventType, PlacePrecision

Codes = Mapping[str, str]

_PRECISIONS: Final[Mapping[str, Codes]] = MappingProxyType(
    {
        "ucdp": {
            "1": PlacePrecision.POINT,
            "2": PlacePrecision.CITY,
            **dict.fromkeys(("3", "4", "5", "6", "7"), PlacePrecision.REGION),
        },
        "acled": {
            "1": PlacePrecision.DISTRICT,
            "2": PlacePrecision.CITY,
            "3": PlacePrecision.REGION,
        },
    }
)
"""What `where_prec` and `geo_precision` say of the point."""

_KNOWN_TO: Final[Mapping[str, Codes]] = MappingProxyType(
    {
        "ucdp": {"4": Precision.MONTH},
        "acled": {"2": "week", "3": Precision.MONTH},
        "table": {precision: precision for precision in Precision},
    }
)
"""What `date_prec` and `time_precision` say of the date, beside its own text."""


_POLE: Final = 90
_DATE_LINE: Final = 180
_USUAL: Final = Confidence.MEDIUM
_PRECISIONS_HERE: Final = frozenset({"", *PlacePrecision})
_CONFIDENCES: Final = frozenset({"", *Confidence})
_WEEK: Final = "day known to the week only"
_DEATHS: Final = (Field.DEATHS_LOW, Field.DEATHS_BEST, Field.DEATHS_HIGH)


def candidates(piece: Piece, form: Form) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read rows as what they mean.

    Parameters
    ----------
    piece
        Rows as they came.
    form
        Which column means what.

    Returns
    -------
    tuple of pandas.DataFrame
        The rows that can be read, indexed by row, with `rows.CANDIDATE_COLUMNS` and the columns
        of names and texts that begin with `rows.PLACE` and `rows.TEXT`; and the others, with
        `rows.REFUSED_COLUMNS`, each with the first reason against it.

    Raises
    ------
    QueryError
        If the form names no date, or a column that the rows do not have.
    """
    _check(piece, form)
    table = _Cells(piece.rows, form)
    refusals = _Refusals(piece)
    ids = codes(tidied(table.one(Field.ID)))
    when = _when(table, refusals)
    points = _points(table, refusals)
    figures = _figures(table, refusals)
    confidence = _confidence(table, refusals)
    parts: list[pd.DataFrame | pd.Series] = [
        decorated(ids, f"{form.origin.id}:").rename("origin_id"),
        when.drop(columns=["is_long", "to_week"]),
        _what(table, when["is_long"]),
        figures,
        points,
        tidied(table.one(Field.REGION)).rename("region"),
        confidence,
        _note(table, ids, when["to_week"]),
    ]
    read = pd.concat([*parts, *_texts(table)], axis=1)
    others = [name for name in read.columns if name not in CANDIDATE_COLUMNS]
    read = read[[*CANDIDATE_COLUMNS, *others]]
    return (read[~refusals.taken] if refusals.taken.any() else read), refusals.frame()


def settled(piece: Piece, form: Form) -> Form:
    """Return the form with the order of day and month, if these rows show it.

    A file that comes in pieces is read in one way from the piece on that settles it.
    """
    if form.day_first is not None or form.name == "ucdp":
        return form
    table = _Cells(piece.rows, form)
    return replace(form, day_first=day_order(table.one(Field.DATE), table.one(Field.DATE_TO)))


class _Cells:
    """The cells of each meaning, from a column or a constant; empty where there is neither."""

    def __init__(self, rows: pd.DataFrame, form: Form) -> None:
        self.rows = rows
        self.form = form

    @property
    def index(self) -> pd.Index:
        return self.rows.index

    def names(self, field: Field) -> tuple[str, ...]:
        return self.form.columns.get(field, ())

    def one(self, field: Field) -> pd.Series:
        columns = self.names(field)
        if columns:
            return self.rows[columns[0]]
        return constant(self.form.constants.get(field, ""), self.index)

    def each(self, field: Field) -> list[tuple[str, pd.Series]]:
        if field in self.form.constants:
            return [(str(field), self.one(field))]
        return [(name, self.rows[name]) for name in self.names(field)]


class _Refusals:
    """Which rows are not taken, each for the first reason that is found."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.taken = pd.Series(data=False, index=piece.rows.index)
        self.found: list[pd.DataFrame] = []

    def add(self, wrong: pd.Series, reason: str | pd.Series, table: _Cells, field: Field) -> None:
        """Refuse the rows where `wrong` holds, because of the cell that has this meaning."""
        new = wrong & ~self.taken
        if not new.any():
            return
        self.taken |= new
        values = table.one(field)[new]
        reasons = reason[new] if isinstance(reason, pd.Series) else constant(reason, values.index)
        column = constant(next(iter(table.names(field)), ""), values.index)
        self.found.append(pd.DataFrame({"reason": reasons, "column": column, "value": values}))

    def frame(self) -> pd.DataFrame:
        if not self.found:
            return no_refusals()
        refused = pd.concat(self.found).sort_index()
        refused["file"] = self.piece.file
        refused["row"] = refused.index
        refused["cells"] = lines_of(self.piece.rows.loc[self.taken]).loc[refused.index]
        return refused[list(REFUSED_COLUMNS)].reset_index(drop=True).astype("str")


def _check(piece: Piece, form: Form) -> None:
    if not form.is_complete:
        raise QueryError(
            f"{piece.file}: no column is known to hold the date. Say which, such as "
            f"date=When. Columns: {', '.join(map(str, piece.rows.columns))}."
        )
    for field, names in form.columns.items():
        for name in names:
            if name not in piece.rows.columns:
                raise QueryError(
                    f"{piece.file}: the column {name!r}, said to hold {field}, is not there. "
                    f"Columns: {', '.join(map(str, piece.rows.columns))}."
                )


def _when(table: _Cells, refusals: _Refusals) -> pd.DataFrame:
    """Read first and last day, as far as they are known."""
    order = table.form.day_first
    begin_cells, end_cells = table.one(Field.DATE), table.one(Field.DATE_TO)
    if order is None and table.form.name != "ucdp":
        order = day_order(begin_cells, end_cells)
    begin = days(begin_cells, day_first=order)
    is_same = arrow(end_cells).equals(arrow(begin_cells))  # most last less than a day
    end = begin if is_same else days(end_cells, day_first=order)
    refusals.add((begin.text == "") & (begin.problem == ""), "no-date", table, Field.DATE)
    refusals.add(begin.problem != "", begin.problem, table, Field.DATE)
    refusals.add(end.problem != "", end.problem, table, Field.DATE_TO)
    begins_after = pd.Series(end.last < begin.first, index=table.index)
    refusals.add(begins_after, "reversed-dates", table, Field.DATE_TO)

    known_to = _KNOWN_TO[table.form.name]
    known = by_value(
        codes(table.one(Field.DATE_PRECISION)), lambda code: known_to.get(folded(code), "")
    )
    date = begin.text
    date_to = chosen(end.text == begin.text, "", end.text)
    for precision, length in ((Precision.MONTH, len("2017-05")), (Precision.YEAR, len("2017"))):
        short = known == precision
        if short.any():
            same = (date_to == "") | (date.str[:length] == date_to.str[:length])
            date = chosen(short & same, date.str[:length], date)
            date_to = chosen(short & same, "", date_to)
    length_days = (end.last - begin.first) / np.timedelta64(1, "D") + 1
    is_long = (date_to != "") & (length_days > LONGEST_EVENT_DAYS)
    return pd.DataFrame(
        {"date": date, "date_to": date_to, "is_long": is_long, "to_week": known == "week"}
    )


def _what(table: _Cells, is_long: pd.Series) -> pd.DataFrame:
    """Read the kind, who takes part, and what the event is called."""
    type_column = next(iter(table.names(Field.TYPE)), "")
    types, subtypes = (tidied(table.one(field)) for field in (Field.TYPE, Field.SUBTYPE))
    if table.form.name == "ucdp":
        types = codes(types)
    kinds, origin_types, names = read_kinds(table.form.name, types, subtypes, type_column)
    actors = [
        tidied(cells).str.replace(";", ",", regex=False) for _, cells in table.each(Field.ACTOR)
    ]
    named, who = titles(names, actors)
    given = tidied(table.one(Field.TITLE))
    has_own = given != ""
    if has_own.any():
        for code, field in (("en", Field.TITLE), ("fr", Field.TITLE_FR), ("ar", Field.TITLE_AR)):
            own = tidied(table.one(field))
            named[f"title_{code}"] = chosen(has_own, own, named[f"title_{code}"])
    is_sum = is_long & ~kinds.isin(LASTING)
    what = pd.DataFrame(
        {
            "type": chosen(is_sum, EventType.REPORT, kinds),
            "origin_type": origin_types,
            "actors": who,
        }
    )
    return what.join(with_sums(named, is_sum))


def _figures(table: _Cells, refusals: _Refusals) -> pd.DataFrame:
    read = {}
    for field in (*_DEATHS, Field.PEOPLE_MOVED):
        read[str(field)], wrong = counts(table.one(field))
        refusals.add(wrong, "not-a-number", table, field)
    low, best, high = (read[str(field)] for field in _DEATHS)
    for less, more, field in (
        (low, best, Field.DEATHS_BEST),
        (best, high, Field.DEATHS_HIGH),
        (low, high, Field.DEATHS_HIGH),
    ):
        refusals.add((less > more).fillna(value=False).astype(bool), "deaths-order", table, field)
    return pd.DataFrame(read)


def _points(table: _Cells, refusals: _Refusals) -> pd.DataFrame:
    """Read coordinates, and what the file says of their precision."""
    lon_cells, lat_cells = table.one(Field.LON), table.one(Field.LAT)
    (lon, lon_wrong), (lat, lat_wrong) = degrees(lon_cells), degrees(lat_cells)
    refusals.add(lon_wrong, "not-a-number", table, Field.LON)
    refusals.add(lat_wrong, "not-a-number", table, Field.LAT)
    refusals.add(lon.isna() & lat.notna(), "half-coordinates", table, Field.LON)
    refusals.add(lat.isna() & lon.notna(), "half-coordinates", table, Field.LAT)
    refusals.add(lat.abs() > _POLE, "coordinates-range", table, Field.LAT)
    refusals.add(lon.abs() > _DATE_LINE, "coordinates-range", table, Field.LON)
    said = codes(table.one(Field.PRECISION))
    if table.form.name in _PRECISIONS:
        meanings = _PRECISIONS[table.form.name]
        precision = by_value(said, lambda code: meanings.get(code, ""))
    else:
        unknown = by_value(said, lambda text: "" if folded(text) in _PRECISIONS_HERE else "no")
        refusals.add(unknown == "no", "precision", table, Field.PRECISION)
        exact = is_exact(lon_cells) | is_exact(lat_cells)
        for cells in (lon_cells, lat_cells):  # most programs drop a zero at the end
            exact &= is_exact(cells, decimals=3)
        guessed = chosen(exact, PlacePrecision.POINT, constant(PlacePrecision.CITY, table.index))
        guessed = chosen(lon.isna(), "", guessed)
        precision = chosen(said == "", guessed, by_value(said, folded))
    return pd.DataFrame({"lon": lon, "lat": lat, "precision": precision})


def _confidence(table: _Cells, refusals: _Refusals) -> pd.Series:
    said = codes(table.one(Field.CONFIDENCE))
    if table.form.name == "ucdp":
        found = by_value(said, lambda code: Confidence.MEDIUM if code == "1" else Confidence.LOW)
    elif table.form.name == "acled":
        precision = codes(table.one(Field.DATE_PRECISION))
        found = by_value(precision, lambda code: Confidence.LOW if code == "3" else _USUAL)
    else:
        unknown = by_value(said, lambda text: "" if folded(text) in _CONFIDENCES else "no")
        refusals.add(unknown == "no", "confidence", table, Field.CONFIDENCE)
        found = by_value(said, lambda text: folded(text) or Confidence.LOW)
    return found.rename("confidence")


def _note(table: _Cells, ids: pd.Series, to_week: pd.Series) -> pd.Series:
    """Say which row of which table it is, and who reported it: ids and names only."""
    label = table.form.origin.id.upper() if table.form.name != "table" else "row"
    parts = [
        decorated(ids, f"{label} id "),
        decorated(by_value(tidied(table.one(Field.SOURCE)), _each_once), "after "),
        chosen(to_week, _WEEK, constant("", table.index)),
        tidied(table.one(Field.NOTE)),
    ]
    return listed(parts, "; ").rename("note")


def _each_once(publishers: str) -> str:
    """Return ``SOHR, Reuters`` for ``SOHR;SOHR;Reuters``.

    >>> _each_once("SOHR;SOHR;Reuters")
    'SOHR, Reuters'
    """
    return ", ".join(
        dict.fromkeys(name for part in publishers.split(";") if (name := part.strip()))
    )


def _texts(table: _Cells) -> list[pd.Series]:
    """Return what is read for names of places; none of it is kept in an event."""
    return [
        tidied(cells).rename(f"{prefix}{name}")
        for prefix, field in ((PLACE, Field.PLACE), (TEXT, Field.TEXT))
        for name, cells in table.each(field)
    ]
