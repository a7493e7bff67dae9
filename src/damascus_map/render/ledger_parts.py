"""What the parts of a ledger's page are made from, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.language import Language
from damascus_map.model.view import View
from damascus_map.query.confidence import Support, supports_of
from damascus_map.query.ledger import Ledger
from damascus_map.render.claim_words import disagreement_words
from damascus_map.render.page_links import Asked, Ways
from damascus_map.render.words import Names, party_names

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A ledger as an address asks for it.

    Attributes
    ----------
    tables
        The dataset.
    asked
        What the address asks for.
    view
        Of the map.
    words
        The language.
    ways
        Writes the addresses.
    ledger
        What is shown of it.
    """

    tables: Tables
    asked: Asked
    view: View
    words: Language
    ways: Ways
    ledger: Ledger

    @property
    def whole(self) -> Ledger:
        """Return the whole ledger of the district."""
        return self.ledger.whole

    def supports(self) -> dict[pd.Timestamp, Support]:
        """Return how well each interval is supported, by its first day."""
        return supports_of(self.whole, self.tables)

    @property
    def names(self) -> Names:
        """Return the names of the parties."""
        return party_names(self.tables.parties, self.words)

    def way(self, **asked: str | None) -> str:
        """Return the address of this ledger, with something else asked of it."""
        return self.ways.ledger(self.asked.district, **asked)

    def claims(self) -> list[Row]:
        """Return the claims that are shown, earliest first."""
        return list(self.ledger.claims.reset_index(names="id").to_dict(orient="records"))

    def spelled_out(self, found: Row) -> str:
        """Return a disagreement in words."""
        return disagreement_words(found, self.ledger, self.names, self.tables.party_ids, self.words)
