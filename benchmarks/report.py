"""The figures as tables, for a terminal and for the documentation, and as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rich.table import Table

from benchmarks import imports, moves, pages, pictures, scrub
from benchmarks.figures import OURS, Figure

MARKS: Final = ("<!-- results: written by make bench -->", "<!-- end of results -->")

_COMPARED: Final = (moves.TO_PICTURE, scrub.PICTURES, moves.SENT, moves.ON_THE_WIRE, moves.TO_OPEN)
_NOTHING: Final = "\N{EN DASH}"
_TIMES: Final = "\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}"
_VERDICTS: Final = {True: "met", False: "missed", None: ""}


@dataclass(frozen=True)
class Sheet:
    """A table before it is written anywhere.

    Parameters
    ----------
    title : str
        What it shows.
    heads : sequence of str
        Of its columns; the first holds words, the others figures.
    rows : sequence of sequence of str
        Cells, as many as there are heads.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def sheets_of(figures: Sequence[Figure]) -> list[Sheet]:
    """Lay the figures out: targets, then each comparison, then what has neither.

    Parameters
    ----------
    figures : sequence of Figure
        All of a run.

    Returns
    -------
    list of Sheet
        Those that have rows.
    """
    drawn = [one for one in figures if one.question in pictures.QUESTIONS]
    taken_in = [one for one in figures if one.question in imports.QUESTIONS]
    opened = [one for one in figures if one.question in pages.QUESTIONS]
    apart = [*opened, *drawn, *taken_in]
    aimed = [one for one in figures if one.targets and one not in apart]
    known = (*_COMPARED, *pages.QUESTIONS, *pictures.QUESTIONS, *imports.QUESTIONS)
    others = [one for one in figures if not one.targets and one.question not in known]
    sheets = [
        _target_sheet("Targets", aimed),
        _target_sheet("Pages opened", opened),
        _target_sheet("Pictures as files", drawn),
        _target_sheet("Imports", taken_in),
        *(_side_by_side(figures, question) for question in _COMPARED),
        _plain_sheet(others),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def reasons_of(figures: Iterable[Figure]) -> list[str]:
    """Say once for each contender and size why there is no figure."""
    said = {
        f"{one.contender}, {_count(one.events)} events: {one.reason}": None
        for one in figures
        if one.reason
    }
    return list(said)


def terminal_table(sheet: Sheet) -> Table:
    """Give a sheet as a table for the terminal."""
    table = Table(title=sheet.title, title_justify="left")
    for number, head in enumerate(sheet.heads):
        table.add_column(head, justify="right" if number else "left")
    for row in sheet.rows:
        table.add_row(*row)
    return table


def markdown_table(sheet: Sheet) -> str:
    """Give a sheet as Markdown, with its title above it."""
    lines = [sheet.heads, ["---", *["---:"] * (len(sheet.heads) - 1)], *sheet.rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"### {sheet.title}\n\n{table}\n"


def write_json(path: Path, figures: Iterable[Figure], machine: dict[str, str | int]) -> None:
    """Write all figures of a run, with their medians, and the machine."""
    rows = [
        {**asdict(one), "values": [round(value, 3) for value in one.values]}
        | {"median": _rounded(one.median), "p95": _rounded(one.p95), "met": one.met}
        for one in figures
    ]
    report = {"machine": machine, "figures": rows}
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def write_into(page: Path, figures: Sequence[Figure], machine: dict[str, str | int]) -> None:
    """Replace the results that stand in a page of the documentation, between two marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    described = ", ".join(f"{what} {value}" for what, value in machine.items())
    tables = "\n".join(markdown_table(sheet) for sheet in sheets_of(figures))
    reasons = "".join(f"- {reason}\n" for reason in reasons_of(figures))
    results = f"\n\nThe machine: {described}.\n\n{tables}\n{reasons}\n"
    page.write_text(before + MARKS[0] + results + MARKS[1] + after, encoding="utf-8")


def _target_sheet(title: str, figures: Iterable[Figure]) -> Sheet:
    heads = ("what", "events", "times", "median", "p95", "unit", "at most", "target")
    rows = [
        (
            one.question,
            _count(one.events),
            str(len(one.values)),
            _number(one.median),
            _number(one.p95),
            one.unit,
            ", ".join(f"{name} {most:g}" for name, most in one.targets.items()),
            _VERDICTS[one.met] or ("not measured" if one.targets else ""),
        )
        for one in figures
    ]
    return Sheet(title, heads, rows)


def _side_by_side(figures: Iterable[Figure], question: str) -> Sheet:
    """Compare the contenders: the median, and how many times ours it is."""
    asked = [one for one in figures if one.question == question]
    names = list(dict.fromkeys(one.contender for one in asked))
    cells = {(one.contender, one.events): one for one in asked}
    sizes = list(dict.fromkeys(one.events for one in asked))
    rows = [
        [
            _count(size),
            *(_beside(cells.get((name, size)), cells.get((OURS, size))) for name in names),
        ]
        for size in sizes
    ]
    unit = asked[0].unit if asked else ""
    return Sheet(f"{question[0].upper()}{question[1:]}, {unit}", ["events", *names], rows)


def _beside(figure: Figure | None, ours: Figure | None) -> str:
    if figure is None or figure.median is None:
        return _NOTHING
    if ours is None or figure is ours or not ours.median:
        return _number(figure.median)
    return f"{_number(figure.median)} ({figure.median / ours.median:.1f}{_TIMES})"


def _plain_sheet(figures: Iterable[Figure]) -> Sheet:
    rows = [
        (
            f"{one.question}: {one.contender}" if one.contender != OURS else one.question,
            _count(one.events),
            str(len(one.values)),
            _number(one.median),
            _number(one.p95),
            one.unit,
        )
        for one in figures
    ]
    return Sheet("Without a target", ("what", "events", "times", "median", "p95", "unit"), rows)


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _number(value: float | None) -> str:
    if value is None:
        return _NOTHING
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
