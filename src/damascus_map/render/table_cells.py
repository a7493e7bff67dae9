"""Cells that several tables of the terminal share."""

from __future__ import annotations

from damascus_map.language import Language
from damascus_map.model.dates import parse_partial_date
from damascus_map.render.records import Record


def claim_cells(claim: Record, words: Language) -> tuple[str, ...]:
    """Return of a claim: its date, what it says, who said it, where, and when that appeared."""
    source = claim["source"]
    return (
        date_cell(claim["on"], words),
        claim["summary"],
        claim["attributed_to"],
        source["publisher"],
        date_cell(source["published"], words),
    )


def date_cell(text: str | None, words: Language) -> str:
    """Return a date of the data contract as far as it is known; empty for none."""
    return words.partial_date(parse_partial_date(text)) if text else ""
