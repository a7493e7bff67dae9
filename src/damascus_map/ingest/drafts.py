"""Drafts of events: what can be made of each piece before the pieces are put together.

Only who has seen all pieces before can give an id to an event, and tell that it stands twice. All
else is done here, in a thread, in another process or on another machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.data.event_parquet import EVENTS_SCHEMA, events_table
from damascus_map.data.schema import EVENTS
from damascus_map.ingest.batches import Batch, Plan, understood
from damascus_map.ingest.forms import Form
from damascus_map.ingest.gazetteer import Ground
from damascus_map.ingest.origins import source_id
from damascus_map.ingest.rows import Origin, Piece, outside_of_events

COUNTED_COLUMNS: Final = (
    *("origin_id", "origin_type", "date", "type", "district_ids", "placed_by", "placed_from"),
    *("doubt", "file", "row", "text"),
)
"""What is counted, compared and reported of a placed row."""

IDS_SCHEMA: Final = pa.schema([("row", pa.large_string()), ("id", pa.large_string())])
"""The id that is given to a row."""

_ID: Final = EVENTS_SCHEMA.names.index("id")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made of a piece.

    Attributes
    ----------
    piece
        The piece, without its rows.
    form
        What its columns mean.
    batch
        What became of its rows; of those that were placed, `COUNTED_COLUMNS`.
    events
        Those of them that are of the dataset's places, with `EVENTS_SCHEMA`; the id of each is the
        number of its row.
    """

    piece: Piece
    form: Form
    batch: Batch
    events: pa.Table


def drafts(
    read: Iterable[Piece], plan: Plan, ground: Ground, form: Form | None = None
) -> Iterator[Draft]:
    """Yield what is made of each piece; the arguments are those of `batches.understood`.

    Raises
    ------
    ImportFileError, QueryError
        As `batches.understood`.
    """
    for piece, known, batch in understood(read, plan, ground, form):
        placed = batch.placed[~outside_of_events(batch.placed)]
        events = events_table(_as_events(placed, plan.name, known.origin))
        needed = replace(batch, placed=batch.placed[list(COUNTED_COLUMNS)])
        yield Draft(replace(piece, rows=pd.DataFrame()), known, needed, events)


def ids_given(taken: pd.DataFrame) -> pa.RecordBatch:
    """Return which rows of a draft are taken, with `IDS_SCHEMA`; the index holds their ids."""
    columns = [taken["row"].astype("str"), taken.index]
    texts = [pa.array(column, pa.large_string()) for column in columns]
    return pa.record_batch(texts, schema=IDS_SCHEMA)


def with_ids(events: pa.Table, given: pa.RecordBatch) -> pa.Table:
    """Return the events of a draft that are taken, with their ids.

    Parameters
    ----------
    events
        As in `Draft`.
    given
        Of `ids_given`, its rows in the order of the events.
    """
    if len(given) < len(events):
        events = events.filter(pc.is_in(events["id"], value_set=given["row"]))
    return events.set_column(_ID, EVENTS_SCHEMA.field(_ID), given["id"])


def _as_events(placed: pd.DataFrame, name: str, origin: Origin) -> pd.DataFrame:
    """Return placed rows with the columns of ``events.csv``; they cite the table they came in."""
    cited = np.empty(len(placed), dtype=object)
    cited[:] = [(source_id(name, origin),)] * len(placed)
    told = placed.assign(id=placed["row"].astype("str"), source_ids=cited)
    return told[list(EVENTS.column_names)]
