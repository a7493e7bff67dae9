"""The constant folium map: no data in it, only the plugin and the addresses of its data."""

from __future__ import annotations

from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from damascus_map.model.dates import window_start
from damascus_map.model.view import View
from damascus_map.render.publication import Asset, Publication, plugin_assets

ASSETS: Final = "../../assets"
"""The assets as the map's frame sees them; relative, so that a base path works."""

_OPENING_ZOOM: Final = 12
_LEAFLET_JS: Final = [("leaflet", f"{ASSETS}/leaflet/leaflet.js")]
_LEAFLET_CSS: Final = [("leaflet_css", f"{ASSETS}/leaflet/leaflet.css")]


class PaperMap(folium.Map):
    """A folium map without tiles, whose Leaflet comes from this server alone."""

    default_js = _LEAFLET_JS
    default_css = _LEAFLET_CSS


class DamascusMap(JSCSSMixin, MacroElement):
    """The map plugin, started on the map that it is added to.

    Parameters
    ----------
    scene, events
        The assets that it loads.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DM.start({{ this._parent.get_name() }}, {{ this.addresses|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, scene: Asset, events: Asset) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DamascusMap"
        self.addresses = {
            "scene": f"{ASSETS}/{scene.name}",
            "events": f"{ASSETS}/{events.name}",
            "details": f"{ASSETS}/events/{events.hash}/details.json",
        }
        script, styles = plugin_assets()
        self.default_js = [("damascus_map", f"{ASSETS}/{script.name}")]
        self.default_css = [("damascus_map_css", f"{ASSETS}/{styles.name}")]


class ShowMessage(MacroElement):
    """One call of the plugin's ``show``; its values reach the script as JSON, escaped for HTML.

    Parameters
    ----------
    message
        Plain values, as `show_message` gives them.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.damascusMap.show({{ this.message|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, message: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ShowMessage"
        self.message = message


def constant_map(shown: Publication) -> folium.Map:
    """Return the map that stays the same for as long as the dataset does.

    Build it anew for each run: streamlit-folium changes the object that it is given.
    """
    west, south, east, north = shown.dataset.tables.districts.total_bounds
    paper = PaperMap(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=_OPENING_ZOOM,
        tiles=None,
    )
    DamascusMap(shown.scene, shown.events).add_to(paper)
    return paper


def message_group(view: View, sequence: int) -> folium.FeatureGroup:
    """Return the tiny feature group that tells the plugin what to show."""
    group = folium.FeatureGroup(name="show")
    ShowMessage(show_message(view, sequence)).add_to(group)
    return group


def show_message(view: View, sequence: int) -> dict[str, Any]:
    """Return a view as the plugin's ``show`` takes it.

    Parameters
    ----------
    view
        What to show.
    sequence
        Number of the last message from the plugin that the view takes into account.
    """
    start = window_start(view.on, view.window)
    place = view.map_view
    return {
        "date": view.on.isoformat(),
        "from": start.isoformat() if start else None,
        "districts": None if view.districts is None else list(view.districts),
        "types": None if view.types is None else list(view.types),
        "confidence": str(view.confidence),
        "district": view.district,
        "lang": view.lang,
        "view": None if place is None else [place.lon, place.lat, place.zoom],
        "span": None if view.span is None else [day.isoformat() for day in view.span],
        "seq": sequence,
    }
