"""Measure this project beside other maps for Streamlit: the same events, moves and browser.

``make bench`` makes a whole run: it prints the tables, and writes ``benchmarks/results.json``, the
picture ``docs/benchmarks.svg`` and the tables of ``docs/benchmarks.md``. A part of a run
(``make bench ARGS="--only swiftmap --sizes 1000"``) only prints.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright
from rich.console import Console

from benchmarks import plot, report
from benchmarks.contenders import CONTENDERS, OURSELVES, Contender
from benchmarks.machine import described_machine
from benchmarks.questions import measure_questions
from benchmarks.run import QUICK, SIZES, Rounds, Run
from tools.live_page import REPOSITORY

RESULTS: Final = Path(__file__).with_name("results.json")
PICTURE: Final = REPOSITORY / "docs" / "benchmarks.svg"
_PARTS: Final = {
    "pages": Run.measure_pages,
    "pictures": Run.measure_pictures,
    "imports": Run.measure_imports,
}
"""What can be measured alone, by its name."""

PAGE: Final = REPOSITORY / "docs" / "benchmarks.md"


def main() -> None:
    """Measure, print, and keep the figures of a whole run."""
    options = _options()
    console = Console(width=150)
    figures, chromium = [] if options.part else measure_questions(), ""
    if options.part or not options.no_browser:
        run = _run(options, console)
        figures, chromium = figures + run.figures, run.chromium
    machine = described_machine(chromium)
    console.print(*(report.terminal_table(sheet) for sheet in report.sheets_of(figures)), sep="\n")
    console.print(*report.reasons_of(figures), machine, sep="\n")
    if options.whole:
        report.write_json(RESULTS, figures, machine)
        report.write_into(PAGE, figures, machine)
        plot.draw(figures, PICTURE)


def _run(options: argparse.Namespace, console: Console) -> Run:
    begin = time.monotonic()

    def say(line: str) -> None:
        console.print(f"[{time.monotonic() - begin:5.0f} s] {line}", markup=False, highlight=False)

    rounds = QUICK if options.quick else Rounds()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        run = Run(playwright, Path(folder), rounds, say)
        if options.part:
            _PARTS[options.part](run)
            return run
        if OURSELVES in options.contenders:
            run.measure_targets(options.sizes)
            for measure in _PARTS.values():
                measure(run)
        run.compare(options.contenders, options.sizes)
    return run


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-browser", action="store_true", help="put the questions only")
    parser.add_argument("--part", choices=_PARTS, help="measure these only")
    parser.add_argument("--quick", action="store_true", help="do each thing a few times only")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="such as 1000,10000")
    parser.add_argument(
        "--only",
        type=_contenders,
        default=CONTENDERS,
        dest="contenders",
        help="such as ours,swiftmap: parts of names",
    )
    options = parser.parse_args()
    parts = (options.no_browser, options.part, options.quick, options.sizes != SIZES)
    options.whole = not any(parts) and options.contenders == CONTENDERS
    return options


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _contenders(text: str) -> tuple[Contender, ...]:
    words = [OURSELVES.name if word == "ours" else word for word in text.split(",")]
    found = tuple(one for one in CONTENDERS if any(word in one.name for word in words))
    if not found:
        names = ", ".join(one.name for one in CONTENDERS)
        raise argparse.ArgumentTypeError(f"{text!r} names none of: ours, {names}")
    return found


if __name__ == "__main__":
    main()
