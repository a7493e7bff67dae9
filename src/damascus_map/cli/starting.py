"""A new dataset: a folder with districts, empty tables and templates, valid from the first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import Lang, LangOption
from damascus_map.language import N_, language
from damascus_map.terminal import reported, show_told


def init(  # noqa: PLR0913 - its options
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    *,
    districts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Outlines: .geojson, .gpkg, .shp, .kml or a zipped Shapefile; left out: those of "
            "the dataset included, with its layers.",
        ),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option("--id", metavar="COL", help="Column of ids; left out: made from the names."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="COL", help="Column of names.")
    ] = None,
    name_en: Annotated[
        str | None, typer.Option(metavar="COL", help="Column of English names.")
    ] = None,
    name_fr: Annotated[
        str | None, typer.Option(metavar="COL", help="Column of French names.")
    ] = None,
    name_ar: Annotated[
        str | None, typer.Option(metavar="COL", help="Column of Arabic names.")
    ] = None,
    crs: Annotated[
        str | None,
        typer.Option(metavar="EPSG:N", help="Coordinate system, where the file names none."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Title of the dataset, as the page shows it.")
    ] = None,
    first_day: Annotated[
        str | None, typer.Option(metavar="D", help="Its first day, YYYY-MM-DD.")
    ] = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Make a new dataset: districts, empty tables, and templates that say what belongs there.

    Outlines are mended where that moves no boundary by more than one metre, and it is told.
    """
    columns = (id_column, name, name_en, name_fr, name_ar, crs)
    if districts is None and any(column is not None for column in columns):
        raise typer.BadParameter("--id, --name and --crs speak of a file: add --districts FILE.")
    with reported(lang):
        from damascus_map.data.boundaries import NameColumns, read_boundaries
        from damascus_map.data.new_dataset import Beginning, new_dataset
        from damascus_map.ingest.sources import check_plain
        from damascus_map.model.dates import parse_day

        translated = {"en": name_en, "fr": name_fr, "ar": name_ar}
        given = {code: column for code, column in translated.items() if column is not None}
        named = NameColumns(id_column, name, given)
        own = None
        if districts is not None:
            check_plain(districts, str(districts))
            own = read_boundaries(districts, named, crs=crs)
        beginning = Beginning(
            districts=own,
            title={lang.value: title} if title else {},
            first_day=None if first_day is None else parse_day(first_day),
            lang=lang,
        )
        new_dataset(folder, beginning)
    words = language(lang)
    if own is not None:
        show_told(own.told, words)
    text = N_("Made: {folder}. Its templates say what belongs into each table.")
    typer.echo(words.text(text, folder=folder), err=True)
