"""The texts of the map plugin, by the keys it knows them by."""

from __future__ import annotations

from typing import Any, Final

from damascus_map.language import N_, NN_, Language

_TEXTS: Final = {
    "legend": N_("Legend"),
    "legend_title": N_("Who holds the district"),
    "legend_shared": N_("Stripe width = extent"),
    "legend_pale": N_("Paler: low confidence"),
    "legend_situation": N_("Situation"),
    "legend_events": N_("Events"),
    "legend_density": N_("Events in a cell"),
    "class_span": N_("{from}\u2013{to}"),
    "class_last": N_("{from} or more"),
    "in_view": N_("{n} of {total} in view"),
    "as_symbols": N_("shown as symbols"),
    "as_density": N_("shown as density"),
    "list": N_("List"),
    "list_view": N_("Events in view"),
    "show_more": N_("Show more events"),
    "details_failed": N_("What these events are could not be loaded."),
    "count_line": N_("{events} {window}"),
    "window_all": N_("up to this day"),
    "region_title": N_("City and country"),
    "stack_label": N_("{place}: {events}"),
    "district_label": N_("{name}: {sentence}"),
    "more": N_("+{n}"),
    "date_span": N_("{from} \u2013 {to}"),
    "play": N_("Play"),
    "pause": N_("Pause"),
    "previous_change": N_("Previous change"),
    "next_change": N_("Next change"),
    "speed": N_("Speed of play, time a second"),
    "speed_day": N_("1 day/s"),
    "speed_week": N_("1 week/s"),
    "speed_month": N_("1 month/s"),
    "speed_quarter": N_("3 months/s"),
    "speed_change": N_("change by change"),
    "loop": N_("Loop what is shown"),
    "cumulative": N_("All events up to the date"),
    "timeline": N_("Date"),
    "window_start": N_("Beginning of the window of events"),
    "time_in": N_("Show less time"),
    "time_out": N_("Show more time"),
    "time_shown": N_("Time shown"),
    "period_all": N_("All time"),
    "period_year": N_("A year"),
    "period_days": N_("Last 90 days"),
    "per_day": N_("a day"),
    "per_week": N_("a week"),
    "per_month": N_("a month"),
    "per_quarter": N_("a quarter"),
    "per_year": N_("a year"),
    "name_and_date": N_("{name}, {date}"),
    "source_change": N_(
        "Sources that report events: {before} before, {after} after. "
        "A change of sources can look like a change on the ground."
    ),
    "map": N_("Map of the districts"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "close": N_("Close"),
    "scale_km": N_("{n} km"),
    "scale_m": N_("{n} m"),
    "loading": N_("Loading the map…"),
    "scene_failed": N_("The map could not be loaded."),
    "events_failed": N_("The events could not be loaded. The districts are shown without them."),
    "dataset_unknown": N_("This dataset is no longer offered here. Reload the page."),
    "try_again": N_("Try again"),
    "head_line": N_("{districts}, {events}, {sources}"),
    "window_field": N_("Events shown"),
    "window_1": N_("day"),
    "window_7": N_("7 days"),
    "window_30": N_("30"),
    "window_90": N_("90"),
    "window_null": N_("all"),
    "date_wrong": N_("Write a day as {example}, from {first} to {last}."),
    "chosen_district": N_("Chosen district"),
    "all_districts": N_("All districts"),
    "no_district": N_("No district is shown. Choose one in the sidebar."),
    "district_hidden": N_("The filter leaves this district out of the map."),
    "claims": N_("What this rests on"),
    "no_claim": N_("No statement is known for this time."),
    "disagreements": N_("Sources disagree"),
    "happened": N_("Up to this day"),
    "happened_after": N_("In the week after"),
    "no_event": N_("No event in this window. Widen it in the sidebar."),
    "name_events": N_("Say what happened"),
    "evidence_failed": N_("The panel could not be loaded."),
}

_COUNTED: Final = {
    "count_events": NN_("{n} event", "{n} events"),
    "window_days": NN_("on this day", "in these {n} days"),
    "known_to_month": NN_(
        "{n} event, known to the month or year only",
        "{n} events, known to the month or year only",
    ),
    "more_events": NN_("{n} more event", "{n} more events"),
    "more_claims": NN_(
        "{n} more statement in the table below.", "{n} more statements in the table below."
    ),
    "count_districts": NN_("{n} district", "{n} districts"),
    "events_shown": NN_("{n} event shown", "{n} events shown"),
    "count_sources": NN_("{n} source", "{n} sources"),
    "count_days": NN_("{n} day", "{n} days"),
}


def plugin_messages(words: Language) -> dict[str, Any]:
    """Return every text of the plugin in one language; counted ones by CLDR plural category."""
    texts: dict[str, Any] = {key: words.text(text) for key, text in _TEXTS.items()}
    counted = {key: words.plural_forms(forms) for key, forms in _COUNTED.items()}
    none = {"count_events": {"zero": words.text(N_("No events"))}}
    return texts | {key: forms | none.get(key, {}) for key, forms in counted.items()}
