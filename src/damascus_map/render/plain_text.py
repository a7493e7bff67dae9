"""Writing texts of the data as text: in a terminal, in JSON, in CSV.

Whatever a text holds, it gives no command to a terminal, turns no line around and starts no
formula in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

_DIRECTION: Final = "\u202a-\u202e\u2066-\u2069"
_HALVES: Final = "\ud800-\udfff"
_LINE_ENDS: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_SHOWN: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{_DIRECTION}{_HALVES}]")
_NOT_IN_JSON: Final = re.compile(f"[\x7f-\x9f\u2028\u2029{_DIRECTION}{_HALVES}]")
_STARTS_FORMULA: Final = r"[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]"
FORMULA: Final = re.compile(_STARTS_FORMULA)
"""How a text begins that a spreadsheet takes for a formula, in letters of East Asia too."""

_PART: Final = re.compile(f"(^|;)({_STARTS_FORMULA})")
_MARKED_PART: Final = re.compile(f"(^|;)'({_STARTS_FORMULA})")


def plain_text(text: str) -> str:
    r"""Return a text on one line, with a name in place of each character that cannot be shown.

    Control characters, overrides of the direction of writing and halves of characters are
    named; what lies in the text between them stays as it is.

    >>> plain_text("a\u202eb\nc")
    'a<U+202E>b c'
    """
    if text.isprintable():
        return text
    return _NOT_SHOWN.sub(lambda found: f"<U+{ord(found[0]):04X}>", _LINE_ENDS.sub(" ", text))


def json_text(content: object, *, indent: int | None = 2) -> str:
    r"""Return JSON with letters as they are, and `plain_text`'s characters as ``\uXXXX``.

    The same content gives the same text; a reader of JSON gets the same texts back.
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=indent)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def csv_text(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return comma-separated rows with a header; lists are joined by ``;``, None is empty.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; so does each
    part of it behind a semicolon, where spreadsheets of many languages part the cells. A reader of
    the file gets the texts back by taking these apostrophes away: see `without_marks`.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return written.getvalue()


def without_marks(cell: str) -> str:
    """Return the text of a cell of `csv_text`, without the apostrophes that mark it as a text.

    >>> without_marks("'=1+1;'-2;it's")
    "=1+1;-2;it's"
    """
    return _MARKED_PART.sub(r"\1\2", cell)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = plain_text(";".join(map(str, value)) if isinstance(value, list) else str(value))
    return _PART.sub(r"\1'\2", text)
