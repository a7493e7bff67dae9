"""The panel beside the map: who holds the district, since when, on what evidence, what happened."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

import pandas as pd

from damascus_map.language import N_, NN_, Language, capitalised, language
from damascus_map.model.view import View
from damascus_map.model.vocabulary import Verified
from damascus_map.query.control import extents_in
from damascus_map.query.dataset import Dataset
from damascus_map.query.disagreements import DisagreementKind, disagreements_around
from damascus_map.query.evidence import sources_named
from damascus_map.render.style import UNKNOWN_COLOUR, fills_of
from damascus_map.render.words import (
    CONFIDENCE_NAMES,
    DISAGREEMENT_NAMES,
    control_sentence,
    localised,
    party_names,
    span_words,
)
from damascus_map.ui.happenings import happenings
from damascus_map.ui.markup import Child, element, link

_CLAIMS_SHOWN: Final = 8
_STRIPE_PERIOD_PX: Final = 12

Row = Mapping[Hashable, Any]


def panel(dataset: Dataset, view: View) -> list[Element]:
    """Return the chosen district, or all of them in one table; then what happened.

    Parameters
    ----------
    dataset
        To ask.
    view
        Date, district, filters and language.
    """
    words = language(view.lang)
    if view.district is None:
        body = _overview(dataset, view, words)
    else:
        body = _district(dataset, view, view.district, words)
    return [
        element("section", *body, class_="dm-panel", data_testid="dm-panel"),
        happenings(dataset, view, words),
    ]


def _overview(dataset: Dataset, view: View, words: Language) -> list[Child]:
    state_of = dataset.control_on(view.on, districts=view.districts)
    if state_of.empty:
        return [element("p", words.text(N_("No district is shown. Choose one in the sidebar.")))]
    rows = [
        element(
            "li",
            element(
                "div",
                element("strong", _name(row, words)),
                element("span", row["name_ar"], lang="ar", dir="rtl"),
                class_="dm-name",
            ),
            element("div", *_status(dataset, row, words)),
            class_="dm-wide",
        )
        for row in state_of.to_dict(orient="records")
    ]
    return [element("ul", *rows, class_="dm-rows")]


def _district(dataset: Dataset, view: View, district: str, words: Language) -> list[Child]:
    row = dataset.control_on(view.on, districts=[district]).iloc[0].to_dict()
    about = dataset.tables.districts.loc[district].to_dict()
    left_out = view.districts is not None and district not in view.districts
    hidden = words.text(N_("The filter leaves this district out of the map."))
    return [
        element("h2", _name(row, words), element("span", row["name_ar"], lang="ar", dir="rtl")),
        element("p", _facts(about, words), class_="dm-quiet"),
        element("p", hidden, class_="dm-notice") if left_out else None,
        *_status(dataset, row, words),
        _note(row["note"], words) if row["note"] else None,
        *_claims(dataset, view, district, words),
        *_disagreements(dataset, row, district, words),
    ]


def _name(row: Row, words: Language) -> str:
    return str(row[f"name_{words.code}"])


def _facts(about: Row, words: Language) -> str:
    parts = [" + ".join(about["pcodes"]), f"{words.number(about['area_km2'])} km²"]
    if pd.notna(about["population_2004"]):
        count = int(about["population_2004"])
        parts.append(words.text(N_("{people} people (2004)"), people=words.number(count)))
    return " · ".join(part for part in parts if part)


def _status(dataset: Dataset, row: Row, words: Language) -> list[Child]:
    tables = dataset.tables
    extents = extents_in(row, tables.party_ids)
    names = party_names(tables.parties, words)
    sentence = control_sentence(extents, row["situation"], names, words)
    swatch = element("span", class_="dm-swatch", style=_stripes(dataset, row), aria_hidden="true")
    return [
        element("p", swatch, element("span", sentence)),
        element("p", _timing(dataset, row, words), class_="dm-quiet"),
    ]


def _stripes(dataset: Dataset, row: Row) -> str:
    """Return the style of a swatch with the stripes of the map; only checked colours are in it."""
    colours = dataset.tables.parties["colour"]
    stops, position = [], 0.0
    for fill in fills_of(extents_in(row, dataset.tables.party_ids)):
        colour = UNKNOWN_COLOUR if fill.party is None else colours[fill.party]
        end = position + fill.share * _STRIPE_PERIOD_PX
        stops.append(f"{colour} {position:.3g}px {end:.3g}px")
        position = end
    return f"background: repeating-linear-gradient(135deg, {', '.join(stops)})"


def _note(note: str, words: Language) -> Element:
    """Return the editors' note on their judgement, which the dataset has in English alone."""
    summary = element("summary", words.text(N_("Note of the editors")))
    return element("details", summary, element("p", note, lang="en", dir="ltr"), class_="dm-note")


