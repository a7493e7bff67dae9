"""What there is to say about a dataset itself: whether it is sound, and what is in it."""

from __future__ import annotations

from pathlib import Path

from damascus_map.errors import Finding, InvalidDatasetError
from damascus_map.language import Language, language
from damascus_map.query.dataset import Dataset, open_dataset
from damascus_map.render.records import Record, dataset_record, disagreement_records


def validation_report(path: str | Path | None, *, lang: str = "en") -> Record:
    """Return everything found in a dataset: errors, warnings, and where its sources disagree.

    Parameters
    ----------
    path
        The dataset folder; None for the default one.
    lang
        Code of the language of the sentences.

    Returns
    -------
    dict
        ``dataset`` (None if it cannot be opened), ``errors``, ``warnings``,
        ``disagreements`` (empty if it cannot be opened), and ``counts`` of these three.

    Raises
    ------
    DatasetNotFoundError
        If there is no folder at `path`.
    """
    words = language(lang)
    try:
        dataset = open_dataset(path)
    except InvalidDatasetError as error:
        return _validation(None, error.findings, [], words)
    found = disagreement_records(dataset.tables, dataset.disagreements(), words)
    record = dataset_record(dataset.tables)
    return _validation(record, dataset.tables.findings, found, words)


def _validation(
    dataset: Record | None,
    findings: tuple[Finding, ...],
    disagreements: list[Record],
    words: Language,
) -> Record:
    listed = {
        f"{severity}s": [
            finding.translated(words.text).as_dict()
            for finding in findings
            if finding.severity == severity
        ]
        for severity in ("error", "warning")
    }
    report = {**listed, "disagreements": disagreements}
    counts = {name: len(entries) for name, entries in report.items()}
    return {"dataset": dataset, **report, "counts": counts}


def info_report(dataset: Dataset, *, lang: str = "en") -> Record:
    """Return what is in a dataset, from when to when, and under which licences.

    Parameters
    ----------
    dataset
        To describe.
    lang
        Code of the language of the title.
    """
    tables = dataset.tables
    words = language(lang)
    counted = ("districts", "parties", "claims", "events", "sources")
    return {
        **dataset_record(tables),
        "title": tables.package.title[words.code],
        "path": str(tables.path.absolute()),
        "counts": {name: len(getattr(tables, name)) for name in counted},
        "first_day": tables.package.first_day.isoformat(),
        "last_change": tables.control["first"].max().date().isoformat(),
        "attributions": list(tables.package.attributions),
        "licences": list(tables.package.licences),
    }
