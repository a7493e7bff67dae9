"""What each page is given: what the server does for it, and the way to the other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from damascus_map.language import N_
from damascus_map.render import page_links
from damascus_map.render.publication import Publication

MAP: Final = "map"
LEDGER: Final = page_links.LEDGER
COMPARE: Final = "compare"
CHARTS: Final = "charts"
SOURCES: Final = page_links.SOURCES
COVERAGE: Final = page_links.COVERAGE
METHODOLOGY: Final = page_links.METHODOLOGY
DATA: Final = "data"

PAGE_NAMES: Final[Mapping[str, str]] = {
    MAP: N_("Map"),
    LEDGER: N_("Ledger"),
    COMPARE: N_("Two dates compared"),
    CHARTS: N_("Charts"),
    SOURCES: N_("Sources"),
    COVERAGE: N_("What is not known"),
    METHODOLOGY: N_("Methodology"),
    DATA: N_("Your data"),
}
"""What each page is called, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Server:
    """What the server does for its pages.

    Attributes
    ----------
    open_publication
        Opens the dataset that it shows to all; called once in each run.
    share
        Lets the browser fetch the assets of a reader's own data.
    own_dataset
        Whether it shows another dataset than the one that the program carries.
    """

    open_publication: Callable[[], Publication]
    share: Callable[[Publication], None]
    own_dataset: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """What a page is given.

    Attributes
    ----------
    server
        What the server does for it.
    go
        Ends the run and shows another page: its name, and the parameters of its address.
    """

    server: Server
    go: Callable[[str, Mapping[str, str]], None]
