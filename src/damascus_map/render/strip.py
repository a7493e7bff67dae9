"""What is to be drawn where time is shown: for each district a band of who held it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from damascus_map.data.tables import Tables
from damascus_map.errors import InvalidDateError
from damascus_map.language import N_, NN_, Language, language
from damascus_map.model.dates import Precision, parse_partial_date
from damascus_map.model.vocabulary import Confidence
from damascus_map.query.control import extents_in, intervals_of
from damascus_map.query.selection import checked_districts
from damascus_map.render.doubts import disputed_spans
from damascus_map.render.frame import Origin, name_below, origin_of, title_of
from damascus_map.render.legend_keys import LegendKey, holder_keys
from damascus_map.render.style import Fill, fills_of

Row = Mapping[Any, Any]

_LENGTHS: Final = {Precision.YEAR: 4, Precision.MONTH: 7}
_TIMES: Final = NN_("{n} change of who holds a district", "{n} changes of who holds a district")


@dataclass(frozen=True, slots=True)
class Look:
    """How ground is filled: its stripes, and the confidence of them."""

    fills: tuple[Fill, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the same holds.

    Attributes
    ----------
    first, end
        First civil day, and first on which it no longer holds; they may lie beyond the strip.
    look
        As a map of any of its days.
    former, soft_end
        Where the beginning is known to the month or the year only: what held before, and the
        first day after that month or year, at the latest `end`; else None and the first day.
    begins
        The date of its beginning in words, where who holds the district changes then; else empty.
    """

    first: date
    end: date
    look: Look
    former: Look | None
    soft_end: date
    begins: str


