"""What can be read and placed apart from the rest: whole files, and runs of row groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from damascus_map.errors import DamascusMapError
from damascus_map.ingest.batches import Plan, form_of
from damascus_map.ingest.candidates import settled
from damascus_map.ingest.forms import Form
from damascus_map.ingest.readers import Source, pieces

_ROWS_OF_A_SHARE: Final = 500_000


@dataclass(frozen=True, slots=True)
class Share:
    """A file, or the row groups of a Parquet file that are read together.

    Attributes
    ----------
    source
        What is read.
    form
        What its columns mean, where that is known beforehand.
    weight
        How much there is to read: bytes of the file.
    """

    source: Source
    form: Form | None
    weight: float


def shares_of(sources: Sequence[Source], plan: Plan) -> list[Share]:
    """Return files in shares, in their order.

    A text table is never divided: a line break in it may stand inside a cell, and which is which
    is known only to who has read it from its beginning. A Parquet file is, by its row groups, if
    its first rows settle how all its dates are read.

    Parameters
    ----------
    sources
        Files.
    plan
        How they are imported.
    """
    return [share for source in sources for share in _shares(source, plan)]


def _shares(source: Source, plan: Plan) -> Iterator[Share]:
    rows = _rows_of_groups(source)
    form = _settled_form(source, plan) if sum(rows) > _ROWS_OF_A_SHARE and len(rows) > 1 else None
    if form is None:
        yield Share(source, None, source.size)
        return
    begin = 0
    for end in range(1, len(rows) + 1):
        count = sum(rows[begin:end])
        if count >= _ROWS_OF_A_SHARE or end == len(rows):
            groups = replace(source, row_groups=(begin, end))
            yield Share(groups, form, source.size * count / sum(rows))
            begin = end


def _rows_of_groups(source: Source) -> list[int]:
    """Return the rows of each row group; none for what is no Parquet file on the disk."""
    if source.path is None or source.path.suffix.lower() != ".parquet":
        return []
    try:
        metadata = pq.read_metadata(source.path)
    except (pa.ArrowException, OSError):  # who reads it says what is wrong with it
        return []
    return [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]


def _settled_form(source: Source, plan: Plan) -> Form | None:
    """Return the form of a file if no later row can change it."""
    try:
        piece = next(pieces([source]))
        form = settled(piece, form_of(piece, plan))
    except DamascusMapError:  # as above
        return None
    return form if form.name == "ucdp" or form.day_first is not None else None
