"""The error tree: what can go wrong with a dataset or a call, and the findings that explain it.

DamascusMapError
├── DatasetError
│   ├── DatasetNotFoundError   (also FileNotFoundError)
│   └── InvalidDatasetError    (also ValueError; carries every finding)
│       └── UnfitFileError
├── QueryError
│   ├── InvalidDateError       (also ValueError)
│   ├── UnknownDistrictError   (also LookupError)
│   └── UnknownChoiceError     (also ValueError)
│       └── MappingError       (what is said of columns does not fit; can be translated)
├── OutputError
│   ├── OutputExistsError      (also FileExistsError)
│   ├── OutputPathError        (also OSError)
│   ├── OutputTooLargeError    (also ValueError)
│   └── MissingProgramError
├── ImportFileError            (also ValueError; carries what is wrong and what to do)
│   ├── ImportFileNotFoundError (also FileNotFoundError)
│   ├── WrongKindError
│   └── ImportTooLargeError
├── BusyError                  (also RuntimeError)
├── ClusterError               (also RuntimeError)
├── LostProcessError           (also RuntimeError)
└── DrawingError               (also RuntimeError)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

_RULES_OF_TEXT: Final = ("not-utf8", "broken-json")
"""The rules whose row is a line of the file, whatever the file holds."""


_FILES_OF_FEATURES: Final = (".geojson", ".json", ".gpkg", ".shp", ".zip", ".kml", ".kmz")
"""Endings of the files whose rows are features; ``datapackage.json`` has no rows but lines."""

_SPOKEN = ("expected", "reason")
"""Parameters of a finding that are phrases; all others are values and names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a dataset: where it is, what was found, and what to do.

    Attributes
    ----------
    rule
        Slug of the rule that found it, such as ``date-format``.
    severity
        ``error`` keeps the dataset from being opened; ``warning`` does not.
    file
        Path inside the dataset folder, such as ``data/control.csv``.
    row
        Line of a table as an editor shows it (the header is line 1), number of the feature
        in a GeoJSON file (the first is 1; the line where its text cannot be read), number of
        the row in a Parquet file (the first is 1), or None.
    column
        Column or property, or None where the finding is about the whole row or file.
    value
        The value found, shortened; None where there is none.
    message_template, advice_template
        What is wrong and how to mend it; `parameters` fill the braces. The templates are
        also the keys of the catalogues.
    example_template
        The right form at this place, the same in every language; filled as the others are.
    """

    rule: str
    severity: Literal["error", "warning"]
    file: str
    row: int | None
    column: str | None
    value: str | None
    message_template: str
    advice_template: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    example_template: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in one phrase."""
        return self.message_template.format(**self.parameters)

    @property
    def advice(self) -> str:
        """How to mend it, in one sentence."""
        return self.advice_template.format(**self.parameters)

    @property
    def example(self) -> str:
        """The right form, such as a cell or a line; empty where there is none."""
        return self.example_template.format(**self.parameters)

    @property
    def row_kind(self) -> Literal["line", "feature", "row"]:
        """What `row` counts: lines of a text, features of a layer, or rows of a Parquet file."""
        name = self.file.lower()
        if self.rule not in _RULES_OF_TEXT and name.endswith(_FILES_OF_FEATURES):
            return "feature"
        return "row" if name.endswith(".parquet") else "line"

    @property
    def place(self) -> str:
        """File, line and column in one phrase, such as ``data/claims.csv, line 4, column on``."""
        parts = [self.file]
        if self.row is not None:
            parts.append(f"{self.row_kind} {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def translated(self, translate: Callable[[str], str]) -> Finding:
        """Return the finding with its sentences in another language."""
        return replace(
            self,
            message_template=translate(self.message_template),
            advice_template=translate(self.advice_template),
            parameters={
                name: translate(value) if name in _SPOKEN and isinstance(value, str) else value
                for name, value in self.parameters.items()
            },
        )

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the finding as plain values, for JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
            "advice": self.advice,
            "example": self.example,
        }

    def __str__(self) -> str:
        """Return the finding as one line of text."""
        value = "" if self.value is None else f" (found: {self.value!r})"
        return f"{self.place}: {self.message}{value}. {self.advice}"


class DamascusMapError(Exception):
    """Anything that damascus-map reports to its user."""


class DatasetError(DamascusMapError):
    """A dataset cannot be used."""


class DatasetNotFoundError(DatasetError, FileNotFoundError):
    """There is no dataset at the path that was given."""


