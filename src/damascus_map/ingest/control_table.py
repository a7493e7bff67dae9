"""Reading a table of who held what: its columns by their names, its words by their meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from damascus_map.data.rulebook import finding
from damascus_map.errors import Finding, UnfitFileError, UnknownChoiceError
from damascus_map.ingest.archives import parts_of
from damascus_map.ingest.control_findings import found, of_notice
from damascus_map.ingest.encodings import Utf8Stream
from damascus_map.ingest.file_kinds import FileKind
from damascus_map.ingest.rows import Notice
from damascus_map.ingest.sources import Limits, Source
from damascus_map.ingest.texts import folded
from damascus_map.ingest.wrong_files import refusal
from damascus_map.language import LANGUAGES, language
from damascus_map.model.vocabulary import Confidence, Extent, Situation


class Field(StrEnum):
    """What a column of the table can hold."""

    DISTRICT = "district"
    FROM = "from"
    TO = "to"
    PARTY = "party"
    EXTENT = "extent"
    SOURCE = "source"
    CONFIDENCE = "confidence"
    SITUATION = "situation"
    NOTE = "note"


NEEDED: Final = (Field.DISTRICT, Field.FROM, Field.SOURCE)
HALF_OPEN: Final = "valid to"
"""A column of this name holds the first day on which a row no longer holds."""

_COLUMNS: Final[Mapping[Field, str]] = {
    Field.DISTRICT: (
        "district, district id, neighbourhood, neighborhood, area, place, quartier, "
        "arrondissement, zone, lieu, حي, الحي, منطقة, المنطقة, اسم الحي"
    ),
    Field.FROM: (
        "from, valid from, since, start, start date, begin, date from, date, de, du, depuis, "
        "debut, date de debut, من, منذ, من تاريخ, البداية, تاريخ البداية"
    ),
    Field.TO: (
        "to, valid to, until, till, end, end date, date to, a, au, jusqu a, jusqu au, fin, "
        "date de fin, إلى, حتى, إلى تاريخ, النهاية, تاريخ النهاية"
    ),
    Field.PARTY: (
        "party, actor, holder, held by, controlled by, control, controller, side, partie, acteur, "
        "camp, tenu par, controle par, controle, جهة, الجهة, طرف, الطرف, السيطرة, الجهة المسيطرة"
    ),
    Field.EXTENT: (
        "extent, share, how much, degree, etendue, part, degre, ampleur, "
        "مدى, المدى, نطاق, النطاق, مدى السيطرة"
    ),
    Field.SOURCE: "source, sources, source id, reference, url, مصدر, المصدر, المصادر, مرجع",
    Field.CONFIDENCE: "confidence, certainty, confiance, fiabilite, certitude, ثقة, الثقة, موثوقية",
    Field.SITUATION: "situation, status, etat, وضع, الوضع, حالة, الحالة",
    Field.NOTE: "note, notes, comment, comments, remark, remarque, commentaire, ملاحظة, ملاحظات",
}

_WORDS: Final[Mapping[str, str]] = {
    Extent.WHOLE: "all, full, full control, total, entire, entier, tout, totalite, كامل, كله, كل",
    Extent.MOST: "majority, mostly, majorite, la plupart, plus grande partie, معظم, أغلب, غالبية",
    Extent.SHARED: "half, about equal, partage, moitie, مشترك, متقاسم, نصف",
    Extent.PART: "partial, partly, some, minority, partie, partiel, partiellement, جزء, جزئي, بعض",
    Extent.PRESENT: "presence, there, presente, حاضر, موجود, حضور, وجود",
    Extent.NONE: "no, nothing, absent, aucun, rien, لا, لا شيء, غائب",
    Confidence.HIGH: "haute, haut, elevee, eleve, forte, sure, عالية, عال, مرتفعة, كبيرة",
    Confidence.MEDIUM: "moyenne, moyen, middle, متوسطة, متوسط",
    Confidence.LOW: "basse, bas, faible, منخفضة, منخفض, ضعيفة",
    Situation.NEGOTIATION: "talks, negotiations, pourparlers, negociations, مفاوضات, محادثات",
    Situation.CEASEFIRE: "cease fire, cessez le feu, وقف إطلاق النار",
    Situation.FIGHTING: "clashes, combats, combat, قتال, معارك, اشتباكات",
}
_DELIMITERS: Final = ",;\t"
_LIMITS: Final = Limits(file_bytes=100_000_000, unpacked_bytes=100_000_000)
"""A table is read whole: its rows are compared with each other."""


@dataclass(frozen=True, slots=True)
class ControlTable:
    """A table as it was read.

    Attributes
    ----------
    file
        Its name.
    rows
        Cells as texts, a column for each field, "" where the file has none; indexed by line.
    columns
        Name in the file of each field that was recognised.
    unused
        Names of the columns that were not.
    told
        What was noticed about the file.
    """

    file: str
    rows: pd.DataFrame
    columns: Mapping[Field, str]
    unused: tuple[str, ...]
    told: tuple[Finding, ...] = ()

    def problem(self, rule: str, row: int, field: Field, **about: object) -> Finding:
        """Return a finding about a cell."""
        return found(rule, self.file, row, column=self.columns.get(field, str(field)), **about)


def read_control_table(path: Path, mapping: Mapping[str, str] | None = None) -> ControlTable:
    """Return a table of text, its columns recognised by their names in three languages.

    Parameters
    ----------
    path
        Separated by commas, semicolons or tabs, in any usual encoding, packed or not; lines that
        begin with # before the header are remarks, a row of HXL tags below it is left out.
    mapping
        Column by field, where the names do not say it.

    Raises
    ------
    ImportFileError
        If the file cannot be read as one table of text.
    UnfitFileError
        If its rows cannot be read, or a column that is needed is not found.
    UnknownChoiceError
        If the mapping names a field or a column that is not there.
    """
    text, told = _text_of(path)
    lines = text.splitlines(keepends=True)
    remarks = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = lines[remarks] if remarks < len(lines) else ""
    delimiter = max(_DELIMITERS, key=header.count)
    body = io.StringIO("".join(lines[remarks:]), newline="")
    reader = csv.reader(body, delimiter=delimiter)
    names = [name.strip() for name in next(reader, [])]
    columns = _recognised(names, mapping or {}, path.name)
    missing = [field for field in NEEDED if field not in columns]
    if missing:
        known = ", ".join(names) or "-"
        faults = [found("column-not-found", path.name, field=one, known=known) for one in missing]
        raise UnfitFileError(str(path), faults)
    rows, numbers = _cells(reader, remarks, path)
    places = {field: names.index(column) for field, column in columns.items()}
    cells = {
        field.value: [
            row[places[field]].strip() if places.get(field, len(row)) < len(row) else ""
            for row in rows
        ]
        for field in Field
    }
    unused = tuple(name for name in names if name and name not in columns.values())
    frame = pd.DataFrame(cells, index=numbers, dtype="str")
    return ControlTable(path.name, frame, columns, unused, told)


def _text_of(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of the one table in a file, and what there is to say of the file."""
    source = Source.of_path(path)
    texts: list[str] = []
    notices: list[Notice] = []
    with source.opened(_LIMITS) as raw:
        for part in parts_of(source, raw, _LIMITS):
            if texts:
                raise refusal("several-tables", source.name)
            if part.kind is not FileKind.TEXT:
                raise refusal("not-text", part.name)
            stream = Utf8Stream(part.name, part.head, part.rest)
            texts.append(stream.read().decode())
            notices += [*part.notices, *stream.notices]
    return texts[0], tuple(of_notice(one) for one in notices)


