"""Pictures of what a dataset says, as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import (
    DatasetOption,
    DistrictOption,
    Lang,
    LangOption,
    LayoutName,
    reached,
)
from damascus_map.language import N_, language
from damascus_map.terminal import opened


def snapshot(  # noqa: PLR0913 - its options
    *,
    date: Annotated[str, typer.Option("--date", metavar="D", help="Day, YYYY-MM-DD.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .png, .svg or .pdf.")],
    district: DistrictOption = None,
    window: Annotated[
        str, typer.Option(metavar="N", help="Days of events up to the day, or: all.")
    ] = "7",
    layout: Annotated[
        LayoutName, typer.Option(help="1600 by 900, 1080 by 1080, or A4 upright.")
    ] = LayoutName.LANDSCAPE,
    scale: Annotated[float, typer.Option(metavar="N", help="More pixels to a PNG.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """A picture of a day as a file that can be published.

    The same call makes the same bytes, and the file says what it was made from.
    """
    with opened(dataset, lang) as given:
        from damascus_map.model.view import View
        from damascus_map.query.selection import checked_districts
        from damascus_map.render.address import window_from
        from damascus_map.render.output import check_target, write_whole
        from damascus_map.render.static.writers import form_of, snapshot_bytes

        form = form_of(out)
        check_target(out, force=force)
        chosen = tuple(checked_districts(given.tables, district)) if district else None
        view = View(on=reached(date), window=window_from(window), districts=chosen, lang=lang)
        content, _ = snapshot_bytes(given.tables, view, form, layout=layout, scale=scale)
        write_whole(out, content)
    text = language(lang).text(N_("Written: {file}"), file=out)
    typer.echo(text, err=True)
