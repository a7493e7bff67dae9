"""swiftmap: one map for all sessions, and the time layer's own slider."""

from datetime import UTC, datetime

import streamlit as st
from swiftmap import Map, basemap_registry
from swiftmap.streamlit import st_swiftmap

from benchmarks.peers import parts
from benchmarks.synthetic import LAST_DAY


@st.cache_resource
def built_map() -> Map:
    """Build the map once; the numeric times take the way that is fast on the server."""
    events = parts.all_events().astype({"type": str, "title_en": str, "lon": float, "lat": float})
    events["timestamp"] = events.pop("date").astype("datetime64[ms]").astype("int64")
    basemap_registry.DEFAULT_BASEMAPS.clear()  # there is no network
    paper = Map(center=list(parts.CENTRE), zoom=parts.ZOOM, height=f"{parts.HEIGHT_PX}px")
    paper.add_circle_markers(events, name="Events", radius=parts.RADIUS_PX, color=parts.COLOUR)
    paper.make_time_layer("Events", period="P1M", duration=None)
    paper.time_current = float(events["timestamp"].max())
    return paper


st.set_page_config(layout="wide")
told = st_swiftmap(built_map(), key="map")
day = LAST_DAY
if told["time_current"] is not None:
    day = datetime.fromtimestamp(told["time_current"] / 1000, UTC).date()
parts.say_shown(day, len(parts.events_until(day)))
