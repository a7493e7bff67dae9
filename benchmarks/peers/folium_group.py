"""streamlit-folium with a map that stays and a feature group that changes."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers import parts
from damascus_map.render.interactive import PaperMap

st.set_page_config(layout="wide")
day = parts.day_slider()
events = parts.events_until(day)
parts.say_shown(day, len(events))
group = folium.FeatureGroup(name="Events")
for lon, lat, title in zip(events["lon"], events["lat"], events["title_en"], strict=True):
    group.add_child(parts.circle((lat, lon), title))
group.add_child(parts.day_label(day))
st_folium(
    PaperMap(parts.CENTRE, zoom_start=parts.ZOOM, tiles=None, prefer_canvas=True),
    key="map",
    feature_group_to_add=group,
    height=parts.HEIGHT_PX,
    use_container_width=True,
    returned_objects=[],
)
