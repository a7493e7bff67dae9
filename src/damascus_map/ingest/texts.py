"""Whole columns of text at once: tidied, joined, and read value by value where they repeat.

Files of a million rows hold few different days, kinds and names, so what needs Python runs once
for each different text, and the rest runs in Arrow.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_INVISIBLE: Final = (
    r"[\x{00AD}\x{061C}\x{200B}-\x{200F}\x{202A}-\x{202E}"
    r"\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FEFF}]"
)
"""Characters of no width, and those that turn the direction of what follows."""

_BLANK: Final = (
    r"[\x00-\x20\x7F-\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]"
)
_OTHER_BLANK: Final = _BLANK.replace(r"\x20", r"\x1F", 1)
_UNTIDY: Final = f"&|\\p{{M}}|{_INVISIBLE}|{_OTHER_BLANK}|  |^ | $"
_MOST_UNESCAPES: Final = 2
"""Some tables hold ``&amp;quot;``: what was escaped was escaped again."""

_SAMPLE: Final = 1000
"""Rows that are looked at to see whether the texts of a column repeat."""

_ABSENT: Final = r"(?i)^(?:n/?a|nan|nat|none|null|unknown|-|--|\?)$"
_WHOLE: Final = r"^(-?[0-9]+)\.0+$"


def arrow(cells: pd.Series) -> Any:
    """Return a column of text as one Arrow array (large strings), without copying if it can be."""
    array = pa.array(cells.array, type=pa.large_string(), from_pandas=True)
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return pc.fill_null(whole, "")


def column(array: Any, index: pd.Index) -> pd.Series:
    """Return an Arrow array of text as a column with this index."""
    return pd.Series(array, index=index, dtype="str")


def constant(text: str, index: pd.Index) -> pd.Series:
    """Return a column that holds one text in every row."""
    return column(pa.repeat(_scalar(text), len(index)), index)


def tidied(cells: pd.Series) -> pd.Series:
    """Return texts as a reader would see them.

    Entities of HTML become characters, characters of no width go, each run of white space becomes
    one space, letters and their marks are put together (NFC).

    Parameters
    ----------
    cells
        Texts, dtype ``str``.
    """
    return _changed(cells, _tidied_where_untidy)


def _tidied_where_untidy(array: Any) -> Any:
    untidy = pc.match_substring_regex(array, _UNTIDY)
    if not pc.any(untidy).as_py():
        return array
    return pc.replace_with_mask(array, untidy, _tidied_array(array.filter(untidy)))


def _tidied_array(array: Any) -> Any:
    texts = array.to_pylist()
    for number, text in enumerate(texts):
        for _ in range(_MOST_UNESCAPES):
            if "&" not in text:
                break
            text = html.unescape(text)  # noqa: PLW2901 - once more where it was escaped twice
        texts[number] = text
    tidy = pc.replace_substring_regex(pa.array(texts, pa.large_string()), _INVISIBLE, "")
    tidy = pc.replace_substring_regex(tidy, f"{_BLANK}+", " ")
    return pc.utf8_normalize(pc.utf8_trim(tidy, " "), form="NFC")


def tidy_text(text: str) -> str:
    r"""Return one text, tidied as `tidied` does it.

    >>> tidy_text(" Jobar &amp;\n Qaboun ")
    'Jobar & Qaboun'
    """
    return str(_tidied_array(pa.array([text], pa.large_string()))[0].as_py())


def codes(cells: pd.Series) -> pd.Series:
    """Return short cells such as codes and figures, trimmed; ``""`` where one says "none".

    ``1.0`` becomes ``1``: programs write whole numbers so where a column has empty cells.
    """
    return _changed(cells, codes_array)


def codes_array(array: Any) -> Any:
    """Return an Arrow array as `codes` returns a column."""
    bare = pc.utf8_trim_whitespace(array)
    if pc.any(pc.match_substring_regex(bare, f"{_ABSENT}|{_WHOLE}")).as_py():
        bare = pc.replace_substring_regex(bare, _ABSENT, "")
        bare = pc.replace_substring_regex(bare, _WHOLE, r"\1")
    return bare


def _changed(cells: pd.Series, change: Callable[[Any], Any]) -> pd.Series:
    """Change a column; where its texts repeat, each of them once."""
    array = arrow(cells)
    if is_blank(array):
        return cells
    if not repeats(array):
        return column(change(array), cells.index)
    encoded = array.dictionary_encode()
    changed = change(encoded.dictionary)
    if changed.equals(encoded.dictionary):
        return cells
    return column(changed.take(encoded.indices), cells.index)


def is_blank(array: Any) -> bool:
    """Tell whether an Arrow array of text holds no letter at all."""
    return not len(array) or pc.max(pc.binary_length(array)).as_py() == 0


def repeats(array: Any) -> bool:
    """Tell, from its beginning, whether the texts of an Arrow array repeat themselves."""
    return len(array[:_SAMPLE].unique()) <= _SAMPLE // 2


def by_value(cells: pd.Series, text_of: Callable[[str], str]) -> pd.Series:
    """Return the text that belongs to each cell, made once for each different cell."""
    encoded = arrow(cells).dictionary_encode()
    made = pa.array([text_of(text) for text in encoded.dictionary.to_pylist()], pa.large_string())
    return column(made.take(encoded.indices), cells.index)


def different(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return the number of each cell's text among the different texts, and these."""
    encoded = arrow(cells).dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()


