"""Everything that a file can be refused for as a whole: what it says, and its advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damascus_map.errors import (
    ImportFileError,
    ImportFileNotFoundError,
    ImportTooLargeError,
    WrongKindError,
)
from damascus_map.language import N_

_AS_TABLE: Final = N_("Give the table itself: CSV, GeoJSON, GeoPackage or Parquet.")
_SAVE_AS_CSV: Final = N_("Open it and save its sheet as “CSV UTF-8”, then give that file.")
_AGAIN: Final = N_("Download or export it again.")
_PACK_AGAIN: Final = N_("Unpack it yourself and give the files, or pack them again as a plain ZIP.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, what to do, and the error that says so."""

    message: str
    advice: str
    error: type[ImportFileError] = ImportFileError


def _kind(message: str, advice: str = _AS_TABLE) -> Fault:
    return Fault(message, advice, WrongKindError)


def _size(message: str, advice: str) -> Fault:
    return Fault(message, advice, ImportTooLargeError)


FAULTS: Final[dict[str, Fault]] = {
    # where it is
    "not-found": Fault(
        N_("there is no such file"),
        N_("Check the path; a pattern such as events-*.csv has to fit one file at least."),
        ImportFileNotFoundError,
    ),
    "nothing-in-folder": Fault(
        N_("no file in this folder is a table"),
        N_("Give a folder that holds CSV, GeoJSON, GeoPackage or Parquet files."),
        ImportFileNotFoundError,
    ),
    "not-a-file": _kind(N_("this is not a plain file")),
    "unreadable": Fault(
        N_("the file cannot be read: {reason}"),
        N_("Check that it is a plain file and that you may read it."),
    ),
    # what it is
    "empty": Fault(N_("nothing stands in the file"), _AGAIN),
    "binary": _kind(N_("this is not text, nor another form of table that is known")),
    "picture": _kind(N_("this is a picture, a sound or a film")),
    "not-text": _kind(
        N_("this is not a table of text"), N_("Give it as CSV: text, its cells parted by commas.")
    ),
    "document": _kind(N_("this is a document, not a table")),
    "program": _kind(N_("this is a program")),
    "web-page": _kind(
        N_("this is a web page or XML"),
        N_("A download that failed often leaves one: download the table again."),
    ),
    "spreadsheet": _kind(N_("this is a spreadsheet"), _SAVE_AS_CSV),
    "macros": _kind(N_("this is a spreadsheet with macros; it is not opened"), _SAVE_AS_CSV),
    "not-features": _kind(
        N_("this is JSON, but not GeoJSON"),
        N_("Export it as a FeatureCollection whose features each have a geometry."),
    ),
    # archives
    "other-archive": _kind(N_("this is an archive of a kind that is not opened"), _PACK_AGAIN),
    "encrypted": _kind(N_("the archive is encrypted"), _PACK_AGAIN),
    "archive-in-archive": _kind(N_("the archive holds other archives only"), _PACK_AGAIN),
    "several-tables": _kind(
        N_("the archive holds several tables"), N_("Unpack it yourself and give one of them.")
    ),
    "no-table-in-archive": _kind(N_("the archive holds no table"), _PACK_AGAIN),
    "broken-archive": Fault(N_("the archive is broken or not whole: {reason}"), _AGAIN),
    # size
    "too-large": _size(
        N_("the file has {found} MB, and at most {limit} MB are read"),
        N_("Split it, or import it with the command line."),
    ),
    "unpacks-too-large": _size(
        N_("the file unpacks to more than {limit} MB"),
        N_("Split it, or unpack it yourself and give the files."),
    ),
    "bomb": _size(
        N_("the file unpacks to more than {ratio} times its size, as no table does"),
        N_("Do not trust it. If it is yours, unpack it yourself and give the files."),
    ),
    "too-many-members": _size(
        N_("the archive holds {found} files, and at most {limit} are read"), _PACK_AGAIN
    ),
    "row-too-long": _size(
        N_("a row after row {row} is longer than {limit} MB"),
        N_("Look for a quotation mark there that is never closed."),
    ),
    "too-many-columns": _size(
        N_("the header names {found} columns, and at most {limit} are read"),
        N_("Check that the first row holds the names of the columns."),
    ),
    # its rows
    "no-header": Fault(
        N_("the first row names no column"),
        N_("Write the names of the columns into the first row."),
    ),
    "no-rows-alike": Fault(
        N_("most rows have another number of cells than the header"),
        N_("Check what separates the cells, and put text that holds it in double quotes."),
    ),
    "not-a-table": Fault(N_("the table cannot be read: {reason}"), _AGAIN),
    "broken-features": Fault(N_("its features cannot be read: {reason}"), _AGAIN),
    "no-layer": Fault(
        N_("it holds no layer of features"), N_("Export the layer of points, with its attributes.")
    ),
    "unknown-crs": Fault(
        N_("its coordinate reference system is not known: {reason}"),
        N_("Export it in WGS84 (EPSG:4326)."),
    ),
}


def refusal(slug: str, file: str, **parameters: object) -> ImportFileError:
    """Return the error that refuses a file, to be raised.

    Parameters
    ----------
    slug
        A key of `FAULTS`.
    file
        Its name as the user knows it.
    parameters
        What fills the braces of its sentences.
    """
    fault = FAULTS[slug]
    return fault.error(file, fault.message, fault.advice, parameters)


def in_megabytes(count: int) -> int:
    """Return a number of bytes in MB, at least 1."""
    return max(1, round(count / 1_000_000))


def reason_of(error: BaseException) -> str:
    """Return what a library says went wrong, in one short line."""
    lines = str(error).strip().splitlines()
    return lines[0][:120] if lines else type(error).__name__
