"""The usual way with streamlit-folium: the map is built anew at each move of the slider."""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers import parts
from damascus_map.render.interactive import PaperMap

st.set_page_config(layout="wide")
day = parts.day_slider()
events = parts.events_until(day)
parts.say_shown(day, len(events))
paper = PaperMap(parts.CENTRE, zoom_start=parts.ZOOM, tiles=None, prefer_canvas=True)
for lon, lat, title in zip(events["lon"], events["lat"], events["title_en"], strict=True):
    parts.circle((lat, lon), title).add_to(paper)
parts.day_label(day).add_to(paper)
st_folium(paper, height=parts.HEIGHT_PX, use_container_width=True, returned_objects=[])
