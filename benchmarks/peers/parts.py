"""What the peers share: the events, the slider that moves month by month, and the map's day."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import folium
import pandas as pd
import streamlit as st

from benchmarks.synthetic import FIRST_DAY, LAST_DAY

CENTRE: Final = (33.52, 36.32)
ZOOM: Final = 12
HEIGHT_PX: Final = 720
COLOUR: Final = "#B0413E"
RADIUS_PX: Final = 4
_MONTH: Final = timedelta(days=30)


@st.cache_data
def all_events() -> pd.DataFrame:
    """Read the events once: place, first day, kind and title."""
    path = Path(os.environ["DAMASCUS_MAP_DATASET"]) / "data" / "events.csv"
    events = pd.read_csv(
        path, usecols=["date", "type", "title_en", "lon", "lat"], dtype_backend="pyarrow"
    )
    events["date"] = pd.to_datetime(events["date"], format="ISO8601")
    return events.sort_values("date", ignore_index=True)


def events_until(day: date) -> pd.DataFrame:
    """Give the events of the window: all up to the day."""
    events = all_events()
    return events.iloc[: events["date"].searchsorted(pd.Timestamp(day), side="right")]


def day_slider() -> date:
    """Show the slider; it opens on the last day and moves by a month."""
    return st.slider("Day", FIRST_DAY, LAST_DAY, LAST_DAY, step=_MONTH)


def say_shown(day: date, count: int) -> None:
    """Say beside the map what it shows, as a page has to."""
    st.markdown(f"**{day:%d %B %Y}** · {count:,} events")


def circle(place: tuple[float, float], title: str) -> folium.CircleMarker:
    """Give the marker of one event."""
    return folium.CircleMarker(place, radius=RADIUS_PX, color=COLOUR, tooltip=title)


def day_label(day: date) -> folium.Marker:
    """Give the day as a label on the map: it tells when the map shows the new window."""
    icon = folium.DivIcon(html=day.isoformat(), class_name="map-day", icon_size=(120, 24))
    return folium.Marker(CENTRE, icon=icon)
