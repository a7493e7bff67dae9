"""The constant folium map: no data in it, only the plugin and the addresses of its data."""

from __future__ import annotations

from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from damascus_map.render.publication import Asset, Publication, comparison_assets, plugin_assets

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
            "search": f"{folder}search.json",
            "evidence": {code: f"{folder}{asset.name}" for code, asset in shown.evidence.items()},
        }
        self.default_js, self.default_css = _loaded(("damascus_map", plugin_assets()))


class ComparisonMaps(JSCSSMixin, MacroElement):
    """The comparison of two days, started on the map of the first one; it makes the second.

    Parameters
    ----------
    shown
        Whose scene it loads.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DM.startComparison({{ this._parent.get_name() }}, {{ this.addresses|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, shown: Publication) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ComparisonMaps"
        self.addresses = {"scene": f"{ASSETS}/{shown.folder}{shown.scene.name}"}
        self.default_js, self.default_css = _loaded(
            ("damascus_map", plugin_assets()), ("comparison", comparison_assets())
        )


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


Links = list[tuple[str, str]]


def _loaded(*named: tuple[str, tuple[Asset, Asset]]) -> tuple[Links, Links]:
    """Return scripts and style sheets, each with its name, as folium takes them."""
    scripts = [(name, f"{ASSETS}/{script.name}") for name, (script, _) in named]
    return scripts, [(f"{name}_css", f"{ASSETS}/{styles.name}") for name, (_, styles) in named]


def constant_map(shown: Publication) -> folium.Map:
    """Return the map that stays the same for as long as the dataset does.

    Build it anew for each run: streamlit-folium changes the object that it is given.
    """
    paper = _paper(shown)
    DamascusMap(shown).add_to(paper)
    return paper


def comparison_map(shown: Publication) -> folium.Map:
    """Return the map of the first day of a comparison, constant likewise; a zoom is one step."""
    paper = _paper(shown, zoom_control=False, zoom_animation=False)
    ComparisonMaps(shown).add_to(paper)
    return paper


def _paper(shown: Publication, **options: Any) -> PaperMap:
    west, south, east, north = shown.dataset.tables.districts.total_bounds
    return PaperMap(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=_OPENING_ZOOM,
        tiles=None,
        **options,
    )


def message_group(message: dict[str, Any]) -> folium.FeatureGroup:
    """Return the tiny feature group that hands a message to the plugin's ``show``."""
    group = folium.FeatureGroup(name="show")
    ShowMessage(message).add_to(group)
    return group
