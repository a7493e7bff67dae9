"""The constant folium map: no data in it, only the plugin and the addresses of its data."""

from __future__ import annotations

from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from damascus_map.render.publication import Publication, plugin_assets

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
    shown
        Whose assets it loads.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DM.start({{ this._parent.get_name() }}, {{ this.addresses|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, shown: Publication) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DamascusMap"
        folder = f"{ASSETS}/{shown.folder}"
        self.addresses = {
            "scene": f"{folder}{shown.scene.name}",
            "events": f"{folder}{shown.events.name}",
            "details": f"{folder}events/{shown.events.hash}/details.json",
            "evidence": {code: f"{folder}{asset.name}" for code, asset in shown.evidence.items()},
        }
        script, styles = plugin_assets()
        self.default_js = [("damascus_map", f"{ASSETS}/{script.name}")]
        self.default_css = [("damascus_map_css", f"{ASSETS}/{styles.name}")]


class ShowMessage(MacroElement):
    """One call of the plugin's ``show``; its values reach the script as JSON, escaped for HTML.

    Parameters
    ----------
    message
        Plain values, as the plugin's ``show`` takes them.
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
    DamascusMap(shown).add_to(paper)
    return paper


def message_group(message: dict[str, Any]) -> folium.FeatureGroup:
    """Return the tiny feature group that hands a message to the plugin's ``show``."""
    group = folium.FeatureGroup(name="show")
    ShowMessage(message).add_to(group)
    return group