def _timing(dataset: Dataset, row: Row, words: Language) -> str:
    """Return since when the hold lasts, named if a party leads; the next change; the confidence."""
    since = words.known_date(row["since"].date(), row["since_precision"])
    names = party_names(dataset.tables.parties, words)
    if row["status"] in names:
        leads = words.text(N_("{party} since {date}"), party=names[row["status"]], date=since)
    else:
        leads = words.text(N_("since {date}"), date=since)
    parts = [leads]
    if pd.notna(row["next_change"]):
        change = words.known_date(row["next_change"].date(), row["next_change_precision"])
        parts.append(words.text(N_("next change {date}"), date=change))
    level = words.text(CONFIDENCE_NAMES[row["confidence"]])
    parts.append(words.text(N_("confidence: {level}"), level=level))
    return capitalised(" · ".join(parts))


def _claims(dataset: Dataset, view: View, district: str, words: Language) -> list[Child]:
    claims = dataset.claims_on(district, view.on)
    heading = element("h3", words.text(N_("What this rests on")))
    if claims.empty:
        return [heading, element("p", words.text(N_("No statement is known for this time.")))]
    rows = [_claim(row, words) for row in claims.head(_CLAIMS_SHOWN).to_dict(orient="records")]
    children: list[Child] = [heading, element("ul", *rows, class_="dm-rows")]
    if len(claims) > _CLAIMS_SHOWN:
        more = words.plural(
            NN_(
                "{n} more statement in the table below.", "{n} more statements in the table below."
            ),
            len(claims) - _CLAIMS_SHOWN,
        )
        children.append(element("p", more, class_="dm-quiet"))
    return children


def _claim(row: Row, words: Language) -> Element:
    return element(
        "li",
        element("time", span_words(row, "on", "until", words)),
        element(
            "div",
            localised(row, "summary", words),
            " ",
            _source(row),
            None if row["verified"] == Verified.YES else f" ({_unread(row['verified'], words)})",
        ),
    )


def _unread(verified: str, words: Language) -> str:
    """Return how far the cited text was read, where it was not read in full."""
    partly = verified == Verified.PARTIAL
    return words.text(N_("text read in part") if partly else N_("text not read"))


def _document(row: Row) -> str:
    """Return title and date of a source, for the pointer that rests on its name."""
    return ", ".join(filter(None, (str(row["source_title"]), str(row["published"]))))


def _source(row: Row) -> Element:
    """Return who said it, and where it was published, with a link to the document."""
    who, publisher = str(row["attributed_to"]), str(row["publisher"])
    where = link(publisher, str(row["url"]), title=_document(row))
    if who.casefold() == publisher.casefold():
        return element("cite", where)
    return element("cite", f"{who}, ", where)


def _disagreements(dataset: Dataset, row: Row, district: str, words: Language) -> list[Child]:
    found = disagreements_around(dataset.tables, district, row["first"], row["end"])
    if found.empty:
        return []
    claims = dataset.tables.claims.join(sources_named(dataset.tables), on="source_id")
    items = [
        element(
            "li",
            element(
                "div",
                element("strong", words.text(DISAGREEMENT_NAMES[DisagreementKind(one["kind"])])),
                element("ul", *_sides(claims.loc[list(one["claim_ids"])], words)),
            ),
            class_="dm-wide",
        )
        for one in found.to_dict(orient="records")
    ]
    heading = element("h3", words.text(N_("Sources disagree")))
    return [heading, element("ul", *items, class_="dm-rows")]


def _sides(claims: pd.DataFrame, words: Language) -> list[Element]:
    return [
        element(
            "li",
            element("time", span_words(row, "on", "until", words)),
            f" {localised(row, 'summary', words)} ",
            _source(row),
        )
        for row in claims.sort_values("first", kind="stable").to_dict(orient="records")
    ]
