"""What a report of an import says, table by table, in one language; pages and terminals show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from damascus_map.data.tables import FORBIDDEN, REDISTRIBUTION, Tables
from damascus_map.ingest.duplicates import Match
from damascus_map.ingest.reasons import REASONS
from damascus_map.ingest.report import Report
from damascus_map.ingest.rows import Doubt
from damascus_map.language import N_, Language
from damascus_map.model.dates import parse_partial_date
from damascus_map.model.vocabulary import Placing
from damascus_map.render.import_words import (
    DOUBT_MEANINGS,
    DOUBT_NAMES,
    FATE_MEANINGS,
    FATE_NAMES,
    NOT_PASSED_ON,
    TWIN_NAMES,
    fates,
)
from damascus_map.render.words import event_type_name

Row = tuple[str, ...]

_BESIDE: Final = (Placing.CITY, Placing.OUTSIDE, Placing.UNPLACED)
_TOTAL: Final = N_("Total")
_LIST_OF: Final = N_("The first {n} of {total}.")
_EXCERPT: Final = 120


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a report, with what stands above it.

    Attributes
    ----------
    title
        Of the table.
    heads
        Name of each column.
    rows
        The cells.
    lead
        A sentence between title and table, or nothing.
    keys
        What each row is about, where a page marks it: a key of `FATE_NAMES`.
    figures, sentences
        Positions of the columns that hold numbers, and of those that may be folded.
    has_total
        Whether the last row sums up the others.
    is_list
        Whether the rows are examples, of which a terminal shows a few.
    """

    title: str
    heads: Row
    rows: tuple[Row, ...]
    lead: str = ""
    keys: tuple[str, ...] = ()
    figures: frozenset[int] = field(default_factory=frozenset)
    sentences: frozenset[int] = field(default_factory=frozenset)
    has_total: bool = False
    is_list: bool = False


def sections(
    report: Report, tables: Tables, words: Language, *, on_page: bool = False
) -> tuple[Section, ...]:
    """Return the tables of a report that have something to say.

    Parameters
    ----------
    report
        The account.
    tables
        The dataset that the events were placed in, for the names of its districts.
    words
        The language.
    on_page
        Whether the reader imports on the page, and not by commands: the advice says so.
    """
    names = dict(tables.districts[f"name_{words.code}"])
    made = (
        _fate_section(report, words),
        _terms_section(report.description, words),
        _notice_section(report, words),
        _year_section(report, names, words),
        _kind_section(report, words),
        _refused_section(report, words, on_page=on_page),
        _refusal_list(report, words),
        _doubt_section(report, words),
        _doubtful_list(report, names, words),
        _duplicate_list(report, words, on_page=on_page),
        _shared_points(report, words) if on_page else _point_section(report, words),
        _file_section(report, words),
    )
    return tuple(section for section in made if section.rows)


def _fate_section(report: Report, words: Language) -> Section:
    counts = fates(report)
    shown = {key: n for key, n in FATE_NAMES.items() if counts[key] or key != Placing.EDITOR}
    rows = [
        (words.text(name), words.number(counts[key]), words.text(FATE_MEANINGS[key]))
        for key, name in shown.items()
    ]
    lead = (
        N_("Every row that was read is counted once.")
        if report.adds_up
        else N_("These counts do not add up to the rows read. This is a fault of the program.")
    )
    return Section(
        title=words.text(N_("What became of the rows")),
        heads=_in(words, N_("Outcome"), N_("Rows"), N_("Meaning")),
        rows=(*rows, (words.text(_TOTAL), words.number(report.read), "")),
        lead=words.text(lead),
        keys=tuple(shown),
        figures=frozenset((1,)),
        sentences=frozenset((2,)),
        has_total=True,
    )


def _terms_section(description: Mapping[str, Any], words: Language) -> Section:
    """Return what the origin of the rows asks of those who use them."""
    licences = (str(one.get("title") or one.get("name")) for one in description.get("licenses", ()))
    forbidden = description.get(REDISTRIBUTION) == FORBIDDEN
    facts = (
        (N_("Attribution"), str(description.get("attribution") or "")),
        (N_("Licence"), words.text(N_(", ")).join(licences)),
        (N_("Passing on"), words.text(NOT_PASSED_ON) if forbidden else ""),
    )
    return Section(
        title=words.text(N_("Terms")),
        heads=_in(words, N_("Fact"), N_("What")),
        rows=tuple((words.text(name), fact) for name, fact in facts if fact),
        sentences=frozenset((1,)),
    )


