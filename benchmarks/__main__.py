"""Measure what a reader waits for: questions to the dataset, and the map in a browser.

``make bench`` prints a table and writes it to ``benchmarks/results/latest.json``. With
``--no-browser`` only the questions are measured.
"""

import argparse
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import damascus_map as dm
from benchmarks.measure import Measure, timed
from benchmarks.page import DAY, measure_page

RESULTS = Path(__file__).parent / "results" / "latest.json"


def measure_questions() -> list[Measure]:
    """Measure the questions that the page and the library put to the default dataset."""
    dataset = dm.open_dataset()
    return [
        timed("open the dataset", dm.open_dataset, rounds=5),
        timed("control on a day", lambda: dataset.control_on(DAY)),
        timed("claims on a day", lambda: dataset.claims_on("qaboun", DAY)),
        timed("all events", lambda: dataset.events_between(None, DAY)),
        timed("changes of six years", lambda: dataset.changes_between("2012-01-01", DAY)),
        timed("disagreements", dataset.disagreements),
    ]


def table_of(measures: list[Measure]) -> Table:
    """Lay the figures out, each beside its target and its floor."""
    heads = ("what", "times", "median", "worst", "unit", "target", "floor", "times the floor")
    table = Table(*heads, title=f"damascus-map {dm.__version__}")
    for one in measures:
        table.add_row(
            one.name,
            str(len(one.figures)),
            f"{one.median:.1f}",
            f"{max(one.figures):.1f}",
            one.unit,
            "" if one.target is None else f"at most {one.target:g}",
            "" if one.floor is None else f"{one.floor:.1f}",
            "" if one.ratio is None else f"{one.ratio:.1f}",
        )
    return table


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-browser", action="store_true", help="measure the questions only")
    browse = not parser.parse_args().no_browser
    measures = measure_questions() + (measure_page() if browse else [])
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }
    Console(width=120).print(table_of(measures), machine)
    RESULTS.parent.mkdir(exist_ok=True)
    report = {
        "version": dm.__version__,
        **machine,
        "measures": [asdict(one) | {"median": one.median} for one in measures],
    }
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
