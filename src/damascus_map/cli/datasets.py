"""A dataset itself: is it sound, and what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from damascus_map.cli.options import DatasetOption, Lang, LangOption, TextFormat, TextFormatOption
from damascus_map.language import language
from damascus_map.terminal import DATA_HAS_ERRORS, answer, opened, reported


def validate(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="Dataset folder, as --dataset.")
    ] = None,
    *,
    form: TextFormatOption = TextFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Check a dataset, and list its disagreements.

    Each error and warning names file, row, value and remedy.
    """
    if path is not None and dataset is not None and path != dataset:
        raise typer.BadParameter(f"{path} and --dataset {dataset} are two folders: give one.")
    with reported(lang):
        from damascus_map.render.dataset_reports import validation_report
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import validation_tables

        report = validation_report(path or dataset, lang=lang)
        if form is TextFormat.JSON:
            answer(json_text(report))
        else:
            answer(validation_tables(report, language(lang)))
    if report["errors"]:
        raise typer.Exit(DATA_HAS_ERRORS)


def info(
    *,
    form: TextFormatOption = TextFormat.TABLE,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """What a dataset holds, and its licences."""
    with opened(dataset, lang) as given:
        from damascus_map.render.dataset_reports import info_report
        from damascus_map.render.plain_text import json_text
        from damascus_map.render.report_tables import info_tables

        report = info_report(given, lang=lang)
        if form is TextFormat.JSON:
            answer(json_text(report))
        else:
            answer(info_tables(report, language(lang)))