class InvalidDatasetError(DatasetError, ValueError):
    """A dataset breaks its contract; `findings` holds everything that was found.

    Parameters
    ----------
    where
        The dataset folder as the user named it.
    findings
        Every finding, in the order of files and lines.
    """

    thing = "dataset"

    def __init__(self, where: str, findings: Sequence[Finding]) -> None:
        self.where = where
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == "error"]
        head = f"The {self.thing} {where} cannot be used: {len(errors)} error(s)."
        super().__init__("\n".join([head, *(f"- {finding}" for finding in errors)]))


class UnfitFileError(InvalidDatasetError):
    """A file cannot be taken into a dataset; `where` is the file."""

    thing = "file"


class QueryError(DamascusMapError):
    """A question was put in a way that cannot be answered."""


class InvalidDateError(QueryError, ValueError):
    """A date is not written as YYYY-MM-DD (or YYYY-MM, YYYY where that is allowed)."""


class UnknownDistrictError(QueryError, LookupError):
    """A district id is not in the dataset."""


class UnknownChoiceError(QueryError, ValueError):
    """A value is not one of those allowed, such as an event type or a language."""


class MappingError(UnknownChoiceError):
    """What is said of a table's columns does not fit the table.

    Parameters
    ----------
    template
        What is wrong and what to do; `parameters` fill the braces. It is also a key of the
        catalogues.
    parameters
        Plain values.
    """

    def __init__(self, template: str, parameters: Mapping[str, object]) -> None:
        self.template = template
        self.parameters = dict(parameters)
        super().__init__(template.format(**self.parameters))

    def __reduce__(self) -> tuple[type[MappingError], tuple[object, ...]]:
        """Let another process tell what went wrong there."""
        return type(self), (self.template, self.parameters)

    def translated(self, translate: Callable[[str], str]) -> MappingError:
        """Return the error in another language."""
        return type(self)(translate(self.template), self.parameters)


class OutputError(DamascusMapError):
    """A file cannot be written where it was wanted."""


class OutputExistsError(OutputError, FileExistsError):
    """There is a file already, and it was not said that it may be replaced."""


class OutputPathError(OutputError, OSError):
    """There is no folder to write into, or it cannot be written to."""


class OutputTooLargeError(OutputError, ValueError):
    """What is to be written is more than the kind of file can hold."""


class MissingProgramError(OutputError):
    """Another program is needed to write a file, and it is not on this machine."""


class ImportFileError(DamascusMapError, ValueError):
    """A file that was given to be taken in cannot be read.

    Parameters
    ----------
    file
        Its name as the user knows it; a member of an archive as ``events.zip/2016.csv``.
    message_template, advice_template
        What is wrong and what to do; `parameters` fill the braces. The templates are also the
        keys of the catalogues.
    parameters
        Plain values.
    """

    def __init__(
        self,
        file: str,
        message_template: str,
        advice_template: str,
        parameters: Mapping[str, object] | None = None,
    ) -> None:
        self.file = file
        self.message_template = message_template
        self.advice_template = advice_template
        self.parameters = dict(parameters or {})
        super().__init__(f"{file}: {self.message}. {self.advice}")

    @property
    def message(self) -> str:
        """What is wrong, in one phrase."""
        return self.message_template.format(**self.parameters)

    @property
    def advice(self) -> str:
        """What to do, in one sentence."""
        return self.advice_template.format(**self.parameters)

    def __str__(self) -> str:
        """Return file, message and advice as one line of text."""
        return f"{self.file}: {self.message}. {self.advice}"

    def __reduce__(self) -> tuple[type[ImportFileError], tuple[object, ...]]:
        """Let another process tell what went wrong there."""
        arguments = (self.file, self.message_template, self.advice_template, self.parameters)
        return type(self), arguments

    def translated(self, translate: Callable[[str], str]) -> ImportFileError:
        """Return the error with its sentences in another language."""
        message, advice = translate(self.message_template), translate(self.advice_template)
        return type(self)(self.file, message, advice, self.parameters)


class ImportFileNotFoundError(ImportFileError, FileNotFoundError):
    """There is no file at the path, or none that the pattern fits."""


class WrongKindError(ImportFileError):
    """The file is a picture, a spreadsheet, a program: not a table that can be read."""


class ImportTooLargeError(ImportFileError):
    """The file is, or unpacks to, more than may be read, or holds a row without end."""


class BusyError(DamascusMapError, RuntimeError):
    """As much is being done as is done at once; a moment later there is room."""


class ClusterError(DamascusMapError, RuntimeError):
    """Other machines cannot be reached, or cannot do the work that was given to them."""


class LostProcessError(DamascusMapError, RuntimeError):
    """A process of the program's own was ended from outside."""


class DrawingError(DamascusMapError, RuntimeError):
    """A picture could not be drawn, for a reason that is the program's own."""