@dataclass(frozen=True, slots=True)
class Band:
    """A district over time.

    Attributes
    ----------
    name
        In the strip's language.
    name_below
        In Arabic, where that is another; else "".
    stretches
        The earliest first, without gaps; each looks otherwise than the one before.
    disputed
        First day, and first day after, of each time about which sources differ; none touch.
    """

    name: str
    name_below: str
    stretches: tuple[Stretch, ...]
    disputed: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything that a strip shows.

    Attributes
    ----------
    first, end
        First civil day of the strip, and the first after it.
    bands
        In the order of the dataset.
    colours
        Colour of each party.
    keys
        What the legend explains of the bands.
    words, title, date_text, days, summary, notes, origin
        As those of a `Captioned` picture.
    """

    first: date
    end: date
    bands: tuple[Band, ...]
    colours: Mapping[str, str]
    keys: tuple[LegendKey, ...]
    words: Language
    title: str
    date_text: str
    days: str
    summary: str
    notes: tuple[str, ...]
    origin: Origin


def strip_of(
    tables: Tables,
    begin: date,
    until: date,
    *,
    districts: Sequence[str] | None = None,
    lang: str = "en",
) -> Strip:
    """Return what a strip of a time shows.

    Parameters
    ----------
    tables
        The dataset.
    begin, until
        First and last civil day shown.
    districts
        Ids of the districts wanted; None for all.
    lang
        Code of the language.

    Raises
    ------
    InvalidDateError, UnknownDistrictError, UnknownChoiceError
        If the first day lies before the dataset, the last is not later, or a district or the
        language does not exist.
    """
    if begin < tables.package.first_day:
        raise InvalidDateError(
            f"{begin} lies before the first day of the dataset: expected "
            f"{tables.package.first_day} or later"
        )
    if until <= begin:
        raise InvalidDateError(f"The end ({until}) is not later than the beginning ({begin}).")
    words, end = language(lang), until + timedelta(days=1)
    chosen = checked_districts(tables, districts)
    rows = [_rows_within(tables, one, begin, end) for one in chosen]
    bands = tuple(
        _band(tables, one, found, (begin, end), words)
        for one, found in zip(chosen, rows, strict=True)
    )
    stretches = [one for band in bands for one in band.stretches]
    looks = [one.look for one in stretches]
    looks += [one.former for one in stretches if one.former and one.soft_end > begin]
    claims = [claim for found in rows for row in found for claim in row["claim_ids"]]
    return Strip(
        first=begin,
        end=end,
        bands=bands,
        colours={str(party): str(colour) for party, colour in tables.parties["colour"].items()},
        keys=holder_keys(tables.parties, [(one.fills, one.confidence) for one in looks], words),
        words=words,
        title=title_of(tables, words),
        date_text=words.text(
            N_("{first} to {last}"), first=words.short_day(begin), last=words.short_day(until)
        ),
        days=f"{begin}, {until}",
        summary=words.plural(
            _TIMES, sum(one.first > begin and bool(one.begins) for one in stretches)
        ),
        notes=tuple(_notes(bands, words)),
        origin=_origin(tables, claims, (begin, until), districts and chosen, lang),
    )


def _rows_within(tables: Tables, district: str, begin: date, end: date) -> list[Row]:
    """Return the intervals of a district that touch a time, each with the one before it."""
    rows = intervals_of(tables, district).to_dict(orient="records")
    return [
        {**row, "former": former}
        for former, row in zip([None, *rows], rows, strict=False)
        if row["first"].date() < end and (pd.isna(row["end"]) or row["end"].date() > begin)
    ]


def _band(
    tables: Tables, district: str, rows: Sequence[Row], span: tuple[date, date], words: Language
) -> Band:
    names = tables.districts.loc[district]
    begin, end = span
    found = ((first, last + timedelta(days=1)) for first, last in disputed_spans(tables, district))
    return Band(
        name=names[f"name_{words.code}"],
        name_below=name_below(names, words),
        stretches=_merged(_stretch(row, end, tables.party_ids, words) for row in rows),
        disputed=_joined(one for one in found if one[0] < end and one[1] > begin),
    )


def _stretch(row: Row, end: date, parties: Sequence[str], words: Language) -> Stretch:
    first, precision = row["first"].date(), Precision(row["first_precision"])
    known = parse_partial_date(first.isoformat()[: _LENGTHS.get(precision)])
    over: date = end if pd.isna(row["end"]) else row["end"].date()
    former = None if row["former"] is None else _look(row["former"], parties)
    is_soft = former is not None and precision is not Precision.DAY
    look = _look(row, parties)
    is_change = former is not None and former.fills != look.fills
    return Stretch(
        first=first,
        end=over,
        look=look,
        former=former if is_soft else None,
        soft_end=min(known.last + timedelta(days=1), over) if is_soft else first,
        begins=words.partial_date(known) if is_change else "",
    )


def _merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches of which no two that follow one another look alike."""
    merged: list[Stretch] = []
    for one in stretches:
        if merged and merged[-1].look == one.look:
            merged[-1] = replace(merged[-1], end=one.end)
        else:
            merged.append(one)
    return tuple(merged)


def _look(row: Row, parties: Sequence[str]) -> Look:
    return Look(fills_of(extents_in(row, parties)), Confidence(row["confidence"]))


def _joined(spans: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return times as fewer ones that do not touch."""
    joined: list[tuple[date, date]] = []
    for first, end in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return tuple(joined)


def _notes(bands: Sequence[Band], words: Language) -> Iterable[str]:
    """Yield a sentence on each doubt about what is shown."""
    grey = [
        band.name
        for band in bands
        if any(fill.party is None for one in band.stretches for fill in one.look.fills)
    ]
    if grey:
        text = N_("Grey, since not known who held it or a part of it: {districts}.")
        yield words.text(text, districts=words.list_of(grey))
    differ = [band.name for band in bands if band.disputed]
    if differ:
        yield words.text(N_("Sources differ on {districts}."), districts=words.list_of(differ))


def _origin(
    tables: Tables,
    claims: Sequence[str],
    span: tuple[date, date],
    districts: Sequence[str] | None,
    lang: str,
) -> Origin:
    address = {"span": ",".join(map(str, span))}
    if districts:
        address["districts"] = ",".join(districts)
    if lang != "en":
        address["lang"] = lang
    origin = origin_of(tables, address, claims=claims, sources=())
    parts = [f"damascus-map strip --from {span[0]} --to {span[1]}"]
    parts += [f"--district {one}" for one in districts or ()]
    # It shows no layer of a map, so it has nobody to thank for one.
    return replace(origin, attributions=(), command=" ".join([*parts, f"--lang {lang}"]))
