"""Which column of a table means what: recognised by its names, or said by its owner."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from damascus_map.errors import MappingError
from damascus_map.ingest.fields import (
    ACLED_ID,
    ACLED_NAMES,
    ACLED_SIGNS,
    MOST_COLUMNS,
    TABLE_NAMES,
    UCDP_NAMES,
    UCDP_SIGNS,
    Field,
    Names,
    field_key,
    field_of_tag,
)
from damascus_map.ingest.rows import Origin
from damascus_map.language import N_
from damascus_map.model.vocabulary import Confidence, PlacePrecision, SourceKind

FormName = Literal["ucdp", "acled", "table"]

ORIGINS: Final[Mapping[FormName, Origin]] = MappingProxyType(
    {
        "ucdp": Origin(
            id="ucdp",
            publisher="Uppsala Conflict Data Program",
            title="UCDP Georeferenced Event Dataset ({files})",
            url="https://ucdp.uu.se/downloads/",
            licence="CC BY 4.0",
            kind=SourceKind.DATASET,
            attribution="UCDP Georeferenced Event Dataset, Uppsala University (CC BY 4.0)",
        ),
        "acled": Origin(
            id="acled",
            publisher="ACLED",
            title="Armed Conflict Location & Event Data ({files})",
            url="https://acleddata.com/",
            licence="ACLED terms of use (may not be passed on)",
            kind=SourceKind.DATASET,
            attribution="ACLED (Armed Conflict Location & Event Data), acleddata.com",
            may_be_passed_on=False,
        ),
        "table": Origin(
            id="table",
            publisher="Own table",
            title="Own table ({files})",
            url="",
            licence="",
            kind=SourceKind.DATASET,
            attribution="Own table",
        ),
    }
)

_NAMES: Final[Mapping[FormName, Names]] = MappingProxyType(
    {"ucdp": UCDP_NAMES, "acled": ACLED_NAMES}
)
_CONSTANT: Final = ":"
"""Begins a value of a mapping that is no column, but holds for every row."""

_CHOICES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {Field.PRECISION: tuple(PlacePrecision), Field.CONFIDENCE: tuple(Confidence)}
)

Said = str | Sequence[str]

_TOO_MANY: Final = N_(
    "{field} has {found} columns ({columns}), but at most {most} can be read. Leave the others out."
)
_NO_COLUMN_SAID: Final = N_(
    "“{part}” says no column: write MEANING=COLUMN, and commas between several, such as {example}."
)
_NO_MEANING: Final = N_("“{name}” is nothing that a column can mean. Known: {known}.")
_NO_COLUMN: Final = N_(
    "There is no column “{name}” for {field}. Columns: {columns}. "
    "A value that holds for every row begins with a colon ({field}=:{name})."
)
_NEAR_COLUMN: Final = N_(
    "There is no column “{name}” for {field}. Is it “{near}”? Columns: {columns}."
)
_NO_CHOICE: Final = N_("{field} cannot be “{value}”. Known: {known}.")


@dataclass(frozen=True, slots=True)
class Form:
    """How one table is read.

    Attributes
    ----------
    name
        ``ucdp``, ``acled``, or ``table`` for any other: it chooses the kinds and the codes.
    origin
        Where such a table comes from.
    columns
        The columns of each meaning, as the file names them.
    constants
        What holds for every row, where no column says it.
    day_first
        Which way ``07/05/2017`` is read; None if the file itself has to settle it.
    """

    name: FormName
    origin: Origin
    columns: Mapping[Field, tuple[str, ...]]
    constants: Mapping[Field, str] = field(default_factory=dict)
    day_first: bool | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether enough is known to read rows: which column, or what, the date is."""
        return Field.DATE in self.columns or Field.DATE in self.constants


def recognised(columns: Sequence[str], tags: Mapping[str, str] = MappingProxyType({})) -> Form:
    """Recognise a table by the names of its columns, in any order.

    Parameters
    ----------
    columns
        As the file names them.
    tags
        The tag of the Humanitarian Exchange Language of each column that has one.

    Returns
    -------
    Form
        It may have no date, if none is recognised (`Form.is_complete`).
    """
    name = _name_of(columns)
    if name == "table":
        return Form(name, ORIGINS[name], _of_own_table(columns, tags, taken=()))
    return Form(name, ORIGINS[name], _by_names(columns, _NAMES[name]))


