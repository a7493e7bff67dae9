"""The data of a view as files: one table or several, or a bundle of picture, data and sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import (
    ConfidenceOption,
    DatasetOption,
    DateOption,
    DistrictOption,
    ForceOption,
    Lang,
    LangOption,
    LayoutName,
    LayoutOption,
    ReportedOption,
    TableName,
    WindowOption,
    chosen_view,
    reached,
)
from damascus_map.model.vocabulary import Confidence
from damascus_map.terminal import opened, say_written

_TypeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type", metavar="KIND", help="Only events of this kind, as clash; may be repeated."
    ),
]


def export(  # noqa: PLR0913 - its options
    *,
    date: DateOption,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Ends in .geojson, .csv, .gpkg, .parquet, .xlsx; for sources also .bib, .json.",
        ),
    ],
    what: Annotated[
        TableName | None,
        typer.Option("--what", help="The table, where a file holds one; .gpkg and .xlsx hold all."),
    ] = None,
    district: DistrictOption = None,
    window: WindowOption = "7",
    kind: _TypeOption = None,
    confidence: ConfidenceOption = Confidence.LOW,
    reported_by: ReportedOption = None,
    every_source: Annotated[
        bool, typer.Option("--all", help="All sources of the dataset, cited or not.")
    ] = False,
    force: ForceOption = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """The data of a day: districts, events, statements and sources as a file.

    The same call makes the same bytes, and the file says what it was made from.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.exports.content import TABLE_NAMES, notice_of, view_content
        from damascus_map.render.exports.description import no_rows
        from damascus_map.render.exports.writers import FORMS, content_bytes, table_for
        from damascus_map.render.output import check_target, ending_of, write_whole

        form = ending_of(out, FORMS)
        table = table_for(form, what)
        check_target(out, force=force)
        view = chosen_view(
            given,
            reached(date),
            _named(district),
            window=window,
            types=_named(kind),
            confidence=confidence,
            lang=lang,
            reported=reported_by,
        )
        content = view_content(given, view, every_source=every_source)
        write_whole(out, content_bytes(content, form, what))
        held = TABLE_NAMES if FORMS[form].is_whole else [table]
        told = [notice_of(content) if "events" in held else "", no_rows(content, held)]
    _tell(out, told, lang)


def bundle(  # noqa: PLR0913 - its options
    *,
    date: DateOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .zip.")],
    district: DistrictOption = None,
    window: WindowOption = "7",
    kind: _TypeOption = None,
    confidence: ConfidenceOption = Confidence.LOW,
    reported_by: ReportedOption = None,
    layout: LayoutOption = LayoutName.LANDSCAPE,
    scale: Annotated[float, typer.Option(metavar="N", help="More pixels to the PNG.")] = 1,
    force: ForceOption = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """A day as one archive: picture, data, sources, and the command that makes it again.

    The same call makes the same bytes; a manifest holds the SHA-256 of each file.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.exports.bundle import bundle_files, packed
        from damascus_map.render.exports.content import TABLE_NAMES, notice_of, view_content
        from damascus_map.render.exports.description import no_rows
        from damascus_map.render.output import check_target, ending_of, write_whole

        ending_of(out, ["zip"])
        check_target(out, force=force)
        view = chosen_view(
            given,
            reached(date),
            _named(district),
            window=window,
            types=_named(kind),
            confidence=confidence,
            lang=lang,
            reported=reported_by,
        )
        content = view_content(given, view)
        write_whole(out, packed(bundle_files(content, layout=layout, scale=scale)))
        told = [notice_of(content), no_rows(content, TABLE_NAMES)]
    _tell(out, told, lang)


def _named(values: list[str] | None) -> list[str] | None:
    """Return what is named; ``''``, which stands for none at all, is no name."""
    return None if values is None else [value for value in values if value]


def _tell(out: Path, told: Sequence[str], lang: str) -> None:
    say_written(out, lang)
    for text in filter(None, told):
        typer.echo(text, err=True)
