"""What the rows of a table of control say: of which district and party, from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from damascus_map.data.schema import RESERVED_IDS
from damascus_map.data.slugs import slug_of
from damascus_map.data.tables import Tables
from damascus_map.errors import Finding, InvalidDateError
from damascus_map.ingest.control_findings import found
from damascus_map.ingest.control_table import HALF_OPEN, ControlTable, Field, meanings, plain_word
from damascus_map.model.dates import PartialDate, Precision, parse_partial_date
from damascus_map.model.vocabulary import Confidence, Extent, Situation

_LONGEST_ID: Final = 60
_EXAMPLES: Final = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """One row.

    Attributes
    ----------
    row
        Its line in the file.
    district, party
        Ids; no party where the row speaks of the situation alone.
    begin, end
        First day, and first day on which it no longer holds, as far as they are known; no end
        while it holds.
    until
        The last day as a claim has it, "" while it holds.
    extent, situation, confidence
        As in the contract.
    sources
        Who says it, as the file names them.
    note
        Of the file.
    """

    row: int
    district: str
    party: str | None
    begin: PartialDate
    end: PartialDate | None
    until: str
    extent: str | None
    situation: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Statements:
    """All rows of a table.

    Attributes
    ----------
    rows
        In the order of the file.
    parties
        Name by id of the parties that the dataset does not have yet.
    faults
        What keeps the table from being taken.
    told
        What was read into it.
    """

    rows: tuple[Statement, ...]
    parties: Mapping[str, str]
    faults: tuple[Finding, ...]
    told: tuple[Finding, ...]


class _Reader:
    """Reads row after row, and keeps what it finds on the way."""

    def __init__(self, table: ControlTable, tables: Tables) -> None:
        self.table = table
        self.faults: list[Finding] = []
        self.parties: dict[str, str] = {}
        self.districts = _names_of(tables.districts, ("name", "aliases"))
        self.half_open = _is_half_open(table, self.districts)
        self.known_parties = _names_of(tables.parties, ())
        self.used_ids = {*tables.parties.index, *RESERVED_IDS}
        self.district_ids = ", ".join(tables.district_ids[:_EXAMPLES])

    def statement(self, row: int, cells: Mapping[Any, str]) -> Statement | None:
        """Return what a row says, or None where something in it cannot be used."""
        before = len(self.faults)
        district = self._district(row, cells[Field.DISTRICT])
        begin = self._date(row, Field.FROM, cells[Field.FROM])
        given_end = self._date(row, Field.TO, cells[Field.TO])
        extent = self._words(row, Field.EXTENT, cells, Extent)
        situation = self._words(row, Field.SITUATION, cells, Situation)
        confidence = self._words(row, Field.CONFIDENCE, cells, Confidence)
        sources = tuple(dict.fromkeys(filter(None, map(str.strip, cells[Field.SOURCE].split(";")))))
        if not sources:
            self._fault("empty-cell", row, Field.SOURCE, right="The Gazette, 16 February 2014")
        party = self._party(cells[Field.PARTY])
        if party is None and extent:
            self._fault("extent-without-party", row, Field.PARTY)
        elif party is None and not situation:
            self._fault("says-nothing", row, Field.PARTY)
        end = given_end if given_end is None or self.half_open else _following(given_end)
        if begin is not None and end is not None and end.first <= begin.first:
            given = {"begin": begin.text, "end": cells[Field.TO], "value": cells[Field.TO]}
            self._fault("reversed", row, Field.TO, **given)
        if len(self.faults) > before or begin is None or district is None:
            return None
        return Statement(
            row=row,
            district=district,
            party=party,
            begin=begin,
            end=end,
            until=_until(given_end, half_open=self.half_open),
            extent=(extent[0] if extent else Extent.PRESENT.value) if party else None,
            situation=situation,
            confidence=confidence[0] if confidence else Confidence.LOW.value,
            sources=sources,
            note=cells[Field.NOTE],
        )

    def _fault(self, rule: str, row: int, field: Field, **about: Any) -> None:
        self.faults.append(self.table.problem(rule, row, field, **about))

    def _district(self, row: int, cell: str) -> str | None:
        right = self.district_ids.split(", ", maxsplit=1)[0]
        if not cell:
            self._fault("empty-cell", row, Field.DISTRICT, right=right)
            return None
        found_id = self.districts.get(plain_word(cell))
        if found_id is None:
            about = {"value": cell, "known": self.district_ids, "right": right}
            self._fault("unknown-district", row, Field.DISTRICT, **about)
        return found_id

    def _date(self, row: int, field: Field, cell: str) -> PartialDate | None:
        if not cell:
            if field is Field.FROM:
                self._fault("empty-cell", row, field, right="2014-02-15")
            return None
        try:
            return parse_partial_date(cell)
        except InvalidDateError:
            self._fault("date-form", row, field, value=cell)
            return None

    def _words(
        self, row: int, field: Field, cells: Mapping[Any, str], kind: Any
    ) -> tuple[str, ...]:
        """Return the values that a cell names, in the order of the contract."""
        named = [one for one in cells[field].split(";") if one.strip()]
        known = meanings(kind)
        wrong = [one for one in named if plain_word(one) not in known]
        several = field is not Field.SITUATION and len(named) > 1
        if wrong or several:
            words = [member.value for member in kind]
            about = {"value": cells[field], "known": ", ".join(words), "right": words[-1]}
            self._fault("unknown-word", row, field, **about)
            return ()
        values = {known[plain_word(one)] for one in named}
        return tuple(member.value for member in kind if member.value in values)

    def _party(self, cell: str) -> str | None:
        """Return the id of a party; one that is new gets an id of its own."""
        name = " ".join(cell.split())
        if not name:
            return None
        plain = plain_word(name)
        if plain not in self.known_parties:
            slug = slug_of(name)[:_LONGEST_ID].strip("-") or f"party-{len(self.parties) + 1}"
            made = unused_id(slug, self.used_ids)
            self.used_ids.add(made)
            self.parties[made] = name
            self.known_parties[plain] = made
        return self.known_parties[plain]


def statements_of(table: ControlTable, tables: Tables) -> Statements:
    """Return what a table says, in terms of a dataset.

    Parameters
    ----------
    table
        As it was read.
    tables
        The dataset that it is to be taken into: its districts and parties are recognised.
    """
    reader = _Reader(table, tables)
    read = [
        reader.statement(int(row), cells)
        for row, cells in zip(table.rows.index, table.rows.to_dict(orient="records"), strict=True)
    ]
    rows = tuple(one for one in read if one is not None)
    told = _told(table, half_open=reader.half_open)
    return Statements(rows, reader.parties, tuple(reader.faults), tuple(told))


def unused_id(wanted: str, used: set[str]) -> str:
    """Return an id that is not used yet: the one wanted, or the same with a number."""
    number, made = 1, wanted
    while made in used:
        number += 1
        made = f"{wanted}-{number}"
    return made


def _names_of(frame: Any, more: Sequence[str]) -> dict[str, str]:
    """Return the id that each plain name stands for; ids come first, then names, then aliases."""
    names: dict[str, str] = {plain_word(str(key)): str(key) for key in frame.index}
    columns = [name for name in ("name_en", "name_fr", "name_ar", *more) if name in frame.columns]
    for column in columns:
        for key, cell in frame[column].items():
            for name in cell if isinstance(cell, tuple) else (cell,):
                names.setdefault(plain_word(str(name)), str(key))
    return names


def _is_half_open(table: ControlTable, districts: Mapping[str, str]) -> bool:
    """Tell whether the ends are first days after: by the column's name, or since rows join so."""
    if plain_word(table.columns.get(Field.TO, "")) == HALF_OPEN:
        return True
    rows = table.rows
    places = [districts.get(plain_word(cell)) for cell in rows[Field.DISTRICT]]
    begins = set(zip(places, rows[Field.FROM], strict=True))
    ends = zip(places, rows[Field.FROM], rows[Field.TO], strict=True)
    return any(end and end != begin and (place, end) in begins for place, begin, end in ends)


def _following(last: PartialDate) -> PartialDate:
    """Return the day, month or year after one."""
    after = (last.last + timedelta(days=1)).isoformat()
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[last.precision]
    return parse_partial_date(after[:length])


def _until(end: PartialDate | None, *, half_open: bool) -> str:
    """Return the last day of a statement as the contract has it."""
    if end is None:
        return ""
    return day_before(end.first) if half_open else end.text


def day_before(day: date) -> str:
    """Return the day before a day, YYYY-MM-DD."""
    return (day - timedelta(days=1)).isoformat()


def _told(table: ControlTable, *, half_open: bool) -> list[Finding]:
    rows, told = table.rows, []
    if rows[Field.TO].any():
        column = table.columns[Field.TO]
        told.append(found("day-after" if half_open else "last-day", table.file, column=column))
    silent = int(((rows[Field.PARTY] != "") & (rows[Field.EXTENT] == "")).sum())
    if silent:
        told.append(found("extent-not-said", table.file, count=silent))
    unsure = int((rows[Field.CONFIDENCE] == "").sum())
    if unsure:
        told.append(found("confidence-not-said", table.file, count=unsure))
    if table.unused:
        told.append(found("unused-columns", table.file, value=", ".join(table.unused)))
    return told
