"""Streamlit's tables in the order of reading: they know no language that runs from the right."""

from __future__ import annotations

import pandas as pd

from damascus_map.language import Language


def in_reading_order(table: pd.DataFrame, words: Language) -> pd.DataFrame:
    """Return a table whose first column stands where reading begins.

    The script of the page shows such a table from its right end (`page_words.js`).

    Parameters
    ----------
    table
        Its columns in the order of their meaning.
    words
        The language of the page.
    """
    return table[table.columns[::-1]] if words.direction == "rtl" else table
