"""Tables as UCDP publishes them, made up, of any length: 49 columns, one point for the whole city.

The same size and seed give the same bytes. Nothing made here is ever part of a dataset of facts.
"""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from benchmarks.synthetic import FIRST_DAY, LAST_DAY, points_inside
from damascus_map.data.load import default_path

CITY_POINT: Final = (36.291575, 33.513364)
_ANOTHER_POINT: Final = (37.16, 36.20)
ROWS_AT_ONCE: Final = 250_000

_SEED: Final = 20170507
_SHARE_PRECISE: Final = 0.2
_SHARE_ELSEWHERE: Final = 0.2
_SHARE_NAMED: Final = 0.12
_SPELLINGS: Final = (
    *("Jobar", "Joubar", "Qaboun", "al-Qaboun", "Qabun", "Barzeh", "Barza", "Tadamon"),
    *("al- Tadamon", "Tishreen neighbourhood", "Tishrin dam", "Tishreen street"),
)
_HAPPENINGS: Final = (
    *("Clashes in", "Shelling of", "Air raids on", "Several killed in", "Explosion heard in"),
    *("Armed men storm", "Bombardment targets", "Snipers fire at people in"),
)
_ELSEWHERE: Final = ("Aleppo", "Homs", "the countryside of Idlib", "Deir ez-Zor", "Daraa", "Hama")
_SYLLABLES: Final = ("ma", "ra", "di", "lo", "ken", "su", "fa", "tir", "bel", "no", "gha", "zi")
_WORDS: Final = tuple("".join(parts) for parts in product(_SYLLABLES, repeat=3))
_SIDES: Final = (
    *("Government of Syria", "Syrian insurgents", "IS", "Hayat Tahrir al-Sham", "Civilians"),
)
_COLUMNS: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id"),
    *("conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b"),
    *("deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)


def write_ucdp(path: Path, rows: int, seed: int = _SEED) -> Path:
    """Write a table of made events, as the 49-column editions of UCDP GED are shaped.

    Parameters
    ----------
    path : Path
        The file; it is written piece by piece.
    rows : int
        How many.
    seed : int
        Of the random numbers.

    Returns
    -------
    Path
        The file.
    """
    chance = np.random.default_rng(seed)
    with path.open("wb") as file:
        for begin in range(0, rows, ROWS_AT_ONCE):
            made = made_rows(min(ROWS_AT_ONCE, rows - begin), begin + 1, chance)
            options = pa.csv.WriteOptions(include_header=begin == 0, quoting_style="needed")
            pa.csv.write_csv(made, file, options)
    return path


def made_rows(count: int, first_id: int, chance: np.random.Generator) -> pa.Table:
    """Make rows; some name a district in a text, some lie inside one, some elsewhere in Syria.

    Parameters
    ----------
    count, first_id : int
        How many, and the id of the first.
    chance : numpy Generator
        Of random numbers.

    Returns
    -------
    Table
        The columns of the edition, as text.
    """
    ids = pa.array(np.arange(first_id, first_id + count)).cast(pa.string())
    sort = chance.random(count)
    precise = sort < _SHARE_PRECISE
    elsewhere = sort > 1 - _SHARE_ELSEWHERE
    lon, lat = (
        pa.array(values).cast(pa.string()) for values in _points(precise, elsewhere, chance)
    )
    span = (LAST_DAY - FIRST_DAY).days
    days = pa.array(np.datetime64(FIRST_DAY) + chance.integers(span, size=count)).cast(pa.string())
    midnight = _joined(days, " 00:00:00.000")
    side_a, side_b = _picked(_SIDES, count, chance), _picked(_SIDES, count, chance)
    deaths = chance.integers(0, 12, size=count)
    headline = _headlines(elsewhere, chance)
    known: dict[str, pa.Array | str] = {
        "id": ids,
        "relid": _joined("SYR-2023-1-", ids),
        "year": pc.utf8_slice_codeunits(days, 0, 4),
        "active_year": "1",
        "code_status": "Clear",
        "type_of_violence": _picked(("1", "1", "1", "2", "3"), count, chance),
        "conflict_name": "Syria: Government",
        "dyad_name": _joined(side_a, " - ", side_b),
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": "1",
        "source_article": _joined('"SOHR,2017-05-07,', headline, '"'),
        "source_office": "SOHR",
        "source_date": days,
        "source_headline": headline,
        "source_original": "SOHR",
        "where_prec": pc.if_else(elsewhere, "3", "1"),
        "where_coordinates": pc.if_else(elsewhere, "Aleppo city", "Damascus city"),
        "adm_1": pc.if_else(elsewhere, "Aleppo Governorate", "Damascus Governorate"),
        "adm_2": pc.if_else(elsewhere, "Jebel Saman district", "Damascus district"),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": _joined("POINT (", lon, " ", lat, ")"),
        "priogrid_gid": "178273",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": midnight,
        "date_end": midnight,
        "best": pa.array(deaths).cast(pa.string()),
        "high": pa.array(deaths + 2).cast(pa.string()),
        "low": pa.array(deaths).cast(pa.string()),
    }
    return pa.table({name: _column(known.get(name, ""), count) for name in _COLUMNS})


def _points(
    precise: np.ndarray, elsewhere: np.ndarray, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    districts = gpd.read_file(default_path() / "geo" / "districts.geojson").geometry.to_numpy()
    inside = points_inside(districts, chance.integers(len(districts), size=len(precise)), chance)
    return tuple(
        np.where(precise, one, np.where(elsewhere, there, city))
        for one, there, city in zip(inside, _ANOTHER_POINT, CITY_POINT, strict=True)
    )


def _headlines(elsewhere: np.ndarray, chance: np.random.Generator) -> pa.Array:
    """Give nearly each row a sentence of its own, of words that come again as words do."""
    count = len(elsewhere)
    named = (chance.random(count) < _SHARE_NAMED) & ~elsewhere
    where = pc.if_else(
        named, _picked(_SPELLINGS, count, chance), _picked(_ELSEWHERE, count, chance)
    )
    happening = _picked(_HAPPENINGS, count, chance)
    words = [_picked(_WORDS, count, chance) for _ in range(3)]
    return _joined(happening, " ", where, ", and ", words[0], " ", words[1], " from ", words[2])


def _picked(choices: Sequence[str], count: int, chance: np.random.Generator) -> pa.Array:
    return pa.array(choices).take(pa.array(chance.integers(len(choices), size=count)))


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _column(values: pa.Array | str, count: int) -> pa.Array:
    return pa.repeat(values, count) if isinstance(values, str) else values
