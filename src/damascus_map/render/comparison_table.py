"""The table of what lies between two days, as a tree: changes with their statements, and figures.

A district is a part of the table: its two days, each change, then what happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from damascus_map.data.tables import Tables
from damascus_map.language import N_, NN_, Language, capitalised
from damascus_map.model.vocabulary import Confidence, Extent
from damascus_map.query.comparison import ComparedDays, ComparedDistrict, Happened, Row
from damascus_map.render.claim_words import differing_words
from damascus_map.render.comparison_words import happened_words, summary_of
from damascus_map.render.evidence import stripes_css
from damascus_map.render.markup import element
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    control_sentence,
    localised,
    party_names,
    span_words,
)

ClaimAddress = Callable[[str], str]
"""Gives the address of a claim, by its id."""

_HEADS: Final = (N_("When"), N_("Before"), N_("After"), N_("What this rests on"))
_FEW_CLAIMS: Final = 2
_MORE: Final = NN_("{n} more statement", "{n} more statements")
_CHANGES: Final = NN_("{n} change", "{n} changes")


def comparison_tree(
    tables: Tables, compared: ComparedDays, words: Language, claim_address: ClaimAddress
) -> Element:
    """Return the summary of a comparison, and its table.

    Parameters
    ----------
    tables
        The dataset.
    compared
        What lies between the days.
    words
        The language.
    claim_address
        Where each claim is shown with its source.
    """
    heads = (element("th", words.text(head), scope="col") for head in _HEADS)
    # Those that changed come first: they are what the reader looks for.
    ordered = sorted(compared.districts, key=lambda one: not one.changes)
    table = element(
        "table",
        element("caption", words.text(N_("What changed, and what happened meanwhile"))),
        element("thead", element("tr", *heads)),
        *(_district(tables, one, words, claim_address) for one in ordered),
        _elsewhere(compared.elsewhere, words),
        class_="dm-table dm-changes",
        data_testid="dm-changes",
    )
    summary = summary_of(tables, compared, words)
    added = N_(
        "Figures add what each event gives; two events may speak of the same people. "
        "Events of several districts stand at each, and count once in the sentence above."
    )
    return element(
        "section",
        element("p", summary, class_="dm-sum-up", role="status", data_testid="dm-sum-up"),
        table,
        element("p", words.text(added), class_="dm-quiet dm-small"),
        dir=words.direction,
    )


def _district(
    tables: Tables, one: ComparedDistrict, words: Language, claim_address: ClaimAddress
) -> Element:
    name = str(tables.districts.at[one.id, f"name_{words.code}"])
    changes = words.plural(_CHANGES, len(one.changes)) if one.changes else None
    head = element("th", name, scope="rowgroup", colspan=str(len(_HEADS)))
    if changes:
        head.append(element("span", changes, class_="dm-quiet"))
    rows = [_change(tables, row, words, claim_address) for row in one.changes]
    return element(
        "tbody",
        element("tr", head, class_="dm-part"),
        *(rows or [_unchanged(tables, one, words)]),
        _meanwhile(
            [*_told(one.happened, words), *_disagreements(tables, one, words, claim_address)]
        ),
        data_district=one.id,
    )


def _change(tables: Tables, row: Row, words: Language, claim_address: ClaimAddress) -> Element:
    when = capitalised(words.known_date(row["on"].date(), row["precision"]))
    cells: list[Sequence[Element | str]] = [[when]]
    cells += [
        _held(tables, row[f"extents_{side}"], row[f"situation_{side}"], words)
        for side in ("before", "after")
    ]
    basis = list(_basis(tables, row["claim_ids"], words, claim_address))
    if row["confidence"] == Confidence.LOW:
        level = words.text(CONFIDENCE_NAMES[Confidence.LOW])
        weak = words.text(N_("confidence: {level}"), level=level)
        basis.insert(0, element("span", capitalised(weak), class_="dm-quiet"))
    return element(
        "tr",
        *(
            element("td", *cell, data_label=words.text(head))
            for head, cell in zip(_HEADS, [*cells, basis], strict=True)
        ),
    )


def _unchanged(tables: Tables, one: ComparedDistrict, words: Language) -> Element:
    held = _held(tables, one.after.extents, one.after.situation, words)
    same = element("td", words.text(N_("No change")))
    return element("tr", same, element("td", *held, colspan=str(len(_HEADS) - 1)))


def _held(
    tables: Tables,
    extents: Mapping[str, Extent | None],
    situation: Sequence[str],
    words: Language,
) -> list[Element]:
    """Return who holds a district: the stripes of the map, and the words."""
    names = party_names(tables.parties, words)
    style = stripes_css(tables, extents)
    sentence = control_sentence(extents, situation, names, words)
    swatch = element("span", class_="dm-swatch", style=style, aria_hidden="true")
    return [swatch, element("span", sentence)]


def _basis(
    tables: Tables, claims: Sequence[str], words: Language, claim_address: ClaimAddress
) -> Iterator[Element]:
    """Yield links to the statements, each by its publisher; many of them fold away."""
    links = [_claim(tables, claim, words, claim_address) for claim in claims]
    if not links:
        yield element("span", words.text(N_("No statement is known for this time.")))
        return
    few, rest = links[:_FEW_CLAIMS], links[_FEW_CLAIMS:]
    if len(rest) == 1:
        few, rest = links, []
    yield element("ul", *few, class_="dm-cited")
    if rest:
        more = element("summary", words.plural(_MORE, len(rest)))
        yield element("details", more, element("ul", *rest, class_="dm-cited"))


def _claim(tables: Tables, claim: str, words: Language, claim_address: ClaimAddress) -> Element:
    """Return what a statement says, as a link to it, with its publisher and its date."""
    row = tables.claims.loc[claim].to_dict()
    cite = words.text(
        N_("{name}, {date}"),
        name=words.isolated(str(tables.sources.at[row["source_id"], "publisher"])),
        date=span_words(row, "on", "until", words),
    )
    return element(
        "li",
        element("a", localised(row, "summary", words), href=claim_address(claim), dir="auto"),
        " ",
        element("cite", cite),
    )


def _told(happened: Happened, words: Language) -> list[Element]:
    return [element("p", line) for line in happened_words(happened, words)]


def _disagreements(
    tables: Tables, one: ComparedDistrict, words: Language, claim_address: ClaimAddress
) -> Iterator[Element]:
    """Yield what sources differ about in the time, each with its statements."""
    found = one.disagreements.to_dict(orient="records")
    if not found:
        return
    count = words.number(len(found))
    title = words.text(N_("Sources disagree ({n})"), n=count)
    names = party_names(tables.parties, words)

    def claims_of(row: Row) -> Sequence[Row]:
        rows: Sequence[Row] = tables.claims.loc[list(row["claim_ids"])].to_dict(orient="records")
        return rows

    listed = [
        element(
            "li",
            differing_words(row, claims_of(row), names, words),
            element(
                "ul",
                *(_claim(tables, claim, words, claim_address) for claim in row["claim_ids"]),
                class_="dm-cited",
            ),
        )
        for row in found
    ]
    yield element("details", element("summary", title), element("ul", *listed), class_="dm-differ")


def _elsewhere(happened: Happened, words: Language) -> Element | None:
    if not happened.events:
        return None
    name = words.text(N_("In the whole city or country"))
    head = element("th", name, scope="rowgroup", colspan=str(len(_HEADS)))
    return element(
        "tbody", element("tr", head, class_="dm-part"), _meanwhile(_told(happened, words))
    )


def _meanwhile(lines: Sequence[Element]) -> Element:
    cell = element("td", *lines, colspan=str(len(_HEADS)))
    return element("tr", cell, class_="dm-meanwhile")