def _cells(reader: Any, remarks: int, path: Path) -> tuple[list[list[str]], list[int]]:
    """Return the rows that hold something, each with the line on which it ends."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    try:
        for row in reader:
            filled = [cell for cell in row if cell.strip()]
            is_tags = not rows and all(cell.startswith("#") for cell in filled)
            if filled and not is_tags:
                rows.append(row)
                numbers.append(remarks + reader.line_num)
    except csv.Error as error:
        raise UnfitFileError(str(path), [finding("not-csv", path.name, reason=error)]) from error
    if not rows:
        raise UnfitFileError(str(path), [found("no-rows", path.name)])
    return rows, numbers


def _recognised(names: Sequence[str], mapping: Mapping[str, str], file: str) -> dict[Field, str]:
    columns: dict[Field, str] = {}
    for field, column in mapping.items():
        if field not in list(Field):
            known = ", ".join(Field)
            raise UnknownChoiceError(f"There is no field {field!r} to map. Known: {known}.")
        if column not in names:
            known = ", ".join(names)
            raise UnknownChoiceError(f"There is no column {column!r} in {file}. It has: {known}.")
        columns[Field(field)] = column
    plain = {plain_word(name): name for name in reversed(names)}
    for field, listed in _COLUMNS.items():
        usual = [plain_word(one) for one in listed.split(",")]
        name = next((plain[one] for one in usual if one in plain), None)
        if name is not None and field not in columns and name not in columns.values():
            columns[field] = name
    return columns


def plain_word(text: str) -> str:
    """Return a word as it is compared: without case, accents, marks and variants of letters.

    >>> plain_word("Cessez-le-feu"), plain_word("القابون")
    ('cessez le feu', 'القابون')
    """
    return " ".join("".join(one if one.isalnum() else " " for one in folded(text)).split())


@cache
def meanings(kind: type[StrEnum]) -> Mapping[str, str]:
    """Return the value that each plain word stands for: its own, in three languages, and others."""
    words: dict[str, str] = {}
    for member in kind:
        own = [member.value, *(language(code).text(member.value) for code in LANGUAGES)]
        for word in (*own, *filter(None, _WORDS.get(member.value, "").split(","))):
            words.setdefault(plain_word(word), member.value)
    return words
