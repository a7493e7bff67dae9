"""The map as a page in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import (
    DatasetOption,
    DistrictOption,
    ForceOption,
    Lang,
    ReportedOption,
    WindowOption,
    chosen_view,
    reached,
)
from damascus_map.language import N_, language
from damascus_map.model.dates import today
from damascus_map.terminal import opened


def page(  # noqa: PLR0913 - its options
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .html.")],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="D", help="Day that it opens with, YYYY-MM-DD."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="D", help="Last day of its timeline; left out: today."),
    ] = None,
    district: DistrictOption = None,
    window: WindowOption = "7",
    reported_by: ReportedOption = None,
    lang: Annotated[
        list[Lang] | None,
        typer.Option("--lang", help="Its languages, the first one first; may be repeated."),
    ] = None,
    force: ForceOption = False,
    dataset: DatasetOption = None,
) -> None:
    """The whole map as one HTML file that needs no network.

    It holds the dataset with all its sources, and names the call that makes the same bytes again.
    """
    languages = tuple(lang or Lang)
    with opened(dataset, languages[0]) as given:
        from damascus_map.render.offline import offline_page
        from damascus_map.render.output import check_target, ending_of, write_whole
        from damascus_map.render.provenance import restriction

        ending_of(out, ("html", "htm"))
        check_target(out, force=force)
        tables = given.tables
        on = tables.package.opening_day if date is None else reached(date)
        view = chosen_view(
            given, on, district, window=window, lang=languages[0], reported=reported_by
        )
        last_day = today() if until is None else reached(until)
        content = offline_page(tables, view, languages, last_day)
        write_whole(out, content)
        words = language(languages[0])
        notice = restriction(tables, tables.restricted_sources, words)
    size = words.number(round(len(content) / 1e6, 1))
    typer.echo(words.text(N_("Written: {file} ({size} MB)"), file=out, size=size), err=True)
    if notice:
        typer.echo(notice, err=True)
