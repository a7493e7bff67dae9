"""Ids of imported events: made of the row's own id, and never given twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from damascus_map.ingest.texts import numbers_of

_NO_LETTER: Final = "[^a-z0-9]+"
_LONGEST: Final = 60


class EventIds:
    """Gives ids to the events of an import, which comes in pieces.

    Parameters
    ----------
    name
        Slug of the import; every id begins with it.
    taken
        Ids that the dataset has already.
    """

    def __init__(self, name: str, taken: Iterable[str]) -> None:
        self._name = name
        self._given = np.sort(numbers_of(pd.Series(list(taken), dtype="str")))
        self._files: dict[str, int] = {}

    def of(self, origin_ids: pd.Series, files: pd.Series) -> pd.Index:
        """Return an id for each row.

        A row without an id of its own, or with one that another row has, is told by its file and
        its number.

        Parameters
        ----------
        origin_ids
            Such as ``ucdp:215274``; indexed by row.
        files
            The file of each row.
        """
        own = pa.array(origin_ids.astype("str")).cast(pa.string())
        tail = pc.utf8_lower(pc.replace_substring_regex(own, "^[^:]*:", ""))
        slug = pc.utf8_trim(pc.replace_substring_regex(tail, _NO_LETTER, "-"), "-")
        slug = pc.utf8_slice_codeunits(slug, 0, _LONGEST)
        joined = pc.binary_join_element_wise(self._name, pc.utf8_rtrim(slug, "-"), "-")
        ids = pd.Series(joined, dtype="str")
        numbers = numbers_of(ids)
        unusable = pc.equal(slug, "").to_numpy(zero_copy_only=False)
        double = pd.Series(numbers).duplicated().to_numpy() | self._is_given(numbers)
        by_row = np.flatnonzero(unusable | double)
        if len(by_row):
            told = [
                f"{self._name}-f{self._files.setdefault(file, len(self._files) + 1)}-r{row}"
                for file, row in zip(files.iloc[by_row], origin_ids.index[by_row], strict=True)
            ]
            ids.iloc[by_row] = told
            numbers = numbers_of(ids)
        self._given = np.sort(np.concatenate([self._given, numbers]))
        return pd.Index(ids, name="id")

    def _is_given(self, numbers: np.ndarray) -> np.ndarray:
        if not len(self._given):
            return np.zeros(len(numbers), dtype=bool)
        where = np.searchsorted(self._given, numbers).clip(max=len(self._given) - 1)
        given: np.ndarray = self._given[where] == numbers
        return given
