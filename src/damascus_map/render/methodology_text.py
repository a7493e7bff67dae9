"""What the page of the methodology says; its figures are filled in from the dataset.

This is the one place of these texts: `docs/methodology.md` tells only how the dataset that comes
with the program was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damascus_map.language import N_

EXTENTS: Final = "extents"
RULE: Final = "rule"
DISAGREEMENTS: Final = "disagreements"
TABLES: Final = "tables"
LICENCES: Final = "licences"
"""Names of what stands below the texts of a part, beside its links."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page.

    Attributes
    ----------
    name
        As in the address.
    title
        Its heading.
    texts
        Its paragraphs; names in braces are figures.
    rules
        Rules, each an item of a list.
    shown
        What stands below them: tables and lists by name.
    links
        Names of pages that it leads to.
    """

    name: str
    title: str
    texts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


PARTS: Final = (
    Part(
        "short",
        N_("In short"),
        (
            N_(
                "This map rests on {claims} from {sources}, by {publishers}. Editors judged from"
                " them who held which district when: {intervals}. Beside them stand {events}."
            ),
            N_(
                "A colour is a judgement. What was said stays beside it, with who said it and"
                " where, and anyone can judge otherwise."
            ),
        ),
        links=("ledger", "sources", "coverage"),
    ),
    Part(
        "statements",
        N_("From a source to a statement"),
        (
            N_(
                "A statement says of one district how much of it a party holds, or how things stand"
                " there, on a day or over a time. Who said it and the document in which it stands"
                " are kept apart: an agency quotes a monitor, a monitor quotes an army."
            ),
            N_(
                "Sources rarely measure. Their words are read as one of these steps, and always as"
                " the least that they say."
            ),
            N_(
                "The cited text was read for {read} of {claims}, in part for {partly}, not at all"
                " for {unread}. That says nothing about its truth."
            ),
        ),
        shown=(EXTENTS,),
        links=("sources",),
    ),
    Part(
        "intervals",
        N_("From statements to intervals"),
        (
            N_(
                "An interval is a time in which nothing that matters changed in what sources say."
                " The intervals of a district follow one another without a gap from {first_day}."
                " Each names the statements that it rests on."
            ),
        ),
        rules=(
            N_("It begins where a source puts a change: a capture, a truce, a departure."),
            N_("If one source announces the whole and another leaves a rest, the rest is drawn."),
            N_(
                "No share is invented: where both sides are there and nobody measures, both are"
                " drawn as present, and the rest of the district stays grey."
            ),
            N_("The rest is given to the only other side where a source measures one of two."),
            N_(
                "A party that nobody reports as gone stays until the next report, and the note of"
                " the editors says so."
            ),
        ),
        links=("ledger",),
    ),
    Part(
        "situations",
        N_("Situations"),
        (
            N_(
                "Beside who holds a district stands what goes on there: {situations}. There may be"
                " several at once, or none where no source states one. Silence is not calm."
            ),
        ),
    ),
    Part(
        "confidence",
        N_("Confidence"),
        (
            N_(
                "Confidence is the judgement of the editors: high for {editors_high}, medium for"
                " {editors_medium}, low for {editors_low}. The map draws low confidence paler."
            ),
            N_(
                "Beside it stands one that is computed from the statements, by this rule: high for"
                " {computed_high}, medium for {computed_medium}, low for {computed_low}. The two"
                " are the same for {same}; the others are listed for a second look."
            ),
        ),
        rules=(
            N_(
                "Two statements are independent if they have neither a publisher nor a voice in"
                " common: two agencies that quote the same monitor are one."
            ),
            N_(
                "To measure alike, both have to say how much a party holds, and fit with what is"
                " drawn. That somebody is there fits with nearly everything."
            ),
            N_(
                "Sources of weight are of these kinds: {weighty}. A state, an encyclopedia or a"
                " blog counts as a publisher, but not as weight."
            ),
            N_("Where nothing is known, confidence is low: nothing is claimed."),
            N_(
                "Where sources differ on who holds how much, it is one step lower. Where they"
                " differ on a date or a happening, only intervals that lie wholly in the time in"
                " dispute are."
            ),
            N_(
                "The rule cannot know whether someone who is quoted has a stake in what is said."
                " The editors can: so the map draws their judgement."
            ),
        ),
        shown=(RULE,),
        links=("coverage",),
    ),
    Part(
        "dates",
        N_("Dates"),
        (
            N_(
                "Days are civil days where it happened. A date is kept as far as it is known: of"
                " {events} a day is known for {to_day}, a month for {to_month}, a year for"
                " {to_year}. An event of a month touches every day of it."
            ),
            N_(
                "An interval ends on the first day on which it no longer holds. A month as its"
                " beginning counts from its first day and is shown as a month."
            ),
        ),
    ),
    Part(
        "reported",
        N_("As reported by a day"),
        (
            N_(
                "A second date shows the map as it could be known then, from what had been"
                " published. A source counts from the last day that its date covers; {undated} tell"
                " none and count from the day on which the dataset was made. Before that day their"
                " statements are left out, counted and named."
            ),
            N_(
                "An interval is known from the first publication of a statement of its own; how"
                " much a party holds, from the one that gives it; the confidence of the editors,"
                " only once all of them are published."
            ),
            N_(
                "What was known last is carried on, paler, and says so. Where nothing had been"
                " published the district is not yet reported: another thing than not known."
            ),
        ),
    ),
    Part(
        "disagreements",
        N_("Disagreements"),
        (
            N_(
                "Where sources contradict one another, or the map, both sides stay. Disagreements"
                " are computed from the statements, never written by hand: {disagreements}."
            ),
        ),
        shown=(DISAGREEMENTS,),
        links=("coverage", "ledger"),
    ),
    Part(
        "events",
        N_("Events and their places"),
        (
            N_(
                "One happening is one event, with all its sources. Its place is known as far as the"
                " source tells it: to the district for {in_district}, to the city for {in_city}, to"
                " a wider region for {in_region}. {with_point} have a point of their own; all"
                " others stand in a row beside the name of their district."
            ),
            N_(
                "Deaths are low, best and high as the source gives them; {with_deaths} have a"
                " figure. Figures overlap: where they are added up, the same people may be counted"
                " twice, and it says so there."
            ),
            N_(
                "What is alleged stays alleged. A jump in the number of publishers is marked on the"
                " timeline: more events may be more attention."
            ),
        ),
        links=("charts",),
    ),
    Part(
        "harm",
        N_("What is not shown"),
        (
            N_(
                "No name of a victim or of a witness. No place finer than its source gives it. No"
                " file hands on a row that the terms of its origin forbid to pass on. What a view"
                " leaves out is counted and named there."
            ),
        ),
    ),
    Part(
        "tables",
        N_("The tables"),
        (
            N_(
                "The dataset is a folder of tables that anyone can read and check; each is held to"
                " a written contract, and a dataset that breaks it is not opened. Your own data in"
                " the same form are shown by the same rules."
            ),
        ),
        shown=(TABLES,),
        links=("data",),
    ),
    Part(
        "citing",
        N_("Licences, and how to cite"),
        (
            N_("{title}, version {version}, {created}. SHA-256 {hash}."),
            N_(
                "Cite the source of a statement, not this map, for what the source says; cite this"
                " map for the judgement. Sources can be taken along as BibTeX and CSL-JSON."
            ),
        ),
        shown=(LICENCES,),
        links=("sources",),
    ),
)
"""The parts, in the order of the page."""

PART_NAMES: Final = tuple(part.name for part in PARTS)
"""What an address calls them."""

READ_AS: Final = (
    (N_("security forces act there; a party fights there, or keeps checkpoints"), "present"),
    (N_("contested; one street apart"), "present"),
    (N_("points at the edges; one building; some blocks"), "part"),
    (N_("about half; they share it"), "shared"),
    (N_("rebel-held; held by; took; lost to; about two thirds"), "most"),
    (N_("full control; swept; clear of armed groups"), "whole"),
    (N_("left; no longer there"), "none"),
)
"""How the words of sources are read as extents."""

FILES: Final = (
    ("districts", "geo/districts.geojson", N_("the districts, as outlines")),
    ("parties", "data/parties.csv", N_("those who hold ground")),
    ("sources", "data/sources.csv", N_("documents")),
    ("claims", "data/claims.csv", N_("what somebody said")),
    ("control", "data/control.csv", N_("who held what: the intervals")),
    ("events", "data/events.csv", N_("what happened")),
    ("gazetteer", "data/gazetteer.csv", N_("how texts name the districts")),
    ("story", "data/story.csv", N_("a tour in steps")),
)
"""The tables of a dataset: their name, their file, what is in them."""
