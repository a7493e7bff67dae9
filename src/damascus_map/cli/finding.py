"""Finding something in a dataset by its words."""

from __future__ import annotations

from typing import Annotated

import typer

from damascus_map.cli.options import (
    DatasetOption,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
)
from damascus_map.language import N_, language
from damascus_map.model.dates import today
from damascus_map.terminal import answer, opened


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, names, dates.")],
    *,
    most: Annotated[int, typer.Option("--most", min=1, help="Results of each kind.")] = 10,
    form: ListFormatOption = ListFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What a dataset holds on some words: places, events, statements, sources.

    Names are found in any spelling of English, French or Arabic, words with a slip of the hand
    too, dates as they are written: 7/5/2017, "mai 2017".
    """
    if not text.strip():
        expected = "say what to look for: a word, a name or a date"
        raise typer.BadParameter(expected, param_hint="TEXT")
    with opened(dataset, lang) as given:
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.search_reports import search_csv, search_table
        from damascus_map.render.search_results import index_of, search_report

        words = language(lang)
        index = index_of(given.tables)
        report = search_report(
            given.tables, index, text, last_day=today(), lang=words.code, most=most
        )
        match form:
            case ListFormat.JSON:
                answer(json_text(report))
            case ListFormat.CSV:
                answer(search_csv(report))
                if report["unmet"]:
                    typer.echo(report["unmet"], err=True)
            case ListFormat.TABLE if report["groups"]:
                answer(search_table(report, words))
            case ListFormat.TABLE:
                nothing = words.text(N_("Nothing found for “{text}”."), text=text)
                typer.echo(nothing, err=True)
