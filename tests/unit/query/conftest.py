"""Small hand-made tables: what is not said has the value that matters least."""

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

import damascus_map as dm

CLAIM_COLUMNS = (
    "id,district_id,on,until,party,extent,situation,attributed_to,source_id,summary_en,"
    "summary_fr,summary_ar,verified,note,topic"
)
CONTROL_COLUMNS = (
    "district_id,valid_from,valid_to,north,south,guests,situation,confidence,claim_ids,note"
)


@pytest.fixture
def dataset_of(draft) -> Callable[..., "dm.Dataset"]:
    """A function that opens a dataset with these claims and intervals of the hill.

    A claim is ``(id, on, party, extent)`` with `topic`, `until` and `situation` by keyword in
    a dict at its end; an interval is ``(valid_from, extents, situation)``, and ends where the
    next one begins. Each interval cites every claim.
    """

    def make(claims: Sequence[tuple], intervals: Sequence[tuple]) -> "dm.Dataset":
        rows = [_claim_row(*claim) for claim in claims]
        draft.write("data/claims.csv", "\n".join([CLAIM_COLUMNS, *rows]))
        cited = ";".join(claim[0] for claim in claims)
        ends = [*(begin for begin, *_ in intervals[1:]), ""]
        lines = [
            f"hill,{begin},{end},{','.join(extents)},{';'.join(situation)},low,{cited},"
            for (begin, extents, *situation), end in zip(intervals, ends, strict=True)
        ]
        mill = "mill,2020-01-01,,,,,,low,,"
        draft.write("data/control.csv", "\n".join([CONTROL_COLUMNS, *lines, mill]))
        return dm.open_dataset(draft.path)

    return make


def _claim_row(name, on, party, extent, more=None):
    more = more or {}
    cells = [name, "hill", on, more.get("until", ""), party, extent, more.get("situation", "")]
    return ",".join(
        [*cells, "somebody", "wire", "A claim.", "", "", "no", "", more.get("topic", "")]
    )


@pytest.fixture
def frames_of() -> Callable[["dm.Dataset"], dict[str, pd.DataFrame]]:
    """A function that copies every frame of a dataset, to compare with later."""

    def copied(dataset: "dm.Dataset") -> dict[str, pd.DataFrame]:
        names = ("districts", "parties", "sources", "claims", "control", "events")
        return {name: getattr(dataset.tables, name).copy(deep=True) for name in names}

    return copied
