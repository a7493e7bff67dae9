"""Pictures of what a dataset says, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    OutOption,
    ReportedOption,
    ScaleOption,
    SheetLayout,
    TypeOption,
    WindowOption,
    chosen_view,
    reached,
)
from damascus_map.model.dates import parse_day, today
from damascus_map.model.vocabulary import Confidence
from damascus_map.terminal import opened, say_written

if TYPE_CHECKING:
    from damascus_map import Dataset
    from damascus_map.render.comparison_order import ComparisonOrder


def snapshot(  # noqa: PLR0913 - its options
    *,
    date: DateOption,
    out: OutOption,
    district: DistrictOption = None,
    window: WindowOption = "7",
    kind: TypeOption = None,
    confidence: ConfidenceOption = Confidence.LOW,
    reported_by: ReportedOption = None,
    layout: LayoutOption = LayoutName.LANDSCAPE,
    scale: ScaleOption = 1,
    force: ForceOption = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """A picture of a day as a file that can be published.

    The same call makes the same bytes, and the file says what it was made from.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.output import check_target, write_whole
        from damascus_map.render.static.writers import form_of, snapshot_bytes

        form = form_of(out)
        check_target(out, force=force)
        view = chosen_view(
            given,
            reached(date),
            district,
            window=window,
            types=kind,
            confidence=confidence,
            lang=lang,
            reported=reported_by,
        )
        content, _ = snapshot_bytes(given.tables, view, form, layout=layout, scale=scale)
        write_whole(out, content)
    say_written(out, lang)


def compare(  # noqa: PLR0913 - its options
    *,
    begin: Annotated[str, typer.Option("--from", metavar="D", help="Earlier day, YYYY-MM-DD.")],
    end: Annotated[str, typer.Option("--to", metavar="D", help="Later day, YYYY-MM-DD.")],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="Ends in .png, .svg, .pdf; data: .csv, .json."),
    ],
    district: DistrictOption = None,
    window: WindowOption = "7",
    layout: Annotated[
        SheetLayout, typer.Option(help="1600 by 1200, or A4 upright.")
    ] = SheetLayout.LANDSCAPE,
    scale: ScaleOption = 1,
    force: ForceOption = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Two days side by side, with what changed between them, as a picture or as data.

    A change on the earlier day itself is not included, one on the later day is.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.comparison_order import DATA_TYPES, ComparisonOrder
        from damascus_map.render.output import check_target, ending_of, write_whole
        from damascus_map.render.picture_order import PICTURE_TYPES

        form = ending_of(out, (*PICTURE_TYPES, *DATA_TYPES))
        check_target(out, force=force)
        view = chosen_view(given, reached(begin), district, window=window, lang=lang)
        order = ComparisonOrder(view, reached(end), form, layout, scale)
        write_whole(out, _compared(given, order))
    say_written(out, lang)


def _compared(dataset: Dataset, order: ComparisonOrder) -> bytes:
    """Return a comparison as the content of a file; data need none of the drawing."""
    if order.is_picture:
        from damascus_map.render.static.comparison_sheet import comparison_bytes

        return comparison_bytes(dataset.tables, order)
    from damascus_map.render.comparison_report import comparison_data

    return comparison_data(dataset.tables, order)


def strip(  # noqa: PLR0913 - its options
    *,
    out: OutOption,
    district: DistrictOption = None,
    begin: Annotated[
        str | None,
        typer.Option("--from", metavar="D", help="First day; left out: that of the dataset."),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Last day; left out: today.")
    ] = None,
    scale: ScaleOption = 1,
    force: ForceOption = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Who held each district over time, as bands in a file.

    Without --to it ends today: name the day to make the same bytes again.
    """
    with opened(dataset, lang) as given:
        from damascus_map.render.output import check_target, write_whole
        from damascus_map.render.static.strip_sheet import draw_strip
        from damascus_map.render.static.writers import form_of, sheet_bytes
        from damascus_map.render.strip import strip_of

        form = form_of(out)
        check_target(out, force=force)
        first = parse_day(begin) if begin else given.tables.package.first_day
        last = reached(end) if end else today()
        shown = strip_of(given.tables, first, last, districts=district, lang=lang)
        write_whole(out, sheet_bytes(lambda: draw_strip(shown), form, scale=scale))
    say_written(out, lang)