def _notice_section(report: Report, words: Language) -> Section:
    rows = [
        (notice.file, words.text(notice.message_template, **_shown(notice.parameters, words)))
        for notice in report.notices
    ]
    return Section(
        title=words.text(N_("Notices")),
        heads=_in(words, N_("File"), N_("What")),
        rows=tuple(dict.fromkeys(rows)),
        sentences=frozenset((1,)),
    )


def _year_section(report: Report, names: Mapping[str, str], words: Language) -> Section:
    by_year = report.by_year
    beside = {
        **{str(key): words.text(FATE_NAMES[key]) for key in _BESIDE},
        "total": words.text(N_("Rows")),
    }
    rows = [
        (str(year), *(words.number(int(count)) for count in counts))
        for year, counts in zip(by_year.index, by_year.to_numpy(), strict=True)
    ]
    sums = (words.number(int(count)) for count in by_year.sum())
    total = [(words.text(_TOTAL), *sums)] if len(rows) > 1 else []
    lead = N_("A row that names two districts counts for both, and once among the rows.")
    return Section(
        title=words.text(N_("By year and district")),
        heads=(words.text(N_("Year")), *({**names, **beside}[name] for name in by_year.columns)),
        rows=(*rows, *total),
        lead=words.text(lead),
        figures=frozenset(range(1, len(by_year.columns) + 1)),
        has_total=bool(total),
    )


def _kind_section(report: Report, words: Language) -> Section:
    return Section(
        title=words.text(N_("Kinds of event")),
        heads=_in(words, N_("Kind"), N_("Events")),
        rows=tuple(
            (event_type_name(kind, words), words.number(n)) for kind, n in report.kinds.items()
        ),
        figures=frozenset((1,)),
    )


def _refused_section(report: Report, words: Language, *, on_page: bool) -> Section:
    known = ((REASONS[reason], count) for reason, count in report.refused.items())
    rows = [
        (
            words.text(one.message),
            words.number(count),
            words.text((on_page and one.advice_on_page) or one.advice),
        )
        for one, count in known
    ]
    return Section(
        title=words.text(N_("Refused rows")),
        heads=_in(words, N_("Reason"), N_("Rows"), N_("What to do")),
        rows=tuple(rows),
        lead=words.text(N_("All of them stand in rejected.csv, as they came.")),
        figures=frozenset((1,)),
        sentences=frozenset((0, 2)),
    )


def _refusal_list(report: Report, words: Language) -> Section:
    rows = [
        (
            str(one["file"]),
            str(one["row"]),
            str(one["column"]),
            _excerpt(str(one["value"])),
            words.text(REASONS[one["reason"]].message),
        )
        for one in _records(report.refusals)
    ]
    return Section(
        title=words.text(N_("Refused rows, one by one")),
        heads=_in(words, N_("File"), N_("Row"), N_("Column"), N_("Found"), N_("Reason")),
        rows=tuple(rows),
        lead=_listed(len(rows), sum(report.refused.values()), words),
        sentences=frozenset((3, 4)),
        is_list=True,
    )


def _doubt_section(report: Report, words: Language) -> Section:
    rows = [
        (words.text(DOUBT_NAMES[doubt]), words.number(n), words.text(DOUBT_MEANINGS[doubt]))
        for doubt, n in report.doubts.items()
    ]
    return Section(
        title=words.text(N_("Rows to look at")),
        heads=_in(words, N_("Why"), N_("Rows"), N_("Meaning")),
        rows=tuple(rows),
        lead=words.text(N_("They were placed, but a person should look at them.")),
        figures=frozenset((1,)),
        sentences=frozenset((2,)),
    )


