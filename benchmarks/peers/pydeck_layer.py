"""pydeck: a scatterplot layer with the events of the window, without a base map."""

import pydeck as pdk
import streamlit as st

from benchmarks.peers import parts

st.set_page_config(layout="wide")
day = parts.day_slider()
events = parts.events_until(day)
parts.say_shown(day, len(events))
layer = pdk.Layer(
    "ScatterplotLayer",
    events[["lon", "lat", "title_en"]],
    id="events",
    get_position=["lon", "lat"],
    get_fill_color=[176, 65, 62],
    get_radius=parts.RADIUS_PX,
    radius_units="'pixels'",
    pickable=True,
)
view = pdk.ViewState(latitude=parts.CENTRE[0], longitude=parts.CENTRE[1], zoom=parts.ZOOM - 1)
deck = pdk.Deck([layer], initial_view_state=view, map_provider=None, tooltip={"text": "{title_en}"})
st.pydeck_chart(deck, height=parts.HEIGHT_PX)
