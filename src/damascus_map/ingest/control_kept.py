"""What stays of a dataset when a table of control takes the place of what it said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Final

from damascus_map.data.cells import split_list
from damascus_map.data.files import LINE, read_table
from damascus_map.data.schema import CLAIMS, SOURCES, control_table
from damascus_map.data.tables import Tables

Row = dict[str, str]

NOTHING_SAID: Final = "Nothing is said of this time."


class KeptRows:
    """Rows of a dataset, as they stand in its files, that a table does not replace.

    Intervals of other districts stay. A claim goes if only replaced intervals cite it, a source
    if only such claims do; what nothing cited before stays, as it is for people to decide.

    Parameters
    ----------
    folder, tables
        The dataset.
    districts
        Ids of the districts whose intervals are replaced.
    first_day
        First civil day of the dataset from now on.
    """

    def __init__(
        self, folder: Path, tables: Tables, districts: Collection[str], first_day: date
    ) -> None:
        control = _rows(folder, control_table(()).path)
        replaced = [row for row in control if row["district_id"].strip() in districts]
        left = [row for row in control if row["district_id"].strip() not in districts]
        earlier = first_day < tables.package.first_day
        self.control = list(_begun(left, first_day)) if earlier else left
        gone = _cited(replaced, "claim_ids") - _cited(left, "claim_ids")
        claims = _rows(folder, CLAIMS.path)
        self.claims = [row for row in claims if row["id"].strip() not in gone]
        of_events = {one for ids in tables.events["source_ids"].unique() for one in ids}
        lost = _cited([row for row in claims if row["id"].strip() in gone], "source_id")
        lost -= _cited(self.claims, "source_id") | of_events
        sources = _rows(folder, SOURCES.path)
        self.sources = [row for row in sources if row["id"].strip() not in lost]


def _rows(folder: Path, path: str) -> list[Row]:
    frame, _ = read_table(folder, path)
    if frame is None:  # a file that need not be there
        return []
    return [
        {str(name): str(cell) for name, cell in row.items()}
        for row in frame.drop(columns=LINE).to_dict(orient="records")
    ]


def _cited(rows: Iterable[Row], column: str) -> set[str]:
    return {one for row in rows for one in split_list(row[column])}


def _begun(rows: Iterable[Row], first_day: date) -> Iterable[Row]:
    """Yield intervals with one before the first of each district, of which nothing is known."""
    begun: set[str] = set()
    for row in sorted(rows, key=lambda one: one["valid_from"]):
        district = row["district_id"]
        if district not in begun:
            begun.add(district)
            yield {
                "district_id": district,
                "valid_from": first_day.isoformat(),
                "valid_to": row["valid_from"],
                "confidence": "low",
                "note": NOTHING_SAID,
            }
        yield row
