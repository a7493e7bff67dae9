"""The imports of a dataset, as values and for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.data.package import licence_lines
from damascus_map.data.tables import Import
from damascus_map.language import N_, NN_, language
from damascus_map.render.import_words import NOT_PASSED_ON
from damascus_map.render.listing import Listing
from damascus_map.render.records import Record

_IMPORTS: Final = NN_("{n} import", "{n} imports")


def imports_records(found: Sequence[Import]) -> list[Record]:
    """Return the imports of a dataset as plain values, for JSON."""
    return [
        {
            "name": one.name,
            "folder": one.folder,
            "title": one.description.get("title"),
            "rows": one.description.get("rows"),
            "licences": licence_lines(one.description),
            "may_be_passed_on": one.may_be_passed_on,
        }
        for one in found
    ]


def imports_tables(found: Sequence[Import], lang: str = "en") -> RenderableType:
    """Return the imports of a dataset as a table, with a count.

    Parameters
    ----------
    found
        The imports.
    lang
        Code of the language.
    """
    words = language(lang)
    heads = (N_("Name"), N_("Title"), N_("Events"), N_("Licence"), N_("Passing on"))
    rows = [
        (
            one["name"],
            one["title"] or "",
            "" if one["rows"] is None else words.number(one["rows"]),
            words.text(N_(", ")).join(one["licences"]),
            "" if one["may_be_passed_on"] else words.text(NOT_PASSED_ON),
        )
        for one in imports_records(found)
    ]
    count = Text(words.plural(_IMPORTS, len(rows)))
    if not rows:
        return count
    title = Text(words.text(N_("Imports")), style="bold")
    names = [words.text(head) for head in heads]
    return Group(Listing(title, names, [rows], frozenset((1, 3, 4)), frozenset((2,))), count)
