"""Every reason for which a row is not taken: what it says, and how the row is mended.

One reason, one entry; the steps of an import name the reason and keep the row as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from damascus_map.language import N_


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not taken.

    Attributes
    ----------
    message
        What is wrong with the row, in one phrase.
    advice
        How to mend it, in one sentence. Both are keys of the catalogues.
    advice_on_page
        The same for who reads the table on the page, where that is done otherwise; else "".
    """

    message: str
    advice: str
    advice_on_page: str = ""


REASONS: Final[Mapping[str, Reason]] = MappingProxyType(
    {
        # the row
        "open-quote": Reason(
            N_("a quotation mark is opened and never closed; the row holds those after it"),
            N_("Close it, or double it if it is part of the text."),
        ),
        "cell-count": Reason(
            N_("the row has more or fewer cells than the header"),
            N_("Put text that holds commas in double quotes, and leave no cell out."),
        ),
        "not-a-point": Reason(
            N_("the feature is not a point"),
            N_("Export points; of an area or a line no one point is the place of an event."),
        ),
        # dates
        "no-date": Reason(
            N_("the row has no date"),
            N_("Fill it in: 2017-05-07, or 2017-05 or 2017 if that is all."),
        ),
        "date-format": Reason(
            N_("the date cannot be read"),
            N_("Write 2017-05-07 or 7 May 2017, or 2017-05 or 2017 where no more is known."),
        ),
        "ambiguous-date": Reason(
            N_("the date can be read in two ways"),
            N_("Say which comes first with --day-first or --month-first, or write 2017-05-07."),
            N_("Choose which comes first at “Dates such as 07/05/2017”, or write 2017-05-07."),
        ),
        "reversed-dates": Reason(
            N_("the last day lies before the first"), N_("Exchange or mend the dates.")
        ),
        # figures
        "not-a-number": Reason(
            N_("this is not a number that can be used"),
            N_("Write digits only (coordinates: degrees with a point), or leave the cell empty."),
        ),
        "deaths-order": Reason(
            N_("the deaths are not in the order low, best, high"),
            N_("The low figure may not exceed the best, nor the best the high."),
        ),
        "half-coordinates": Reason(
            N_("one coordinate stands without the other"),
            N_("Give longitude and latitude, or leave both empty."),
        ),
        "coordinates-range": Reason(
            N_("the coordinates are not longitude and latitude in degrees"),
            N_("Give degrees in WGS84: latitude from -90 to 90, longitude from -180 to 180."),
        ),
        # choices
        "precision": Reason(
            N_("the precision of the place is not known here"),
            N_(
                "Use one of: point, street, district, city, region. The figures of UCDP and ACLED "
                "are read where their tables have all their columns."
            ),
        ),
        "confidence": Reason(
            N_("the confidence is not known here"), N_("Use one of: low, medium, high.")
        ),
    }
)


def reason(slug: str) -> Reason:
    """Return the reason of this name.

    Raises
    ------
    KeyError
        If there is none.
    """
    return REASONS[slug]