def spread(texts: Sequence[str], numbers: np.ndarray, index: pd.Index) -> pd.Series:
    """Return the column that has the text of each number; the way back of `different`."""
    return column(pa.array(texts, pa.large_string()).take(pa.array(numbers)), index)


def joined(parts: Sequence[pd.Series | str], separator: str = "") -> pd.Series:
    """Return texts joined row by row; at least one part is a column."""
    index = next(part.index for part in parts if isinstance(part, pd.Series))
    return column(pc.binary_join_element_wise(*_arrays(parts), _scalar(separator)), index)


def listed(parts: Sequence[pd.Series], separator: str) -> pd.Series:
    """Return the parts of each row that are not empty, joined."""
    index = parts[0].index
    arrays = [array for array in map(arrow, parts) if not is_blank(array)]
    if not arrays:
        return constant("", index)
    if len(arrays) == 1:
        return column(arrays[0], index)
    empty = [pc.equal(array, "") for array in arrays]
    told = [pc.if_else(none, None, array) for none, array in zip(empty, arrays, strict=True)]
    # Arrow leaves a row out of which all is to be skipped: such a row is given something.
    told.append(pc.if_else(reduce(pc.and_, empty), _scalar(""), None))
    together = pc.binary_join_element_wise(*told, _scalar(separator), null_handling="skip")
    return column(together, index)


def _arrays(parts: Sequence[pd.Series | str]) -> list[Any]:
    return [arrow(part) if isinstance(part, pd.Series) else _scalar(part) for part in parts]


def _scalar(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def chosen(where: pd.Series | np.ndarray, then: pd.Series | str, other: pd.Series) -> pd.Series:
    """Return `then` in the rows where a condition holds, elsewhere `other`."""
    mask = pa.array(np.asarray(where, dtype=bool))
    return column(pc.if_else(mask, *_arrays([then, other])), other.index)


def decorated(cells: pd.Series, before: str) -> pd.Series:
    """Return each cell with a text before it; an empty cell stays empty."""
    array = arrow(cells)
    if is_blank(array):
        return cells
    empty = pc.equal(array, "")
    told = pc.binary_join_element_wise(_scalar(before), array, _scalar(""))
    return column(pc.if_else(empty, "", told) if pc.any(empty).as_py() else told, cells.index)


def folded(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, one form of Arabic letters.

    >>> folded("Événement"), folded("أيّار")
    ('evenement', 'ايار')
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(_ARABIC_LETTERS)


_ARABIC_LETTERS: Final = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC TATWEEL}": "",
    }
)
"""Letters that are written for one another; those with marks lose them before."""


def numbers_of(texts: pd.Series) -> np.ndarray:
    """Return a number of 64 bits for each text; two texts that share one are not to be feared."""
    hashed: np.ndarray = pd.util.hash_pandas_object(texts, index=False, categorize=False).to_numpy()
    return hashed


def lines_of(rows: pd.DataFrame) -> pd.Series:
    """Return each row as one line of comma-separated text, quoted where it has to be."""
    if not len(rows.columns):
        return constant("", rows.index)
    return joined([_quoted(rows.iloc[:, place]) for place in range(rows.shape[1])], ",")


def _quoted(cells: pd.Series) -> pd.Series:
    array = arrow(cells)
    special = pc.match_substring_regex(array, '[",\r\n]')
    if not pc.any(special).as_py():
        return cells
    doubled = column(pc.replace_substring(array, '"', '""'), cells.index)
    return chosen(special.to_pandas(), joined(['"', doubled, '"']), cells)