def _doubtful_list(report: Report, names: Mapping[str, str], words: Language) -> Section:
    rows = [
        (
            str(one["file"]),
            str(one["row"]),
            words.partial_date(parse_partial_date(one["date"])),
            words.text(N_(", ")).join(names[district] for district in one["district_ids"]),
            str(one["placed_from"]),
            words.text(DOUBT_NAMES[Doubt(one["doubt"])]),
            _excerpt(str(one["text"]), str(one["placed_from"])),
        )
        for one in _records(report.doubtful)
    ]
    heads = (
        *(N_("File"), N_("Row"), N_("Date"), N_("District"), N_("Found in")),
        *(N_("Why"), N_("Text")),
    )
    return Section(
        title=words.text(N_("Rows to look at, one by one")),
        heads=_in(words, *heads),
        rows=tuple(rows),
        lead=_listed(len(rows), sum(report.doubts.values()), words),
        sentences=frozenset((4, 6)),
        is_list=True,
    )


def _duplicate_list(report: Report, words: Language, *, on_page: bool) -> Section:
    rows = [
        (
            str(one["second"]),
            str(one["first"]),
            words.text(TWIN_NAMES[Match(one["by"])]),
        )
        for one in _records(report.duplicates)
    ]
    merged = N_("They were merged: each is one event now.")
    kept = (
        N_("Both are kept. To make them one event, tick “Make rows that say the same one event”.")
        if on_page
        else N_("Both are kept. To make them one event, import again with --merge-duplicates.")
    )
    return Section(
        title=words.text(N_("Rows that say the same")),
        heads=_in(words, N_("Event"), N_("Same as"), N_("Why")),
        rows=tuple(rows),
        lead=words.text(merged if report.merged else kept),
        is_list=True,
    )


def _point_section(report: Report, words: Language) -> Section:
    shared = _shared_points(report, words)
    lead = N_(
        "So many rows lie on these points that each may stand for the whole city. If one does, "
        "import again with the option beside it: the point then tells no district."
    )
    options = (f"--city-point {lon},{lat}" for lon, lat, _ in _points(report))
    return replace(
        shared,
        heads=(*shared.heads, words.text(N_("Option"))),
        rows=tuple((*row, option) for row, option in zip(shared.rows, options, strict=True)),
        lead=words.text(lead),
    )


def _shared_points(report: Report, words: Language) -> Section:
    lead = N_(
        "So many rows lie on these points that each may stand for the whole city. If one does, "
        "empty its coordinates in the table and choose the file again: the texts then tell the "
        "district."
    )
    return Section(
        title=words.text(N_("Points that many rows share")),
        heads=_in(words, N_("Longitude, latitude"), N_("Rows")),
        rows=tuple((f"{lon}, {lat}", words.number(n)) for lon, lat, n in _points(report)),
        lead=words.text(lead),
        figures=frozenset((1,)),
    )


def _points(report: Report) -> list[tuple[float, float, int]]:
    return [(round(one.lon, 6), round(one.lat, 6), one.rows) for one in report.shared_points]


def _file_section(report: Report, words: Language) -> Section:
    return Section(
        title=words.text(N_("Files")),
        heads=_in(words, N_("File"), N_("Rows")),
        rows=tuple((file, words.number(n)) for file, n in report.files.items()),
        figures=frozenset((1,)),
    )


def _in(words: Language, *heads: str) -> Row:
    return tuple(words.text(head) for head in heads)


def _listed(shown: int, total: int, words: Language) -> str:
    if shown >= total:
        return ""
    return words.text(_LIST_OF, n=words.number(shown), total=words.number(total))


def _records(frame: Any) -> Iterable[Mapping[str, Any]]:
    records: list[dict[str, Any]] = frame.to_dict(orient="records")
    return records


def _shown(parameters: Mapping[str, object], words: Language) -> dict[str, object]:
    """Return what fills the braces of a notice, numbers as the language writes them."""
    return {
        name: words.number(value) if isinstance(value, int | float) else value
        for name, value in parameters.items()
    }


def _excerpt(text: str, placed_from: str = "") -> str:
    """Return a text, or the part of a long one around the spelling that placed it."""
    if len(text) <= _EXCERPT:
        return text
    spelling = placed_from.rpartition(": ")[2]
    middle = max(text.find(spelling), 0) if spelling else 0
    begin = max(0, min(middle - _EXCERPT // 2, len(text) - _EXCERPT))
    end = begin + _EXCERPT
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"
