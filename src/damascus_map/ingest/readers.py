"""Reading tables of events of any usual form, piece by piece, as text: nothing is understood yet.

What a file is, is told by its first bytes. A file that cannot be read as a table is refused with an
error that says what it is and what to do; a row that cannot be read is refused alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from damascus_map.ingest.archives import Part, parts_of
from damascus_map.ingest.delimited import delimited_pieces
from damascus_map.ingest.file_kinds import FileKind
from damascus_map.ingest.rows import Piece
from damascus_map.ingest.sources import Limits, Source, expand

__all__ = ["Limits", "Source", "expand", "pieces"]

_NO_OTHER_LIMITS: Final = Limits()

Reader = Callable[[Part, Limits, int], Iterator[Piece]]


def pieces(
    sources: Sequence[Source],
    *,
    limits: Limits = _NO_OTHER_LIMITS,
    rows_at_once: int = 200_000,
) -> Iterator[Piece]:
    """Read files one after the other.

    Parameters
    ----------
    sources
        The files, as `expand` gives them or as they were uploaded.
    limits
        How much is read at most.
    rows_at_once
        The most rows of one piece; what is held in memory follows it.

    Yields
    ------
    Piece
        Rows in their order; at least one piece for each table.

    Raises
    ------
    ImportFileError
        If a file cannot be read. What has been given of it before has to be thrown away.
    """
    all_bytes = max(1, sum(source.size for source in sources))
    before = 0
    for source in sources:
        with source.opened(limits) as raw:
            for part in parts_of(source, raw, limits):
                for piece in _reader(part)(part, limits, rows_at_once):
                    share = (before + piece.share * source.size) / all_bytes
                    yield replace(piece, share=min(1.0, share))
        before += source.size


def _reader(part: Part) -> Reader:
    if part.kind is FileKind.TEXT:
        return delimited_pieces
    # What only some imports need takes a second to load.
    from damascus_map.ingest import features

    return features.parquet_pieces if part.kind is FileKind.PARQUET else features.feature_pieces
