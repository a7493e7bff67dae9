"""An empty streamlit-folium map: the floor of opening a page with a map."""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers import parts
from damascus_map.render.interactive import PaperMap

st.set_page_config(layout="wide")
paper = PaperMap(parts.CENTRE, zoom_start=parts.ZOOM, tiles=None)
st_folium(paper, height=parts.HEIGHT_PX, use_container_width=True, returned_objects=[])
