"""What becomes of the rows of one piece, which needs nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd

from damascus_map.errors import ImportFileError, QueryError
from damascus_map.ingest.candidates import candidates, settled
from damascus_map.ingest.duplicates import compared_text
from damascus_map.ingest.forms import Form, form_from, recognised
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.placing import place
from damascus_map.ingest.rows import CANDIDATE_COLUMNS, Piece, outside_of_events
from damascus_map.language import N_
from damascus_map.model.vocabulary import PlacePrecision, Placing

_NO_DATE: Final = N_("no column tells the date of an event. Its columns: {columns}")
_SAY_DATE: Final = N_("Say which one does, such as: --map date=COLUMN.")


def by_names(piece: Piece) -> Form:
    """Return what the columns of a table mean by their names and tags."""
    return recognised(list(piece.rows.columns), piece.tags)


def form_said(
    piece: Piece, *, mapping: str | None, only: str | None, day_first: bool | None
) -> Form:
    """Return what the columns of a table mean, after what its owner says of it.

    Parameters
    ----------
    piece
        Some of its rows.
    mapping
        Columns by their meaning, as `forms.form_from` reads them; None to go by the names.
    only
        The form that it has to have; None for any.
    day_first
        Whether the day stands before the month; None where the table settles it.

    Raises
    ------
    QueryError
        If the mapping does not fit the table, or the table has another form.
    """
    found = by_names(piece)
    if mapping is not None:
        found = form_from(mapping, list(piece.rows.columns), piece.tags)
    if only not in (None, found.name):
        raise QueryError(
            f"{piece.file} does not have the columns of {str(only).upper()}. For any other "
            "table: damascus-map import csv."
        )
    return found if day_first is None else replace(found, day_first=day_first)


@dataclass(frozen=True, slots=True)
class Plan:
    """How an import is to be made.

    Attributes
    ----------
    name
        Slug of the import; the ids of its events begin with it.
    choose
        Gives what the columns of a table mean; the default recognises them by their names.
    merge_duplicates
        Whether rows that say the same become one event.
    city_points
        Longitude and latitude (WGS84) of points that stand for the whole city, beside those of
        the gazetteer.
    placings
        Districts given by a person, by file and row; an empty tuple says that there is none.
    apart
        Whether large files are read in a process of its own, so that two processors share the
        work; the plan can be pickled then.
    """

    name: str
    choose: Callable[[Piece], Form] = by_names
    merge_duplicates: bool = False
    city_points: tuple[tuple[float, float], ...] = ()
    placings: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a piece.

    Attributes
    ----------
    placed
        Candidates with the columns of placing, and ``file``, ``row`` and ``text``; indexed by row.
    refused
        Rows that were not taken, with `rows.REFUSED_COLUMNS`.
    points
        Longitude and latitude (WGS84) as the rows give them, where these placed them in this
        city or just outside.
    outside
        Rows as they came that are of no place of the dataset, with ``file``, ``row`` and
        ``placed_by``.
    read
        How many rows the piece had.
    """

    placed: pd.DataFrame
    refused: pd.DataFrame
    points: pd.DataFrame
    outside: pd.DataFrame
    read: int


def understood(
    read: Iterable[Piece], plan: Plan, ground: Ground, form: Form | None = None
) -> Iterator[tuple[Piece, Form, Batch]]:
    """Yield each piece with its form and what became of its rows.

    The pieces of one file have to come in their order: one of them may settle how the dates of
    the next are read. Files need nothing of each other. `form` is that of all of them, where it
    is known already.

    Raises
    ------
    ImportFileError, QueryError
        As `run`.
    """
    forms: dict[str, Form] = {}
    for piece in read:
        known = settled(piece, form or forms.get(piece.file) or form_of(piece, plan))
        forms[piece.file] = known
        yield piece, known, taken(piece, known, ground, plan.placings)


def form_of(piece: Piece, plan: Plan) -> Form:
    """Return what the columns of a table mean.

    Raises
    ------
    ImportFileError
        If none of them tells a date.
    QueryError
        If the plan does not fit them.
    """
    form = plan.choose(piece)
    if form.is_complete:
        return form
    columns = ", ".join(map(str, piece.rows.columns))
    raise ImportFileError(piece.file, _NO_DATE, _SAY_DATE, {"columns": columns})


def taken(
    piece: Piece,
    form: Form,
    ground: Ground,
    placings: Mapping[tuple[str, int], tuple[str, ...]] | None = None,
) -> Batch:
    """Understand and place the rows of one piece; it needs nothing of the others.

    Parameters
    ----------
    piece, form, ground
        Rows as they came, what their columns mean, and where they can be placed.
    placings
        As in `Plan`.

    Raises
    ------
    QueryError
        If the form does not fit the rows.
    """
    found, refused = candidates(piece, form)
    where = place(found, ground)
    if placings:
        where = _corrected(where, piece.file, placings)
    by_point = where["placed_by"].isin([Placing.POINT, Placing.OUTSIDE])
    points = found.loc[by_point, ["lon", "lat"]]
    points = points[~ground.is_far(points["lon"].to_numpy(), points["lat"].to_numpy())]
    known = found[[name for name in CANDIDATE_COLUMNS if name not in ("lon", "lat", "precision")]]
    placed = known.join(where)
    text = compared_text(found)
    placed = placed.assign(file=piece.file, row=placed.index, text=text)
    outside = placed.loc[outside_of_events(placed), "placed_by"]
    came = piece.rows.loc[outside.index]
    came = came.assign(file=piece.file, row=came.index, placed_by=outside)
    return Batch(placed, refused, points, came, len(piece.rows))


def _corrected(
    where: pd.DataFrame, file: str, placings: Mapping[tuple[str, int], tuple[str, ...]]
) -> pd.DataFrame:
    """Put what a person said in the place of what was found."""
    rows = {row: ids for (name, row), ids in placings.items() if name == file}
    rows = {row: ids for row, ids in rows.items() if row in where.index}
    if not rows:
        return where
    given = pd.DataFrame(
        {
            "district_ids": pd.Series(list(rows.values()), dtype=object),
            "placed_by": [Placing.EDITOR if ids else Placing.CITY for ids in rows.values()],
            "placed_from": "",
            "place_precision": [
                PlacePrecision.DISTRICT if ids else PlacePrecision.CITY for ids in rows.values()
            ],
            "lon": np.nan,
            "lat": np.nan,
            "doubt": "",
        }
    ).set_axis(list(rows))
    kept = where.drop(index=list(rows))
    return pd.concat([kept, given]).loc[where.index]
