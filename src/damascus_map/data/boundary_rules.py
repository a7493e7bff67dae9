"""What a file of boundaries is held to, and what is told of one that was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damascus_map.data.rulebook import Rule
from damascus_map.language import N_

BOUNDARY_RULES: Final[Mapping[str, Rule]] = {
    "no-file": Rule(
        "error",
        N_("there is no file of boundaries of a form that is known"),
        N_("Give a file that ends in one of {known}."),
        "districts.geojson",
    ),
    "too-large": Rule(
        "error",
        N_("the file is larger than {limit} MB"),
        N_("Simplify it, or leave out what is far away."),
        "",
    ),
    "unreadable": Rule(
        "error",
        N_("the file cannot be read as boundaries: {reason}"),
        N_("Export it again, as GeoJSON or GeoPackage."),
        "districts.geojson",
    ),
    "no-place": Rule(
        "error",
        N_("nothing with a place stands in the file"),
        N_("Give a file whose features have an outline."),
        '"type": "Polygon"',
    ),
    "no-crs": Rule(
        "error",
        N_("the file does not say in which coordinate reference system it is"),
        N_("Add its file .prj, or name it with --crs."),
        "--crs EPSG:4326",
    ),
    "wrong-crs": Rule(
        "error",
        N_("the coordinates do not fit the coordinate reference system {crs}"),
        N_("Export the file again with the right one, or name it with --crs where it has none."),
        "--crs EPSG:32637",
    ),
    "mended": Rule(
        "warning",
        N_("the outline was mended; its boundary moved by {moved_m} m at most"),
        N_("Nothing needs to be done. Look at it on the map if its lines matter."),
        "",
    ),
    "copied-name": Rule(
        "warning",
        N_("the name is copied for {languages}: the file has none in that language"),
        N_("Write the name in that language into geo/districts.geojson."),
        '"name_ar": "المدينة القديمة"',
    ),
    "made-id": Rule(
        "warning",
        N_("this was made into the id {id}"),
        N_("If another one is wanted, change it in the file: small letters, digits, hyphens."),
        "{id}",
    ),
    "made-ids": Rule(
        "warning",
        N_("the ids were made from the names"),
        N_("If others are wanted, name a column of ids with --id: they never change later."),
        "--id COL",
    ),
    "cannot-mend": Rule(
        "error",
        N_("the outline cannot be mended without moving a boundary by more than 1 m: {reason}"),
        N_("Mend it by hand, for example in QGIS (Check geometries, Fix geometries)."),
        "",
    ),
    "no-area": Rule(
        "error",
        N_("there is no outline: a district is a polygon or several"),
        N_("Leave the feature out, or draw its outline."),
        '"type": "Polygon"',
    ),
    "no-name": Rule(
        "error",
        N_("the district has no name in the column {column}"),
        N_("Fill it in, or name another column with --name."),
        "Old Town",
    ),
    "double-id": Rule(
        "error",
        N_("the id {id} stands at two districts"),
        N_("Give each an id of its own, or leave --id out: ids are then made from the names."),
        "{id}-2",
    ),
    "too-many": Rule(
        "error",
        N_("the file has {count} districts"),
        N_("Leave some out, or make two datasets: at most {limit} can be shown."),
        "{limit}",
    ),
}
