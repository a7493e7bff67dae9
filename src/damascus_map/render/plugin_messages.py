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
    "count_line": N_("{events} {window}"),
    "window_all": N_("up to this day"),
    "region_title": N_("Damascus and Syria"),
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
    "timeline": N_("Date"),
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
}

_COUNTED: Final = {
    "count_events": NN_("{n} event", "{n} events"),
    "window_days": NN_("on this day", "in these {n} days"),
    "more_events": NN_("{n} more event", "{n} more events"),
}


def plugin_messages(words: Language) -> dict[str, Any]:
    """Return every text of the plugin in one language; counted ones by CLDR plural category."""
    texts: dict[str, Any] = {key: words.text(text) for key, text in _TEXTS.items()}
    counted = {key: words.plural_forms(forms) for key, forms in _COUNTED.items()}
    none = {"count_events": {"zero": words.text(N_("No events"))}}
    return texts | {key: forms | none.get(key, {}) for key, forms in counted.items()}
