"""Titles of imported events in three languages, in own words: what happened, between whom.

Headlines and notes of the files are never taken: they can hold the names of victims.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from damascus_map.ingest.kinds import CLASH, ON_CIVILIANS
from damascus_map.ingest.texts import chosen, different, joined, spread
from damascus_map.language import LANGUAGES, N_, Language, language

_APART: Final = "\x1f"
"""Between the parts of a key; no tidied text holds it."""

_BETWEEN: Final = N_("Clashes between {first} and {second}")
_INVOLVING: Final = N_("Clashes involving {first}")
_AGAINST_CIVILIANS: Final = N_("Violence against civilians by {first}")
_OTHERS: Final = N_("{kind}: {actors}")
_SUM: Final = N_("{title} (sum over the time)")


def titles(names: pd.Series, actors: Sequence[pd.Series]) -> tuple[pd.DataFrame, pd.Series]:
    """Return what each event is called, and who takes part.

    Parameters
    ----------
    names
        The name of each event's kind, an untranslated text of the catalogues.
    actors
        Up to two columns of names, tidied.

    Returns
    -------
    tuple of pandas.DataFrame and pandas.Series
        Columns ``title_en``, ``title_fr`` and ``title_ar``; and tuples of actors.
    """
    key = joined([names, *actors], _APART)
    numbers, keys = different(key)
    parts = [tuple(part for part in text.split(_APART)[1:] if part) for text in keys]
    kinds = [text.split(_APART)[0] for text in keys]
    columns = {}
    for code in LANGUAGES:
        words = language(code)
        made = [title(kind, who, words) for kind, who in zip(kinds, parts, strict=True)]
        columns[f"title_{code}"] = spread(made, numbers, names.index)
    return pd.DataFrame(columns), _tuples(parts, numbers, names.index)


def title(kind: str, actors: Sequence[str], words: Language) -> str:
    """Return the title of one event.

    Parameters
    ----------
    kind
        The name of its kind, untranslated.
    actors
        Who takes part, as the file names them.
    words
        The language.
    """
    if kind == ON_CIVILIANS.name:
        doers = [actor for actor in actors if not actor.casefold().startswith("civilians")]
        if doers:
            return words.text(_AGAINST_CIVILIANS, first=words.list_of(doers))
    elif kind == CLASH.name and actors:
        if len(actors) == 1:
            return words.text(_INVOLVING, first=actors[0])
        return words.text(_BETWEEN, first=actors[0], second=actors[1])
    elif actors:
        return words.text(_OTHERS, kind=words.text(kind), actors=words.list_of(list(actors)))
    return words.text(kind)


def with_sums(named: pd.DataFrame, is_sum: pd.Series) -> pd.DataFrame:
    """Return titles that say which events are sums over a long time."""
    if not is_sum.any():
        return named
    marked = {}
    for code in LANGUAGES:
        texts = named[f"title_{code}"]
        before, after = language(code).text(_SUM).split("{title}")
        marked[f"title_{code}"] = chosen(
            is_sum & (texts != ""), joined([before, texts, after]), texts
        )
    return pd.DataFrame(marked)


def _tuples(parts: Sequence[tuple[str, ...]], numbers: np.ndarray, index: pd.Index) -> pd.Series:
    values = pd.Series(list(parts), dtype=object).to_numpy()
    return pd.Series(values[numbers], index=index, dtype=object)
