"""What a search has found, as a table for a terminal and as comma-separated values."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from rich.console import Group, RenderableType
from rich.text import Text

from damascus_map.language import N_, NN_, Language
from damascus_map.render.listing import Listing
from damascus_map.render.plain_text import csv_text

_MORE = NN_("and {n} more", "and {n} more")

Record = dict[str, Any]


def search_table(report: Record, words: Language) -> RenderableType:
    """Return the report of a search as tables, one for each kind of result."""
    heads = [words.text(head) for head in (N_("Result"), N_("About"), N_("Id"))]
    shown: list[RenderableType] = [Text(report["unmet"])] if report["unmet"] else []
    for group in report["groups"]:
        rows = [(one["title"], one["about"], one["id"]) for one in group["results"]]
        title = Text(f"{group['name']} ({words.number(group['total'])})", style="bold")
        shown.append(Listing(title, heads, [rows], frozenset({0, 1})))
        left = group["total"] - len(rows)
        shown += [Text(words.plural(_MORE, left))] if left else []
    return Group(*shown)


def search_csv(report: Record) -> str:
    """Return the report of a search as comma-separated values."""
    rows = [
        {**one, "kind": group["kind"], "address": _address(one)}
        for group in report["groups"]
        for one in group["results"]
    ]
    return csv_text(("kind", "id", "title", "about", "address"), rows)


def _address(result: Record) -> str:
    """Return what follows the address of the site."""
    if "page" in result:
        return f"sources?{urlencode(result['page'])}"
    return f"?{urlencode(result['address'], safe=',')}"
