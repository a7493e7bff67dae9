"""Other people's tables of events, taken into a dataset: read, placed, counted, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from damascus_map.cli.options import (
    DatasetOption,
    Lang,
    LangOption,
    TextFormat,
    TextFormatOption,
)
from damascus_map.cli.own_folder import check_not_included
from damascus_map.cli.taking_in import Order, take_in
from damascus_map.errors import DatasetNotFoundError
from damascus_map.language import N_, language
from damascus_map.terminal import answer, reported

_KINDS: Final = {
    "ucdp": "Events of UCDP GED, in any edition.",
    "acled": "Events of ACLED; they may not be passed on.",
}
_TABLES: Final = {
    "csv": "Events of a table of your own.",
    "geojson": "Events of a GeoJSON file; only points are taken.",
    "gpkg": "Events of a GeoPackage; only points are taken.",
}

_MERGED: Final = N_(
    "{name} left out rows that others had already: those that only {gone} had are in neither now. "
    "Import {name} again to have them."
)

imports = typer.Typer(
    name="import",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tables of events from elsewhere, taken into a dataset.",
)

_Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Files, folders or patterns; also .gz and .zip."),
]
_Into = Annotated[
    Path, typer.Option("--into", metavar="DIR", help="Dataset folder; made if it is missing.")
]
_Name = Annotated[
    str | None,
    typer.Option("--name", metavar="ID", help="Of the import; left out: that of the first file."),
]
_Merge = Annotated[
    bool, typer.Option("--merge-duplicates", help="Make rows that say the same one event.")
]
_CityPoints = Annotated[
    list[str] | None,
    typer.Option(
        "--city-point",
        metavar="LON,LAT",
        help="A point that stands for the whole city, and tells no district; may be repeated.",
    ),
]
_Force = Annotated[
    bool,
    typer.Option(
        "--force", help="Replace an import of this name; allow the dataset that is included."
    ),
]
_Dask = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="ADDRESS",
        help="Let a running Dask cluster do it, such as tcp://10.0.0.1:8786.",
    ),
]


def known_table(  # noqa: PLR0913 - its options
    context: typer.Context,
    files: _Files,
    *,
    into: _Into,
    name: _Name = None,
    merge_duplicates: _Merge = False,
    city_point: _CityPoints = None,
    dask: _Dask = None,
    force: _Force = False,
    form: TextFormatOption = TextFormat.TABLE,
    lang: LangOption = Lang.EN,
) -> None:
    """Import tables whose columns are known by their names."""
    with reported(lang):
        kind = str(context.info_name)
        order = Order(
            kind,
            files,
            into,
            name,
            force,
            merge_duplicates,
            city_point or (),
            form_name=kind,
            dask=dask,
        )
        take_in(order, form, lang)


def own_table(  # noqa: PLR0913 - its options
    context: typer.Context,
    files: _Files,
    *,
    into: _Into,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="MAP", help="What columns mean, such as: date=When,lat=Y,lon=X."
        ),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first",
            help="How 07/05/2017 is read, where the file leaves it open.",
        ),
    ] = None,
    name: _Name = None,
    merge_duplicates: _Merge = False,
    city_point: _CityPoints = None,
    dask: _Dask = None,
    force: _Force = False,
    form: TextFormatOption = TextFormat.TABLE,
    lang: LangOption = Lang.EN,
) -> None:
    """Import tables whose owner can say what the columns mean."""
    with reported(lang):
        order = Order(
            str(context.info_name),
            files,
            into,
            name,
            force,
            merge_duplicates,
            city_point or (),
            mapping=mapping,
            day_first=day_first,
            dask=dask,
        )
        take_in(order, form, lang)


for _name, _help in _KINDS.items():
    imports.command(_name, help=_help)(known_table)
for _name, _help in _TABLES.items():
    imports.command(_name, help=_help)(own_table)


@imports.command("list")
def listed(
    *,
    dataset: DatasetOption = None,
    form: TextFormatOption = TextFormat.TABLE,
    lang: LangOption = Lang.EN,
) -> None:
    """The imports of a dataset, with their rows and terms."""
    with reported(lang):
        from damascus_map.data.load import default_path
        from damascus_map.data.package_edits import imports_of
        from damascus_map.render.import_list import imports_records, imports_tables
        from damascus_map.render.plain_text import json_text

        found = imports_of(dataset or default_path())
        if form is TextFormat.JSON:
            answer(json_text(imports_records(found)))
        else:
            answer(imports_tables(found, lang))


@imports.command("undo")
def undone(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the import, as list gives it.")],
    *,
    dataset: DatasetOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Allow the dataset that is included.")
    ] = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Take an import out of a dataset again, with all its files."""
    with reported(lang):
        from damascus_map.data.imports import remove_import
        from damascus_map.data.load import default_path

        folder = dataset or default_path()
        check_not_included(folder, force=force)
        if not folder.is_dir():
            raise DatasetNotFoundError(f"There is no dataset folder at {folder}.")
        gone = remove_import(folder, name)
        text = language(lang).text(N_("Removed: {folder}"), folder=folder / gone.folder)
        typer.echo(text, err=True)
        for other in _that_merged(folder):
            typer.echo(language(lang).text(_MERGED, name=other, gone=name), err=True)


def _that_merged(folder: Path) -> Iterator[str]:
    """Yield the imports of a dataset that took rows for doubles of others, and left them out."""
    from damascus_map.data.files import read_json
    from damascus_map.data.package_edits import imports_of

    for one in imports_of(folder):
        report, _ = read_json(folder, f"{one.folder}/report.json")
        if isinstance(report, dict) and report.get("merged"):
            yield one.name
