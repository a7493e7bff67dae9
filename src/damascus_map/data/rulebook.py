"""Every rule that a dataset is held to: its severity, what it says, and its advice.

One rule, one row; the functions that look for breaches name the rule and fill its braces. The
example is the same in every language: its brace ``{form}`` stands for the right form of the cell
or the property, ``{header}`` for that of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from damascus_map.data.examples import POLYGON, right_form
from damascus_map.errors import Finding
from damascus_map.language import N_

_SHOWN_CHARACTERS: Final = 80
_FORM: Final = "{form}"
_SHAPE: Final = POLYGON.replace("{", "{{").replace("}", "}}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a breach of one rule is called, how grave it is, how it is mended, and what is right."""

    severity: Literal["error", "warning"]
    message: str
    advice: str
    example: str


def _error(message: str, advice: str, example: str = _FORM) -> Rule:
    """Return a rule whose breach keeps data from being used."""
    return Rule("error", message, advice, example)


def _warning(message: str, advice: str, example: str = _FORM) -> Rule:
    """Return a rule whose breach is told and does not keep data from being used."""
    return Rule("warning", message, advice, example)


RULEBOOK: Final[Mapping[str, Rule]] = {
    # files
    "missing-file": _error(
        N_("the file is missing"), N_("Add it, or open another folder with --dataset.")
    ),
    "unreadable-file": _error(
        N_("the file cannot be read: {reason}"),
        N_("Check that it is a plain file and that you may read it."),
    ),
    "not-utf8": _error(
        N_("the file is not UTF-8"),
        N_("Save it again with the encoding UTF-8."),
        "é = C3 A9, ق = D9 82",
    ),
    "not-csv": _error(
        N_("the table cannot be read: {reason}"),
        N_("Check the quotes and commas of this line; each row needs one cell for each column."),
        '"Old Town, north","the ""Gate""",2014',
    ),
    "not-parquet": _error(
        N_("the Parquet file cannot be read: {reason}"), N_("Import its rows again.")
    ),
    "column-type": _error(
        N_("the column {column} holds {value}, not {wanted}"), N_("Import its rows again.")
    ),
    "leftover-import": _warning(
        N_("the folder is not named in datapackage.json, so that nothing in it counts"),
        N_("An import was stopped, or is still running. The next import removes what is left."),
    ),
    "cell-count": _error(
        N_("the row has {found} cells, the header has {expected}"),
        N_("Put text that holds commas in double quotes, and leave no cell out."),
        '"Old Town, north",,2014',
    ),
    "missing-column": _error(
        N_("the column {column} is missing"),
        N_("Add it to the header; its cells may be empty."),
        "{header}",
    ),
    "unknown-column": _error(
        N_("the column {column} is not known"),
        N_("Remove or rename it. Known: {known}."),
        "{header}",
    ),
    "broken-json": _error(
        N_("the file is not valid JSON: {reason}"), N_("Mend it at this line, or export it again.")
    ),
    "not-geojson": _error(
        N_("the file is not a GeoJSON feature collection"),
        N_("Export it as a FeatureCollection whose features each have a geometry."),
    ),
    "nothing-there": _error(
        N_("nothing stands in the file"), N_("Add at least one row or feature.")
    ),
    "wrong-crs": _error(
        N_("the coordinates are not longitude and latitude in WGS84"),
        N_("Reproject the file to EPSG:4326 and remove its crs member."),
        "[36.3, 33.5]",
    ),
    "missing-property": _error(
        N_("the property {column} is missing"), N_("Add it to datapackage.json.")
    ),
    "wrong-property": _error(N_("the property {column} cannot be used"), N_("Write {expected}.")),
    "stale-hash": _warning(
        N_("the file is not the one that datapackage.json describes"),
        N_(
            "If the change is meant, remove the hash there, or in a checkout run: "
            "python tools/seal_package.py"
        ),
        '"path": "{file}"',
    ),
    # cells
    "required": _error(N_("the cell may not be empty"), N_("Fill it in.")),
    "date-format": _error(
        N_("this is not a date"),
        N_("Write 2014-02-15, or 2014-02 or 2014 where no more is known."),
    ),
    "slug": _error(
        N_("this is not an id"),
        N_("Use lower-case letters a to z, digits and hyphens, such as jobar-2013-02."),
    ),
    "choice": _error(N_("this value is not known here"), N_("Use one of: {known}.")),
    "whole-number": _error(
        N_("this is not a whole number"), N_("Write digits only, or leave the cell empty.")
    ),
    "decimal-number": _error(
        N_("this is not a number"), N_("Write digits with a point, or leave the cell empty.")
    ),
    "colour": _error(N_("this is not a colour"), N_("Write it as #RRGGBB, such as #2BAA85.")),
    "duplicate-id": _error(
        N_("this id stands twice"), N_("Give each row an id of its own."), "{value}-2"
    ),
    "reserved-id": _error(
        N_("{value} cannot be the id of a party: a column has this name"),
        N_("Give the party another id, here and wherever it is cited."),
        "{value}-party",
    ),
    "reversed-dates": _error(
        N_("the end ({end}) lies before the beginning ({begin})"),
        N_("Exchange or mend the dates."),
        "{end} → {begin}",
    ),
    "deaths-order": _error(
        N_("the deaths are not in the order low, best, high"),
        N_("The low figure may not exceed the best, nor the best the high."),
        "10, 12, 15",
    ),
    "coordinates-precision": _error(
        N_("coordinates stand beside the place precision {precision}"),
        N_("Remove them: only point and street carry coordinates."),
        "lon=, lat=, place_precision={precision}",
    ),
    "half-coordinates": _error(
        N_("one coordinate stands without the other"),
        N_("Give longitude and latitude, or leave both empty."),
        "lon=36.3054, lat=33.5236",
    ),
    # references between tables
    "unknown-reference": _error(
        N_("{value} does not stand in {table}"),
        N_("Mend the id, or add its row to {table}."),
        "{known}",
    ),
    "unused": _warning(
        N_("nothing refers to {value}"),
        N_("Cite it where it belongs, or remove it."),
        "{reference}={value}",
    ),
    # control
    "first-day": _error(
        N_("the first interval of {district} does not begin on {expected}"),
        N_(
            "Begin it on the first day of the dataset; leave the extents empty if nothing is known."
        ),
        "valid_from={expected}",
    ),
    "gap": _error(
        N_("between {end} and {begin} nothing is said about {district}"),
        N_("Let valid_from be the valid_to of the interval before."),
        "valid_from={end}",
    ),
    "overlap": _error(
        N_("two intervals of {district} overlap: one ends {end}, the next begins {begin}"),
        N_("Let valid_from be the valid_to of the interval before."),
        "valid_from={end}",
    ),
    "not-open": _error(
        N_("the last interval of {district} ends"),
        N_("Leave its valid_to empty: it still holds."),
        "valid_to=",
    ),
    "open-too-early": _error(
        N_("an interval of {district} without an end is followed by another"),
        N_("Give it the valid_to on which the next one begins."),
        "valid_to={begin}",
    ),
    "no-interval": _error(
        N_("{district} has no control interval"),
        N_("Add one from {expected}; leave the extents empty if nothing is known."),
        "district_id={district}, valid_from={expected}, confidence=low",
    ),
    "whole-not-alone": _error(
        N_("a party holds the whole, yet {others} is there too"),
        N_("Write most instead of whole, or none for the others."),
        "whole, none",
    ),
    "two-most": _error(
        N_("more than one party holds most"),
        N_("Only one can; write shared if it is about equal."),
        "most, part",
    ),
    "shared-alone": _error(
        N_("a party shares the district, but no other does"),
        N_("Write shared or another extent for the second party."),
        "shared, shared",
    ),
    "no-claim": _error(
        N_("the interval rests on no claim that speaks of a time inside it"),
        N_("Cite one in claim_ids, or leave the extents empty and say why in note."),
    ),
    "claim-of-other-district": _error(
        N_("{value} speaks of {other}, not of {district}"),
        N_("Cite a claim of the interval's own district."),
    ),
    # story
    "before-first-day": _error(
        N_("the step shows {value}, before the first day of the dataset, {expected}"),
        N_("Give it a day from {expected} on."),
        "{expected}",
    ),
    "step-without-evidence": _error(
        N_("the step cites neither a claim nor a source"),
        N_("Name in claim_ids or source_ids what its text rests on."),
    ),
    # geometry
    "invalid-geometry": _error(
        N_("the geometry is not valid: {reason}"),
        N_("Mend the outline, for example in QGIS."),
        _SHAPE,
    ),
    "far-away": _error(
        N_("the district lies {distance_km} km from the centre of the dataset"),
        N_("Check its coordinates (longitude first); at most {limit_km} km are allowed."),
        "{near}",
    ),
    "overlapping-districts": _error(
        N_("the district overlaps {other} by {percent} % of its area"),
        N_("Mend the shared line; at most 1 % is allowed."),
        "[…, [36.31, 33.5], [36.31, 33.51], …], […, [36.31, 33.51], [36.31, 33.5], …]",
    ),
    "too-many-districts": _error(
        N_("the dataset has {count} districts"),
        N_("Leave some out, or make two datasets: at most {limit} can be shown."),
        "{limit}",
    ),
    "missing-name": _error(
        N_("the name {column} is missing"), N_("Give the name in English, French and Arabic.")
    ),
}


def finding(
    rule: str,
    file: str,
    *,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    rulebook: Mapping[str, Rule] | None = None,
    **parameters: object,
) -> Finding:
    """Return a finding of the named rule; `parameters` fill the braces of its sentences.

    Parameters
    ----------
    rulebook
        Where the rule stands; None for the rules of a dataset.

    Raises
    ------
    KeyError
        If the rule is not in the rulebook.
    """
    found = (rulebook or RULEBOOK)[rule]
    shown = None if value is None else str(value)
    if shown is not None and len(shown) > _SHOWN_CHARACTERS:
        shown = shown[: _SHOWN_CHARACTERS - 1] + "…"
    forms = {"form": right_form(file, column), "header": right_form(file, None), "file": file}
    filled = {**forms, "column": column, "value": shown, **parameters}
    where = (rule, found.severity, file, row, column, shown)
    return Finding(*where, found.message, found.advice, filled, found.example)
