"""What stands in place of the map when the dataset cannot be shown."""

from __future__ import annotations

from damascus_map.errors import (
    DamascusMapError,
    DatasetError,
    Finding,
    ImportFileError,
    InvalidDatasetError,
    MappingError,
)
from damascus_map.language import N_, Language
from damascus_map.render.markup import Child, element
from damascus_map.render.words import place_words
from damascus_map.ui.outlets import show


def show_problem(error: DatasetError, words: Language) -> None:
    """Show every finding that keeps the dataset from being opened: where, what, and the remedy."""
    title = words.text(N_("The dataset cannot be shown"))
    advice = words.text(N_("Mend what is listed, then reload the page."))
    children: list[Child] = [element("h1", title)]
    if isinstance(error, InvalidDatasetError):
        children += [element("p", error.where), element("p", advice), _table(error, words)]
    else:
        children += [element("p", str(error))]
    show(element("section", *children, class_="dm-problem", role="alert", data_testid="dm-problem"))


def error_text(error: DamascusMapError, words: Language) -> str:
    """Return what an error says to the reader: what is wrong, and what to do."""
    if isinstance(error, ImportFileError):
        told = error.translated(words.text)
        return f"{told.file} — {told.message}. {told.advice}"
    if isinstance(error, MappingError):
        return str(error.translated(words.text))
    return words.text(str(error))


def _table(error: InvalidDatasetError, words: Language) -> Child:
    heads = (N_("Where"), N_("What"), N_("Found"), N_("What to do"), N_("Right form"))
    head = element("tr", *(element("th", words.text(name), scope="col") for name in heads))
    rows = [
        _row(finding.translated(words.text), words)
        for finding in error.findings
        if finding.severity == "error"
    ]
    return element("table", element("thead", head), element("tbody", *rows))


def _row(finding: Finding, words: Language) -> Child:
    place = place_words(finding, words)
    cells = (place, finding.message, finding.value or "", finding.advice, finding.example)
    return element("tr", *(element("td", cell, dir="auto") for cell in cells))
