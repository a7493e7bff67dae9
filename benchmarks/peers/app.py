"""The app of every peer: the page that is named in the environment, with Leaflet beside it."""

import os

import streamlit as st

from damascus_map.server import ROUTES

app = st.App(os.environ["BENCHMARK_PAGE"], routes=ROUTES)