def form_from(
    mapping: str | Mapping[str, Said],
    columns: Sequence[str],
    tags: Mapping[str, str] = MappingProxyType({}),
) -> Form:
    """Return the form of an own table whose owner says what its columns mean.

    What is not said is recognised as far as it can be. A column that is said to mean one thing
    means no other. Columns of UCDP or ACLED keep their origin and its terms, whatever is said.

    Parameters
    ----------
    mapping
        ``date=When,lat=Y,precision=:district``; a colon begins a value that is no column, but
        holds for every row; nothing behind the sign (``text=``) means that there is none. A
        meaning may be repeated (``place=Town,place=Quarter``). Or the same as a mapping.
    columns, tags
        As for `recognised`.

    Raises
    ------
    MappingError
        If the mapping cannot be read, a column is not there, a meaning has too many columns or is
        not known, or a constant is none of those that it allows.
    """
    said = list(_said(mapping))
    named: dict[Field, tuple[str, ...]] = {}
    constants: dict[Field, str] = {}
    for which, value in said:
        if value.startswith(_CONSTANT):
            constants[which] = _checked_constant(which, value.removeprefix(_CONSTANT).strip())
        elif value:
            named[which] = (*named.get(which, ()), _checked_column(which, value, columns))
    for which, those in named.items():
        most = MOST_COLUMNS.get(which, 1)
        if len(those) > most:
            about = {"field": str(which), "found": len(those), "columns": ", ".join(those)}
            raise MappingError(_TOO_MANY, {**about, "most": most})
    taken = [name for those in named.values() for name in those]
    others = _of_own_table(columns, tags, taken=taken)
    settled = {which for which, _ in said}
    kept = {which: those for which, those in others.items() if which not in settled}
    return Form("table", ORIGINS[_name_of(columns)], {**kept, **named}, constants)


def _name_of(columns: Sequence[str]) -> FormName:
    """Tell whose table it is by the names of its columns."""
    keys = {field_key(name) for name in columns}
    if keys >= UCDP_SIGNS:
        return "ucdp"
    return "acled" if keys >= ACLED_SIGNS or ACLED_ID in keys else "table"


def _by_names(columns: Sequence[str], names: Names) -> dict[Field, tuple[str, ...]]:
    at_hand = _at_hand(columns)
    found: dict[Field, tuple[str, ...]] = {}
    for which, wanted in names.items():
        there = [
            next((at_hand[field_key(name)] for name in spellings if field_key(name) in at_hand), "")
            for spellings in wanted
        ]
        if any(there):
            found[which] = tuple(name for name in there if name)
    return found


def _of_own_table(
    columns: Sequence[str], tags: Mapping[str, str], *, taken: Iterable[str]
) -> dict[Field, tuple[str, ...]]:
    """Take tags before names: they were written to be understood."""
    left = [name for name in columns if name not in set(taken)]
    found: dict[Field, list[str]] = {}
    for name in left:
        meaning = field_of_tag(tags[name]) if name in tags else None
        if meaning is not None and len(found.get(meaning, ())) < MOST_COLUMNS.get(meaning, 1):
            found.setdefault(meaning, []).append(name)
    used = {name for names in found.values() for name in names}
    at_hand = _at_hand([name for name in left if name not in used])
    for meaning, spellings in TABLE_NAMES.items():
        for spelling in spellings:
            room = len(found.get(meaning, ())) < MOST_COLUMNS.get(meaning, 1)
            if room and field_key(spelling) in at_hand:
                found.setdefault(meaning, []).append(at_hand.pop(field_key(spelling)))
    return {meaning: tuple(names) for meaning, names in found.items()}


def _at_hand(columns: Sequence[str]) -> dict[str, str]:
    """Return the columns by their folded names; the first of two that are alike."""
    return {field_key(name): name for name in reversed(columns) if field_key(name)}


def pairs_of(mapping: str) -> Iterable[tuple[str, str]]:
    """Yield what is said in one text: a meaning, and its column.

    >>> list(pairs_of('date=When, "place=Town, quarter"'))
    [('date', 'When'), ('place', 'Town, quarter')]

    Raises
    ------
    MappingError
        If a part of it says no column.
    """
    for part in next(csv.reader([mapping], skipinitialspace=True), []):
        name, sign, value = (one.strip() for one in part.partition("="))
        if part.strip() and not sign:
            raise MappingError(_NO_COLUMN_SAID, {"part": name, "example": "date=When,place=Town"})
        if sign:
            yield name, value


def _said(mapping: str | Mapping[str, Said]) -> Iterable[tuple[Field, str]]:
    if isinstance(mapping, str):
        for name, value in pairs_of(mapping):
            yield _checked_field(name), value
        return
    for name, given in mapping.items():
        for one in (given,) if isinstance(given, str) else given:
            yield _checked_field(name), one.strip()


def _checked_field(name: str) -> Field:
    try:
        return Field(name.strip().casefold())
    except ValueError:
        about = {"name": name.strip(), "known": ", ".join(Field)}
        raise MappingError(_NO_MEANING, about) from None


def _checked_column(which: Field, name: str, columns: Sequence[str]) -> str:
    if name in columns:
        return name
    alike = _at_hand(columns).get(field_key(name))
    if alike is not None:
        return alike
    about = {"name": name, "field": str(which), "columns": ", ".join(columns)}
    for near in difflib.get_close_matches(name, columns, n=1):
        raise MappingError(_NEAR_COLUMN, {**about, "near": near})
    raise MappingError(_NO_COLUMN, about)


def _checked_constant(which: Field, value: str) -> str:
    allowed = _CHOICES.get(which, (value,))
    if value not in allowed:
        about = {"field": str(which), "value": value, "known": ", ".join(allowed)}
        raise MappingError(_NO_CHOICE, about)
    return value
