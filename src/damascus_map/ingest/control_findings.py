"""What a table of who held what is held to, and what is told of one that was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from damascus_map.data.rulebook import Rule, finding
from damascus_map.errors import Finding
from damascus_map.ingest.rows import Notice
from damascus_map.language import N_

CONTROL_FINDINGS: Final[Mapping[str, Rule]] = {
    "column-not-found": Rule(
        "error",
        N_("no column for {field} was recognised"),
        N_("Name it with --map {field}=COLUMN. The file has: {known}."),
        "--map {field}=COLUMN",
    ),
    "no-rows": Rule(
        "error",
        N_("the table has no rows"),
        N_("Give one row for each time in which a party holds a district."),
        "district,from,to,party,extent,source",
    ),
    "empty-cell": Rule("error", N_("the cell may not be empty"), N_("Fill it in."), "{right}"),
    "unknown-district": Rule(
        "error",
        N_("no district of the dataset has this name"),
        N_("Write one of its ids or names: {known}."),
        "{right}",
    ),
    "date-form": Rule(
        "error",
        N_("this is not a date"),
        N_("Write 2014-02-15, or 2014-02 or 2014 where no more is known."),
        "2014-02-15",
    ),
    "reversed": Rule(
        "error",
        N_("the end ({end}) lies before the beginning ({begin})"),
        N_("Exchange or mend the dates."),
        "{end} → {begin}",
    ),
    "unknown-word": Rule(
        "error", N_("this value is not known here"), N_("Use one of: {known}."), "{right}"
    ),
    "says-nothing": Rule(
        "error",
        N_("the row names neither a party nor a situation"),
        N_("Fill in one of them, or leave the row out: what is not said stays unknown."),
        "party=the army, extent=most",
    ),
    "extent-without-party": Rule(
        "error",
        N_("an extent stands without a party"),
        N_("Say whose it is, or leave the extent empty."),
        "party=the army, extent=most",
    ),
    "two-extents": Rule(
        "error",
        N_("from {begin} on {party} has another extent in {district} than row {other} says"),
        N_("End one row where the other begins, or leave one out."),
        "to={begin}",
    ),
    "control-there": Rule(
        "error",
        N_("the dataset says already who held {districts}"),
        N_("With --force the table takes the place of that, for the districts it names."),
        "--force",
    ),
    "last-day": Rule(
        "warning",
        N_("the column {column} was read as the last day"),
        N_("If it is the first day on which it no longer holds, name the column valid_to."),
        "valid_to",
    ),
    "day-after": Rule(
        "warning",
        N_("the column {column} was read as the first day on which it no longer holds"),
        N_("Rows of this file end on the day on which the next one of the district begins."),
        "",
    ),
    "extent-not-said": Rule(
        "warning",
        N_("rows without an extent: {count}; the party is there, how far is not known"),
        N_("Fill in the extent where a source says it."),
        "most",
    ),
    "confidence-not-said": Rule(
        "warning",
        N_("rows without a confidence: {count}; it is low"),
        N_("Fill in the confidence: low, medium or high."),
        "medium",
    ),
    "new-party": Rule(
        "warning",
        N_("a party was added with the colour {colour}; its name is the same in each language"),
        N_("Write its names in English, French and Arabic into data/parties.csv."),
        "",
    ),
    "new-sources": Rule(
        "warning",
        N_("new sources: {count}; their kind is not said, so that it is dataset"),
        N_("Write publisher, date and kind into data/sources.csv."),
        "newspaper",
    ),
    "earlier-first-day": Rule(
        "warning",
        N_("the dataset begins on {first_day} now"),
        N_("Of districts of which nothing is said before, nothing is known then."),
        "",
    ),
    "unused-columns": Rule(
        "warning",
        N_("these columns were not read"),
        N_("If one of them is wanted, name it with --map FIELD=COLUMN."),
        "--map note=COLUMN",
    ),
}


def found(rule: str, file: str, row: int | None = None, **about: Any) -> Finding:
    """Return a finding of one of these rules; `about` holds column, value and parameters."""
    return finding(rule, file, row=row, rulebook=CONTROL_FINDINGS, **about)


def of_notice(notice: Notice) -> Finding:
    """Return what is said of a file as a finding among others; its name is without folders."""
    file = PurePath(notice.file).name
    place = (file, None, None, None)
    return Finding("file", "warning", *place, notice.message_template, "", notice.parameters)
